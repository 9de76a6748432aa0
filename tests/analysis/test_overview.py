"""The overview: what is in, and the one next step."""

from __future__ import annotations

import pytest

from canvas.analysis.overview import next_step, overview
from canvas.store.schema import COUNTS


def cell(role: str, block: str, **counts: int) -> dict:
    return dict.fromkeys(COUNTS, 0) | {"partnership_id": "p", "wave_id": "w", "role": role, "block": block} | counts


def moment(cells: list[dict], **interviews: int) -> dict:
    return {
        "partnership_id": "p", "wave_id": "w", "code": "P", "name": "P", "label": "1", "position": 1,
        "fictional": False, "phase": "running", "documents": 0, "changed_at": "", "cells": cells,
        "interviews": {"planned": 0, "under_way": 0, "completed": 0} | interviews,
    }  # fmt: skip


def test_roles_heard_leave_out_notes_without_a_role_and_blocks_out_of_scope():
    cells = [
        cell("employer", "costs", asked=1, answered=1, notes=2), cell("government", "costs", asked=1),
        cell("", "funding", notes=4), cell("education", "surplus", notes=1),
    ]  # fmt: skip
    row = overview([moment(cells, completed=1)], ["costs", "funding", "impact"]).iloc[0]
    assert row["roles_heard"] == ["education", "employer"]
    # costs and funding have something; surplus is out of scope
    assert (row["blocks_covered"], row["blocks_in_scope"], row["notes"]) == (2, 3, 7)


@pytest.mark.parametrize(
    ("row", "step"),
    [
        ({"under_way": 1, "planned": 2, "notes": 9}, "resume"), ({"under_way": 0, "planned": 1, "notes": 9}, "start"),
        ({"under_way": 0, "planned": 0, "notes": 0}, "plan"), ({"under_way": 0, "planned": 0, "notes": 3}, "read"),
    ],
)  # fmt: skip
def test_the_next_step_is_what_helps_most(row, step):
    assert next_step(row) == step


def test_a_study_without_moments_gives_no_rows():
    assert len(overview([], ["costs"])) == 0
