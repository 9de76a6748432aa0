"""What is filtered as a file: every row, its themes and attributes, and nothing a spreadsheet would run."""

from __future__ import annotations

import csv
import io

import openpyxl

from canvas.exchange.grid_file import filtered
from canvas.store import attributes, themes
from canvas.store.grid import Order, Sieve
from tests.build import begin, said


def test_a_file_holds_what_fits_with_themes_and_attributes_and_disarms_every_cell_and_head(study, monkeypatch):
    begun = begin(study)
    _talk, made = said(begun, "=1+1\n-2 uur\ngewoon")
    with study.writing(begun.user) as writer:
        theme = themes.add(writer, "@Geld; uren")
        themes.give(writer, theme, [made[0]["id"]])
        size = attributes.add(writer, "partnership", "Omvang", "number")
        same = attributes.add(writer, "respondent", "omvang", "number")
        harm = attributes.add(writer, "respondent", "=kop", "text")
        block = attributes.add(writer, "respondent", "block", "text")
        attributes.put(writer, "partnership", begun.partnership, size, "12,5")
        attributes.put(writer, "respondent", begun.employer, same, "3")
        attributes.put(writer, "respondent", begun.employer, harm, "+31")
        attributes.put(writer, "respondent", begun.employer, block, "B")
    monkeypatch.setattr("canvas.store.grid.PART", 2)  # read in parts, and still whole
    text = filtered(study, "notes", Sieve(), Order("text"), ".csv").decode("utf-8-sig")
    table = list(csv.DictReader(io.StringIO(text)))
    assert [row["text"] for row in table] == ["'-2 uur", "'=1+1", "gewoon"]
    assert table[1]["themes"] == "'@Geld; uren"
    assert (table[1]["partnership: Omvang"], table[1]["respondent: omvang"]) == ("12.5", "3")
    assert table[1]["'=kop"] == "'+31"
    assert (table[1]["block"], table[1]["respondent: block"]) == ("costs", "B")
    sheet = openpyxl.load_workbook(io.BytesIO(filtered(study, "notes", Sieve(words="uur"), Order(), ".xlsx"))).active
    head, row = list(sheet.iter_rows())
    assert {cell.data_type for cell in head} == {"s"}
    shown = {name.value: cell for name, cell in zip(head, row, strict=True)}
    assert (shown["text"].value, shown["text"].data_type) == ("-2 uur", "s")
    assert (shown["partnership: Omvang"].value, shown["partnership: Omvang"].data_type) == (12.5, "n")
    assert (shown["=kop"].value, shown["=kop"].data_type) == ("+31", "s")


def test_answers_go_out_with_state_rating_and_how_many_notes_they_gave(study):
    begun = begin(study)
    said(begun, "een\ntwee")
    (row,) = csv.DictReader(io.StringIO(filtered(study, "answers", Sieve(), Order(), ".csv").decode("utf-8-sig")))
    assert (row["text"], row["state"], row["notes"], row["rating"]) == ("een\ntwee", "answered", "2", "")
