"""The versions of a point: what was done to it, by whom, when and why."""

from __future__ import annotations

import json
from collections.abc import Iterator

import sqlalchemy as sa

from canvas.errors import N_
from canvas.store.database.ids import new_id
from canvas.store.database.rows import get_row, rows
from canvas.store.database.schema import note, point, point_perspective, point_revision, user
from canvas.store.database.text import read_json
from canvas.store.study import Writer

LINKS = ("supports", "contradicts", "taken_off")  # what was done to one of its notes
# What can be done to a point; in a study made before this was kept its first version says ''.
HOW = ("made", "changed", "state", "looked", "retired", "put_back", *LINKS)
SIGNED = ("", "made", "state", "looked")  # after which its notes count as weighed, those that come later do not


def add_version(
    writer: Writer, point_id: str, how: str, reason: str = "", note_id: str | None = None, user_id: str | None = None
) -> None:
    """Keep what a point says now as the version its row counts to; `how` is one of HOW.

    The row is to be held, its number raised. `user_id` is who did it, where that is not the writer.
    """
    now = get_row(writer.connection, point, point_id, N_("Point"))
    roles = sa.select(point_perspective.c.role).where(point_perspective.c.point_id == point_id)
    row = {
        "id": new_id(),
        "point_id": point_id,
        "number": now["revision"],
        "text": now["text"],
        "state": now["state"],
        "reason": reason,
        "retired": now["retired"],
        "user_id": user_id or writer.user_id,
        "made_at": writer.at,
        "perspectives": json.dumps(sorted(writer.execute(roles).scalars())),
        "how": how,
        "note_id": note_id,
    }
    writer.execute(point_revision.insert(), [row])


def of_point(connection: sa.Connection, point_id: str) -> list[dict]:
    """Return every version of a point, newest first.

    {number, how, text, state, reason, perspectives, retired, by, made_at, note_id, note (its text as it is now, None
    where it was erased)}; `reason` is that of this one act.
    """
    made = [point_revision.c[name] for name in ("number", "how", "text", "state", "reason", "retired", "made_at")]
    note_text = sa.case((note.c.erased_at.is_(None), note.c.text)).label("note")
    query = (
        sa.select(*made, point_revision.c.perspectives, point_revision.c.note_id, user.c.name.label("by"), note_text)
        .join_from(point_revision, user, user.c.id == point_revision.c.user_id)
        .outerjoin(note, note.c.id == point_revision.c.note_id)
        .where(point_revision.c.point_id == point_id)
        .order_by(point_revision.c.number.desc())
    )
    return [row | {"perspectives": json.loads(row["perspectives"])} for row in rows(connection, query)]


def author(connection: sa.Connection, point_id: str) -> dict:
    """Return who wrote a point, or last changed its words or perspectives: the profile's id and name."""
    query = sa.select(user.c.id, user.c.name).join_from(point, user, user.c.id == author_id())
    return rows(connection, query.where(point.c.id == point_id))[0]


def author_id() -> sa.ColumnElement:
    """Return the id of who wrote the point of a query, or last changed its words or perspectives."""
    of = point_revision.alias("worded").c
    worded = sa.select(of.user_id).where(of.point_id == point.c.id, of.how.in_(("made", "changed")))
    last = worded.order_by(of.number.desc()).limit(1).correlate(point).scalar_subquery()
    return sa.func.coalesce(last, point.c.created_by)


def linked_by(connection: sa.Connection, point_id: str, note_id: str) -> str:
    """Return who last said how a note bears on a point, or took it off."""
    made = point_revision.c
    last = sa.select(user.c.name).join_from(point_revision, user, user.c.id == made.user_id)
    last = last.where(made.point_id == point_id, made.note_id == note_id)
    return connection.execute(last.order_by(made.number.desc()).limit(1)).scalar() or ""


def faults(connection: sa.Connection) -> Iterator[tuple[str, str]]:
    """Yield where and how a point differs from its newest version, or has a state that nobody signed."""
    made, newest = point_revision.c, sa.func.max(point_revision.c.number).label("number")
    last = sa.select(made.point_id, newest).group_by(made.point_id).subquery()
    sign = point_revision.alias("sign").c
    signed = sa.exists().where(
        sign.point_id == point.c.id,
        sign.state == point.c.state,
        sign.user_id == point.c.state_by,
        sign.made_at == point.c.state_at,
        sign.how.in_(("", "made", "changed", "state")),
    )
    version_columns = [
        made[name].label(f"kept_{name}") for name in ("number", "text", "state", "retired", "perspectives")
    ]
    query = (
        sa.select(point, *version_columns, signed.label("signed"))
        .outerjoin_from(point, last, last.c.point_id == point.c.id)
        .outerjoin(point_revision, sa.and_(made.point_id == point.c.id, made.number == last.c.number))
        .order_by(point.c.id)
    )
    roles_of: dict[str, list[str]] = {}
    for row in connection.execute(sa.select(point_perspective)):
        roles_of.setdefault(row.point_id, []).append(row.role)
    for row in rows(connection, query):
        where = f"point {row['id']}"
        if row["revision"] != row["kept_number"]:
            yield where, f"stands at version {row['revision']}, the newest version is {row['kept_number'] or 0}"
            continue
        for name in ("text", "state", "retired"):
            if row[name] != row[f"kept_{name}"]:
                yield where, f"its {name} is not that of version {row['revision']}"
        if sorted(roles_of.get(row["id"], [])) != read_json(row["kept_perspectives"]):
            yield where, f"its perspectives are not those of version {row['revision']}"
        if not row["signed"]:
            yield where, f"no version says who gave it the state {row['state']} when it got it"
