"""Takes a file of lessons into a study: what it would add, and then that, all at once."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from canvas import regular_files
from canvas.errors import N_, UserError
from canvas.exchange.lessons_file import lessons_json
from canvas.exchange.lessons_file.lessons_json import FileLesson
from canvas.store import Connection, Study, lessons, study_settings, users
from canvas.store.database.schema import LESSON_FIELDS
from canvas.store.database.text import clean_line


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
        return _plan(connection, read, name)


def import_lessons(study: Study, user_id: str, data: bytes, name: str, profile: str = "") -> Plan:
    """Store the lessons of a file that the study does not have, in one transaction; returns what was done.

    Without a user it is done by the profile of this name, which is made where it is not there yet. A lesson is known by
    its id where it was made, so the same file again changes nothing. Raises UserError, and then nothing is stored.
    """
    read = lessons_json.read(data, name)  # before the study is held for writing: others go on meanwhile
    with study.writing(user_id) as writer:
        lessons.lock_list(writer)  # so that it goes by what stands when it is stored
        made = _plan(writer.connection, read, name)
        writer.user_id = user_id or users.find_or_add(writer, profile)
        # the newest is the first of a file, and made last
        lessons.add_of_files(writer, [vars(lesson) for lesson in reversed(made.added)])
    return made


def _plan(connection: Connection, read: list[FileLesson], name: str) -> Plan:
    if study_settings.describe(connection) is None:
        raise UserError(
            clean_line(name)[:200], N_("the study has not begun yet."), N_("Give it a title first, then import.")
        )
    here = lessons.by_guid(connection, [lesson.guid for lesson in read])
    added = tuple(lesson for lesson in read if lesson.guid not in here)
    differing = sum(
        any(here[lesson.guid][field] != lesson.fields[field] for field in LESSON_FIELDS)  # type: ignore[literal-required]
        for lesson in read
        if lesson.guid in here
    )
    return Plan(added, len(read) - len(added) - differing, differing)
