"""A workbook (.xlsx) of one or more sheets, in which text stays text."""

from __future__ import annotations

import io
import re
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from canvas.errors import N_, UserError
from canvas.store.text import printable

CELL = 32_767  # characters; what one cell can hold
SHEET = 1_048_576  # rows, the header included; what one sheet can hold
_CODED = re.compile("_(?=x[0-9A-Fa-f]{4}_)")
_WIDE, _NARROW = 60, 18


Sheets = Mapping[str, tuple[Sequence[str], Sequence[Sequence[object]]]]  # by name: heads and rows


def made(sheets: Sheets, file: str, wide: Iterable[str] = ("text",)) -> bytes:
    """A workbook of these sheets; raises UserError, which names `file`, where one cannot hold its rows or a text."""
    for _heads, rows in sheets.values():
        check(rows, file)
    out = io.BytesIO()
    save(sheets, out, wide)
    return out.getvalue()


def save(sheets: Sheets, out: Path | io.BytesIO, wide: Iterable[str] = ("text",)) -> None:
    """Write sheets that were checked; columns whose head is in `wide` hold running text."""
    from openpyxl import Workbook
    from openpyxl.cell import WriteOnlyCell
    from openpyxl.styles import Alignment
    from openpyxl.utils import get_column_letter

    wide, wrapped, book = set(wide), Alignment(wrap_text=True, vertical="top"), Workbook(write_only=True)
    for name, (heads, rows) in sheets.items():
        sheet = book.create_sheet(sheet_name(name, book.sheetnames))
        sheet.freeze_panes = "A2"
        for place, head in enumerate(heads):
            sheet.column_dimensions[get_column_letter(place + 1)].width = _WIDE if head in wide else _NARROW
        if heads:
            sheet.auto_filter.ref = f"A1:{get_column_letter(len(heads))}{len(rows) + 1}"
        for row in (heads, *rows):
            cells = []
            for head, value in zip(heads, row, strict=True):
                if isinstance(value, str):
                    value = _as_text(value)
                cell = WriteOnlyCell(sheet, value=value)
                if isinstance(value, str):
                    cell.data_type = "s"  # text stays text, also when it starts with =
                if head in wide:
                    cell.alignment = wrapped
                cells.append(cell)
            sheet.append(cells)
    book.save(out)


def _as_text(text: str) -> str:
    """The text without what no XML can hold; `_x0041_` stays that, which a spreadsheet would read as the letter A."""
    return _CODED.sub("_x005F_", printable(text))


def check(rows: Sequence[Sequence[object]], place: str) -> None:
    """Raise UserError where one sheet cannot hold these rows."""
    if len(rows) >= SHEET:
        raise UserError(place, N_("there are more rows than one sheet of a workbook can hold."),
                        N_("Write a .csv or .jsonl instead; those hold them all."))  # fmt: skip
    if any(isinstance(value, str) and len(value) > CELL for row in rows for value in row):
        raise UserError(place, N_("a text is longer than one cell of a workbook can hold."),
                        N_("Write a .csv or .jsonl instead; those hold it whole."))  # fmt: skip


def sheet_name(name: str, taken: Sequence[str] = ()) -> str:
    """A name that a sheet can have: at most 31 characters, without []:*?/\\, and no other's."""
    plain = re.sub(r"[\[\]:*?/\\]", " ", name).strip(" '")[:31] or "PPS"
    made, again = plain, 1
    while made.casefold() in {one.casefold() for one in taken}:
        again += 1
        made = f"{plain[:28]} {again}"
    return made
