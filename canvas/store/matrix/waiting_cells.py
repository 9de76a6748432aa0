"""Which moments have blocks with notes and without a summary: what an evaluator has still to write."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

import sqlalchemy as sa

from canvas.store.counts.rollups import BLOCK_BITS
from canvas.store.database.moment_condition import at_moments
from canvas.store.database.rows import raw_rows, rows
from canvas.store.database.schema import cell, matrix_summary, partnership, partnership_wave, rollup_moment, wave

_AT_ONCE = 10  # moments of which cells are read in one query

Pair = tuple[str, str]  # partnership, wave


def waiting(connection: sa.Connection, blocks: Collection[str], limit: int = 5) -> tuple[list[dict], int]:
    """Return the first moments with blocks that wait for a summary, and how many moments have such blocks.

    {partnership_id, wave_id, name, code, label, position, blocks (those that wait, in the order of `blocks`, which are
    those in scope)}: moments that are evaluated first, then those with most notes. It reads cells of the moments that
    it returns and of those of which something is written already, never of all.
    """
    total = connection.execute(_noted(blocks, sa.func.count())).scalar_one()
    total -= connection.execute(_finished(blocks)).scalar_one()
    some: list[dict] = []
    for page in _pages(connection, blocks):
        left = _left(connection, [(row["partnership_id"], row["wave_id"]) for row in page], blocks)
        for row in page:
            of_moment = left.get((row["partnership_id"], row["wave_id"]))
            some += [row | {"blocks": of_moment}] if of_moment else []
        if len(some) >= limit:
            break
    return some[:limit], total


def _left(connection: sa.Connection, pairs: Sequence[Pair], blocks: Collection[str]) -> dict[Pair, list[str]]:
    """Return per moment with notes the blocks that have some and no summary."""
    of, written = cell.c, matrix_summary.c
    noted = sa.select(of.partnership_id, of.wave_id, of.block).distinct().where(at_moments(cell, pairs), of.notes > 0)
    summarised = sa.select(written.partnership_id, written.wave_id, written.key).where(
        at_moments(matrix_summary, pairs), written.axis == "block", written.since == "", written.text != ""
    )
    without = {tuple(row) for row in raw_rows(connection, summarised)}
    left: dict[Pair, set[str]] = {}
    for partnership_id, wave_id, block in raw_rows(connection, noted):
        if block in blocks:
            of_moment = left.setdefault((partnership_id, wave_id), set())
            of_moment |= set() if (partnership_id, wave_id, block) in without else {block}
    return {pair: [block for block in blocks if block in of_moment] for pair, of_moment in left.items()}


def _finished(blocks: Collection[str]) -> sa.Select:
    """Return a query on how many moments have notes and a summary of every block that has any."""
    written = matrix_summary.c
    of_blocks = (written.axis == "block", written.since == "", written.text != "")
    begun = sa.select(written.partnership_id, written.wave_id).distinct().where(*of_blocks).subquery()
    same = (cell.c.partnership_id == begun.c.partnership_id, cell.c.wave_id == begun.c.wave_id)
    # the block is not looked up by an index: that of a wave and a block would be gone through for all partnerships
    noted = (*same, cell.c.notes > 0, cell.c.block.concat("").in_(list(blocks)))
    there = (written.partnership_id == cell.c.partnership_id, written.wave_id == cell.c.wave_id)
    summarised = sa.exists().where(*there, written.key == cell.c.block, *of_blocks)
    has_notes = sa.exists(sa.select(1).where(*noted).correlate(begun))
    waits = sa.exists(sa.select(1).where(*noted, ~summarised).correlate(begun))
    return sa.select(sa.func.count()).select_from(begun).where(has_notes, ~waits)


def _noted(blocks: Collection[str], *columns: sa.ColumnElement) -> sa.Select:
    """Return a query on moments with notes; where a study leaves blocks out, something was heard on one that it has."""
    in_scope = sum(BLOCK_BITS[block] for block in blocks)
    of = rollup_moment.c
    return sa.select(*columns).select_from(rollup_moment).where(of.notes > 0, of.blocks.op("&")(in_scope) > 0)


def _pages(connection: sa.Connection, blocks: Collection[str]) -> Iterator[list[dict]]:
    of = rollup_moment.c
    columns = (of.partnership_id, of.wave_id, partnership.c.name, partnership.c.code, wave.c.label, wave.c.position)
    place = partnership_wave.c
    same = sa.and_(place.partnership_id == of.partnership_id, place.wave_id == of.wave_id)
    query = (
        _noted(blocks, *columns)
        .join(partnership_wave, same)
        .join(partnership, partnership.c.id == of.partnership_id)
        .join(wave, wave.c.id == of.wave_id)
        .order_by(place.phase != "evaluation", of.notes.desc(), of.partnership_id, wave.c.position)
    )
    start = 0
    while page := rows(connection, query.offset(start).limit(_AT_ONCE)):
        yield page
        start += _AT_ONCE
