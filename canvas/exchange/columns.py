"""The columns of a table of notes or answers for people: what they are called, and what stands in each."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from canvas.errors import N_, UserError
from canvas.exchange.wording import LANGUAGES, SCOPES, Value, Wording, day, distinct_heads, numeric
from canvas.speech import Speech

Cell = Callable[[Mapping, Wording], Value]  # of a row of `store.notes.grid`


@dataclass(frozen=True)
class Column:
    """A column: the key by which a command names it, its head, what of a row stands in it, and whether it is usual."""

    key: str
    head: str
    cell: Cell
    usual: bool = True


def _where(row: Mapping, wording: Wording) -> Value:
    return row["partnership"] or wording.speech._("Across partnerships")


def _text(row: Mapping, wording: Wording) -> Value:
    return wording.speech._("The words of this note were erased.") if row.get("erased_at") else row["text"]


_SHARED = {
    "partnership": (N_("Partnership"), _where),
    "code": (N_("Code"), lambda row, _wording: row["code"]),
    "moment": (N_("Moment"), lambda row, _wording: row["wave"]),
    "role": (N_("Role"), lambda row, wording: wording.role(row["role"])),
    "respondent": (N_("Respondent"), lambda row, _wording: ", ".join(row["codes"])),
    "block": (N_("Block"), lambda row, wording: wording.speech.block(row["block"])),
    "themes": (N_("Themes"), lambda row, _wording: "; ".join(theme["name"] for theme in row["themes"])),
    "date": (N_("Date"), lambda row, _wording: day(row["date"])),
    "question_key": (N_("Key of the question"), lambda row, _wording: row["question"]),
}
_OF: dict[str, dict[str, tuple[str, Cell]]] = {
    "notes": _SHARED
    | {
        "question": (
            N_("Question"),
            lambda row, wording: wording.question(row["guide_id"], row["question"], row["interview_role"]),
        ),
        "text": (N_("Note"), _text),
        "kind": (N_("Kind"), lambda row, wording: wording.speech.name(row["kind"])),
        "origin": (N_("Origin"), lambda row, wording: wording.speech.name(row["origin"])),
        "answer": (N_("Answer"), lambda row, _wording: row["answer_text"]),
        "document": (N_("Document"), lambda row, _wording: row["document"]),
        "note_id": (N_("Id of the note"), lambda row, _wording: row["id"]),
        "answer_id": (N_("Id of the answer"), lambda row, _wording: row["answer_id"]),
    },
    "answers": _SHARED
    | {
        "question": (
            N_("Question"),
            lambda row, wording: wording.question(row["guide_id"], row["question"], row["role"]),
        ),
        "text": (N_("Answer"), _text),
        "state": (N_("State"), lambda row, wording: wording.speech.name(row["state"])),
        "reason": (N_("Reason"), lambda row, _wording: row["reason"]),
        "rating": (N_("Rating"), lambda row, wording: wording.rating(row["rating"], row["dont_know"])),
        "notes": (N_("Notes"), lambda row, _wording: row["notes"]),
        "answer_id": (N_("Id of the answer"), lambda row, _wording: row["id"]),
    },
}
USUAL = {
    "notes": (
        "partnership",
        "moment",
        "role",
        "respondent",
        "block",
        "question",
        "text",
        "themes",
        "kind",
        "origin",
        "date",
    ),
    "answers": (
        "partnership",
        "moment",
        "role",
        "respondent",
        "block",
        "question",
        "state",
        "rating",
        "text",
        "notes",
        "themes",
        "date",
    ),
}


def available_columns(kind: str, attributes: Sequence[Mapping], speech: Speech) -> list[Column]:
    """Return all columns of notes or answers: the usual ones and the attributes first, then those for tracing back.

    No two heads are the same, capitals aside: an attribute that is called as a column, or as one of the other scope,
    has its scope before it.
    """
    shapes = _OF[kind]
    usual = [Column(key, speech._(shapes[key][0]), shapes[key][1]) for key in USUAL[kind]]
    more = [Column(key, speech._(head), cell, False) for key, (head, cell) in shapes.items() if key not in USUAL[kind]]
    named = attribute_heads(attributes, [column.head for column in (*usual, *more)], speech)
    own = [Column(row["id"], named[row["id"]], _attribute(row)) for row in attributes]
    columns = [*usual, *own, *more]
    heads = distinct_heads([column.head for column in columns])
    return [Column(column.key, head, column.cell, column.usual) for column, head in zip(columns, heads, strict=True)]


def attribute_heads(attributes: Sequence[Mapping], taken: Sequence[str], speech: Speech) -> dict[str, str]:
    """Return what the column of each attribute is called, by its id."""
    names = [row["name"].casefold() for row in attributes] + [head.casefold() for head in taken]
    return {
        row["id"]: row["name"]
        if names.count(row["name"].casefold()) == 1
        else f"{speech._(SCOPES[row['scope']])}: {row['name']}"
        for row in attributes
    }


def choose(columns: Sequence[Column], keys: Iterable[str]) -> list[Column]:
    """Return the columns with these keys, in that order.

    The usual ones where none is named. Unknown keys are left out.
    """
    by_key = {column.key: column for column in columns}
    chosen = [by_key[key] for key in dict.fromkeys(keys) if key in by_key]
    return chosen or [column for column in columns if column.usual]


def column_keys(text: str, kind: str, attributes: Sequence[Mapping]) -> list[str]:
    """Return the keys of the columns that `a,b,c` names, by their keys or by their heads in either language.

    Raises UserError, with all that there are, for one that is not there.
    """
    keys: dict[str, str] = {}
    for language in LANGUAGES:
        for column in available_columns(kind, attributes, Speech(language)):
            keys.setdefault(column.head.casefold(), column.key)
    keys |= {key: key for key in _OF[kind]}
    own = {row["id"]: row["name"] for row in attributes}
    return pick_keys(text, keys, [*USUAL[kind], *(key for key in _OF[kind] if key not in USUAL[kind]), *own.values()])


def pick_keys(text: str, keys: Mapping[str, str], there: Iterable[str]) -> list[str]:
    """Return what the parts of `a,b,c` stand for in `keys`, which are casefolded.

    Raises UserError, naming what is `there`.
    """
    parts = [part.strip() for part in next(csv.reader([text], skipinitialspace=True), [])]
    chosen = []
    for part in filter(None, parts):
        if part.casefold() not in keys:
            raise UserError(
                "--columns",
                N_("there is no column “{name}”."),
                N_("Choose from: {there}."),
                name=part[:80],
                there=", ".join(there),
            )
        chosen.append(keys[part.casefold()])
    if not chosen:
        raise UserError("--columns", N_("no column is named."), N_("Choose from: {there}."), there=", ".join(there))
    return list(dict.fromkeys(chosen))


def _attribute(attribute: Mapping) -> Cell:
    def cell(row: Mapping, wording: Wording) -> Value:
        values = attribute_values(row, attribute)
        if attribute["kind"] != "number":
            return "; ".join(values)
        return numeric(values[0]) if len(values) == 1 else "; ".join(map(wording.number, values))

    return cell


def attribute_values(row: Mapping, attribute: Mapping) -> list[str]:
    """Return the values of an attribute in a row of `store.notes.grid`.

    One of a partnership, or several of respondents.
    """
    if attribute["scope"] == "partnership":
        return [row["of_partnership"][attribute["id"]]] if attribute["id"] in row["of_partnership"] else []
    return row["of_respondents"].get(attribute["id"], [])
