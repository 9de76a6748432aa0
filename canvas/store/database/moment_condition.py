"""That rows are at certain moments, said so that any database finds them through their partnership."""

from __future__ import annotations

from collections.abc import Sequence

import sqlalchemy as sa

from canvas.store.database.prepared import list_of


def at_moments(table: sa.FromClause, pairs: Sequence[tuple[str, str]]) -> sa.ColumnElement:
    """Return a condition that a row with partnership_id and wave_id is at one of these (partnership, wave) pairs.

    Only by the partnership an index is looked up: without statistics, which a study in use lacks, SQLite would rather
    go over all rows of a wave.
    """
    ids, waves = ({pair[place] for pair in pairs} for place in (0, 1))
    wave = table.c.wave_id.concat("")
    there = table.c.partnership_id.in_(sorted(ids))
    if len(waves) == 1:
        return sa.and_(there, wave == next(iter(waves)))
    return sa.and_(there, sa.tuple_(table.c.partnership_id.concat(""), wave).in_(list(pairs)))


def at_named_moments(table: sa.FromClause) -> sa.ColumnElement:
    """Return that condition for a prepared statement, which is run with the values of `moment_values`."""
    moment = table.c.partnership_id.concat("/").concat(table.c.wave_id)
    return sa.and_(table.c.partnership_id.in_(list_of("partnerships")), moment.in_(list_of("moments")))


def moment_values(pairs: Sequence[tuple[str, str]]) -> dict[str, list[str]]:
    """Return the values of `at_named_moments` for these (partnership, wave) pairs."""
    return {"partnerships": sorted({pair[0] for pair in pairs}), "moments": ["/".join(pair) for pair in pairs]}
