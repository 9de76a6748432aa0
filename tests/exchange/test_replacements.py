"""The list of replacements as a file: it opens in a spreadsheet, runs nothing there, and leads back."""

from __future__ import annotations

import csv
import io

from canvas.capture.pseudonyms import Place, Replacement
from canvas.exchange.replacements import as_csv


def rows(*replacements: Replacement) -> list[dict]:
    return list(csv.DictReader(io.StringIO(as_csv(replacements).decode("utf-8-sig"), newline="")))


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
    (row, other) = rows(Replacement(telling, "+1", "listed", ()), Replacement("José, ‘t\nHof", "@x", "name", ()))
    assert (row["replaced"], row["by"]) == ("'" + telling, "'+1")
    assert (other["replaced"], other["by"]) == ("José, ‘t\nHof", "'@x")
    assert as_csv([]).startswith(b"\xef\xbb\xbf")
