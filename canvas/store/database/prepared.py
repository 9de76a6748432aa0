"""Statements that never change: written in Core, built once per engine, and run by its driver.

Building a statement costs more than running it, and a save runs its own at every pause in the typing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import cast

import sqlalchemy as sa
from sqlalchemy.sql.compiler import SQLCompiler


@dataclass(frozen=True)
class _Built:
    sql: str
    defaults: dict
    order: Sequence[str] | None  # of parameters, where the driver takes them by place
    names: list[str]
    readers: list[tuple[str, Callable]]  # columns whose value the driver does not give as Core would

    def values(self, run_values: dict) -> dict | tuple:
        values = self.defaults | run_values
        return tuple(values[name] for name in self.order) if self.order is not None else values


class PreparedStatement:
    """One statement; values that differ per run are `bindparam`s, or for an insert the columns named.

    `write` gives the statement, on engines that need their own wording by the name of the engine. Faults of the driver
    come as those of SQLAlchemy, so that `explained` knows them.
    """

    def __init__(self, write: Callable[[str], sa.ClauseElement], columns: Iterable[str] = ()) -> None:
        self._write, self._columns = write, list(columns) or None
        self._built: dict[str, _Built] = {}

    def rows(self, connection: sa.Connection, **values: object) -> list[dict]:
        """Return what the statement finds, as dicts."""
        built = self._for(connection)
        with driver_cursor(connection, built.sql) as cursor:
            cursor.execute(built.sql, built.values(values))
            found_rows = [dict(zip(built.names, row, strict=True)) for row in cursor.fetchall()]
        for name, read in built.readers:
            for row in found_rows:
                row[name] = read(row[name])
        return found_rows

    def run(self, connection: sa.Connection, *rows: dict) -> None:
        """Run the statement once for every dict of values."""
        if not rows:
            return
        built = self._for(connection)
        with driver_cursor(connection, built.sql) as cursor:
            if len(rows) == 1:
                cursor.execute(built.sql, built.values(rows[0]))
            else:
                cursor.executemany(built.sql, [built.values(row) for row in rows])

    def _for(self, connection: sa.Connection) -> _Built:
        dialect = connection.dialect
        built = self._built.get(dialect.name)
        if built is None:
            statement = self._write(dialect.name)
            compiled = cast(SQLCompiler, statement.compile(dialect=dialect, column_keys=self._columns))
            varying = {bind.key for bind in compiled.bind_names if bind.required or bind.key in (self._columns or ())}
            readers: list[tuple[str, Callable]] = []
            names: list[str] = []
            for column in statement.selected_columns if isinstance(statement, sa.Select) else ():
                name = str(column.key)
                names.append(name)
                reader = column.type.dialect_impl(dialect).result_processor(dialect, None)
                if reader:
                    readers.append((name, reader))
            defaults = {name: value for name, value in compiled.params.items() if name not in varying}
            built = _Built(str(compiled), defaults, compiled.positiontup, names, readers)
            self._built[dialect.name] = built
        return built


@contextmanager
def driver_cursor(connection: sa.Connection, sql: str) -> Iterator:
    """Yield a cursor of the driver's own; its faults come as those of SQLAlchemy. `sql` is what is run, for those."""
    driver, dialect = connection.connection, connection.dialect
    cursor = driver.cursor()
    try:
        yield cursor
    except dialect.loaded_dbapi.Error as error:
        gone = dialect.is_disconnect(error, driver, None)
        if gone:
            connection.invalidate(error)
        raise sa.exc.DBAPIError.instance(
            sql, None, error, dialect.loaded_dbapi.Error, connection_invalidated=gone, dialect=dialect
        ) from error
    finally:
        cursor.close()
