"""Reads what the interviews screen shows: the interviews of a moment, an open one, and an answer's notes."""

from __future__ import annotations

from dataclasses import dataclass

from canvas.capture import interviewing
from canvas.errors import N_
from canvas.guides import Guide
from canvas.read_models.held_back import require_one_person
from canvas.store import Connection, answers, guides, interviews, moments, respondents
from canvas.store.notes import notes, provenance
from canvas.store.overview.filtered_moments import Pair
from canvas.store.row_types import AnswerNote, ListedInterview, ListedRespondent, MomentRow, WaveRow


@dataclass(frozen=True)
class InterviewsPage:
    """The interviews of a moment (`store.interviews.of_moment`), and the respondents of its partnership.

    `guides` are those the interviews were held with, by the guide_id of their rows.
    """

    interviews: list[ListedInterview]
    guides: dict[str, Guide]
    respondents: list[ListedRespondent]


def interviews_page(connection: Connection, pair: Pair) -> InterviewsPage:
    """Return the interviews of a partnership and wave (`pair`)."""
    rows = interviews.of_moment(connection, *pair)
    ids = {row["guide_id"] for row in rows}
    return InterviewsPage(
        interviews=rows,
        guides={id_: _guide(connection, id_) for id_ in ids},
        respondents=respondents.of_partnership(connection, pair[0]),
    )


@dataclass(frozen=True)
class OpenInterview:
    """An interview as its row of `store.interviews`, its guide, and its answers (`store.answers`) by question key."""

    interview: ListedInterview
    guide: Guide
    answers: dict[str, dict]


def open_interview(connection: Connection, interview_id: str) -> OpenInterview:
    """Return an interview with what was answered in it; raises NotFoundError, and UserError for a limited reader."""
    require_one_person(connection, N_("Interview"))
    row = interviews.get(connection, interview_id)
    return OpenInterview(row, _guide(connection, row["guide_id"]), answers.of_interview(connection, interview_id))


@dataclass(frozen=True)
class AnswerNotes:
    """The notes an answer ever gave (`store.notes.of_answer`), and per note id the versions it had, newest first."""

    notes: list[AnswerNote]
    versions: dict[str, list[dict]]


def answer_notes(connection: Connection, answer_id: str) -> AnswerNotes:
    """Return the notes of an answer, those that were taken away included."""
    rows = notes.of_answer(connection, answer_id)
    return AnswerNotes(rows, provenance.versions(connection, [row["id"] for row in rows]))


@dataclass(frozen=True)
class PlannedWaves:
    """The moments of a partnership (`store.moments`), those of them with interviews, and the waves of the study."""

    moments: list[MomentRow]
    with_interviews: list[MomentRow]
    waves: list[WaveRow]


def planned_waves(connection: Connection, partnership_id: str) -> PlannedWaves:
    """Return the moments of a partnership from which, and to which, its interviews can be planned again."""
    rows = moments.moments(connection, partnership_id)
    counts = interviews.per_wave(connection, partnership_id)
    return PlannedWaves(rows, [row for row in rows if row["wave_id"] in counts], moments.waves(connection))


def planned_moment(connection: Connection, pair: Pair) -> MomentRow:
    """Return the moment of a partnership and wave (`pair`) as `store.moments` gives it."""
    return moments.moment(connection, *pair)


def _guide(connection: Connection, guide_id: str) -> Guide:
    return interviewing.guide_of(guides.get(connection, guide_id)["content"])
