"""Which partner is the largest of its role, worked out by hand from what partners give."""

from __future__ import annotations

from itertools import count

from canvas.analysis.findings.aboard import Hearing, aboard
from canvas.analysis.findings.largest import largest
from canvas.analysis.giving import givings
from canvas.report import finding_words
from canvas.speech import Speech

SUN, MOON, STAR, TOWN = (
    {"id": name, "organisation": name, "role": role, "joined": "2024-01-01", "left": left}
    for name, role, left in (
        ("De Zon", "employer", "2025-11-01"),
        ("De Maan", "employer", None),
        ("De Ster", "employer", None),
        ("De Stad", "government", None),
    )
)
PARTNERS = [SUN, MOON, STAR, TOWN]
_number = count()


def gives(partner: dict, kind: str, amount: str | None, text: str = "iets", **more) -> dict:
    at = next(_number)
    row = {"id": f"s{at}", "partner_id": partner["id"], "direction": "gives", "other_partner_id": None, "kind": kind}
    row |= {"amount": amount, "text": text, "per_year": False, "note_id": f"n{at}", "respondent_id": None}
    return row | {"speaks_for": None} | more


def ahead(*statements: dict) -> list[tuple[str, str, str]]:
    return [
        (part.kind, str(part.span.low), str(part.next_span.high))
        for part in largest(SUN, PARTNERS, givings(statements))
    ]


def test_it_is_the_one_that_gives_most_of_its_role_and_only_what_both_give_is_compared():
    # 960 hours beside 640; De Stad gives more and has another role; of the euros of De Maan De Zon gives none
    assert ahead(
        gives(SUN, "hours", "960"),
        gives(MOON, "hours", "640"),
        gives(STAR, "hours", None),
        gives(TOWN, "hours", "5000"),
        gives(MOON, "euros", "2500"),
    ) == [("hours", "960", "640")]


def test_what_a_partner_gives_of_a_kind_is_added_up_before_it_is_compared():
    two = (gives(SUN, "hours", "500", "begeleiden"), gives(SUN, "hours", "200", "gastlessen"))
    assert ahead(*two, gives(MOON, "hours", "640")) == [("hours", "700", "640")]


def test_who_gives_less_or_as_much_in_one_kind_is_not_the_largest():
    more_hours = (gives(SUN, "hours", "960"), gives(MOON, "hours", "640"))
    assert ahead(*more_hours, gives(SUN, "euros", "100"), gives(MOON, "euros", "100")) == []
    assert ahead(*more_hours, gives(SUN, "euros", "100"), gives(STAR, "euros", "99")) == [
        ("hours", "960", "640"),
        ("euros", "100", "99"),
    ]


def test_where_accounts_differ_its_lowest_stands_beside_the_highest_of_others():
    differing = (gives(SUN, "hours", "960"), gives(SUN, "hours", "600"))
    assert ahead(*differing, gives(MOON, "hours", "640")) == []
    assert ahead(*differing, gives(MOON, "hours", "590")) == [("hours", "600", "590")]


def test_each_year_and_once_are_not_compared():
    assert ahead(gives(SUN, "euros", "5000", per_year=True), gives(MOON, "euros", "100")) == []


def test_with_no_amounts_or_none_beside_it_nobody_is_the_largest():
    assert ahead() == []
    assert ahead(gives(SUN, "hours", "960")) == []
    assert ahead(gives(SUN, "hours", None), gives(MOON, "hours", "1")) == []


def sentence(*statements: dict) -> tuple[str, tuple[str, ...], float]:
    now = {"wave_id": "w2", "label": "Meting 2", "to_date": "2026-06-30"}
    before = {"wave_id": "w1", "label": "Meting 1", "to_date": "2025-06-30"}
    hearing = Hearing([before, now], PARTNERS, [], [], ["employer"], ["employer"], givings(statements))
    (left,) = [finding for finding in aboard(hearing) if finding.rule == "partner_left"]
    assert left.key == "partner_left/De Zon"  # the same whether or not amounts are known: a choice on it stays
    return finding_words.sentence(left, Speech("en"), {}), left.basis.notes, left.weight


def test_the_sentence_says_by_what_it_was_the_largest_and_rests_on_the_notes_of_both():
    statements = [gives(SUN, "hours", "960"), gives(MOON, "hours", "640"), gives(STAR, "hours", "10")]
    words, notes, weight = sentence(*statements)
    assert words == (
        "De Zon, the largest company by what it gave (960 hours, the next 640 hours), left on 1 Nov 2025, and was "
        "never heard."
    )
    assert notes == (statements[0]["note_id"], statements[1]["note_id"])
    assert weight == 95
    # the drawer has the contributions that hold both figures, not that of the third company
    (part,) = largest(SUN, PARTNERS, givings(statements))
    assert [row["amount"] for giving in part.givings for row in giving.statements] == ["960", "640"]


def test_without_amounts_it_says_who_left_alone():
    assert sentence() == ("De Zon left on 1 Nov 2025, and was never heard.", (), 90)
