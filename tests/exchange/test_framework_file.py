"""The framework matrix as a workbook, read back: its words are text, and each summary leads to its notes."""

from __future__ import annotations

import io

import pytest
from openpyxl import load_workbook

from canvas.capture import answers as capture
from canvas.errors import UserError
from canvas.exchange import workbook
from canvas.exchange.framework_file import framework_book
from canvas.store import moments
from canvas.store.matrix import matrix_summaries
from canvas.store.themes import themes
from tests import build


def read(begun: build.Begun, axis: str = "block", names: dict | None = None, language: str = "en") -> dict:
    """The sheets by name, each a list of rows; and that no cell is a formula."""
    with begun.study.reading() as connection:
        rows = moments.moments(connection)
    names = names or {"costs": "Costs", "revenues": "Revenues"}
    made = framework_book(begun.study, rows, axis, names, language)
    book = load_workbook(io.BytesIO(made))
    assert "f" not in {cell.data_type for sheet in book for row in sheet.iter_rows() for cell in row}
    return {sheet.title: [[cell or "" for cell in row] for row in sheet.iter_rows(values_only=True)] for sheet in book}


def put(begun: build.Begun, *where, **more) -> None:
    with begun.study.writing(begun.user) as writer:
        matrix_summaries.save(writer, begun.partnership, begun.wave, *where, **more)


def test_the_matrix_the_summaries_and_the_notes_behind_are_three_sheets(begun):
    held, (one, _two) = build.answered(begun, "lesgeld\nreiskosten")
    put(begun, "block", "costs", "=1+1 is duur", note_ids=[one["id"]])
    sheets = read(begun)
    assert list(sheets) == ["Matrix", "Summaries", "Notes"]
    assert sheets["Matrix"] == [
        ["Partnership", "Code", "Moment", "Costs", "Revenues"],
        ["Nieuwe Techniek", "NT", "Meting 1", "=1+1 is duur", ""],
        ["Nieuwe Techniek", "NT", "Meting 2", "", ""],
    ]
    (head, summary) = sheets["Summaries"]
    assert head[3:6] + head[7:] == ["Block", "Summary", "Written by", "Notes", "Needs another look"]
    assert summary[:6] + summary[7:] == [
        "Nieuwe Techniek",
        "NT",
        "Meting 1",
        "Costs",
        "=1+1 is duur",
        "onderzoeker-1",
        1,
        "",
    ]
    (head, note) = sheets["Notes"]
    assert head[4:9] == [
        "Role",
        "Respondent",
        "Block of the note",
        "Question in the interview",
        "Note",
    ]
    assert note == [
        "Nieuwe Techniek",
        "NT",
        "Meting 1",
        "Costs",
        "Employers",
        "NT-B1",
        "Costs",
        "What does it cost your company in hours and money to train someone on the job?",
        "lesgeld",
        "Note",
        "Interview",
        "",
    ]
    capture.save(begun.study, begun.user, held, "costs.main", "lesgeld en boeken\nreiskosten")
    sheets = read(begun)
    assert (sheets["Summaries"][1][-1], sheets["Notes"][1][-1]) == ("yes", "yes")
    capture.save(begun.study, begun.user, held, "costs.main", "reiskosten")
    sheets = read(begun)
    assert (sheets["Summaries"][1][-1], sheets["Notes"][1][-1]) == ("yes", "taken away meanwhile")


def test_a_matrix_of_themes_in_dutch_says_so(begun):
    _, (one,) = build.answered(begun, "lesgeld")
    with begun.study.writing(begun.user) as writer:
        theme = themes.add(writer, "@Geld")
        other = themes.add(writer, "Elders")
    put(begun, "theme", theme, "duur", note_ids=[one["id"]])
    put(begun, "theme", other, "niet gevraagd")
    sheets = read(begun, "theme", {theme: "@Geld"}, "nl")
    assert [row[-1] for row in sheets["Matrix"]] == ["@Geld", "duur", ""]
    assert len(sheets["Samenvattingen"]) == 2


def test_an_empty_matrix_is_a_workbook_too(begun):
    sheets = read(begun)
    assert (len(sheets["Matrix"]), len(sheets["Summaries"]), len(sheets["Notes"])) == (3, 1, 1)


def test_a_summary_too_long_for_a_cell_is_refused_in_words(begun):
    put(begun, "block", "costs", "x" * (workbook.CELL + 1))
    with pytest.raises(UserError, match="longer than one cell"):
        read(begun)


def test_sheets_get_names_that_a_workbook_can_have():
    assert workbook.sheet_name("a/b: [c]*" + "x" * 40) == "a b   c  xxxxxxxxxxxxxxxxxxxxxx"
    assert workbook.sheet_name("Rule", ["rule"]) == "Rule 2"
    assert workbook.sheet_name("''") == "PPS"
