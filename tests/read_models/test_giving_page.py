"""What the screen of giving and taking is given: the demo's, worked out by hand, and what a lead does not see of it."""

from __future__ import annotations

from decimal import Decimal

from canvas.analysis.giving import Span
from canvas.read_models.giving_page import NOTES_OFFERED, GivingPage, contribution_choices, giving_notes, giving_page
from canvas.report import giving_words
from canvas.speech import Speech
from canvas.store import contributions, moments, open_study, partnerships, study_settings
from canvas.store.limited.limited_study import as_seen_by
from tests import build
from tests.access import small_study

EN, NL = Speech("en"), Speech("nl")


def of_demo(demo_file, at: int = 2) -> GivingPage:
    study = open_study(str(demo_file))
    with study.reading() as connection:
        moment = moments.find_by_name(connection, "FV")[at - 1]
        model = giving_page(connection, moment["partnership_id"], moment["wave_id"])
    study.close()
    return model


def test_what_the_partners_of_the_demo_give_comes_to(demo_file):
    # data/demo/fictief.toml, without the 960 hours of the service that left. Hours 640 + 400 + 800; euros
    # 45,000 once (2 x 1,000 per participant are not added); each year 20,000 + 2,500 and of the
    # smallest company 1,000 or 2,500; in kind
    # 6,300 + 15,000 + 30,000 once and 30,000 each year
    model = of_demo(demo_file)
    spans = {row.kind: [(span.low, span.high, span.per_year) for span in row.spans] for row in model.totals}
    assert spans == {
        "hours": [(1840, 1840, False)],
        "euros": [(45000, 45000, False), (23500, 25000, True)],
        "in_kind": [(51300, 51300, False), (30000, 30000, True)],
        "candidates": [(12, 12, False)],
        "knowledge": [],
        "network": [],
    }
    assert (model.givers, len(model.being("aboard"))) == (7, 8)  # of the electricians nothing is written down
    (gone,) = model.being("left")
    assert gone.partner["organisation"] == "Warmtepompservice Winterkraan"
    assert gone.gives_totals[0].spans == (Span(Decimal(960), Decimal(960), False),)
    assert giving_words.total(model.totals[1], EN) == (
        "45,000 euros and 23,500 to 25,000 euros a year (2 per participant, not added up)"
    )
    assert giving_words.total(model.totals[1], NL).startswith("45.000 euro en 23.500 tot 25.000 euro per jaar (2 per")


def test_one_partner_has_its_own_things_alone(demo_file):
    model = of_demo(demo_file)
    of_service = next(row["id"] for row in model.partners if row["organisation"] == "Warmtepompservice Winterkraan")
    narrowed = model.of_partner(of_service)
    # it gives hours and in kind, and gets candidates and knowledge (data/demo/fictief.toml)
    assert {(giving.kind, giving.giver == of_service) for giving in narrowed.givings} == {
        ("hours", True),
        ("in_kind", True),
        ("candidates", False),
        ("knowledge", False),
    }
    assert [balance.partner["id"] for balance in narrowed.balances] == [of_service]
    assert [total.kind for total in narrowed.totals] == ["hours", "in_kind"]
    about = {remark.giving.giver for remark in narrowed.lacks if remark.giving}
    about |= {remark.giving.receiver for remark in narrowed.lacks if remark.giving}
    assert all(remark.giving for remark in narrowed.lacks)  # it left, so nothing is said to lack of itself
    assert of_service in about or not narrowed.lacks
    assert len(narrowed.lacks) < len(model.lacks)


def test_at_the_first_moment_who_left_since_is_aboard_and_who_joined_since_is_not(demo_file):
    # it ends on 2025-06-30: the service left on 2025-11-01, two partners joined on 2025-09-01 and 2026-01-01
    model = of_demo(demo_file, 1)
    assert (model.givers, len(model.being("aboard")), model.being("left")) == (7, 7, [])
    assert {balance.partner["organisation"] for balance in model.being("later")} == {
        "Woonstichting De Driekamer",
        "Elektrobedrijf De Losse Stekker",
    }
    assert (model.totals[0].kind, model.totals[0].spans[0].low) == ("hours", 2800)
    assert model.label == "Meting 1"


