"""Blocks, factors or themes against many moments: what each cell holds, and which stand beside which.

Cells are the rows of `store.overview.filtered_cells`, whose `row` is the key of a block, factor or theme. Roles are
never taken together: a median and an agreement are of one role, the gap is that between two.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from canvas.analysis.agreement import gap, spread
from canvas.analysis.response_state import RATINGS, STATES, state

Pair = tuple[str, str]  # partnership, wave
RATED = ("median", "agreement", "gap")  # figures of ratings; the others are counts
APART = 1  # from how many points on a gap counts in a totals row
EXACT = 400  # up to so many are put beside each other as well as can be; beyond, nearly so


@dataclass(frozen=True)
class GapCount:
    """How many partnerships have a gap of APART or more on a row, of those `compared`: two of their roles rated it."""

    apart: int
    compared: int


def grid(cells: Iterable[Mapping], roles: Sequence[str]) -> dict[tuple[str, Pair], dict]:
    """Return what stands at each (row, pair): notes, state (the most said of all roles), and what each role said.

    Lists of role keys in the order of `roles`: heard, no_opinion, not_answered; and `rated`: role → five counts, of
    those that gave a rating. A cell of which nothing is known is left out.
    """
    by_place: dict[tuple[str, Pair], dict] = {}
    order = {role: place for place, role in enumerate(roles)}
    for cell in sorted(cells, key=lambda cell: order.get(cell["role"], len(order))):
        at = cell["row"], (cell["partnership_id"], cell["wave_id"])
        _add(by_place.setdefault(at, empty_cell()), cell)
    return by_place


def sums(rows: Iterable[Mapping], roles: Sequence[str], by: str = "row") -> dict[str | Pair, dict]:
    """Sum the same per row, of all moments together: of cells, or of `store.overview.filtered_cells.totals`.

    With `partnerships`: role → at how many moments it was heard. `by` "pair" takes the rows of a moment together.
    """
    totals: dict[str | Pair, dict] = {}
    order = {role: place for place, role in enumerate(roles)}
    for row in sorted(rows, key=lambda row: order.get(row["role"], len(order))):
        at = row["row"] if by == "row" else (row["partnership_id"], row["wave_id"])
        total = totals.setdefault(at, empty_cell() | {"partnerships": {}})
        _add(total, row)
        heard = row.get("partnerships", int(state(row) == "heard"))
        if row["role"] and heard:
            total["partnerships"][row["role"]] = total["partnerships"].get(row["role"], 0) + heard
    return totals


def gap_counts(cells_by_place: Mapping[tuple[str, Pair], Mapping]) -> dict[str, GapCount]:
    """Return per row in how many partnerships roles lie APART or more, at any of their moments; of what `grid` gives.

    Ratings of different partnerships are never taken together: a gap is between two roles of one partnership. A row
    that nowhere two roles rated is left out.
    """
    compared: dict[str, set[str]] = {}
    apart: dict[str, set[str]] = {}
    for (row, (partnership_id, _wave_id)), cell in cells_by_place.items():
        distance = figure_of(cell, "gap")
        if distance is None:
            continue
        compared.setdefault(row, set()).add(partnership_id)
        if distance >= APART:
            apart.setdefault(row, set()).add(partnership_id)
    return {row: GapCount(len(apart.get(row, ())), len(partnerships)) for row, partnerships in compared.items()}


def empty_cell() -> dict:
    """Return a cell of which nothing is known: nobody was asked."""
    return {"notes": 0, "state": STATES[-1], "heard": [], "no_opinion": [], "not_answered": [], "rated": {}}


def figure_of(cell: Mapping, figure: str, role: str = "") -> float | None:
    """Return a figure of a cell: notes, ratings, roles (heard), median or agreement (of `role`), or gap; None for none.

    Where all who rated rated the same they agree wholly, which is 1.
    """
    if figure == "notes":
        return cell["notes"]
    if figure == "ratings":
        return sum(sum(counts) for counts in cell["rated"].values())
    if figure == "roles":
        return len(cell["heard"])
    if figure == "gap":
        widest = gap(cell["rated"])
        return widest.distance if widest else None
    spread_of_role = spread(cell["rated"].get(role, (0,) * 5))
    if figure == "median":
        return spread_of_role.median
    return 1.0 if spread_of_role.median is not None and not spread_of_role.varies else spread_of_role.agreement


def ranked(
    cells: Iterable[Mapping],
    pairs: Sequence[Pair],
    roles: Sequence[str],
    figure: str,
    role: str = "",
    down: bool = True,
) -> list[Pair]:
    """Sort these pairs by one figure of one row, of which `cells` are given; what has none comes last."""
    numbers = {pair: figure_of(cell, figure, role) for (_row, pair), cell in grid(cells, roles).items()}
    values = {pair: value for pair, value in numbers.items() if value is not None}
    missing = [pair for pair in pairs if pair not in values]
    return sorted((pair for pair in pairs if pair in values), key=values.__getitem__, reverse=down) + missing


def coverage_counts(bits: Iterable[int], scope: int) -> dict[int, int]:
    """Count the moments that have 0, 1, 2 … blocks of `scope` covered; both are bits."""
    numbers = [(covered_bits & scope).bit_count() for covered_bits in bits]
    return {covered: numbers.count(covered) for covered in range(scope.bit_count() + 1)}


def order_alike(
    figures: Sequence[tuple], pairs: Sequence[Pair], keys: Sequence[str], figure: str
) -> tuple[list, list[str]]:
    """Order the pairs and the keys of rows so that those with alike figures stand beside each other.

    `found` are the tuples of `filtered_cells.figure_of_cells` for this figure. Each row is set on a scale
    from 0 to 1, so that none weighs more than another, and what has no figure counts as the average of its row. Those
    that differ least (Euclidean distance, clusters by average linkage: Sokal and Michener, 1958) are joined first; each
    join leaves two ways round, and that is taken which puts the nearest beside each other (Bar-Joseph and others,
    2001); among more than EXACT the first.
    """
    values = _scaled(figures, pairs, keys, figure)
    return [pairs[at] for at in _leaves(values)], [keys[at] for at in _leaves(values.T)]


def _add(total: dict, cell: Mapping) -> None:
    how, role = state(cell), cell["role"]
    total["notes"] += cell["notes"]
    if STATES.index(how) < STATES.index(total["state"]):
        total["state"] = how
    if not role:
        return
    if how in total and role not in total[how]:
        total[how].append(role)
    counts = [cell[name] for name in RATINGS]
    if any(counts):
        earlier = total["rated"].get(role, (0,) * 5)
        total["rated"][role] = [count + other for count, other in zip(earlier, counts, strict=True)]


def _scaled(figures: Sequence[tuple], pairs: Sequence[Pair], keys: Sequence[str], figure: str) -> np.ndarray:
    places, columns = ({key: at for at, key in enumerate(all_)} for all_ in (pairs, keys))
    used = [row for row in figures if row[:2] in places and str(row[2]) in columns]
    counts = figure in ("notes", "roles")
    values = np.full((len(pairs), len(keys)), 0.0 if counts else np.nan)
    if used:
        at = [places[row[:2]] for row in used], [columns[str(row[2])] for row in used]
        values[at] = _agreements(used) if figure == "agreement" else np.array([row[3] for row in used], dtype=float)
    has_figure = ~np.isnan(values)
    low = np.zeros(len(keys)) if counts else np.min(np.where(has_figure, values, np.inf), axis=0, initial=np.inf)
    high = np.max(np.where(has_figure, values, -np.inf), axis=0, initial=-np.inf)
    with np.errstate(invalid="ignore", divide="ignore"):
        values = np.where(high > low, (values - low) / (high - low), np.where(has_figure, 0.0, np.nan))
        average = np.nansum(values, axis=0) / (~np.isnan(values)).sum(axis=0)
    return np.nan_to_num(np.where(np.isnan(values), average, values))


def _agreements(rows: Sequence[tuple]) -> np.ndarray:
    """Return the agreement of each of these five counts, worked out once for equal ones; NaN for none."""
    unlike, place_of_each = np.unique(np.array([row[3:8] for row in rows], dtype=int), axis=0, return_inverse=True)
    each = [figure_of({"rated": {"": counts}}, "agreement") for counts in unlike.tolist()]
    return np.array([np.nan if agreement_ is None else agreement_ for agreement_ in each])[place_of_each.ravel()]


def _leaves(values: np.ndarray) -> list[int]:
    """Return the places of the rows of a matrix in the order of the leaves of their tree."""
    from scipy.cluster.hierarchy import leaves_list, linkage  # it takes longest to load of all, and few ask for it

    if len(values) < 3:
        return list(range(len(values)))
    return leaves_list(linkage(values, "average", optimal_ordering=len(values) <= EXACT)).tolist()
