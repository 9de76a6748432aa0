"""Reads how a partnership stands beside all others of the same moment, without anything of one of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from canvas import method
from canvas.analysis.beside_others import FEWEST_OTHERS, Beside, covered_beside, rated_beside
from canvas.store import Connection, factors
from canvas.store.overview import beside_others, moment_summaries
from canvas.store.overview.filtered_moments import Pair


@dataclass(frozen=True)
class BesidePage:
    """How a partnership stands at a moment: `coverage`, `factors` and `blocks` beside the `others`, and their number.

    What fewer than FEWEST_OTHERS have is not in it; with fewer others nothing is. `fictional` were left out of them.
    """

    others: int
    fictional: int
    coverage: list[Beside]
    factors: list[Beside]
    blocks: list[Beside]

    @property
    def enough(self) -> bool:
        """Tell whether there are so many others that one can be shown beside them."""
        return self.others >= FEWEST_OTHERS

    @property
    def every(self) -> list[Beside]:
        """Return all figures."""
        return [*self.coverage, *self.factors, *self.blocks]


def beside_page(connection: Connection, pair: Pair, blocks: Sequence[str], roles: Sequence[str]) -> BesidePage:
    """Return how a partnership stands at a wave (`pair`); `blocks` in scope and `roles` in their order."""
    partnership_id, wave_id = pair
    heard = beside_others.coverage(connection, wave_id, blocks)
    own = heard.pop(partnership_id, None)
    invented = beside_others.fictional(connection) & heard.keys()
    others = [row for key, row in heard.items() if key not in invented]
    if len(others) < FEWEST_OTHERS:
        return BesidePage(len(others), len(invented), [], [], [])

    def rated(of: str, cells: Sequence, keys: Sequence) -> list[Beside]:
        return rated_beside(of, cells, beside_others.ratings(connection, of, wave_id, partnership_id), keys, roles)

    return BesidePage(
        others=len(others),
        fictional=len(invented),
        coverage=covered_beside(own, others),
        factors=rated("factor", factors.of_moments(connection, [pair]), list(method.factors())),
        blocks=rated("block", moment_summaries.cells(connection, [pair]), blocks),
    )
