"""What two moments come to beside each other, worked out by hand from points, ratings, partners and voices."""

from __future__ import annotations

import pytest

from canvas import method
from canvas.analysis.findings.aboard import Hearing
from canvas.analysis.findings.between_moments import PARTS, Points, TwoMoments, between_moments
from canvas.report import between_moments_words, finding_words
from canvas.speech import Speech
from tests.analysis.findings.test_aboard import FIRST, SECOND, cell, partner, voice
from tests.analysis.findings.test_points_and_risks import point

ROLES = ["employer", "government", "education", "participant"]
THIRD = {"wave_id": "w3", "label": "Meting 3", "to_date": "2027-06-30"}


def rated(wave: str, role: str, values: str, of: str = "costs") -> dict:
    signs = [int(sign) for sign in values.split(",")]
    counts = {f"rated_{value}": signs.count(value) for value in range(1, 6)}
    return {"wave_id": wave, "role": role, "block": of, "factor": of} | counts


def compared(
    *,
    moments: tuple = (FIRST, SECOND),
    partners: tuple = (),
    voices: tuple = (),
    cells: tuple = (),
    before: tuple = (),
    after: tuple = (),
    blocks: tuple = (),
    factors: tuple = (),
    since: dict | None = None,
) -> TwoMoments:
    hearing = Hearing(moments, partners, voices, cells, ROLES, (), since=since or moments[-2])
    return between_moments(hearing, Points(before, after), {"block": blocks, "factor": factors})


def rules(changes: TwoMoments, part: str) -> list[tuple[str, object]]:
    names = ("text", "organisation", "role")
    return [(row.rule, next(row.names[name] for name in names if row.names.get(name))) for row in changes.parts[part]]


def test_every_point_that_changed_is_a_row_of_its_own_the_contested_ones_first():
    before = (
        point("a1", "De opleiding is te lang", "agreed"),
        point("b1", "Iedereen betaalt mee"),
        point("c1", "Niets verandert"),
        point("d1", "De school levert de begeleiders"),
    )
    after = (
        point("a2", "De opleiding is te lang", "contested", n="supports"),
        point("c2", "Niets verandert"),
        point("d2", "De school levert de begeleiders niet meer"),
        point("e2", "Heel iets anders", "contested"),
    )
    changes = compared(before=before, after=after)
    assert rules(changes, "points") == [
        ("became_contested", "De opleiding is te lang"),
        ("point_reworded", "De school levert de begeleiders niet meer"),
        ("point_new", "Heel iets anders"),
        ("point_gone", "Iedereen betaalt mee"),
    ]
    first = changes.first[0]
    assert (first.rule, first.figure) == ("changes", 4)
    assert (first.names["points_before"], first.names["points_after"]) == (4, 4)
    assert changes.parts["points"][0].names["was"] == "agreed"


def test_other_perspectives_are_a_change_that_says_who_came_and_went():
    before = (point("a1", "Leren kost geld") | {"perspectives": ["employer", "education"]},)
    after = (point("a2", "Leren kost geld") | {"perspectives": ["employer", "government"]},)
    (row,) = compared(before=before, after=after).parts["points"]
    assert (row.rule, row.names["gained"], row.names["lost"]) == ("point_carried", ["government"], ["education"])
    words = finding_words.sentence(row, Speech("en"), method.roles([]))
    assert words == "“Leren kost geld”: now also Government, no longer Education."


def test_ratings_say_by_how_much_and_of_few_only_where_all_now_lie_beyond_all_then():
    blocks = (
        rated("w1", "employer", "4,4,5"),  # median 4
        rated("w2", "employer", "2,3,3,3"),  # median 3: 1 lower
        rated("w1", "government", "2,3"),  # two people: no median
        rated("w2", "government", "4,5"),  # the nearest are 3 and 4: at least 1 higher
        rated("w1", "education", "2,4"),
        rated("w2", "education", "4,5"),  # 4 was given then too: no difference to tell
        rated("w1", "participant", "3"),
    )
    factors = (rated("w1", "employer", "5", 3), rated("w2", "employer", "2", 3))
    changes = compared(blocks=blocks, factors=factors)
    roles = method.roles([])
    assert [finding_words.sentence(row, Speech("en"), roles) for row in changes.parts["ratings"]] == [
        "Employers on Costs: 1 lower, now 3, was 4 (n 4, was 3).",
        "Employers on Joint agenda: at least 3 lower, few voices, now 2, was 5 (n 1, was 1).",
        "Government on Costs: at least 1 higher, few voices, now 4, 5, was 2, 3 (n 2, was 2).",
    ]
    assert changes.first[0].names["compared"] == 4  # three roles on costs and one on the factor rated both times
    assert [row.names["role"] for row in changes.of_block("costs")] == ["employer", "government"]


