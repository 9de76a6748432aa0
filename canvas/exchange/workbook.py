"""A workbook (.xlsx) of one or more sheets, in which text stays text and a date is a date."""

from __future__ import annotations

import io
import re
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING, BinaryIO

from canvas.errors import N_, UserError
from canvas.exchange.wording import Value, distinct_heads
from canvas.store.database.text import printable

if TYPE_CHECKING:  # read only when a workbook is made: it is slow to load
    from openpyxl.cell.cell import Cell

CELL = 32_767  # characters; what one cell can hold
SHEET = 1_048_576  # rows, the header included; what one sheet can hold
_CODED = re.compile("_(?=x[0-9A-Fa-f]{4}_)")
NARROWEST, WIDEST, WRAPPED = 8, 60, 36  # widths in characters; a column with more than WRAPPED breaks its lines
_SPARE = 3  # for the button of the filter
_DATES = {"nl": "dd-mm-yyyy", "en": "d mmm yyyy"}
_DAY, _MOMENT = 11, 17  # characters that a date takes, and one with a time

Rows = Sequence[Sequence[Value]]
Sheets = Mapping[str, tuple[Sequence[str], Rows]]  # by name: heads and rows


def to_bytes(sheets: Sheets, file: str, language: str = "en") -> bytes:
    """Return a workbook of these sheets.

    Raises UserError, which names `file`, where one cannot hold its rows or a text.
    """
    for _heads, rows in sheets.values():
        check_fits(rows, file)
    out = io.BytesIO()
    save(sheets, out, language)
    return out.getvalue()


def save(sheets: Sheets, out: BinaryIO, language: str = "en") -> None:
    """Write sheets that were checked: heads that stay in sight and filter, columns as wide as what stands in them."""
    from openpyxl import Workbook
    from openpyxl.cell import WriteOnlyCell
    from openpyxl.styles import Alignment, Font
    from openpyxl.utils import get_column_letter

    book = Workbook(write_only=True)
    for name, (names, rows) in sheets.items():
        sheet, heads = book.create_sheet(sheet_name(name, book.sheetnames)), distinct_heads(names)
        sheet.freeze_panes = "A2"
        sizes = widths(heads, rows)
        cells, top = [], []
        for place, size in enumerate(sizes):
            sheet.column_dimensions[get_column_letter(place + 1)].width = size
            cell, head = WriteOnlyCell(sheet), WriteOnlyCell(sheet)
            cell.alignment = Alignment(wrap_text=size > WRAPPED, vertical="top")
            head.alignment, head.font = Alignment(wrap_text=True, vertical="top"), Font(bold=True)
            cells.append(cell)
            top.append(head)
        if heads:
            sheet.auto_filter.ref = f"A1:{get_column_letter(len(heads))}{len(rows) + 1}"
        for row_cells, row in ((top, heads), *((cells, row) for row in rows)):
            # a cell is written as its row is appended, so the next row can take the same ones
            for cell, value in zip(row_cells, row, strict=True):
                _put(cell, value, language)
            sheet.append(row_cells)
    book.save(out)


def _put(cell: Cell, value: Value, language: str) -> None:
    if isinstance(value, str):
        cell.value = _as_text(value)
        cell.data_type = "s"  # text stays text, also when it starts with =
        return
    cell.value = value
    if isinstance(value, date):
        cell.number_format = _DATES[language] + (" hh:mm" if isinstance(value, datetime) else "")
    elif isinstance(value, int | float) and cell.number_format != "General":
        cell.number_format = "General"


def widths(heads: Sequence[str], rows: Rows) -> list[int]:
    """Return how wide each column is, in characters: as wide as its longest line, within NARROWEST and WIDEST."""
    longest = [min(len(head), WRAPPED) + _SPARE for head in heads]
    for row in rows:
        for place, value in enumerate(row):
            if longest[place] < WIDEST:
                longest[place] = max(longest[place], _length(value))
    return [max(NARROWEST, min(WIDEST, size + 1)) for size in longest]


def _length(value: Value) -> int:
    if isinstance(value, str):
        return max(map(len, value.split("\n"))) if "\n" in value else len(value)
    if isinstance(value, date):
        return _MOMENT if isinstance(value, datetime) else _DAY
    return 0 if value is None else len(str(value))


def _as_text(text: str) -> str:
    """Return the text without what no XML can hold.

    `_x0041_` stays that, which a spreadsheet would read as the letter A.
    """
    return _CODED.sub("_x005F_", printable(text))


def check_fits(rows: Rows, place: str) -> None:
    """Raise UserError where one sheet cannot hold these rows."""
    if len(rows) >= SHEET:
        raise UserError(
            place,
            N_("there are more rows than one sheet of a workbook can hold."),
            N_("Write a .csv or .jsonl instead; those hold them all."),
        )
    if any(isinstance(value, str) and len(value) > CELL for row in rows for value in row):
        raise UserError(
            place,
            N_("a text is longer than one cell of a workbook can hold."),
            N_("Write a .csv or .jsonl instead; those hold it whole."),
        )


def sheet_name(name: str, taken: Sequence[str] = ()) -> str:
    r"""Return a name that a sheet can have: at most 31 characters, without []:*?/\, and no other's."""
    plain = re.sub(r"[\[\]:*?/\\]", " ", name).strip(" '")[:31] or "PPS"
    unique, again = plain, 1
    while unique.casefold() in {other.casefold() for other in taken}:
        again += 1
        unique = f"{plain[:28]} {again}"
    return unique
