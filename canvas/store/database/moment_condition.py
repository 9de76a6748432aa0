"""That rows are at certain moments, said so that any database finds them through their partnership."""

from __future__ import annotations

from collections.abc import Sequence

import sqlalchemy as sa


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
