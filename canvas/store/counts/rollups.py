"""What is counted beside cells: factors and themes per moment, and cells taken together across partnerships.

All of it follows from answers, notes and codings, and is recounted in the transaction that changes those.
"""

from __future__ import annotations

from collections.abc import Iterable

import sqlalchemy as sa

from canvas import method
from canvas.method import ENOUGH_RATINGS
from canvas.store.counts import cells
from canvas.store.counts.summary_table import SummaryTable, count_where, equals_parameter_unindexed, equals_parameters
from canvas.store.counts.votes import factor_votes, people_on_factors
from canvas.store.database.prepared import PreparedStatement
from canvas.store.database.schema import (
    COUNTS,
    NO_ROLE,
    RATED,
    answer,
    cell,
    cell_factor,
    cell_theme,
    coding,
    interview,
    interview_respondent,
    note,
    passage,
    rollup_block,
    rollup_factor,
    rollup_moment,
    rollup_partnership,
    rollup_theme,
)

BLOCK_BITS = {block: 1 << place for place, block in enumerate(method.blocks())}


def lock_roles(connection: sa.Connection, roles: Iterable[tuple]) -> None:
    """Lock roles at moments until the commit, given as (partnership, wave, role): who recounts anything there is alone.

    What one writer changed and another cannot see yet, the later of the two counts: it holds the row only after the
    other's commit. This goes by what never changes of a note, and not by its block, which a third may change meanwhile.
    """
    PER_PARTNERSHIP.lock(connection, {(wave, partnership, role) for partnership, wave, role in roles})


def recount(
    connection: sa.Connection,
    cell_keys: Iterable[cells.CellKey],
    factor_keys: Iterable[tuple] = (),
    theme_keys: Iterable[tuple] = (),
) -> None:
    """Count anew what rests on these cells, which are counted already, and these cells of factors and themes.

    Keys are (partnership, wave, role, block, factor or theme), of roles that `lock_roles` locked. What goes beyond one
    role at a moment is locked here, always in the same order: two saves never wait for each other's rows the other way
    round.
    """
    touched, of_factors, of_themes = set(cell_keys), set(factor_keys), set(theme_keys)
    FACTORS.recount(connection, of_factors)
    THEMES.recount(connection, of_themes)
    PER_PARTNERSHIP.recount(connection, {(wave, partnership, role) for partnership, wave, role, _ in touched})
    beyond: tuple[tuple[SummaryTable, set[tuple]], ...] = (
        (PER_BLOCK, {(wave, role, block, partition_of(place)) for place, wave, role, block in touched}),
        (PER_FACTOR, {(wave, role, factor) for _, wave, role, factor in of_factors}),
        (PER_THEME, {(wave, role, theme) for _, wave, role, theme in of_themes}),
        (PER_MOMENT, {(wave, partnership) for partnership, wave, _, _ in touched}),
    )
    for summary, keys in beyond:
        summary.lock(connection, keys)
        summary.recount(connection, keys)


def themes_on(connection: sa.Connection, note_id: str) -> list[str]:
    """Return the ids of the themes that stand on a note."""
    return [row["theme_id"] for row in _THEMES_ON.rows(connection, note=note_id)]


def fill(connection: sa.Connection) -> None:
    """Make every summary of a study anew, cells first."""
    for summary in ALL_SUMMARIES:
        summary.fill(connection)


def _factors(*conditions: sa.ColumnElement) -> list[sa.Select]:
    return [people_on_factors(*conditions), factor_votes(*conditions)]


_THEME_KEY = ("partnership_id", "wave_id", "role", "theme_id")


def _coded(*conditions: sa.ColumnElement) -> sa.Select:
    """Return a query with a row per standing note and theme on it, however many people assigned it."""
    keys = [note.c.partnership_id, note.c.wave_id, note.c.role, coding.c.theme_id]
    return (
        sa.select(*keys, note.c.id, note.c.answer_id, note.c.passage_id)
        .distinct()
        .join_from(note, coding, coding.c.note_id == note.c.id)
        .where(
            note.c.retired.is_(False),
            coding.c.removed_at.is_(None),
            note.c.partnership_id.is_not(None),
            note.c.wave_id.is_not(None),
            *conditions,
        )
    )


