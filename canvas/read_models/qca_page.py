"""Reads the table of themes by moments for QCA: ones and counts, by a rule."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from canvas.analysis.qca import Rule, table
from canvas.store import Connection
from canvas.store.overview.filtered_counts import AttributeFilter
from canvas.store.overview.filtered_moments import Pair
from canvas.store.themes import theme_cells


@dataclass(frozen=True)
class QcaPage:
    """The `rows` of the table, one per moment (`analysis.qca.table`), and of how many moments nothing is known."""

    rows: list[dict]
    unknown: int


def qca_page(
    connection: Connection,
    pairs: Sequence[Pair],
    groups: Mapping[str, Sequence[str]],
    rule: Rule,
    filters: Sequence[AttributeFilter] = (),
) -> QcaPage:
    """Return the table of the moments at these pairs; `groups` are the themes that count together, by their column."""
    counts = theme_cells.of_moments(connection, pairs, groups, filters)
    rows = table(counts, pairs, list(groups), rule, theme_cells.moments_with_themes(connection, pairs))
    return QcaPage(rows, sum(not row["known"] for row in rows))
