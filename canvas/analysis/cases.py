"""Two or three cases block by block: what is the same, what differs, what is heard in one of them only.

Three things are compared, each by itself: who was heard, which themes were heard, how each role rated. What is said of
a block is a verdict: same, different, only (in one case), few (ratings by fewer than three voices), unknown (one case's
notes carry no themes) or none (nothing).
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from canvas.analysis.agreement import spread
from canvas.analysis.compare import PAIR
from canvas.analysis.response_state import RATINGS, state

Pair = tuple[str, str]
APART = 1.0  # points between two medians from which ratings differ


@dataclass(frozen=True)
class Verdict:
    """What is said of one thing in one block; `case` is the place of the case that is meant by `only`."""

    what: str
    case: int | None = None


def compared(
    cells: Iterable[Mapping],
    themed: Iterable[Mapping],
    pairs: Sequence[Pair],
    blocks: Sequence[str],
    roles: Sequence[str],
    coded: Collection[Pair],
) -> dict[str, dict]:
    """Return per block {heard, themes, ratings}, each with its `verdict` and its rows, case by case as in `pairs`.

    `cells` are rows of `store.overview.moment_summaries.cells`, `themed` of `store.themes.theme_cells.per_block`;
    `coded` are the cases in which notes carry themes at all: of others nothing is known. Rows: heard {role: [{state,
    notes}]}, notes without a role under ''; themes {theme_id: [notes, or None where nothing is known]}; ratings {role:
    [{counts, n, median}]}.
    """
    at = {(*(cell[name] for name in PAIR), cell["role"], cell["block"]): cell for cell in cells}
    noted: dict[str, dict[str, dict[Pair, int]]] = {}
    for row in themed:
        of_theme = noted.setdefault(row["block"], {}).setdefault(row["theme_id"], {})
        of_theme[tuple(row[name] for name in PAIR)] = row["notes"]
    by_block = {}
    for block in blocks:
        here = {role: [at.get((*pair, role, block)) for pair in pairs] for role in (*roles, "")}
        heard = {role: [_heard(cell) for cell in row] for role, row in here.items() if any(row)}
        ratings = {role: [_rated(cell) for cell in row] for role, row in here.items() if any(map(_n, row))}
        themes = {
            theme: [counts.get(pair, 0) if pair in coded else None for pair in pairs]
            for theme, counts in noted.get(block, {}).items()
        }
        speaking = [any(row[place]["state"] == "heard" for row in heard.values()) for place in range(len(pairs))]
        by_block[block] = {
            "heard": {"rows": heard, "verdict": _verdict_of_heard(heard, speaking)},
            "themes": {"rows": themes, "verdict": _verdict_of_themes(themes, speaking)},
            "ratings": {"rows": ratings, "verdict": _verdict_of_ratings(ratings, len(pairs))},
        }
    return by_block


def spread_over(row: Sequence[int | None]) -> str:
    """Tell whether a theme is heard in `all` cases, in `some` or in one `only`; `unknown` below two coded cases."""
    counts = [notes for notes in row if notes is not None]
    heard = sum(notes > 0 for notes in counts)
    if len(counts) < 2:
        return "unknown"
    return "all" if heard == len(counts) else "only" if heard == 1 else "some"


def _verdict_of_heard(heard: Mapping[str, Sequence[Mapping]], speaking: Sequence[bool]) -> Verdict:
    roles = [
        frozenset(role for role, row in heard.items() if role and row[place]["state"] == "heard")
        for place in range(len(speaking))
    ]
    return _sets(roles, [place for place, speaks in enumerate(speaking) if speaks])


def _verdict_of_themes(themes: Mapping[str, Sequence[int | None]], speaking: Sequence[bool]) -> Verdict:
    """Judge the cases in which somebody spoke on the block, and of which themes are known."""
    if not themes:
        return Verdict("none")
    is_coded = [notes is not None for notes in next(iter(themes.values()))]
    places = [place for place, speaks in enumerate(speaking) if speaks and is_coded[place]]
    sets = [frozenset(theme for theme, row in themes.items() if row[place]) for place in range(len(speaking))]
    if len(places) < 2 <= sum(speaking):
        return Verdict("unknown")
    holding = [place for place in places if sets[place]]
    return _sets(sets, places) if len(holding) > 1 else _sets(sets, holding)


def _sets(sets: Sequence[frozenset], places: Sequence[int]) -> Verdict:
    if len(places) < 2:
        return Verdict("only", places[0]) if places else Verdict("none")
    return Verdict("same" if len({sets[place] for place in places}) == 1 else "different")


def _verdict_of_ratings(ratings: Mapping[str, Sequence[Mapping]], cases: int) -> Verdict:
    rated = [place for place in range(cases) if any(row[place]["n"] for row in ratings.values())]
    if len(rated) < 2:
        return Verdict("only", rated[0]) if rated else Verdict("none")
    medians = [[rating["median"] for rating in row if rating["median"] is not None] for row in ratings.values()]
    comparable = [row for row in medians if len(row) > 1]
    if not comparable:
        return Verdict("few")
    return Verdict("different" if any(max(row) - min(row) >= APART for row in comparable) else "same")


def _heard(cell: Mapping | None) -> dict:
    return {"state": state(cell) if cell else "not_asked", "notes": cell["notes"] if cell else 0}


def _n(cell: Mapping | None) -> int:
    return sum(cell[name] for name in RATINGS) if cell else 0


def _rated(cell: Mapping | None) -> dict:
    counts = [cell[name] if cell else 0 for name in RATINGS]
    spread_ = spread(counts)
    return {"counts": counts, "n": spread_.n, "median": spread_.median}
