"""Opening a study, and the two ways into it: reading and writing."""

from __future__ import annotations

import os
import threading
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, ExitStack, contextmanager
from pathlib import Path

import sqlalchemy as sa

from canvas.errors import N_, UserError
from canvas.store.counts import cells, rollups
from canvas.store.database import schema
from canvas.store.database.engine import (
    checkpoint_log,
    explain_errors,
    file_id,
    file_moved_error,
    is_url,
    log_page_count,
)
from canvas.store.database.ids import now
from canvas.store.database.log_watch import LogWatch
from canvas.store.database.prepared import PreparedStatement

_moment = schema.partnership_wave
_TOUCH_MOMENT = PreparedStatement(
    lambda _: _moment.update().where(
        _moment.c.partnership_id == sa.bindparam("partnership"), _moment.c.wave_id == sa.bindparam("wave")
    ),
    ["changed_at"],
)


class Writer:
    """One transaction that writes: its connection, who writes, when, and which counts are dirty by it."""

    def __init__(self, connection: sa.Connection, user_id: str) -> None:
        self.connection, self.user_id, self.at = connection, user_id, now()
        self.dirty_cells: set[cells.CellKey] = set()
        self.dirty_factors: set[tuple] = set()
        self.dirty_themes: set[tuple] = set()
        self.theme_recounts: set[tuple] = set()

    def execute(self, statement: sa.Executable, rows: list[dict] | None = None) -> sa.CursorResult:
        """Run one statement in this transaction; a list of rows inserts them all."""
        return self.connection.execute(statement, rows) if rows is not None else self.connection.execute(statement)

    def mark_dirty(self, partnership_id: str | None, wave_id: str | None, role: str | None, block: str) -> None:
        """Have this cell recounted before the commit; notes across partnerships belong to no cell."""
        if partnership_id and wave_id:
            self.dirty_cells.add((partnership_id, wave_id, role or schema.NO_ROLE, block))

    def mark_factor_dirty(self, partnership_id: str, wave_id: str, role: str, factor: int | None) -> None:
        """Have the ratings of this success factor recounted before the commit; None rates none."""
        if factor is not None:
            self.dirty_factors.add((partnership_id, wave_id, role, factor))

    def mark_theme_dirty(
        self, partnership_id: str | None, wave_id: str | None, role: str | None, theme_id: str
    ) -> None:
        """Have the notes on this theme recounted there before the commit."""
        if partnership_id and wave_id:
            self.dirty_themes.add((partnership_id, wave_id, role or schema.NO_ROLE, theme_id))

    def recount_themes(self, partnership_id: str | None, wave_id: str | None, role: str | None, note_id: str) -> None:
        """Have the themes on this note recounted there before the commit: it was retired, or restored."""
        if partnership_id and wave_id:
            self.theme_recounts.add((partnership_id, wave_id, role or schema.NO_ROLE, note_id))

    def recount(self) -> None:
        """Recount all that was marked dirty."""
        dirty = (self.dirty_cells, self.dirty_factors, self.dirty_themes, self.theme_recounts)
        rollups.lock_roles(self.connection, {key[:3] for keys in dirty for key in keys})
        cells.SUMMARY.recount(self.connection, self.dirty_cells)
        # asked once their roles are locked: a theme that was being given meanwhile stands there now
        for partnership_id, wave_id, role, note_id in sorted(self.theme_recounts):
            for theme_id in rollups.themes_on(self.connection, note_id):
                self.mark_theme_dirty(partnership_id, wave_id, role, theme_id)
        rollups.recount(self.connection, self.dirty_cells, self.dirty_factors, self.dirty_themes)


