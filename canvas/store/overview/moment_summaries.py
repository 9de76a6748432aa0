"""Reading the summaries: cells of a moment or of many, and the overview of some."""

from __future__ import annotations

from collections.abc import Sequence
from typing import cast

import sqlalchemy as sa

from canvas.store.database.moment_condition import at_moments
from canvas.store.database.rows import raw_rows, rows
from canvas.store.database.schema import NO_ROLE, cell, document, interview, rollup_moment, rollup_partnership
from canvas.store.row_types import CellRow


def cells(connection: sa.Connection, pairs: Sequence[tuple[str, str]] | None = None) -> list[CellRow]:
    """The cells of these (partnership, wave) pairs, or of all; columns as table `cell`."""
    found = sa.select(cell)
    if pairs is not None:
        found = found.where(at_moments(cell, pairs))
    names = cell.c.keys()  # zipped rather than by `rows`: there may be thousands, and it takes half the time
    return [cast(CellRow, dict(zip(names, row, strict=True))) for row in connection.execute(found)]


def moments_with_notes(connection: sa.Connection) -> set[tuple[str, str]]:
    """The (partnership, wave) pairs that hold a note."""
    of = rollup_moment.c
    return set(raw_rows(connection, sa.select(of.partnership_id, of.wave_id).where(of.notes > 0)))


def interview_counts(
    connection: sa.Connection, which: sa.ColumnElement | None = None
) -> dict[tuple[str, str], dict[str, int]]:
    """Per (partnership, wave): interviews planned, under_way and completed; `which` leaves some of them out."""
    started, completed = interview.c.started_at.is_not(None), interview.c.completed_at.is_not(None)
    found = sa.select(
        interview.c.partnership_id,
        interview.c.wave_id,
        sa.func.sum(sa.case((started, 0), else_=1)).label("planned"),
        sa.func.sum(sa.case((started & ~completed, 1), else_=0)).label("under_way"),
        sa.func.sum(sa.case((completed, 1), else_=0)).label("completed"),
    ).group_by(interview.c.partnership_id, interview.c.wave_id)
    found = found if which is None else found.where(which)
    return {(row.pop("partnership_id"), row.pop("wave_id")): row for row in rows(connection, found)}


def only_interviews(
    connection: sa.Connection, which: sa.ColumnElement | None = None
) -> dict[tuple[str, str], dict[str, str]]:
    """Per (partnership, wave): the id of the one interview `under_way` and of the one `planned`, of `which` or of all.

    A state in which there are several, or none, is left out.
    """
    begun = interview.c.started_at.is_not(None).label("begun")
    found = (
        sa.select(interview.c.partnership_id, interview.c.wave_id, begun, sa.func.min(interview.c.id).label("id"))
        .where(interview.c.completed_at.is_(None))
        .group_by(interview.c.partnership_id, interview.c.wave_id, begun)
        .having(sa.func.count() == 1)
    )
    found = found if which is None else found.where(which)
    by_pair: dict[tuple[str, str], dict[str, str]] = {}
    for row in connection.execute(found):
        by_pair.setdefault((row.partnership_id, row.wave_id), {})["under_way" if row.begun else "planned"] = row.id
    return by_pair


def overview(connection: sa.Connection, places: Sequence[dict], who: sa.ColumnElement | None = None) -> list[dict]:
    """These moments, as `across.page_of` gives them, with roles_heard, interviews, only_interview and documents.

    `roles_heard` are keys in order, `interviews` counts by state, `only_interview` is what `only_interviews` says and
    `documents` a count. `who` leaves some interviews out, and documents that come from none of those that are left.
    """
    pairs = [(row["partnership_id"], row["wave_id"]) for row in places]

    def here(table: sa.Table) -> sa.ColumnElement:
        return sa.tuple_(table.c.partnership_id, table.c.wave_id).in_(pairs)

    said = rollup_partnership.c
    heard = sa.select(said.partnership_id, said.wave_id, said.role).order_by(said.role)
    heard = heard.where(here(rollup_partnership), said.blocks_heard > 0, said.role != NO_ROLE)
    roles: dict[tuple, list[str]] = {}
    for partnership_id, wave_id, role in connection.execute(heard):
        roles.setdefault((partnership_id, wave_id), []).append(role)
    among = here(interview) if who is None else sa.and_(here(interview), who)
    held, only = interview_counts(connection, among), only_interviews(connection, among)
    pair = (document.c.partnership_id, document.c.wave_id)
    texts = sa.select(*pair, sa.func.count()).where(here(document)).group_by(*pair)
    if who is not None:
        texts = texts.join(interview, document.c.interview_id == interview.c.id).where(who)
    counted = {row[:2]: row[2] for row in connection.execute(texts)}
    none = {"planned": 0, "under_way": 0, "completed": 0}
    return [
        row
        | {
            "roles_heard": roles.get(at, []),
            "interviews": held.get(at, none),
            "only_interview": only.get(at, {}),
            "documents": counted.get(at, 0),
        }
        for row, at in zip(places, pairs, strict=True)
    ]
