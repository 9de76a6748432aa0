"""Reads which moments can be compared, what they hold, and what one view of the comparison shows of them."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from canvas.analysis import compare
from canvas.capture.interviewing import guide_of
from canvas.guides import Question
from canvas.store import Connection, guides, interviews, moments
from canvas.store.notes import notes
from canvas.store.overview import filtered_counts, filtered_moments, moment_summaries
from canvas.store.overview.filtered_counts import AttributeFilter
from canvas.store.overview.filtered_moments import MOMENTS_A_PAGE, MomentFilter, Pair
from canvas.store.row_types import MomentRow, SourcedNote, WaveRow

MOST_COMPARED = 50  # moments side by side; more is neither read nor drawn well
MOST_OFFERED = 500  # moments of a study offered at once; of a larger one those of partnerships by their name


@dataclass(frozen=True)
class ComparableMoments:
    """The moments that can be chosen: `offered`, and of those the ones `within` the filter (rows of `store.moments`).

    There are `total` moments within the filter, of `partnerships` partnerships; `latest` stand side by side at first.
    `fictional` are the latest moments of the fictional partnerships within it.
    """

    total: int
    partnerships: int
    offered: list[MomentRow]
    within: list[MomentRow]
    latest: list[MomentRow]
    fictional: list[MomentRow]


@dataclass(frozen=True)
class ComparePage:
    """The cells of the moments that are compared, rows of `store.overview.filtered_counts.cells`."""

    cells: Sequence[Mapping]


@dataclass(frozen=True)
class ComparedWave:
    """A wave of the study (a row of `store.moments.waves`), how many partnerships it has and how many hold notes."""

    wave: WaveRow
    partnerships: int
    with_notes: int


@dataclass(frozen=True)
class WaveMoments:
    """A page, from `start` on, of the moments of a wave (rows of `filtered_moments.page_of`), and their cells.

    There are `every` of them, of which `within` are within the filters.
    """

    every: int
    within: int
    start: int
    moments: list[dict]
    cells: Sequence[Mapping]


@dataclass(frozen=True)
class ReadingMatrix:
    """The notes on a block at some moments (rows of `notes.with_sources`), and the questions they answer, by key.

    A question is worded as in the last guide that asked it; None where that guide no longer has it.
    """

    notes: list[SourcedNote]
    questions: dict[str, Question | None]


@dataclass(frozen=True)
class RatingDistribution:
    """The ratings of a block: `rows` of `analysis.compare.ratings`, and what was asked ("" where no guide says)."""

    rows: list[dict]
    question: str


def has_many_partnerships(connection: Connection) -> bool:
    """Return whether there are more partnerships than stand side by side."""
    return filtered_moments.count(connection, MomentFilter())[1] > MOMENTS_A_PAGE


def comparable_moments(
    connection: Connection, filters: Sequence[AttributeFilter], codes: Collection[str], words: str
) -> ComparableMoments:
    """Return the moments that can be compared, within the filters on partnerships.

    Of a study with more than MOST_OFFERED those of the partnerships that come first by name, that have one of the
    `codes`, or in whose name the `words` stand.
    """
    total, partnerships = filtered_moments.count(connection, MomentFilter(attribute_filters=tuple(filters)))
    offered = (
        moments.moments(connection)
        if total <= MOST_OFFERED
        else moments.moments(connection, codes={*codes, *_codes_by_name(connection, filters, words)})
    )
    within = offered
    if filters:
        ids = filtered_counts.partnership_ids(connection, filters)
        within = [row for row in offered if row["partnership_id"] in ids]
    noted = moment_summaries.moments_with_notes(connection)
    fictional = _last_of_each([row for row in within if row["fictional"]], noted)
    return ComparableMoments(total, partnerships, offered, within, latest_moments(within, noted), fictional)


def latest_moments(rows: Sequence[MomentRow], noted: Collection[Pair]) -> list[MomentRow]:
    """Return each partnership's latest moment that holds notes (is `noted`), or else its last; 50 at most.

    The fictional ones are left out unless they are the only ones.
    """
    last = _last_of_each(rows, noted)
    real = [row for row in last if not row["fictional"]]
    return (real or last)[:MOST_COMPARED]


def _last_of_each(rows: Sequence[MomentRow], noted: Collection[Pair]) -> list[MomentRow]:
    with_notes = [row for row in rows if (row["partnership_id"], row["wave_id"]) in noted]
    last = {row["partnership_id"]: row for row in rows} | {row["partnership_id"]: row for row in with_notes}
    return list(last.values())


def compare_page(connection: Connection, pairs: Sequence[Pair], filters: Sequence[AttributeFilter]) -> ComparePage:
    """Return what the moments at these pairs hold, of what respondents within the filters said."""
    return ComparePage(filtered_counts.cells(connection, pairs, filters))


def compared_waves(connection: Connection) -> list[ComparedWave]:
    """Return the waves of the study in their order, each with its numbers of partnerships."""
    counts = filtered_moments.moment_counts_by_wave(connection)
    return [ComparedWave(wave, *counts.get(wave["id"], (0, 0))) for wave in moments.waves(connection)]


def wave_moments(
    connection: Connection,
    moment_filter: MomentFilter,
    sort: str,
    down: bool,
    start: int,
    filters: Sequence[AttributeFilter],
) -> WaveMoments:
    """Return a page of the moments of a wave within `moment_filter`, with cells within the `filters`."""
    every = filtered_moments.count(connection, MomentFilter(waves=moment_filter.waves))[0]
    within = every if moment_filter.whole else filtered_moments.count(connection, moment_filter)[0]
    start = filtered_moments.page_start(start, within)
    page = filtered_moments.page_of(connection, moment_filter, sort, down, start)
    pairs = [(row["partnership_id"], row["wave_id"]) for row in page]
    return WaveMoments(
        every=every,
        within=within,
        start=start,
        moments=page,
        cells=filtered_counts.cells(connection, pairs, filters) if pairs else [],
    )


def every_wave_moment(connection: Connection, moment_filter: MomentFilter, sort: str, down: bool) -> list[dict]:
    """Return all moments of a wave within `moment_filter`, in their order: rows of `filtered_moments.page_of`."""
    return filtered_moments.page_of(connection, moment_filter, sort, down, size=None)


def reading_matrix(
    connection: Connection, pairs: Sequence[Pair], block: str, filters: Sequence[AttributeFilter]
) -> ReadingMatrix:
    """Return what was noted on a block at the moments at these pairs, and the questions that this answers."""
    rows = notes.with_sources(connection, moments=pairs, blocks=[block], filters=filters)
    guide_ids = {note["question"]: note["guide_id"] for note in rows if note["question"] and note["guide_id"]}
    read = {guide_id: guide_of(guides.get(connection, guide_id)["content"]) for guide_id in set(guide_ids.values())}
    questions = {key: read[guide_id].question(key) for key, guide_id in sorted(guide_ids.items())}
    return ReadingMatrix(rows, questions)


def rating_distribution(
    connection: Connection,
    cells: Sequence[Mapping],
    block: str,
    pairs: Sequence[Pair],
    roles: Sequence[str],
    language: str,
) -> RatingDistribution:
    """Return how a block was rated at the moments at these pairs, from their `cells`; the question in this language.

    The question is as in the guide last used at the last of the moments that gave ratings.
    """
    rows = compare.ratings(cells, block, pairs, roles)
    rated = {(row["partnership_id"], row["wave_id"]) for row in rows if row["n"] + row["dont_know"] > 0}
    question = _rating_question(connection, block, [pair for pair in pairs if pair in rated], language)
    return RatingDistribution(rows, question)


def moments_with_interviews(connection: Connection, filters: Sequence[AttributeFilter]) -> list[MomentRow]:
    """Return the moments (rows of `store.moments`) whose interviews began, within the filters on partnerships."""
    counts = moment_summaries.interview_counts(connection)
    rows = moments.moments(connection)
    if filters:
        ids = filtered_counts.partnership_ids(connection, filters)
        rows = [row for row in rows if row["partnership_id"] in ids]
    interview_counts = [counts.get((row["partnership_id"], row["wave_id"]), {}) for row in rows]
    return [
        row
        for row, of_moment in zip(rows, interview_counts, strict=True)
        if of_moment.get("under_way") or of_moment.get("completed")
    ]


def _codes_by_name(connection: Connection, filters: Sequence[AttributeFilter], words: str) -> set[str]:
    """Return the codes of the partnerships first by name, and of those in whose name the words stand."""
    rows = filtered_moments.page_of(connection, MomentFilter(attribute_filters=tuple(filters)), size=2 * MOST_COMPARED)
    if words:
        rows += filtered_moments.page_of(
            connection, MomentFilter(attribute_filters=tuple(filters), words=words), size=2 * MOST_COMPARED
        )
    return {row["code"] for row in rows}


def _rating_question(connection: Connection, block: str, pairs: Sequence[Pair], language: str) -> str:
    for pair in reversed(pairs):
        for interview in reversed(interviews.of_moment(connection, *pair)):
            guide = guide_of(guides.get(connection, interview["guide_id"])["content"])
            spoken = guide.language_for(language)
            rates_block = (row for row in guide.questions if row.block == block and row.rating and not row.factor)
            question = next(rates_block, None)
            if question and spoken in question.rating_text:
                return question.rating_text[spoken]
    return ""
