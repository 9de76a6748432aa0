"""Finding one's way in the lessons of a study: filters, what can be filtered by, and pages."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any

import sqlalchemy as sa

from canvas import method
from canvas.store import lessons, spoken_words
from canvas.store.database.folding import contains_words, folded
from canvas.store.database.schema import lesson, lesson_use, partnership
from canvas.store.limited.limited_views import limits_of
from canvas.store.overview import filtered_counts
from canvas.store.overview.filtered_counts import AttributeFilter
from canvas.store.row_types import ListedLesson

LESSONS_A_PAGE = 20  # lessons at once
ABOUT = ("question", "block", "factor", "phase", "region")  # what a lesson may be about, by its columns
_WORDED = (
    lesson.c.situation,
    lesson.c.action,
    lesson.c.result,
    lesson.c.applies_to,
    lesson.c.region,
    lesson.c.source,
    sa.func.coalesce(partnership.c.name, ""),
)


@dataclass(frozen=True)
class LessonFilter:
    """Which lessons: of each part that says nothing, nothing is asked; of several values any will do.

    `words` all stand somewhere in the lesson or the name of where it comes from. A lesson on a block is also about the
    question that the block feeds. `attributes` are filters on the partnership that a lesson comes from; those on
    respondents are left out here. `retired` asks for those that were taken off the list.
    """

    words: str = ""
    question: tuple[str, ...] = ()
    block: tuple[str, ...] = ()
    factor: tuple[int, ...] = ()
    phase: tuple[str, ...] = ()
    region: tuple[str, ...] = ()
    attributes: tuple[AttributeFilter, ...] = ()
    retired: bool = False


@dataclass(frozen=True)
class LessonCounts:
    """How many lessons there are, and what became of them.

    `lessons` stand on the list, from `partnerships` of this study; `elsewhere` come from another study. `used` of them
    were used in another partnership, of which `with_result` say what came of it; `retired` were taken off the list.
    """

    lessons: int
    partnerships: int
    elsewhere: int
    used: int
    with_result: int
    retired: int


def counts(connection: sa.Connection) -> LessonCounts:
    """Return how many lessons there are in the study."""
    stands = lesson.c.retired.is_(False)
    row = connection.execute(
        sa.select(
            sa.func.count(),
            sa.func.count(sa.distinct(lesson.c.partnership_id)),
            sa.func.count(sa.case((lesson.c.source != "", lesson.c.id))),
        ).where(stands)
    ).one()
    used = sa.select(
        sa.func.count(sa.distinct(lesson_use.c.lesson_id)),
        sa.func.count(sa.distinct(sa.case((lesson_use.c.text != "", lesson_use.c.lesson_id)))),
    ).join_from(lesson_use, lesson)
    used_row = connection.execute(used.where(stands, lesson_use.c.retired.is_(False))).one()
    retired = connection.execute(sa.select(sa.func.count()).where(lesson.c.retired.is_(True))).scalar_one()
    return LessonCounts(*row, *used_row, retired)


def count(connection: sa.Connection, lesson_filter: LessonFilter) -> int:
    """Return how many lessons a filter leaves."""
    if _looks_in_what_is_shown(connection, lesson_filter):
        return len(_shown_with_words(connection, lesson_filter))
    return connection.execute(_filtered(sa.select(sa.func.count()), lesson_filter)).scalar_one()


def page_start(start: int, total: int) -> int:
    """Return the place of the first lesson of a page; that of the last page where there are fewer by now."""
    return max(0, min(start, (total - 1) // LESSONS_A_PAGE * LESSONS_A_PAGE))


def page_of(
    connection: sa.Connection, lesson_filter: LessonFilter, start: int = 0, most: int = LESSONS_A_PAGE
) -> list[ListedLesson]:
    """Return at most `most` of the lessons that a filter leaves, the newest first, from place `start` on."""
    if _looks_in_what_is_shown(connection, lesson_filter):
        return _shown_with_words(connection, lesson_filter)[start : start + most]
    query = _filtered(sa.select(lesson.c.id), lesson_filter).order_by(lesson.c.created_at.desc(), lesson.c.id.desc())
    return lessons.by_ids(connection, connection.execute(query.limit(most).offset(start)).scalars().all())


def choices(connection: sa.Connection) -> dict[str, list]:
    """Return by the fields of ABOUT the values that a lesson on the list has, in the order of the method."""
    values: dict[str, list] = {}
    for name in ABOUT:
        column = lesson.c[name]
        query = sa.select(column).where(lesson.c.retired.is_(False), column.is_not(None)).distinct()
        values[name] = sorted(value for value in connection.execute(query).scalars() if value != "")
    for name, order in (("question", method.questions()), ("block", method.blocks()), ("phase", method.PHASES)):
        values[name] = [key for key in order if key in values[name]]
    if hidden := spoken_words.hidden_words(connection, values["region"]):  # a region is typed
        values["region"] = [text for text in values["region"] if hidden.taken_out(text) == text]
    return values


def fitting(
    connection: sa.Connection,
    partnership_id: str,
    phase: str,
    blocks: Iterable[str] = (),
    factors: Iterable[int] = (),
    most: int = LESSONS_A_PAGE,
) -> list[ListedLesson]:
    """Return lessons of other partnerships and studies that fit one in this phase: those that fit best first.

    A lesson fits by the phase, by one of the `blocks` and by one of the `factors`; each counts once. Of those that fit
    as well, the ones that were used come first, and then the newest. None that comes from this partnership, or is used
    in it already.
    """
    of_blocks, of_factors = list(blocks), list(factors)
    fits: list[sa.ColumnElement] = [
        sa.case((lesson.c.phase == phase, 1), else_=0),
        sa.case((lesson.c.block.in_(of_blocks), 1), else_=0),
        sa.case((lesson.c.factor.in_(of_factors), 1), else_=0),
    ]
    fit = sum(fits[1:], fits[0])
    here = sa.select(lesson_use.c.lesson_id).where(
        lesson_use.c.partnership_id == partnership_id, lesson_use.c.retired.is_(False)
    )
    uses = sa.select(sa.func.count()).where(lesson_use.c.lesson_id == lesson.c.id, lesson_use.c.retired.is_(False))
    query = sa.select(lesson.c.id).where(
        lesson.c.retired.is_(False),
        sa.or_(lesson.c.partnership_id.is_(None), lesson.c.partnership_id != partnership_id),
        lesson.c.id.not_in(here),
        fit > 0,
    )
    order = (fit.desc(), uses.scalar_subquery().desc(), lesson.c.created_at.desc(), lesson.c.id.desc())
    return lessons.by_ids(connection, connection.execute(query.order_by(*order).limit(most)).scalars().all())


def _looks_in_what_is_shown(connection: sa.Connection, lesson_filter: LessonFilter) -> bool:
    """Tell whether a reading does not show all words of lessons: looked for in a query, they would be told by hits."""
    return bool(lesson_filter.words.strip()) and limits_of(connection) is not None


def _shown_with_words(connection: sa.Connection, lesson_filter: LessonFilter) -> list[ListedLesson]:
    """Return the lessons that a filter leaves as this reading shows them, the newest first."""
    words = (folded(lesson_filter.words) or "").split()
    query = _filtered(sa.select(lesson.c.id), replace(lesson_filter, words=""))
    ids = connection.execute(query.order_by(lesson.c.created_at.desc(), lesson.c.id.desc())).scalars().all()
    worded = [column.name for column in _WORDED[:-1]]
    shown = []
    for row in lessons.by_ids(connection, ids):
        texts = [str(row[name] or "") for name in (*worded, "partnership")]  # type: ignore[literal-required]
        text = folded(" ".join(texts)) or ""
        shown += [row] if all(word in text for word in words) else []
    return shown


def _filtered(query: sa.Select, lesson_filter: LessonFilter) -> sa.Select:
    query = query.select_from(lesson.outerjoin(partnership)).where(lesson.c.retired.is_(lesson_filter.retired))
    if lesson_filter.words.strip():
        text: Any = _joined(_WORDED)
        query = query.where(*contains_words(text, lesson_filter.words))
    if lesson_filter.question:
        blocks = [key for question in lesson_filter.question for key in method.blocks_of(question)]
        query = query.where(sa.or_(lesson.c.question.in_(lesson_filter.question), lesson.c.block.in_(blocks)))
    for name in ("block", "factor", "phase", "region"):
        if values := getattr(lesson_filter, name):
            query = query.where(lesson.c[name].in_(values))
    if conditions := filtered_counts.of_partnerships(lesson_filter.attributes):
        query = query.where(lesson.c.partnership_id.in_(filtered_counts.partnerships_query(conditions)))
    return query


def _joined(texts: Sequence[sa.ColumnElement]) -> sa.ColumnElement:
    whole = texts[0]
    for text in texts[1:]:
        whole = whole + " " + text
    return whole
