"""Tables as files: for people in their language, and in the raw form for scripts."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from itertools import chain
from pathlib import Path
from typing import BinaryIO, TextIO

from canvas.errors import N_, UserError
from canvas.exchange import workbook
from canvas.exchange.wording import Value
from canvas.speech import Speech
from canvas.store.backup import atomic_file
from canvas.store.database.identify import refuse_study

# What makes a spreadsheet run a cell instead of showing it; the wide signs do so in an Asian one.
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


@dataclass(frozen=True)
class Table:
    """Rows under heads; `language` is that of the words in them, "" for the raw form that scripts read.

    `remark` says what was left out of them for their reader; a workbook has it on a sheet of its own.
    """

    heads: Sequence[str]
    rows: Sequence[Sequence[Value]]
    language: str = ""
    remark: str = ""


def raw_table(rows: Sequence[Mapping], columns: Sequence[str]) -> Table:
    """Return rows as a script reads them: keys for heads and in the cells."""
    return Table(columns, [[row[name] for name in columns] for row in rows])


def write(table: Table, destination: Path, title: str = "PPS-werkbank") -> None:
    """Write a table to a .csv, .jsonl or .xlsx; the file is whole or not there at all. Raises UserError."""
    writer = _writer(table, destination.suffix.lower(), str(destination))
    with written_whole(destination) as temporary, temporary.open("wb") as file:
        writer(table, file, title)


def bytes_of(table: Table, ending: str, file: str, title: str = "PPS-werkbank") -> bytes:
    """Return the bytes of a table as a .csv, .jsonl or .xlsx; raises UserError, which names `file`."""
    made = io.BytesIO()
    _writer(table, ending, file)(table, made, title)
    return made.getvalue()


Writer = Callable[[Table, BinaryIO, str], None]


def _writer(table: Table, ending: str, file: str) -> Writer:
    writers = {".csv": _csv, ".jsonl": _jsonl, ".xlsx": _xlsx}
    if ending not in writers:
        raise UserError(file, N_("this kind of file is not written."), N_("End the name in .csv, .jsonl or .xlsx."))
    if ending == ".xlsx":
        workbook.check_fits(table.rows, file)
    return writers[ending]


def _csv(table: Table, file: BinaryIO, _title: str) -> None:
    write_csv(chain([table.heads], table.rows), table.language, file)


def _jsonl(table: Table, file: BinaryIO, _title: str) -> None:
    for row in table.rows:
        line = json.dumps(dict(zip(table.heads, row, strict=True)), ensure_ascii=False)
        file.write(f"{line}\n".encode())


def _xlsx(table: Table, file: BinaryIO, title: str) -> None:
    sheets: dict[str, tuple[Sequence[str], Sequence[Sequence[Value]]]] = {title: (table.heads, table.rows)}
    if table.remark:
        sheets[Speech(table.language or "en")._("Held back")] = ([table.remark], [])
    workbook.save(sheets, file, table.language or "en")


@contextmanager
def written_whole(destination: Path) -> Iterator[Path]:
    """Yield an empty file to write in, for its owner alone; it gets its name once it is whole, also over another.

    Raises UserError where it cannot be written.
    """
    refuse_study(destination)
    writing = atomic_file.atomic_write(destination, replace_existing=True)
    with atomic_file.explain_write_errors(destination), writing as temporary:
        yield temporary


def write_csv(rows: Iterable[Sequence[Value]], language: str, file: BinaryIO) -> None:
    """Write rows to a file as a .csv in a language, for Excel to open as it stands; "" is the raw form.

    Dutch has semicolons, a decimal comma and dates as 29-11-2026: what a Dutch Excel takes for columns, numbers and
    days. English has commas, a point and dates as 2026-11-29, which an American and a British one read as the same
    day. Both begin with a byte order mark, without which Excel reads no accents. The raw form has neither the mark nor
    apostrophes before formulas.
    """
    text = io.TextIOWrapper(file, encoding="utf-8-sig" if language else "utf-8", newline="", write_through=True)
    _put_rows(rows, language, text)
    text.detach()


def csv_bytes(rows: Iterable[Sequence[Value]], language: str) -> bytes:
    """Return the .csv of `write_csv` as bytes."""
    made = io.BytesIO()
    write_csv(rows, language, made)
    return made.getvalue()


def csv_text(rows: Iterable[Sequence[Value]], language: str = "en") -> str:
    """Return the .csv of `write_csv` as text, without the byte order mark."""
    made = io.StringIO(newline="")
    _put_rows(rows, language, made)
    return made.getvalue()


def _put_rows(rows: Iterable[Sequence[Value]], language: str, text: TextIO) -> None:
    table = csv.writer(text, delimiter=";" if language == "nl" else ",")
    if not language:
        table.writerows(rows)
    else:
        table.writerows([_csv_cell(cell, language) for cell in row] for row in rows)


def _csv_cell(value: Value, language: str) -> object:
    if isinstance(value, str):
        return "'" + value if value.startswith(_FORMULA) else value  # else it would run
    if value is None:
        return value
    if isinstance(value, date):
        day = f"{value:%d-%m-%Y}" if language == "nl" else f"{value:%Y-%m-%d}"
        return f"{day} {value:%H:%M}" if isinstance(value, datetime) else day
    if isinstance(value, float):
        return f"{Decimal(repr(value)):f}".replace(".", "," if language == "nl" else ".")
    return value
