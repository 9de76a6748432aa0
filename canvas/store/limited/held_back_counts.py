"""Counts what a limited reading holds back of a moment: roles and partners with too few people, notes and points."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection

import sqlalchemy as sa

from canvas.store.database.rows import batches, rows
from canvas.store.database.schema import RATED, contribution, document, note, partner, point, point_note
from canvas.store.limited.limited_views import base_schema, limits_of, ratings_are_open

Pair = tuple[str, str]  # partnership and wave


def few_roles(connection: sa.Connection, pair: Pair) -> dict[str, int]:
    """Return the roles of whom too few people were heard at a moment: key → how many people."""
    return _counted(
        connection,
        "SELECT v.role, count(DISTINCT v.respondent_id) FROM voiced AS v "
        "JOIN few_role AS f ON f.partnership_id = v.partnership_id AND f.wave_id = v.wave_id AND f.role = v.role "
        "WHERE v.partnership_id = :partnership AND v.wave_id = :wave GROUP BY v.role ORDER BY v.role",
        pair,
    )


def few_partners(connection: sa.Connection, pair: Pair) -> dict[str, int]:
    """Return the partners of whom too few people were heard at a moment: organisation → how many people."""
    by_id = _counted(
        connection,
        "SELECT v.partner_id, count(DISTINCT v.respondent_id) FROM voiced AS v "
        "WHERE v.partnership_id = :partnership AND v.wave_id = :wave AND v.partner_id IS NOT NULL AND NOT EXISTS "
        "(SELECT 1 FROM open_partner AS o WHERE o.partnership_id = v.partnership_id AND o.wave_id = v.wave_id "
        "AND o.partner_id = v.partner_id) GROUP BY v.partner_id",
        pair,
    )
    named = sa.select(partner.c.id, partner.c.organisation).where(partner.c.id.in_(list(by_id)))
    return {row["organisation"]: by_id[row["id"]] for row in rows(connection, named.order_by(partner.c.organisation))}


def few_raters(connection: sa.Connection, pair: Pair, of: str) -> dict[str, list[str]]:
    """Return of which blocks (keys) or factors (numbers) too few people rated, by role; `of` is block or factor.

    Of roles of whom enough people were heard: of the others nothing is shown at all.
    """
    limits = limits_of(connection)
    if limits is None:
        return {}
    table = f"{base_schema(connection)}.{_RATED_IN[of]}"
    counted = " + ".join(f"c.{name}" for name in RATED)
    query = (
        f"SELECT c.role, c.{of} FROM {table} AS c WHERE c.partnership_id = :partnership AND c.wave_id = :wave "
        f"AND {counted} > 0 AND NOT {ratings_are_open(limits.people)} AND NOT EXISTS (SELECT 1 FROM few_role AS f "
        "WHERE f.partnership_id = c.partnership_id AND f.wave_id = c.wave_id AND f.role = c.role) ORDER BY 1, 2"
    )
    by_role: dict[str, list[str]] = {}
    for role, key in connection.execute(sa.text(query), {"partnership": pair[0], "wave": pair[1]}):
        by_role.setdefault(role, []).append(str(key))
    return by_role


def few_raters_across(connection: sa.Connection, wave_id: str, of: str) -> dict[str, list[str]]:
    """Return of which blocks or factors (`of`) ratings are held back of any partnership at a wave, by role."""
    if limits_of(connection) is None:
        return {}
    totals: Counter[tuple[str, str]] = Counter()
    for schema, sign in ((base_schema(connection), 1), (None, -1)):
        named = sa.table(_RATED_IN[of], *map(sa.column, ("wave_id", "role", of, *RATED)), schema=schema)
        number = sa.func.sum(sum((named.c[name] for name in RATED[1:]), named.c[RATED[0]]))
        query = sa.select(named.c.role, named.c[of], number).where(named.c.wave_id == wave_id)
        for role, key, ratings in connection.execute(query.group_by(named.c.role, named.c[of])):
            totals[role, str(key)] += sign * int(ratings)
    by_role: dict[str, list[str]] = {}
    for role, key in sorted(place for place, number in totals.items() if number):
        by_role.setdefault(role, []).append(key)
    return by_role


_RATED_IN = {"block": "cell", "factor": "cell_factor"}


def held_back(connection: sa.Connection, table: sa.Table, pair: Pair) -> int:
    """Return how many notes or points that stand at a moment are not in this reading."""
    number = 0
    for schema, sign in ((base_schema(connection), 1), (None, -1)):
        named = sa.table(
            table.name, *(sa.column(name) for name in ("partnership_id", "wave_id", "retired")), schema=schema
        )
        count = sa.select(sa.func.count()).select_from(named)
        count = count.where(named.c.partnership_id == pair[0], named.c.wave_id == pair[1], sa.not_(named.c.retired))
        number += sign * connection.execute(count).scalar_one()
    return number


def notes_held_back(connection: sa.Connection, pair: Pair) -> int:
    """Return how many notes that stand are held back of a moment."""
    return held_back(connection, note, pair)


def points_held_back(connection: sa.Connection, pair: Pair) -> int:
    """Return how many points that stand are held back of a moment."""
    return held_back(connection, point, pair)


def documents_held_back(connection: sa.Connection, pair: Pair) -> int:
    """Return how many documents are held back of a moment."""
    if limits_of(connection) is None:
        return 0
    number = 0
    for schema, sign in ((base_schema(connection), 1), (None, -1)):
        named = sa.table(document.name, *(sa.column(name) for name in ("partnership_id", "wave_id")), schema=schema)
        count = sa.select(sa.func.count()).select_from(named)
        count = count.where(named.c.partnership_id == pair[0], named.c.wave_id == pair[1])
        number += sign * connection.execute(count).scalar_one()
    return number


def are_points_held_back(connection: sa.Connection, *pairs: Pair) -> tuple[bool, ...]:
    """Return per moment whether points are held back: then none can be called new, or gone."""
    limited = limits_of(connection) is not None
    return tuple(limited and points_held_back(connection, pair) > 0 for pair in pairs)


def contributions_held_back(connection: sa.Connection, partnership_ids: Collection[str]) -> dict[str, int]:
    """Return of which of these partnerships contributions that stand are held back, and how many."""
    if limits_of(connection) is None:
        return {}
    counts: Counter[str] = Counter()
    for schema, sign in ((base_schema(connection), 1), (None, -1)):
        named = sa.table(contribution.name, *(sa.column(name) for name in ("partnership_id", "retired")), schema=schema)
        count = sa.select(named.c.partnership_id, sa.func.count()).group_by(named.c.partnership_id)
        count = count.where(named.c.partnership_id.in_(list(partnership_ids)), sa.not_(named.c.retired))
        for partnership_id, number in connection.execute(count):
            counts[partnership_id] += sign * number
    return {partnership_id: number for partnership_id, number in counts.items() if number}


def stances_held_back(connection: sa.Connection, point_ids: Collection[str]) -> dict[str, list[str]]:
    """Return per point that is shown the stances (in order) of standing notes that are held back; others left out.

    That a point is contradicted must not vanish with the words that contradict it: else it would stand as agreed.
    """
    schema = base_schema(connection)
    link = sa.table(point_note.name, *(sa.column(name) for name in ("point_id", "note_id", "stance")), schema=schema)
    behind = sa.table(note.name, *(sa.column(name) for name in ("id", "retired", "erased_at")), schema=schema)
    shown = sa.table(note.name, sa.column("id"))  # the view: of the notes, those that are not held back
    stances: dict[str, list[str]] = {}
    for ids in batches(list(point_ids)):
        query = (
            sa.select(link.c.point_id, link.c.stance).distinct().join_from(link, behind, behind.c.id == link.c.note_id)
        )
        query = query.where(link.c.point_id.in_(ids), sa.not_(behind.c.retired), behind.c.erased_at.is_(None))
        query = query.where(link.c.note_id.not_in(sa.select(shown.c.id)))
        for point_id, stance in connection.execute(query.order_by(link.c.point_id, link.c.stance)):
            stances.setdefault(point_id, []).append(stance)
    return stances


def _counted(connection: sa.Connection, sql: str, pair: Pair) -> dict[str, int]:
    values = {"partnership": pair[0], "wave": pair[1]}
    return {row[0]: row[1] for row in connection.execute(sa.text(sql), values)}
