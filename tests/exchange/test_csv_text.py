"""Figures that are taken along as .csv."""

from datetime import UTC, date, datetime

from canvas.exchange.tables import csv_bytes, csv_text


def test_rows_are_quoted_where_they_must_and_formulas_are_disarmed():
    assert csv_text([["Venster", "n"], ['Kosten, "euro"', 3], ["=1+1", ""]]) == (
        'Venster,n\r\n"Kosten, ""euro""",3\r\n\'=1+1,\r\n'
    )


def test_in_dutch_semicolons_part_numbers_have_a_comma_and_a_day_is_a_day():
    rows = [
        ["Venster", "n", "dag"],
        ["Kosten; euro", 12.5, date(2026, 11, 29)],
        ["-1 uur", -3, datetime(2026, 1, 2, 9, 5, tzinfo=UTC)],
    ]
    assert csv_text(rows, "nl") == (
        'Venster;n;dag\r\n"Kosten; euro";12,5;29-11-2026\r\n\'-1 uur;-3;02-01-2026 09:05\r\n'
    )
    assert csv_text(rows, "en") == ("Venster,n,dag\r\nKosten; euro,12.5,2026-11-29\r\n'-1 uur,-3,2026-01-02 09:05\r\n")


def test_the_bytes_begin_with_a_mark_for_excel_but_not_for_scripts():
    assert csv_bytes([["é", 0.1]], "nl") == b"\xef\xbb\xbf\xc3\xa9;0,1\r\n"
    assert csv_bytes([["é", 0.1]], "en") == b"\xef\xbb\xbf\xc3\xa9,0.1\r\n"
    assert csv_bytes([["=1+1", 0.1]], "") == b"=1+1,0.1\r\n"