class Study:
    """An open study. All reading goes through `reading()`, all writing through `writing(user_id)`."""

    def __init__(self, target: str, engine: sa.Engine) -> None:
        self.target, self.engine = target, engine
        # as a fault names it: on a server by its database, as who works in it has no need of the way there
        self.name = (engine.url.database or "study") if is_url(target) else Path(target).name
        # A fair queue for the writers of one process: SQLite's own waiting lets some starve.
        self._turn = threading.Lock()
        self._of_thread = threading.local()  # .state: what `snapshot` shares between the readings of one thread
        self._file = None if is_url(target) else file_id(Path(target))
        self._size = 0
        self._size = self._size_now()
        self._log = None if is_url(target) else LogWatch(Path(target))

    @property
    def moved(self) -> bool:
        """Return whether the file it was opened on, or its log, is gone, or another one in its place."""
        if self._file is None:
            return False
        return file_id(Path(self.target)) != self._file or (self._log is not None and self._log.replaced)

    @property
    def truncated(self) -> bool:
        """Return whether the file or its log became smaller: overwritten, truncated, or vacuumed by another program.

        Only asked of the file system: to open and close the file here would drop the locks SQLite has on it.
        """
        size_before = self._size  # asked before the file: meanwhile another thread may see it grow
        size = self._size_now()
        self._size = max(size, size_before)
        return size < size_before or (self._log is not None and self._log.truncated and not self._emptied_rightly())

    def _size_now(self) -> int:
        try:
            return os.stat(self.target).st_size if self._file else 0
        except OSError:
            return self._size  # gone: `moved` says so

    def check_file(self) -> None:
        """Raise UserError where the file is not what was opened any more: a save would go nowhere."""
        if self.moved:
            checkpoint_log(
                self.engine
            )  # what a log that was taken away still holds goes into the file, before anybody is killed
            raise file_moved_error(self.name)
        if self.truncated:
            raise _truncated(self.name)

    def _check_stored(self) -> None:
        """Raise UserError where what was just committed is not in a log and a file that still are the study's."""
        if self._log is None:
            return
        if self.moved:
            checkpoint_log(self.engine)
            raise file_moved_error(self.name)
        lost = self._log.seen and not self._log.readable and not self._emptied_rightly()
        if lost or self._size_now() < self._size:
            raise _truncated(self.name)
        self._log.note()

    def _emptied_rightly(self) -> bool:
        """Return whether the log is empty because another program put it all into the file, as SQLite itself says."""
        if self._log is None or not self._log.empty or log_page_count(self.engine) != 0:
            return False
        self._log.note()
        return True

    @property
    def read_only(self) -> bool:
        """Return whether the file may be read but not changed."""
        return not is_url(self.target) and not os.access(self.target, os.W_OK)

    def require_writable(self) -> None:
        """Raise UserError where the file may be read but not changed."""
        if self.read_only:
            raise UserError(
                self.name,
                N_("the study can be read but not changed: the file or its folder is read-only."),
                N_("Give yourself write permission on it and try again."),
            )

    @contextmanager
    def reading(self) -> Iterator[sa.Connection]:
        """Yield a connection whose reads all see one state of the study; within `snapshot` that of earlier readings."""
        shared = getattr(self._of_thread, "state", None)
        if shared is None:
            with self._transaction() as connection:
                yield connection
            return
        with explain_errors(self.name):
            try:
                yield shared.connection_of(self._transaction)
            except UserError:
                raise  # such as a link to what is gone: the run goes on in the state that it sees
            except Exception:
                shared.end()  # PostgreSQL refuses what follows a fault in the same transaction
                raise

    @contextmanager
    def snapshot(self) -> Iterator[None]:
        """Have all readings of this thread see one state of the study, from the first on, until this ends.

        What is written meanwhile in this thread ends that state, and the next reading begins another: one sees what
        one just stored.
        """
        if getattr(self._of_thread, "state", None) is not None:
            yield
            return
        self._of_thread.state = _SharedState()
        try:
            yield
        finally:
            state, self._of_thread.state = self._of_thread.state, None
            state.end()

    @contextmanager
    def _transaction(self) -> Iterator[sa.Connection]:
        with explain_errors(self.name), self.engine.connect() as connection:
            if connection.dialect.name == "postgresql":
                connection = connection.execution_options(isolation_level="REPEATABLE READ")
            with connection.begin():
                yield connection

    @contextmanager
    def writing(self, user_id: str) -> Iterator[Writer]:
        """Yield a Writer: one transaction of a user, in which dirty cells are recounted just before the commit.

        Raises UserError, before and after it, where file or log are not what was opened: a save would go nowhere.
        """
        if (shared := getattr(self._of_thread, "state", None)) is not None:
            shared.end()
        self.check_file()
        self.require_writable()
        sqlite = self.engine.dialect.name == "sqlite"
        with explain_errors(self.name), self._turn if sqlite else threading.Lock(), self.engine.connect() as connection:
            writing = connection.execution_options(study_write=True)
            with writing.begin():
                writer = Writer(writing, user_id)
                yield writer
                writer.recount()
                moments = sorted({key[:2] for key in writer.dirty_cells})
                _TOUCH_MOMENT.run(
                    writer.connection,
                    *({"partnership": moment[0], "wave": moment[1], "changed_at": writer.at} for moment in moments),
                )
        self._check_stored()

    def close(self) -> None:
        """Let go of every connection; what the log still held is in the file then, also where that was moved."""
        checkpoint_log(self.engine)
        self.engine.dispose()
        if self._log is not None:  # the last to let go takes the log away; the next one has a log of its own
            self._log = LogWatch(Path(self.target))


class _SharedState:
    """The one transaction that the readings of a thread share, begun by the first of them."""

    def __init__(self) -> None:
        self._connection: sa.Connection | None = None
        self._open = ExitStack()

    def connection_of(self, transaction: Callable[[], AbstractContextManager[sa.Connection]]) -> sa.Connection:
        if self._connection is None:
            self._connection = self._open.enter_context(transaction())
        return self._connection

    def end(self) -> None:
        self._connection = None
        self._open.close()


def _truncated(name: str) -> UserError:
    return UserError(
        name,
        N_("the study file was overwritten or cut short while it was open."),
        N_("Put back a backup and try again; keep this file apart."),
    )
