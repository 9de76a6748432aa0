"""Weak and strong by the role that is least content: figures worked out by hand, roles never taken together."""

from __future__ import annotations

import pytest

from canvas.analysis.factors import explained, extremes, rated, standings

ROLES = ["employer", "government", "education"]


def cell(factor: int, role: str, counts: list[int], dont_know: int = 0, asked_count: int | None = None) -> dict:
    counts_by_name = {f"rated_{value}": count for value, count in enumerate(counts, 1)}
    all_asked = sum(counts) + dont_know if asked_count is None else asked_count
    return {"factor": factor, "role": role, "asked": all_asked, "dont_know": dont_know} | counts_by_name


def order(*cells: dict, factors: tuple[int, ...] = (1, 2, 3)):
    return standings(rated(cells, factors, ROLES), factors)


def test_rows_stand_by_factor_and_role_with_what_their_counts_come_to():
    rows = rated(
        [cell(2, "government", [1, 0, 0, 0, 0]), cell(1, "employer", [1, 1, 0, 2, 1], 2, asked_count=9)],
        range(1, 11),
        ROLES,
    )
    assert [(row["factor"], row["role"]) for row in rows] == [(1, "employer"), (2, "government")]
    employer = rows[0]
    # 1, 2, 4, 4, 5: five ratings of which the third is 4; of nine asked two did not know and two said nothing
    assert [employer[name] for name in ("n", "median", "low", "high", "silent")] == [5, 4.0, 2, 3, 2]
    assert rows[1]["median"] is None  # one voice


def test_a_role_that_was_not_asked_has_no_row_and_one_that_said_nothing_has():
    rows = rated(
        [cell(1, "employer", [0] * 5, asked_count=1), cell(1, "government", [0] * 5, asked_count=0)], [1], ROLES
    )
    assert [(row["role"], row["n"], row["silent"]) for row in rows] == [("employer", 0, 1)]


def test_a_factor_stands_where_the_role_that_is_least_content_puts_it():
    # the mean of all ratings of factor 1 is the higher by far; one role of it is against
    ranking = order(
        cell(1, "employer", [0, 0, 0, 0, 9]),
        cell(1, "government", [2, 1, 0, 0, 0]),
        cell(2, "employer", [0, 0, 3, 0, 0]),
        cell(2, "government", [0, 1, 1, 1, 0]),
        factors=(1, 2),
    )
    assert [(standing.factor, standing.least, standing.balance) for standing in ranking] == [
        (1, "government", -1.0),
        (2, "employer", 0.0),
    ]
    assert ranking[0].balances == {"employer": 1.0, "government": -1.0}


def test_of_equal_ones_the_next_least_content_role_decides():
    ranking = order(
        cell(1, "employer", [0, 0, 3, 0, 0]),
        cell(1, "government", [0, 0, 0, 3, 0]),
        cell(2, "employer", [0, 0, 3, 0, 0]),
        cell(2, "government", [0, 0, 3, 0, 0]),
        factors=(1, 2),
    )
    assert [standing.factor for standing in ranking] == [2, 1]


def test_few_voices_and_no_voices_have_no_balance_and_come_last():
    ranking = order(
        cell(1, "employer", [2, 0, 0, 0, 0]),
        cell(2, "employer", [0, 0, 0, 0, 0], asked_count=4),
        cell(3, "employer", [0, 0, 0, 0, 3]),
    )
    assert [(standing.factor, standing.balance) for standing in ranking] == [(3, 1.0), (1, None), (2, None)]


def test_weakest_and_strongest_are_at_most_three_and_nothing_is_both():
    # one more of five gives a 4 with every factor: balances -1, -0.6, -0.2, 0.2, 0.6, 1
    cells = [cell(number + 1, "employer", [0, 5 - number, 0, number, 0]) for number in range(6)]
    weak, strong = extremes(order(*cells, factors=tuple(range(1, 7))))
    assert [standing.factor for standing in weak] == [1, 2, 3]
    assert [standing.factor for standing in strong] == [6, 5, 4]
    weak, strong = extremes(order(*cells[:3]))
    assert ([standing.factor for standing in weak], [standing.factor for standing in strong]) == ([1], [3])


def test_where_all_ratings_are_equal_nothing_is_weak_or_strong():
    cells = [cell(number, "employer", [0, 0, 0, 3, 0]) for number in range(1, 11)]
    assert extremes(order(*cells, factors=tuple(range(1, 11)))) == ([], [])


def test_one_that_differs_from_nine_equal_ones_is_weak_alone():
    cells = [cell(number, "employer", [0, 0, 0, 3, 0]) for number in range(1, 10)]
    weak, strong = extremes(order(*cells, cell(10, "employer", [3, 0, 0, 0, 0]), factors=tuple(range(1, 11))))
    assert ([standing.factor for standing in weak], strong) == ([10], [])


@pytest.mark.parametrize("cells", [[], [cell(1, "employer", [1, 0, 0, 0, 0])]])
def test_without_three_ratings_there_is_no_weak_or_strong(cells):
    assert extremes(order(*cells)) == ([], [])


def test_explanations_stand_under_their_factor_by_role_the_lowest_first():
    answers = [
        {"factor": 2, "role": "government", "rating": 1, "codes": ["O1"]},
        {"factor": 2, "role": "employer", "rating": 2, "codes": ["B1"]},
        {"factor": 2, "role": "employer", "rating": 1, "codes": ["B2"]},
        {"factor": 1, "role": "union", "rating": 2, "codes": ["V1"]},
    ]
    by_factor = explained(answers, range(1, 11), ROLES)
    assert {factor: [row["codes"][0] for row in rows] for factor, rows in by_factor.items()} == {
        1: ["V1"],
        2: ["B2", "B1", "O1"],
    }
    assert list(by_factor) == [1, 2]
