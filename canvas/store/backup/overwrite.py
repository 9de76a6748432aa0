"""Writing over a study that others may have open: one transaction, in which nobody else can write."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

import sqlalchemy as sa

from canvas.errors import N_, UserError
from canvas.store.database import engine, schema
from canvas.store.database.engine import sqlite_driver

_ON, _DONE = 0, 101  # what SQLite says of a step that went well: there is more to do, or there is not
_TAKEN = "55P03"  # what PostgreSQL says of a lock that somebody else has
_PAGES = 1000  # pages at a time into a study


def overwrite_database(source: Any, target: Any, first: Callable[[], None], name: str) -> None:
    """Put one SQLite database in the place of another, both driver connections, in one transaction of the other.

    `first` is called once nobody else can write in it; what that raises leaves all as it was. Raises UserError about
    `name` where another program keeps it locked.
    """
    total = source.execute("PRAGMA page_count").fetchone()[0]
    begun, until = False, time.monotonic() + engine.WAIT

    def after_a_step(status: int, _left: int, _total: int) -> None:
        nonlocal begun
        if status == _ON and not begun:
            begun = True
            first()
        elif status not in (_ON, _DONE) and time.monotonic() > until:
            raise UserError(
                name,
                N_("another program is keeping the study locked."),
                N_("Close that program and try again; nothing was changed."),
            )

    # SQLite holds the study for writing from the first step to the last, which commits; what is raised undoes it all
    source.backup(target, pages=min(_PAGES, max(1, total // 2)), progress=after_a_step, sleep=0.05)


def match_page_size(temporary: Path, size: int) -> None:
    """Give a database file pages of this many bytes: one with a log takes no others."""
    with closing(sqlite_driver.connect(temporary, isolation_level=None)) as copy:
        if copy.execute("PRAGMA page_size").fetchone()[0] != size:
            copy.execute(f"PRAGMA page_size = {size}")
            copy.execute("VACUUM")


@contextmanager
def exclusive_write_lock(connection: sa.Connection, name: str) -> Iterator[None]:
    """Yield a transaction on a server in which nobody else can write, while people go on reading.

    Raises UserError about `name` where others do not stop writing for long enough.
    """
    tables = ", ".join(f'"{table.name}"' for table in schema.metadata.sorted_tables)
    until = time.monotonic() + engine.WAIT
    while time.monotonic() < until:
        with connection.begin() as transaction:
            try:
                # waiting for one table while holding another would block a save that does the reverse
                connection.execute(sa.text(f"LOCK TABLE {tables} IN EXCLUSIVE MODE NOWAIT"))
            except sa.exc.OperationalError as error:
                if getattr(error.orig, "sqlstate", "") != _TAKEN:
                    raise
                transaction.rollback()
            else:
                yield
                return
        time.sleep(0.02)
    raise UserError(
        name,
        N_("another program is keeping the study locked."),
        N_("Close that program and try again; nothing was changed."),
    )
