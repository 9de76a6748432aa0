"""Lines of an agenda that were edited keep what they rest on; worked out by hand."""

from __future__ import annotations

from canvas import method
from canvas.analysis.findings.finding import Basis, Finding
from canvas.report.agenda import AgendaBasis, AgendaItem, agenda_items, item_about
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
