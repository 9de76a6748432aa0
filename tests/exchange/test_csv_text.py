"""Figures that are taken along as .csv."""

from canvas.exchange.tables import csv_text


def test_rows_are_quoted_where_they_must_and_formulas_are_disarmed():
    assert csv_text([["Venster", "n"], ['Kosten, "euro"', 3], ["=1+1", ""]]) == (
        'Venster,n\r\n"Kosten, ""euro""",3\r\n\'=1+1,\r\n'
    )
