"""Who was heard, who was silent and who was never asked: read from cells, never averaged.

Cells are the rows of `store.overview.moment_summaries.cells`; plain rows, since a screen has a few hundred of them at
most and a frame takes longer to make than they take to count.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from typing import TypeVar

# From most to least said. For several respondents or blocks the most said counts: heard > no opinion > no answer.
STATES = ("heard", "no_opinion", "not_answered", "not_asked")
RATINGS = [f"rated_{value}" for value in range(1, 6)]


def state(cell: Mapping) -> str:
    """Return what a cell's counts say: one of STATES; a skipped question was asked, not answered."""
    if cell["notes"] or cell["answered"]:
        return "heard"
    if cell["no_opinion"]:
        return "no_opinion"
    return "not_answered" if cell["asked"] else "not_asked"


Group = TypeVar("Group", bound=Hashable)


def grouped_states(cells: Iterable[Mapping], by: Callable[[Mapping], Group]) -> dict[Group, dict]:
    """Return per group that `by` gives a cell: `state` (the most said in any of its cells) and `notes` (their sum)."""
    by_group: dict[Group, dict] = {}
    for cell in cells:
        group = by_group.setdefault(by(cell), {"state": STATES[-1], "notes": 0})
        group["state"] = min(group["state"], state(cell), key=STATES.index)
        group["notes"] += cell["notes"]
    return by_group


def interviewed(answers: Sequence[Mapping], roles: Iterable[str]) -> dict[str, list[dict]]:
    """Return per role in its order what became of the questions asked, one row per interview; no row: it was not asked.

    `answers` are those of one block, as `store.answers.of_block` gives them. A row holds `interview_id`, `codes`,
    `question` (the first that was asked), `state` (heard, no_opinion, skipped or not_answered: the most that was
    said), `worded` (whether in words), `ratings` (each a number, or None for "don't know") and `reasons` (why a
    question was skipped).
    """
    by_role: dict[str, dict[str, list[Mapping]]] = {role: {} for role in roles}
    for row in answers:
        by_role.setdefault(row["role"], {}).setdefault(row["interview_id"], []).append(row)
    return {role: [_became(rows) for rows in by_interview.values()] for role, by_interview in by_role.items()}


def _became(rows: Sequence[Mapping]) -> dict:
    states = {row["state"] for row in rows}
    state_by_answer = {"answered": "heard", "no_opinion": "no_opinion", "skipped": "skipped", "open": "not_answered"}
    return {
        "codes": rows[0]["codes"],
        "interview_id": rows[0]["interview_id"],
        "question": rows[0].get("question", ""),
        "state": next(name for answered, name in state_by_answer.items() if answered in states),
        "worded": any(row["text"].strip() for row in rows),
        "ratings": [row["rating"] for row in rows if row["rating"] or row["dont_know"]],
        "reasons": [row["reason"] for row in rows if row["state"] == "skipped"],
    }