def test_partners_and_roles_that_came_or_went_are_rows_and_those_that_never_were_heard_are_none():
    partners = (
        partner("Left since", left="2025-11-01"),
        partner("Left before", left="2025-01-01"),
        partner("Joined since", joined="2025-09-01"),
        partner("Never heard"),
        partner("Fell silent"),
        partner("Heard now"),
    )
    voices = (
        voice("B1", "w1", "Fell silent"),
        voice("O1", "w1", role="government"),
        voice("B2", "w2", "Heard now"),
        voice("S1", "w2", role="education"),
    )
    cells = (
        cell("employer", "w1", asked=1, answered=1),
        cell("employer", "w2", asked=1, answered=1),
        cell("government", "w1", asked=1, answered=1),
        cell("education", "w2", asked=1, answered=1),
    )
    changes = compared(partners=partners, voices=voices, cells=cells)
    assert rules(changes, "partners") == [
        ("partner_left", "Left since"),
        ("partner_not_heard_again", "Fell silent"),
        ("partner_joined", "Joined since"),
        ("partner_heard_now", "Heard now"),
    ]
    assert rules(changes, "roles") == [("role_not_heard_again", "government"), ("role_heard_now", "education")]
    people = changes.first[1]
    assert (people.names["before"], people.names["after"], people.names["both"]) == (2, 2, 0)
    assert people.names["roles"] == ("employer",)


def test_moments_that_are_not_neighbours_are_compared_with_each_other_and_not_with_what_lies_between():
    partners = (partner("Joined between", joined="2025-09-01"), partner("Joined last", joined="2026-09-01"))
    cells = (cell("government", "w2", asked=1, answered=1), cell("employer", "w3", asked=1, answered=1))
    voices = (voice("O1", "w2", role="government"), voice("B1", "w3"))
    moments = (FIRST, SECOND, THIRD)
    over_all = compared(moments=moments, partners=partners, voices=voices, cells=cells, since=FIRST)
    assert rules(over_all, "partners") == [("partner_joined", "Joined between"), ("partner_joined", "Joined last")]
    last = compared(moments=moments, partners=partners, voices=voices, cells=cells, since=SECOND)
    assert rules(last, "partners") == [("partner_joined", "Joined last")]
    # heard in between, so it is said at which moment it was heard last
    (silent,) = [row for row in over_all.parts["roles"] if row.rule == "role_not_heard_again"]
    assert silent.names["last_heard"] == "Meting 2"


def test_a_moment_without_days_has_nobody_join_since():
    undated = FIRST | {"to_date": None, "from_date": None}
    assert not compared(moments=(undated, SECOND), partners=(partner("Old"),)).parts["partners"]


def test_the_first_sentences_count_what_changed_say_who_was_heard_and_what_is_missing():
    voices = (voice("B1", "w1"), voice("B1", "w2"), voice("B2", "w2"))
    changes = compared(
        partners=(partner("Left", left="2025-11-01"),),
        voices=voices,
        after=(point("a", "Een", "contested"), point("b", "Twee")),
    )
    assert between_moments_words.sentences(*changes.first, Speech("en")) == [
        "From Meting 1 to Meting 2: 1 partner left and 2 points are new (1 contested).",
        "Heard at Meting 1: 1 person, at Meting 2: 2 people; 1 of them both times."
        " That is few people: read what they said.",
        "There are no points of Meting 1: write them in Perspectives, then they are compared."
        " No role rated the same at both moments: ask for the same ratings again, or plan a factor scan.",
    ]


def test_nothing_at_all_says_so_and_what_to_do():
    changes = compared()
    assert {part: rows for part, rows in changes.parts.items() if rows} == {}
    lines = between_moments_words.sentences(*changes.first, Speech("en"))
    assert lines[0] == "From Meting 1 to Meting 2 nothing changed in points, ratings, partners or roles."
    assert lines[1].startswith("Nobody was interviewed at either moment")
    assert "There are no points of Meting 1 and Meting 2" in lines[2]


@pytest.mark.parametrize("language", method.LANGUAGES)
def test_every_rule_of_every_part_is_worded_and_every_part_has_a_title(language):
    assert set(PARTS) == set(between_moments_words.PARTS)
    for of_part in PARTS.values():
        assert all(Speech(language)._(finding_words.RULES[rule]) for rule in of_part)
