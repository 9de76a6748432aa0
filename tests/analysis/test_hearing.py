"""Who was heard, who was silent, who was never asked: worked out by hand."""

from __future__ import annotations

import pytest

from canvas.analysis.hearing import cells_frame, roles_heard, together


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
