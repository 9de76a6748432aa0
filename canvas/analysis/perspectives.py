"""The perspectives table: which point stands where, and who was heard on what."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from canvas import method
from canvas.analysis.response_state import grouped_states
from canvas.store.row_types import PlacedPoint, TablePoint

SHARED = "shared"  # the row above the perspectives


def reach(perspectives: Sequence[str], rows: Sequence[str]) -> str:
    """Tell how far a point is shared: own (one), partly (several), shared (all rows) or whole (the partnership)."""
    perspectives_in_table = [role for role in rows if role in perspectives]
    if not perspectives_in_table:
        return "whole"
    if len(perspectives_in_table) == len(rows):
        return "shared"
    return "own" if len(perspectives_in_table) == 1 else "partly"


def places(points: Sequence[TablePoint], rows: Sequence[str]) -> dict[tuple[str, str], list[PlacedPoint]]:
    """Return per (row, question) the points that stand there, each with its `reach`; SHARED is a row too.

    A partly shared point stands in each of its rows; a shared one, or one about the whole, in the shared row alone.
    """
    by_place: dict[tuple[str, str], list[PlacedPoint]] = {
        (row, question): [] for row in (SHARED, *rows) for question in method.questions()
    }
    for point in points:
        how = reach(point["perspectives"], rows)
        where = [SHARED] if how in ("shared", "whole") else [row for row in rows if row in point["perspectives"]]
        for row in where:
            by_place[row, point["question"]].append({**point, "reach": how})
    return by_place


def hearing(cells: Iterable[Mapping], rows: Sequence[str]) -> dict[tuple[str, str], dict]:
    """Return per (row, question): `state` (heard, no_opinion, not_answered: silent, not_asked) and `notes`.

    The blocks that feed a question are taken together, roles never are.
    """
    feeding = {block.key: block.question for block in method.blocks().values()}
    states = grouped_states(cells, lambda cell: (cell["role"], feeding.get(cell["block"])))
    places = [(row, question) for row in rows for question in method.questions()]
    return {place: states.get(place, {"state": "not_asked", "notes": 0}) for place in places}
