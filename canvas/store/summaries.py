"""Reading the summaries: cells of a moment or of many, and the overview of all moments."""

from __future__ import annotations

from collections.abc import Sequence

import sqlalchemy as sa

from canvas.store.moments import moments
from canvas.store.rows import rows
from canvas.store.schema import cell, document, interview


def cells(connection: sa.Connection, pairs: Sequence[tuple[str, str]] | None = None) -> list[dict]:
    """The cells of these (partnership, wave) pairs, or of all; columns as table `cell`."""
    found = sa.select(cell)
    if pairs is not None:
        found = found.where(sa.tuple_(cell.c.partnership_id, cell.c.wave_id).in_(pairs))
    names = cell.c.keys()  # zipped rather than by `rows`: there may be thousands, and it takes half the time
    return [dict(zip(names, row, strict=True)) for row in connection.execute(found)]


def filled(connection: sa.Connection) -> set[tuple[str, str]]:
    """The (partnership, wave) pairs that hold a note."""
    pair = (cell.c.partnership_id, cell.c.wave_id)
    return {tuple(row) for row in connection.execute(sa.select(*pair).where(cell.c.notes > 0).distinct())}


def interview_counts(connection: sa.Connection,
                     which: sa.ColumnElement | None = None) -> dict[tuple[str, str], dict[str, int]]:  # fmt: skip
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


def only_interviews(connection: sa.Connection,
                    which: sa.ColumnElement | None = None) -> dict[tuple[str, str], dict[str, str]]:  # fmt: skip
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


def overview(connection: sa.Connection) -> list[dict]:
    """Every moment with `cells`, `interviews` (counts by state), `only_interview` and `documents` (a count).

    A cell here is its role, block, asked, answered, no_opinion and notes; `only_interview` is what `only_interviews`
    says of the moment.
    """
    by_pair: dict[tuple[str, str], list[dict]] = {}
    shown = ("role", "block", "asked", "answered", "no_opinion", "notes")
    found = sa.select(cell.c.partnership_id, cell.c.wave_id, *(cell.c[name] for name in shown))
    for row in connection.execute(found):  # all cells of the study: as bare rows, which are read twice as fast
        by_pair.setdefault(tuple(row[:2]), []).append(dict(zip(shown, row[2:], strict=True)))
    held, only = interview_counts(connection), only_interviews(connection)
    pair = (document.c.partnership_id, document.c.wave_id)
    texts = {row[:2]: row[2] for row in connection.execute(sa.select(*pair, sa.func.count()).group_by(*pair))}
    none = {"planned": 0, "under_way": 0, "completed": 0}
    found = []
    for row in moments(connection):
        key = (row["partnership_id"], row["wave_id"])
        more = {"cells": by_pair.get(key, []), "interviews": held.get(key, none), "documents": texts.get(key, 0)}
        found.append(row | more | {"only_interview": only.get(key, {})})
    return found
