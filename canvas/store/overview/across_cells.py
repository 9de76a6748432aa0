"""What stands in the cells of many partnerships: blocks, factors or themes of a page, of one row, or of all.

A page reads its own cells; totals read the rollups; what must look at all of them, to put them in order, reads one row
through its index, or one bare number a cell.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import sqlalchemy as sa

from canvas.store.counts.rollups import doubled_median
from canvas.store.database.rows import raw_rows
from canvas.store.database.schema import (
    COUNTS,
    NO_ROLE,
    RATED,
    cell,
    cell_factor,
    cell_theme,
    partnership_wave,
    rollup_block,
    rollup_factor,
    rollup_moment,
    rollup_partnership,
    rollup_theme,
)
from canvas.store.overview.across import MomentFilter, Pair, at_moments, filter_moments, joined_moments, of_same_moment

FIGURES = ("notes", "roles", "median", "agreement", "gap")


@dataclass(frozen=True)
class RowKind:
    """What stands in the rows of a heatmap: the table of its cells, the column that names a row, and its rollup."""

    table: sa.Table
    key: str
    rollup: sa.Table

    @property
    def row(self) -> sa.Column:
        """The column that names a row."""
        return self.table.c[self.key]


KINDS = {
    "block": RowKind(cell, "block", rollup_block),
    "factor": RowKind(cell_factor, "factor", rollup_factor),
    "theme": RowKind(cell_theme, "theme_id", rollup_theme),
}


def cells(connection: sa.Connection, kind: str, pairs: Sequence[Pair], role: str = "") -> list[dict]:
    """The cells of these moments: partnership_id, wave_id, role, row (its key as a text) and the COUNTS there are."""
    of = KINDS[kind]
    found = sa.select(*_cell_columns(of)).where(at_moments(of.table, pairs))
    found = found.where(of.table.c.role == role) if role else found
    return _read(of, ("partnership_id", "wave_id", "role", "row", *_counts(of)), raw_rows(connection, found))


def cells_of_row(connection: sa.Connection, kind: str, key: str, which: MomentFilter) -> list[dict]:
    """The cells of one block, factor or theme across these moments, as `cells` gives them: through an index."""
    of = KINDS[kind]
    found = _of(sa.select(*_cell_columns(of)), of.table, which).where(of.row == _key(of, key))
    return _read(of, ("partnership_id", "wave_id", "role", "row", *_counts(of)), raw_rows(connection, found))


def totals(connection: sa.Connection, kind: str, which: MomentFilter) -> list[dict]:
    """Per role and row what all of these moments hold: role, row, the COUNTS, and partnerships (that were heard).

    From the rollups where that is all partnerships of some waves, else summed from cells. Partnerships are counted
    once a wave.
    """
    of = KINDS[kind]
    counts = _counts(of)
    if which.whole:
        heard = "partnerships_heard" if kind == "block" else "partnerships"
        table, number = of.rollup, sa.func.sum(of.rollup.c[heard])
    else:
        table, number = of.table, sa.func.sum(sa.case((_heard(of), 1), else_=0))
    row = table.c[of.key]
    found = sa.select(table.c.role, row, *(sa.func.sum(table.c[name]) for name in counts), number)
    found = _of(found, table, which).group_by(table.c.role, row).order_by(table.c.role, row)
    return _read(of, ("role", "row", *counts, "partnerships"), raw_rows(connection, found))


def block_totals(connection: sa.Connection, which: MomentFilter) -> list[dict]:
    """What each role said on each block at all of these moments together: rows as `summaries.cells`, without a moment.

    Whoever only asks whether anybody of a role was heard, and in how many notes, need not read every cell.
    """
    return [row | {"block": row.pop("row")} for row in totals(connection, "block", which)]


def covered_blocks(connection: sa.Connection, which: MomentFilter) -> list[int]:
    """Per moment the blocks that somebody was heard on, as bits in the order of the method."""
    if which.role:
        bits = sa.func.coalesce(rollup_partnership.c.blocks_heard, 0)
        on = of_same_moment(rollup_partnership) & (rollup_partnership.c.role == which.role)
        found = sa.select(bits).select_from(joined_moments().outerjoin(rollup_partnership, on))
    else:
        bits = sa.func.coalesce(rollup_moment.c.blocks, 0)
        found = sa.select(bits).select_from(joined_moments().outerjoin(rollup_moment, of_same_moment(rollup_moment)))
    return [bits for (bits,) in raw_rows(connection, filter_moments(found, which))]


def figure_of_cells(connection: sa.Connection, kind: str, figure: str, which: MomentFilter) -> list[tuple]:
    """One of FIGURES of every row at every one of these moments: (partnership, wave, row, number), as bare tuples.

    Of the figure agreement the five counts of the ratings stand there in place of a number. Median and agreement are of
    `which.role` alone, and medians and gaps between them in half points. What has no figure, as where fewer than 3
    rated, or of counts is nothing, is left out.
    """
    of = KINDS[kind]
    at = (of.table.c.partnership_id, of.table.c.wave_id, of.row)
    grouped = (at[1], at[2], at[0])  # as the index that holds all of it stands
    halves = doubled_median(of.table) if "rated_1" in of.table.c else sa.null()
    if figure == "agreement":
        asked = sa.select(*at, *(of.table.c[name] for name in RATED[:5])).where(halves.is_not(None))
    elif figure == "median":
        asked = sa.select(*at, halves).where(halves.is_not(None))
    elif figure == "gap":
        gap = sa.func.max(halves) - sa.func.min(halves)
        asked = sa.select(*at, gap).where(halves.is_not(None)).group_by(*grouped).having(sa.func.count() > 1)
    elif figure == "roles":
        heard = sa.and_(_heard(of), of.table.c.role != NO_ROLE)
        asked = sa.select(*at, sa.func.count()).where(heard).group_by(*grouped)
    else:
        asked = sa.select(*at, sa.func.sum(_said(of))).where(_said(of) > 0).group_by(*grouped)
    return raw_rows(connection, _of(asked, of.table, which))


def _counts(of: RowKind) -> tuple[str, ...]:
    """The counts that the cells of a kind have."""
    return tuple(name for name in COUNTS if name in of.table.c)


def _cell_columns(of: RowKind) -> list[sa.Column]:
    return [
        *(of.table.c[name] for name in ("partnership_id", "wave_id", "role")),
        of.row,
        *(of.table.c[name] for name in _counts(of)),
    ]


_NONE = dict.fromkeys(COUNTS, 0)


def _read(of: RowKind, names: tuple[str, ...], found: list[tuple]) -> list[dict]:
    """Rows with all COUNTS, and the row's key as a text; of a factor whoever rated it or did not know has answered."""
    read = [dict(zip(names, row, strict=True)) for row in found]
    if of.table is cell:  # there may be thousands, and they say all of it
        return read
    read = [_NONE | row | {"row": str(row["row"])} for row in read]
    if of.table is cell_factor:
        for row in read:
            row["answered"] = row["respondents"] = sum(row[name] for name in RATED)
    return read


