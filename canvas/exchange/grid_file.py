"""What is filtered on the notes screen as a file: every row that fits, with its themes and attributes."""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from pathlib import Path

from canvas.exchange import tables
from canvas.store import Study, attributes, grid
from canvas.store.grid import Order, Sieve

COLUMNS = {
    "notes": ("note_id", "partnership", "wave", "role", "respondent", "block", "question", "themes", "kind", "origin",
              "text", "date"),
    "answers": ("answer_id", "partnership", "wave", "role", "respondent", "block", "question", "themes", "state",
                "rating", "notes", "text", "date"),
}  # fmt: skip
ENDINGS = (".csv", ".xlsx")


def filtered(study: Study, kind: str, sieve: Sieve, order: Order, ending: str) -> bytes:
    """The notes, or answers, that fit, as a file; `ending` is one of ENDINGS.

    Columns are those of COLUMNS, then one per attribute under its name (`respondent: name` where both scopes have that
    name); a number is a number in .xlsx. Raises UserError where a workbook cannot hold them.
    """
    with study.reading() as connection:
        known = attributes.every(connection)
        names = _names(known, COLUMNS[kind])
        rows = [_row(kind, row, known, names) for row in grid.whole(connection, kind, sieve, order)]
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder) / f"pps{ending}"
        tables.write(rows, [*COLUMNS[kind], *names.values()], out)
        return out.read_bytes()


def _names(known: Sequence[dict], taken: Sequence[str]) -> dict[str, str]:
    """What the column of each attribute is called, by its id."""
    said = [row["name"].casefold() for row in known]
    plain = {
        row["id"]: said.count(row["name"].casefold()) == 1 and row["name"].casefold() not in taken for row in known
    }
    return {row["id"]: row["name"] if plain[row["id"]] else f"{row['scope']}: {row['name']}" for row in known}


def _row(kind: str, row: dict, known: Sequence[dict], names: dict[str, str]) -> dict:
    said = {
        "partnership": row["partnership"] or "", "wave": row["wave"] or "", "role": row["role"] or "",
        "respondent": " ".join(row["codes"]), "block": row["block"], "question": row["question"] or "",
        "themes": "; ".join(theme["name"] for theme in row["themes"]), "text": row["text"], "date": row["date"],
    }  # fmt: skip
    if kind == "notes":
        said |= {"note_id": row["id"], "kind": row["kind"], "origin": row["origin"]}
    else:
        rating = "dont_know" if row["dont_know"] else row["rating"] or ""
        said |= {"answer_id": row["id"], "state": row["state"], "rating": rating, "notes": row["notes"]}
    return said | {names[one["id"]]: _value(row, one) for one in known}


def _value(row: dict, attribute: dict) -> object:
    if attribute["scope"] == "partnership":
        values = [row["of_partnership"][attribute["id"]]] if attribute["id"] in row["of_partnership"] else []
    else:
        values = row["of_respondents"].get(attribute["id"], [])
    if attribute["kind"] == "number" and len(values) == 1:
        return float(values[0]) if "." in values[0] else int(values[0])
    return "; ".join(values)
