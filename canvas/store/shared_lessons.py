"""Lessons as they may go to another study: without words of respondents that may not be quoted, and without codes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa

from canvas.access import quotable
from canvas.access.quotable import WordRuns
from canvas.store import lessons, spoken_words
from canvas.store.database.rows import batches
from canvas.store.database.schema import LESSON_FIELDS
from canvas.store.notes import notes
from canvas.store.points import points
from canvas.store.row_types import ListedLesson, SourcedNote


@dataclass(frozen=True)
class SharedQuote:
    """Words that may be quoted, and the publication they stand in."""

    text: str
    document: str


@dataclass(frozen=True)
class SharedLesson:
    """A lesson for others: its id where it was made, its LESSON_FIELDS, and where it comes from.

    `source` says the study it came from before this one, "" for a lesson of this study. `points` and `notes` count what
    it rests on, `contested` those of the points that are contested or that a note contradicts and `drafts` those that
    nobody checked yet. `quotes` are the words of it that may be quoted, and `uses` the partnerships that used it, each
    with what came of it. What a lesson of another study came with is handed on with what was added here.
    """

    guid: str
    fields: Mapping[str, Any]
    source: str = ""
    partnership: str = ""
    moment: str = ""
    points: int = 0
    contested: int = 0
    drafts: int = 0
    notes: int = 0
    quotes: tuple[SharedQuote, ...] = ()
    uses: tuple[tuple[str, str], ...] = ()


def shared_lessons(connection: sa.Connection) -> list[SharedLesson]:
    """Return the lessons on the list of the study, the newest first, as they may go to others.

    Of a connection to the whole study: words that a limited reading does not see would stay in the texts. Taken out is
    what anybody said, whether a lesson rests on it or not; of the notes it rests on also what is short.
    """
    return shared_rows(connection, lessons.every(connection))


def shared_rows(connection: sa.Connection, listed: Sequence[ListedLesson]) -> list[SharedLesson]:
    """Return these lessons as `shared_lessons` does."""
    note_ids = sorted({note_id for row in listed for note_id in row["notes"]})
    by_id: dict[str, SourcedNote] = {}
    for some in batches(note_ids):
        by_id |= {note["id"]: note for note in notes.by_ids(connection, list(some))}
    point_ids = sorted({point_id for row in listed for point_id in row["points"]})
    rests_on = [point for some in batches(point_ids) for point in points.by_ids(connection, list(some))]
    contested = {
        point["id"] for point in rests_on if point["state"] == "contested" or "contradicts" in point["notes"].values()
    }
    drafts = {point["id"] for point in rests_on if point["state"] == "draft"}
    texts = [text for row in listed for text in (*lessons.typed_texts(row), *(use[1] for use in _uses_elsewhere(row)))]
    runs, codes = spoken_words.recognised(connection, texts), spoken_words.codes_in(connection, texts)
    return [
        _shared(row, [by_id[note_id] for note_id in row["notes"] if note_id in by_id], runs, codes, (contested, drafts))
        for row in listed
    ]


def _shared(
    row: ListedLesson,
    rests_on: Sequence[SourcedNote],
    runs: WordRuns,
    codes: set[str],
    states: tuple[set[str], set[str]],
) -> SharedLesson:
    contested, drafts = states
    came = lessons.came_with(row)
    counts = came.get("rests_on", {})
    quotes = [SharedQuote(quote["text"], quote["document"]) for quote in came.get("quotes", ())]
    open_notes = [note for note in rests_on if quotable.may_be_quoted(note["document_kind"], note["codes"])]
    spoken = [note["text"] for note in rests_on if note not in open_notes]

    def cleared(text: str) -> str:
        return quotable.without_words(runs.without_spoken(text), spoken, codes)

    fields: dict[str, Any] = {name: row[name] for name in LESSON_FIELDS}  # type: ignore[literal-required]
    return SharedLesson(
        guid=row["guid"] or row["id"],
        fields=fields | {name: cleared(fields[name]) for name in lessons.TYPED},
        source=row["source"],
        partnership=row["partnership"] or "",
        moment=row["label"] or "",
        points=len(row["points"]) + counts.get("points", 0),
        contested=sum(point_id in contested for point_id in row["points"]) + counts.get("contested", 0),
        drafts=sum(point_id in drafts for point_id in row["points"]) + counts.get("drafts", 0),
        notes=len(row["notes"]) + counts.get("notes", 0),
        quotes=(*quotes, *(SharedQuote(note["text"], note["document"] or "") for note in open_notes if note["text"])),
        uses=(
            *((name, cleared(text)) for name, text in _uses_elsewhere(row)),
            *((use["name"], cleared(use["text"])) for use in row["uses"]),
        ),
    )


def _uses_elsewhere(row: ListedLesson) -> list[tuple[str, str]]:
    """Return where a lesson was used in the study it came from, each with what came of it."""
    return [(use["partnership"], use["what_came_of_it"]) for use in lessons.came_with(row).get("used_in", ())]
