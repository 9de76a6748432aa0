"""Reading how success factors were rated: at moments, across partnerships, and the answers behind the figures."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import cast

import sqlalchemy as sa

from canvas.store.counts.summary_table import count_where
from canvas.store.counts.votes import factor_votes, is_person_of, people_on_factors, with_voters
from canvas.store.database.moment_condition import at_moments, at_named_moments, moment_values
from canvas.store.database.prepared import PreparedShapes, PreparedStatement
from canvas.store.database.rows import rows, typed_rows
from canvas.store.database.schema import (
    RATED,
    answer,
    cell_factor,
    interview,
    partnership,
    partnership_wave,
    rollup_factor,
    wave,
)
from canvas.store.interviews import respondent_codes
from canvas.store.overview.filtered_counts import (
    AttributeFilter,
    interview_is_with,
    of_partnerships,
    of_respondents,
    partnerships_query,
    respondents_query,
)
from canvas.store.row_types import FactorCellRow, WaveRow

PARTNERSHIPS_A_PAGE = 50  # partnerships at once
# What a figure of a factor counts: a rating, ratings taken together, "don't know", or every rating.
FIGURES: Mapping[str, tuple[str, ...]] = {
    **{name: (name,) for name in RATED},
    "low": RATED[:2],
    "high": RATED[3:5],
    "n": RATED[:5],
}

_KEY = ("partnership_id", "wave_id", "role", "factor")
_COUNTS = ("asked", *RATED)


def of_moments(
    connection: sa.Connection, pairs: Sequence[tuple[str, str]], filters: Sequence[AttributeFilter] = ()
) -> list[FactorCellRow]:
    """Return how factors were rated at these (partnership, wave) pairs: rows with the columns of `cell_factor`.

    With filters on respondents it is counted now, from the answers that they gave. A count is of people, each by its
    last rating (`counts.votes`).
    """
    on_respondents = of_respondents(filters)
    if not on_respondents:
        return cast(list[FactorCellRow], _CELLS.rows(connection, **moment_values(pairs)))
    by_key: dict[tuple, dict] = {}
    within = is_person_of(respondents_query(on_respondents)), at_moments(interview, pairs)
    for query in (people_on_factors(*within), factor_votes(*within)):
        for row in rows(connection, query):
            key = {name: row.pop(name) for name in _KEY}
            by_key.setdefault(tuple(key.values()), key | dict.fromkeys(_COUNTS, 0)).update(row)
    return cast(list[FactorCellRow], list(by_key.values()))


def waves(connection: sa.Connection) -> list[WaveRow]:
    """Return the waves at which a factor was asked about anywhere, in their order: id, label and position."""
    wave_ids = sa.select(rollup_factor.c.wave_id).where(rollup_factor.c.asked > 0)
    query = sa.select(wave).where(wave.c.id.in_(wave_ids)).order_by(wave.c.position)
    return typed_rows(connection, query, WaveRow)


def count_partnerships(
    connection: sa.Connection, wave_id: str, filters: Sequence[AttributeFilter] = ()
) -> tuple[int, int]:
    """Return in how many partnerships a factor was asked about at a wave, and how many of those are fictional."""
    of = cell_factor.c
    there = sa.exists().where(of.partnership_id == partnership.c.id, of.wave_id == wave_id, of.asked > 0)
    query = sa.select(sa.func.count(), count_where(partnership.c.fictional)).where(there)
    on_partnerships = of_partnerships(filters)
    query = query.where(partnership.c.id.in_(partnerships_query(on_partnerships))) if on_partnerships else query
    total, fictional = connection.execute(query).one()
    return total, fictional or 0


def last_moment(connection: sa.Connection) -> tuple[str | None, int] | None:
    """Return a partnership's code and the position of the newest wave at which factors were asked about.

    A fictional partnership comes last; None where factors were never asked about.
    """
    newest = next(iter(waves(connection)[::-1]), None)
    if newest is None:
        return None
    of = cell_factor.c
    there = sa.exists().where(of.partnership_id == partnership.c.id, of.wave_id == newest["id"], of.asked > 0)
    query = sa.select(partnership.c.code).where(there)
    query = query.order_by(partnership.c.fictional, sa.func.lower(partnership.c.name), partnership.c.id).limit(1)
    return connection.execute(query).scalar(), newest["position"]


def of_wave(connection: sa.Connection, wave_id: str, filters: Sequence[AttributeFilter] = ()) -> list[dict]:
    """Return how factors were rated at a wave in all partnerships together: role, factor, asked, RATED, partnerships.

    Of the partnerships that fit the filters; filters on respondents are left out.
    """
    on_partnerships = of_partnerships(filters)
    shown = ("role", "factor", *_COUNTS, "partnerships")
    if not on_partnerships:
        of = rollup_factor.c
        query = sa.select(*(of[name] for name in shown)).where(of.wave_id == wave_id)
        return rows(connection, query.order_by(of.factor, of.role))
    of, rated = cell_factor.c, _sum(FIGURES["n"])
    query = (
        sa.select(
            of.role,
            of.factor,
            *(sa.func.sum(of[name]).label(name) for name in _COUNTS),
            count_where(rated > 0).label("partnerships"),
        )
        .where(of.wave_id == wave_id, of.partnership_id.in_(partnerships_query(on_partnerships)))
        .group_by(of.role, of.factor)
        .order_by(of.factor, of.role)
    )
    return [
        {name: value if name == "role" else int(value) for name, value in row.items()}
        for row in rows(connection, query)
    ]


def partnership_page(
    connection: sa.Connection,
    wave_id: str,
    factor: int,
    role: str,
    figure: str,
    filters: Sequence[AttributeFilter] = (),
    start: int = 0,
    size: int = PARTNERSHIPS_A_PAGE,
) -> list[dict]:
    """Return the partnerships behind a figure (of FIGURES) of a role: those that gave most of it first, then by name.

    Rows with partnership_id, wave_id, code, name, fictional, position, label and the counts of `cell_factor`.
    """
    of, counted = cell_factor.c, _sum(FIGURES[figure])
    query = (
        sa.select(
            cell_factor, partnership.c.code, partnership.c.name, partnership.c.fictional, wave.c.position, wave.c.label
        )
        .join_from(cell_factor, partnership)
        .join(wave, of.wave_id == wave.c.id)
        .where(*_behind(wave_id, factor, role, figure, filters))
        .order_by(counted.desc(), sa.func.lower(partnership.c.name), partnership.c.id)
        .offset(start)
        .limit(size)
    )
    return rows(connection, query)


def partnership_count(
    connection: sa.Connection,
    wave_id: str,
    factor: int,
    role: str,
    figure: str,
    filters: Sequence[AttributeFilter] = (),
) -> int:
    """Return how many partnerships are behind a figure of a role."""
    query = sa.select(sa.func.count()).where(*_behind(wave_id, factor, role, figure, filters))
    return connection.execute(query).scalar_one()


def answers(
    connection: sa.Connection,
    pairs: Sequence[tuple[str, str]],
    *,
    factor: int | None = None,
    role: str | None = None,
    figure: str | None = None,
    filters: Sequence[AttributeFilter] = (),
    worded: bool = False,
) -> list[dict]:
    """Return the answers that rate a factor at these (partnership, wave) pairs, by factor and interview.

    Narrowed to a factor, a role, a figure of FIGURES, and with `worded` to those with words; `filters` on
    respondents narrow to the respondents that fit them. Columns as `answer`, with partnership_id, wave_id, code, role,
    guide_id, language, started_at, codes (of the respondents) and voters (those of whom it is the last rating).
    """
    on_respondents = of_respondents(filters)
    values = moment_values(pairs) | {"factor": factor, "role": role}
    if on_respondents:  # a condition of its own each time
        narrowed = _answers(factor is not None, role is not None, figure, worded)
        narrowed = narrowed.where(interview_is_with(respondents_query(on_respondents)))
        answer_rows = [dict(row) for row in connection.execute(narrowed, values).mappings()]
    else:
        statement = _ANSWERS.of(factor is not None, role is not None, figure, worded)
        answer_rows = statement.rows(connection, **values)
    who = respondent_codes(connection, list({row["interview_id"] for row in answer_rows}))
    coded = [row | {"codes": who.get(row["interview_id"], [])} for row in answer_rows]
    return with_voters(connection, coded, pairs, respondents_query(on_respondents) if on_respondents else None)


def _answers(of_factor: bool, of_role: bool, figure: str | None, worded: bool) -> sa.Select:
    interview_columns = interview.c
    query = (
        sa.select(
            answer,
            interview_columns.partnership_id,
            interview_columns.wave_id,
            interview_columns.role,
            interview_columns.guide_id,
            interview_columns.language,
            interview_columns.started_at,
            partnership.c.code,
        )
        .join_from(interview, answer, answer.c.interview_id == interview_columns.id)
        .join(partnership, interview_columns.partnership_id == partnership.c.id)
        .where(answer.c.factor.is_not(None), at_named_moments(interview))
    )
    if of_factor:
        query = query.where(answer.c.factor == sa.bindparam("factor"))
    if of_role:
        query = query.where(interview_columns.role == sa.bindparam("role"))
    if figure is not None:
        query = query.where(_counted(figure))
    if worded:
        query = query.where(sa.func.trim(answer.c.text) != "")
    return query.order_by(answer.c.factor, interview_columns.created_at, interview_columns.id, answer.c.id)


_ANSWERS = PreparedShapes(_answers)
_CELLS = PreparedStatement(lambda _: sa.select(cell_factor).where(at_named_moments(cell_factor)))


def earlier_moment(connection: sa.Connection, partnership_id: str, position: int) -> dict | None:
    """Return the last moment of a partnership before this place at which factors were asked about.

    With wave_id, label and position.
    """
    of = cell_factor.c
    query = (
        sa.select(wave.c.id.label("wave_id"), wave.c.label, wave.c.position)
        .join_from(partnership_wave, wave)
        .where(
            partnership_wave.c.partnership_id == partnership_id,
            wave.c.position < position,
            sa.exists().where(of.partnership_id == partnership_id, of.wave_id == wave.c.id, of.asked > 0),
        )
        .order_by(wave.c.position.desc())
        .limit(1)
    )
    return next(iter(rows(connection, query)), None)


def _sum(names: Sequence[str]) -> sa.ColumnElement:
    first, *others = (cell_factor.c[name] for name in names)
    return sum(others, first)


def _behind(
    wave_id: str, factor: int, role: str, figure: str, filters: Sequence[AttributeFilter]
) -> list[sa.ColumnElement]:
    of = cell_factor.c
    on_partnerships = of_partnerships(filters)
    within = [of.partnership_id.in_(partnerships_query(on_partnerships))] if on_partnerships else []
    return [of.wave_id == wave_id, of.factor == factor, of.role == role, _sum(FIGURES[figure]) > 0, *within]


def _counted(figure: str) -> sa.ColumnElement:
    names = FIGURES[figure]
    if names == ("dont_know",):
        return answer.c.dont_know.is_(True)
    return answer.c.rating.in_([int(name[-1]) for name in names])
