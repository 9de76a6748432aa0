"""Writes lessons as .json, and reads such a file: what it says, or what is wrong with it, where, and how to mend it.

A file says what it is (`kind`, `version`), from which study it comes, and its lessons, each with its `id` where it was
made. `rests_on`, `quotes` and `used_in` are for who reads it: another study has none of those rows, and hands them on.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

from canvas import method
from canvas.errors import N_, FaultyFileError, UserError
from canvas.store.database.schema import LESSON_FIELDS
from canvas.store.database.text import clean_line, is_blank, printable
from canvas.store.lesson_bounds import LONGEST_LINE, LONGEST_REGION, LONGEST_TEXT, bounded
from canvas.store.shared_lessons import SharedLesson

KIND, VERSION = "pps-werkbank lessons", 1
MOST_BYTES = 5_000_000
MOST_LESSONS = 5_000
LONGEST_ID = 200  # characters
_MOST_OF_ROW = 1_000_000  # bytes of a lesson: what it rests on and where it is used is left out from there on
_TEXTS = ("situation", "action", "result", "applies_to")
_COUNTS, MOST_COUNTED = ("points", "contested", "drafts", "notes"), 1_000_000
_LISTS = {"quotes": ("text", "document"), "used_in": ("partnership", "what_came_of_it")}
_IN_PARTS = N_("Have it made again with “pps-werkbank export lessons”: that writes it in parts.")
_ANOTHER = N_("Choose a file of lessons that a workbench wrote: it ends in .json.")


@dataclass(frozen=True)
class FileLesson:
    """A lesson as a file has it: its id where it was made, its LESSON_FIELDS, and what its study is called.

    `came_with` is what is said of it there: `rests_on` (counts), `quotes` and `used_in`; what is empty is left out.
    """

    guid: str
    fields: dict[str, Any]
    source: str
    came_with: dict[str, Any] = field(default_factory=dict)


class FaultyLessonsError(FaultyFileError):
    """A file with faults in its lessons; `faults` has the number of the lesson where others have a line."""

    def lines(self, translate: Callable[[str], str] = str) -> list[str]:
        """Return one text per fault, in the order of the file."""
        at = translate(N_("lesson {number}"))
        return [
            f"{at.format(number=number)}: {translate(message).format(**values)}"
            for number, message, values in self.faults
        ]


def write(shared: Sequence[SharedLesson], study: str, language: str) -> list[bytes]:
    """Return the bytes of the file with these lessons, of the study with this title and language.

    There are more where one would be larger than `read` takes, or hold more lessons; there is always one.
    """
    parts: list[list[dict[str, Any]]] = [[]]
    size = 0
    for lesson in shared:
        row = _row(lesson)
        while (of_row := _size(row)) > _MOST_OF_ROW:  # the lesson itself is never so much
            (row["quotes"] or row["used_in"]).pop()
        if parts[-1] and (size + of_row > MOST_BYTES - _MOST_OF_ROW or len(parts[-1]) == MOST_LESSONS):
            parts.append([])
            size = 0
        parts[-1].append(row)
        size += of_row
    head = {"kind": KIND, "version": VERSION, "study": bounded(study, LONGEST_LINE), "language": language}
    return [(json.dumps(head | {"lessons": rows}, ensure_ascii=False, indent=2) + "\n").encode() for rows in parts]


def as_read(shared: SharedLesson) -> FileLesson:
    """Return a lesson as `read` gives it once it was written."""
    return _lesson(_row(shared), "")


def _row(lesson: SharedLesson) -> dict[str, Any]:
    fields = {
        name: lesson.fields[name] if name == "factor" else bounded(lesson.fields[name], _longest(name))
        for name in LESSON_FIELDS
    }
    lines = {"source": lesson.source, "partnership": lesson.partnership, "moment": lesson.moment}
    return (
        {"id": lesson.guid}
        | {name: bounded(line, LONGEST_LINE) for name, line in lines.items()}
        | fields
        | {
            "rests_on": {name: min(getattr(lesson, name), MOST_COUNTED) for name in _COUNTS},
            "quotes": [
                {"text": bounded(quote.text, LONGEST_TEXT), "document": bounded(quote.document, LONGEST_LINE)}
                for quote in lesson.quotes
            ],
            "used_in": [
                {"partnership": bounded(name, LONGEST_LINE), "what_came_of_it": bounded(text, LONGEST_TEXT)}
                for name, text in lesson.uses
            ],
        }
    )


def _longest(name: str) -> int:
    return LONGEST_TEXT if name in _TEXTS else LONGEST_REGION if name == "region" else LONGEST_LINE


def _size(row: dict[str, Any]) -> int:
    """Return the bytes that a lesson takes in a file, where its lines stand in further."""
    text = json.dumps(row, ensure_ascii=False, indent=2)
    return len(text.encode()) + 4 * (text.count("\n") + 1) + 2


def read(data: bytes, name: str) -> list[FileLesson]:
    """Return the lessons in a file; raises UserError for a file that is none, and with all faults of its lessons."""
    place = clean_line(name)[:200] or KIND
    whole = _parsed(data, place)
    if not isinstance(whole, dict) or whole.get("kind") != KIND:
        raise UserError(place, N_("this file holds no lessons of a workbench."), _ANOTHER)
    version = whole.get("version")
    if type(version) is not int or version < VERSION:
        raise UserError(place, N_("this file holds no lessons of a workbench."), _ANOTHER)
    if version > VERSION:
        raise UserError(
            place,
            N_("this file is of a newer kind than this workbench reads."),
            N_("Bring the workbench up to date, and choose the file again."),
        )
    rows, study = whole.get("lessons"), whole.get("study", "")
    if not isinstance(rows, list) or not isinstance(study, str):
        raise UserError(place, N_("this file holds no lessons of a workbench."), _ANOTHER)
    if len(study) > LONGEST_LINE:
        raise UserError(
            place,
            N_("“{field}” is longer than {most} characters."),
            N_("Make it shorter."),
            field="study",
            most=LONGEST_LINE,
        )
    if len(rows) > MOST_LESSONS:
        raise UserError(
            place,
            N_("this file holds more than {most} lessons."),
            _IN_PARTS,
            most=MOST_LESSONS,
        )
    faults = [(number, *fault) for number, row in enumerate(rows, 1) for fault in _faults(row)]
    if not faults:  # as they would be stored
        ids: set[str] = set()
        for number, row in enumerate(rows, 1):
            if _line(row["id"]) in ids:
                faults.append((number, N_("its id stands in the file twice."), {}))
            ids.add(_line(row["id"]))
    if faults:
        raise FaultyLessonsError(place, faults)
    return [_lesson(row, _line(study)) for row in rows]


class _DoubleKeyError(Exception):
    """A key that stands twice in one object: JSON leaves open which of the two holds."""


def _without_doubles(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    whole: dict[str, Any] = {}
    for key, value in pairs:
        if key in whole:
            raise _DoubleKeyError(key)
        whole[key] = value
    return whole


def _parsed(data: bytes, place: str) -> Any:
    if not data.strip(b"\x00 \t\r\n\xef\xbb\xbf"):
        raise UserError(place, N_("this file is empty."), _ANOTHER)
    if len(data) > MOST_BYTES:
        raise UserError(
            place,
            N_("this file is larger than {most} MB."),
            _IN_PARTS,
            most=MOST_BYTES // 1_000_000,
        )
    try:
        return json.loads(data.decode("utf-8-sig"), object_pairs_hook=_without_doubles)
    except _DoubleKeyError as error:
        raise UserError(
            place,
            N_("“{field}” stands twice in one part of this file: which of the two holds cannot be told."),
            N_("Take one of the two out, or have the file made again."),
            field=str(error)[:LONGEST_ID],
        ) from None
    except UnicodeDecodeError:
        if data.startswith(b"PK"):
            raise UserError(
                place, N_("this is a file of Word or another office program, not of lessons."), _ANOTHER
            ) from None
        raise UserError(
            place,
            N_("this file is not in UTF-8, in which a workbench writes its lessons."),
            N_("Save it again as UTF-8, or have it made again."),
        ) from None
    except json.JSONDecodeError as error:
        raise UserError(
            place,
            N_("this file is cut short or damaged: it cannot be read from line {line}, character {column} on."),
            N_("Have it made again, and choose that."),
            line=error.lineno,
            column=error.colno,
        ) from None
    except (ValueError, RecursionError):  # a number of thousands of figures, brackets without end
        raise UserError(place, N_("this file holds no lessons of a workbench."), _ANOTHER) from None


def _faults(row: Any) -> list[tuple[str, dict]]:
    if not isinstance(row, dict):
        return [(N_("this is no lesson."), {})]
    row_id = row.get("id")
    if not isinstance(row_id, str) or not _line(row_id) or len(row_id) > LONGEST_ID:
        return [(N_("it has no id."), {})]
    faults: list[tuple[str, dict]] = []
    for name in (*_TEXTS, "question", "block", "phase", "region", "source", "partnership", "moment"):
        longest = _longest(name)
        value = row.get(name, "")
        if not isinstance(value, str):
            faults.append((N_("“{field}” is no text."), {"field": name}))
        elif len(value) > longest:
            faults.append((N_("“{field}” is longer than {most} characters."), {"field": name, "most": longest}))
    if faults:
        return faults
    empty = [name for name in ("situation", "action") if is_blank(printable(row.get(name) or ""))]
    faults += [(N_("“{field}” is empty."), {"field": name}) for name in empty]
    allowed: dict[str, Any] = {"question": method.questions(), "block": method.blocks(), "phase": method.PHASES}
    for name, values in allowed.items():
        if row.get(name, "") and row[name] not in values:
            faults.append((N_("“{field}” says “{value}”, which the method has not."), _gaps(name, row[name])))
    factor = row.get("factor")
    if factor is not None and (type(factor) is not int or factor not in method.factors()):
        faults.append((N_("“{field}” says “{value}”, which the method has not."), _gaps("factor", factor)))
    return faults + [(N_("“{field}” is not as a workbench writes it."), {"field": name}) for name in _unlike(row)]


def _unlike(row: dict) -> list[str]:
    """Return the parts of what a lesson came with that a workbench would not write so."""
    counts = row.get("rests_on", {})
    whole = isinstance(counts, dict) and all(
        type(counts.get(name, 0)) is int and 0 <= counts.get(name, 0) <= MOST_COUNTED for name in _COUNTS
    )
    unlike = [] if whole else ["rests_on"]
    for part, names in _LISTS.items():
        rows = row.get(part, [])
        if not isinstance(rows, list) or not all(_is_of_texts(entry, names) for entry in rows):
            unlike.append(part)
    return unlike


def _is_of_texts(entry: Any, names: Sequence[str]) -> bool:
    if not isinstance(entry, dict):
        return False
    texts = [entry.get(name, "") for name in names]
    return all(isinstance(text, str) and len(text) <= LONGEST_TEXT for text in texts)


def _came_with(row: dict) -> dict[str, Any]:
    counts = {name: row.get("rests_on", {}).get(name, 0) for name in _COUNTS}
    came: dict[str, Any] = {"rests_on": counts} if any(counts.values()) else {}
    for part, names in _LISTS.items():
        if entries := [
            {name: printable(entry.get(name) or "").strip() for name in names} for entry in row.get(part, [])
        ]:
            came[part] = entries
    return came


def _gaps(field: str, value: Any) -> dict:
    return {"field": field, "value": clean_line(str(value))[:60]}


def _lesson(row: dict, study: str) -> FileLesson:
    fields: dict[str, Any] = {name: printable(row.get(name) or "").strip() for name in _TEXTS}
    fields |= {name: _line(row.get(name)) for name in ("question", "block", "phase", "region")}
    fields["factor"] = row.get("factor")
    here = " · ".join(filter(None, (study, _line(row.get("partnership")), _line(row.get("moment")))))
    return FileLesson(
        _line(row["id"]), fields, bounded(_line(row.get("source")) or here, LONGEST_LINE), _came_with(row)
    )


def _line(text: str | None) -> str:
    """Return a text of one line without signs that no reader sees and no document can hold."""
    return clean_line(printable(text or ""))
