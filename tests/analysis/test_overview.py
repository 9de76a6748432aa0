"""The overview: what is in, and the one next step."""

from __future__ import annotations

import pytest

from canvas.analysis.overview import blocks_covered, next_step, overview
from canvas.store.database.schema import COUNTS


def cell(role: str, block: str, **counts: int) -> dict:
    return dict.fromkeys(COUNTS, 0) | {"partnership_id": "p", "wave_id": "w", "role": role, "block": block} | counts


def moment(notes: int = 0, roles: tuple[str, ...] = (), blocks: int = 0, **interviews: int) -> dict:
    return {
        "partnership_id": "p",
        "wave_id": "w",
        "code": "P",
        "name": "P",
        "label": "1",
        "position": 1,
        "fictional": False,
        "phase": "running",
        "documents": 0,
        "changed_at": "",
        "notes": notes,
        "blocks": blocks,
        "roles_heard": list(roles),
        "interviews": {"planned": 0, "under_way": 0, "completed": 0} | interviews,
        "only_interview": {},
    }


def test_a_row_says_what_was_counted_beside_how_many_blocks_are_in_scope():
    row = overview([moment(7, ("education", "employer"), 2, completed=1)], ["costs", "funding", "impact"])[0]
    assert row["roles_heard"] == ["education", "employer"]
    assert (row["blocks_covered"], row["blocks_in_scope"], row["notes"]) == (2, 3, 7)
    assert (row["completed"], row["next_step"]) == (1, "read")


@pytest.mark.parametrize(
    ("row", "step"),
    [
        ({"under_way": 1, "planned": 2, "notes": 9}, "resume"),
        ({"under_way": 0, "planned": 1, "notes": 9}, "start"),
        ({"under_way": 0, "planned": 0, "notes": 0}, "plan"),
        ({"under_way": 0, "planned": 0, "notes": 3}, "read"),
    ],
)
def test_the_next_step_is_what_helps_most(row, step):
    assert next_step(row) == step


@pytest.mark.parametrize(
    ("only", "counts", "interview"),
    [
        ({"under_way": "u", "planned": "p"}, {"under_way": 1, "planned": 1}, "u"),
        ({"planned": "p"}, {"planned": 1}, "p"),
        ({"planned": "p"}, {"under_way": 2, "planned": 1}, ""),  # to resume is the step, and there are two to resume
        ({}, {"planned": 2}, ""),
        ({}, {}, ""),
    ],
)
def test_the_next_step_is_about_one_interview_where_there_is_just_one(only, counts, interview):
    row = overview([moment(**counts) | {"only_interview": only}], ["costs"])[0]
    assert row["interview_id"] == interview


def test_a_block_is_covered_by_a_rating_alone_and_not_by_an_opinion_that_nobody_had():
    cells = [
        cell("employer", "costs", asked=1, answered=1, rated_4=1),
        cell("government", "costs", asked=1),
        cell("employer", "funding", asked=1, no_opinion=1),
        cell("", "impact", notes=1),
        cell("employer", "surplus", notes=2),
    ]
    assert blocks_covered(cells, ["costs", "funding", "impact"]) == 2
    assert blocks_covered([], ["costs"]) == 0


def test_a_study_without_moments_gives_no_rows():
    assert overview([], ["costs"]) == []
