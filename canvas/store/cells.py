"""The summary of one partnership x wave x role x block: recounted as a whole, never added to.

One recount serves saving and checking: the same three queries, asked of one cell by its key or of all at once.
"""

from __future__ import annotations

from collections.abc import Iterable

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql, sqlite

from canvas.store.fixed import Fixed
from canvas.store.schema import COUNTS, NO_ROLE, answer, cell, interview, interview_respondent, note, passage

CellKey = tuple[str, str, str, str]  # partnership, wave, role (NO_ROLE for none), block
KEY = ("partnership_id", "wave_id", "role", "block")
NONE = dict.fromkeys(COUNTS, 0)


def recount(connection: sa.Connection, keys: Iterable[CellKey]) -> None:
    """Count these cells anew from answers and notes and store what is found."""
    keyed = [dict(zip(KEY, key, strict=True)) for key in sorted(keys)]
    if connection.dialect.name == "postgresql":
        # Locked in key order before counting: without it a snapshot can miss what another save just committed.
        _MAKE.run(connection, *keyed)
        for key in keyed:
            _LOCK.rows(connection, **key)
    _PUT.run(connection, *(key | count(connection, tuple(key.values())) for key in keyed))


def count(connection: sa.Connection, key: CellKey) -> dict[str, int]:
    """What one cell should say: asked, answered, no_opinion, skipped, respondents, notes, rated_1..5, dont_know."""
    found, named = dict(NONE), dict(zip(KEY, key, strict=True))
    for statement in _OF_ONE_CELL[key[2] != NO_ROLE]:
        for row in statement.rows(connection, **named):
            found |= {name: value or 0 for name, value in row.items() if name in NONE}
    return found


def every(connection: sa.Connection) -> dict[CellKey, dict[str, int]]:
    """What all cells should say, by key; cells with nothing to say are left out."""
    found: dict[CellKey, dict[str, int]] = {}

    def add(statement: sa.Select) -> None:
        for row in connection.execute(statement).mappings():
            key = tuple(row[name] or NO_ROLE for name in KEY)
            said = found.setdefault(key, dict(NONE))
            said.update({name: value or 0 for name, value in row.items() if name in NONE})

    add(answered())
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


def _is_asked(table: sa.FromClause, names: Iterable[str]) -> list[sa.ColumnElement]:
    return [table.c[name] == sa.bindparam(name) for name in names]


def _insert(engine: str) -> sqlite.Insert | postgresql.Insert:
    return (postgresql if engine == "postgresql" else sqlite).insert(cell)


def _put(engine: str) -> sa.Insert:
    insert = _insert(engine)
    return insert.on_conflict_do_update(index_elements=KEY, set_={name: insert.excluded[name] for name in COUNTS})


def _times(condition: sa.ColumnElement) -> sa.ColumnElement:
    return sa.func.sum(sa.case((condition, 1), else_=0))


def answered() -> sa.Select:
    """The counts that cells take from answers, by the four parts of their key: asked, answered, rated_1 and so on."""
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
    """One row per respondent heard in a cell: by an answer given there, or by a note that stands there now.

    A note of an answer makes all heard who gave that answer, a passage of a transcript the one who speaks in it.
    """
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
    spoken = (
        sa.select(note.c.partnership_id, note.c.wave_id, note.c.role, note.c.block, passage.c.respondent_id)
        .join_from(note, passage, note.c.passage_id == passage.c.id)
        .where(note.c.retired.is_(False), passage.c.respondent_id.is_not(None), note.c.partnership_id.is_not(None))
    )
    return sa.union(given, noted, spoken)


def _of_one_cell(has_role: bool) -> tuple[Fixed, Fixed, Fixed]:
    """The three counts of a cell whose key is given as parameters; a note without a role has null for one."""
    heard = _heard().subquery()
    voices = sa.select(sa.func.count().label("respondents")).select_from(heard).where(*_is_asked(heard, KEY))
    noted = _notes().where(*_is_asked(note, KEY if has_role else (*KEY[:2], KEY[3])))
    if not has_role:
        noted = noted.where(note.c.role.is_(None))
    given = answered().where(*_is_asked(interview, KEY[:3]), *_is_asked(answer, KEY[3:]))
    return Fixed(lambda _: given), Fixed(lambda _: noted), Fixed(lambda _: voices)


_OF_ONE_CELL = {has_role: _of_one_cell(has_role) for has_role in (True, False)}
_MAKE = Fixed(lambda engine: _insert(engine).on_conflict_do_nothing(), KEY)
_LOCK = Fixed(lambda _: sa.select(cell.c.block).where(*_is_asked(cell, KEY)).with_for_update())
_PUT = Fixed(_put, (*KEY, *COUNTS))
