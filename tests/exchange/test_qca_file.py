"""What programs for QCA are given: names they can read, zeros and ones by the rule, and the rule itself."""

from __future__ import annotations

import csv
import io

from openpyxl import load_workbook

from canvas.analysis.qca import Rule, table
from canvas.exchange.qca_file import case_names, table_book, table_csv
from canvas.speech import Speech
from tests.analysis.test_qca import CELLS, A, B, C

MOMENTS = [
    {"name": name, "code": code, "label": "Meting 1", "position": 1}
    for name, code in (("Alfa", "NT"), ("Bèta", "S-P"), ("Gamma", "=C"))
]
THEMES = {"trust": "Vertrouwen & rust", "money": "=Géld"}
ROWS = table(CELLS, [A, B, C], list(THEMES), Rule("notes", 3), {A, B})


def read(figure: str) -> list[list[str]]:
    return list(csv.reader(io.StringIO(table_csv(ROWS, MOMENTS, THEMES, figure).decode("ascii"))))


def test_cases_stand_in_rows_as_zeros_and_ones():
    assert read("value") == [["CASE", "VERTROUWEN_RUST", "GELD"], ["NT", "1", "0"], ["S_P", "0", "1"]]


def test_the_same_as_counts():
    assert read("notes")[1:] == [["NT", "6", "1"], ["S_P", "2", "5"]]
    assert read("roles")[1:] == [["NT", "2", "1"], ["S_P", "1", "0"]]


def test_a_partnership_with_several_moments_is_several_cases():
    later = MOMENTS[0] | {"position": 2}
    assert case_names([MOMENTS[0], later, MOMENTS[1]]) == ["NT_1", "NT_2", "S_P"]


def test_the_workbook_says_the_rule_and_what_the_names_stand_for():
    made = table_book(ROWS, MOMENTS, THEMES, "notes", ["At least 3 notes"], Speech("en"))
    book = load_workbook(io.BytesIO(made))
    sheets = {sheet.title: [list(row) for row in sheet.iter_rows(values_only=True)] for sheet in book}
    assert "f" not in {cell.data_type for sheet in book for row in sheet.iter_rows() for cell in row}
    assert sheets["0-1"] == [["CASE", "VERTROUWEN_RUST", "GELD"], ["NT", 1, 0], ["S_P", 0, 1]]
    assert sheets["Counts"][1:] == [["NT", 6, 1], ["S_P", 2, 5]]
    assert sheets["Rule"] == [["Rule"], ["At least 3 notes"]]
    assert sheets["Partnerships"][1:] == [
        ["NT", "Alfa", "Meting 1", None],
        ["S_P", "Bèta", "Meting 1", None],
        ["C", "Gamma", "Meting 1", "Left out: no note carries a theme"],
    ]
    assert sheets["Themes"][1:] == [["VERTROUWEN_RUST", "Vertrouwen & rust"], ["GELD", "=Géld"]]
