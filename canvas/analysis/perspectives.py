"""The perspectives table: which point stands where, and who was heard on what."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

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


@dataclass(frozen=True)
class RoleStanding:
    """How a role stands to a perspectives table in which it has no row, or a row without a point.

    `state` is what it said (of `response_state.STATES`) and `notes` how many there are of it; `supported` are the
    points that its notes carry, by the row they stand in (SHARED for the shared one; a point in two rows is in both).
    `claimed` are how many points name it as a perspective: without a row they stand in the shared one.
    """

    role: str
    has_row: bool
    state: str
    notes: int
    supported: Mapping[str, int]
    claimed: int


def standings_of_roles(
    points: Sequence[TablePoint],
    notes: Mapping[str, Mapping],
    cells: Iterable[Mapping],
    roles: Sequence[str],
    rows: Sequence[str],
) -> list[RoleStanding]:
    """Return how roles without a row, or without a point in it, stand to a table; in the order of `roles`.

    `notes` are those that points rest on, by id, `cells` counts per role and block, `rows` the roles with a row. A role
    outside the table that was never asked nor noted of is left out: nothing of it goes anywhere.
    """
    states = grouped_states(cells, lambda cell: cell["role"])
    placed = places(points, rows)
    standings = []
    for role in roles:
        group = states.get(role, {"state": "not_asked", "notes": 0})
        claimed = sum(role in point["perspectives"] for point in points)
        if role in rows and any(placed[role, question] for question in method.questions()):
            continue
        supported = _rows_of_points(role, placed, notes)
        if role in rows or claimed or supported or group["state"] != "not_asked":
            standings.append(RoleStanding(role, role in rows, group["state"], group["notes"], supported, claimed))
    return standings


def _rows_of_points(
    role: str, placed: Mapping[tuple[str, str], Sequence[PlacedPoint]], notes: Mapping[str, Mapping]
) -> dict[str, int]:
    by_row: dict[str, int] = {}
    for (row, _question), points in placed.items():
        for point in points:
            behind = (notes.get(note_id) for note_id, how in point["notes"].items() if how == "supports")
            if any(note and note["role"] == role and not note["retired"] for note in behind):
                by_row[row] = by_row.get(row, 0) + 1
    return by_row
