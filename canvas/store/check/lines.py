"""Whether the lines of an answer are its notes: its text owns them, and every line is one note."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import sqlalchemy as sa

from canvas.method import marks
from canvas.store.database.schema import answer, note

ANSWERS_AT_ONCE = 500  # answers whose notes are read at once
_SIGNS = {kind: f"{sign} " for kind, sign in marks.SIGNS.items() if sign != marks.EURO}


def faults(connection: sa.Connection) -> Iterator[tuple[str, str]]:
    """Give answers whose lines are not their notes, as (where, what).

    Most answers are the lines of their notes joined, which the database tells; the others are read line by line.
    """
    waiting: list[sa.Row] = []
    for row in _unlike(connection):
        waiting.append(row)
        if len(waiting) == ANSWERS_AT_ONCE:
            yield from _read(connection, waiting)
            waiting = []
    yield from _read(connection, waiting)


def _unlike(connection: sa.Connection) -> Sequence[sa.Row]:
    sign = sa.case(_SIGNS, value=note.c.kind, else_="")
    standing = (
        sa.select(note.c.answer_id, sign.concat(note.c.text).label("line"))
        .where(note.c.answer_id.is_not(None), note.c.retired.is_(False))
        .order_by(note.c.answer_id, note.c.position)
        .subquery()
    )
    joined = sa.select(standing.c.answer_id, sa.func.aggregate_strings(standing.c.line, "\n").label("lines"))
    joined = joined.group_by(standing.c.answer_id).subquery()
    rows = sa.select(answer.c.id, answer.c.text).outerjoin_from(answer, joined, joined.c.answer_id == answer.c.id)
    return connection.execute(rows.where(answer.c.text != sa.func.coalesce(joined.c.lines, ""))).fetchall()


def _read(connection: sa.Connection, rows: Sequence[sa.Row]) -> Iterator[tuple[str, str]]:
    noted: dict[str, list[tuple[int, str]]] = {}
    standing = sa.select(note.c.answer_id, note.c.position, note.c.text)
    standing = standing.where(note.c.answer_id.in_([row.id for row in rows]), note.c.retired.is_(False))
    for answer_id, position, text in connection.execute(standing.order_by(note.c.answer_id, note.c.position)):
        noted.setdefault(answer_id, []).append((position, marks.bare(str(text))))
    for row in rows:
        lines = [(place, marks.bare(line.text)) for place, line in enumerate(marks.split(str(row.text)))]
        stands = noted.get(row.id, [])
        if len(lines) != len(stands):
            yield f"answer {row.id}", f"has {len(lines)} lines and {len(stands)} notes"
        elif lines != stands:
            place = next(place for place, line in enumerate(lines) if line != stands[place])
            yield f"answer {row.id}", f"its line {place + 1} is not what its note says"
