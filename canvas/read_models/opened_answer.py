"""Reads what an answer of the notes screen shows once it is opened: the question as it was put, and its notes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from canvas.capture.interviewing import guide_of
from canvas.store import Connection, guides
from canvas.store.notes import grid


@dataclass(frozen=True)
class OpenedAnswer:
    """An answer that was opened, with the ids of its standing notes.

    `question` is in the words it was put in; None where its guide has no such question any more.
    """

    question: str | None
    note_ids: list[str]


def opened_answer(connection: Connection, row: Mapping) -> OpenedAnswer:
    """Return what stands behind a row of answers, as `store.notes.grid` gives it."""
    guide = guide_of(guides.get(connection, row["guide_id"])["content"])
    question = guide.question(row["question"])
    return OpenedAnswer(
        question=question.wording(row["role"], guide.language_for(row["language"])) if question else None,
        note_ids=grid.notes_of_answers(connection, [row["id"]]),
    )
