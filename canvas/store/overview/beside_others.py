"""Counts the other partnerships of a wave by what each came to, so that none of them can be told from the rest.

A partnership that is fictional, or that nobody was heard in, is not among the others.
"""

from __future__ import annotations

from collections.abc import Sequence

import sqlalchemy as sa

from canvas.store.counts.rollups import BLOCK_BITS, doubled_median
from canvas.store.database.rows import rows
from canvas.store.database.schema import NO_ROLE, cell, cell_factor, partnership, rollup_moment

_TABLES = {"block": (cell, cell.c.block), "factor": (cell_factor, cell_factor.c.factor)}


def ratings(connection: sa.Connection, of: str, wave_id: str, partnership_id: str) -> list[dict]:
    """Return per key and role how many other partnerships have a middle rating, and which.

    `of` is block or factor. Rows of key, role, doubled (twice the median, 2 to 10) and partnerships (how many); a role
    that fewer than three people rated in has no median.
    """
    table, key = _TABLES[of]
    halves = doubled_median(table).label("doubled")
    medians = (
        sa.select(key.label("key"), table.c.role, halves)
        .where(_others(table, wave_id, partnership_id), table.c.role != NO_ROLE)
        .subquery()
    )
    columns = (medians.c.key, medians.c.role, medians.c.doubled)
    query = sa.select(*columns, sa.func.count().label("partnerships")).where(medians.c.doubled.is_not(None))
    return rows(connection, query.group_by(*columns).order_by(*columns))


def coverage(connection: sa.Connection, wave_id: str, blocks: Sequence[str]) -> dict[str, dict[str, int]]:
    """Return by partnership, of those of a wave where anybody was heard, how many roles and blocks were heard.

    Fictional ones are among them. `blocks` are those in scope.
    """
    query = sa.select(rollup_moment.c.partnership_id, rollup_moment.c.roles, rollup_moment.c.blocks)
    query = query.where(rollup_moment.c.wave_id == wave_id, rollup_moment.c.blocks > 0)
    scope = [BLOCK_BITS[key] for key in blocks]
    return {
        row["partnership_id"]: {"roles": row["roles"], "blocks": sum(bool(row["blocks"] & bit) for bit in scope)}
        for row in rows(connection, query)
    }


def has_others(connection: sa.Connection, wave_id: str, partnership_id: str, fewest: int) -> bool:
    """Tell whether so many other partnerships were heard at a wave, without counting the rest."""
    some = (
        sa.select(rollup_moment.c.partnership_id)
        .join(partnership)
        .where(
            rollup_moment.c.wave_id == wave_id,
            rollup_moment.c.partnership_id != partnership_id,
            rollup_moment.c.blocks > 0,
            partnership.c.fictional.is_(False),
        )
    )
    return connection.execute(sa.select(sa.func.count()).select_from(some.limit(fewest).subquery())).scalar() == fewest


def fictional(connection: sa.Connection) -> set[str]:
    """Return the ids of partnerships that are fictional."""
    return set(connection.execute(sa.select(partnership.c.id).where(partnership.c.fictional.is_(True))).scalars())


def _others(table: sa.Table, wave_id: str, partnership_id: str) -> sa.ColumnElement:
    invented = sa.select(partnership.c.id).where(partnership.c.fictional.is_(True))
    return sa.and_(
        table.c.wave_id == wave_id,
        table.c.partnership_id != partnership_id,
        table.c.partnership_id.not_in(invented),
    )
