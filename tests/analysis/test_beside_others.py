"""One partnership beside others: ranges and standings worked out by hand, whatever the order, and never of one."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from canvas.analysis.beside_others import ABOVE, AMONG, BELOW, Beside, covered_beside, middle_half, rated_beside


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ([1, 2, 3, 4, 5], (2, 3, 4)),  # one of five before, one after
        ([5, 1, 4, 2, 3], (2, 3, 4)),
        ([1, 1, 2, 4, 4, 5], (1, 3.0, 4)),  # one of six; between 2 and 4 lies 3
        ([1, 1, 2, 3, 4, 4, 5, 5], (2, 3.5, 4)),  # two of eight
        ([3, 3, 3, 3, 3], (3, 3, 3)),
        ([1.5, 2, 2, 4.5, 5, 5, 5], (2, 4.5, 5)),  # one of seven
    ],
)
def test_the_middle_half_leaves_a_quarter_out_on_either_side(values, expected):
    assert middle_half({value: values.count(value) for value in values}) == expected


@given(st.lists(st.integers(2, 10), min_size=5))
def test_at_least_half_lie_within_and_no_more_than_a_quarter_on_a_side(values):
    low, middle, high = middle_half({value: values.count(value) for value in values})
    assert low <= middle <= high
    assert 2 * sum(low <= value <= high for value in values) >= len(values)
    assert 4 * sum(value < low for value in values) <= len(values)
    assert 4 * sum(value > high for value in values) <= len(values)


def cell(factor: int, role: str, *counts: int) -> dict:
    return {"factor": factor, "role": role, **{f"rated_{value}": count for value, count in enumerate(counts, 1)}}


def others(factor: int, role: str, **doubled: int) -> list[dict]:
    return [
        {"key": factor, "role": role, "doubled": int(value[1:]), "partnerships": count}
        for value, count in doubled.items()
    ]


def test_each_role_stands_beside_the_same_role_of_the_others():
    own = [
        cell(1, "employer", 2, 1, 0, 0, 0),  # 1, 1, 2: median 1, and the others 3 to 4
        cell(1, "government", 0, 0, 0, 0, 3),  # 5 beside 3 to 4
        cell(2, "employer", 0, 0, 2, 2, 0),  # 3,5 among 3 to 4
        cell(3, "employer", 0, 0, 0, 1, 1),  # of two people: nothing
        cell(4, "employer", 0, 0, 0, 0, 3),  # four others: nothing
    ]
    five = {"_4": 1, "_6": 2, "_8": 2}  # 2, 3, 3, 4, 4
    rows = [row for role in ("employer", "government") for row in others(1, role, **five)]
    rows += others(2, "employer", **five) + others(3, "employer", **five) + others(4, "employer", _8=4)
    compared = rated_beside("factor", own, rows, [1, 2, 3, 4], ["employer", "government"])
    assert compared == [
        Beside("factor", 1, "employer", 1.0, 3, 5, 3.0, 3.0, 4.0),
        Beside("factor", 1, "government", 5.0, 3, 5, 3.0, 3.0, 4.0),
        Beside("factor", 2, "employer", 3.5, 4, 5, 3.0, 3.0, 4.0),
    ]
    assert [row.standing for row in compared] == [BELOW, ABOVE, AMONG]
    assert rated_beside("factor", own[::-1], rows[::-1], [1, 2, 3, 4], ["employer", "government"]) == compared


def test_what_was_covered_stands_beside_the_others_from_five_on():
    heard = [{"roles": roles, "blocks": blocks} for roles, blocks in ((1, 4), (2, 9), (3, 9), (3, 12), (5, 18))]
    roles, blocks = covered_beside({"roles": 1, "blocks": 10}, heard)
    assert (roles.own, roles.low, roles.middle, roles.high, roles.standing) == (1, 2, 3, 3, BELOW)
    assert (blocks.own, blocks.low, blocks.middle, blocks.high, blocks.standing) == (10, 9, 9, 12, AMONG)
    assert covered_beside({"roles": 1, "blocks": 10}, heard[:4]) == []
    assert [row.own for row in covered_beside(None, heard)] == [0, 0]
