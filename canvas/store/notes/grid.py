"""The grid: every note, or every answer, as a row; found, put in order, counted and paged by the database."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

import sqlalchemy as sa

from canvas.store import attributes
from canvas.store.database.folding import Folded
from canvas.store.database.rows import batches, rows
from canvas.store.database.schema import answer, interview, note, partnership, respondent, wave
from canvas.store.interviews import respondent_codes
from canvas.store.notes import grid_order, notes, row_filter
from canvas.store.notes.grid_order import GridOrder as GridOrder  # what others ask of the grid, they find here
from canvas.store.notes.row_filter import WITHOUT_ONE as WITHOUT_ONE
from canvas.store.notes.row_filter import GridFilter as GridFilter
from canvas.store.search_index.word_parts import candidates
from canvas.store.themes import themes

KINDS = ("notes", "answers")
ROWS_A_PAGE = 50  # rows at once
COUNTED = 20_000  # rows that are counted; where there are more, it is said that there are
AT_ONCE = 10_000  # rows that something is done with at once
NEWEST = 20_000  # rows that are read for words before these are looked up: what many hold is soon found
RARE = 2_000  # texts that can hold the words, up to which these are looked up at once
PART = 1_000  # rows that are read at once for a file

_BY = {"notes": (note.c.id, grid_order.of_notes), "answers": (answer.c.id, grid_order.of_answers)}


def count(connection: sa.Connection, kind: str, grid_filter: GridFilter) -> int:
    """Return how many notes, or answers, fit; one more than COUNTED where there are more than that."""
    fitting = _fitting(connection, kind, grid_filter, sa.literal(1)).limit(COUNTED + 1).subquery()
    return connection.execute(sa.select(sa.func.count()).select_from(fitting)).scalar_one()


def page(
    connection: sa.Connection,
    kind: str,
    grid_filter: GridFilter,
    order: GridOrder | None = None,
    start: int = 0,
    size: int = ROWS_A_PAGE,
) -> list[dict]:
    """Return the rows from place `start` on, as `by_ids` gives them."""
    return by_ids(connection, kind, ids(connection, kind, grid_filter, order, start, size))


def ids(
    connection: sa.Connection,
    kind: str,
    grid_filter: GridFilter,
    order: GridOrder | None = None,
    start: int = 0,
    most: int | None = AT_ONCE,
) -> list[str]:
    """Return the ids of the notes, or answers, that fit, in this order: at most `most`, from place `start` on."""
    if order and order.column == "partnership" and most and not grid_filter.picks:
        return _by_partnership(connection, kind, grid_filter, order.down, start, most)
    own_id, put_in_order = _BY[kind]
    order = order or GridOrder()
    if most and grid_filter.words and order == GridOrder(roles=order.roles, blocks=order.blocks):
        newest = _among_newest(connection, kind, grid_filter, start, most)
        if len(newest) == most:
            return newest
    query = put_in_order(_fitting(connection, kind, grid_filter, own_id), order)
    return list(connection.execute(query.offset(start).limit(most)).scalars())


def can_sort_all(order: GridOrder) -> bool:
    """Return whether any number of rows can be put in this order; the others would take all of them at hand."""
    return not order.attribute and order.column in ("", "partnership")


def all_rows(
    connection: sa.Connection, kind: str, grid_filter: GridFilter, order: GridOrder | None = None
) -> Iterator[dict]:
    """Yield all rows that fit, in this order, read part by part."""
    all_ = ids(connection, kind, grid_filter, order, most=None)
    for batch in batches(all_, PART):
        yield from by_ids(connection, kind, batch)


def by_ids(connection: sa.Connection, kind: str, chosen: Sequence[str]) -> list[dict]:
    """Return the rows with these ids, in that order; those that are not there are left out.

    Of a note: what `notes.with_sources` says of it, themes (rows of `themes.of_notes`), date, and the values of
    attributes by their id: of_partnership (one value each) and of_respondents (a list each). Of an answer the same,
    without kind and origin, with state, rating, dont_know and notes (how many stand on it).
    """
    by_id = {row["id"]: row for row in (_notes if kind == "notes" else _answers)(connection, chosen)}
    in_order = [by_id[row_id] for row_id in chosen if row_id in by_id]
    return _with_values(connection, in_order)


def notes_of_answers(connection: sa.Connection, answer_ids: Sequence[str]) -> list[str]:
    """Return the ids of the standing notes of these answers."""
    note_ids: list[str] = []
    for batch in batches(answer_ids):
        of_it = sa.select(note.c.id).where(note.c.answer_id.in_(batch))
        note_ids += connection.execute(of_it.where(note.c.retired.is_(False)).order_by(note.c.id)).scalars()
    return note_ids


def _by_partnership(
    connection: sa.Connection, kind: str, grid_filter: GridFilter, down: bool, start: int, most: int
) -> list[str]:
    """Return the ids by partnership, the newest of each first; partnerships are read until there are enough."""
    of_notes = kind == "notes"
    own_id, place = (note.c.id, note.c.partnership_id) if of_notes else (answer.c.id, interview.c.partnership_id)
    names = [Folded(partnership.c.name), partnership.c.id]
    ordered = sa.select(partnership.c.id).order_by(*(column.desc() if down else column for column in names))
    fitting = _fitting(connection, kind, grid_filter, own_id).order_by(own_id.desc())
    found_ids: list[str] = []
    for partnership_id in [
        *connection.execute(ordered).scalars(),
        *([None] if of_notes else []),
    ]:  # across cases comes last
        missing = start + most - len(found_ids)
        here = list(
            connection.execute(fitting.where(place.is_not_distinct_from(partnership_id)).limit(missing)).scalars()
        )
        found_ids += here[start:]
        start = max(0, start - len(here))
        if len(found_ids) >= most:
            break
    return found_ids


def _among_newest(connection: sa.Connection, kind: str, grid_filter: GridFilter, start: int, most: int) -> list[str]:
    """Return the ids of those that hold the words among the newest, the newest first: `most` of them, or fewer.

    There are none where the index leads to them sooner, or says nothing.
    """
    if (candidates(connection, grid_filter.words, RARE) or 0) <= RARE:
        return []
    own_id, _order = _BY[kind]
    before = connection.execute(sa.select(own_id).order_by(own_id.desc()).offset(NEWEST).limit(1)).scalar()
    fitting = _fitting(connection, kind, grid_filter, own_id, looked_up=False).order_by(own_id.desc())
    fitting = fitting.where(own_id > before) if before else fitting
    return list(connection.execute(fitting.offset(start).limit(most)).scalars())


def _fitting(
    connection: sa.Connection, kind: str, grid_filter: GridFilter, what: sa.ColumnElement, looked_up: bool = True
) -> sa.Select:
    if kind == "notes":
        return sa.select(what).select_from(note).where(*row_filter.note_conditions(connection, grid_filter, looked_up))
    joined = sa.select(what).select_from(answer).join(interview, answer.c.interview_id == interview.c.id)
    return joined.where(*row_filter.answer_conditions(connection, grid_filter, looked_up))


def _notes(connection: sa.Connection, chosen: Sequence[str]) -> list[dict]:
    note_rows = [row for row in notes.by_ids(connection, chosen) if not row["retired"]]
    themes_of = themes.of_notes(connection, chosen)
    return [row | {"themes": themes_of.get(row["id"], []), "date": _date(row)} for row in note_rows]


def _date(row: Mapping) -> str:
    if row["origin"] == "session":
        return row["created_at"]
    return row["dated"] or row["started_at"] or ""


def _answers(connection: sa.Connection, chosen: Sequence[str]) -> list[dict]:
    answer_rows = rows(
        connection,
        (
            sa.select(
                answer,
                interview.c.partnership_id,
                interview.c.wave_id,
                interview.c.role,
                interview.c.started_at,
                interview.c.guide_id,
                interview.c.language,
                partnership.c.name.label("partnership"),
                partnership.c.code,
                wave.c.label.label("wave"),
            )
            .join_from(answer, interview)
            .join(partnership, interview.c.partnership_id == partnership.c.id)
            .join(wave, interview.c.wave_id == wave.c.id)
            .where(answer.c.id.in_(chosen))
        ),
    )
    who = respondent_codes(connection, list({row["interview_id"] for row in answer_rows}))
    of_it = sa.select(note.c.answer_id, note.c.id).where(note.c.answer_id.in_(chosen), note.c.retired.is_(False))
    notes_of: dict[str, list[str]] = {}
    for row in connection.execute(of_it):
        notes_of.setdefault(row.answer_id, []).append(row.id)
    themes_of = themes.of_notes(connection, [note_id for some_ in notes_of.values() for note_id in some_])
    return [
        row
        | {
            "codes": who.get(row["interview_id"], []),
            "date": row["answered_at"] or row["started_at"] or "",
            "notes": len(notes_of.get(row["id"], ())),
            "themes": _once(theme for note_id in notes_of.get(row["id"], ()) for theme in themes_of.get(note_id, ())),
        }
        for row in answer_rows
    ]


def _once(theme_rows: Iterator[dict]) -> list[dict]:
    by_id = {row["id"]: row for row in theme_rows}
    return sorted(by_id.values(), key=lambda row: (row["name"].casefold(), row["id"]))


def _with_values(connection: sa.Connection, grid_rows: list[dict]) -> list[dict]:
    if not attributes.every(connection):
        return [row | {"of_partnership": {}, "of_respondents": {}} for row in grid_rows]
    named = {code for row in grid_rows for code in row["codes"]}
    who = sa.select(respondent.c.code, respondent.c.id).where(respondent.c.code.in_(named))
    id_of = {row.code: row.id for row in connection.execute(who)}
    of_people = attributes.values(connection, "respondent", id_of.values())
    of_places = attributes.values(
        connection, "partnership", {row["partnership_id"] for row in grid_rows if row["partnership_id"]}
    )
    made = []
    for row in grid_rows:
        people: dict[str, list[str]] = {}
        for code in row["codes"]:
            for attribute_id, value in of_people.get(id_of.get(code, ""), {}).items():
                if value not in people.setdefault(attribute_id, []):
                    people[attribute_id].append(value)
        made.append(row | {"of_partnership": of_places.get(row["partnership_id"], {}), "of_respondents": people})
    return made
