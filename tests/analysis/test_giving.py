"""Giving and taking: the balance, what it comes to, gaps and contradictions, by hand and against a recount."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from itertools import count

from hypothesis import given
from hypothesis import strategies as some

from canvas.analysis.giving import (
    GAPS,
    KINDS,
    Span,
    balances,
    contradictions,
    gaps,
    givings,
    totals,
)
from canvas.report import giving_words
from canvas.speech import Speech

SUN, MOON, TOWN, SCHOOL = "sun", "moon", "town", "school"
NAMES = {SUN: "De Zon", MOON: "De Maan", TOWN: "De Stad", SCHOOL: "De School"}
PARTNERS = [{"id": key, "organisation": name, "left": None} for key, name in NAMES.items()]
_number = count()


def says(partner: str, direction: str, other: str | None, kind: str, text: str, amount: str | None = None, **more):
    """A statement of which the partner is the account, unless `speaks_for` says whose respondent said it."""
    row = {"id": f"s{next(_number)}", "partner_id": partner, "direction": direction, "other_partner_id": other}
    row |= {"kind": kind, "text": text, "amount": amount, "per_year": False, "note_id": "n1"}
    row |= {"respondent_id": "someone" if "speaks_for" in more else None, "speaks_for": None}
    return row | more


def rules(remarks) -> list[tuple[str, str]]:
    return [(remark.rule, remark.partner["id"] if remark.partner else remark.giving.text) for remark in remarks]


def test_what_two_say_of_the_same_is_one_thing_and_is_not_added_up():
    # De Zon says 200 hours; somebody of De School says 250 of the same: between 200 and 250, not 450
    (thing,) = givings(
        [
            says(SUN, "gives", SCHOOL, "hours", "Begeleiden", "200"),
            says(SUN, "gives", SCHOOL, "hours", "begeleiden", "250", speaks_for=SCHOOL),
        ]
    )
    assert (thing.giver, thing.receiver, thing.text) == (SUN, SCHOOL, "Begeleiden")
    assert thing.span == Span(Decimal(200), Decimal(250), False)
    assert thing.differs == "sides_differ"
    (total,) = totals([thing])
    assert (total.kind, total.givings, total.without, total.givers) == ("hours", 1, 0, 1)
    assert total.spans == (Span(Decimal(200), Decimal(250), False),)


def test_an_amount_per_participant_is_not_added_up_and_an_account_of_nothing_is_no_giving():
    # 40 hours for each of twelve participants, beside 100 in all: 100, and one per participant; not 140
    things = givings(
        [
            says(SUN, "gives", None, "hours", "begeleiding per deelnemer", "40"),
            says(SUN, "gives", None, "hours", "gastlessen", "100"),
            says(MOON, "gives", None, "hours", "begeleiding van elke leerling", "0"),
            says(TOWN, "gives", None, "euros", "vergoeding, per leerling", "1000"),
        ]
    )
    hours, euros = totals(things)
    assert hours.spans == (Span(Decimal(100), Decimal(100), False),)
    assert (hours.per_person, hours.without, hours.givers) == (1, 0, 1)  # De Maan says 0
    assert (euros.spans, euros.per_person, euros.without) == ((), 1, 0)
    assert giving_words.amounts(things[0], Speech("nl")) == "40 uur per deelnemer"
    assert giving_words.total(hours, Speech("nl")) == "100 uur (1 per deelnemer, niet opgeteld)"
    assert giving_words.total(euros, Speech("en")) == "euros (1 per participant, not added up)"
    assert giving_words.together([hours, euros], Speech("en")) == "100 hours; euros; 2 per participant, not added up"


def test_giver_and_receiver_who_each_name_one_thing_of_a_kind_speak_of_the_same():
    alike = [
        says(SUN, "gives", SCHOOL, "hours", "begeleiding op de werkvloer", "200"),
        says(SCHOOL, "gets", SUN, "hours", "uren van vaklui", "200"),
    ]
    (thing,) = givings(alike[::-1])  # the words of the giver come first, in whatever order they are read
    assert thing.text == "begeleiding op de werkvloer"
    assert thing.receiver_names_it
    assert thing.differs == ""
    two_things = [*alike, says(SUN, "gives", SCHOOL, "hours", "gastlessen", "12")]
    assert len(givings(two_things)) == 3  # which of both the receiver means is not known
    other_kind = [alike[0], says(SCHOOL, "gets", SUN, "euros", "uren van vaklui", "200")]
    assert len(givings(other_kind)) == 2


def test_each_year_and_once_are_two_units_and_a_thing_that_is_said_to_be_both_is_in_no_total():
    things = givings(
        [
            says(TOWN, "gives", None, "euros", "subsidie", "45000"),
            says(TOWN, "gives", None, "euros", "bijdrage", "20000", per_year=True),
            says(SUN, "gives", None, "euros", "bijdrage", "2500.50", per_year=True),
            says(MOON, "gives", None, "euros", "bijdrage", "1000", per_year=True),
            says(MOON, "gives", None, "euros", "bijdrage", "1000"),
            says(MOON, "gives", None, "network", "kent de wethouder"),
        ]
    )
    euros, network = totals(things)
    # 45,000 once; 20,000 + 2,500.50 each year; De Maan's is in neither
    assert euros.spans == (
        Span(Decimal(45000), Decimal(45000), False),
        Span(Decimal("22500.5"), Decimal("22500.5"), True),
    )
    assert (euros.givings, euros.without, euros.givers) == (4, 1, 3)
    assert (network.kind, network.givings, network.without, network.spans) == ("network", 1, 1, ())
    assert rules(contradictions(things)) == [("amounts_differ", "bijdrage")]


def test_hours_euros_and_what_is_in_kind_are_never_added_to_each_other():
    things = givings([says(SUN, "gives", None, kind, "iets", "10") for kind in ("euros", "in_kind", "hours")])
    assert [(row.kind, row.spans[0].high) for row in totals(things)] == [
        ("hours", Decimal(10)),
        ("euros", Decimal(10)),
        ("in_kind", Decimal(10)),
    ]


def test_the_balance_of_a_partner_is_what_it_gives_and_what_it_gets_whoever_says_so():
    things = givings(
        [
            says(SUN, "gives", SCHOOL, "hours", "begeleiden", "200"),
            says(SUN, "gets", TOWN, "candidates", "kandidaten", "4"),
            says(SUN, "gets", None, "knowledge", "hoe je opleidt"),
        ]
    )
    of = {balance.partner["id"]: balance for balance in balances(PARTNERS, things)}
    assert [thing.text for thing in of[SUN].gives] == ["begeleiden"]
    assert [thing.text for thing in of[SUN].gets] == ["kandidaten", "hoe je opleidt"]
    assert [thing.text for thing in of[TOWN].gives] == ["kandidaten"]
    assert [thing.text for thing in of[SCHOOL].gets] == ["begeleiden"]
    assert (of[MOON].gives, of[MOON].gets) == ((), ())


def test_gaps_name_partners_of_which_something_lacks_and_givings_that_rest_on_little():
    things = givings(
        [
            says(SUN, "gives", SCHOOL, "hours", "begeleiden", "200"),  # De School does not say so
            says(SUN, "gives", SCHOOL, "euros", "lesgeld", "900", speaks_for=SCHOOL),  # De School does
            says(TOWN, "gives", None, "euros", "subsidie", None, note_id=None),
            says(TOWN, "gives", None, "network", "kent de minister", None),  # has no unit
        ]
    )
    assert rules(gaps(balances(PARTNERS, things), things)) == [
        ("nothing_known", MOON),
        ("gets_nothing", SUN),
        ("gets_nothing", TOWN),
        ("gives_nothing", SCHOOL),
        ("receiver_silent", "begeleiden"),
        ("no_note", "subsidie"),
        ("no_amount", "subsidie"),
    ]


def test_a_partner_that_left_is_no_gap():
    partners = [PARTNERS[0] | {"left": "2025-11-01"}]
    assert gaps(balances(partners, []), []) == []


def test_who_speaks_for_no_partner_is_neither_side():
    # the project lead, of no partner, says that De School gets 200 hours: De School itself says nothing of it
    things = givings([says(SCHOOL, "gets", SUN, "hours", "begeleiden", "200", speaks_for=None)])
    assert ("receiver_silent", "begeleiden") in rules(gaps([], things))


def test_the_same_amount_written_otherwise_is_no_contradiction():
    things = givings(
        [says(SUN, "gives", None, "euros", "geld", "100"), says(SUN, "gives", None, "euros", "geld", "100.0")]
    )
    assert contradictions(things) == []


AMOUNTS = some.none() | some.decimals(0, 10**9, places=2).map(str)
STATEMENTS = some.lists(
    some.builds(
        says,
        some.sampled_from([SUN, MOON]),
        some.sampled_from(["gives", "gets"]),
        some.sampled_from([TOWN, SCHOOL, None]),
        some.sampled_from(KINDS),
        some.sampled_from(["een", "twee", "drie"]),
        AMOUNTS,
        per_year=some.booleans(),
        note_id=some.sampled_from(["n1", None]),
    ),
    max_size=25,
)


@given(STATEMENTS)
def test_totals_and_balances_are_those_of_a_recount(rows):
    things = givings(rows)
    assert sorted(row["id"] for thing in things for row in thing.statements) == sorted(row["id"] for row in rows)
    for row in rows:
        (thing,) = [thing for thing in things if row in thing.statements]
        ends = (row["partner_id"], row["other_partner_id"])
        assert (thing.giver, thing.receiver) == (ends if row["direction"] == "gives" else ends[::-1])
        assert thing.kind == row["kind"]
    for total in totals(things):
        of_kind = [thing for thing in things if thing.kind == total.kind]
        counted: dict[bool, list[Fraction]] = {}
        for thing in of_kind:
            years = {row["per_year"] for row in thing.statements if row["amount"] is not None}
            amounts = [Fraction(row["amount"]) for row in thing.statements if row["amount"] is not None]
            if len(years) == 1:
                low, high = counted.setdefault(years.pop(), [Fraction(), Fraction()])
                counted[thing.span.per_year] = [low + min(amounts), high + max(amounts)]
        assert {span.per_year: [Fraction(span.low), Fraction(span.high)] for span in total.spans} == counted
        assert total.givings == len(of_kind)
    of_partners = balances(PARTNERS, things)
    assert sum(len(row.gives) for row in of_partners) == sum(thing.giver is not None for thing in things)
    assert sum(len(row.gets) for row in of_partners) == sum(thing.receiver is not None for thing in things)
    assert {remark.rule for remark in gaps(of_partners, things)} <= set(GAPS)
