"""The figures of the comparison, worked out by hand, and against a recount in plain Python."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as some

from canvas.analysis.compare import PAIR, heat, level, matrix, middle_ratings, rated_blocks, ratings, spans, totals
from canvas.store.database.schema import COUNTS

ROLES = ["employer", "government", "education"]
BLOCKS = ["costs", "funding"]
A, B = ("a", "w1"), ("b", "w1")


def cell(pair: tuple[str, str], role: str, block: str, **counts: int) -> dict:
    key = {"partnership_id": pair[0], "wave_id": pair[1], "role": role, "block": block}
    return key | dict.fromkeys(COUNTS, 0) | counts


CELLS = [
    cell(A, "employer", "costs", asked=2, answered=2, respondents=2, notes=3),
    cell(A, "government", "costs", asked=1, no_opinion=1),
    cell(A, "", "costs", notes=2),
    cell(A, "education", "funding", asked=1, skipped=1),
    cell(B, "government", "costs", asked=1, no_opinion=1),
    cell(B, "employer", "costs", asked=1, skipped=1),
    cell(B, "", "funding", notes=4),
]


def test_every_block_and_moment_has_one_figure_and_says_who_was_heard_and_who_was_silent():
    grid = heat(CELLS, [B, A], BLOCKS, ROLES)
    assert list(grid) == BLOCKS
    assert grid["costs"][1] == {
        "notes": 5,
        "state": "heard",
        "heard": ["employer"],
        "no_opinion": ["government"],
        "not_answered": [],
    }
    assert grid["costs"][0] == {
        "notes": 0,
        "state": "no_opinion",
        "heard": [],
        "no_opinion": ["government"],
        "not_answered": ["employer"],
    }
    assert grid["funding"][1]["state"] == "not_answered"
    assert grid["funding"][0] == {
        "notes": 4,
        "state": "heard",
        "heard": [],
        "no_opinion": [],
        "not_answered": [],
    }


def test_a_moment_without_cells_was_not_asked():
    grid = heat([], [A], ["costs"], ROLES)
    silent = {"notes": 0, "state": "not_asked", "heard": [], "no_opinion": [], "not_answered": []}
    assert grid == {"costs": [silent]}


def test_a_role_heard_on_two_blocks_is_one_role_in_all():
    cells = [
        cell(A, "employer", "costs", notes=1),
        cell(A, "employer", "funding", notes=2),
        cell(A, "government", "funding", notes=1),
        cell(A, "", "funding", notes=7),
    ]
    assert totals(cells, [], ROLES) == {(): {"notes": 11, "heard": ["employer", "government"]}}
    assert totals(cells, ["block"], ROLES) == {
        ("costs",): {"notes": 1, "heard": ["employer"]},
        ("funding",): {"notes": 10, "heard": ["employer", "government"]},
    }


some_cells = some.dictionaries(
    some.tuples(some.sampled_from([A, B]), some.sampled_from([*ROLES, ""]), some.sampled_from(BLOCKS)),
    some.fixed_dictionaries({name: some.integers(0, 3) for name in ("asked", "answered", "no_opinion", "notes")}),
)


@given(some_cells)
def test_totals_and_figures_are_those_of_a_recount(counts):
    cells = [cell(pair, role, block, **cell_counts) for (pair, role, block), cell_counts in counts.items()]
    grid, per_pair = heat(cells, [A, B], BLOCKS, ROLES), totals(cells, PAIR, ROLES)
    for place, pair in enumerate((A, B)):
        notes = sum(cell_counts["notes"] for (at, _role, _block), cell_counts in counts.items() if at == pair)
        heard = {
            role
            for (at, role, _block), cell_counts in counts.items()
            if at == pair and role and cell_counts["notes"] + cell_counts["answered"]
        }
        total = per_pair.get(pair, {"notes": 0, "heard": []})
        assert total["notes"] == notes
        assert total["heard"] == [role for role in ROLES if role in heard]
        for block in BLOCKS:
            shown = grid[block][place]
            of_cell = {
                role: cell_counts for (at, role, on), cell_counts in counts.items() if at == pair and on == block
            }
            assert shown["notes"] == sum(cell_counts["notes"] for cell_counts in of_cell.values())
            for role in ROLES:  # each role is in the one list that fits what it said itself
                cell_counts = of_cell.get(role, {"asked": 0, "answered": 0, "no_opinion": 0, "notes": 0})
                expected = (
                    "heard"
                    if cell_counts["notes"] + cell_counts["answered"]
                    else "no_opinion"
                    if cell_counts["no_opinion"]
                    else "not_answered"
                    if cell_counts["asked"]
                    else None
                )
                in_lists = [name for name in ("heard", "no_opinion", "not_answered") if role in shown[name]]
                assert in_lists == ([expected] if expected else [])


def test_steps_of_colour_are_equal_parts_of_the_largest_figure():
    assert [level(value, 20) for value in (0, 1, 4, 5, 12, 13, 20)] == [0, 1, 1, 2, 3, 4, 5]
    assert [level(value, 1) for value in (0, 1)] == [0, 5]
    assert level(0, 0) == 0
    assert spans(12) == [(1, 1, 2), (2, 3, 4), (3, 5, 7), (4, 8, 9), (5, 10, 12)]
    assert spans(2) == [(3, 1, 1), (5, 2, 2)]
    assert spans(0) == []


def note(pair: tuple[str, str], role: str | None, text: str) -> dict:
    return {"partnership_id": pair[0], "wave_id": pair[1], "role": role, "text": text}


def test_the_reading_matrix_has_a_row_per_role_that_has_something_to_show_and_keeps_silence():
    cells = [
        cell(A, "employer", "costs", asked=1, answered=1, notes=2),
        cell(A, "", "costs", notes=1),
        cell(B, "employer", "costs", asked=1, skipped=1),
        cell(B, "government", "costs", asked=1, no_opinion=1),
    ]
    notes = [note(A, "employer", "hours"), note(A, None, "members pay"), note(A, "employer", "machines")]
    rows = matrix(notes, cells, [A, B], ROLES)
    shown = [
        (row["role"], [([note_["text"] for note_ in here["notes"]], here["state"]) for here in row["cells"]])
        for row in rows
    ]
    assert shown == [
        ("employer", [(["hours", "machines"], "heard"), ([], "not_answered")]),
        ("government", [([], "not_asked"), ([], "no_opinion")]),
        ("", [(["members pay"], "heard"), ([], "not_asked")]),
    ]


def test_a_role_that_is_expected_has_its_row_in_the_matrix_though_nobody_asked_it():
    cells = [cell(A, "employer", "costs", asked=1, answered=1, notes=1)]
    rows = matrix([note(A, "employer", "hours")], cells, [A], ROLES, expected=["employer", "government"])
    assert [(row["role"], row["cells"][0]["state"]) for row in rows] == [
        ("employer", "heard"),
        ("government", "not_asked"),
    ]


def test_ratings_stay_apart_by_role_and_moment_and_leave_out_who_was_not_asked():
    cells = [
        cell(B, "employer", "costs", asked=2, answered=2, notes=1, rated_2=1, rated_5=1),
        cell(A, "government", "costs", asked=1, answered=1, dont_know=1),
        cell(A, "employer", "costs", asked=3, answered=3, rated_4=3),
        cell(A, "education", "costs", asked=1, skipped=1),
        cell(A, "", "costs", notes=9),
        cell(A, "employer", "funding", asked=1, answered=1, rated_1=1),
    ]
    shown = [
        (
            row["role"],
            row["partnership_id"],
            [row[f"rated_{value}"] for value in range(1, 6)],
            row["dont_know"],
            row["n"],
        )
        for row in ratings(cells, "costs", [A, B], ROLES)
    ]
    assert shown == [
        ("employer", "a", [0, 0, 0, 3, 0], 0, 3),
        ("employer", "b", [0, 1, 0, 0, 1], 0, 2),
        ("government", "a", [0, 0, 0, 0, 0], 1, 0),
        ("education", "a", [0, 0, 0, 0, 0], 0, 0),
    ]
    assert rated_blocks(cells, ["funding", "surplus", "costs"]) == ["funding", "costs"]


def test_somebody_who_does_not_know_makes_a_block_rated():
    assert rated_blocks([cell(A, "employer", "costs", asked=1, dont_know=1)], BLOCKS) == ["costs"]
    assert rated_blocks([cell(A, "employer", "costs", asked=1, notes=1)], BLOCKS) == []


@pytest.mark.parametrize(
    ("counts", "expected"),
    [
        ([0, 0, 0, 0, 0], None),
        ([1, 0, 0, 0, 0], None),
        ([1, 0, 0, 0, 1], None),
        ([1, 0, 1, 0, 1], (3, 3)),
        ([2, 0, 0, 0, 2], (1, 5)),
        ([0, 0, 0, 4, 1], (4, 4)),
        ([1, 1, 1, 1, 0], (2, 3)),
    ],
)
def test_the_middle_is_named_from_three_voices_on(counts, expected):
    assert middle_ratings(counts) == expected
