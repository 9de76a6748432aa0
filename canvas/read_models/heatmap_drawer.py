"""Reads what a figure of many moments in the heatmap counts, for the drawer it opens."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from canvas.analysis import heatmap as analysis
from canvas.store import Connection
from canvas.store.overview import filtered_cells
from canvas.store.overview.filtered_moments import MomentFilter

WHOLE_LINE = "*"  # in a cell's key: a whole row, or all moments


@dataclass(frozen=True)
class FigureOfMany:
    """What rows hold at many moments together: a `cell` of `analysis.heatmap.sums`, and at how many a role is heard."""

    cell: dict


def figure_of_many(
    connection: Connection, kind: str, moment_filter: MomentFilter, keys: Collection[str], roles: Sequence[str]
) -> FigureOfMany:
    """Return what the rows with these keys hold at all moments of `moment_filter` taken together."""
    totals = filtered_cells.totals(connection, kind, moment_filter)
    rows = [{**row, "row": WHOLE_LINE} for row in totals if row["row"] in keys]
    cell = analysis.sums(rows, list(roles)).get(WHOLE_LINE)
    return FigureOfMany(cell or analysis.empty_cell() | {"partnerships": {}})
