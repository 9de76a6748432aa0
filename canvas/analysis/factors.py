"""Success factors: how each role rated them, and which are strongest and weakest. Roles are never taken together."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from canvas.analysis.agreement import median
from canvas.analysis.response_state import RATINGS
from canvas.method import ENOUGH_RATINGS

COUNTS = (*RATINGS, "dont_know")
NOTHING_HIDDEN: Mapping[str, Collection[int]] = {}


def rated(
    cells: Iterable[Mapping],
    factors: Iterable[int],
    roles: Iterable[str],
    hidden: Mapping[str, Collection[int]] = NOTHING_HIDDEN,
) -> list[dict]:
    """Return per factor and role that was asked, in the order given: how it was rated.

    `cells` are rows of one moment, or of one wave across partnerships. Keys: factor, role, asked, rated_1 to rated_5,
    dont_know, n (ratings; "don't know" is none), median (None below 3), silent (asked, and neither), low (ratings 1 and
    2), high (4 and 5), held_back (whether ratings are held back from the reader, by role in `hidden`), and partnerships
    where the cells say it.
    """
    by_key = {(cell["factor"], cell["role"]): cell for cell in cells}
    keys = [(factor, role) for roles in [list(roles)] for factor in factors for role in roles]
    return [
        _counted(by_key[key], key[0] in hidden.get(key[1], ()))
        for key in keys
        if key in by_key and by_key[key]["asked"]
    ]


def _counted(cell: Mapping, held_back: bool) -> dict:
    counts = [cell[name] for name in RATINGS]
    n = sum(counts)
    return {name: cell[name] for name in ("factor", "role", "asked", *COUNTS, "partnerships") if name in cell} | {
        "n": n,
        "median": median(counts),
        "silent": 0 if held_back else cell["asked"] - n - cell["dont_know"],
        "held_back": held_back,
        "low": sum(counts[:2]),
        "high": sum(counts[3:]),
    }


@dataclass(frozen=True)
class Standing:
    """Where a factor stands among the others: per role that counts, its balance, from -1 to 1.

    A balance is the share that gave 4 or 5 less the share that gave 1 or 2. Roles with fewer than 3 ratings have none.
    `least` is the role with the lowest, None where no role has one.
    """

    factor: int
    balances: Mapping[str, float]
    least: str | None

    @property
    def balance(self) -> float | None:
        """Return the balance of the role that is least content."""
        return None if self.least is None else self.balances[self.least]


def standings(rows: Sequence[Mapping], factors: Iterable[int]) -> list[Standing]:
    """Return the factors from weak to strong: each stands where the role that is least content puts it.

    Of equal ones the next least content role decides, and then the order of the factors. Those that no role gave three
    ratings come last. `rows` are those of `rated`.
    """
    standing_list = []
    for factor in factors:
        balances = {
            row["role"]: (row["high"] - row["low"]) / row["n"]
            for row in rows
            if row["factor"] == factor and row["n"] >= ENOUGH_RATINGS
        }
        standing_list.append(Standing(factor, balances, min(balances, key=balances.__getitem__, default=None)))
    return sorted(standing_list, key=lambda standing: (not standing.balances, _place(standing)))


def extremes(order: Sequence[Standing], most: int = 3) -> tuple[list[Standing], list[Standing]]:
    """Return the weakest and the strongest, the most extreme first; nothing is both, or equal to both."""
    rated_ones = [standing for standing in order if standing.balances]
    size = min(most, len(rated_ones) // 2)
    weak, strong = rated_ones[:size], rated_ones[::-1][:size]
    if weak and _place(weak[-1]) == _place(strong[-1]):  # what lies between is all the same: neither weak nor strong
        border = _place(weak[-1])
        weak, strong = ([standing for standing in some if _place(standing) != border] for some in (weak, strong))
    return weak, strong


def _place(standing: Standing) -> list[float]:
    return sorted(standing.balances.values())


def explained(answers: Iterable[Mapping], factors: Iterable[int], roles: Sequence[str]) -> dict[int, list[Mapping]]:
    """Return the low ratings per factor in the order given, each factor's by role; factors without are left out."""
    order = {role: place for place, role in enumerate(roles)}
    by_factor: dict[int, list[Mapping]] = {factor: [] for factor in factors}
    for row in answers:
        if row["factor"] in by_factor:
            by_factor[row["factor"]].append(row)
    return {
        factor: sorted(rows, key=lambda row: (order.get(row["role"], len(order)), row["rating"], row["codes"]))
        for factor, rows in by_factor.items()
        if rows
    }
