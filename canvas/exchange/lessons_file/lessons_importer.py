"""Takes a file of lessons into a study: what it would add, and then that, all at once."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from canvas import regular_files
from canvas.errors import N_, UserError
from canvas.exchange.lessons_file import lessons_json
from canvas.exchange.lessons_file.lessons_json import FileLesson
from canvas.store import Connection, Study, lessons, study_settings, users
from canvas.store.database.schema import LESSON_FIELDS
from canvas.store.database.text import clean_line
from canvas.store.row_types import ListedLesson
from canvas.store.shared_lessons import shared_rows


@dataclass(frozen=True)
class Plan:
    """What a file of lessons means for a study.

    `added` are new to it; `same` counts those it has already as the file says them, `differing` those that say
    something else here: they are left as they are.
    """

    added: tuple[FileLesson, ...]
    same: int
    differing: int


def read_bytes(file: Path) -> bytes:
    """Return the bytes of a file; raises UserError where it is not there, or is no file."""
    return regular_files.read_file(file, lessons_json.MOST_BYTES + 1)


def preview(study: Study, data: bytes, name: str) -> Plan:
    """Return what importing this file would do; raises UserError, as doing it would."""
    read = lessons_json.read(data, name)
    with study.reading() as connection:
        return _plan(connection, read, name, _as_written_here(connection, read))


def import_lessons(study: Study, user_id: str, data: bytes, name: str, profile: str = "") -> Plan:
    """Store the lessons of a file that the study does not have, in one transaction; returns what was done.

    Without a user it is done by the profile of this name, which is made where it is not there yet. A lesson is known by
    its id where it was made, so the same file again changes nothing. Raises UserError, and then nothing is stored.
    """
    read = lessons_json.read(data, name)  # before the study is held for writing: others go on meanwhile
    with study.reading() as connection:
        written_here = _as_written_here(connection, read)
    with study.writing(user_id) as writer:
        lessons.lock_list(writer)  # so that it goes by what stands when it is stored
        made = _plan(writer.connection, read, name, written_here)
        writer.user_id = user_id or users.find_or_add(writer, profile)
        # the newest is the first of a file, and made last
        lessons.add_of_files(writer, [vars(lesson) for lesson in reversed(made.added)])
    return made


def _as_written_here(connection: Connection, read: list[FileLesson]) -> dict[str, dict[str, Any]]:
    """Return the fields, by id, that a file of this study would have of lessons of which this file says otherwise.

    What people said is left out of a file, so its own lessons come back with marks in its place: that changes nothing.
    """
    here = lessons.by_guid(connection, [lesson.guid for lesson in read])
    rows = [here[lesson.guid] for lesson in read if _differs(lesson, here.get(lesson.guid))]
    return {shared.guid: lessons_json.as_read(shared).fields for shared in shared_rows(connection, rows)}


def _differs(lesson: FileLesson, row: ListedLesson | None) -> bool:
    return row is not None and any(row[name] != lesson.fields[name] for name in LESSON_FIELDS)  # type: ignore[literal-required]


def _plan(
    connection: Connection, read: list[FileLesson], name: str, written_here: Mapping[str, dict[str, Any]]
) -> Plan:
    if study_settings.describe(connection) is None:
        raise UserError(
            clean_line(name)[:200], N_("the study has not begun yet."), N_("Give it a title first, then import.")
        )
    here = lessons.by_guid(connection, [lesson.guid for lesson in read])
    added = tuple(lesson for lesson in read if lesson.guid not in here)
    differing = sum(
        _differs(lesson, here.get(lesson.guid)) and lesson.fields != written_here.get(lesson.guid) for lesson in read
    )
    return Plan(added, len(read) - len(added) - differing, differing)
