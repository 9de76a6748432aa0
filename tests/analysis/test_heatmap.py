"""Many moments against blocks, factors or themes: what cells hold, their figures, and which stand beside which."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from canvas.analysis.heatmap import (
    EXACT,
    GapCount,
    coverage_counts,
    empty_cell,
    figure_of,
    gap_counts,
    grid,
    order_alike,
    ranked,
    sums,
)
from canvas.store.database.schema import COUNTS

ROLES = ("employer", "government", "education")
A, B, C = ("a", "w"), ("b", "w"), ("c", "w")


def cell(pair: tuple[str, str], role: str, row: str = "costs", **counts: int) -> dict:
    return dict.fromkeys(COUNTS, 0) | {"partnership_id": pair[0], "wave_id": pair[1], "role": role, "row": row} | counts


def test_a_cell_keeps_roles_apart_and_tells_silence_from_not_asked():
    cells_of_grid = grid(
        [
            cell(A, "government", asked=2, answered=1, notes=1, rated_2=3),
            cell(A, "", notes=4),
            cell(A, "employer", asked=1, answered=1, notes=2, rated_5=1),
            cell(A, "education", asked=1),
            cell(B, "education", asked=1, no_opinion=1),
        ],
        ROLES,
    )
    first = cells_of_grid["costs", A]
    assert (first["notes"], first["state"], first["heard"]) == (7, "heard", ["employer", "government"])
    assert first["not_answered"] == ["education"]
    assert first["rated"] == {"employer": [0, 0, 0, 0, 1], "government": [0, 3, 0, 0, 0]}
    assert (cells_of_grid["costs", B]["state"], cells_of_grid["costs", B]["no_opinion"]) == (
        "no_opinion",
        ["education"],
    )
    assert ("costs", C) not in cells_of_grid
    assert empty_cell()["state"] == "not_asked"


@pytest.mark.parametrize(
    ("figure", "role", "expected"),
    [
        ("notes", "", 0),
        ("ratings", "", 9),
        ("roles", "", 0),
        ("median", "employer", 2.5),  # 1 2 3 4: between 2 and 3
        ("median", "education", None),  # two ratings: counts alone
        ("agreement", "government", 1.0),  # all three the same
        ("agreement", "employer", 0.25),  # (1, 1, 1, 1, 0): one peak over four of five, 1 - 3/4
        ("agreement", "", None),
        ("gap", "", 2.5),  # medians 2.5 and 5; of education too few rated
    ],
)
def test_figures_of_ratings_are_of_one_role_or_between_two(figure, role, expected):
    rated = {"employer": [1, 1, 1, 1, 0], "government": [0, 0, 0, 0, 3], "education": [2, 0, 0, 0, 0]}
    assert figure_of(empty_cell() | {"rated": rated}, figure, role) == expected


def test_moments_are_ranked_by_a_row_and_what_has_no_figure_comes_last_either_way():
    cells = [cell(A, "employer", rated_1=3), cell(B, "employer", rated_5=3), cell(C, "employer", rated_5=2)]
    assert ranked(cells, [C, A, B], ROLES, "median", "employer") == [B, A, C]
    assert ranked(cells, [C, A, B], ROLES, "median", "employer", down=False) == [A, B, C]
    assert ranked([], [C, A], ROLES, "notes") == [C, A]


def test_sums_say_in_how_many_partnerships_a_role_was_heard():
    totals = [
        dict.fromkeys(COUNTS, 0) | {"role": role, "row": "costs", "partnerships": n, "notes": n, "answered": n}
        for role, n in (("", 9), ("government", 4), ("education", 0))
    ]
    total = sums(totals, ROLES)["costs"]
    assert (total["notes"], total["heard"], total["partnerships"]) == (13, ["government"], {"government": 4})


def test_sums_of_cells_take_moments_or_rows_together_and_name_a_role_once():
    cells = [
        cell(A, "employer", notes=2, rated_4=1),
        cell(B, "employer", notes=1, rated_2=2),
        cell(A, "employer", "funding", notes=5),
    ]
    costs = sums(cells, ROLES)["costs"]
    assert (costs["notes"], costs["heard"], costs["rated"]) == (3, ["employer"], {"employer": [0, 2, 0, 1, 0]})
    assert costs["partnerships"] == {"employer": 2}
    assert {pair: row["notes"] for pair, row in sums(cells, ROLES, "pair").items()} == {A: 7, B: 1}


def test_a_gap_is_counted_per_partnership_and_never_worked_out_of_all_of_them_together():
    later = ("a", "w2")
    cells = [
        # a: middle ratings 1 and 5 at the first moment, 3 and 3 at the later one: one partnership with a gap of 4
        cell(A, "employer", rated_1=3),
        cell(A, "government", rated_5=3),
        cell(later, "employer", rated_3=3),
        cell(later, "government", rated_3=3),
        # b: the other way round; all of a and b together would have middle ratings of 3 and 3, and no gap
        cell(B, "employer", rated_5=3),
        cell(B, "government", rated_1=3),
        # c: half a point apart (3 3 3 against 3 3 4 4), which is none of 1 or more
        cell(C, "employer", rated_3=3),
        cell(C, "government", rated_3=2, rated_4=2),
        # of funding one role gave three ratings: there is nothing to compare
        cell(A, "employer", "funding", rated_1=3),
        cell(A, "government", "funding", rated_5=2),
    ]
    assert gap_counts(grid(cells, ROLES)) == {"costs": GapCount(apart=2, compared=3)}
    assert gap_counts({}) == {}


def test_covering_counts_moments_by_how_many_blocks_in_scope_were_heard():
    assert coverage_counts([0b0, 0b1011, 0b0100, 0b0111], 0b0111) == {0: 1, 1: 1, 2: 1, 3: 1}
    assert coverage_counts([], 0b11) == {0: 0, 1: 0, 2: 0}


def test_alike_moments_stand_beside_each_other_and_alike_rows_too():
    pairs = [A, B, C, ("d", "w")]
    # a and c speak of money, b and d of people; costs and funding go together, and so do partners and relations
    values_by_pair = {A: (9, 1, 8, 0), B: (0, 9, 1, 8), C: (8, 0, 9, 1), ("d", "w"): (1, 8, 0, 9)}
    keys = ["costs", "partners", "funding", "relations"]
    figures = [
        (*pair, key, value) for pair, values in values_by_pair.items() for key, value in zip(keys, values, strict=True)
    ]
    order, rows = order_alike(figures, pairs, keys, "notes")
    assert {frozenset(order[:2]), frozenset(order[2:])} == {frozenset((A, C)), frozenset((B, ("d", "w")))}
    assert {frozenset(rows[:2]), frozenset(rows[2:])} == {frozenset(keys[::2]), frozenset(keys[1::2])}


def test_on_a_line_the_order_is_that_of_the_line():
    pairs = [(str(place), "w") for place in range(6)]
    figures = [(*pair, "x", value) for pair, value in zip(pairs, (5, 1, 4, 0, 2, 3), strict=True)]
    order, _rows = order_alike(figures, pairs, ["x"], "notes")
    values = [dict(zip(pairs, (5, 1, 4, 0, 2, 3), strict=True))[pair] for pair in order]
    assert values in ([0, 1, 2, 3, 4, 5], [5, 4, 3, 2, 1, 0])


@given(
    st.lists(st.tuples(st.integers(0, 6), st.integers(0, 3), st.one_of(st.none(), st.integers(2, 10))), max_size=30),
    st.sampled_from(["notes", "median", "gap"]),
)
def test_whatever_is_known_each_stands_in_the_order_once(values, figure):
    pairs = [(str(place), "w") for place in range(7)]
    figures = [
        (str(number), "w", f"k{row}", value or (0 if figure == "notes" else None)) for number, row, value in values
    ]
    order, rows = order_alike(figures, pairs, ["k0", "k1", "k2", "k3"], figure)
    assert sorted(order) == pairs
    assert sorted(rows) == ["k0", "k1", "k2", "k3"]


def test_agreement_is_clustered_by_its_five_counts_and_many_are_put_in_order_too():
    pairs = [(str(place), "w") for place in range(EXACT + 3)]
    figures = [(*pair, "x", *((3, 0, 0, 0, 3) if place % 2 else (0, 0, 6, 0, 0))) for place, pair in enumerate(pairs)]
    order, _rows = order_alike(figures, pairs, ["x"], "agreement")
    odd = [int(pair[0]) % 2 for pair in order]
    assert sum(before != other for before, other in pairwise(odd)) == 1


def test_nothing_at_all_has_an_order_too():
    assert order_alike([], [], [], "notes") == ([], [])
    assert order_alike([], [A, B], ["x"], "median") == ([A, B], ["x"])
