"""The list of replacements as a file: it opens in a spreadsheet, runs nothing there, and leads back."""

from __future__ import annotations

import csv
import io

from canvas.capture.pseudonyms import Place, Replacement
from canvas.capture.terms import KINDS, LABELS
from canvas.exchange.replacements import as_csv


def rows(*replacements: Replacement) -> list[dict]:
    return list(csv.DictReader(io.StringIO(as_csv(replacements, "").decode(), newline="")))


def test_each_way_of_writing_has_a_row_with_its_places_counted_from_one():
    listed = rows(
        Replacement("Karin", "[persoon 1]", "name", (Place(0, 4, 15), Place(2, 0, 11))),
        Replacement("Karin Testers", "Interviewer", "speaker", ()),
    )
    assert listed == [
        {"replaced": "Karin", "by": "[persoon 1]", "kind": "name", "places": "1:5 3:1"},
        {"replaced": "Karin Testers", "by": "Interviewer", "kind": "speaker", "places": ""},
    ]


def test_what_a_spreadsheet_would_run_is_disarmed_and_accents_are_read_right():
    telling = '=HYPERLINK("http://example.org")'
    listed = [Replacement(telling, "+1", "listed", ()), Replacement("José, ‘t\nHof", "@x", "name", ())]
    (row, other) = csv.DictReader(io.StringIO(as_csv(listed, "en").decode("utf-8-sig"), newline=""))
    assert (row["Replaced"], row["Replaced by"]) == ("'" + telling, "'+1")
    assert (other["Replaced"], other["Replaced by"]) == ("José, ‘t\nHof", "'@x")


def test_in_dutch_it_says_what_each_was_and_where_in_words():
    listed = [
        Replacement("Karin", "[persoon 1]", "name", (Place(0, 4, 15), Place(2, 0, 11))),
        Replacement("1-2-1970", "[geboortedatum 1]", "birth", ()),
    ]
    assert as_csv(listed, "nl").decode("utf-8-sig") == (
        "Vervangen;Vervangen door;Soort;Plaatsen\r\n"
        'Karin;[persoon 1];Naam;"beurt 1, teken 5; beurt 3, teken 1"\r\n'
        "1-2-1970;[geboortedatum 1];Geboortedatum;\r\n"
    )


def test_every_kind_of_term_has_a_name():
    assert LABELS.keys() == KINDS.keys()
