"""The evidence of points, cells and tables as it was gathered: no words of a language in it, only what is known."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from canvas.access.small_numbers import Limits
from canvas.method import Role
from canvas.report.origins import Document, InterviewDetails, Origin


@dataclass(frozen=True)
class Scope:
    """What a sheet is about: a table, of a moment or with neither id across cases; narrowed to a cell or a point.

    `question` is one of the four, `row` a role with a row or SHARED; '' takes them all. A point says its own table.
    """

    partnership_id: str | None = None
    wave_id: str | None = None
    question: str = ""
    row: str = ""
    point_id: str = ""


@dataclass(frozen=True)
class Note:
    """A note under a point, with its number in this evidence and all that leads back to the words spoken."""

    number: int
    id: str
    text: str
    kind: str
    block: str
    role: str
    codes: tuple[str, ...]
    partnership: str
    wave: str
    fictional: bool
    from_: str  # answer, passage or session
    made_at: str
    answer_id: str
    retired: bool
    erased_at: str
    origin: Origin
    versions: tuple[Mapping, ...]  # newest first; none where it was never changed
    themes: tuple[str, ...]
    departed: tuple[tuple[str, str], ...] = ()  # partners of who said it that have left: organisation and day


@dataclass(frozen=True)
class Point:
    """A point with its number, who stands behind it, how it came to be and every note it rests on.

    `counts` are those of `analysis.point_support.support_counts`; `flags` those of
    `store.points.point_flags`, `history` what `analysis.point_history.history` gives.
    """

    number: int
    id: str
    question: str
    text: str
    perspectives: tuple[str, ...]
    reach: str
    state: str
    state_by: str
    state_at: str
    reason: str
    retired: bool
    counts: Mapping[str, int]
    flags: tuple[Mapping, ...]
    history: tuple[Mapping, ...]
    supporting: tuple[Note, ...]
    contradicting: tuple[Note, ...]


@dataclass(frozen=True)
class Table:
    """One perspectives table, or what of it was asked for; the names are '' across cases.

    `heard` holds per (row, question) what `analysis.perspectives.hearing` says; `taken_off` are the points that were
    taken off the table: text, id, and of their last version by and made_at. `held_back` is how many notes and points
    of the moment are left out for whom the sheet is made.
    """

    scope: Scope
    partnership: str
    code: str
    wave: str
    place: int | None
    phase: str
    fictional: bool
    heard: Mapping[tuple[str, str], Mapping]
    points: tuple[Point, ...]
    taken_off: tuple[Mapping, ...]
    held_back: tuple[int, int] = (0, 0)


@dataclass(frozen=True)
class Evidence:
    """All of it: from which study, made when and by whom, table after table, and the sources in one list.

    `interviews` and `documents` are in the order of their numbers: 1, 2, 3 …, the documents counting on.
    """

    study: str
    made_at: str
    made_by: str  # '' from the command line
    version: str
    roles: Mapping[str, Role]
    rows: tuple[str, ...]
    tables: tuple[Table, ...]
    interviews: tuple[InterviewDetails, ...]
    documents: tuple[Document, ...]
    text_hashes: Mapping[str, str]  # per document without a file of its own: the SHA-256 of its text
    limits: Limits | None = None  # what of the study may not be shown to whom it is made for

    @property
    def fictional(self) -> str:
        """Tell how much here is of a fictional partnership: all, some or '' for nothing."""
        tables = [table.fictional for table in self.tables]
        points = [point for table in self.tables for point in table.points]
        has_fictional = any(note.fictional for point in points for note in (*point.supporting, *point.contradicting))
        return "all" if tables and all(tables) else "some" if has_fictional or any(tables) else ""

    def source_number(self, identifier: str) -> int:
        """Return the number of an interview or a document."""
        ids = [interview.id for interview in self.interviews] + [document.id for document in self.documents]
        return ids.index(identifier) + 1
