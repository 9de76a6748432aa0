"""Two or three cases block by block, worked out by hand."""

from __future__ import annotations

import pytest

from canvas.analysis.cases import Verdict, compared, spread_over

A, B, C = ("pa", "w"), ("pb", "w"), ("pc", "w")
ROLES = ["employer", "government", "education"]


def cell(pair: tuple[str, str], role: str, notes: int = 1, ratings: str = "", block: str = "costs", **counts) -> dict:
    values = [int(sign) for sign in ratings]
    rated = {f"rated_{value}": values.count(value) for value in range(1, 6)}
    none = {"asked": 1, "answered": int(notes > 0), "no_opinion": 0}
    key = {"partnership_id": pair[0], "wave_id": pair[1], "role": role, "block": block}
    return key | {"notes": notes} | none | rated | counts


def themed(pair: tuple[str, str], theme: str, notes: int = 1, block: str = "costs") -> dict:
    return {"partnership_id": pair[0], "wave_id": pair[1], "theme_id": theme, "block": block, "notes": notes}


def costs(cells: list[dict], themes: list[dict] = (), pairs=(A, B), coded=(A, B, C)) -> dict:
    return compared(cells, themes, list(pairs), ["costs", "surplus"], ROLES, coded)["costs"]


def verdicts(*what, **more) -> dict[str, Verdict]:
    return {name: part["verdict"] for name, part in costs(*what, **more).items()}


def test_a_block_on_which_nobody_spoke_has_nothing_to_compare():
    none = Verdict("none")
    assert verdicts([]) == {"heard": none, "themes": none, "ratings": none}
    assert verdicts([cell(A, "employer", 0)])["heard"] == none


@pytest.mark.parametrize(
    ("in_a", "in_b", "verdict"),
    [
        (["employer"], ["employer"], Verdict("same")),
        (["employer"], ["government"], Verdict("different")),
        (["employer", "government"], ["employer"], Verdict("different")),
        (["employer"], [], Verdict("only", 0)),
        ([], ["employer"], Verdict("only", 1)),
        ([""], [""], Verdict("same")),  # documents alone: nobody was heard in either
        ([""], ["employer"], Verdict("different")),
    ],
)
def test_who_was_heard(in_a, in_b, verdict):
    cells = [cell(A, role) for role in in_a] + [cell(B, role) for role in in_b]
    assert verdicts(cells)["heard"] == verdict


def test_who_was_asked_and_silent_is_not_heard_and_still_shown():
    block = costs([cell(A, "employer"), cell(B, "employer", 0, no_opinion=1), cell(B, "government")])
    assert block["heard"]["verdict"] == Verdict("different")
    assert block["heard"]["rows"] == {
        "employer": [{"state": "heard", "notes": 1}, {"state": "no_opinion", "notes": 0}],
        "government": [{"state": "not_asked", "notes": 0}, {"state": "heard", "notes": 1}],
    }


@pytest.mark.parametrize(
    ("themes", "verdict"),
    [
        ([], Verdict("none")),
        ([themed(A, "trust"), themed(B, "trust", 4)], Verdict("same")),
        ([themed(A, "trust"), themed(B, "money")], Verdict("different")),
        ([themed(A, "trust"), themed(A, "money"), themed(B, "trust")], Verdict("different")),
        ([themed(B, "trust")], Verdict("only", 1)),
    ],
)
def test_which_themes_were_heard(themes, verdict):
    assert verdicts([cell(A, "employer"), cell(B, "employer")], themes)["themes"] == verdict


def test_a_case_without_any_coded_note_is_not_compared_by_themes():
    cells = [cell(pair, "employer") for pair in (A, B, C)]
    themes = [themed(A, "trust"), themed(B, "trust")]
    block = costs(cells, themes, (A, B, C), coded=(A, B))
    assert block["themes"] == {"rows": {"trust": [1, 1, None]}, "verdict": Verdict("same")}
    assert verdicts(cells, themes, pairs=(A, B, C))["themes"] == Verdict("different")


def test_a_theme_of_one_case_says_nothing_where_the_other_has_no_coded_notes():
    cells = [cell(A, "employer"), cell(B, "employer")]
    assert verdicts(cells, [themed(A, "trust")], coded=(A,))["themes"] == Verdict("unknown")
    assert verdicts(cells[:1], [themed(A, "trust")], coded=(A,))["themes"] == Verdict("only", 0)


def test_a_case_in_which_nobody_spoke_on_the_block_does_not_make_its_themes_differ():
    cells = [cell(A, "employer"), cell(B, "employer"), cell(C, "employer", 0)]
    themes = [themed(A, "trust"), themed(B, "trust")]
    assert verdicts(cells, themes, pairs=(A, B, C))["themes"] == Verdict("same")


def test_a_theme_is_in_all_in_some_or_in_one():
    assert [spread_over(row) for row in ([1, 2], [1, 0], [3, 1, 0], [1, 2, None], [1, 0, 0], [1, None])] == [
        "all",
        "only",
        "some",
        "all",
        "only",
        "unknown",
    ]


@pytest.mark.parametrize(
    ("in_a", "in_b", "verdict"),
    [
        ("", "", Verdict("none")),
        ("444", "", Verdict("only", 0)),
        ("444", "44", Verdict("few")),  # below three voices there is no median
        ("444", "445", Verdict("same")),
        ("4444", "4455", Verdict("same")),  # medians 4 and 4½
        ("334", "445", Verdict("different")),  # medians 3 and 4
        ("111", "555", Verdict("different")),
    ],
)
def test_how_a_role_rated(in_a, in_b, verdict):
    assert verdicts([cell(A, "employer", 1, in_a), cell(B, "employer", 1, in_b)])["ratings"] == verdict


def test_roles_are_compared_with_themselves_only():
    """An employer of one case and a government of another say nothing of each other."""
    assert verdicts([cell(A, "employer", 1, "111"), cell(B, "government", 1, "555")])["ratings"] == Verdict("few")


def test_ratings_come_with_their_counts_and_below_three_without_a_median():
    block = costs([cell(A, "employer", 1, "34"), cell(B, "employer", 1, "345")])
    assert block["ratings"]["rows"] == {
        "employer": [
            {"counts": [0, 0, 1, 1, 0], "n": 2, "median": None},
            {"counts": [0, 0, 1, 1, 1], "n": 3, "median": 4.0},
        ]
    }


def test_other_blocks_stay_out_of_it():
    by_block = compared(
        [cell(A, "employer", block="surplus")],
        [themed(A, "trust", block="surplus")],
        [A, B],
        ["costs", "surplus"],
        ROLES,
        {A},
    )
    assert by_block["costs"]["heard"]["rows"] == by_block["costs"]["themes"]["rows"] == {}
    assert by_block["surplus"]["heard"]["verdict"] == Verdict("only", 0)
