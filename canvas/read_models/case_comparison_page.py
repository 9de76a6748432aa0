"""Reads two or three cases block by block: the verdict on every block, and the summaries of one of them."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from canvas.analysis.cases import compared
from canvas.store import Connection
from canvas.store.matrix import matrix_summaries
from canvas.store.overview.filtered_counts import AttributeFilter
from canvas.store.overview.filtered_moments import Pair
from canvas.store.themes import theme_cells, themes


@dataclass(frozen=True)
class CaseComparison:
    """The cases block by block (`analysis.cases.compared`), and which of them have a note that carries a theme."""

    blocks: dict[str, dict]
    coded: Collection[Pair]


@dataclass(frozen=True)
class CaseBlock:
    """One block of the cases: the names of themes by id, the summaries written of it, and which need another look.

    Summaries are rows of `matrix_summaries.of_moments` by partnership, wave and block, `flagged` ids of them.
    """

    themes: dict[str, str]
    summaries: Mapping[tuple[str, str, str], dict]
    flagged: Collection[str]


def case_comparison(
    connection: Connection,
    cells: Sequence[Mapping],
    pairs: Sequence[Pair],
    filters: Sequence[AttributeFilter],
    blocks: Sequence[str],
    roles: Sequence[str],
) -> CaseComparison:
    """Return the cases at these pairs block by block, from `cells` of the comparison that may be of others too."""
    themed = theme_cells.per_block(connection, pairs, filters)
    coded = theme_cells.moments_with_themes(connection, pairs)
    own = [cell for cell in cells if (cell["partnership_id"], cell["wave_id"]) in pairs]
    return CaseComparison(compared(own, themed, pairs, blocks, list(roles), coded), coded)


def case_block(connection: Connection, pairs: Sequence[Pair]) -> CaseBlock:
    """Return what else is shown of a block of the cases at these pairs."""
    summaries = matrix_summaries.of_moments(connection, pairs, "block")
    return CaseBlock(
        themes={row["id"]: row["name"] for row in themes.tree(connection, retired=True)},
        summaries=summaries,
        flagged=matrix_summaries.flagged(connection, [row["id"] for row in summaries.values()]),
    )
