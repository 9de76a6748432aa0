"""The perspectives table: reach follows from perspectives, and silence is not absence."""

from __future__ import annotations

import pytest

from canvas.analysis.perspectives import hearing, places, reach
from canvas.store.database.schema import COUNTS

ROWS = ["employer", "government", "education"]


def cell(role: str, block: str, **counts: int) -> dict:
    return dict.fromkeys(COUNTS, 0) | {"partnership_id": "p", "wave_id": "w", "role": role, "block": block} | counts


def point(name: str, question: str, *perspectives: str) -> dict:
    return {"id": name, "question": question, "perspectives": list(perspectives)}


@pytest.mark.parametrize(
    ("perspectives", "how"),
    [
        ([], "whole"),
        (["project_lead"], "whole"),
        (["employer"], "own"),
        (["education", "employer"], "partly"),
        (["education", "government", "employer"], "shared"),
    ],
)
def test_reach_follows_from_the_perspectives_of_a_point(perspectives, how):
    assert reach(perspectives, ROWS) == how


def test_a_role_of_ones_own_with_a_row_makes_what_was_shared_partly_shared():
    assert reach(ROWS, [*ROWS, "union"]) == "partly"


def test_a_partly_shared_point_stands_in_each_of_its_rows_and_a_shared_one_above_them():
    points = [point("a", "how", "employer", "education"), point("b", "how", *ROWS), point("c", "how")]
    by_place = places(points, ROWS)
    assert [placed["id"] for placed in by_place["employer", "how"]] == ["a"]
    assert [placed["id"] for placed in by_place["education", "how"]] == ["a"]
    assert by_place["government", "how"] == []
    assert [(placed["id"], placed["reach"]) for placed in by_place["shared", "how"]] == [
        ("b", "shared"),
        ("c", "whole"),
    ]


def test_silent_not_asked_no_opinion_and_heard_are_told_apart_over_the_blocks_of_a_question():
    cells = [
        cell("employer", "costs", asked=1),
        cell("employer", "funding", asked=1, answered=1, notes=2),
        cell("government", "costs", asked=1, skipped=1),
        cell("government", "surplus", asked=1),
        cell("education", "costs", asked=1, no_opinion=1),
        cell("education", "surplus", asked=1),
        cell("project_lead", "costs", asked=1, answered=1, notes=3),
    ]
    by_place = hearing(cells, ROWS)
    assert by_place["employer", "financing"] == {"state": "heard", "notes": 2}
    assert by_place["government", "financing"] == {"state": "not_answered", "notes": 0}
    assert by_place["education", "financing"] == {"state": "no_opinion", "notes": 0}
    assert by_place["employer", "value"] == {"state": "not_asked", "notes": 0}
    assert len(by_place) == 12


def test_without_cells_nobody_was_asked():
    assert {place["state"] for place in hearing([], ROWS).values()} == {"not_asked"}
