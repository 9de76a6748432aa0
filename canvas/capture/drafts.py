"""Drafts: words typed in an interview that lie in a browser until they are stored, and perhaps after that."""

from __future__ import annotations

from canvas.store import Study, answers
from canvas.store.database.text import clean


def is_stored(study: Study, interview_id: str, question: str, text: str, base: int) -> bool:
    """Tell whether an answer says this now, or said so in a version from number `base`, on which it was typed.

    Blanks at the end of lines and of the whole say nothing; so an empty text is stored where there is no answer yet.
    """
    with study.reading() as connection:
        answer = answers.of_interview(connection, interview_id).get(question)
        if answer is None:
            return not text.strip()
        versions = answers.revisions(connection, answer["id"], base)
    return _words(text) in {_words(answer["text"]), *(_words(row["text"]) for row in versions)}


def _words(text: str) -> str:
    return "\n".join(line.rstrip() for line in clean(text).split("\n")).rstrip()
