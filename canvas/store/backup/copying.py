"""A whole study in one file: copied as it stood at one moment, and checked."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import closing
from pathlib import Path

import sqlalchemy as sa

from canvas.errors import N_, UserError
from canvas.store.backup.atomic_file import atomic_write, explain_write_errors
from canvas.store.database import schema
from canvas.store.database.engine import explain_errors, make_engine, sqlite_driver
from canvas.store.database.rows import driver_connection
from canvas.store.migrations import make_new, migrate, schema_version
from canvas.store.search_index import search_index

_ROWS_AT_ONCE = 5000  # rows at a time from a server


def copy_study(
    engine: sa.Engine, name: str, destination: Path, replace_existing: bool = False, strict: bool = True
) -> str | None:
    """Copy the study behind `engine`, called `name`, to a file and check it; returns the version it has.

    People may go on typing: the copy shows one moment. It is whole, or not there at all. Raises NotWrittenError for the
    place, also where a file stands there already (unless `replace_existing`), and UserError for a study that is locked,
    out of reach or damaged; unless `strict` nothing is checked, and damage is copied too.
    """
    with atomic_write(destination, replace_existing) as temporary:
        return copy_into(engine, name, temporary, destination, strict)


def copy_into(engine: sa.Engine, name: str, temporary: Path, destination: Path, strict: bool = True) -> str | None:
    """Copy a study into an empty file that will be called `destination` and check it, as `copy_study` does."""
    with explain_errors(name), explain_write_errors(destination):
        copied = (_from_file if engine.dialect.name == "sqlite" else _from_server)(engine, temporary)
        fault = _fault(temporary, copied) if strict else ""
    if fault == "links":
        raise UserError(
            name,
            N_("rows of this study point at rows that are not there."),
            N_("Run “pps-werkbank check” on it; keep this file apart."),
        )
    if fault:
        raise UserError(
            name,
            N_("the study file is damaged or cut short."),
            N_("Put back a backup; keep this file apart, nothing was changed in it."),
        )
    return copied[0]


def version_and_row_counts(connection: sa.Connection) -> tuple[str | None, dict[str, int]]:
    """Return the version of a study and the number of rows by table, those of the search index left out."""
    tables = sorted(name for name in sa.inspect(connection).get_table_names() if not search_index.is_index(name))
    return schema_version(connection), {
        table: connection.execute(sa.select(sa.func.count()).select_from(sa.table(table))).scalar_one()
        for table in tables
    }


def _from_file(engine: sa.Engine, temporary: Path) -> tuple[str | None, dict[str, int]]:
    with engine.connect() as connection, connection.begin():
        contents = version_and_row_counts(
            connection
        )  # the first row read fixes the moment, and the copy is of that same moment
        with closing(sqlite_driver.connect(temporary, isolation_level=None)) as copy:
            # in one step: in several, it begins again after every save that comes between
            driver_connection(connection).backup(copy)
            copy.execute("PRAGMA journal_mode = delete")  # one file is all there is, also on a disk one cannot write
    return contents


def _from_server(engine: sa.Engine, temporary: Path) -> tuple[str | None, dict[str, int]]:
    copy = make_engine(str(temporary))
    try:
        with engine.connect() as plain:
            connection = plain.execution_options(isolation_level="REPEATABLE READ")
            with connection.begin():
                contents = version_and_row_counts(connection)
                if contents[0] == schema.HEAD:
                    make_new(copy)
                else:
                    migrate(copy, contents[0] or "head")
                with copy.connect() as writing:
                    # links are checked once all rows are there; what is lost on the way is not kept anyhow
                    for setting in ("foreign_keys", "synchronous"):
                        driver_connection(writing).execute(f"PRAGMA {setting} = OFF")
                    with writing.execution_options(study_write=True).begin():
                        load_rows(connection, writing, contents[1])
    finally:
        copy.dispose()
    return contents


def load_rows(source: sa.Connection, target: sa.Connection, tables: Iterable[str]) -> None:
    """Fill the tables of one database with the rows of another of the same version; what stood there is gone."""
    reflected = sa.MetaData()
    reflected.reflect(target, only=[table for table in tables if table != "alembic_version"])
    with search_index.rebuilt_at_end(target):
        for table in reversed(reflected.sorted_tables):
            target.execute(table.delete())
        for table in reflected.sorted_tables:
            selected = source.execution_options(stream_results=True).execute(sa.select(table))
            within = [key.parent.name for key in table.foreign_keys if key.column.table is table]
            linked: list[dict] = []
            for rows in selected.mappings().partitions(_ROWS_AT_ONCE):
                linked += [dict(row) for row in rows if any(row[name] for name in within)]
                target.execute(table.insert(), [dict(row) | dict.fromkeys(within) for row in rows])
            _link(target, table, within, linked)


def _link(target: sa.Connection, table: sa.Table, within: list[str], linked: list[dict]) -> None:
    """Set the links of rows to rows of their own table, which are all there only now."""
    if linked:
        same_key = [column == sa.bindparam(f"of_{column.name}") for column in table.primary_key]
        setting = table.update().where(*same_key).values({name: sa.bindparam(f"to_{name}") for name in within})
        target.execute(
            setting,
            [
                {f"of_{column.name}": row[column.name] for column in table.primary_key}
                | {f"to_{name}": row[name] for name in within}
                for row in linked
            ],
        )


def _fault(temporary: Path, contents: tuple[str | None, dict[str, int]]) -> str:
    engine = make_engine(str(temporary))
    try:
        with engine.connect() as connection:
            try:
                if search_index.file_is_damaged(connection) or version_and_row_counts(connection) != contents:
                    return "pages"
            except sa.exc.DatabaseError:
                return "pages"
            return "links" if connection.exec_driver_sql("PRAGMA foreign_key_check").first() else ""
    finally:
        engine.dispose()
