"""What partners give and get: amounts as they were typed, in the unit of their kind, and who said so."""

from __future__ import annotations

import pytest

from canvas.errors import UserError
from canvas.store import contributions, partnerships
from canvas.store.check.check import check
from tests import build


def write(begun: build.Begun, function, *values, **more):
    with begun.study.writing(begun.user) as writer:
        return function(writer, *values, **more)


def a_partner(begun: build.Begun, name: str = "De Zon", role: str = "employer") -> str:
    return write(begun, partnerships.add_partner, begun.partnership, name, role)


def listed(begun: build.Begun, **more) -> list[dict]:
    return build.read(begun, contributions.of_partnerships, [begun.partnership], **more)


def test_a_contribution_says_how_much_of_what_who_said_it_and_on_which_note_it_rests(begun):
    _, (note,) = build.answered(begun, "Wij begeleiden vier uur per week")
    partner = a_partner(begun)
    more = {"note_id": note["id"], "respondent_id": begun.employer}
    write(begun, contributions.add, partner, "gives", "hours", "begeleiden", "1 250,5", True, **more)
    write(begun, contributions.add, partner, "gets", "knowledge", "hoe je opleidt")
    gives, gets = listed(begun)
    assert (gives["organisation"], gives["role"], gives["amount"], gives["per_year"]) == (
        "De Zon",
        "employer",
        "1250.5",
        True,
    )
    assert (gives["note"], gives["code"], gets["amount"], gets["code"]) == (
        "Wij begeleiden vier uur per week",
        "NT-B1",
        None,
        None,
    )
    assert check(begun.study)["faults"] == []


@pytest.mark.parametrize(
    ("kind", "text", "amount", "what"),
    [
        ("hours", "begeleiden", "veel", "not a number"),
        ("hours", "begeleiden", "-4", "below zero"),
        ("hours", "begeleiden", "1.500", "two ways"),
        ("network", "kent de wethouder", "3", "no amount"),
        ("euros", " ", "10", "empty"),
    ],
)
def test_an_amount_that_cannot_be_is_refused(begun, kind, text, amount, what):
    partner = a_partner(begun)
    with pytest.raises(UserError, match=what):
        write(begun, contributions.add, partner, "gives", kind, text, amount)
    assert listed(begun) == []


def test_what_is_of_another_partnership_is_refused(begun):
    elsewhere = write(begun, partnerships.add, "Elders", "EL", "", None)
    partner = write(begun, partnerships.add_partner, elsewhere, "De Maan")
    with pytest.raises(UserError, match="another partnership"):
        write(begun, contributions.add, partner, "gives", "hours", "les", respondent_id=begun.employer)
    made = write(begun, contributions.add, a_partner(begun), "gives", "hours", "les")
    with pytest.raises(UserError, match="another partnership"):
        write(begun, contributions.change, made, partner, "gives", "hours", "les")


def test_every_version_is_there_and_one_that_was_taken_away_comes_back(begun):
    partner = a_partner(begun)
    made = write(begun, contributions.add, partner, "gives", "hours", "begeleiden", "200")
    write(begun, contributions.change, made, partner, "gives", "hours", "begeleiden", "250")
    write(begun, contributions.change, made, partner, "gives", "hours", "begeleiden", "250")
    write(begun, contributions.retire, made)
    assert listed(begun) == []
    assert [row["id"] for row in listed(begun, retired=True)] == [made]
    write(begun, contributions.retire, made, False)
    stored = [(row["number"], row["how"], row["amount"]) for row in build.read(begun, contributions.versions, made)]
    assert stored == [(4, "put_back", "250"), (3, "retired", "250"), (2, "changed", "250"), (1, "made", "200")]
    assert check(begun.study)["faults"] == []


def test_over_the_study_rows_partners_and_partnerships_are_counted_by_role_and_kind(begun):
    sun, moon = a_partner(begun), a_partner(begun, "De Maan")
    town = a_partner(begun, "De Stad", "government")
    for partner, amount in ((sun, "10"), (sun, "20"), (moon, "")):
        write(begun, contributions.add, partner, "gives", "hours", "les", amount)
    write(begun, contributions.add, town, "gives", "euros", "subsidie", "5000", True)
    rows = [
        (row["role"], row["direction"], row["kind"], row["per_year"], row["rows"], row["partners"], row["partnerships"])
        for row in build.read(begun, contributions.totals)
    ]
    assert rows == [
        ("employer", "gives", "hours", False, 3, 2, 1),
        ("government", "gives", "euros", True, 1, 1, 1),
    ]
