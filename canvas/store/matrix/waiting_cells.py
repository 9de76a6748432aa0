"""Which moments have blocks with notes and without a summary: what an evaluator has still to write."""

from __future__ import annotations

import heapq
from collections.abc import Collection

import sqlalchemy as sa

from canvas.store import moments
from canvas.store.counts.rollups import BLOCK_BITS
from canvas.store.database.moment_condition import at_named_moments, moment_values
from canvas.store.database.prepared import PreparedStatement
from canvas.store.database.schema import matrix_summary, partnership, partnership_wave, rollup_moment, wave


def waiting(connection: sa.Connection, blocks: Collection[str], limit: int = 5) -> tuple[list[dict], int]:
    """Return the first moments with blocks that wait for a summary, and how many moments have such blocks.

    {partnership_id, wave_id, name, code, label, position, blocks (those that wait, in the order of `blocks`, which are
    those in scope)}: moments that are evaluated first, then those with most notes. It goes by what is counted per
    moment, and by the summaries; no cells are read.
    """
    bits = {block: BLOCK_BITS[block] for block in blocks}
    written: dict[tuple[str, str], int] = {}
    for partnership_id, wave_id, block in _WRITTEN.raw_rows(connection):
        written[partnership_id, wave_id] = written.get((partnership_id, wave_id), 0) | BLOCK_BITS.get(block, 0)
    places = {row["id"]: row["position"] for row in moments.waves(connection)}
    left = []
    for partnership_id, wave_id, noted, notes, evaluated in _NOTED.raw_rows(connection, scope=sum(bits.values())):
        if waits := noted & ~written.get((partnership_id, wave_id), 0):
            left.append((not evaluated, -notes, partnership_id, places[wave_id], wave_id, waits))
    first = {(row[2], row[4]): row[5] for row in heapq.nsmallest(limit, left)}
    named = {(row["partnership_id"], row["wave_id"]): row for row in _NAMED.rows(connection, **moment_values([*first]))}
    return [
        named[pair] | {"blocks": [block for block in blocks if bits[block] & waits]} for pair, waits in first.items()
    ], len(left)


def _noted() -> sa.Select:
    """Return a query for the moments with notes on blocks in a `scope`: which of those, and whether it is evaluated."""
    of, place = rollup_moment.c, partnership_wave.c
    noted = of.noted.op("&")(sa.bindparam("scope", type_=sa.Integer))
    same = sa.and_(place.partnership_id == of.partnership_id, place.wave_id == of.wave_id)
    evaluated = sa.case((place.phase == "evaluation", 1), else_=0)
    return (
        sa.select(of.partnership_id, of.wave_id, noted.label("in_scope"), of.notes, evaluated.label("evaluated"))
        .join_from(rollup_moment, partnership_wave, same)
        .where(noted > 0)
    )


def _named() -> sa.Select:
    place = partnership_wave.c
    return (
        sa.select(
            place.partnership_id,
            place.wave_id,
            partnership.c.name,
            partnership.c.code,
            wave.c.label,
            wave.c.position,
        )
        .join_from(partnership_wave, partnership)
        .join(wave)
        .where(at_named_moments(partnership_wave))
    )


_NOTED, _NAMED = PreparedStatement(lambda _: _noted()), PreparedStatement(lambda _: _named())
_WRITTEN = PreparedStatement(
    lambda _: sa.select(matrix_summary.c.partnership_id, matrix_summary.c.wave_id, matrix_summary.c.key).where(
        matrix_summary.c.axis == "block", matrix_summary.c.since == "", matrix_summary.c.text != ""
    )
)