def _themes(*conditions: sa.ColumnElement) -> list[sa.Select]:
    coded = _coded(*conditions).cte("coded")  # gone over twice below, and found once
    keys = [coded.c[name] for name in _THEME_KEY]
    noted = sa.select(*keys, sa.func.count().label("notes")).group_by(*keys)
    by_answer = (
        sa.select(*keys, interview_respondent.c.respondent_id)
        .join_from(coded, answer, coded.c.answer_id == answer.c.id)
        .join(interview_respondent, interview_respondent.c.interview_id == answer.c.interview_id)
    )
    spoken = sa.select(*keys, passage.c.respondent_id).join_from(coded, passage, coded.c.passage_id == passage.c.id)
    heard = sa.union(by_answer, spoken.where(passage.c.respondent_id.is_not(None))).subquery()
    by = [heard.c[name] for name in _THEME_KEY]
    return [noted, sa.select(*by, sa.func.count().label("respondents")).group_by(*by)]


def _themes_of_one(empty: tuple[bool, ...]) -> list[sa.Select]:
    role = note.c.role.is_(None) if empty[2] else note.c.role == sa.bindparam("role")
    return _themes(*equals_parameters(note.c, _THEME_KEY[:2]), role, equals_parameter_unindexed(coding.c.theme_id))


_HEARD = sa.or_(cell.c.notes > 0, cell.c.answered > 0)
_NO_OPINION = sa.and_(sa.not_(_HEARD), cell.c.no_opinion > 0)
_STANDING = {
    "asked": sa.or_(_HEARD, cell.c.asked > 0),
    "heard": _HEARD,
    "no_opinion": _NO_OPINION,
    "not_answered": sa.and_(sa.not_(_HEARD), cell.c.no_opinion == 0, cell.c.asked > 0),
}


def _sums(table: sa.Table, names: Iterable[str]) -> list[sa.ColumnElement]:
    return [sa.func.sum(table.c[name]).label(name) for name in names]


def partition_of(partnership_id: str) -> str:
    """Return which of the sixteen parts of rollup_block this partnership is counted in: the last digit of its id."""
    return partnership_id[_SIGN - 1 :]


_SIGN = 36  # the last sign of an id, which is drawn by chance
_part_of = sa.func.substr(cell.c.partnership_id, _SIGN, 1)


def _per_block() -> sa.Select:
    keys = [cell.c.wave_id, cell.c.role, cell.c.block, _part_of.label("part")]
    where = [count_where(condition).label(f"partnerships_{name}") for name, condition in _STANDING.items()]
    return sa.select(*keys, *_sums(cell, COUNTS), *where).group_by(*keys)


def _per_factor() -> sa.Select:
    of, rated = cell_factor.c, sum((cell_factor.c[name] for name in RATED[1:5]), cell_factor.c.rated_1)
    keys = [of.wave_id, of.role, of.factor]
    return sa.select(
        *keys, *_sums(cell_factor, ("asked", *RATED)), count_where(rated > 0).label("partnerships")
    ).group_by(*keys)


def _per_theme() -> sa.Select:
    of = cell_theme.c
    keys = [of.wave_id, of.role, of.theme_id]
    summed = _sums(cell_theme, ("notes", "respondents"))
    return sa.select(*keys, *summed, count_where(of.notes > 0).label("partnerships")).group_by(*keys)


_BIT = sa.case(BLOCK_BITS, value=cell.c.block, else_=0)  # a block is one cell of a role, so its bits add up


def _per_partnership() -> sa.Select:
    keys = [cell.c.wave_id, cell.c.partnership_id, cell.c.role]
    where = [
        sa.func.sum(sa.case((condition, _BIT), else_=0)).label(f"blocks_{name}")
        for name, condition in _STANDING.items()
    ]
    return sa.select(*keys, *_sums(cell, COUNTS), *where).group_by(*keys)