def test_the_demo_has_a_contradiction_and_gaps_that_are_named(demo_file):
    model = of_demo(demo_file)
    (contradiction,) = [giving_words.sentence(remark, model.names, EN) for remark in model.contradicts]
    assert contradiction == (
        "Accounts differ: “vaste bijdrage aan de stichting” from Klimaattechniek De Kleine Ketel to the partnership is "
        "1,000 euros a year (FV-B3) and 2,500 euros a year (FV-B1)."
    )
    sentences = [giving_words.sentence(remark, model.names, EN) for remark in model.lacks]
    assert sentences[0] == "Elektrobedrijf De Losse Stekker: nothing is written down of what it gives or gets."
    rules = [remark.rule for remark in model.lacks]
    assert rules[:3] == ["nothing_known", "gets_nothing", "receiver_silent"]
    assert set(rules[3:]) == {"no_amount"}


def test_every_contribution_of_the_demo_rests_on_a_note_that_opens(demo_file):
    study = open_study(str(demo_file))
    with study.reading() as connection:
        model = giving_page(connection, moments.find_by_name(connection, "FV")[0]["partnership_id"])
        for giving in model.givings:
            rows = giving_notes(connection, giving.statements)
            assert {row["id"] for row in rows} == {row["note_id"] for row in giving.statements}
    study.close()


def test_two_accounts_of_the_same_stand_together_in_other_words(demo_file):
    model = of_demo(demo_file)
    (giving,) = [giving for giving in model.givings if giving.text == "leermeestervergoeding per deelnemer"][:1]
    assert giving_words.said_by(giving.statements, EN) == "FV-O1, FV-B1"
    assert giving.span == Span(Decimal(1000), Decimal(1000), False)


def a_study(begun):
    """An official alone says a thing, and so do the employers, of whom three were heard."""
    small = small_study.make(begun)
    with begun.study.writing(begun.user) as writer:
        town = partnerships.add_partner(writer, begun.partnership, "De Stad", "government")
        sun = partnerships.add_partner(writer, begun.partnership, "De Zon", "employer")
        contributions.add(writer, town, "gives", "euros", "geheim geld", "123", note_id=small.note)
        contributions.add(writer, town, "gives", "hours", "ook geheim", "4", respondent_id=begun.government)
        contributions.add(writer, sun, "gives", "hours", "begeleiden", "200", respondent_id=begun.employer)
    return small


def test_a_lead_sees_no_contribution_of_few_people_and_how_many_are_held_back(begun):
    small = a_study(begun)
    lead = as_seen_by(begun.study, {"kind": "lead"})
    with lead.reading() as connection:
        model = giving_page(connection, begun.partnership)
        offered = contribution_choices(connection, begun.partnership)
    assert [giving.text for giving in model.givings] == ["begeleiden"]
    assert model.held_back == 3  # that of `small_study` too
    assert model.lacks == []  # what lacks may be held back
    assert "geheim" not in repr(model)
    assert offered.respondents is None
    assert small.note not in {row["id"] for row in offered.notes}
    researcher = build.read(begun, giving_page, begun.partnership)
    assert (len(researcher.givings), researcher.held_back) == (4, 0)
    with begun.study.writing(small.evaluator) as writer:
        study_settings.put_small_numbers(writer, "all", 3)
    with lead.reading() as connection:
        assert giving_page(connection, begun.partnership) == build.read(begun, giving_page, begun.partnership)


def test_a_partnership_without_anything_is_an_empty_page(begun):
    model = build.read(begun, giving_page, begun.partnership)
    assert (model.givings, model.totals, model.balances, model.lacks, model.held_back) == ([], [], [], [], 0)


def test_of_many_notes_those_that_hold_the_words_are_offered_and_the_one_that_was_chosen(begun):
    lines = [f"Notitie {number} over geld" for number in range(NOTES_OFFERED)]
    _, rows = build.answered(begun, "\n".join([*lines, "De zon schijnt"]))
    few = build.read(begun, contribution_choices, begun.partnership, "schijnt", rows[0]["id"])
    assert few.more
    assert [row["text"] for row in few.notes] == ["De zon schijnt", "Notitie 0 over geld"]
