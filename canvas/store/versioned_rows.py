"""Rows whose every version is kept: made, changed on what was opened, taken away and put back, and read again."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial

import sqlalchemy as sa

from canvas.store import based_on
from canvas.store.database.ids import new_id
from canvas.store.database.rows import get_row, rows
from canvas.store.database.schema import user
from canvas.store.study import Writer

HOW = ("made", "changed", "state", "retired", "put_back")  # what was done to a row, as its version says


@dataclass(frozen=True)
class VersionedTable:
    """A table, that of its versions, what a row of it is called (N_), and the names of its fields in words (N_)."""

    table: sa.Table
    revision: sa.Table
    place: str
    labels: Mapping[str, str]

    @property
    def fields(self) -> list[str]:
        """Return the columns that a version has of its row."""
        return [column.name for column in self.revision.c if column.name in self.table.c and column.name != "id"]

    @property
    def row_id(self) -> sa.Column:
        """Return the column of a version that names its row."""
        return self.revision.c[f"{self.table.name}_id"]


def insert_row(writer: Writer, kind: VersionedTable, row: Mapping, more: Mapping | None = None) -> str:
    """Make a row with its first version and return its id; `more` are columns that only the version has."""
    row_id = new_id()
    writer.execute(kind.table.insert(), [{"id": row_id} | dict(row) | {"revision": 1}])
    _add_version(writer, kind, row_id, "made", more or {})
    return row_id


def lock_row(writer: Writer, kind: VersionedTable, row_id: str) -> dict:
    """Lock a row against other writers until the commit, and return it; raises NotFoundError."""
    return get_row(writer.connection, kind.table, row_id, kind.place, for_update=True)


def merge_row(
    writer: Writer, kind: VersionedTable, now: Mapping, mine: Mapping, opened: Mapping | None, words: Mapping = {}
) -> dict:
    """Return the fields to write, as `based_on.merge_fields` does; `words` says a value of a field that is an id.

    Raises ChangedMeanwhileError, which names who changed the same field meanwhile.
    """
    return based_on.merge_fields(
        kind.place,
        kind.labels,
        opened,
        now,
        mine,
        partial(_changed_by, writer, kind, now["id"]),
        lambda field, value: words.get(field, {}).get(value, ""),
    )


def write_version(
    writer: Writer, kind: VersionedTable, now: Mapping, changed: Mapping, how: str, more: Mapping | None = None
) -> None:
    """Write the changed columns of a locked row, and keep it as its next version; `how` is one of HOW."""
    values = dict(changed) | {"revision": now["revision"] + 1}
    writer.execute(kind.table.update().where(kind.table.c.id == now["id"]).values(**values))
    _add_version(writer, kind, now["id"], how, more or {})


def versions_of(connection: sa.Connection, kind: VersionedTable, row_id: str) -> list[dict]:
    """Return every version of a row with its fields, number, made_at and by, the newest first."""
    columns = [column for column in kind.revision.c if column.name not in ("id", kind.row_id.name, "user_id")]
    query = sa.select(*columns, user.c.name.label("by")).join_from(
        kind.revision, user, user.c.id == kind.revision.c.user_id
    )
    return rows(connection, query.where(kind.row_id == row_id).order_by(kind.revision.c.number.desc()))


def _add_version(writer: Writer, kind: VersionedTable, row_id: str, how: str, more: Mapping) -> None:
    now = get_row(writer.connection, kind.table, row_id, kind.place)
    version = {name: now[name] for name in kind.fields} | dict(more)
    version |= {"id": new_id(), kind.row_id.name: row_id, "number": now["revision"]}
    if "how" in kind.revision.c:
        version["how"] = how
    writer.execute(kind.revision.insert(), [version | {"user_id": writer.user_id, "made_at": writer.at}])


def _changed_by(writer: Writer, kind: VersionedTable, row_id: str, fields: Sequence[str]) -> str:
    of_version = [field for field in fields if field in kind.revision.c]
    return based_on.changed_by(versions_of(writer.connection, kind, row_id), of_version)
