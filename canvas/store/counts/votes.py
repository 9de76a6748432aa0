"""How ratings are counted: one vote for each person, its last. The one place that decides it (decision 39).

Of a block, or of a success factor, a person has one vote at a moment in a role, however many interviews it took part
in: the last that it rated or did not know, by when the question was put, so that correcting an older answer does not
make it the last. A rating of a group is a vote of everyone in it. An interview without respondents is one voice.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import cast

import sqlalchemy as sa

from canvas.store.counts.summary_table import count_where
from canvas.store.database.moment_condition import at_named_moments, moment_values
from canvas.store.database.prepared import PreparedShapes
from canvas.store.database.schema import RATED, answer, interview, interview_respondent, respondent

MOMENT = (interview.c.partnership_id, interview.c.wave_id, interview.c.role)
OF_BLOCK = (*MOMENT, answer.c.block)
OF_FACTOR = (*MOMENT, answer.c.factor)
# without one nobody says who it was: the interview stands for somebody
PERSON = sa.func.coalesce(interview_respondent.c.respondent_id, interview.c.id)


def block_votes(*conditions: sa.ColumnElement) -> sa.Select:
    """Return a query for the votes per cell: the parts of its key, rated_1 to rated_5 and dont_know."""
    return _counted(OF_BLOCK, answer.c.factor.is_(None), *conditions)


def factor_votes(*conditions: sa.ColumnElement) -> sa.Select:
    """Return a query for the votes per factor, a role and a moment; keyed as `cell_factor`."""
    return _counted(OF_FACTOR, answer.c.factor.is_not(None), *conditions)


def people_on_factors(*conditions: sa.ColumnElement) -> sa.Select:
    """Return a query for how many people were asked to rate each factor; keyed as `cell_factor`."""
    query = sa.select(*OF_FACTOR, sa.func.count(sa.distinct(PERSON)).label("asked"))
    return _with_people(query).where(answer.c.factor.is_not(None), *conditions).group_by(*OF_FACTOR)


def is_person_of(respondent_ids: sa.Select) -> sa.ColumnElement:
    """Return the condition that the person whose vote it is, is one of these respondents."""
    return interview_respondent.c.respondent_id.in_(respondent_ids)


def votes_by_person(
    connection: sa.Connection, pairs: Sequence[tuple[str, str]], respondent_ids: sa.Select | None = None
) -> list[dict]:
    """Return each person's vote with a rating at these (partnership, wave) pairs, of these respondents or of all.

    Rows with wave_id, role, `block` or `factor` (the other is None), `person`, its `code` ('' for an interview without
    respondents) and rating.
    """
    made: list[dict] = []
    for of_factor in (False, True):
        if respondent_ids is None:
            votes = _VOTES.of(of_factor).rows(connection, **moment_values(pairs))
        else:
            query = _votes(of_factor, is_person_of(respondent_ids))
            votes = [dict(row) for row in connection.execute(query, moment_values(pairs)).mappings()]
        made += [{"block": None, "factor": None} | row for row in votes]
    return made


def with_voters(
    connection: sa.Connection,
    rows: Iterable[dict],
    pairs: Sequence[tuple[str, str]],
    respondent_ids: sa.Select | None = None,
) -> list[dict]:
    """Return answers at these (partnership, wave) pairs, each with `voters`: the codes of the people whose vote it is.

    All of them on blocks, or all on factors. There are none where all rated again later; '' is who is not named.
    """
    answers = list(rows)
    if not answers:
        return []
    of_factor, values = answers[0]["factor"] is not None, moment_values(pairs)
    if respondent_ids is None:
        votes: Iterable = _VOTERS.of(of_factor).raw_rows(connection, **values)
    else:
        votes = connection.execute(_voters(of_factor, is_person_of(respondent_ids)), values)
    codes: dict[str, list[str]] = {}
    for answer_id, code in votes:
        codes.setdefault(answer_id, []).append(code)
    return [row | {"voters": codes.get(row["id"], [])} for row in answers]


def _voters(of_factor: bool, *conditions: sa.ColumnElement) -> sa.Select:
    """Return a query for who gave the last rating at moments (`moment_values`): answer and code, by code."""
    factor = answer.c.factor.is_not(None) if of_factor else answer.c.factor.is_(None)
    within = (factor, at_named_moments(interview), *conditions)
    last = _ranked(OF_FACTOR if of_factor else OF_BLOCK, *within).subquery()
    return (
        sa.select(last.c.answer_id, sa.func.coalesce(respondent.c.code, "").label("code"))
        .select_from(last.outerjoin(respondent, respondent.c.id == last.c.person))
        .where(last.c.turn == 1)
        .order_by(respondent.c.code)
    )


_VOTERS = PreparedShapes(_voters)


def _votes(of_factor: bool, *conditions: sa.ColumnElement) -> sa.Select:
    """Return a query for the votes with a rating at moments (`moment_values`), a row each."""
    keys, about = (OF_FACTOR, answer.c.factor) if of_factor else (OF_BLOCK, answer.c.block)
    on_factor = answer.c.factor.is_not(None) if of_factor else answer.c.factor.is_(None)
    last = _ranked(keys, on_factor, at_named_moments(interview), *conditions).subquery()
    columns = [last.c.wave_id, last.c.role, last.c[about.name], last.c.person, last.c.rating]
    return (
        sa.select(*columns, sa.func.coalesce(respondent.c.code, "").label("code"))
        .select_from(last.outerjoin(respondent, respondent.c.id == last.c.person))
        .where(last.c.turn == 1, last.c.rating.is_not(None))
    )


_VOTES = PreparedShapes(_votes)


def _counted(keys: Sequence[sa.ColumnElement], *conditions: sa.ColumnElement) -> sa.Select:
    last = _ranked(keys, *conditions).subquery()
    columns = [last.c[cast(sa.Column, key).name] for key in keys]
    ratings = [count_where(last.c.rating == value).label(name) for value, name in enumerate(RATED[:5], 1)]
    unknown = count_where(last.c.dont_know.is_(True)).label("dont_know")
    return sa.select(*columns, *ratings, unknown).where(last.c.turn == 1).group_by(*columns)


def _ranked(keys: Sequence[sa.ColumnElement], *conditions: sa.ColumnElement) -> sa.Select:
    """Return a query with a row per rating and person, and the `turn` of it, from the last on: 1 is the vote."""
    turn = sa.func.row_number().over(
        partition_by=[*keys, PERSON], order_by=[answer.c.asked_at.desc(), answer.c.id.desc()]
    )
    query = sa.select(
        *keys,
        answer.c.id.label("answer_id"),
        PERSON.label("person"),
        answer.c.rating,
        answer.c.dont_know,
        turn.label("turn"),
    )
    rated = sa.or_(answer.c.rating.is_not(None), answer.c.dont_know.is_(True))
    return _with_people(query).where(rated, *conditions)


def _with_people(query: sa.Select) -> sa.Select:
    return query.join_from(answer, interview).outerjoin(
        interview_respondent, interview_respondent.c.interview_id == interview.c.id
    )
