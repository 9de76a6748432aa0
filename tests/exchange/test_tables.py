"""Exports of notes and answers, read back by the programs they are for."""

from __future__ import annotations

import csv
import json
import os
import zipfile
from pathlib import Path

import pytest
from openpyxl import load_workbook

from canvas.capture import answers as capture
from canvas.capture.document_loader import load_document
from canvas.errors import UserError
from canvas.exchange import raw_rows, tables, workbook
from tests import build

NOTE_COLUMNS = [
    "note_id",
    "partnership",
    "wave",
    "role",
    "respondent",
    "block",
    "question",
    "kind",
    "origin",
    "text",
    "answer_id",
    "answered_at",
]
ANSWER_COLUMNS = ["partnership", "wave", "role", "respondent", "block", "question", "text", "state", "rating"]

FORMULAS = ["=1+1", "+31 6", "-5 %", "@noor", "\tx", '=HYPERLINK("http://x")', "\n=1", "＝1＋1", "＠noor"]


@pytest.fixture
def answered_study(begun: build.Begun) -> build.Begun:
    """Two interviews (a group, and a government that passes a question over) and a document."""
    group = build.interview(begun, begun.employer, begun.employer_too, question_keys=("costs.main", "solution.main"))
    capture.save(begun.study, begun.user, group, "costs.main", "lesgeld, “boeken”\n=1+1")
    capture.rate(begun.study, begun.user, group, "solution.main", None, dont_know=True)
    alone = build.interview(begun, begun.government, question_keys=("costs.main", "solution.main", "revenues.main"))
    capture.pass_over(begun.study, begun.user, alone, "costs.main", "no_opinion")
    capture.rate(begun.study, begun.user, alone, "solution.main", 4)
    with begun.study.writing(begun.user) as writer:
        section = {
            "title": "Geld",
            "passage": [{"text": "Fonds.", "note": [{"key": "a", "block": "funding", "text": "Fonds"}]}],
        }
        load_document(writer, {"title": "V", "kind": "report", "source": "-"}, [section], None, None)
    return begun


def read(path: Path) -> list[list]:
    """Header and rows as another program sees them; an empty cell is ''."""
    if path.suffix == ".csv":
        with path.open(encoding="utf-8-sig", newline="") as file:
            return list(csv.reader(file))
    if path.suffix == ".jsonl":
        rows = [json.loads(line) for line in path.read_text("utf-8").splitlines()]
        return [list(rows[0]), *[[str(value) for value in row.values()] for row in rows]]
    sheet = load_workbook(path).active
    return [["" if cell is None else str(cell) for cell in row] for row in sheet.iter_rows(values_only=True)]


def written(begun: build.Begun, what: str, path: Path) -> list[list]:
    tables.write(raw_rows.whole_table(begun.study, what, None), path)
    assert [code for code in path.parent.iterdir() if code.name.startswith(".pps-")] == []
    return read(path)


@pytest.mark.parametrize("ending", [".csv", ".jsonl", ".xlsx", ".XLSX"])
def test_notes_read_back_with_where_they_came_from(answered_study, tmp_path, ending):
    (tmp_path / "out").mkdir()
    path = tmp_path / "out" / f"notes{ending}"
    tables.write(raw_rows.whole_table(answered_study.study, "notes", None), path)
    header, *rows = read(path if ending != ".XLSX" else path.rename(path.with_suffix(".xlsx")))
    assert header == NOTE_COLUMNS
    begin = [
        "Nieuwe Techniek",
        "Meting 1",
        "employer",
        "NT-B1 NT-B2",
        "costs",
        "costs.main",
        "plain",
        "answer",
    ]
    assert [row[1:10] for row in rows] == [
        [*begin, "lesgeld, “boeken”"],
        [*begin, "=1+1"],
        ["", "", "", "", "funding", "", "plain", "passage", "Fonds"],
    ]
    answer = build.answer(answered_study, _group(answered_study))
    assert [row[10:] for row in rows] == [[answer["id"], answer["answered_at"]]] * 2 + [["", ""]]
    assert len({row[0] for row in rows}) == 3


def _group(begun: build.Begun) -> str:
    from canvas.store import interviews

    with begun.study.reading() as connection:
        return interviews.of_moment(connection, begun.partnership, begun.wave)[0]["id"]


@pytest.mark.parametrize("ending", [".csv", ".jsonl", ".xlsx"])
def test_answers_read_back_with_state_and_rating(answered_study, tmp_path, ending):
    header, *rows = written(answered_study, "answers", tmp_path / f"answers{ending}")
    assert header == ANSWER_COLUMNS
    group = ["Nieuwe Techniek", "Meting 1", "employer", "NT-B1 NT-B2"]
    alone = ["Nieuwe Techniek", "Meting 1", "government", "NT-G1"]
    assert sorted(rows) == sorted(
        [
            [*group, "costs", "costs.main", "lesgeld, “boeken”\n=1+1", "answered", ""],
            [*group, "solution", "solution.main", "", "answered", "dont_know"],
            [*alone, "costs", "costs.main", "", "no_opinion", ""],
            [*alone, "solution", "solution.main", "", "answered", "4"],
            [*alone, "revenues", "revenues.main", "", "open", ""],
        ]
    )


def lines(*texts: str, language: str = "nl") -> tables.Table:
    return tables.Table(["text"], [[text] for text in texts], language)


