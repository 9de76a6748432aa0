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
    partnerships_query,
    respondents_query,
)

NONE = ""  # among roles, themes and partnerships: those without any


@dataclass(frozen=True)
class GridFilter:
    """A filter on the grid: within a field one of its values will do, over the fields all must fit.

    `partnerships`, `waves`, `respondents` and `themes` are ids, the others keys; a theme stands for those under it as
    well. `NONE` among partnerships, roles and themes takes what has none. `states` are asked of answers alone, `kinds`
    and `themes` of an answer's notes. `wanted` are attributes of partnerships and respondents.
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
    wanted: tuple[AttributeFilter, ...] = ()

    def __bool__(self) -> bool:
        return any(getattr(self, field.name) for field in fields(self))

    @property
    def picks(self) -> bool:
        """Whether it asks for more than places: then few rows of each partnership may be left."""
        places = ("partnerships", "waves", "roles", "blocks")
        return any(getattr(self, field.name) for field in fields(self) if field.name not in places)


def note_conditions(connection: sa.Connection, sieve: GridFilter) -> list[sa.ColumnElement]:
    """The conditions on table `note`; notes that were taken away are left out."""
    found: list[sa.ColumnElement] = [note.c.retired.is_(False)]
    found += _places(sieve, note.c.partnership_id, note.c.wave_id, note.c.role, note.c.block)
    if who := _who(sieve):
        found.append(note_is_from(who[0]))
    if sieve.questions:
        asked = sa.select(answer.c.id).where(answer.c.question.in_(sieve.questions))
        within = sa.and_(turn.c.document_id == passage.c.document_id, turn.c.number == passage.c.turn)
        linked = sa.select(passage.c.id).join(turn, within).where(turn.c.question.in_(sieve.questions))
        found.append(sa.or_(note.c.answer_id.in_(asked), note.c.passage_id.in_(linked)))
    if sieve.themes:
        named, none = _carrying(connection, sieve.themes, note.c.id), ~_carried()
        found.append(sa.or_(named, none if NONE in sieve.themes else sa.false()))
    if sieve.kinds:
        found.append(note.c.kind.in_(sieve.kinds))
    if sieve.origins:
        found.append(note.c.origin.in_(sieve.origins))
    return [*found, *contains_words(note.c.text, sieve.words)]


def answer_conditions(connection: sa.Connection, sieve: GridFilter) -> list[sa.ColumnElement]:
    """The conditions on tables `answer` and `interview`, joined."""
    found = _places(sieve, interview.c.partnership_id, interview.c.wave_id, interview.c.role, answer.c.block)
    if who := _who(sieve):
        found.append(interview_is_with(who[0]))
    if sieve.questions:
        found.append(answer.c.question.in_(sieve.questions))
    if sieve.themes:
        named, none = _carrying(connection, sieve.themes, note.c.id), ~_has_note(_carried())
        found.append(sa.or_(_has_note(named), none if NONE in sieve.themes else sa.false()))
    if sieve.kinds:
        found.append(_has_note(note.c.kind.in_(sieve.kinds)))
    if sieve.states:
        found.append(answer.c.state.in_(sieve.states))
    if sieve.origins and "answer" not in sieve.origins:
        found.append(sa.false())
    return [*found, *contains_words(answer.c.text, sieve.words)]


def with_descendants(connection: sa.Connection, theme_ids: Iterable[str]) -> set[str]:
    """These themes, what they were merged into, and all that stand under those; retired ones too."""
    known = {row.id: row for row in connection.execute(sa.select(theme.c.id, theme.c.parent_id, theme.c.merged_into))}
    found: set[str] = set()
    todo = list(theme_ids)
    while todo:
        one = todo.pop()
        if one in found:
            continue
        found.add(one)
        if one in known and known[one].merged_into:
            todo.append(known[one].merged_into)
        todo += [row.id for row in known.values() if row.parent_id == one]
    return found


def _places(
    sieve: GridFilter, partnership: sa.Column, wave: sa.Column, role: sa.Column, block: sa.Column
) -> list[sa.ColumnElement]:
    found = []
    for column, values in ((partnership, sieve.partnerships), (role, sieve.roles)):
        if values:
            named = column.in_([value for value in values if value != NONE])
            found.append(sa.or_(named, column.is_(None)) if NONE in values else named)
    if sieve.waves:
        found.append(wave.in_(sieve.waves))
    if sieve.blocks:
        # of a partnership by its index alone, not by that of wave and block, which holds those of all
        found.append((block.concat("") if sieve.partnerships else block).in_(sieve.blocks))
    if any(one.scope == "partnership" for one in sieve.wanted):
        found.append(partnership.in_(partnerships_query(sieve.wanted)))
    return found


def _who(sieve: GridFilter) -> list[sa.Select]:
    """The query for the respondents that are meant, in a list; none where it does not matter who spoke."""
    asked = [one for one in sieve.wanted if one.scope == "respondent"]
    return [respondents_query(asked, sieve.respondents)] if asked or sieve.respondents else []


def _carrying(connection: sa.Connection, theme_ids: Iterable[str], note_id: sa.Column) -> sa.ColumnElement:
    named = sorted(with_descendants(connection, [one for one in theme_ids if one != NONE]))
    given = sa.select(coding.c.note_id).where(coding.c.theme_id.in_(named), coding.c.removed_at.is_(None))
    return note_id.in_(given) if named else sa.false()


def _carried() -> sa.Exists:
    return sa.exists().where(coding.c.note_id == note.c.id, coding.c.removed_at.is_(None)).correlate(note)


def _has_note(condition: sa.ColumnElement) -> sa.Exists:
    return sa.exists().where(note.c.answer_id == answer.c.id, note.c.retired.is_(False), condition).correlate(answer)
