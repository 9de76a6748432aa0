"""What screens say before their tables: factors, the perspectives table and the heatmap, worked out by hand."""

from __future__ import annotations

from canvas import method
from canvas.analysis.factors import rated, standings
from canvas.analysis.findings.heated import heated, heated_gaps
from canvas.analysis.findings.rated_factors import rated_factors
from canvas.analysis.findings.tabled import tabled
from canvas.analysis.heatmap import GapCount, empty_cell
from canvas.analysis.perspectives import SHARED, RoleStanding, hearing, standings_of_roles
from canvas.report.headline_of_factors import factor_sentences
from canvas.report.headline_of_heatmap import heat_sentence
from canvas.report.headline_of_perspectives import role_lines, table_sentences
from canvas.speech import Speech
from canvas.store.database.schema import COUNTS
from tests.analysis.findings.test_points_and_risks import by_id, note, point

ROLES = method.roles([{"key": "unions", "label_nl": "Bonden", "label_en": "Unions", "in_table": False}])
EN = Speech("en")
FACTORS = [1, 2, 3]


def factor(number: int, role: str, values: str = "", dont_know: int = 0, silent: int = 0) -> dict:
    signs = [int(sign) for sign in values.split(",") if sign]
    counts = {f"rated_{value}": signs.count(value) for value in range(1, 6)}
    return {"factor": number, "role": role, "asked": len(signs) + dont_know + silent, "dont_know": dont_know} | counts


def said_of_factors(now: list[dict], before: list[dict] = [], earlier: str = "") -> list[str]:  # noqa: B006
    rows, then = (rated(cells, FACTORS, list(ROLES)) for cells in (now, before))
    return factor_sentences(rated_factors(rows, standings(rows, FACTORS), list(ROLES), then), EN, ROLES, earlier)


def test_the_lowest_and_highest_factor_are_named_with_the_role_that_puts_them_there():
    now = [
        factor(1, "employer", "4,5,5"),
        factor(1, "government", "4,4,2"),
        factor(2, "employer", "1,2,4"),
        factor(3, "employer", "3,3,3"),
        factor(3, "education", silent=1),
        factor(1, "participant", dont_know=2),
    ]
    # balances: 1 by government (2 - 1) / 3, 2 by employers (1 - 2) / 3, 3 by employers 0
    before = [factor(2, "employer", "4,4,4"), factor(1, "employer", "5,5,4")]
    assert said_of_factors(now, before, "Meting 1") == [
        "Lowest stands “Employers' demand” (Employers: 2 of 3 gave 1 or 2, 1 gave 4 or 5)."
        " Highest stands “Shared problem” (Government: 2 of 3 gave 4 or 5, 1 gave 1 or 2).",
        "Rated by: Employers and Government. Did not know: Participants. Asked, no rating: Education."
        " Not asked: Project lead and Unions.",
        "Since Meting 1: 1 rating of a role is lower.",
    ]


def test_of_few_people_no_factor_is_weak_and_it_is_said_where_a_low_rating_was_given():
    now = [
        factor(1, "employer", "2,4"),
        factor(2, "employer", "1"),
        factor(2, "participant", "2"),
        factor(3, "employer", "5"),
    ]
    first, _who = said_of_factors(now)
    assert first == (
        "A 1 or a 2 was given to 2 factors, by most roles to “Employers' demand”: Employers and Participants."
        " No role gave a factor three ratings (5 ratings in all), so none stands as weak or strong."
    )
    assert said_of_factors([factor(1, "employer", "5")])[0].endswith("Nobody gave a 1 or a 2.")


def test_equal_factors_and_none_rated_are_said():
    alike = [factor(number, "employer", "4,4,4") for number in FACTORS]
    assert said_of_factors(alike)[0] == "No factor stands out: all stand equal."
    assert said_of_factors([factor(1, "employer", silent=2)]) == [
        "No factor was rated yet: everyone who was asked left it open or did not know.",
        "Asked, no rating: Employers. Not asked: Government, Education, Project lead, Participants and Unions.",
    ]


def cell(role: str, block: str, **counts: int) -> dict:
    return {"role": role, "block": block} | dict.fromkeys(COUNTS, 0) | counts


TABLE_ROWS = ["employer", "government", "education"]
HEARD = {"asked": 1, "answered": 1, "notes": 2}
CELLS = [
    cell("employer", "costs", **HEARD),
    cell("employer", "partners", **HEARD),
    cell("government", "costs", asked=1),
    cell("participant", "costs", **HEARD),
    cell("project_lead", "costs", asked=1, no_opinion=1),
]
POINTS = [
    point("a", "Leren kost geld", "contested", "financing", n1="supports", n2="supports")
    | {"perspectives": ["employer"]},
    point("b", "Iedereen wint", "agreed", "value", n2="supports") | {"perspectives": TABLE_ROWS},
    point("c", "Zo gaat het", "draft", "how", n3="contradicts") | {"perspectives": []},
]
NOTES = by_id(note("n1", "x", "employer", "B1"), note("n2", "y", "participant", "D1"), note("n3", "z", "participant"))


