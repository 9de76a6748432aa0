"""Filling an empty study with very many rows: without indexes, links or a log, which are made at the end."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import sqlalchemy as sa
from sqlalchemy.schema import AddConstraint, DropConstraint

from canvas.errors import N_, UserError
from canvas.store.backup.atomic_file import atomic_write
from canvas.store.counts import rollups
from canvas.store.database.engine import is_url, make_engine
from canvas.store.database.locations import without_password
from canvas.store.database.rows import driver_connection
from canvas.store.database.schema import metadata, note
from canvas.store.opening import open_study
from canvas.store.search_index import search_index

CACHE = 256 * 1024  # kB that SQLite keeps of the file while it is filled


class BulkFill:
    """A study while it is filled; rows become readable, counted and searchable once that is done."""

    def __init__(self, connection: sa.Connection) -> None:
        self.connection = connection
        self._inserts: dict[tuple, str] = {}

    def put(self, table: str, columns: Sequence[str], rows: Sequence[tuple]) -> None:
        """Add rows: tuples in the order of `columns`; what is not named gets the value that its column starts with."""
        if not rows:
            return
        driver = driver_connection(self.connection)
        named = ", ".join(f'"{name}"' for name in columns)
        if self.connection.dialect.name == "postgresql":
            with driver.cursor().copy(f'COPY "{table}" ({named}) FROM STDIN') as into:
                for row in rows:
                    into.write_row(row)
            return
        key = (table, *columns)
        if key not in self._inserts:
            marks = ", ".join("?" * len(columns))
            self._inserts[key] = f'INSERT INTO "{table}" ({named}) VALUES ({marks})'
        driver.executemany(self._inserts[key], rows)


@contextmanager
def bulk_fill(target: str, tell: Callable[[str], None] = lambda _step: None) -> Iterator[BulkFill]:
    """Yield an empty study to fill; afterwards make its indexes, count its summaries and index its words.

    `tell` hears what is begun after the filling. A file gets its name only when all of that is done, a database is
    filled in one transaction: what breaks off leaves nothing. Raises UserError where the study holds something.
    """
    if is_url(target):
        study = open_study(target, create=True)
        try:
            with study.engine.connect().execution_options(study_write=True) as connection, connection.begin():
                _require_empty(connection, without_password(target))
                yield from _filled(connection, tell)
            with study.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
                connection.exec_driver_sql("VACUUM (ANALYZE)")
        finally:
            study.close()
        return
    destination = Path(target).expanduser()
    if destination.exists():
        _require_empty_file(destination)
    with atomic_write(destination, replace_existing=True) as temporary:
        temporary.unlink()  # an empty file is no study, and may have been one
        open_study(str(temporary), create=True).close()
        engine = make_engine(str(temporary))
        with engine.connect() as connection:
            driver = driver_connection(connection)
            for pragma in (
                "journal_mode = OFF",
                "synchronous = OFF",
                "locking_mode = EXCLUSIVE",
                "foreign_keys = OFF",
                f"cache_size = -{CACHE}",
                "threads = 2",
            ):
                driver.execute(f"PRAGMA {pragma}")
            with connection.execution_options(study_write=True).begin():
                yield from _filled(connection, tell)
            connection.invalidate()  # a connection in this mode is for nobody else
        engine.dispose()


def count_notes(connection: sa.Connection) -> int:
    """Return how many notes a study holds, retired ones included: how large it is."""
    return connection.execute(sa.select(sa.func.count()).select_from(note)).scalar_one()


def _filled(connection: sa.Connection, tell: Callable[[str], None]) -> Iterator[BulkFill]:
    tables = metadata.sorted_tables
    postgres = connection.dialect.name == "postgresql"
    indexes = [index for table in tables for index in sorted(table.indexes, key=lambda index: str(index.name))]
    links = [constraint for table in tables for constraint in table.foreign_key_constraints] if postgres else []
    search_index.drop(connection)
    for index in indexes:
        index.drop(connection)
    for link in links:
        connection.execute(DropConstraint(link))
    yield BulkFill(connection)
    if postgres:
        connection.exec_driver_sql("SET LOCAL maintenance_work_mem = '512MB'")
        connection.exec_driver_sql("SET LOCAL jit = off")
    tell("indexes")
    for index in indexes:
        index.create(connection)
    for link in links:
        # without this SQLAlchemy would leave the link out of every table that this process makes afterwards
        connection.execute(AddConstraint(link, isolate_from_table=False))
    if postgres:
        connection.exec_driver_sql("ANALYZE")
    tell("summaries")
    rollups.fill(connection)
    tell("search index")
    search_index.build(connection)


def _require_empty_file(path: Path) -> None:
    study = open_study(str(path), create=True)
    try:
        with study.reading() as connection:
            _require_empty(connection, str(path))
    finally:
        study.close()


def _require_empty(connection: sa.Connection, place: str) -> None:
    for table in metadata.sorted_tables:
        if connection.execute(sa.select(sa.literal(1)).select_from(table).limit(1)).first():
            raise UserError(
                place, N_("this study holds something already."), N_("Name a new file, or an empty database.")
            )
