"""Rows as dicts, and finding one by its id."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql, sqlite

from canvas.errors import NotFoundError
from canvas.store.database.prepared import driver_cursor
from canvas.store.database.text import clean


def rows(connection: sa.Connection, statement: sa.Select) -> list[dict]:
    """All rows of a select as dicts."""
    return [dict(row) for row in connection.execute(statement).mappings()]


def raw_rows(connection: sa.Connection, statement: sa.Select) -> list[tuple]:
    """All rows of a select as the driver gives them: bare tuples, several times as fast where there are thousands.

    For texts and whole numbers alone: nothing is turned into what its column would give.
    """
    built = statement.compile(dialect=connection.dialect, compile_kwargs={"render_postcompile": True})
    given = built.construct_params()
    values = tuple(given[name] for name in built.positiontup or ()) if built.positional else given
    with driver_cursor(connection, str(built)) as cursor:
        cursor.execute(str(built), values)
        return cursor.fetchall()


def insert_new(connection: sa.Connection, table: sa.Table, row: dict) -> None:
    """Insert a row unless it breaks a uniqueness: whoever was first stands, and nobody fails."""
    dialect = postgresql if connection.dialect.name == "postgresql" else sqlite
    connection.execute(dialect.insert(table).values(row).on_conflict_do_nothing())


def get_row(connection: sa.Connection, table: sa.Table, identifier: str, what: str, hold: bool = False) -> dict:
    """The row with this id; raises NotFoundError, which names `what` was looked for.

    With `hold` it is held against other writers until the commit.
    """
    row = sa.select(table).where(table.c.id == clean(identifier))
    found = connection.execute(row.with_for_update() if hold else row).mappings().first()
    if found is None:
        raise NotFoundError(what, identifier)
    return dict(found)


def driver_connection(connection: sa.Connection) -> Any:
    """Return the driver's own connection (sqlite3 or psycopg), for what SQLAlchemy has no word for."""
    return connection.connection.driver_connection
