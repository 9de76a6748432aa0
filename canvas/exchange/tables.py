"""Notes and answers as tables in a file, for spreadsheets and other programs."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from canvas.errors import N_, UserError
from canvas.exchange import workbook
from canvas.store import Study, answers, interviews, moments, notes, placing
from canvas.store.recognise import refuse_study

COLUMNS = {
    "notes": ("note_id", "partnership", "wave", "role", "respondent", "block", "question", "kind", "origin", "text",
              "answer_id", "answered_at"),
    "answers": ("partnership", "wave", "role", "respondent", "block", "question", "text", "state", "rating"),
}  # fmt: skip

# What makes a spreadsheet run a cell instead of showing it; the wide signs do so in an Asian one.
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


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
        workbook.check([[row[name] for name in columns] for row in rows], str(out))
    with whole(out) as draft:
        writer(rows, columns, draft, raw)


@contextmanager
def whole(out: Path) -> Iterator[Path]:
    """An empty file to write in, for its owner alone, which gets its name once it is whole, also over another one.

    Raises UserError where it cannot be written.
    """
    refuse_study(out)
    with placing.writing_to(out), placing.drafted(out, over=True) as draft:
        yield draft


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
    workbook.save({"PPS-werkbank": (columns, [[row[name] for name in columns] for row in rows])}, path)


ROWS = {"notes": notes_rows, "answers": answers_rows}
