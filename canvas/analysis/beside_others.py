"""One partnership beside all others of a moment: its own figure, and where the middle half of the others lies.

Of the others no single value is given, and nothing where there are fewer than five.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from canvas.analysis.agreement import median
from canvas.analysis.response_state import RATINGS
from canvas.method import ENOUGH_RATINGS

FEWEST_OTHERS = 5
BELOW, AMONG, ABOVE = "below", "among", "above"


@dataclass(frozen=True)
class Beside:
    """One figure of a partnership beside that of the others.

    `of` is block or factor (a median rating of a `role`, of which `n` people rated), or roles or blocks (how many were
    heard; no role). `others` counts those that have the figure; half of them or more lie from `low` to `high`, and
    `middle` is their median.
    """

    of: str
    key: str | int
    role: str
    own: float
    n: int
    others: int
    low: float
    middle: float
    high: float

    @property
    def standing(self) -> str:
        """Return whether it lies below the middle half of the others, among it, or above."""
        return BELOW if self.own < self.low else ABOVE if self.own > self.high else AMONG


def middle_half(counts: Mapping[float, int]) -> tuple[float, float, float]:
    """Return low, middle and high of values, each with how often it occurs: at least half lie from low to high.

    A quarter of the values, rounded down, comes before low, and as many after high. Middle is the median.
    """
    values = sorted(value for value, times in counts.items() for _ in range(times))
    outside = len(values) // 4
    middle = (values[(len(values) - 1) // 2] + values[len(values) // 2]) / 2
    return values[outside], middle, values[-1 - outside]


def rated_beside(
    of: str, cells: Iterable[Mapping], others: Iterable[Mapping], keys: Sequence, roles: Sequence[str]
) -> list[Beside]:
    """Return how each role rated, beside the same role of the others, in the order of keys and roles.

    `of` is block or factor, a column of `cells` (the own rows, with RATINGS); `others` are rows of key, role, doubled
    and partnerships. Left out is what fewer than three rated here, or fewer than five others have.
    """
    counts: dict[tuple, dict[float, int]] = {}
    for row in others:
        counts.setdefault((row["key"], row["role"]), {})[row["doubled"] / 2] = row["partnerships"]
    own = {(cell[of], cell["role"]): [cell[name] for name in RATINGS] for cell in cells}
    compared = []
    for key in keys:
        for role in roles:
            rated, of_others = own.get((key, role), []), counts.get((key, role), {})
            number = sum(of_others.values())
            if sum(rated) >= ENOUGH_RATINGS and number >= FEWEST_OTHERS:
                compared.append(
                    Beside(of, key, role, median(rated) or 0.0, sum(rated), number, *middle_half(of_others))
                )
    return compared


def covered_beside(own: Mapping[str, int] | None, others: Sequence[Mapping[str, int]]) -> list[Beside]:
    """Return how many roles and blocks were heard, beside the others; each is {roles, blocks}, None for nothing."""
    if len(others) < FEWEST_OTHERS:
        return []
    compared = []
    for of in ("roles", "blocks"):
        counts: dict[float, int] = {}
        for row in others:
            counts[row[of]] = counts.get(row[of], 0) + 1
        compared.append(Beside(of, of, "", own[of] if own else 0, 0, len(others), *middle_half(counts)))
    return compared
