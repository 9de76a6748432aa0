"""Lessons as a document for others: each with its situation, what was done, and where it was used."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from canvas.report.blocks import Fact, Facts, Heading, Line, Piece, Quote, Voice, printable_piece
from canvas.report.evidence_docx import docx_file
from canvas.speech import Speech, joined
from canvas.store.lessons import KIND
from canvas.store.shared_lessons import SharedLesson

_LABELS = KIND.labels
_ABOUT = ("question", "block", "factor", "phase", "region")
_TEXTS = ("action", "result", "applies_to")


def docx(lessons: Sequence[SharedLesson], study: str, speech: Speech, made_at: str) -> bytes:
    """Return the bytes of a Word document with these lessons of a study; `made_at` is a stored time."""
    page = speech._("page {page} of {pages}")
    title = printable_piece(speech._("Lessons of {study}", study=study))
    return docx_file(pieces(lessons, study, speech), speech.language, title, page, made_at)


def pieces(lessons: Sequence[SharedLesson], study: str, speech: Speech) -> list[Piece]:
    """Return the document piece by piece."""
    return [printable_piece(piece) for piece in _pieces(lessons, study, speech)]


def value_in_words(field: str, value: Any, speech: Speech) -> str:
    """Return what a field of a lesson says, in words; "" for nothing."""
    if value in ("", None):
        return ""
    ways = {
        "question": lambda key: speech.question(key, short=True),
        "block": speech.block,
        "factor": lambda number: f"{number}. {speech.factor(number)}",
        "phase": speech.name,
    }
    return ways[field](value) if field in ways else str(value)


def _pieces(lessons: Sequence[SharedLesson], study: str, speech: Speech) -> Iterator[Piece]:
    yield Heading(1, speech._("Lessons of {study}", study=study))
    yield Line(
        speech._(
            "Each lesson says in which situation what was done, what it brought and for whom it holds. What people "
            "said in interviews is not in here."
        ),
        "soft",
    )
    if not lessons:
        yield Line(speech._("There are no lessons yet"))
    for lesson in lessons:
        yield from _lesson(lesson, speech)


def _lesson(lesson: SharedLesson, speech: Speech) -> Iterator[Piece]:
    yield Heading(2, lesson.fields["situation"])
    for field in _TEXTS:
        if lesson.fields[field]:
            yield Heading(3, speech._(_LABELS[field]))
            yield Line(lesson.fields[field])
    about = [
        Fact(speech._(_LABELS[field]), value_in_words(field, lesson.fields[field], speech))
        for field in _ABOUT
        if lesson.fields[field] not in ("", None)
    ]
    where = lesson.source or joined([lesson.partnership, lesson.moment])
    if where:
        about.append(Fact(speech._("Comes from"), where))
    rests = [
        speech.n_("{n} point", "{n} points", lesson.points) if lesson.points else "",
        speech.n_("{n} point contested or contradicted", "{n} points contested or contradicted", lesson.contested)
        if lesson.contested
        else "",
        speech.n_("{n} point not checked yet", "{n} points not checked yet", lesson.drafts) if lesson.drafts else "",
        speech.n_("{n} note", "{n} notes", lesson.notes) if lesson.notes else "",
    ]
    if any(rests):
        about.append(Fact(speech._("Rests on"), joined(rests, ", ")))
    yield Facts(tuple(about))
    for quote in lesson.quotes:
        yield Quote(speech._("From “{document}”", document=quote.document), (Voice("", "", quote.text, ""),))
    if lesson.uses:
        yield Heading(3, speech._("Used in"))
        missing = speech._("What came of it is not written down yet.")
        yield Facts(tuple(Fact(name, text or missing) for name, text in lesson.uses))
