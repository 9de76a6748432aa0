"""Reads what lies behind a figure of the ratings: answers, the interviews and guides they stand in, and their notes."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from canvas.analysis.response_state import RATINGS
from canvas.capture.interviewing import guide_of
from canvas.guides import Guide
from canvas.store import Connection, answers, factors, guides, interviews
from canvas.store.notes import notes
from canvas.store.overview import filtered_counts
from canvas.store.overview.filtered_counts import AttributeFilter
from canvas.store.row_types import ListedInterview, SourcedNote

FIGURES = (*RATINGS, "dont_know", "n")  # what a figure counts: a rating, "don't know", or all who gave a rating


@dataclass(frozen=True)
class AnswerSources:
    """Where answers were given: rows of `store.interviews.by_ids` by interview id, and their guides by guide id."""

    interviews: Mapping[str, ListedInterview]
    guides: Mapping[str, Guide]


@dataclass(frozen=True)
class RatedAnswers:
    """The answers that a figure counts (rows of `store.answers.of_block` or `store.factors.answers`).

    `sources` says where each was given; `notes` are rows of `store.notes.notes.with_sources` that came with them.
    """

    answers: list[dict]
    sources: AnswerSources
    notes: list[SourcedNote]


@dataclass(frozen=True)
class RatingPartnerships:
    """The partnerships behind a figure of a factor: `total` of them, of which `partnerships` is a page.

    `answers` are those given in words at that page, and `sources` say where the first of them were given.
    """

    total: int
    partnerships: list[dict]
    answers: list[dict]
    sources: AnswerSources


def answer_sources(connection: Connection, rows: Sequence[Mapping]) -> AnswerSources:
    """Return the interviews, with their guides, in which these answers (rows with interview_id) were given."""
    given_in = interviews.by_ids(connection, sorted({row["interview_id"] for row in rows}))
    guide_ids = {row["guide_id"] for row in given_in.values()}
    return AnswerSources(
        given_in, {guide_id: guide_of(guides.get(connection, guide_id)["content"]) for guide_id in guide_ids}
    )


def block_answers(
    connection: Connection, pair: tuple[str, str], block: str, filters: Sequence[AttributeFilter]
) -> list[dict]:
    """Return the answers on a block at a moment (rows of `store.answers.of_block`) within the filters."""
    of_respondents = filtered_counts.of_respondents(filters)
    if not of_respondents:
        return answers.of_block(connection, *pair, block)
    rows = answers.of_block(connection, *pair, block, filtered_counts.respondents_query(of_respondents))
    interview_ids: Collection[str] = filtered_counts.interview_ids(connection, *pair, of_respondents)
    return [row for row in rows if row["interview_id"] in interview_ids]


def rated_block_answers(
    connection: Connection,
    pair: tuple[str, str],
    role: str,
    block: str,
    figure: str,
    filters: Sequence[AttributeFilter],
) -> RatedAnswers:
    """Return the answers of a role on a block at a moment that one of FIGURES counts, with the notes they gave."""
    # what rates a success factor is counted there, not on the block it stands at
    rows = [
        row
        for row in block_answers(connection, pair, block, filters)
        if row["role"] == role and row["factor"] is None and counts(row, figure)
    ]
    interview_ids = {row["interview_id"] for row in rows}
    block_notes = notes.with_sources(connection, moments=[pair], roles=[role], blocks=[block], filters=filters)
    return RatedAnswers(
        answers=rows,
        sources=answer_sources(connection, rows),
        notes=[note for note in block_notes if note["interview_id"] in interview_ids],
    )


def rated_factor_answers(
    connection: Connection,
    pair: tuple[str, str],
    role: str,
    factor: int,
    figure: str,
    filters: Sequence[AttributeFilter],
) -> RatedAnswers:
    """Return the answers of a role on a factor at a moment that a figure counts, with the notes they gave."""
    rows = factors.answers(connection, [pair], factor=factor, role=role, figure=figure, filters=filters)
    answer_ids = {row["id"] for row in rows}
    role_notes = notes.with_sources(connection, moments=[pair], roles=[role], filters=filters)
    return RatedAnswers(
        answers=rows,
        sources=answer_sources(connection, rows),
        notes=[note for note in role_notes if note["answer_id"] in answer_ids],
    )


def factor_answers(connection: Connection, pair: tuple[str, str], factor: int | None, role: str | None) -> RatedAnswers:
    """Return the answers at a moment on a factor, or on all of them, of a role or of all; without notes."""
    rows = factors.answers(connection, [pair], factor=factor, role=role)
    return RatedAnswers(answers=rows, sources=answer_sources(connection, rows), notes=[])


def rating_partnerships(
    connection: Connection,
    wave_id: str,
    factor: int,
    role: str,
    figure: str,
    filters: Sequence[AttributeFilter],
    start: int,
    answer_count: int,
) -> RatingPartnerships:
    """Return a page of the partnerships behind a figure of a factor, from place `start` on.

    `answer_count` is how many answers are to come with their sources.
    """
    behind = (wave_id, factor, role, figure, filters)
    page = factors.partnership_page(connection, *behind, start=start)
    pairs = [(row["partnership_id"], row["wave_id"]) for row in page]
    rows = factors.answers(connection, pairs, factor=factor, role=role, figure=figure, worded=True)
    return RatingPartnerships(
        total=factors.partnership_count(connection, *behind),
        partnerships=page,
        answers=rows,
        sources=answer_sources(connection, rows[:answer_count]),
    )


def counts(answer: Mapping, figure: str) -> bool:
    """Return whether an answer is one of those that a figure counts."""
    if figure == "dont_know":
        return bool(answer["dont_know"])
    return bool(answer["rating"]) and figure in ("n", f"rated_{answer['rating']}")