def _key(of: RowKind, key: str) -> str | int:
    return int(key) if isinstance(of.row.type, sa.Integer) else key


def _heard(of: RowKind) -> sa.ColumnElement:
    if of.table is cell:
        return sa.or_(cell.c.notes > 0, cell.c.answered > 0)
    return _said(of) > 0


def _said(of: RowKind) -> sa.ColumnElement:
    """What a cell counts first: notes, or of factors the ratings that were given."""
    if "notes" in of.table.c:
        return of.table.c.notes
    return sum((of.table.c[name] for name in RATED[1:5]), of.table.c.rated_1)


def _of(found: sa.Select, table: sa.Table, which: MomentFilter) -> sa.Select:
    """A query on cells or on a rollup over partnerships, of these moments alone."""
    if which.role:
        found = found.where(table.c.role == which.role)
    if which.waves:
        found = found.where(table.c.wave_id.in_(which.waves))
    if which.pairs is not None:
        found = found.where(at_moments(table, which.pairs))
    if "partnership_id" in table.c and not which.whole:
        place = partnership_wave.c
        there = filter_moments(sa.select(place.partnership_id, place.wave_id).select_from(joined_moments()), which)
        found = found.where(sa.tuple_(table.c.partnership_id, table.c.wave_id).in_(there))
    return found
