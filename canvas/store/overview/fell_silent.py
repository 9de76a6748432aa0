"""Which roles of a study fell silent: heard in their partnership before, and not at its newest moment."""

from __future__ import annotations

from collections.abc import Sequence

import sqlalchemy as sa

from canvas.store.database.rows import rows
from canvas.store.database.schema import partnership, rollup_partnership, wave

_OF = rollup_partnership.c
_IS_HEARD = sa.or_(_OF.notes > 0, _OF.answered > 0)


def count_fallen_silent(connection: sa.Connection, roles: Sequence[str]) -> tuple[int, int]:
    """Return how many of these roles fell silent, partnership by partnership, and in how many partnerships."""
    silent = _fallen_silent(roles).subquery()
    query = sa.select(sa.func.count(), sa.func.count(sa.distinct(silent.c.partnership_id)))
    total, partnerships = connection.execute(query).one()
    return total, partnerships


def fallen_silent(connection: sa.Connection, roles: Sequence[str], start: int, size: int) -> list[dict]:
    """Return a page of the roles that fell silent, by name of the partnership (fictional ones last), roles in order.

    Columns: partnership_id, code, name, fictional, role, wave and position (of the newest moment at which anybody was
    asked or noted of), last_wave and last_position (of the one at which the role was heard last) and asked: whether
    the role was asked at the newest.
    """
    silent = _fallen_silent(roles).subquery()
    now, last = wave.alias("now"), wave.alias("last")
    is_asked = sa.exists().where(
        _OF.partnership_id == silent.c.partnership_id,
        _OF.wave_id == now.c.id,
        _OF.role == silent.c.role,
        _OF.asked > 0,
    )
    query = (
        sa.select(
            silent.c.partnership_id,
            partnership.c.code,
            partnership.c.name,
            partnership.c.fictional,
            silent.c.role,
            now.c.label.label("wave"),
            now.c.position,
            last.c.label.label("last_wave"),
            last.c.position.label("last_position"),
            sa.case((is_asked, 1), else_=0).label("asked"),
        )
        .join_from(silent, partnership, partnership.c.id == silent.c.partnership_id)
        .join(now, now.c.position == silent.c.newest)
        .join(last, last.c.position == silent.c.last_heard)
        .order_by(
            partnership.c.fictional,
            sa.func.lower(partnership.c.name),
            partnership.c.id,
            sa.case({role: place for place, role in enumerate(roles)}, value=silent.c.role, else_=len(roles)),
        )
        .offset(start)
        .limit(size)
    )
    return [row | {"asked": bool(row["asked"])} for row in rows(connection, query)] if roles else []


def _fallen_silent(roles: Sequence[str]) -> sa.Select:
    """Return a query for partnership_id, role, `newest` and `last_heard` (places of waves) of each that fell silent."""
    newest = (
        sa.select(_OF.partnership_id, sa.func.max(wave.c.position).label("newest"))
        .join_from(rollup_partnership, wave, wave.c.id == _OF.wave_id)
        .where(sa.or_(_OF.asked > 0, _OF.notes > 0))
        .group_by(_OF.partnership_id)
        .subquery()
    )
    last = (
        sa.select(_OF.partnership_id, _OF.role, sa.func.max(wave.c.position).label("last_heard"))
        .join_from(rollup_partnership, wave, wave.c.id == _OF.wave_id)
        .where(_IS_HEARD, _OF.role.in_(list(roles)))
        .group_by(_OF.partnership_id, _OF.role)
        .subquery()
    )
    return (
        sa.select(last.c.partnership_id, last.c.role, newest.c.newest, last.c.last_heard)
        .join_from(last, newest, newest.c.partnership_id == last.c.partnership_id)
        .where(last.c.last_heard < newest.c.newest)
    )
