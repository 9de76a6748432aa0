"""A study of which every reading is limited: what may not be shown is not in it, whoever asks and by whatever query."""

from __future__ import annotations

import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from weakref import WeakKeyDictionary

import sqlalchemy as sa

from canvas.access import small_numbers
from canvas.errors import N_, ChangedMeanwhileError, UserError
from canvas.store import study_settings
from canvas.store.database.engine import explain_errors
from canvas.store.database.rows import driver_connection
from canvas.store.limited import limited_views
from canvas.store.study import Study, Writer


def as_seen_by(study: Study, user: Mapping | None) -> Study:
    """Return a study as a profile (its row, None for nobody) may see it: the study itself for who sees all."""
    kind = user["kind"] if user else ""
    if kind not in small_numbers.LIMITED_KINDS or isinstance(study, LimitedStudy):
        return study
    with _lock:
        by_kind = _limited.setdefault(study, {})
        return by_kind.setdefault(kind, LimitedStudy(study, kind))


def whole(study: Study) -> Study:
    """Return all of a study, also of one that is limited."""
    return study.whole if isinstance(study, LimitedStudy) else study


class LimitedStudy(Study):
    """The same study for readers of a kind that may not see all; how far is read anew at each reading.

    Its readings are transactions of their own, in which views stand before the tables (`limited_views`) and which are
    rolled back: nothing of it stays. What is written goes to the whole study.
    """

    def __init__(self, whole: Study, kind: str) -> None:
        self.whole, self.kind = whole, kind
        self.target, self.engine, self.name = whole.target, whole.engine, whole.name
        self._of_thread = threading.local()

    @property
    def moved(self) -> bool:
        """Return that of the whole study."""
        return self.whole.moved

    @property
    def truncated(self) -> bool:
        """Return that of the whole study."""
        return self.whole.truncated

    def check_file(self) -> None:
        """Do as the whole study does."""
        self.whole.check_file()

    @contextmanager
    def _transaction(self) -> Iterator[sa.Connection]:
        with explain_errors(self.name), self.engine.connect() as connection:
            if connection.dialect.name == "postgresql":
                connection = connection.execution_options(isolation_level="REPEATABLE READ")
            with _unprepared(connection):
                transaction = connection.begin()
                try:
                    limits = small_numbers.limits_for(self.kind, study_settings.describe(connection))
                    if limits is not None:
                        limited_views.put_before(connection, limits)
                        connection = connection.execution_options(**{limited_views.LIMITED: limits})
                    yield connection
                finally:
                    transaction.rollback()  # with it the views are gone from a connection that others use next

    @contextmanager
    def writing(self, user_id: str) -> Iterator[Writer]:
        """Yield a Writer of the whole study.

        What another changed meanwhile is not said as `Study.writing` has it: the words may be ones held back.
        """
        if (shared := getattr(self._of_thread, "state", None)) is not None:
            shared.end()
        with self.whole.writing(user_id) as writer:
            try:
                yield writer
            except ChangedMeanwhileError as error:
                raise UserError(
                    error.place,
                    N_("somebody else changed this meanwhile, so nothing was stored."),
                    N_("Load the page again to see what stands now."),
                ) from None

    def close(self) -> None:
        """Leave the whole study open: others use it."""


@contextmanager
def _unprepared(connection: sa.Connection) -> Iterator[None]:
    """Have a server plan every statement anew: a plan made before would go by the tables behind the views."""
    if connection.dialect.name != "postgresql":
        yield
        return
    driver = driver_connection(connection)
    before, driver.prepare_threshold = driver.prepare_threshold, None
    try:
        yield
    finally:
        driver.prepare_threshold = before


# the study as each kind sees it, made once: the readings of a run share one state by it
_limited: WeakKeyDictionary[Study, dict[str, LimitedStudy]] = WeakKeyDictionary()
_lock = threading.Lock()
