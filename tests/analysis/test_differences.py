"""What a partnership should talk about first, worked out by hand from cells and points."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as some

from canvas import method
from canvas.analysis.agreement import Gap
from canvas.analysis.differences import GROUPS, holding_back, per_block, per_question
from canvas.store.database.schema import COUNTS

ROWS = ["employer", "government", "education"]
ROLES = [*ROWS, "project_lead", "participant"]


def cell(role: str, block: str, rated: str = "", **counts: int) -> dict:
    """A cell; `rated` holds its ratings, as in "2,2,5"."""
    values = [int(sign) for sign in rated.split(",") if sign]
    row = {"partnership_id": "p", "wave_id": "w", "role": role, "block": block} | dict.fromkeys(COUNTS, 0)
    if values:
        row |= {"asked": len(values), "answered": len(values), "respondents": len(values)}
        row |= {f"rated_{value}": values.count(value) for value in range(1, 6)}
    return row | counts


def point(name: str, question: str, perspectives: list[str], state: str = "draft", **notes: str) -> dict:
    return {"id": name, "question": question, "perspectives": perspectives, "state": state, "notes": notes}


def note(name: str, block: str, role: str = "employer") -> dict:
    return {
        "id": name,
        "block": block,
        "role": role,
        "retired": False,
        "erased_at": None,
        "codes": [],
        "interview_id": "i",
        "document_id": None,
    }


def blocks(*cells: dict, points: tuple = (), notes: tuple = (), of: tuple[str, ...] = ("costs",)) -> list[dict]:
    return per_block(cells, points, {note_["id"]: note_ for note_ in notes}, of, ROLES, ROWS)


def questions(*cells: dict, points: tuple = (), notes: tuple = ()) -> dict[str, dict]:
    by_id = {note_["id"]: note_ for note_ in notes}
    return {row["key"]: row for row in per_question(cells, points, by_id, list(method.blocks()), ROLES, ROWS)}


def states(row: dict) -> dict[str, str]:
    return {role_row["role"]: role_row["state"] for role_row in row["roles"]}


def test_heard_no_opinion_silent_and_not_asked_are_four_things():
    (row,) = blocks(
        cell("employer", "costs", asked=2, answered=1, respondents=1, notes=3),
        cell("government", "costs", asked=1, no_opinion=1),
        cell("project_lead", "costs", asked=1, skipped=1),
    )
    assert states(row) == {
        "employer": "heard",
        "government": "no_opinion",
        "education": "not_asked",
        "project_lead": "not_answered",
        "participant": "not_asked",
    }
    assert (row["heard"], row["no_opinion"], row["not_answered"], row["not_asked"]) == (
        ["employer"],
        ["government"],
        ["project_lead"],
        ["education", "participant"],
    )
    assert row["missed"] == ["education"]  # nobody asked the participant anything at this moment
    employer = row["roles"][0]
    assert (employer["respondents"], employer["notes"]) == (1, 3)


def test_every_role_of_the_study_is_in_a_row_and_those_that_spoke_elsewhere_were_missed():
    (row,) = blocks(cell("employer", "costs", notes=1))
    assert states(row)["participant"] == "not_asked"
    assert row["not_asked"] == ["government", "education", "project_lead", "participant"]
    assert row["missed"] == ["government", "education"]
    row = blocks(cell("employer", "costs", notes=1), cell("participant", "solution", notes=1))[0]
    assert row["missed"] == ["government", "education", "participant"]


def test_notes_without_a_role_are_no_role():
    (row,) = blocks(cell("", "costs", notes=9))
    assert set(states(row).values()) == {"not_asked"}
    assert row["group"] == "unheard"


def test_medians_a_point_apart_stand_first_and_name_both_roles():
    (row,) = blocks(cell("employer", "costs", "2,2,3"), cell("government", "costs", "4,4,5,3"))
    assert row["group"] == "apart"
    assert row["gap"] == Gap(2, "employer", "government", few=False)
    assert [role_row["spread"].median for role_row in row["roles"][:2]] == [2, 4]
    assert [role_row["rated"] for role_row in row["roles"][:2]] == [[0, 2, 1, 0, 0], [0, 0, 1, 2, 1]]


def test_below_three_ratings_there_is_no_median_and_no_measure_but_the_nearest_ratings_give_an_order():
    (row,) = blocks(cell("employer", "costs", "1,2"), cell("government", "costs", "4"))
    assert [role_row["spread"].median for role_row in row["roles"][:2]] == [None, None]
    assert row["gap"] is None
    assert row["few"] == Gap(2, "employer", "government", few=True)
    assert row["group"] == "few_apart"


def test_a_point_between_single_voices_is_no_difference():
    (row,) = blocks(cell("employer", "costs", "3"), cell("government", "costs", "4"), cell("education", "costs", "4"))
    assert row["few"].distance == 1
    assert row["group"] == "alike"


def test_a_role_whose_ratings_fall_in_two_camps_is_divided_in_itself():
    (row,) = blocks(cell("employer", "costs", "1,1,5,5"), cell("government", "costs", "3,3,3"))
    assert (row["divided"], row["group"]) == (["employer"], "divided")
    assert row["roles"][0]["spread"].agreement == -1


def test_ratings_that_are_all_equal_have_no_variation_and_no_gap():
    (row,) = blocks(
        cell("employer", "costs", "4,4,4"), cell("government", "costs", "4,4,4"), cell("education", "costs", notes=1)
    )
    assert row["gap"].distance == 0
    assert [role_row["spread"].varies for role_row in row["roles"][:3]] == [False, False, False]
    assert [role_row["spread"].agreement for role_row in row["roles"][:3]] == [None, None, None]
    assert row["group"] == "alike"


def test_points_are_counted_by_how_far_they_are_shared_on_the_blocks_of_their_notes():
    points = (
        point("a", "financing", ROWS, a="supports"),
        point("b", "financing", ["employer", "education"], b="supports"),
        point("c", "financing", ["employer"], a="supports", b="contradicts"),
        point("d", "financing", [], "contested", c="supports"),
        point("e", "value", ["government"]),
    )
    notes = (note("a", "costs"), note("b", "costs"), note("c", "funding"))
    costs, funding = (
        row["points"]
        for row in sorted(blocks(points=points, notes=notes, of=("costs", "funding")), key=lambda row: row["key"])
    )
    assert {name: costs[name] for name in ("shared", "partly", "own", "whole")} == {
        "shared": 1,
        "partly": 1,
        "own": 1,
        "whole": 0,
    }
    assert (costs["contested"], costs["contradicted"], costs["disputed"], costs["ids"]) == (0, 1, 1, ["a", "b", "c"])
    assert (funding["contested"], funding["disputed"], funding["ids"]) == (1, 1, ["d"])
    financing = questions(points=points, notes=notes)["financing"]["points"]
    assert (financing["disputed"], financing["ids"]) == (2, ["a", "b", "c", "d"])
    assert questions(points=points, notes=notes)["value"]["points"]["own"] == 1


def test_a_point_that_is_contested_and_contradicted_is_one_disputed_point():
    points = (point("a", "financing", ["employer"], "contested", a="contradicts"),)
    (row,) = blocks(points=points, notes=(note("a", "costs"),))
    assert (row["points"]["contested"], row["points"]["contradicted"], row["points"]["disputed"]) == (1, 1, 1)


def test_what_to_talk_about_first_stands_first():
    everyone = [cell(role, block, notes=1) for role in ROWS for block in ("relations", "channels")]
    rows = blocks(
        cell("employer", "partners", "1,1,2"),
        cell("government", "partners", "4,4,4"),
        cell("employer", "activities", "1,1,1"),
        cell("government", "activities", "5,5,5"),
        *everyone,
        *(cell(role, "revenues", "3") for role in ROWS),
        cell("employer", "resources", "1,1,5,5"),
        cell("employer", "governance", "1"),
        cell("government", "governance", "3"),
        cell("employer", "impact", "1"),
        cell("government", "impact", "5"),
        cell("employer", "solution", notes=1),
        cell("government", "solution", notes=1),
        cell("education", "solution", asked=1, skipped=1),
        cell("employer", "surplus", notes=1),
        cell("government", "surplus", notes=1),
        points=(point("a", "for_whom", ["employer"], a="contradicts"),),
        notes=(note("a", "channels"),),
        of=(
            "costs",
            "relations",
            "revenues",
            "surplus",
            "solution",
            "governance",
            "impact",
            "resources",
            "channels",
            "partners",
            "activities",
        ),
    )
    assert [(row["key"], row["group"]) for row in rows] == [
        ("activities", "apart"),
        ("partners", "apart"),
        ("channels", "disputed"),
        ("resources", "divided"),
        ("impact", "few_apart"),
        ("governance", "few_apart"),
        ("solution", "silent"),
        ("surplus", "not_asked"),
        ("revenues", "alike"),
        ("relations", "unrated"),
        ("costs", "unheard"),
    ]
    assert {row["group"] for row in rows} == set(GROUPS) - {"held_back"}
    # of these two a rating more is held back from the reader: what it would show is not known
    hidden = {"revenues": {"education"}, "relations": {"employer"}, "channels": {"employer"}}
    seen = holding_back(rows, hidden, [row["key"] for row in rows])
    assert [(row["key"], row["group"]) for row in seen if row["unshown"]] == [
        ("channels", "disputed"),
        ("revenues", "held_back"),
        ("relations", "held_back"),
    ]
    assert [row["key"] for row in seen] == [row["key"] for row in rows]


def test_a_question_takes_its_blocks_together_per_role_and_has_the_ratings_of_the_block_that_comes_first():
    rows = questions(
        cell("employer", "funding", "2,2,2"),
        cell("government", "funding", "3,3,3"),
        cell("employer", "costs", "1,1,1"),
        cell("government", "costs", "5,5,5"),
        cell("education", "surplus", asked=1, no_opinion=1),
        cell("education", "costs", asked=1, skipped=1),
        cell("employer", "surplus", notes=4),
    )
    financing = rows["financing"]
    assert (financing["rated_on"], financing["gap"].distance) == ("costs", 4)
    assert financing["roles"][0]["rated"] == [3, 0, 0, 0, 0]  # those of one block, not of two added up
    assert financing["roles"][0]["notes"] == 4
    assert states(financing)["education"] == "no_opinion"
    assert (rows["value"]["rated_on"], rows["value"]["group"]) == ("", "unheard")
    assert next(iter(rows)) == "financing"


def test_blocks_out_of_scope_give_no_row_and_no_question():
    assert [row["key"] for row in per_question([], [], {}, ["costs"], ROLES, ROWS)] == ["financing"]


ratings = some.lists(some.integers(1, 5), max_size=6).map(lambda values: ",".join(map(str, values)))


@given(some.dictionaries(some.sampled_from(ROLES), ratings, max_size=5))
def test_no_figure_of_a_row_speaks_for_fewer_than_three(given_by):
    (row,) = blocks(*(cell(role, "costs", rated) for role, rated in given_by.items()))
    for role_row in row["roles"]:
        few = role_row["spread"].n < 3
        assert (role_row["spread"].median is None) == few
        assert not few or (role_row["spread"].agreement, role_row["spread"].consensus) == (None, None)
        assert not few or role_row["role"] not in row["divided"]
    if row["gap"]:
        rated = {role_row["role"]: role_row["spread"].n for role_row in row["roles"]}
        assert min(rated[row["gap"].low], rated[row["gap"].high]) >= 3


@pytest.mark.parametrize("voices", [1, 200])
def test_one_respondent_and_two_hundred_give_a_row_each(voices):
    (row,) = blocks(cell("employer", "costs", ",".join(["2"] * voices)))
    assert row["group"] == "not_asked"
    assert row["roles"][0]["spread"].n == voices
