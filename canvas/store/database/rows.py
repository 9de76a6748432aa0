"""Rows as dicts, and finding one by its id."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, TypeVar, cast

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql, sqlite

from canvas.errors import NotFoundError
from canvas.store.database.prepared import driver_cursor
from canvas.store.database.text import clean

T = TypeVar("T")
IDS_AT_ONCE = 20_000  # in one query; SQLite takes 32,766 parameters and PostgreSQL 65,535


def batches(values: Sequence[T], size: int = IDS_AT_ONCE) -> Iterator[Sequence[T]]:
    """Yield values in batches of at most `size`, such as ids for one query."""
    for start in range(0, len(values), size):
        yield values[start : start + size]


def rows(connection: sa.Connection, statement: sa.Select) -> list[dict]:
    """Return all rows of a select as dicts."""
    return [dict(row) for row in connection.execute(statement).mappings()]


def typed_rows(connection: sa.Connection, statement: sa.Select, _row_type: type[T]) -> list[T]:
    """Return all rows of a select as dicts of this TypedDict, whose keys are the columns of the select.

    That they are is for a test to hold (`tests/store/test_row_types.py`): a type checker cannot see into a select.
    """
    return cast(list[T], rows(connection, statement))


def raw_rows(connection: sa.Connection, statement: sa.Select) -> list[tuple]:
    """Return all rows of a select as tuples of the driver, several times as fast where there are thousands.

    For texts and whole numbers alone: nothing is turned into what its column would give.
    """
    built = statement.compile(dialect=connection.dialect, compile_kwargs={"render_postcompile": True})
    parameters = built.construct_params()
    values = tuple(parameters[name] for name in built.positiontup or ()) if built.positional else parameters
    with driver_cursor(connection, str(built)) as cursor:
        cursor.execute(str(built), values)
        return cursor.fetchall()


def insert_new(connection: sa.Connection, table: sa.Table, row: dict) -> None:
    """Insert a row unless it breaks a uniqueness: whoever was first stands, and nobody fails."""
    dialect = postgresql if connection.dialect.name == "postgresql" else sqlite
    connection.execute(dialect.insert(table).values(row).on_conflict_do_nothing())


def get_row(connection: sa.Connection, table: sa.Table, identifier: str, what: str, for_update: bool = False) -> dict:
    """Return the row with this id as a dict; raises NotFoundError, which names `what` was looked for.

    With `for_update` it is locked against other writers until the commit.
    """
    row = sa.select(table).where(table.c.id == clean(identifier))
    mapping = connection.execute(row.with_for_update() if for_update else row).mappings().first()
    if mapping is None:
        raise NotFoundError(what, identifier)
    return dict(mapping)


def driver_connection(connection: sa.Connection) -> Any:
    """Return the driver's own connection (sqlite3 or psycopg), for what SQLAlchemy has no word for."""
    return connection.connection.driver_connection