def _per_moment(*conditions: sa.ColumnElement) -> list[sa.Select]:
    pair = ("wave_id", "partnership_id")
    keys = [cell.c[name] for name in pair]
    roles = sa.func.count(sa.distinct(sa.case((sa.and_(_HEARD, cell.c.role != NO_ROLE), cell.c.role))))
    whole = sa.select(*keys, sa.func.sum(cell.c.notes).label("notes"), roles.label("roles")).where(*conditions)
    halves, silent = doubled_median(cell), sa.or_(_NO_OPINION, _STANDING["not_answered"])
    per_block = (
        sa.select(
            *keys,
            sa.func.max(sa.case((_HEARD, _BIT), else_=0)).label("bit"),
            sa.func.max(sa.case((cell.c.notes > 0, _BIT), else_=0)).label("noted"),
            sa.func.max(sa.case((sa.and_(_HEARD, cell.c.role != NO_ROLE), 1), else_=0)).label("heard"),
            count_where(silent).label("silent"),
            (sa.func.max(halves) - sa.func.min(halves)).label("gap"),
            sa.func.count(halves).label("rated"),
        )
        .where(*conditions)
        .group_by(*keys, cell.c.block)
        .subquery()
    )
    by, compared = [per_block.c[name] for name in pair], per_block.c.rated >= 2
    blocks = sa.select(
        *by,
        sa.func.sum(per_block.c.bit).label("blocks"),
        sa.func.sum(per_block.c.noted).label("noted"),
        sa.func.max(sa.case((compared, per_block.c.gap), else_=0)).label("gap"),
        count_where(compared).label("compared"),
        sa.func.sum(sa.case((per_block.c.heard > 0, per_block.c.silent), else_=0)).label("silent"),
    ).group_by(*by)
    return [whole.group_by(*keys), blocks]


def doubled_median(of: sa.Table) -> sa.ColumnElement:
    """Return twice the median rating of a row with RATED counts, as an expression; null below ENOUGH_RATINGS."""
    counts = [of.c[name] for name in RATED[:5]]
    number = sum(counts[1:], counts[0])

    def at(place: sa.ColumnElement) -> sa.ColumnElement:  # the rating that stands at this place, from 0
        upto = [sum(counts[1:value], counts[0]) for value in range(1, 5)]
        return sa.case(*((place < some, value) for value, some in enumerate(upto, 1)), else_=5)

    return sa.case((number >= ENOUGH_RATINGS, at((number - 1) // 2) + at(number // 2)))


_THEMES_ON = PreparedStatement(
    lambda _: (
        sa.select(coding.c.theme_id)
        .distinct()
        .where(coding.c.note_id == sa.bindparam("note"), coding.c.removed_at.is_(None))
    )
)
FACTORS = SummaryTable(
    cell_factor,
    _factors,
    lambda _: _factors(*equals_parameters(interview.c, _THEME_KEY[:3]), *equals_parameters(answer.c, ("factor",))),
)
THEMES = SummaryTable(cell_theme, _themes, _themes_of_one)
PER_BLOCK = SummaryTable(
    rollup_block,
    lambda: [_per_block()],
    lambda _: [
        _per_block().where(*equals_parameters(cell.c, ("wave_id", "role", "block")), _part_of == sa.bindparam("part"))
    ],
)
PER_FACTOR = SummaryTable(
    rollup_factor,
    lambda: [_per_factor()],
    lambda _: [_per_factor().where(*equals_parameters(cell_factor.c, ("wave_id", "role", "factor")))],
)
PER_THEME = SummaryTable(
    rollup_theme,
    lambda: [_per_theme()],
    lambda _: [_per_theme().where(*equals_parameters(cell_theme.c, ("wave_id", "role", "theme_id")))],
)
PER_PARTNERSHIP = SummaryTable(
    rollup_partnership,
    lambda: [_per_partnership()],
    lambda _: [
        _per_partnership().where(
            equals_parameter_unindexed(cell.c.wave_id), *equals_parameters(cell.c, ("partnership_id", "role"))
        )
    ],
)
PER_MOMENT = SummaryTable(
    rollup_moment,
    _per_moment,
    lambda _: _per_moment(equals_parameter_unindexed(cell.c.wave_id), *equals_parameters(cell.c, ("partnership_id",))),
)
ALL_SUMMARIES = (cells.SUMMARY, FACTORS, THEMES, PER_BLOCK, PER_FACTOR, PER_THEME, PER_PARTNERSHIP, PER_MOMENT)
