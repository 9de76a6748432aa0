"""How a database is reached: one engine per study, on SQLite or PostgreSQL, and what its faults mean to a user."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

import sqlalchemy as sa
import sqlite_utils
from sqlalchemy.pool import QueuePool
from sqlite_utils.utils import sqlite3 as sqlite_driver

from canvas.errors import N_, UserError
from canvas.store import spelling
from canvas.store.database import private_files
from canvas.store.database.folding import SQLITE_NAME, folded
from canvas.store.database.rows import driver_connection
from canvas.store.database.text import storable
from canvas.store.special_characters import spelled_out

# Seconds a save waits for another program that holds the file. Less than the 5 after which the answer field sends it
# again: else the screen would go on waiting and never come to say what is the matter.
WAIT = 4


def is_url(target: str) -> bool:
    """Return whether a study is named by a PostgreSQL URL rather than by a file."""
    return "://" in target


def make_engine(target: str) -> sa.Engine:
    """Return an engine on a study file or URL. Writing connections carry `execution_options(study_write=True)`."""
    engine = _postgres(target) if is_url(target) else _sqlite(target)
    sa.event.listen(engine, "before_cursor_execute", _storable, retval=True)
    return engine


def _storable(_connection: object, _cursor: object, statement: str, values: object, *_more: object) -> tuple:
    """Return what goes to the database, without the characters that it refuses: no id or text can make it fail."""
    return statement, storable(values)


def _sqlite(target: str) -> sa.Engine:
    engine = sa.create_engine(
        "sqlite://",
        module=sqlite_driver,
        creator=_connector(Path(target)),
        poolclass=QueuePool,
        pool_size=64,
        max_overflow=0,
        hide_parameters=True,  # what a user typed stays out of errors and logs
    )

    @sa.event.listens_for(engine, "begin")
    def _begin(connection: sa.Connection) -> None:
        write = connection.get_execution_options().get("study_write")
        connection.exec_driver_sql("BEGIN IMMEDIATE" if write else "BEGIN")

    return engine


def file_id(path: Path) -> tuple[int, int] | None:
    """Return what tells the file at a path from another one put in its place; None where there is none."""
    try:
        status = path.stat()
    except OSError:
        return None
    return status.st_dev, status.st_ino


def file_moved_error(name: str) -> UserError:
    """Return the error for an open study whose file is gone, or replaced by another one."""
    return UserError(
        name,
        N_("the study file was taken away or replaced, so nothing was stored."),
        N_("Put it back and try again; what you typed is still here."),
    )


def _connector(path: Path) -> Callable[[], Any]:
    """Return a function that connects to the file that was there first, and never to one put in its place."""
    first: list[tuple[int, int] | None] = []

    def connect() -> Any:
        if first and file_id(path) != first[0]:
            raise file_moved_error(path.name)
        made = _connect(path)
        if not first:
            first.append(file_id(path))
        return made

    return connect


def _connect(path: Path) -> Any:
    with suppress(OSError):  # SQLite itself says better what is the matter
        private_files.make_file(path)
    writable = os.access(path, os.W_OK) if path.exists() else True
    # what a log still holds is not in the file: only without one may SQLite take the file for all there is
    logged = path.with_name(path.name + "-wal").exists()
    how = "" if writable else "?mode=ro" if logged else "?mode=ro&immutable=1"
    address = path.resolve().as_uri() + how
    connection = sqlite_driver.connect(address, uri=True, timeout=WAIT, isolation_level=None, check_same_thread=False)
    try:
        database = sqlite_utils.Database(connection, recursive_triggers=False)
        database.execute("PRAGMA foreign_keys = ON")
        connection.create_function(SQLITE_NAME, 1, folded, deterministic=True)
        connection.create_function(spelling.SQLITE_NAME, 1, spelled_out, deterministic=True)
        if writable:
            database.execute("PRAGMA synchronous = FULL")
    except BaseException:
        connection.close()
        raise
    return connection


def use_write_ahead_log(engine: sa.Engine) -> None:
    """Have a study file keep a write-ahead log, which stays so; done once it is known to be a study."""
    if engine.dialect.name == "sqlite":
        with engine.connect() as connection:
            driver = driver_connection(connection)
            if driver.execute("PRAGMA journal_mode").fetchone()[0] != "wal":
                driver.execute("PRAGMA journal_mode = wal")


def checkpoint_log(engine: sa.Engine) -> None:
    """Put what the write-ahead log still holds into its own file, wherever that has been moved to meanwhile."""
    if isinstance(engine.pool, QueuePool) and engine.dialect.name == "sqlite" and engine.pool.checkedin():
        with suppress(sa.exc.DBAPIError, sqlite_driver.Error, UserError), engine.connect() as connection:
            driver_connection(connection).execute("PRAGMA wal_checkpoint(TRUNCATE)")


def log_page_count(engine: sa.Engine) -> int | None:
    """Ask SQLite how many pages it takes the log to hold; None where it cannot read them."""
    with suppress(sa.exc.DBAPIError, sqlite_driver.Error, UserError), engine.connect() as connection:
        return driver_connection(connection).execute("PRAGMA wal_checkpoint(PASSIVE)").fetchone()[1]
    return None


def _postgres(target: str) -> sa.Engine:
    try:
        url = sa.engine.make_url(target)
        if url.get_backend_name() not in ("postgresql", "postgres"):
            raise UserError(
                target.split("://")[0],
                N_("this kind of database is not supported."),
                N_("Use a file, or a URL that starts with postgresql://."),
            )
    except (sa.exc.ArgumentError, ValueError):  # ValueError: a port that is no number
        raise UserError(
            "study", N_("the URL cannot be read."), N_("Write it as postgresql://user@host/database.")
        ) from None
    return sa.create_engine(
        url.set(drivername="postgresql+psycopg"),
        pool_size=16,
        max_overflow=16,
        pool_pre_ping=True,
        hide_parameters=True,
        isolation_level="READ COMMITTED",  # whatever the server's own is: recounts must see what was just committed
        connect_args={} if "connect_timeout" in url.query else {"connect_timeout": WAIT},
    )


@contextmanager
def explain_errors(name: str) -> Iterator[None]:
    """Turn what a database says of a locked, damaged, full or unreachable study into a UserError about `name`."""
    try:
        yield
    except sa.exc.IntegrityError as error:
        message = str(error.orig).lower()
        if "unique" in message:  # two people made the same thing at the same moment
            raise UserError(N_("Saving"), N_("this exists already."), N_("Choose another name or code.")) from error
        if "foreign key" in message:  # one adds to what another removes at the same moment
            raise UserError(
                N_("Saving"), N_("what this belongs to was removed meanwhile."), N_("Look at what stands there now.")
            ) from error
        raise
    except (sa.exc.ProgrammingError, sa.exc.DataError) as error:
        if getattr(error.orig, "sqlstate", "") in _NOT_THERE:
            raise UserError(name, *_MISSING) from error
        raise  # ours to mend, not the user's
    except (sa.exc.DBAPIError, sqlite_driver.Error, sa.exc.TimeoutError) as error:
        message = str(getattr(error, "orig", None) or error).lower()
        if getattr(error, "connection_invalidated", False):
            raise UserError(name, *_SILENT) from error
        for signs, fault, cure in _SIGNS:
            if any(sign in message for sign in signs):
                raise UserError(name, fault, cure) from error
        raise


_SILENT = (
    N_("the database server does not answer."),
    N_("Check that it runs and that the URL is right; then try again."),
)
_NOT_THERE = ("42P01", "42703")  # what PostgreSQL says of a table or a column that is missing
_MISSING = (
    N_("a table of this study, or a part of one, is missing."),
    N_("Run “pps-werkbank check” on it, and put back a backup; keep this study apart."),
)
# What engines say (both SQLite modules and psycopg word it alike), and what it means to the user.
_SIGNS = (
    (
        ("file is not a database", "file is encrypted"),
        N_("this file is not a study."),
        N_("Check the path, or choose another file; nothing was changed in it."),
    ),
    (("no such table", "no such column", "has no column named"), *_MISSING),
    (
        ("fts5: corruption",),
        N_("the index for searching is not whole."),
        N_("Run “pps-werkbank check --mend” on this study; nothing is lost."),
    ),
    (
        ("malformed", "database corrupt"),
        N_("the study file is damaged or cut short."),
        N_("Put back a backup; keep this file apart, nothing was changed in it."),
    ),
    (
        # a quota and a limit on the size of files come as this, and not as a full disk; the study is whole then
        ("disk i/o error",),
        N_("the disk refuses to read or write: your space on it is used up, or it is failing."),
        N_("Free some space and try again; what you typed is still here. If that does not help, use another disk."),
    ),
    (
        ("database is locked", "database table is locked", "lock timeout"),
        N_("the study is busy: somebody saves or imports something, or another program keeps it locked."),
        N_("Wait a moment and try again; what you typed is still here. If it lasts, close other programs that use it."),
    ),
    (
        ("readonly", "read-only"),
        N_("the study can be read but not changed: the file or its folder is read-only."),
        N_("Give yourself write permission on it and try again."),
    ),
    (
        ("disk is full", "no space left"),
        N_("the disk is full, so nothing was stored."),
        N_("Free some space and try again; what you typed is still here."),
    ),
    (
        ("unable to open", "cannot open"),
        N_("the study cannot be opened."),
        N_("Check that the folder exists and that you may use it."),
    ),
    # psycopg puts “connection failed” before whatever the server said, so that sign comes last
    (
        ("authentication failed", "password", "role ", "permission denied"),
        N_("the database server does not let you in."),
        N_("Check user, password and rights in the URL."),
    ),
    (("does not exist",), N_("this database does not exist on the server."), N_("Make it first, or check the URL.")),
    (
        (
            "connection refused",
            "could not connect",
            "connection failed",
            "server closed the connection",
            "could not translate host name",
            "failed to resolve",
            "connection timeout",
            "terminating connection",
            "queuepool limit",
        ),
        *_SILENT,
    ),
)
