"""Reading the summaries: cells of a moment or of many, and the overview of some."""

from __future__ import annotations

from collections.abc import Sequence
from typing import cast

import sqlalchemy as sa

from canvas.store.database.moment_condition import at_named_moments, moment_values
from canvas.store.database.prepared import PreparedStatement
from canvas.store.database.rows import raw_rows, rows
from canvas.store.database.schema import NO_ROLE, cell, document, interview, rollup_moment, rollup_partnership
from canvas.store.row_types import CellRow


def cells(connection: sa.Connection, pairs: Sequence[tuple[str, str]] | None = None) -> list[CellRow]:
    """Return the cells of these (partnership, wave) pairs, or of all; columns as table `cell`."""
    if pairs is None:
        return cast(list[CellRow], _EVERY_CELL.rows(connection))
    return cast(list[CellRow], _CELLS.rows(connection, **moment_values(pairs)))


_EVERY_CELL = PreparedStatement(lambda _: sa.select(cell))
_CELLS = PreparedStatement(lambda _: sa.select(cell).where(at_named_moments(cell)))


def moments_with_notes(connection: sa.Connection) -> set[tuple[str, str]]:
    """Return the (partnership, wave) pairs that hold a note."""
    columns = rollup_moment.c
    return set(raw_rows(connection, sa.select(columns.partnership_id, columns.wave_id).where(columns.notes > 0)))


def interview_counts(
    connection: sa.Connection, condition: sa.ColumnElement | None = None
) -> dict[tuple[str, str], dict[str, int]]:
    """Return per (partnership, wave).

    Interviews planned, under_way and completed; `condition` leaves some of them out.
    """
    started, completed = interview.c.started_at.is_not(None), interview.c.completed_at.is_not(None)
    query = sa.select(
        interview.c.partnership_id,
        interview.c.wave_id,
        sa.func.sum(sa.case((started, 0), else_=1)).label("planned"),
        sa.func.sum(sa.case((started & ~completed, 1), else_=0)).label("under_way"),
        sa.func.sum(sa.case((completed, 1), else_=0)).label("completed"),
    ).group_by(interview.c.partnership_id, interview.c.wave_id)
    query = query if condition is None else query.where(condition)
    return {(row.pop("partnership_id"), row.pop("wave_id")): row for row in rows(connection, query)}


def only_interviews(
    connection: sa.Connection, condition: sa.ColumnElement | None = None
) -> dict[tuple[str, str], dict[str, str]]:
    """Return per (partnership, wave) the ids of its only interview `under_way` and its only one `planned`.

    `condition` leaves some interviews out.

    A state in which there are several, or none, is left out.
    """
    begun = interview.c.started_at.is_not(None).label("begun")
    query = (
        sa.select(interview.c.partnership_id, interview.c.wave_id, begun, sa.func.min(interview.c.id).label("id"))
        .where(interview.c.completed_at.is_(None))
        .group_by(interview.c.partnership_id, interview.c.wave_id, begun)
        .having(sa.func.count() == 1)
    )
    query = query if condition is None else query.where(condition)
    by_pair: dict[tuple[str, str], dict[str, str]] = {}
    for row in connection.execute(query):
        by_pair.setdefault((row.partnership_id, row.wave_id), {})["under_way" if row.begun else "planned"] = row.id
    return by_pair


def overview(
    connection: sa.Connection, places: Sequence[dict], condition: sa.ColumnElement | None = None
) -> list[dict]:
    """Return these moments, as `filtered_moments.page_of` gives them, with what is there of each.

    `roles_heard` are keys in order, `interviews` counts by state, `only_interview` is what `only_interviews` says and
    `documents` a count. `condition` leaves some interviews out, and documents that come from none of those that are
    left.
    """
    pairs = [(row["partnership_id"], row["wave_id"]) for row in places]

    def here(table: sa.Table) -> sa.ColumnElement:
        return sa.tuple_(table.c.partnership_id, table.c.wave_id).in_(pairs)

    columns = rollup_partnership.c
    heard_query = sa.select(columns.partnership_id, columns.wave_id, columns.role).order_by(columns.role)
    heard_query = heard_query.where(here(rollup_partnership), columns.blocks_heard > 0, columns.role != NO_ROLE)
    roles: dict[tuple, list[str]] = {}
    for partnership_id, wave_id, role in connection.execute(heard_query):
        roles.setdefault((partnership_id, wave_id), []).append(role)
    interview_condition = here(interview) if condition is None else sa.and_(here(interview), condition)
    counts, only = interview_counts(connection, interview_condition), only_interviews(connection, interview_condition)
    document_pair = (document.c.partnership_id, document.c.wave_id)
    document_query = sa.select(*document_pair, sa.func.count()).where(here(document)).group_by(*document_pair)
    if condition is not None:
        document_query = document_query.join(interview, document.c.interview_id == interview.c.id).where(condition)
    document_counts = {row[:2]: row[2] for row in connection.execute(document_query)}
    no_interviews = {"planned": 0, "under_way": 0, "completed": 0}
    return [
        row
        | {
            "roles_heard": roles.get(pair, []),
            "interviews": counts.get(pair, no_interviews),
            "only_interview": only.get(pair, {}),
            "documents": document_counts.get(pair, 0),
        }
        for row, pair in zip(places, pairs, strict=True)
    ]
