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
from canvas.store.overview.filtered_moments import (
    MomentFilter,
    Pair,
    at_moments,
    filter_moments,
    joined_moments,
    of_same_moment,
)

FIGURES = ("notes", "roles", "median", "agreement", "gap")


@dataclass(frozen=True)
class RowKind:
    """What stands in the rows of a heatmap: the table of its cells, the column that names a row, and its rollup."""

    table: sa.Table
    key: str
    rollup: sa.Table

    @property
    def row(self) -> sa.Column:
        """Return the column that names a row."""
        return self.table.c[self.key]


KINDS = {
    "block": RowKind(cell, "block", rollup_block),
    "factor": RowKind(cell_factor, "factor", rollup_factor),
    "theme": RowKind(cell_theme, "theme_id", rollup_theme),
}


def cells(connection: sa.Connection, kind: str, pairs: Sequence[Pair], role: str = "") -> list[dict]:
    """Return the cells of these moments.

    Partnership_id, wave_id, role, row (its key as a text) and the COUNTS there are.
    """
    row_kind = KINDS[kind]
    query = sa.select(*_cell_columns(row_kind)).where(at_moments(row_kind.table, pairs))
    query = query.where(row_kind.table.c.role == role) if role else query
    return _read(
        row_kind, ("partnership_id", "wave_id", "role", "row", *_counts(row_kind)), raw_rows(connection, query)
    )


def cells_of_row(connection: sa.Connection, kind: str, key: str, moment_filter: MomentFilter) -> list[dict]:
    """Return the cells of one block, factor or theme across these moments, as `cells` gives them: through an index."""
    row_kind = KINDS[kind]
    query = _filtered(sa.select(*_cell_columns(row_kind)), row_kind.table, moment_filter).where(
        row_kind.row == _key(row_kind, key)
    )
    return _read(
        row_kind, ("partnership_id", "wave_id", "role", "row", *_counts(row_kind)), raw_rows(connection, query)
    )


def totals(connection: sa.Connection, kind: str, moment_filter: MomentFilter) -> list[dict]:
    """Return what all of these moments hold: role, row, the COUNTS, and partnerships (that were heard).

    From the rollups where that is all partnerships of some waves, else summed from cells. Partnerships are counted
    once a wave.
    """
    row_kind = KINDS[kind]
    counts = _counts(row_kind)
    if moment_filter.whole:
        heard = "partnerships_heard" if kind == "block" else "partnerships"
        table, partnership_count = row_kind.rollup, sa.func.sum(row_kind.rollup.c[heard])
    else:
        table, partnership_count = row_kind.table, sa.func.sum(sa.case((_heard(row_kind), 1), else_=0))
    row = table.c[row_kind.key]
    query = sa.select(table.c.role, row, *(sa.func.sum(table.c[name]) for name in counts), partnership_count)
    query = _filtered(query, table, moment_filter).group_by(table.c.role, row).order_by(table.c.role, row)
    return _read(row_kind, ("role", "row", *counts, "partnerships"), raw_rows(connection, query))


def block_totals(connection: sa.Connection, moment_filter: MomentFilter) -> list[dict]:
    """Return what each role said on each block at all of these moments together: rows as `cells`, without a moment.

    Whoever only asks whether anybody of a role was heard, and in how many notes, need not read every cell.
    """
    return [row | {"block": row.pop("row")} for row in totals(connection, "block", moment_filter)]


def covered_blocks(connection: sa.Connection, moment_filter: MomentFilter) -> list[int]:
    """Return per moment the blocks that somebody was heard on, as bits in the order of the method."""
    if moment_filter.role:
        bits = sa.func.coalesce(rollup_partnership.c.blocks_heard, 0)
        of_role = of_same_moment(rollup_partnership) & (rollup_partnership.c.role == moment_filter.role)
        query = sa.select(bits).select_from(joined_moments().outerjoin(rollup_partnership, of_role))
    else:
        bits = sa.func.coalesce(rollup_moment.c.blocks, 0)
        query = sa.select(bits).select_from(joined_moments().outerjoin(rollup_moment, of_same_moment(rollup_moment)))
    return [bits for (bits,) in raw_rows(connection, filter_moments(query, moment_filter))]


