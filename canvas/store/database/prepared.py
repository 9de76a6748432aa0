"""Statements that never change: written in Core, built once per engine, and run by its driver.

Building a statement costs more than running it, and a save runs its own at every pause in the typing.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import cast

import sqlalchemy as sa
from sqlalchemy.sql.compiler import SQLCompiler

from canvas.store.database.text import storable

_LIST = re.compile(r"__\[POSTCOMPILE_(\w+)\]")  # where Core leaves room for the values of a list
_FEW = 1_024  # values of a list: up to so many it is filled up to a power of two, so that few statements differ


@dataclass(frozen=True)
class _Built:
    sql: str
    defaults: dict
    order: Sequence[str] | None  # of parameters, where the driver takes them by place
    lists: frozenset[str]  # parameters that are lists of values
    names: list[str]
    readers: list[tuple[str, Callable]]  # columns whose value the driver does not give as Core would

    def values(self, run_values: dict) -> dict | tuple:
        values = self.defaults | run_values
        return tuple(values[name] for name in self.order) if self.order is not None else values

    def with_lists(self, run_values: dict) -> tuple[str, dict | tuple]:
        """Return the statement with a place for every value of its lists, and the values."""
        if not self.lists:
            return self.sql, self.values(run_values)
        values = self.defaults | run_values
        lists = {name: _filled_up(values.pop(name)) for name in self.lists}
        if self.order is not None:
            sql = _LIST.sub(lambda at: ", ".join("?" * len(lists[at[1]])), self.sql)
            return sql, tuple(
                value for name in self.order for value in (lists[name] if name in lists else (values[name],))
            )
        each = {name: [f"{name}_{number}" for number in range(len(row))] for name, row in lists.items()}
        sql = _LIST.sub(lambda at: ", ".join(f"%({name})s" for name in each[at[1]]), self.sql)
        for name, row in lists.items():
            values |= dict(zip(each[name], row, strict=True))
        return sql, values


def _filled_up(values: Iterable) -> list:
    """Return the values of a list, the last again until it is as long as a few others; of none one that nothing is."""
    row = list(values) or [None]
    return row if len(row) > _FEW else row + row[-1:] * ((1 << (len(row) - 1).bit_length()) - len(row))


class PreparedStatement:
    """One statement; values that differ per run are `bindparam`s, or for an insert the columns named.

    `write` gives the statement, on engines that need their own wording by the name of the engine. Faults of the driver
    come as those of SQLAlchemy, so that `explained` knows them. A `list_of` values is to look
    among; what is asked not to be in a list may not have an empty one.
    """

    def __init__(self, write: Callable[[str], sa.ClauseElement], columns: Iterable[str] = ()) -> None:
        self._write, self._columns = write, list(columns) or None
        self._built: dict[str, _Built] = {}

    def rows(self, connection: sa.Connection, **values: object) -> list[dict]:
        """Return what the statement finds, as dicts."""
        built = self._for(connection)
        found_rows = [dict(zip(built.names, row, strict=True)) for row in self._fetch(connection, built, values)]
        for name, read in built.readers:
            for row in found_rows:
                row[name] = read(row[name])
        return found_rows

    def raw_rows(self, connection: sa.Connection, **values: object) -> list[tuple]:
        """Return what the statement finds as the driver gives it: for texts and whole numbers alone."""
        return self._fetch(connection, self._for(connection), values)

    def _fetch(self, connection: sa.Connection, built: _Built, values: dict) -> list[tuple]:
        sql, parameters = built.with_lists({name: storable(value) for name, value in values.items()})
        with driver_cursor(connection, sql) as cursor:
            cursor.execute(sql, parameters)
            return cursor.fetchall()

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
            lists = frozenset(compiled.bind_names[bind] for bind in compiled.post_compile_params)
            readers: list[tuple[str, Callable]] = []
            names: list[str] = []
            for column in statement.selected_columns if isinstance(statement, sa.Select) else ():
                name = str(column.key)
                names.append(name)
                reader = column.type.dialect_impl(dialect).result_processor(dialect, None)
                if reader:
                    readers.append((name, reader))
            defaults = {name: value for name, value in compiled.params.items() if name not in varying}
            built = _Built(str(compiled), defaults, compiled.positiontup, lists, names, readers)
            self._built[dialect.name] = built
        return built


class PreparedShapes:
    """Statements that differ in shape alone, such as in which conditions they have; each is prepared when first asked.

    `write` gives the statement of a shape.
    """

    def __init__(self, write: Callable[..., sa.Select]) -> None:
        self._write = write
        self._statements: dict[tuple, PreparedStatement] = {}

    def of(self, *shape: Hashable) -> PreparedStatement:
        """Return the statement of a shape."""
        statement = self._statements.get(shape)
        if statement is None:
            statement = self._statements[shape] = PreparedStatement(lambda _: self._write(*shape))
        return statement


def list_of(name: str) -> sa.BindParameter:
    """Return the parameter of a prepared statement that takes a list of values."""
    return sa.bindparam(name, expanding=True)


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
