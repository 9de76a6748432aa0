"""What a perspectives table comes to, to be read before it: its points, and places where none stands yet."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from canvas import method
from canvas.analysis.findings.finding import Basis, Finding
from canvas.analysis.perspectives import places, reach
from canvas.analysis.response_state import STATES
from canvas.store.row_types import TablePoint


def tabled(
    points: Sequence[TablePoint],
    heard: Mapping[tuple[str, str], Mapping],
    rows: Sequence[str],
    *,
    held_back: bool = False,
) -> list[Finding]:
    """Return how far the points of a table are shared, and what was heard where no point stands.

    `heard` are the places (row, question) of `perspectives.hearing`, `rows` the roles with a row.
    Where points of the table are `held_back` from the reader, what lacks is said of those that are seen.
    """
    reached = [reach(point["perspectives"], rows) for point in points]
    names = {how: reached.count(how) for how in ("shared", "partly", "own", "whole")}
    contested = [point for point in points if point["state"] == "contested"]
    drafts = sum(point["state"] == "draft" for point in points)
    basis = Basis(points=tuple(point["id"] for point in contested))
    about = names | {
        "points": len(points),
        "contested": len(contested),
        "drafts": drafts,
        "held_back": held_back,
    }
    rule = "points_of_table" if points else "no_points"
    placed = places(points, rows)
    open_places = [at for at in heard if not placed[at]]
    states = {state: sum(heard[at]["state"] == state for at in open_places) for state in STATES}
    gaps = {**states, "places": len(rows) * len(method.questions()), "open": len(open_places), "held_back": held_back}
    findings = [Finding("contested", rule, 100, about, len(points), basis=basis)]
    return [*findings, Finding("aboard", "places_without_point", 90, gaps, len(open_places))] if heard else findings