def figure_of_cells(connection: sa.Connection, kind: str, figure: str, moment_filter: MomentFilter) -> list[tuple]:
    """Return one of FIGURES for every cell of these moments: tuples of (partnership, wave, row, number).

    Of the figure agreement the five counts of the ratings stand there in place of a number. Median and agreement are of
    `moment_filter.role` alone, and medians and gaps between them in half points. What has no figure, as where fewer
    than 3 rated, or of counts is nothing, is left out.
    """
    row_kind = KINDS[kind]
    columns = (row_kind.table.c.partnership_id, row_kind.table.c.wave_id, row_kind.row)
    grouped = (columns[1], columns[2], columns[0])  # as the index that holds all of it stands
    halves = doubled_median(row_kind.table) if "rated_1" in row_kind.table.c else sa.null()
    if figure == "agreement":
        query = sa.select(*columns, *(row_kind.table.c[name] for name in RATED[:5])).where(halves.is_not(None))
    elif figure == "median":
        query = sa.select(*columns, halves).where(halves.is_not(None))
    elif figure == "gap":
        gap = sa.func.max(halves) - sa.func.min(halves)
        query = sa.select(*columns, gap).where(halves.is_not(None)).group_by(*grouped).having(sa.func.count() > 1)
    elif figure == "roles":
        heard = sa.and_(_heard(row_kind), row_kind.table.c.role != NO_ROLE)
        query = sa.select(*columns, sa.func.count()).where(heard).group_by(*grouped)
    else:
        query = (
            sa.select(*columns, sa.func.sum(_main_count(row_kind))).where(_main_count(row_kind) > 0).group_by(*grouped)
        )
    return raw_rows(connection, _filtered(query, row_kind.table, moment_filter))


def gap_counts(connection: sa.Connection, kind: str, apart: float, moment_filter: MomentFilter) -> list[dict]:
    """Return per row how many of these moments have a gap between two roles of `apart` points or more.

    Rows with row (its key as a text), apart, and compared: at how many moments two roles or more gave enough ratings.
    """
    row_kind = KINDS[kind]
    halves, key = doubled_median(row_kind.table), row_kind.row
    pair = (row_kind.table.c.wave_id, key, row_kind.table.c.partnership_id)
    gaps = sa.select(*pair, (sa.func.max(halves) - sa.func.min(halves)).label("gap")).where(halves.is_not(None))
    gaps = _filtered(gaps, row_kind.table, moment_filter).group_by(*pair).having(sa.func.count() > 1).subquery()
    row = gaps.c[row_kind.key]
    counted = (row, sa.func.sum(sa.case((gaps.c.gap >= round(2 * apart), 1), else_=0)), sa.func.count())
    rows_read = raw_rows(connection, sa.select(*counted).group_by(row).order_by(row))
    return [{"row": str(key), "apart": int(far), "compared": int(total)} for key, far, total in rows_read]


def _counts(row_kind: RowKind) -> tuple[str, ...]:
    """Return the counts that the cells of a kind have."""
    return tuple(name for name in COUNTS if name in row_kind.table.c)


def _cell_columns(row_kind: RowKind) -> list[sa.Column]:
    return [
        *(row_kind.table.c[name] for name in ("partnership_id", "wave_id", "role")),
        row_kind.row,
        *(row_kind.table.c[name] for name in _counts(row_kind)),
    ]


_NO_COUNTS = dict.fromkeys(COUNTS, 0)


def _read(row_kind: RowKind, names: tuple[str, ...], tuples: list[tuple]) -> list[dict]:
    """Return rows with all COUNTS, and the row's key as a text.

    Of a factor whoever rated it or did not know has answered.
    """
    row_list = [dict(zip(names, row, strict=True)) for row in tuples]
    if row_kind.table is cell:  # there may be thousands, and they say all of it
        return row_list
    row_list = [_NO_COUNTS | row | {"row": str(row["row"])} for row in row_list]
    if row_kind.table is cell_factor:
        for row in row_list:
            row["answered"] = row["respondents"] = sum(row[name] for name in RATED)
    return row_list


def _key(row_kind: RowKind, key: str) -> str | int:
    return int(key) if isinstance(row_kind.row.type, sa.Integer) else key


def _heard(row_kind: RowKind) -> sa.ColumnElement:
    if row_kind.table is cell:
        return sa.or_(cell.c.notes > 0, cell.c.answered > 0)
    return _main_count(row_kind) > 0


def _main_count(row_kind: RowKind) -> sa.ColumnElement:
    """Return the main count of a cell: its notes, or of factors the ratings that were given."""
    if "notes" in row_kind.table.c:
        return row_kind.table.c.notes
    return sum((row_kind.table.c[name] for name in RATED[1:5]), row_kind.table.c.rated_1)


def _filtered(query: sa.Select, table: sa.Table, moment_filter: MomentFilter) -> sa.Select:
    """Limit a query on cells or on a rollup over partnerships to the moments of a filter."""
    if moment_filter.role:
        query = query.where(table.c.role == moment_filter.role)
    if moment_filter.waves:
        query = query.where(table.c.wave_id.in_(moment_filter.waves))
    if moment_filter.pairs is not None:
        query = query.where(at_moments(table, moment_filter.pairs))
    if "partnership_id" in table.c and not moment_filter.whole:
        place = partnership_wave.c
        pairs = filter_moments(
            sa.select(place.partnership_id, place.wave_id).select_from(joined_moments()), moment_filter
        )
        query = query.where(sa.tuple_(table.c.partnership_id, table.c.wave_id).in_(pairs))
    return query
