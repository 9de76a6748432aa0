"""Who was heard, who was silent, who was never asked: worked out by hand."""

from __future__ import annotations

from operator import itemgetter

import pytest

from canvas.analysis.response_state import grouped_states, interviewed, state


def cell(role: str = "employer", block: str = "costs", **counts: int) -> dict:
    none = dict.fromkeys(
        ["asked", "answered", "no_opinion", "skipped", "respondents", "notes", "dont_know"]
        + [f"rated_{value}" for value in range(1, 6)],
        0,
    )
    return {"partnership_id": "p", "wave_id": "w", "role": role, "block": block} | none | counts


@pytest.mark.parametrize(
    ("counts", "expected"),
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
def test_the_most_said_counts(counts, expected):
    assert state(cell(**counts)) == expected


def test_without_cells_there_are_no_groups():
    assert grouped_states([], itemgetter("block")) == {}


def test_roles_taken_together_are_as_heard_as_the_most_heard_of_them():
    cells = [
        cell("employer", asked=1, skipped=1),
        cell("government", asked=1, no_opinion=1),
        cell("employer", "funding", asked=1, skipped=1),
        cell("government", "funding", asked=1, answered=1, notes=2),
        cell("", "funding", notes=3),
    ]
    assert grouped_states(cells, itemgetter("block")) == {
        "costs": {"state": "no_opinion", "notes": 0},
        "funding": {"state": "heard", "notes": 5},
    }


def test_cells_that_say_less_later_on_do_not_make_a_group_less_heard():
    cells = [cell(notes=1), cell("government", asked=1), cell("education")]
    assert grouped_states(cells, itemgetter("block")) == {"costs": {"state": "heard", "notes": 1}}


def test_per_interview_the_most_that_was_said_counts_and_roles_stay_apart():
    def answered(interview: str, role: str, state: str, **state_: object) -> dict:
        row = {"text": "", "rating": None, "dont_know": False, "reason": "", "codes": [interview.upper()]}
        return row | {"interview_id": interview, "role": role, "state": state} | state_

    by_role = interviewed(
        [
            answered("a", "employer", "open"),
            answered("a", "employer", "answered", rating=2),
            answered("b", "employer", "answered", dont_know=True),
            answered("b", "employer", "skipped", reason="geen tijd"),
            answered("c", "government", "no_opinion"),
        ],
        ["government", "employer", "education"],
    )
    assert [(role, [row["state"] for row in rows]) for role, rows in by_role.items()] == [
        ("government", ["no_opinion"]),
        ("employer", ["heard", "heard"]),
        ("education", []),
    ]
    first, second = by_role["employer"]
    assert (first["codes"], first["ratings"], first["worded"], first["reasons"]) == (["A"], [2], False, [])
    assert (second["ratings"], second["reasons"]) == ([None], ["geen tijd"])
