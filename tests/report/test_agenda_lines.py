"""Lines of an agenda that were edited keep what they rest on; worked out by hand."""

from __future__ import annotations

from canvas import method
from canvas.analysis.findings.finding import Basis, Finding
from canvas.report.agenda import AGENDA_RULE, AgendaBasis, AgendaItem, agenda_items, agenda_paper, item_about
from canvas.report.state_paper import state_paper
from canvas.speech import Speech

ROLES = method.roles(())
NAMES = {"question": "financing", "reason": "", "supporting": "", "contradicting": ""}


def disputed(point: str, text: str) -> Finding:
    return Finding("contested", "point_contested", 100, NAMES | {"text": text}, basis=Basis(points=(point,)))


BASIS = AgendaBasis(
    [], [disputed("p", "De werkgevers betalen de lessen zelf"), disputed("q", "De gemeente beslist alleen")]
)


def keys(text: str, language: str = "nl") -> list[tuple[str, str]]:
    return [(item.kind, item.key) for item in agenda_items(text, BASIS, Speech(language), ROLES)]


def test_a_line_with_other_words_in_it_keeps_its_point_and_one_of_ones_own_has_none():
    text = "De gemeente beslist niet alleen\nRondvraag\nBetalen de werkgevers de lessen zelf?"
    # of 4 and 5 words 4 in common; of 6 and 6 words five in the same order
    assert keys(text) == [("point", "q"), ("own", ""), ("point", "p")]
    assert [item.text for item in agenda_items(text, BASIS, Speech("nl"), ROLES)] == text.splitlines()


def test_a_line_as_proposed_goes_before_one_like_it_and_a_point_stands_once():
    assert keys("De gemeente beslist niet alleen\nDe gemeente beslist alleen") == [("own", ""), ("point", "q")]


def test_an_agreement_finds_the_item_of_ones_own_it_was_made_on_after_an_edit():
    items = [AgendaItem("own", "Rondvraag en sluiting"), AgendaItem("point", "Rondvraag", key="p")]
    assert item_about("Rondvraag en de sluiting", items) == items[0]
    assert item_about("Begroting", items) is None
    assert item_about("Rondvraag", []) is None


MOMENT = {"name": "Net", "label": "Meting 2", "code": "NT", "from_date": None, "to_date": None, "fictional": False}


def agreed(text: str, **about: object) -> dict:
    unsaid = {"id": "x", "point_id": None, "difference_rule": "", "difference_about": "", "organisation": None}
    return unsaid | {"due": None, "text": text} | about


def test_what_was_decided_stands_on_paper_where_room_would_be_to_write_it():
    items = [
        AgendaItem("point", "Lessen", key="p"),
        AgendaItem("agreement", "Overleg", key="a"),
        AgendaItem("own", "Rond"),
    ]
    agreements = [
        agreed("De stad  betaalt", point_id="p", organisation="Gemeente", due="2027-01-15"),
        agreed("Overleg", id="a"),  # what is to be talked about itself
        agreed("Klaar", difference_rule=AGENDA_RULE, difference_about="Rond"),
    ]
    (part,) = agenda_paper(MOMENT, items, [], Speech("nl"), ROLES, agreements).parts
    decided = [("Besloten: De stad betaalt (Gemeente, vóór 15-01-2027)",), (), ("Besloten: Klaar",)]
    assert [entry.decided for entry in part.entries] == decided


def test_paper_says_under_a_summary_who_wrote_it_and_on_which_day_and_nothing_under_none():
    # 23:30 in London is the next day in the Netherlands
    summary = {"text": "Het loopt.", "by": "evaluator-1", "changed_at": "2026-11-29T23:30:00+00:00"}
    made = state_paper(MOMENT, [], Speech("nl"), ROLES, summary)
    assert (made.lead, made.signed) == (("Het loopt.",), "Geschreven door evaluator-1, 30-11-2026.")
    assert state_paper(MOMENT, [], Speech("nl"), ROLES, summary | {"text": " "}).signed == ""
