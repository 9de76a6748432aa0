"""Notes or answers as a file: all of the study, or what is filtered on the notes screen, with themes and attributes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from canvas.analysis import held_back_words
from canvas.errors import N_
from canvas.exchange import columns, tables
from canvas.exchange.columns import Column, attribute_values
from canvas.exchange.tables import Table
from canvas.exchange.wording import numeric, wording_of
from canvas.speech import Speech
from canvas.store import Study, attributes
from canvas.store.limited.limited_views import limits_of
from canvas.store.notes import grid
from canvas.store.notes.grid import GridFilter, GridOrder

RAW = {
    "notes": (
        "note_id",
        "partnership",
        "wave",
        "role",
        "respondent",
        "block",
        "question",
        "themes",
        "kind",
        "origin",
        "text",
        "date",
    ),
    "answers": (
        "answer_id",
        "partnership",
        "wave",
        "role",
        "respondent",
        "block",
        "question",
        "themes",
        "state",
        "rating",
        "notes",
        "text",
        "date",
    ),
}
ENDINGS = (".csv", ".xlsx", ".jsonl")
TITLES = {"notes": N_("Notes"), "answers": N_("Answers")}
OLDEST = GridOrder(down=True)  # as they were written


def filtered_file(
    study: Study,
    kind: str,
    grid_filter: GridFilter,
    order: GridOrder,
    ending: str,
    language: str,
    keys: Sequence[str] = (),
) -> bytes:
    """Return the notes, or answers, that fit, as a file; `ending` is one of ENDINGS, and .jsonl is the raw form.

    `keys` are those of the columns (`columns.available_columns`), the usual ones where none is named. Raises UserError
    where a workbook cannot hold them.
    """
    if ending == ".jsonl":
        return tables.bytes_of(raw_table(study, kind, grid_filter, order), ending, f"{kind}{ending}")
    made, title = table(study, kind, grid_filter, order, language, keys)
    return tables.bytes_of(made, ending, f"{title}{ending}", title)


def table(
    study: Study, kind: str, grid_filter: GridFilter, order: GridOrder, language: str | None, keys: Sequence[str] = ()
) -> tuple[Table, str]:
    """Return the rows that fit in the words of a language (None: that of the study), and what the table is called."""
    wording = wording_of(study, language)
    with study.reading() as connection:
        own = attributes.every(connection)
        chosen_columns = columns.choose(columns.available_columns(kind, own, wording.speech), keys)
        rows = [
            [column.cell(row, wording) for column in chosen_columns]
            for row in grid.all_rows(connection, kind, grid_filter, order)
        ]
        remark = held_back_words.rule_of_file(limits_of(connection), wording.speech)
    heads = [column.head for column in chosen_columns]
    return Table(heads, rows, wording.language, remark), wording.speech._(TITLES[kind])


def raw_table(study: Study, kind: str, grid_filter: GridFilter, order: GridOrder) -> Table:
    """Return the rows that fit in the raw form: the columns of RAW, then one per attribute under its name.

    An attribute is `respondent: name` where a column or one of the other scope has that name; a number is a number.
    """
    with study.reading() as connection:
        own = attributes.every(connection)
        names = _names(own, RAW[kind])
        rows = [_row(kind, row, own, names) for row in grid.all_rows(connection, kind, grid_filter, order)]
    return tables.raw_table(rows, [*RAW[kind], *names.values()])


def _names(own: Sequence[Mapping], taken: Sequence[str]) -> dict[str, str]:
    """Return what the raw column of each attribute is called, by its id."""
    names = [row["name"].casefold() for row in own]
    plain = {row["id"]: names.count(row["name"].casefold()) == 1 and row["name"].casefold() not in taken for row in own}
    return {row["id"]: row["name"] if plain[row["id"]] else f"{row['scope']}: {row['name']}" for row in own}


def _row(kind: str, row: Mapping, own: Sequence[Mapping], names: Mapping[str, str]) -> dict:
    raw = {
        "partnership": row["partnership"] or "",
        "wave": row["wave"] or "",
        "role": row["role"] or "",
        "respondent": " ".join(row["codes"]),
        "block": row["block"],
        "question": row["question"] or "",
        "themes": "; ".join(theme["name"] for theme in row["themes"]),
        "text": row["text"],
        "date": row["date"],
    }
    if kind == "notes":
        raw |= {"note_id": row["id"], "kind": row["kind"], "origin": row["origin"]}
    else:
        rating = "dont_know" if row["dont_know"] else row["rating"] or ""
        raw |= {"answer_id": row["id"], "state": row["state"], "rating": rating, "notes": row["notes"]}
    return raw | {names[attribute["id"]]: _value(row, attribute) for attribute in own}


def _value(row: Mapping, attribute: Mapping) -> str | int | float:
    values = attribute_values(row, attribute)
    return numeric(values[0]) if attribute["kind"] == "number" and len(values) == 1 else "; ".join(values)


def available_columns(study: Study, kind: str, language: str) -> list[Column]:
    """Return the columns that a table of notes or answers can have, as they are called in a language."""
    with study.reading() as connection:
        own = attributes.every(connection)
    return columns.available_columns(kind, own, Speech(language))


def whole_table(study: Study, kind: str, language: str | None, named: str | None) -> tuple[Table, str]:
    """Return all notes, or answers, the oldest first; `named` are the columns as a command names them (`a,b,c`).

    Raises UserError for a column that is not there.
    """
    with study.reading() as connection:
        own = attributes.every(connection)
    keys = columns.column_keys(named, kind, own) if named is not None else ()
    return table(study, kind, GridFilter(), OLDEST, language, keys)
