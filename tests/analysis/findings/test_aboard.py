"""Who is aboard, worked out by hand from partners, voices and cells of two or three moments."""

from __future__ import annotations

from canvas.analysis.findings.aboard import Hearing, aboard
from canvas.store.database.schema import COUNTS

ROLES = ["employer", "government", "education", "participant"]
TABLE_ROLES = ["employer", "government", "education"]
FIRST = {"wave_id": "w1", "label": "Meting 1", "to_date": "2025-06-30"}
SECOND = {"wave_id": "w2", "label": "Meting 2", "to_date": "2026-06-30"}


def partner(name: str, joined: str | None = "2024-01-01", left: str | None = None) -> dict:
    return {"id": name, "organisation": name, "role": "employer", "joined": joined, "left": left}


def voice(code: str, wave: str, partner_id: str | None = None, role: str = "employer", heard: bool = True) -> dict:
    return {
        "respondent_id": code,
        "code": code,
        "role": role,
        "partner_id": partner_id,
        "wave_id": wave,
        "heard": heard,
    }


def cell(role: str, wave: str, **counts: int) -> dict:
    return {"wave_id": wave, "role": role, "block": "costs"} | dict.fromkeys(COUNTS, 0) | counts


def hearing(
    *, moments: tuple = (FIRST, SECOND), partners: tuple = (), voices: tuple = (), cells: tuple = ()
) -> Hearing:
    return Hearing(moments, partners, voices, cells, ROLES, TABLE_ROLES)


def rules(read: Hearing) -> dict[str, list[str]]:
    """By rule, which organisation or role each of its findings names."""
    named: dict[str, list[str]] = {}
    for finding in aboard(read):
        name = finding.names.get("organisation") or finding.names.get("role") or ""
        named.setdefault(finding.rule, []).append(str(name))
    return named


def test_a_partner_that_left_since_the_moment_before_stands_apart_from_one_that_left_earlier():
    partners = (
        partner("Left before", left="2025-06-30"),
        partner("Left since", left="2025-11-01"),
        partner("Leaves later", left="2026-07-01"),
    )
    voices = tuple(voice(f"B{n}", "w2", row["id"]) for n, row in enumerate(partners))
    named = rules(hearing(partners=partners, voices=voices))
    assert named["partner_left"] == ["Left since"]
    assert named["partner_left_earlier"] == ["Left before"]
    assert "partner_not_heard" not in named


def test_of_the_first_moment_nobody_can_have_left_before_it():
    partners = (partner("Gone", left="2025-02-01"),)
    assert rules(hearing(moments=(FIRST,), partners=partners))["partner_left"] == ["Gone"]


def test_a_partner_is_heard_not_heard_again_or_never_heard():
    partners = (
        partner("Now"),
        partner("Then"),
        partner("Never"),
        partner("Asked, silent"),
        partner("Joins later", "2027-01-01"),
    )
    voices = (
        voice("B1", "w2", "Now"),
        voice("B2", "w1", "Then"),
        voice("B3", "w2", "Asked, silent", heard=False),
    )
    named = rules(hearing(partners=partners, voices=voices))
    assert named["partner_not_heard_again"] == ["Then"]
    assert named["partner_not_heard"] == ["Never", "Asked, silent"]
    assert "Joins later" not in str(named)


def test_who_joined_since_the_moment_before_is_said_also_where_it_was_not_heard_yet():
    partners = (partner("New", joined="2025-09-01"), partner("Old"), partner("Undated", joined=None))
    named = rules(hearing(partners=partners, voices=(voice("B1", "w2", "Old"), voice("B2", "w2", "Undated"))))
    assert named["partner_joined"] == ["New"]
    assert named["partner_not_heard"] == ["New"]


def test_a_role_heard_before_and_not_now_is_a_finding_of_its_own_also_one_outside_the_table():
    cells = (
        cell("employer", "w1", asked=1, answered=1),
        cell("employer", "w2", asked=1, answered=1),
        cell("government", "w1", asked=1, answered=1),
        cell("government", "w2", asked=2, no_opinion=2),
        cell("participant", "w1", asked=1, answered=1),
        cell("education", "w2", asked=1),
    )
    voices = (
        voice("O1", "w1", role="government"),
        voice("D1", "w1", role="participant"),
        voice("D2", "w1", role="participant"),
    )
    read = hearing(cells=cells, voices=voices)
    named = rules(read)
    assert named["role_not_heard_again"] == ["government", "participant"]
    assert named["role_silent"] == ["education"]
    again = {finding.names["role"]: finding for finding in aboard(read) if finding.rule == "role_not_heard_again"}
    assert (again["government"].n, again["government"].names["state"]) == (1, "no_opinion")
    assert (again["participant"].n, again["participant"].names["state"]) == (2, "not_asked")
    assert again["participant"].basis.respondents == ("D1", "D2")


def test_a_role_of_the_table_that_was_never_asked_is_said_and_another_role_is_not():
    named = rules(hearing(cells=(cell("employer", "w2", asked=1, answered=1),)))
    assert named["role_not_asked"] == ["government", "education"]


def test_the_first_sentence_counts_those_who_are_not_aboard_and_people_are_counted_once():
    partners = (partner("Left", left="2025-11-01"), partner("Never"), partner("Here"))
    cells = tuple(cell(role, "w2", asked=1, answered=1) for role in TABLE_ROLES)
    voices = (voice("B1", "w2", "Here"), voice("B1", "w1", "Here"), voice("O1", "w2", role="government"))
    first, *rest = aboard(hearing(partners=partners, cells=cells, voices=voices))
    assert first.rule == "not_everyone"
    assert (first.figure, first.n) == (2, 2)
    assert (first.names["partner_left"], first.names["partner_not_heard"], first.names["role_silent"]) == (1, 1, 0)
    (heard,) = [finding for finding in rest if finding.rule == "heard"]
    assert (heard.names["people"], heard.names["roles"]) == (2, 2)


def test_who_is_aboard_is_named_once_with_how_many_of_their_people_were_heard():
    # A left, B was heard at the moment before alone, C leaves later; D's second person was asked and silent
    partners = (partner("A", left="2025-11-01"), partner("B"), partner("C", left="2027-01-01"), partner("D"))
    voices = (
        voice("B1", "w2", "A"),
        voice("B2", "w1", "B"),
        voice("B3", "w2", "C"),
        voice("B4", "w2", "C"),
        voice("B5", "w2", "D"),
        voice("B6", "w2", "D", heard=False),
    )
    (here,) = [row for row in aboard(hearing(partners=partners, voices=voices)) if row.rule == "partners_heard"]
    assert here.names["organisations"] == ("C", "D")
    assert (here.figure, here.n) == (2, 3)
    assert here.basis.respondents == ("B3", "B4", "B5")
    assert "partners_heard" not in rules(hearing(partners=partners))


def test_everyone_is_aboard_where_nobody_left_or_is_missing():
    cells = tuple(cell(role, "w2", asked=1, answered=1) for role in TABLE_ROLES)
    findings = aboard(hearing(partners=(partner("Here"),), cells=cells, voices=(voice("B1", "w2", "Here"),)))
    assert [finding.rule for finding in findings] == ["everyone", "partners_heard", "heard"]


def test_a_partnership_with_nothing_says_who_was_never_asked_and_claims_nothing_else():
    named = rules(hearing(moments=(FIRST,)))
    assert named == {"role_not_asked": TABLE_ROLES, "heard": [""]}
