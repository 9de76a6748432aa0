"""Which roles of a study fell silent: heard in their partnership before, and not at its newest moment."""

from __future__ import annotations

from collections.abc import Sequence

import sqlalchemy as sa

from canvas.store.database.prepared import PreparedStatement, list_of
from canvas.store.database.schema import partnership, rollup_partnership, wave

_OF = rollup_partnership.c


def fallen_silent(connection: sa.Connection, roles: Sequence[str]) -> list[dict]:
    """Return the roles that fell silent, by name of the partnership (fictional ones last), roles in this order.

    Columns: partnership_id, code, name, fictional, role, position (of the newest moment at which anybody was asked or
    noted of), last_position (of the one at which the role was heard last) and asked: whether the role was asked at the
    newest. All of them are read in one go over what is counted, which a page of them would take as well.
    """
    silent_rows = _SILENT.rows(connection, roles=list(roles)) if roles else []
    place = {role: number for number, role in enumerate(roles)}
    silent_rows.sort(key=lambda row: (row["fictional"], row["sorted_by"], row["partnership_id"], place[row["role"]]))
    for row in silent_rows:
        del row["sorted_by"]
        row["asked"] = row.pop("last_asked") == row["position"]
    return silent_rows


def _silent() -> sa.Select:
    was_heard, was_asked = sa.or_(_OF.notes > 0, _OF.answered > 0), _OF.asked > 0
    last_heard, last_asked, last_any = (
        sa.func.max(sa.case((condition, wave.c.position), else_=0))
        for condition in (was_heard, was_asked, sa.or_(was_asked, _OF.notes > 0))
    )
    of_role = (
        sa.select(
            _OF.partnership_id,
            _OF.role,
            last_heard.label("last_heard"),
            last_asked.label("last_asked"),
            sa.func.max(last_any).over(partition_by=_OF.partnership_id).label("newest"),
        )
        .join_from(rollup_partnership, wave, wave.c.id == _OF.wave_id)
        .group_by(_OF.partnership_id, _OF.role)
        .subquery()
    )
    return (
        sa.select(
            of_role.c.partnership_id,
            partnership.c.code,
            partnership.c.name,
            partnership.c.fictional,
            of_role.c.role,
            of_role.c.newest.label("position"),
            of_role.c.last_heard.label("last_position"),
            of_role.c.last_asked,
            sa.func.lower(partnership.c.name).label("sorted_by"),
        )
        .join_from(of_role, partnership, partnership.c.id == of_role.c.partnership_id)
        .where(
            of_role.c.last_heard > 0,
            of_role.c.last_heard < of_role.c.newest,
            of_role.c.role.in_(list_of("roles")),
        )
    )


_SILENT = PreparedStatement(lambda _: _silent())
