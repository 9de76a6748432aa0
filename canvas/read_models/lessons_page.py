"""Reads what the screen of lessons shows: a page of lessons, one of them with its evidence, its form's choices."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from canvas import method
from canvas.access.quotable import FEWEST_WORDS
from canvas.errors import N_, NotFoundError
from canvas.store import Connection, answers, interviews, lesson_filter, lessons, moments, partnerships, spoken_words
from canvas.store.database.ids import now
from canvas.store.lesson_filter import LessonCounts, LessonFilter
from canvas.store.matrix import matrix_summaries
from canvas.store.notes import notes
from canvas.store.overview.filtered_moments import Pair
from canvas.store.points import points
from canvas.store.row_types import ListedLesson, MomentRow, SourcedNote, TablePoint
from canvas.store.shared_lessons import SharedLesson, shared_lessons

BEGUN_FROM = ("point", "summary", "answer")  # what one can begin with; the reason of a change is a summary too


@dataclass(frozen=True)
class LessonsPage:
    """The lessons that a filter leaves: `total` of them, of which `rows` are the page that begins at place `start`.

    `counts` are of all lessons; `choices` what they can be filtered by (`lesson_filter.choices`). `points` are those
    that these rest on, by id.
    """

    counts: LessonCounts
    choices: dict[str, list]
    total: int
    start: int
    rows: list[ListedLesson]
    points: dict[str, TablePoint]


@dataclass(frozen=True)
class OpenedLesson:
    """A lesson with what it rests on and its earlier `versions` (rows of `lessons.versions`).

    `points` are rows of `points.points`, `notes` of `notes.with_sources`. `summaries` rest on some of the same notes
    (rows of `matrix_summaries.resting_on`). `held_back` counts the points and notes that this reading does not show.
    `partnerships` are those that it can be used in: id → name.
    """

    lesson: ListedLesson
    points: list[TablePoint]
    notes: list[SourcedNote]
    summaries: list[dict]
    versions: list[dict]
    partnerships: dict[str, str]
    held_back: int = 0


@dataclass(frozen=True)
class LessonStart:
    """What a lesson begins with: `fields` of LESSON_FIELDS, the ids of its evidence, and the moment it comes from.

    `words` are those of what it was begun from, to be put in words of its own; "" where it was begun from nothing.
    """

    fields: Mapping[str, Any]
    notes: tuple[str, ...] = ()
    points: tuple[str, ...] = ()
    moment: Pair | None = None
    words: str = ""


@dataclass(frozen=True)
class LessonChoices:
    """What the form of a lesson offers to rest on: the points and notes of its moment, and those it rests on already.

    `moment` is the row of the moment, None for none.
    """

    moment: MomentRow | None
    points: dict[str, TablePoint]
    notes: dict[str, SourcedNote]


def lessons_page(connection: Connection, wanted: LessonFilter, start: int) -> LessonsPage:
    """Return the page of lessons that begins at `start`, or the last page where there are fewer by now."""
    total = lesson_filter.count(connection, wanted)
    start = lesson_filter.page_start(start, total)
    shown = lesson_filter.page_of(connection, wanted, start)
    resting_on = points.by_ids(connection, list({point_id for row in shown for point_id in row["points"]}))
    return LessonsPage(
        counts=lesson_filter.counts(connection),
        choices=lesson_filter.choices(connection),
        total=total,
        start=start,
        rows=shown,
        points={point["id"]: point for point in resting_on},
    )


def opened_lesson(connection: Connection, lesson_id: str) -> OpenedLesson:
    """Return a lesson for its drawer; raises NotFoundError."""
    lesson = lessons.get(connection, lesson_id)
    used = {use["partnership_id"] for use in lesson["uses"]} | {lesson["partnership_id"]}
    names = {row["id"]: row["name"] for row in partnerships.every(connection) if row["id"] not in used}
    return OpenedLesson(
        lesson=lesson,
        points=points.by_ids(connection, lesson["points"]),
        notes=notes.by_ids(connection, lesson["notes"]) if lesson["notes"] else [],
        summaries=matrix_summaries.resting_on(connection, lesson["notes"]),
        versions=lessons.versions(connection, lesson_id),
        partnerships=names,
        held_back=sum(lessons.evidence_size(connection, lesson_id)) - len(lesson["notes"]) - len(lesson["points"]),
    )


def spoken_in_fields(connection: Connection, texts: Mapping[str, str], partnership_id: str) -> dict[str, list[str]]:
    """Return by field the stretches of its text that somebody said, as far as this reading shows that.

    Looked into is what was said in the partnership that the lesson comes from; in the whole study for "".
    """
    if not any(len(text.split()) >= FEWEST_WORDS for text in texts.values()):
        return {}
    runs = spoken_words.recognised(connection, texts.values(), partnership_id)
    stretches = {name: runs.spoken_in(text) for name, text in texts.items()}
    return {name: spoken for name, spoken in stretches.items() if spoken}


def lesson(connection: Connection, lesson_id: str) -> ListedLesson:
    """Return a lesson as it stands; raises NotFoundError."""
    return lessons.get(connection, lesson_id)


def lesson_start(connection: Connection, begun_from: str, row_id: str) -> LessonStart:
    """Return what a lesson begins with that is made of a point, summary or answer; raises NotFoundError.

    `begun_from` is one of BEGUN_FROM. It rests on the point and the notes that support or contradict it, or on the
    notes of the summary or answer, and is about the same question, block or factor, in the phase and region of the
    partnership.
    """
    if begun_from == "answer":
        return _start_of_answer(connection, row_id)
    if begun_from == "point":
        point = points.get(connection, row_id)
        if point["retired"]:
            raise NotFoundError(N_("Point"), row_id)
        pair = (point["partnership_id"], point["wave_id"]) if point["partnership_id"] and point["wave_id"] else None
        bearing = tuple(note_id for note_id, stance in point["notes"].items() if stance in ("supports", "contradicts"))
        about = {"question": point["question"]}
        return LessonStart(_fields(connection, pair, about), bearing, (row_id,), pair, point["text"])
    summary = matrix_summaries.get(connection, row_id)
    pair = (summary["partnership_id"], summary["wave_id"])
    about = {summary["axis"]: summary["key"]} if summary["axis"] in ("block", "question") else {}
    return LessonStart(_fields(connection, pair, about), tuple(summary["notes"]), (), pair, summary["text"])


def _start_of_answer(connection: Connection, answer_id: str) -> LessonStart:
    answer = answers.get(connection, answer_id)
    interview = interviews.get(connection, answer["interview_id"])
    pair = (interview["partnership_id"], interview["wave_id"])
    about = {"block": answer["block"]} if answer["factor"] is None else {"factor": answer["factor"]}
    note_ids = tuple(row["id"] for row in notes.of_answer(connection, answer_id) if not row["retired"])
    return LessonStart(_fields(connection, pair, about), note_ids, (), pair, answer["text"])


def lesson_choices(
    connection: Connection, pair: Pair | None, note_ids: tuple[str, ...], point_ids: tuple[str, ...]
) -> LessonChoices:
    """Return what a lesson of a moment (`pair`) may rest on, with these that it rests on already."""
    of_moment = points.of_moment(connection, *pair) if pair else []
    said_there = notes.with_sources(connection, moments=[pair]) if pair else []
    other_notes = [note_id for note_id in note_ids if note_id not in {row["id"] for row in said_there}]
    chosen_notes = notes.by_ids(connection, other_notes) if other_notes else []
    return LessonChoices(
        moment=moments.moment(connection, *pair) if pair else None,
        points={row["id"]: row for row in (*of_moment, *points.by_ids(connection, point_ids))},
        notes={row["id"]: row for row in (*said_there, *chosen_notes)},
    )


def fields_of_moment(connection: Connection, pair: Pair) -> dict[str, Any]:
    """Return what a lesson of this moment says of itself: its phase and region; raises NotFoundError."""
    return _fields(connection, pair, {})


def _fields(connection: Connection, pair: Pair | None, about: Mapping[str, Any]) -> dict[str, Any]:
    fields: dict[str, Any] = dict(about)
    if "block" in about:
        fields["question"] = method.blocks()[about["block"]].question
    if pair:
        fields["phase"] = moments.moment(connection, *pair)["phase"]
        fields["region"] = partnerships.get(connection, pair[0])["region"]
    return fields


@dataclass(frozen=True)
class LessonsToShare:
    """The lessons of the study as they may go to others, and the time at which they were read."""

    lessons: list[SharedLesson]
    made_at: str


def lessons_to_share(connection: Connection) -> LessonsToShare:
    """Return the lessons on the list as a file for others holds them: the same for every reader, with nobody's words.

    Read of the whole study (`page.read_people`): what is not seen cannot be taken out of a text.
    """
    return LessonsToShare(shared_lessons(connection), now())
