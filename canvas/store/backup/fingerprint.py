"""How far a study has come, so that of two copies one can say which holds more."""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import blake2b

import sqlalchemy as sa

from canvas.store.database import schema
from canvas.store.migrations import schema_version
from canvas.store.search_index import search_index

# Tables with a time of their own whose rows may change without it; those without any time are known by that.
_UNTIMED = {"study", "respondent"}


@dataclass(frozen=True)
class Fingerprint:
    """A study at one moment: which one it is, its version, its last change (UTC, "" for none) and what it holds.

    `study_id` is None for a study that has not begun, `rows` the rows by table, `digest` a number over the rows of
    tables that carry no time.
    """

    study_id: str | None
    version: str | None
    changed_at: str
    rows: dict[str, int]
    digest: int

    def same(self, other: Fingerprint) -> bool:
        """Return whether the two hold the same, as far as can be told without reading every text."""
        return self._content() == other._content()

    def _content(self) -> tuple:
        return self.study_id, self.changed_at, self.digest, {name: n for name, n in self.rows.items() if n}


def take_fingerprint(connection: sa.Connection) -> Fingerprint:
    """Return how far the study behind a connection has come, whatever its version."""
    version = schema_version(connection)
    tables = _tables(connection, version)
    latest, rows, digest = "", {}, 0
    for table in tables:
        times = [column for column in table.c if column.name.endswith("_at")]
        count, *newest = connection.execute(
            sa.select(sa.func.count(), *(sa.func.max(column) for column in times)).select_from(table)
        ).one()
        rows[table.name] = count
        latest = max([latest, *(time for time in newest if time)])
        if table.name in _UNTIMED or (not times and table.name != "cell"):  # cells follow from the rest
            digest = (digest + _digest(connection, table)) % 2**64
    study = next((table for table in tables if table.name == "study"), None)
    study_id = connection.execute(sa.select(study.c.id)).scalar() if study is not None else None
    return Fingerprint(study_id, version, latest, rows, digest)


def _tables(connection: sa.Connection, version: str | None) -> list[sa.Table]:
    if version == schema.HEAD:
        return schema.metadata.sorted_tables
    reflected = sa.MetaData()
    names = sa.inspect(connection).get_table_names()
    # what is indexed for searching says nothing that the rest does not say
    study_s = [name for name in names if not search_index.is_index(name) and name != "alembic_version"]
    reflected.reflect(connection, only=study_s)
    return reflected.sorted_tables


def _digest(connection: sa.Connection, table: sa.Table) -> int:
    # a sum, as two engines give rows in different orders
    columns = sorted(table.c, key=lambda column: column.name)
    return sum(
        int.from_bytes(blake2b(repr((table.name, *row)).encode(), digest_size=8).digest())
        for row in connection.execute(sa.select(*columns))
    )