def test_in_csv_what_a_spreadsheet_would_run_is_disarmed_and_nothing_else(tmp_path):
    tables.write(lines(*FORMULAS, "5-3", "a=b", "", "'x"), tmp_path / "a.csv")
    _, *rows = read(tmp_path / "a.csv")
    assert [row[0] if row else "" for row in rows] == ["'" + text for text in FORMULAS] + [
        "5-3",
        "a=b",
        "",
        "'x",
    ]


def test_in_raw_csv_every_text_is_as_it_was(tmp_path):
    texts = [*FORMULAS, 'a "b", c;d', "regel 1\nregel 2", "é 🎓"]
    tables.write(lines(*texts, language=""), tmp_path / "a.csv")
    assert [row[0] for row in read(tmp_path / "a.csv")[1:]] == texts


def test_in_a_workbook_every_text_is_text(tmp_path):
    texts = [*FORMULAS, "#N/A", "12", "TRUE", "2026-01-01", "een\nnieuwe regel", "a\x0bb"]
    tables.write(lines(*texts), tmp_path / "a.xlsx")
    cells = [row[0] for row in load_workbook(tmp_path / "a.xlsx").active.iter_rows(min_row=2)]
    assert [cell.value for cell in cells] == [*texts[:-1], "a\nb"]  # a line break of Word cannot stand in XML
    assert {cell.data_type for cell in cells} == {"s"}


def test_a_workbook_holds_the_letters_that_were_typed_and_nothing_that_breaks_it(tmp_path):
    tables.write(lines("_x0041_ a_x0041_b _x41_", "a\ufffeb\uffffc\x1fd"), tmp_path / "a.xlsx")
    with zipfile.ZipFile(tmp_path / "a.xlsx") as book:
        text = "".join(book.read(name).decode() for name in book.namelist() if name.endswith(".xml"))
    assert "_x005F_x0041_ a_x005F_x0041_b _x41_" in text  # as ECMA-376 writes `_x0041_` where it is no letter A
    assert ">abcd<" in text


def test_a_rating_is_a_number_in_a_workbook(tmp_path):
    tables.write(tables.Table(["rating"], [[4]]), tmp_path / "a.xlsx")
    assert load_workbook(tmp_path / "a.xlsx").active["A2"].value == 4


def test_an_export_of_nothing_has_its_header(begun, tmp_path):
    assert written(begun, "notes", tmp_path / "a.csv") == [NOTE_COLUMNS]
    assert written(begun, "answers", tmp_path / "a.xlsx") == [ANSWER_COLUMNS]


def refused(rows: tables.Table, path: Path) -> str:
    before = {file: file.read_bytes() for file in path.parent.iterdir()} if path.parent.exists() else {}
    with pytest.raises(UserError) as caught:
        tables.write(rows, path)
    assert all(caught.value.parts())
    assert path.name in caught.value.parts()[0]
    now = {file: file.read_bytes() for file in path.parent.iterdir()} if path.parent.exists() else {}
    assert now == before
    return caught.value.message()


def test_a_folder_that_does_not_exist_is_said_and_not_made(tmp_path):
    with pytest.raises(UserError) as caught:
        tables.write(lines("a"), tmp_path / "weg" / "a.csv")
    assert caught.value.parts()[:2] == (str(tmp_path / "weg"), "this folder is not there.")
    assert not (tmp_path / "weg").exists()


@pytest.mark.parametrize("name", ["a.ods", "a", "a.csv.bak", "csv"])
def test_an_ending_that_is_not_known_is_refused_with_those_that_are(tmp_path, name):
    assert ".csv, .jsonl or .xlsx" in refused(lines("a"), tmp_path / name)


def test_a_text_too_long_for_a_workbook_is_refused_and_the_old_file_stays(tmp_path):
    path = tmp_path / "a.xlsx"
    tables.write(lines("oud"), path)
    assert ".csv" in refused(lines("x" * 32_768), path)  # 32,767 characters is what Excel says a cell can hold
    tables.write(lines("x" * 32_767), path)
    assert len(load_workbook(path).active["A2"].value) == 32_767
    tables.write(lines("x" * 100_000), path.with_suffix(".csv"))
    assert len(read(path.with_suffix(".csv"))[1][0]) == 100_000


def test_a_sheet_that_would_be_too_long_is_refused(tmp_path, monkeypatch):
    monkeypatch.setattr(workbook, "SHEET", 3)
    tables.write(lines("a", "b"), tmp_path / "a.xlsx")
    assert "more rows" in refused(lines("a", "b", "c"), tmp_path / "a.xlsx")


@pytest.mark.parametrize("ending", [".csv", ".jsonl", ".xlsx"])
def test_a_disk_that_fills_up_leaves_the_old_file_and_nothing_beside_it(tmp_path, monkeypatch, ending):
    path = tmp_path / f"a{ending}"
    tables.write(lines("oud"), path)

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "replace", full)
    assert "the disk is full" in refused(lines("nieuw"), path)


@pytest.mark.skipif(os.name != "posix", reason="Windows has no such modes")
def test_an_export_is_for_its_owner_alone_also_in_the_place_of_another(tmp_path):
    (tmp_path / "a.csv").write_text("old")
    (tmp_path / "a.csv").chmod(0o644)
    for name in ("a.csv", "b.csv"):
        tables.write(lines("a"), tmp_path / name)
        assert (tmp_path / name).stat().st_mode & 0o777 == 0o600