def test_a_table_says_how_far_its_points_are_shared_and_what_waits_for_one():
    findings = tabled(POINTS, hearing(CELLS, TABLE_ROWS), TABLE_ROWS)
    # 3 roles x 4 questions; employers have a point on financing, so 11 are open: heard are their notes on "how"
    # (partners); government was asked on financing and silent, the other nine were asked nothing
    assert table_sentences(findings, EN) == [
        "3 points: 1 shared by all, 1 about the partnership and 1 by one perspective alone;"
        " 1 is contested and 1 is still a draft.",
        "Without a point: 11 of 12 places, of which 1 heard and waiting for one, 1 asked and silent and 9 not asked.",
    ]
    assert table_sentences(tabled([], hearing([], TABLE_ROWS), TABLE_ROWS), EN) == [
        "No point was written yet.",
        "Nobody with a row was asked yet: hold interviews with them first.",
    ]


def test_a_role_without_a_row_says_why_and_where_its_points_go():
    standings_by_role = {row.role: row for row in standings_of_roles(POINTS, NOTES, CELLS, list(ROLES), TABLE_ROWS)}
    # employers have points in their row; unions were never asked, and nothing of them goes anywhere
    assert list(standings_by_role) == ["government", "education", "project_lead", "participant"]
    participants = standings_by_role["participant"]
    assert participants == RoleStanding("participant", False, "heard", 2, {SHARED: 1, "employer": 1}, 0)
    assert role_lines(participants, EN, ROLES) == [
        "No row: those whom the partnership is for are heard beside its partners.",
        "Heard in 2 notes; they support 1 point in the shared row and 1 point in the row of Employers.",
    ]
    assert role_lines(standings_by_role["project_lead"], EN, ROLES) == [
        "No row: speaks for the partnership as a whole.",
        "Asked, and had no opinion, so no point can rest on it.",
    ]
    assert role_lines(standings_by_role["government"], EN, ROLES) == ["Asked, and silent, so no point can rest on it."]
    assert role_lines(standings_by_role["education"], EN, ROLES) == ["Not asked, so no point can rest on it."]


def test_a_role_of_the_study_s_own_and_points_that_name_a_role_without_a_row():
    cells = [cell("unions", "costs", **HEARD)]
    named = [point("a", "Zo") | {"perspectives": ["unions"]}]
    (unions,) = [row for row in standings_of_roles(named, {}, cells, list(ROLES), TABLE_ROWS) if row.role == "unions"]
    assert role_lines(unions, EN, ROLES) == [
        "No row: the study gave this role of its own none.",
        "Heard in 2 notes, no point rests on them yet.",
        "1 point names it as a perspective: it stands in the shared row where no other does.",
    ]


def said_of_heat(finding) -> str:
    return heat_sentence(finding, EN, ROLES, str.upper)


def test_a_heatmap_says_where_most_stands_and_where_nothing():
    places = {
        (row, ""): empty_cell() | {"notes": n, "heard": ["employer"] * min(n, 2)} for row, n in (("a", 7), ("b", 2))
    }
    assert said_of_heat(heated("notes", "", ["a", "b"], places, 3)) == "Most was noted on A: 7. Least on B: 2."
    assert said_of_heat(heated("notes", "", ["a", "b", "c"], places, 3)) == "Most was noted on A: 7. Nothing on C."
    six = [*"abcdef"]
    assert said_of_heat(heated("roles", "", six, places, 3)) == (
        "Most roles were heard on A: 2. Nothing on 4 of the 6 rows."
    )
    assert said_of_heat(heated("notes", "", ["a"], {}, 0)) == "Nothing stands in this table yet: hold interviews first."


def test_middle_ratings_are_of_one_role_with_their_number_and_moment_and_none_below_three():
    def rated_cell(*counts: int) -> dict:
        return empty_cell() | {"rated": {"employer": counts}}

    places = {
        ("a", "NT · Meting 1"): rated_cell(0, 0, 0, 2, 2),
        ("b", "NT · Meting 2"): rated_cell(3, 0, 0, 0, 0),
        ("c", "NT · Meting 2"): rated_cell(0, 2, 0, 0, 0),
    }
    assert said_of_heat(heated("median", "employer", ["a", "b", "c"], places, 1)) == (
        "Employers: highest on A (NT · Meting 1), 4.5 (n 4), and lowest on B (NT · Meting 2), 1 (n 3)."
    )
    few = {("c", ""): rated_cell(0, 2, 0, 0, 0)}
    assert said_of_heat(heated("median", "employer", ["c"], few, 1)) == (
        "Employers: nowhere three ratings, so you see their number alone. Ask more people to rate."
    )


def test_a_gap_is_said_by_how_many_rows_and_partnerships_have_one():
    gaps = {"a": GapCount(1, 4), "b": GapCount(3, 4), "c": GapCount(0, 2)}
    assert said_of_heat(heated_gaps(["a", "b", "c", "d"], gaps, 5)) == (
        "Of 3 rows that can be compared, roles lie 1 or more apart on 2; most often on B: in 3 of 4 partnerships."
    )
    assert said_of_heat(heated_gaps(["c"], gaps, 5)) == (
        "Of 1 row that can be compared, roles lie 1 or more apart on none."
    )
    assert said_of_heat(heated_gaps(["d"], gaps, 5)).startswith("Nothing can be compared")
