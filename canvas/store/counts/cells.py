"""The summary of one partnership x wave x role x block: recounted as a whole, never added to."""

from __future__ import annotations

import sqlalchemy as sa

from canvas.store.counts.summary_table import SummaryTable, count_where, equals_parameters
from canvas.store.counts.votes import block_votes
from canvas.store.database.schema import answer, cell, interview, interview_respondent, note, passage

CellKey = tuple[str, str, str, str]  # partnership, wave, role (NO_ROLE for none), block
CELL_KEY = ("partnership_id", "wave_id", "role", "block")


def answer_counts() -> sa.Select:
    """Return a query for what cells count of answers, by the parts of their key: asked, answered and so on.

    Ratings are counted by person (`votes`). Answers that rate a success factor count in `cell_factor`: they judge the
    cooperation, and nobody was asked about the block. What is said with such a rating becomes notes, and these do
    count on the block.
    """
    state = answer.c.state
    return (
        sa.select(
            interview.c.partnership_id,
            interview.c.wave_id,
            interview.c.role,
            answer.c.block,
            sa.func.count().label("asked"),
            *(count_where(state == name).label(name) for name in ("answered", "no_opinion", "skipped")),
        )
        .join_from(answer, interview)
        .where(answer.c.factor.is_(None))
        .group_by(interview.c.partnership_id, interview.c.wave_id, interview.c.role, answer.c.block)
    )


def _notes() -> sa.Select:
    keys = [note.c.partnership_id, note.c.wave_id, note.c.role, note.c.block]
    return sa.select(*keys, sa.func.count().label("notes")).where(note.c.retired.is_(False)).group_by(*keys)


def _heard() -> sa.CompoundSelect:
    """Return a query with a row per respondent heard in a cell: by an answer, or by a note that stands there now.

    A note of an answer makes all heard who gave that answer, a passage of a transcript the one who speaks in it.
    """
    interview_columns, who = interview.c, interview_respondent.c.respondent_id
    by_answer = (
        sa.select(
            interview_columns.partnership_id, interview_columns.wave_id, interview_columns.role, answer.c.block, who
        )
        .join_from(answer, interview)
        .join(interview_respondent, interview_respondent.c.interview_id == interview.c.id)
        .where(answer.c.state == "answered", answer.c.factor.is_(None))
    )
    noted = (
        sa.select(note.c.partnership_id, note.c.wave_id, note.c.role, note.c.block, who)
        .join_from(note, answer, note.c.answer_id == answer.c.id)
        .join(interview_respondent, interview_respondent.c.interview_id == answer.c.interview_id)
        .where(note.c.retired.is_(False))
    )
    spoken = (
        sa.select(note.c.partnership_id, note.c.wave_id, note.c.role, note.c.block, passage.c.respondent_id)
        .join_from(note, passage, note.c.passage_id == passage.c.id)
        .where(note.c.retired.is_(False), passage.c.respondent_id.is_not(None), note.c.partnership_id.is_not(None))
    )
    return sa.union(by_answer, noted, spoken)


def _every() -> list[sa.Select]:
    heard = _heard().subquery()
    columns = [heard.c[name] for name in CELL_KEY]
    in_a_moment = (note.c.partnership_id.is_not(None), note.c.wave_id.is_not(None))
    return [
        answer_counts(),
        block_votes(),
        _notes().where(*in_a_moment),
        sa.select(*columns, sa.func.count().label("respondents")).group_by(*columns),
    ]


def _of_one(empty: tuple[bool, ...]) -> list[sa.Select]:
    """Return the queries for the counts of a cell whose key is given as parameters; `role` is null for NO_ROLE."""
    no_role = empty[CELL_KEY.index("role")]
    heard = _heard().subquery()
    voices = (
        sa.select(sa.func.count().label("respondents")).select_from(heard).where(*equals_parameters(heard.c, CELL_KEY))
    )
    noted = _notes().where(*equals_parameters(note.c, (*CELL_KEY[:2], CELL_KEY[3]) if no_role else CELL_KEY))
    if no_role:
        noted = noted.where(note.c.role.is_(None))
    of_cell = (*equals_parameters(interview.c, CELL_KEY[:3]), *equals_parameters(answer.c, CELL_KEY[3:]))
    return [
        answer_counts().where(*of_cell),
        block_votes(*of_cell),
        noted,
        voices,
    ]


SUMMARY = SummaryTable(cell, _every, _of_one)
