"""Tables as files: for people in their language, and in the raw form for scripts."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path

from canvas.errors import N_, UserError
from canvas.exchange import workbook
from canvas.exchange.wording import Value
from canvas.store import placing
from canvas.store.recognise import refuse_study

# What makes a spreadsheet run a cell instead of showing it; the wide signs do so in an Asian one.
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


@dataclass(frozen=True)
class Table:
    """Rows under heads; `language` is that of the words in them, "" for the raw form that scripts read."""

    heads: Sequence[str]
    rows: Sequence[Sequence[Value]]
    language: str = ""


def raw_table(rows: Sequence[Mapping], columns: Sequence[str]) -> Table:
    """Rows as a script reads them: keys for heads and in the cells."""
    return Table(columns, [[row[name] for name in columns] for row in rows])


def write(table: Table, out: Path, title: str = "PPS-werkbank") -> None:
    """Write a table to a .csv, .jsonl or .xlsx; the file is whole or not there at all. Raises UserError."""
    content = bytes_of(table, out.suffix.lower(), str(out), title)
    with whole(out) as draft:
        draft.write_bytes(content)


def bytes_of(table: Table, ending: str, file: str, title: str = "PPS-werkbank") -> bytes:
    """The bytes of a table as a .csv, .jsonl or .xlsx; raises UserError, which names `file`."""
    if ending == ".csv":
        return csv_bytes([table.heads, *table.rows], table.language)
    if ending == ".jsonl":
        lines = (json.dumps(dict(zip(table.heads, row, strict=True)), ensure_ascii=False) for row in table.rows)
        return "".join(f"{line}\n" for line in lines).encode()
    if ending == ".xlsx":
        return workbook.made({title: (table.heads, table.rows)}, file, table.language or "en")
    raise UserError(file, N_("this kind of file is not written."), N_("End the name in .csv, .jsonl or .xlsx."))


@contextmanager
def whole(out: Path) -> Iterator[Path]:
    """An empty file to write in, for its owner alone, which gets its name once it is whole, also over another one.

    Raises UserError where it cannot be written.
    """
    refuse_study(out)
    with placing.writing_to(out), placing.drafted(out, over=True) as draft:
        yield draft


def csv_bytes(rows: Iterable[Sequence[Value]], language: str) -> bytes:
    """Rows as the bytes of a .csv in a language, for Excel to open as it stands; "" is the raw form.

    Dutch has semicolons, a decimal comma and dates as 29-11-2026: what a Dutch Excel takes for columns, numbers and
    days. English has commas, a point and dates as 2026-11-29, which an American and a British one read as the same
    day. Both begin with a byte order mark, without which Excel reads no accents. The raw form has neither the mark nor
    apostrophes before formulas.
    """
    if language:
        return csv_text(rows, language).encode("utf-8-sig")
    made = io.StringIO(newline="")
    csv.writer(made).writerows(rows)
    return made.getvalue().encode()


def csv_text(rows: Iterable[Sequence[Value]], language: str = "en") -> str:
    """Rows as the text of a .csv in a language, cells that a spreadsheet would run disarmed; without the mark."""
    made = io.StringIO(newline="")
    table = csv.writer(made, delimiter=";" if language == "nl" else ",")
    table.writerows([_csv_cell(cell, language) for cell in row] for row in rows)
    return made.getvalue()


def _csv_cell(value: Value, language: str) -> object:
    if isinstance(value, str):
        return disarmed(value)
    if isinstance(value, date):
        day = f"{value:%d-%m-%Y}" if language == "nl" else f"{value:%Y-%m-%d}"
        return f"{day} {value:%H:%M}" if isinstance(value, datetime) else day
    if isinstance(value, float):
        return f"{Decimal(repr(value)):f}".replace(".", "," if language == "nl" else ".")
    return value


def disarmed(value: object) -> object:
    """A cell as a spreadsheet shows it: what it would run gets an apostrophe before it."""
    return "'" + value if isinstance(value, str) and value.startswith(_FORMULA) else value
