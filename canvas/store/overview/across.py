"""Many partnerships at once: which moments there are, put in order and paged by what is counted of each.

What a screen draws of them it reads a page at a time, here and in `across_cells`.
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

PAGE = 50  # moments at once
SORTS = ("name", "notes", "roles", "blocks", "gap", "changed")  # what moments are put in order by

Pair = tuple[str, str]  # partnership, wave


@dataclass(frozen=True)
class MomentFilter:
    """Which moments: of these waves, or these pairs, or all; of each part that says nothing, nothing is asked.

    `words` stand in the name or code of the partnership; what is `wanted` of respondents is left out here. Figures are
    of the role `role` alone, where there is one. Covered blocks are counted among `blocks`, those in scope; `covered`
    asks for moments with one of these numbers of them.
    """

    waves: tuple[str, ...] = ()
    pairs: tuple[Pair, ...] | None = None
    words: str = ""
    wanted: tuple[AttributeFilter, ...] = ()
    regions: tuple[str, ...] = ()
    phases: tuple[str, ...] = ()
    legal_forms: tuple[str, ...] = ()
    covered: tuple[int, ...] = ()
    role: str = ""
    blocks: tuple[str, ...] = tuple(BLOCK_BITS)

    @property
    def whole(self) -> bool:
        """Whether it is all partnerships of its waves, so that rollups over partnerships say it."""
        narrows = (self.words, self.regions, self.phases, self.legal_forms, self.covered)
        return self.pairs is None and not any(narrows) and not any(one.scope == "partnership" for one in self.wanted)


def count(connection: sa.Connection, which: MomentFilter) -> tuple[int, int]:
    """How many moments there are, and of how many partnerships."""
    of = partnership_wave.c.partnership_id
    found = filter_moments(
        sa.select(sa.func.count(), sa.func.count(sa.distinct(of))).select_from(joined_moments()), which
    )
    return tuple(connection.execute(found).one())


def page_start(start: int, total: int) -> int:
    """Return the place of the first moment of a page; that of the last page where there are fewer by now."""
    return min(start, max(0, (total - 1) // PAGE * PAGE))


def page_of(
    connection: sa.Connection,
    which: MomentFilter,
    sort: str = "name",
    down: bool = False,
    start: int = 0,
    size: int | None = PAGE,
) -> list[dict]:
    """The moments from place `start` on: rows as `store.moments` gives them, with region and the figures of SORTS.

    Figures are notes, roles (heard), blocks (covered), gap (in half points), compared (blocks) and silent. Names go
    from A to Z, fictional partnerships last; other figures from small to large; `down` turns either around.
    """
    return rows(connection, _sorted(_figured(which), which, sort, down).offset(start).limit(size))


def pairs_of(connection: sa.Connection, which: MomentFilter, sort: str = "name", down: bool = False) -> list[Pair]:
    """The (partnership, wave) pairs of all of them, in the same order."""
    place = partnership_wave.c
    found = _sorted(_joined(sa.select(place.partnership_id, place.wave_id), which), which, sort, down)
    return [tuple(row) for row in raw_rows(connection, found)]


def rows_of_pairs(connection: sa.Connection, pairs: Sequence[Pair], which: MomentFilter | None = None) -> list[dict]:
    """These moments as `page_of` gives them, in the order given; those that are not there are left out."""
    asked = (
        MomentFilter(pairs=tuple(pairs), role=which.role, blocks=which.blocks)
        if which
        else MomentFilter(pairs=tuple(pairs))
    )
    found = {(row["partnership_id"], row["wave_id"]): row for row in page_of(connection, asked, size=None)}
    return [found[pair] for pair in pairs if pair in found]


def partnership_names(connection: sa.Connection, which: MomentFilter | None = None) -> dict[str, str]:
    """The partnerships that have such a moment: code → name, in the order of names, fictional ones last."""
    place = partnership_wave.c
    there = sa.select(place.partnership_id).select_from(joined_moments())
    found = sa.select(partnership.c.code, partnership.c.name)
    found = found.where(partnership.c.id.in_(filter_moments(there, which or MomentFilter())))
    return dict(
        raw_rows(connection, found.order_by(partnership.c.fictional, _small(partnership.c.name), partnership.c.id))
    )


def moment_counts_by_wave(connection: sa.Connection) -> dict[str, tuple[int, int]]:
    """Per wave how many moments it has, and of how many of those there are notes."""
    place = partnership_wave.c
    noted = sa.func.sum(sa.case((rollup_moment.c.notes > 0, 1), else_=0))
    found = sa.select(place.wave_id, sa.func.count(), noted).group_by(place.wave_id)
    found = found.select_from(partnership_wave.outerjoin(rollup_moment, of_same_moment(rollup_moment)))
    return {row[0]: (row[1], int(row[2])) for row in raw_rows(connection, found)}


def counts_stamp(connection: sa.Connection) -> tuple:
    """Something that is another once what is counted of moments may be."""
    place, coded = partnership_wave.c, sa.select(sa.func.sum(rollup_theme.c.notes)).scalar_subquery()
    return tuple(connection.execute(sa.select(sa.func.max(place.changed_at), sa.func.count(), coded)).one())


def filter_choices(connection: sa.Connection) -> dict[str, list[str]]:
    """What can be asked of moments: the regions, phases and legal_forms that occur, each in order."""
    by = {
        "regions": partnership.c.region,
        "phases": partnership_wave.c.phase,
        "legal_forms": partnership_wave.c.legal_form,
    }
    return {
        name: [
            value for (value,) in connection.execute(sa.select(column).where(column != "").distinct().order_by(column))
        ]
        for name, column in by.items()
    }


def joined_moments() -> sa.Join:
    """Moments with their partnership and wave."""
    return sa.join(partnership_wave, partnership).join(wave)


def of_same_moment(table: sa.FromClause) -> sa.ColumnElement:
    """That a row of a table with a partnership and a wave is of the same moment."""
    place = partnership_wave.c
    return sa.and_(table.c.wave_id == place.wave_id, table.c.partnership_id == place.partnership_id)


def filter_moments(found: sa.Select, which: MomentFilter) -> sa.Select:
    """A query on partnership_wave, partnership and wave, joined, of these moments."""
    place = partnership_wave.c
    if which.waves:
        found = found.where(place.wave_id.in_(which.waves))
    if which.pairs is not None:
        found = found.where(at_moments(partnership_wave, which.pairs))
    if which.words.strip():
        said = partnership.c.name + " " + partnership.c.code
        found = found.where(*contains_words(said, which.words))
    for column, values in (
        (partnership.c.region, which.regions),
        (place.phase, which.phases),
        (place.legal_form, which.legal_forms),
    ):
        if values:
            found = found.where(column.in_(values))
    if which.covered:
        of = (rollup_partnership if which.role else rollup_moment).alias()
        bits = of.c.blocks_heard if which.role else of.c.blocks
        number = sa.select(_number(bits, which.blocks)).where(of_same_moment(of))
        number = (number.where(of.c.role == which.role) if which.role else number).scalar_subquery()
        found = found.where(sa.func.coalesce(number, 0).in_(which.covered))
    asked = [one for one in which.wanted if one.scope == "partnership"]
    if asked:
        found = found.where(place.partnership_id.in_(filtered_counts.partnerships_query(asked)))
    return found


def _figured(which: MomentFilter) -> sa.Select:
    whole = ("gap", "compared", "silent")
    counted = _counted(which)
    more = [counted[name].label(name) for name in ("notes", "roles", "blocks")]
    more += [sa.func.coalesce(rollup_moment.c[name], 0).label(name) for name in whole]
    asked = sa.select(
        partnership_wave,
        partnership.c.code,
        partnership.c.name,
        partnership.c.region,
        partnership.c.fictional,
        wave.c.label,
        wave.c.position,
        *more,
    )
    return _joined(asked, which)


def _joined(asked: sa.Select, which: MomentFilter) -> sa.Select:
    joined = joined_moments().outerjoin(rollup_moment, of_same_moment(rollup_moment))
    if which.role:
        on = of_same_moment(rollup_partnership) & (rollup_partnership.c.role == which.role)
        joined = joined.outerjoin(rollup_partnership, on)
    return filter_moments(asked.select_from(joined), which)


def _counted(which: MomentFilter) -> dict[str, sa.ColumnElement]:
    """How figures are read: of the moment as a whole, or of one role in it."""
    if not which.role:
        of = rollup_moment.c
        notes, roles, bits = of.notes, of.roles, of.blocks
    else:
        of = rollup_partnership.c
        notes, roles, bits = of.notes, sa.case((of.blocks_heard > 0, 1), else_=0), of.blocks_heard
    number = sa.func.coalesce(_number(bits, which.blocks), 0)
    return {
        "notes": sa.func.coalesce(notes, 0),
        "roles": sa.func.coalesce(roles, 0),
        "blocks": number,
        "gap": sa.func.coalesce(rollup_moment.c.gap, 0),
        "changed": partnership_wave.c.changed_at,
    }


def _number(bits: sa.ColumnElement, blocks: Sequence[str]) -> sa.ColumnElement:
    """How many of these blocks have their bit set."""
    ones = [sa.case((bits.op("&")(BLOCK_BITS[key]) > 0, 1), else_=0) for key in blocks if key in BLOCK_BITS]
    return sum(ones[1:], ones[0]) if ones else sa.literal(0)


def _small(column: sa.Column) -> sa.ColumnElement:
    return sa.func.lower(column)


def _sorted(found: sa.Select, which: MomentFilter, sort: str, down: bool) -> sa.Select:
    def turned(column: sa.ColumnElement) -> sa.ColumnElement:
        return column.desc() if down else column.asc()

    usual = (_small(partnership.c.name), partnership.c.id, wave.c.position)
    if sort == "name":
        return found.order_by(partnership.c.fictional, *(turned(one) for one in usual[:2]), usual[2])
    return found.order_by(turned(_counted(which)[sort]), partnership.c.fictional, *usual)
