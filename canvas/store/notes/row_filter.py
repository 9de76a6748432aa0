"""What of the grid is shown: the conditions on notes, or on answers, that a filter comes down to."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, fields

import sqlalchemy as sa

from canvas.store.database.folding import contains_words
from canvas.store.database.schema import answer, coding, interview, note, passage, theme, turn
from canvas.store.overview.filtered_counts import (
    AttributeFilter,
    interview_is_with,
    note_is_from,
    of_partnerships,
    of_respondents,
    partnerships_query,
    respondents_query,
)
from canvas.store.search_index.word_parts import narrowed

WITHOUT_ONE = ""  # among roles, themes and partnerships: those without any


@dataclass(frozen=True)
class GridFilter:
    """A filter on the grid: within a field one of its values will do, over the fields all must fit.

    `partnerships`, `waves`, `respondents` and `themes` are ids, the others keys; a theme stands for those under it as
    well. `WITHOUT_ONE` among partnerships, roles and themes takes what has none. `states` are asked of answers alone,
    `kinds` and `themes` of an answer's notes. `filters` are on attributes of partnerships and respondents.
    """

    partnerships: tuple[str, ...] = ()
    waves: tuple[str, ...] = ()
    roles: tuple[str, ...] = ()
    respondents: tuple[str, ...] = ()
    blocks: tuple[str, ...] = ()
    questions: tuple[str, ...] = ()
    themes: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    origins: tuple[str, ...] = ()
    states: tuple[str, ...] = ()
    words: str = ""
    filters: tuple[AttributeFilter, ...] = ()

    def __bool__(self) -> bool:
        return any(getattr(self, field.name) for field in fields(self))

    @property
    def picks(self) -> bool:
        """Return whether it asks for more than places: then few rows of each partnership may be left."""
        places = ("partnerships", "waves", "roles", "blocks")
        return any(getattr(self, field.name) for field in fields(self) if field.name not in places)


def note_conditions(
    connection: sa.Connection, grid_filter: GridFilter, looked_up: bool = True
) -> list[sa.ColumnElement]:
    """Return the conditions on table `note`; notes that were taken away are left out.

    Words are `looked_up` in the index where that narrows what is read.
    """
    conditions: list[sa.ColumnElement] = [note.c.retired.is_(False)]
    conditions += _places(grid_filter, note.c.partnership_id, note.c.wave_id, note.c.role, note.c.block)
    if who := _who(grid_filter):
        conditions.append(note_is_from(who[0]))
    if grid_filter.questions:
        answer_ids = sa.select(answer.c.id).where(answer.c.question.in_(grid_filter.questions))
        within = sa.and_(turn.c.document_id == passage.c.document_id, turn.c.number == passage.c.turn)
        linked = sa.select(passage.c.id).join(turn, within).where(turn.c.question.in_(grid_filter.questions))
        conditions.append(sa.or_(note.c.answer_id.in_(answer_ids), note.c.passage_id.in_(linked)))
    if grid_filter.themes:
        named, none = _carrying(connection, grid_filter.themes, note.c.id), ~_carried()
        conditions.append(sa.or_(named, none if WITHOUT_ONE in grid_filter.themes else sa.false()))
    if grid_filter.kinds:
        conditions.append(note.c.kind.in_(grid_filter.kinds))
    if grid_filter.origins:
        conditions.append(note.c.origin.in_(grid_filter.origins))
    if looked_up and grid_filter.words:
        conditions += narrowed(connection, "note", note.c.id, grid_filter.words)
    return [*conditions, *contains_words(note.c.text, grid_filter.words)]


def answer_conditions(
    connection: sa.Connection, grid_filter: GridFilter, looked_up: bool = True
) -> list[sa.ColumnElement]:
    """Return the conditions on tables `answer` and `interview`, joined; `looked_up` as of notes."""
    conditions = _places(grid_filter, interview.c.partnership_id, interview.c.wave_id, interview.c.role, answer.c.block)
    if who := _who(grid_filter):
        conditions.append(interview_is_with(who[0]))
    if grid_filter.questions:
        conditions.append(answer.c.question.in_(grid_filter.questions))
    if grid_filter.themes:
        named, none = _carrying(connection, grid_filter.themes, note.c.id), ~_has_note(_carried())
        conditions.append(sa.or_(_has_note(named), none if WITHOUT_ONE in grid_filter.themes else sa.false()))
    if grid_filter.kinds:
        conditions.append(_has_note(note.c.kind.in_(grid_filter.kinds)))
    if grid_filter.states:
        conditions.append(answer.c.state.in_(grid_filter.states))
    if grid_filter.origins and "answer" not in grid_filter.origins:
        conditions.append(sa.false())
    if looked_up and grid_filter.words:
        conditions += narrowed(connection, "answer", answer.c.id, grid_filter.words)
    return [*conditions, *contains_words(answer.c.text, grid_filter.words)]


def with_descendants(connection: sa.Connection, theme_ids: Iterable[str]) -> set[str]:
    """Return these themes, what they were merged into, and all that stand under those; retired ones too."""
    themes_by_id = {
        row.id: row for row in connection.execute(sa.select(theme.c.id, theme.c.parent_id, theme.c.merged_into))
    }
    reached: set[str] = set()
    todo = list(theme_ids)
    while todo:
        theme_id = todo.pop()
        if theme_id in reached:
            continue
        reached.add(theme_id)
        if theme_id in themes_by_id and themes_by_id[theme_id].merged_into:
            todo.append(themes_by_id[theme_id].merged_into)
        todo += [row.id for row in themes_by_id.values() if row.parent_id == theme_id]
    return reached


def _places(
    grid_filter: GridFilter, partnership: sa.Column, wave: sa.Column, role: sa.Column, block: sa.Column
) -> list[sa.ColumnElement]:
    conditions = []
    for column, values in ((partnership, grid_filter.partnerships), (role, grid_filter.roles)):
        if values:
            named = column.in_([value for value in values if value != WITHOUT_ONE])
            conditions.append(sa.or_(named, column.is_(None)) if WITHOUT_ONE in values else named)
    if grid_filter.waves:
        conditions.append(wave.in_(grid_filter.waves))
    if grid_filter.blocks:
        # of a partnership by its index alone, not by that of wave and block, which holds those of all
        conditions.append((block.concat("") if grid_filter.partnerships else block).in_(grid_filter.blocks))
    if of_partnerships(grid_filter.filters):
        conditions.append(partnership.in_(partnerships_query(grid_filter.filters)))
    return conditions


def _who(grid_filter: GridFilter) -> list[sa.Select]:
    """Return the query for the respondents that are meant, in a list; none where it does not matter who spoke."""
    on_respondents = of_respondents(grid_filter.filters)
    return (
        [respondents_query(on_respondents, grid_filter.respondents)]
        if on_respondents or grid_filter.respondents
        else []
    )


def _carrying(connection: sa.Connection, theme_ids: Iterable[str], note_id: sa.Column) -> sa.ColumnElement:
    named = sorted(with_descendants(connection, [theme_id for theme_id in theme_ids if theme_id != WITHOUT_ONE]))
    note_ids = sa.select(coding.c.note_id).where(coding.c.theme_id.in_(named), coding.c.removed_at.is_(None))
    return note_id.in_(note_ids) if named else sa.false()


def _carried() -> sa.Exists:
    return sa.exists().where(coding.c.note_id == note.c.id, coding.c.removed_at.is_(None)).correlate(note)


def _has_note(condition: sa.ColumnElement) -> sa.Exists:
    return sa.exists().where(note.c.answer_id == answer.c.id, note.c.retired.is_(False), condition).correlate(answer)
