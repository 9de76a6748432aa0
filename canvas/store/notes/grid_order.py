"""In which order the grid's rows stand: what a column is sorted by, and the tables that takes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import sqlalchemy as sa

from canvas.method import NOTE_KINDS
from canvas.store.database.folding import Folded
from canvas.store.database.schema import (
    answer,
    coding,
    document,
    interview,
    interview_respondent,
    note,
    partnership,
    partnership_attribute,
    passage,
    respondent,
    respondent_attribute,
    theme,
    wave,
)
from canvas.store.row_types import AttributeRow

STATES = ("answered", "no_opinion", "skipped", "open")
ORIGINS = ("answer", "passage", "session")


@dataclass(frozen=True)
class GridOrder:
    """How rows are sorted: by a column ('' for the newest first), from small to large or `down`.

    `column` is partnership, wave, role, respondent, block, question, themes, kind, origin, text, date, state, rating or
    notes, or an attribute, whose row is `attribute`. Roles and blocks stand in the order given. What has no value
    comes last either way.
    """

    column: str = ""
    down: bool = False
    roles: Sequence[str] = ()
    blocks: Sequence[str] = ()
    attribute: AttributeRow | None = field(default=None, hash=False)

    @property
    def attribute_id(self) -> str | None:
        """Return the id of the attribute it sorts by, if it does."""
        return self.attribute["id"] if self.attribute else None


def of_notes(query: sa.Select, order: GridOrder) -> sa.Select:
    """Return a query on `note` put in this order."""
    heard = answer.c.interview_id
    if order.column in ("respondent", "date", "question") or _asks(order, "respondent"):
        query = query.outerjoin(answer, note.c.answer_id == answer.c.id)
        query = query.outerjoin(passage, note.c.passage_id == passage.c.id)
    if order.column == "date":
        query = query.outerjoin(document, passage.c.document_id == document.c.id)
        interview_id = sa.func.coalesce(answer.c.interview_id, document.c.interview_id)
        query = query.outerjoin(interview, interview.c.id == interview_id)
    at = (note.c.partnership_id, note.c.wave_id, note.c.role, note.c.block)
    session = sa.case((note.c.origin == "session", note.c.created_at))
    by = {
        "kind": _ranked(note.c.kind, NOTE_KINDS),
        "origin": _ranked(note.c.origin, ORIGINS),
        "text": Folded(note.c.text),
        "question": answer.c.question,
        "date": sa.func.coalesce(document.c.dated, interview.c.started_at, session),
    }
    if order.column == "themes":
        first = _first_theme(coding.c.note_id).subquery()
        query, key = query.outerjoin(first, first.c.at == note.c.id), first.c.value
    elif order.column == "respondent" or _asks(order, "respondent"):
        query, first = _of_interview(query, order, heard)
        query, spoken = _of_speaker(query, order)
        key = sa.func.coalesce(first, spoken)
    elif order.column in by:
        key = by[order.column]
    else:
        query, key = _place(query, order, *at)
    return _sorted(query, order, key, note.c.id)


def of_answers(query: sa.Select, order: GridOrder) -> sa.Select:
    """Return a query on `answer` joined to `interview` put in this order."""
    at = (interview.c.partnership_id, interview.c.wave_id, interview.c.role, answer.c.block)
    by = {
        "question": answer.c.question,
        "text": Folded(answer.c.text),
        "state": _ranked(answer.c.state, STATES),
        "rating": answer.c.rating,
        "date": sa.func.coalesce(answer.c.answered_at, interview.c.started_at),
    }
    if order.column in ("themes", "notes"):
        if order.column == "themes":
            first = _first_theme(note.c.answer_id).join(note, coding.c.note_id == note.c.id)
            first = first.where(note.c.retired.is_(False)).subquery()
        else:
            first = sa.select(note.c.answer_id.label("at"), sa.func.count().label("value"))
            first = first.where(note.c.retired.is_(False)).group_by(note.c.answer_id).subquery()
        query, key = query.outerjoin(first, first.c.at == answer.c.id), first.c.value
    elif order.column == "respondent" or _asks(order, "respondent"):
        query, key = _of_interview(query, order, answer.c.interview_id)
    elif order.column in by:
        key = by[order.column]
    else:
        query, key = _place(query, order, *at)
    return _sorted(query, order, key, answer.c.id)


def _sorted(query: sa.Select, order: GridOrder, key: sa.ColumnElement | None, own_id: sa.Column) -> sa.Select:
    if key is None:
        return query.order_by(own_id.asc() if order.down else own_id.desc())
    return query.order_by(key.is_(None), key.desc() if order.down else key.asc(), own_id.desc())


def _place(
    query: sa.Select, order: GridOrder, partnership_id: sa.Column, wave_id: sa.Column, role: sa.Column, block: sa.Column
) -> tuple[sa.Select, sa.ColumnElement | None]:
    if order.column == "partnership":
        # ranked once, rather than folded for every note
        rank = sa.func.row_number().over(order_by=[Folded(partnership.c.name), partnership.c.id]).label("place")
        ranked = sa.select(partnership.c.id, rank).subquery()
        return query.outerjoin(ranked, ranked.c.id == partnership_id), ranked.c.place
    if order.column == "wave":
        return query.outerjoin(wave, wave.c.id == wave_id), wave.c.position
    if order.column == "role":
        return query, _ranked(role, order.roles)
    if order.column == "block":
        return query, _ranked(block, order.blocks)
    if _asks(order, "partnership"):
        of_it = sa.and_(
            partnership_attribute.c.partnership_id == partnership_id,
            partnership_attribute.c.attribute_id == order.attribute_id,
        )
        return query.outerjoin(partnership_attribute, of_it), _value(partnership_attribute, order)
    return query, None


def _of_interview(query: sa.Select, order: GridOrder, interview_id: sa.Column) -> tuple[sa.Select, sa.ColumnElement]:
    """Join the first code, or smallest value, of those who took part in an interview; return query and column."""
    took = interview_respondent.c
    if order.column == "respondent":
        first = sa.select(took.interview_id, sa.func.min(respondent.c.code).label("value"))
        first = first.join(respondent, took.respondent_id == respondent.c.id)
    else:
        of_it = sa.and_(
            respondent_attribute.c.respondent_id == took.respondent_id,
            respondent_attribute.c.attribute_id == order.attribute_id,
        )
        first = sa.select(took.interview_id, sa.func.min(_value(respondent_attribute, order)).label("value"))
        first = first.join(respondent_attribute, of_it)
    first = first.group_by(took.interview_id).subquery()
    return query.outerjoin(first, first.c.interview_id == interview_id), first.c.value


def _of_speaker(query: sa.Select, order: GridOrder) -> tuple[sa.Select, sa.ColumnElement]:
    """Join the code, or the value, of who speaks in a passage; return query and column."""
    if order.column == "respondent":
        return query.outerjoin(respondent, respondent.c.id == passage.c.respondent_id), respondent.c.code
    spoken = respondent_attribute.alias("spoken")
    of_it = sa.and_(spoken.c.respondent_id == passage.c.respondent_id, spoken.c.attribute_id == order.attribute_id)
    return query.outerjoin(spoken, of_it), _value(spoken, order)


def _first_theme(by: sa.Column) -> sa.Select:
    first = sa.select(by.label("at"), sa.func.min(Folded(theme.c.name)).label("value")).select_from(coding)
    first = first.join(theme, coding.c.theme_id == theme.c.id)
    return first.where(coding.c.removed_at.is_(None)).group_by(by)


def _asks(order: GridOrder, scope: str) -> bool:
    return order.attribute is not None and order.attribute["scope"] == scope


def _value(table: sa.FromClause, order: GridOrder) -> sa.ColumnElement:
    attribute = order.attribute
    if attribute and attribute["kind"] == "number":
        # within the case: a database may read the value before the condition
        number = sa.cast(table.c.value, sa.Numeric(40, 20))
        return sa.case((table.c.attribute_id == order.attribute_id, number))
    if attribute and attribute["kind"] == "choice":
        return _ranked(table.c.value, attribute["choices"])
    return Folded(table.c.value)


def _ranked(column: sa.ColumnElement, keys: Sequence[str]) -> sa.ColumnElement:
    ranks = {key: place for place, key in enumerate(keys)}
    return sa.case(ranks, value=column, else_=sa.case((column.is_not(None), len(ranks)))) if ranks else column
