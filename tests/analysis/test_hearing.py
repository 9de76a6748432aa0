"""Who was heard, who was silent, who was never asked: worked out by hand."""

from __future__ import annotations

import pytest

from canvas.analysis.hearing import cells_frame, interviewed, roles_heard, together


def cell(role: str = "employer", block: str = "costs", **counts: int) -> dict:
    none = dict.fromkeys(
        ["asked", "answered", "no_opinion", "skipped", "respondents", "notes", "dont_know"]
        + [f"rated_{value}" for value in range(1, 6)], 0
    )  # fmt: skip
    return {"partnership_id": "p", "wave_id": "w", "role": role, "block": block} | none | counts


@pytest.mark.parametrize(
    ("counts", "state"),
    [
        ({}, "not_asked"),
        ({"asked": 1}, "not_answered"),
        ({"asked": 1, "skipped": 1}, "not_answered"),
        ({"asked": 1, "no_opinion": 1}, "no_opinion"),
        ({"asked": 2, "no_opinion": 1, "skipped": 1}, "no_opinion"),
        ({"asked": 3, "answered": 1, "no_opinion": 1, "skipped": 1}, "heard"),
        ({"asked": 1, "answered": 1}, "heard"),  # rated, without a word
        ({"notes": 1}, "heard"),  # from a document: nobody was asked
    ],
)
def test_the_most_said_counts(counts, state):
    assert list(cells_frame([cell(**counts)])["state"]) == [state]


def test_no_cells_is_an_empty_frame_that_still_has_a_state():
    assert list(cells_frame([])["state"]) == []


def test_roles_taken_together_are_as_heard_as_the_most_heard_of_them():
    frame = cells_frame([
        cell("employer", asked=1, skipped=1),
        cell("government", asked=1, no_opinion=1),
        cell("employer", "funding", asked=1, skipped=1),
        cell("government", "funding", asked=1, answered=1, notes=2),
    ])  # fmt: skip
    found = together(frame, ["block"]).set_index("block")
    assert found["state"].to_dict() == {"costs": "no_opinion", "funding": "heard"}
    assert found["notes"].to_dict() == {"costs": 0, "funding": 2}
    assert "respondents" not in found  # the same people speak in several cells


def test_notes_without_a_role_are_no_role_heard():
    frame = cells_frame([
        cell("", notes=4), cell("employer", notes=1), cell("government", asked=1),
        cell("", "funding", notes=2),
    ])  # fmt: skip
    assert roles_heard(frame, ["block"]).to_dict() == {"costs": 1}


def test_per_interview_the_most_that_was_said_counts_and_roles_stay_apart():
    def answered(interview: str, role: str, state: str, **said: object) -> dict:
        row = {"text": "", "rating": None, "dont_know": False, "reason": "", "codes": [interview.upper()]}
        return row | {"interview_id": interview, "role": role, "state": state} | said

    found = interviewed(
        [
            answered("a", "employer", "open"),
            answered("a", "employer", "answered", rating=2),
            answered("b", "employer", "answered", dont_know=True),
            answered("b", "employer", "skipped", reason="geen tijd"),
            answered("c", "government", "no_opinion"),
        ],
        ["government", "employer", "education"],
    )
    assert [(role, [row["state"] for row in rows]) for role, rows in found.items()] == [
        ("government", ["no_opinion"]), ("employer", ["heard", "heard"]), ("education", []),
    ]  # fmt: skip
    first, second = found["employer"]
    assert (first["codes"], first["ratings"], first["worded"], first["reasons"]) == (["A"], [2], False, [])
    assert (second["ratings"], second["reasons"]) == ([None], ["geen tijd"])
