"""Many partnerships at once: which moments there are, put in order and paged by what is counted of each.

What a screen draws of them it reads a page at a time, here and in `filtered_cells`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import sqlalchemy as sa

from canvas.store.counts.rollups import BLOCK_BITS
from canvas.store.database.folding import contains_words
from canvas.store.database.moment_condition import at_moments as at_moments  # others look for it here
from canvas.store.database.rows import raw_rows, rows
from canvas.store.database.schema import (
    partnership,
    partnership_wave,
    rollup_moment,
    rollup_partnership,
    rollup_theme,
    wave,
)
from canvas.store.overview import filtered_counts
from canvas.store.overview.filtered_counts import AttributeFilter

MOMENTS_A_PAGE = 50  # moments at once
SORTS = ("name", "notes", "roles", "blocks", "gap", "changed")  # what moments are put in order by

Pair = tuple[str, str]  # partnership, wave


@dataclass(frozen=True)
class MomentFilter:
    """Which moments: of these waves, or these pairs, or all; of each part that says nothing, nothing is asked.

    `words` stand in the name or code of the partnership; filters on respondents in `attribute_filters` are left out
    here. Figures are of the role `role` alone, where there is one. Covered blocks are counted among `blocks`, those in
    scope; `covered` asks for moments with one of these numbers of them.
    """

    waves: tuple[str, ...] = ()
    pairs: tuple[Pair, ...] | None = None
    words: str = ""
    attribute_filters: tuple[AttributeFilter, ...] = ()
    regions: tuple[str, ...] = ()
    phases: tuple[str, ...] = ()
    legal_forms: tuple[str, ...] = ()
    covered: tuple[int, ...] = ()
    role: str = ""
    blocks: tuple[str, ...] = tuple(BLOCK_BITS)

    @property
    def whole(self) -> bool:
        """Tell whether all partnerships of its waves are in it, so that rollups over partnerships hold its figures."""
        narrows = (self.words, self.regions, self.phases, self.legal_forms, self.covered)
        return self.pairs is None and not any(narrows) and not filtered_counts.of_partnerships(self.attribute_filters)


def count(connection: sa.Connection, moment_filter: MomentFilter) -> tuple[int, int]:
    """Return how many moments there are, and of how many partnerships."""
    partnership_ids = partnership_wave.c.partnership_id
    query = filter_moments(
        sa.select(sa.func.count(), sa.func.count(sa.distinct(partnership_ids))).select_from(joined_moments()),
        moment_filter,
    )
    return tuple(connection.execute(query).one())


def page_start(start: int, total: int) -> int:
    """Return the place of the first moment of a page; that of the last page where there are fewer by now."""
    return min(start, max(0, (total - 1) // MOMENTS_A_PAGE * MOMENTS_A_PAGE))


def page_of(
    connection: sa.Connection,
    moment_filter: MomentFilter,
    sort: str = "name",
    down: bool = False,
    start: int = 0,
    size: int | None = MOMENTS_A_PAGE,
) -> list[dict]:
    """Return the moments from place `start` on: rows of `store.moments` with region and the figures of SORTS.

    Figures are notes, roles (heard), blocks (covered), gap (in half points), compared (blocks) and silent. Names go
    from A to Z, fictional partnerships last; other figures from small to large; `down` turns either around.
    """
    return rows(connection, _sorted(_figured(moment_filter), moment_filter, sort, down).offset(start).limit(size))


def pairs_of(
    connection: sa.Connection, moment_filter: MomentFilter, sort: str = "name", down: bool = False
) -> list[Pair]:
    """Return the (partnership, wave) pairs of all of them, in the same order."""
    place = partnership_wave.c
    query = _sorted(_joined(sa.select(place.partnership_id, place.wave_id), moment_filter), moment_filter, sort, down)
    return [tuple(row) for row in raw_rows(connection, query)]


def rows_of_pairs(
    connection: sa.Connection, pairs: Sequence[Pair], figures_of: MomentFilter | None = None
) -> list[dict]:
    """Return these moments as `page_of` gives them, in the order given; those that are not there are left out."""
    moment_filter = (
        MomentFilter(pairs=tuple(pairs), role=figures_of.role, blocks=figures_of.blocks)
        if figures_of
        else MomentFilter(pairs=tuple(pairs))
    )
    row_by_pair = {
        (row["partnership_id"], row["wave_id"]): row for row in page_of(connection, moment_filter, size=None)
    }
    return [row_by_pair[pair] for pair in pairs if pair in row_by_pair]


def partnership_names(connection: sa.Connection, moment_filter: MomentFilter | None = None) -> dict[str, str]:
    """Return the partnerships that have such a moment: code → name, in the order of names, fictional ones last."""
    place = partnership_wave.c
    partnership_ids = sa.select(place.partnership_id).select_from(joined_moments())
    query = sa.select(partnership.c.code, partnership.c.name)
    query = query.where(partnership.c.id.in_(filter_moments(partnership_ids, moment_filter or MomentFilter())))
    return dict(
        raw_rows(connection, query.order_by(partnership.c.fictional, _small(partnership.c.name), partnership.c.id))
    )


def moment_counts_by_wave(connection: sa.Connection) -> dict[str, tuple[int, int]]:
    """Return per wave how many moments it has, and of how many of those there are notes."""
    place = partnership_wave.c
    with_notes = sa.func.sum(sa.case((rollup_moment.c.notes > 0, 1), else_=0))
    query = sa.select(place.wave_id, sa.func.count(), with_notes).group_by(place.wave_id)
    query = query.select_from(partnership_wave.outerjoin(rollup_moment, of_same_moment(rollup_moment)))
    return {row[0]: (row[1], int(row[2])) for row in raw_rows(connection, query)}


def counts_stamp(connection: sa.Connection) -> tuple:
    """Return a stamp that changes whenever the counts of moments may have changed."""
    place, coded = partnership_wave.c, sa.select(sa.func.sum(rollup_theme.c.notes)).scalar_subquery()
    return tuple(connection.execute(sa.select(sa.func.max(place.changed_at), sa.func.count(), coded)).one())


def filter_choices(connection: sa.Connection) -> dict[str, list[str]]:
    """Return what moments can be filtered by: the regions, phases and legal_forms that occur, each in order."""
    columns = {
        "regions": partnership.c.region,
        "phases": partnership_wave.c.phase,
        "legal_forms": partnership_wave.c.legal_form,
    }
    return {
        name: [
            value for (value,) in connection.execute(sa.select(column).where(column != "").distinct().order_by(column))
        ]
        for name, column in columns.items()
    }


def joined_moments() -> sa.Join:
    """Return the join of moments with their partnership and wave."""
    return sa.join(partnership_wave, partnership).join(wave)


def of_same_moment(table: sa.FromClause) -> sa.ColumnElement:
    """Return the condition that a row of a table with a partnership and a wave is of the same moment."""
    place = partnership_wave.c
    return sa.and_(table.c.wave_id == place.wave_id, table.c.partnership_id == place.partnership_id)


def filter_moments(query: sa.Select, moment_filter: MomentFilter) -> sa.Select:
    """Limit a query on partnership_wave, partnership and wave, joined, to the moments of a filter."""
    place = partnership_wave.c
    if moment_filter.waves:
        query = query.where(place.wave_id.in_(moment_filter.waves))
    if moment_filter.pairs is not None:
        query = query.where(at_moments(partnership_wave, moment_filter.pairs))
    if moment_filter.words.strip():
        name_and_code = partnership.c.name + " " + partnership.c.code
        query = query.where(*contains_words(name_and_code, moment_filter.words))
    for column, values in (
        (partnership.c.region, moment_filter.regions),
        (place.phase, moment_filter.phases),
        (place.legal_form, moment_filter.legal_forms),
    ):
        if values:
            query = query.where(column.in_(values))
    if moment_filter.covered:
        rollup = (rollup_partnership if moment_filter.role else rollup_moment).alias()
        bits = rollup.c.blocks_heard if moment_filter.role else rollup.c.blocks
        block_count = sa.select(_number(bits, moment_filter.blocks)).where(of_same_moment(rollup))
        block_count = (
            block_count.where(rollup.c.role == moment_filter.role) if moment_filter.role else block_count
        ).scalar_subquery()
        query = query.where(sa.func.coalesce(block_count, 0).in_(moment_filter.covered))
    conditions = filtered_counts.of_partnerships(moment_filter.attribute_filters)
    if conditions:
        query = query.where(place.partnership_id.in_(filtered_counts.partnerships_query(conditions)))
    return query


def _figured(moment_filter: MomentFilter) -> sa.Select:
    of_moment = ("gap", "compared", "silent")
    counted = _counted(moment_filter)
    figures = [counted[name].label(name) for name in ("notes", "roles", "blocks")]
    figures += [sa.func.coalesce(rollup_moment.c[name], 0).label(name) for name in of_moment]
    query = sa.select(
        partnership_wave,
        partnership.c.code,
        partnership.c.name,
        partnership.c.region,
        partnership.c.fictional,
        wave.c.label,
        wave.c.position,
        *figures,
    )
    return _joined(query, moment_filter)


def _joined(query: sa.Select, moment_filter: MomentFilter) -> sa.Select:
    joined = joined_moments().outerjoin(rollup_moment, of_same_moment(rollup_moment))
    if moment_filter.role:
        of_role = of_same_moment(rollup_partnership) & (rollup_partnership.c.role == moment_filter.role)
        joined = joined.outerjoin(rollup_partnership, of_role)
    return filter_moments(query.select_from(joined), moment_filter)


def _counted(moment_filter: MomentFilter) -> dict[str, sa.ColumnElement]:
    """Return the expression of each figure: of the moment as a whole, or of one role in it."""
    if not moment_filter.role:
        columns = rollup_moment.c
        notes, roles, bits = columns.notes, columns.roles, columns.blocks
    else:
        columns = rollup_partnership.c
        notes, roles, bits = columns.notes, sa.case((columns.blocks_heard > 0, 1), else_=0), columns.blocks_heard
    block_count = sa.func.coalesce(_number(bits, moment_filter.blocks), 0)
    return {
        "notes": sa.func.coalesce(notes, 0),
        "roles": sa.func.coalesce(roles, 0),
        "blocks": block_count,
        "gap": sa.func.coalesce(rollup_moment.c.gap, 0),
        "changed": partnership_wave.c.changed_at,
    }


def _number(bits: sa.ColumnElement, blocks: Sequence[str]) -> sa.ColumnElement:
    """Return how many of these blocks have their bit set."""
    bits_set = [sa.case((bits.op("&")(BLOCK_BITS[key]) > 0, 1), else_=0) for key in blocks if key in BLOCK_BITS]
    return sum(bits_set[1:], bits_set[0]) if bits_set else sa.literal(0)


def _small(column: sa.Column) -> sa.ColumnElement:
    return sa.func.lower(column)


def _sorted(query: sa.Select, moment_filter: MomentFilter, sort: str, down: bool) -> sa.Select:
    def directed(column: sa.ColumnElement) -> sa.ColumnElement:
        return column.desc() if down else column.asc()

    usual = (_small(partnership.c.name), partnership.c.id, wave.c.position)
    if sort == "name":
        return query.order_by(partnership.c.fictional, directed(usual[0]), directed(usual[1]), usual[2])
    return query.order_by(directed(_counted(moment_filter)[sort]), partnership.c.fictional, *usual)
