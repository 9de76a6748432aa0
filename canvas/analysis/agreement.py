"""How far voices agree, from counts of ratings: within a role, and the gap between roles. Never across roles."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import combinations
from math import log2

from canvas.analysis.compare import middle_ratings
from canvas.method import ENOUGH_RATINGS


@dataclass(frozen=True)
class Spread:
    """What five counts say: `n` ratings; from 3 on their `median`, and how far they agree.

    `agreement` (van der Eijk's A) and `consensus` (Tastle & Wierman) are None below 3 ratings, and where all are the
    same: then `varies` is False, and there is nothing to measure.
    """

    n: int
    varies: bool
    median: float | None = None
    agreement: float | None = None
    consensus: float | None = None


@dataclass(frozen=True)
class Gap:
    """The largest distance between two roles, in points of the scale; `few` says that it rests on counts alone."""

    distance: float
    low: str
    high: str
    few: bool


def spread(counts: Sequence[int]) -> Spread:
    """Return what the counts of one role's ratings, from low to high, may say at their number."""
    n, varies = sum(counts), sum(count > 0 for count in counts) > 1
    if n < ENOUGH_RATINGS:
        return Spread(n, varies)
    if not varies:
        return Spread(n, varies, median(counts))
    return Spread(n, varies, median(counts), agreement(counts), consensus(counts))


def median(counts: Sequence[int]) -> float | None:
    """Return the median of counts of ratings from 1 up, half-way between the two middle ones; None below 3 ratings."""
    middle = middle_ratings(counts)
    return sum(middle) / 2 if middle else None


def agreement(counts: Sequence[int]) -> float:
    """Return Van der Eijk's A of counts per category in order: 1 all alike, 0 spread evenly, -1 two opposite camps.

    The counts are taken apart into layers of equal height, each weighed by its share (C. van der Eijk, "Measuring
    agreement in ordered rating scales", Quality & Quantity 35, 2001). Raises ValueError below three categories, where
    order means nothing, and without a count.
    """
    _require(counts, 3)
    return sum(weight * _of_pattern(pattern) for weight, pattern in _layers(counts)) / sum(counts)


def consensus(counts: Sequence[int]) -> float:
    """Return Tastle & Wierman's consensus of counts per category in order: 1 all alike, 0 half at either end.

    (W.J. Tastle and M.J. Wierman, "Consensus and dissention", Int. J. of Approximate Reasoning 45, 2007.) Raises
    ValueError below two categories and without a count.
    """
    _require(counts, 2)
    shares = [count / sum(counts) for count in counts]
    mean, width = sum(place * share for place, share in enumerate(shares)), len(counts) - 1
    return 1 + sum(share * log2(1 - abs(place - mean) / width) for place, share in enumerate(shares) if share)


def gap(ratings: Mapping[str, Sequence[int]]) -> Gap | None:
    """Return the largest distance between the medians of two roles with 3 ratings or more; None without two such roles.

    `ratings` are counts per role; of equal distances the first in their order is given.
    """
    medians = {role: value for role, counts in ratings.items() if (value := median(counts)) is not None}
    gaps = [
        Gap(abs(medians[higher] - medians[lower]), lower, higher, few=False)
        for pair in combinations(medians, 2)
        for lower, higher in [sorted(pair, key=medians.__getitem__)]
    ]
    return max(gaps, key=lambda gap_: gap_.distance, default=None)


def gap_of_few(ratings: Mapping[str, Sequence[int]]) -> Gap | None:
    """Return the largest distance between the nearest ratings of two roles, of which one or both gave fewer than 3.

    It speaks of the counts alone: a distance of 2 says that everyone of one role rated at least 2 lower than everyone
    of the other. Roles whose ratings overlap are no distance apart. None where there are no two such roles.
    """
    ends = {
        role: (min(values), max(values))
        for role, counts in ratings.items()
        if (values := [value for value, count in enumerate(counts, 1) if count])
    }
    gaps = []
    for role, other in combinations(ends, 2):
        if min(sum(ratings[role]), sum(ratings[other])) < ENOUGH_RATINGS:
            low, high = sorted((role, other), key=ends.__getitem__)
            gaps.append(Gap(max(0, ends[high][0] - ends[low][1]), low, high, few=True))
    return max(gaps, key=lambda gap_: gap_.distance, default=None)


def _require(counts: Sequence[int], categories: int) -> None:
    if len(counts) < categories or min(counts) < 0 or not sum(counts):
        raise ValueError(f"agreement needs {categories} categories or more and a count in them: {counts!r}")


def _layers(counts: Sequence[int]) -> Iterator[tuple[int, tuple[bool, ...]]]:
    """Yield layers from the bottom up: how many of the ratings lie in it, and which categories it touches."""
    left = list(counts)
    while any(left):
        height = min(count for count in left if count)
        pattern = tuple(count > 0 for count in left)
        yield height * sum(pattern), pattern
        left = [count - height if count else 0 for count in left]


@cache
def _of_pattern(pattern: tuple[bool, ...]) -> float:
    categories, filled = len(pattern), sum(pattern)
    if filled == 1:
        return 1.0
    if filled == categories:
        return 0.0
    triples = list(combinations(pattern, 3))
    with_one_peak = sum(triple in ((True, True, False), (False, True, True)) for triple in triples)
    with_two = sum(triple == (True, False, True) for triple in triples)
    one_peaked = ((categories - 2) * with_one_peak - (categories - 1) * with_two) / (
        (categories - 2) * (with_one_peak + with_two)
    )
    return one_peaked * (1 - (filled - 1) / (categories - 1))
