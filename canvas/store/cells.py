"""The summary of one partnership x wave x role x block: recounted as a whole, never added to.

One recount serves saving and checking: `_counted` counts every cell, or only the cells of some partnerships.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql, sqlite

from canvas.store.schema import COUNTS, NO_ROLE, answer, cell, interview, interview_respondent, note

CellKey = tuple[str, str, str, str]  # partnership, wave, role (NO_ROLE for none), block
KEY = ("partnership_id", "wave_id", "role", "block")
NONE = dict.fromkeys(COUNTS, 0)


def recount(connection: sa.Connection, keys: Iterable[CellKey]) -> None:
    """Count these cells anew from answers and notes and store what is found."""
    keys = sorted(keys)
    if not keys:
        return
    dialect = connection.dialect.name
    if dialect == "postgresql":
        # Locked in key order before counting: without it a snapshot can miss what another save just committed.
        empty = postgresql.insert(cell).on_conflict_do_nothing()
        connection.execute(empty, [dict(zip(KEY, key, strict=True)) for key in keys])
        for key in keys:
            connection.execute(sa.select(cell.c.block).where(*_is(cell, key)).with_for_update())
    insert = (postgresql if dialect == "postgresql" else sqlite).insert(cell)
    put = insert.on_conflict_do_update(index_elements=list(KEY), set_={name: insert.excluded[name] for name in COUNTS})
    connection.execute(put, [dict(zip(KEY, key, strict=True)) | count(connection, key) for key in keys])


def count(connection: sa.Connection, key: CellKey) -> dict[str, int]:
    """What one cell should say: asked, answered, no_opinion, skipped, respondents, notes, rated_1..5, dont_know."""
    found = dict(NONE)
    named = dict(zip(KEY, key, strict=True))
    for statement in _of_one_cell(key[2] != NO_ROLE):
        for row in connection.execute(statement, named).mappings():
            found |= {name: value or 0 for name, value in row.items() if name in NONE}
    return found


@cache  # building these costs more than running them, and a save recounts at every pause in the typing
def _of_one_cell(has_role: bool) -> tuple[sa.Select, sa.Select, sa.Select]:
    """The three counts of a cell whose key is given as parameters; a note without a role has null for one."""
    heard = _heard().subquery()
    voices = sa.select(sa.func.count().label("respondents")).select_from(heard).where(*_is_asked(heard, KEY))
    notes = _notes().where(*_is_asked(note, KEY if has_role else (*KEY[:2], KEY[3])))
    if not has_role:
        notes = notes.where(note.c.role.is_(None))
    return _answers().where(*_is_asked(interview, KEY[:3]), *_is_asked(answer, KEY[3:])), notes, voices


def _is_asked(table: sa.FromClause, names: Iterable[str]) -> list[sa.ColumnElement]:
    return [table.c[name] == sa.bindparam(name) for name in names]


def every(connection: sa.Connection) -> dict[CellKey, dict[str, int]]:
    """What all cells should say, by key; cells with nothing to say are left out."""
    found: dict[CellKey, dict[str, int]] = {}

    def add(statement: sa.Select) -> None:
        for row in connection.execute(statement).mappings():
            key = tuple(row[name] or NO_ROLE for name in KEY)
            said = found.setdefault(key, dict(NONE))
            said.update({name: value or 0 for name, value in row.items() if name in NONE})

    add(_answers())
    add(_notes().where(note.c.partnership_id.is_not(None), note.c.wave_id.is_not(None)))
    heard = _heard().subquery()
    columns = [heard.c[name] for name in KEY]
    add(sa.select(*columns, sa.func.count().label("respondents")).group_by(*columns))
    return {key: said for key, said in found.items() if any(said.values())}


def stored(connection: sa.Connection) -> dict[CellKey, dict[str, int]]:
    """What all cells say, by key; cells with nothing to say are left out."""
    rows = connection.execute(sa.select(cell)).mappings()
    said = {tuple(row[name] for name in KEY): {name: row[name] for name in COUNTS} for row in rows}
    return {key: counts for key, counts in said.items() if any(counts.values())}


def _is(table: sa.FromClause, key: CellKey) -> list[sa.ColumnElement]:
    return [table.c[name] == value for name, value in zip(KEY, key, strict=True)]


def _times(condition: sa.ColumnElement) -> sa.ColumnElement:
    return sa.func.sum(sa.case((condition, 1), else_=0))


def _answers() -> sa.Select:
    state, rating = answer.c.state, answer.c.rating
    return (
        sa.select(
            interview.c.partnership_id, interview.c.wave_id, interview.c.role, answer.c.block,
            sa.func.count().label("asked"),
            *(_times(state == name).label(name) for name in ("answered", "no_opinion", "skipped")),
            *(_times(rating == value).label(f"rated_{value}") for value in range(1, 6)),
            _times(answer.c.dont_know.is_(True)).label("dont_know"),
        )
        .join_from(answer, interview)
        .group_by(interview.c.partnership_id, interview.c.wave_id, interview.c.role, answer.c.block)
    )  # fmt: skip


def _notes() -> sa.Select:
    keys = [note.c.partnership_id, note.c.wave_id, note.c.role, note.c.block]
    return sa.select(*keys, sa.func.count().label("notes")).where(note.c.retired.is_(False)).group_by(*keys)


def _heard() -> sa.Select:
    """One row per respondent heard in a cell: by an answer given there, or by a note that stands there now."""
    held, who = interview.c, interview_respondent.c.respondent_id
    given = (
        sa.select(held.partnership_id, held.wave_id, held.role, answer.c.block, who)
        .join_from(answer, interview)
        .join(interview_respondent, interview_respondent.c.interview_id == interview.c.id)
        .where(answer.c.state == "answered")
    )
    noted = (
        sa.select(note.c.partnership_id, note.c.wave_id, note.c.role, note.c.block, who)
        .join_from(note, answer, note.c.answer_id == answer.c.id)
        .join(interview_respondent, interview_respondent.c.interview_id == answer.c.interview_id)
        .where(note.c.retired.is_(False))
    )
    return sa.union(given, noted)
