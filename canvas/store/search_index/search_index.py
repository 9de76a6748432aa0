"""The index of a search, on either engine: it follows from the study, and is made anew wherever it is not whole."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from types import ModuleType

import sqlalchemy as sa

from canvas.store.search_index import index_postgres, index_sqlite, part_table

LOOKED_UP_IN = ("search_text_fts", "search_part")  # on SQLite: what the pages of the file say of these hurts nothing
MEND = "; “pps-werkbank check --mend” makes the index anew"


def is_index(table: str) -> bool:
    """Tell whether a table belongs to the index.

    Nothing of a study stands there alone, so nobody copies or counts it.
    """
    return table.startswith("search_")


def _maker(connection: sa.Connection) -> ModuleType:
    return index_postgres if connection.dialect.name == "postgresql" else index_sqlite


def is_complete(connection: sa.Connection) -> bool:
    """Tell whether the index is there, with all that keeps it, as this workbench makes it."""
    return _maker(connection).is_complete(connection)


def build(connection: sa.Connection) -> None:
    """Make the index anew from the study, in the transaction that is open on this connection."""
    _maker(connection).build(connection)


def lags(connection: sa.Connection) -> bool:
    """Tell whether many texts wait to be put in the part of it that only the workbench writes in."""
    return connection.dialect.name == "sqlite" and part_table.lags(connection)


def catch_up(connection: sa.Connection) -> None:
    """Put the texts that wait in that part, in the transaction that is open; all is made anew where it is damaged."""
    try:
        part_table.catch_up(connection)
    except sa.exc.DatabaseError as error:
        if not part_table.is_damage(error):
            raise
        build(connection)


def drop(connection: sa.Connection) -> None:
    """Take the index away, and all that keeps it: before tables change, as that would leave it behind."""
    _maker(connection).drop(connection)


def faults(connection: sa.Connection) -> Iterator[tuple[str, str]]:
    """Yield where the index differs from the study, as (where, what); at most some of each kind of difference."""
    if not is_complete(connection):
        yield "search_text", f"is not there, or not as this version makes it{MEND}"
        return
    for where, what in _maker(connection).faults(connection):
        yield where, what + MEND


def is_corrupt(engine: sa.Engine) -> bool:
    """Tell whether what SQLite looks words up in does not fit the texts it was made of.

    While that is asked nobody can save, so it is not asked of very many texts.
    """
    if engine.dialect.name != "sqlite":
        return False
    with engine.connect() as connection, connection.execution_options(study_write=True).begin():
        return is_complete(connection) and index_sqlite.is_corrupt(connection)


def file_is_damaged(connection: sa.Connection) -> bool:
    """Tell whether pages of a SQLite file do not fit together.

    An index that does not is made anew, and hurts nothing.
    """
    messages = [row[0] for row in connection.exec_driver_sql("PRAGMA quick_check")]
    return any(message != "ok" and not any(name in message for name in LOOKED_UP_IN) for message in messages)


@contextmanager
def rebuilt_at_end(connection: sa.Connection) -> Iterator[None]:
    """Let rows come and go without the index, which is filled anew at the end, in the same transaction.

    On PostgreSQL others go on reading, also the index as it was. A study of an older version has none.
    """
    if not is_complete(connection):
        yield
    elif connection.dialect.name == "postgresql":
        index_postgres.pause(connection)
        yield
        index_postgres.fill(connection)
    else:
        index_sqlite.drop(connection)
        yield
        index_sqlite.build(connection)
