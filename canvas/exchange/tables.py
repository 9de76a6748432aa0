"""Notes and answers as tables in a file, for spreadsheets and other programs."""

from __future__ import annotations

import csv
import io
import json
import os
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from canvas.errors import N_, UserError
from canvas.store import Study, answers, interviews, moments, notes

COLUMNS = {
    "notes": ("note_id", "partnership", "wave", "role", "respondent", "block", "question", "kind", "origin", "text",
              "answer_id", "answered_at"),
    "answers": ("partnership", "wave", "role", "respondent", "block", "question", "text", "state", "rating"),
}  # fmt: skip

_FORMULA = ("=", "+", "-", "@", "\t", "\r")  # what makes a spreadsheet run a cell instead of showing it
_CELL = 32_767  # characters; what one cell of an .xlsx can hold
_SHEET = 1_048_576  # rows, the header included; what one sheet can hold


def notes_rows(study: Study) -> list[dict]:
    """Every note that stands, with the columns of COLUMNS["notes"]."""
    with study.reading() as connection:
        found = notes.sourced(connection)
    return [
        {
            "note_id": row["id"], "partnership": row["partnership"] or "", "wave": row["wave"] or "",
            "role": row["role"] or "", "respondent": " ".join(row["codes"]), "block": row["block"],
            "question": row["question"] or "", "kind": row["kind"], "origin": row["origin"], "text": row["text"],
            "answer_id": row["answer_id"] or "", "answered_at": row["answered_at"] or "",
        }
        for row in found
    ]  # fmt: skip


def answers_rows(study: Study) -> list[dict]:
    """Every answer that was asked for, with the columns of COLUMNS["answers"]; a rating may be "dont_know"."""
    found = []
    with study.reading() as connection:
        for moment in moments.moments(connection):
            for held in interviews.of_moment(connection, moment["partnership_id"], moment["wave_id"]):
                for given in answers.of_interview(connection, held["id"]).values():
                    found.append({
                        "partnership": held["name"], "wave": held["label"], "role": held["role"],
                        "respondent": " ".join(held["codes"]), "block": given["block"],
                        "question": given["question"], "text": given["text"], "state": given["state"],
                        "rating": "dont_know" if given["dont_know"] else given["rating"] or "",
                    })  # fmt: skip
    return found


def write(rows: Sequence[dict], columns: Sequence[str], out: Path, raw: bool = False) -> None:
    """Write rows to a .csv, .jsonl or .xlsx; the file is whole or not there at all.

    In .csv a cell that a spreadsheet would run is prefixed with an apostrophe unless `raw`. Raises UserError.
    """
    writers = {".csv": _csv, ".jsonl": _jsonl, ".xlsx": _xlsx}
    writer = writers.get(out.suffix.lower())
    if writer is None:
        raise UserError(str(out), N_("this kind of file is not written."), N_("End the name in .csv, .jsonl or .xlsx."))
    if writer is _xlsx:
        _check_fits(rows, out)
    with whole(out) as draft:
        writer(rows, columns, draft, raw)


@contextmanager
def whole(out: Path) -> Iterator[Path]:
    """An empty file to write in, which gets its name once it is whole; raises UserError where it cannot be written."""
    try:
        handle, name = tempfile.mkstemp(dir=out.parent, prefix=".pps-", suffix=out.suffix)
        os.close(handle)
        try:
            yield Path(name)
            os.chmod(name, 0o644 & ~_umask())
            os.replace(name, out)
        except BaseException:
            os.unlink(name)
            raise
    except OSError as error:
        raise UserError(str(out), N_("the file cannot be written ({why})."), N_("Choose another place."),
                        why=error.strerror) from None  # fmt: skip


def _check_fits(rows: Sequence[dict], out: Path) -> None:
    if len(rows) >= _SHEET:
        raise UserError(str(out), N_("there are more rows than one sheet of a workbook can hold."),
                        N_("Write a .csv or .jsonl instead; those hold them all."))  # fmt: skip
    if any(isinstance(value, str) and len(value) > _CELL for row in rows for value in row.values()):
        raise UserError(str(out), N_("a text is longer than one cell of a workbook can hold."),
                        N_("Write a .csv or .jsonl instead; those hold it whole."))  # fmt: skip


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask


def _csv(rows: Sequence[dict], columns: Sequence[str], path: Path, raw: bool) -> None:
    # a byte order mark, so that Excel reads the accents right
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        table = csv.DictWriter(file, columns)
        table.writerow({name: name if raw else disarmed(name) for name in columns})  # some are named by people
        for row in rows:
            table.writerow(row if raw else {name: disarmed(row[name]) for name in columns})


def csv_text(rows: Iterable[Sequence[object]]) -> str:
    """Rows as the text of a .csv, cells that a spreadsheet would run disarmed; without its byte order mark."""
    made = io.StringIO()
    csv.writer(made).writerows([disarmed(cell) for cell in row] for row in rows)
    return made.getvalue()


def disarmed(value: object) -> object:
    """A cell as a spreadsheet shows it: what it would run gets an apostrophe before it."""
    return "'" + value if isinstance(value, str) and value.startswith(_FORMULA) else value


def _jsonl(rows: Sequence[dict], columns: Sequence[str], path: Path, raw: bool) -> None:
    with path.open("w", encoding="utf-8", newline="\n") as file:
        for row in rows:
            file.write(json.dumps({name: row[name] for name in columns}, ensure_ascii=False) + "\n")


def _xlsx(rows: Sequence[dict], columns: Sequence[str], path: Path, raw: bool) -> None:
    from openpyxl import Workbook
    from openpyxl.cell import WriteOnlyCell
    from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
    from openpyxl.utils import get_column_letter

    book = Workbook(write_only=True)
    sheet = book.create_sheet("PPS-werkbank")
    sheet.freeze_panes = "A2"
    for place, name in enumerate(columns):
        sheet.column_dimensions[get_column_letter(place + 1)].width = 60 if name == "text" else 18
    sheet.auto_filter.ref = f"A1:{get_column_letter(len(columns))}{len(rows) + 1}"
    for row in (dict(zip(columns, columns, strict=True)), *rows):
        cells = []
        for name in columns:
            value = row[name]
            if isinstance(value, str):
                value = ILLEGAL_CHARACTERS_RE.sub("", value)
            cell = WriteOnlyCell(sheet, value=value)
            if isinstance(value, str):
                cell.data_type = "s"  # text stays text, also when it starts with =
            cells.append(cell)
        sheet.append(cells)
    book.save(path)


ROWS = {"notes": notes_rows, "answers": answers_rows}
