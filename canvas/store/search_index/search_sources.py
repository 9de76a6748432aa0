"""What stands in the index of a search: the words of every kind, what they can be filtered by, and when that changes.

The index follows from the study: triggers keep it, and it can be made anew at any time. Both engines share what is
here; how each writes a value as a tag is for a `Tags` to say.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

KINDS = ("note", "answer", "document", "point", "lesson")
LESSON_TEXTS = ("situation", "action", "result", "applies_to")  # what of a lesson is searched
_WORDS_OF_LESSON = "(" + " || ' ' || ".join(f"lesson.{name}" for name in LESSON_TEXTS) + ")"

# Letters of tags: what a hit can be filtered by.
PARTNERSHIP, WAVE, ROLE, BLOCK, QUESTION, RESPONDENT, KIND = "p", "w", "r", "b", "q", "s", "k"


@dataclass(frozen=True)
class Tags:
    """How an engine writes tags in SQL: a value that is an id, one that is a key, and many ids put in a row.

    `spelled` is how it spells a text out in plain letters, where the index holds it as a text.
    """

    of_id: Callable[[str, str], str]
    of_key: Callable[[str, str], str]
    joined: Callable[[str], str]
    spelled: Callable[[str], str] = str

    def _single(self, letter: str, expression: str, key: bool = False) -> str:
        return f"coalesce(' ' || {(self.of_key if key else self.of_id)(letter, expression)}, '')"

    def _several(self, letter: str, column: str, where: str) -> str:
        tag = f"' ' || {self.of_id(letter, column)}"
        return f"coalesce((SELECT {self.joined(tag)} FROM {where}), '')"

    def of_note(self) -> str:
        """Return the tags of a row of note with its answer, passage and turn."""
        respondents = self._several(
            RESPONDENT, "respondent_id", "interview_respondent WHERE interview_id = answer.interview_id"
        )
        return " || ".join(
            [
                "'knote'",
                self._single(PARTNERSHIP, "note.partnership_id"),
                self._single(WAVE, "note.wave_id"),
                self._single(ROLE, "coalesce(note.role, '')", key=True),
                self._single(BLOCK, "note.block", key=True),
                self._single(QUESTION, "coalesce(answer.question, turn.question)", key=True),
                self._single(RESPONDENT, "passage.respondent_id"),
                respondents,
            ]
        )

    def of_answer(self) -> str:
        """Return the tags of a row of answer with its interview."""
        respondents = self._several(
            RESPONDENT, "respondent_id", "interview_respondent WHERE interview_id = interview.id"
        )
        return " || ".join(
            [
                "'kanswer'",
                self._single(PARTNERSHIP, "interview.partnership_id"),
                self._single(WAVE, "interview.wave_id"),
                self._single(ROLE, "interview.role", key=True),
                self._single(BLOCK, "answer.block", key=True),
                self._single(QUESTION, "answer.question", key=True),
                respondents,
            ]
        )

    def of_document(self) -> str:
        """Return the tags of a row of document with its interview, if it has one."""
        respondents = self._several(
            RESPONDENT, "respondent_id", "interview_respondent WHERE interview_id = interview.id"
        )
        return " || ".join(
            [
                "'kdocument'",
                self._single(PARTNERSHIP, "document.partnership_id"),
                self._single(WAVE, "document.wave_id"),
                self._single(ROLE, "coalesce(interview.role, '')", key=True),
                respondents,
            ]
        )

    def of_point(self) -> str:
        """Return the tags of a row of point."""
        role_tag = self.of_key(ROLE, "role")
        tags = self.joined(f"' ' || {role_tag}")
        roles = f"coalesce((SELECT {tags} FROM point_perspective WHERE point_id = point.id), '')"
        return " || ".join(
            [
                "'kpoint'",
                self._single(PARTNERSHIP, "point.partnership_id"),
                self._single(WAVE, "point.wave_id"),
                self._single(QUESTION, "point.question", key=True),
                roles,
            ]
        )

    def of_lesson(self) -> str:
        """Return the tags of a row of lesson: where it comes from and what it is about."""
        return " || ".join(
            [
                "'klesson'",
                self._single(PARTNERSHIP, "lesson.partnership_id"),
                self._single(WAVE, "lesson.wave_id"),
                self._single(BLOCK, "nullif(lesson.block, '')", key=True),
                self._single(QUESTION, "nullif(lesson.question, '')", key=True),
            ]
        )


def sources(tags: Tags) -> dict[str, str]:
    """Return per kind a SELECT of kind, ref, tags, title and text; `AND` may be put after each."""

    def head(kind: str, of_it: str, title: str = "''", words: str = "") -> str:
        text = tags.spelled(words or f"{kind}.text")
        columns = f"'{kind}' AS kind, {kind}.id AS ref, {of_it} AS tags, {title} AS title, {text} AS text"
        return f"SELECT {columns} FROM {kind} "

    return {
        "note": head("note", tags.of_note())
        + "LEFT JOIN answer ON answer.id = note.answer_id LEFT JOIN passage ON passage.id = note.passage_id "
        "LEFT JOIN turn ON turn.document_id = passage.document_id AND turn.number = passage.turn "
        "WHERE NOT note.retired AND note.text <> ''",
        "answer": head("answer", tags.of_answer())
        + "JOIN interview ON interview.id = answer.interview_id WHERE answer.text <> ''",
        "document": head("document", tags.of_document(), tags.spelled("document.title"))
        + "LEFT JOIN interview ON interview.id = document.interview_id WHERE document.id IS NOT NULL",
        "point": head("point", tags.of_point()) + "WHERE NOT point.retired AND point.text <> ''",
        "lesson": head("lesson", tags.of_lesson(), words=_WORDS_OF_LESSON) + "WHERE NOT lesson.retired",
    }


# Per kind the columns of its own table that the index is made of.
COLUMNS = {
    "note": ("text", "retired", "role", "block", "partnership_id", "wave_id", "answer_id", "passage_id"),
    "answer": ("text", "block", "question", "interview_id"),
    "document": ("title", "text", "partnership_id", "wave_id", "interview_id"),
    "point": ("text", "retired", "question", "partnership_id", "wave_id"),
    "lesson": (*LESSON_TEXTS, "retired", "block", "question", "partnership_id", "wave_id"),
}


@dataclass(frozen=True)
class Link:
    """A table beside those from which tags are made: what of it may change, and which rows of `kind` follow it.

    `ids` selects their ids, with {row} where the changed row goes; without `columns` its coming and going counts.
    """

    table: str
    kind: str
    ids: str
    columns: tuple[str, ...] = ()


LINKS = (
    Link(
        "turn",
        "note",
        "SELECT note.id FROM note JOIN passage ON passage.id = note.passage_id "
        "WHERE passage.document_id = {row}.document_id AND passage.turn = {row}.number",
        ("question",),
    ),
    Link("passage", "note", "SELECT note.id FROM note WHERE note.passage_id = {row}.id", ("turn", "respondent_id")),
    Link(
        "interview_respondent",
        "note",
        "SELECT note.id FROM note JOIN answer ON answer.id = note.answer_id "
        "WHERE answer.interview_id = {row}.interview_id",
    ),
    Link(
        "interview_respondent", "answer", "SELECT answer.id FROM answer WHERE answer.interview_id = {row}.interview_id"
    ),
    Link(
        "interview_respondent",
        "document",
        "SELECT document.id FROM document WHERE document.interview_id = {row}.interview_id",
    ),
    Link("point_perspective", "point", "SELECT point.id FROM point WHERE point.id = {row}.point_id"),
)
