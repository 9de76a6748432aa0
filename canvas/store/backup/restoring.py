"""Putting a backup back in the place of a study: whole or not at all, and never without a copy of what stood there.

A study file is overwritten through SQLite, in one transaction: who has it open, in this process or another, sees the
old study until that moment and the new one after it, and no save can go to a file that is gone.
"""

from __future__ import annotations

import os
from contextlib import closing
from dataclasses import dataclass, replace
from pathlib import Path

import sqlalchemy as sa

from canvas.errors import N_, UserError
from canvas.store.backup import atomic_file, backup, copying, lost_rows, overwrite
from canvas.store.backup.fingerprint import Fingerprint, take_fingerprint
from canvas.store.database import schema
from canvas.store.database.engine import explain_errors, is_url, make_engine, sqlite_driver, use_write_ahead_log
from canvas.store.database.identify import DAMAGED, check_is_study, check_study_file
from canvas.store.migrations import migrate
from canvas.store.opening import open_study

_ITS_COPY = N_("Make a backup of it with “pps-werkbank backup” and restore that.")


@dataclass(frozen=True)
class Restored:
    """What a restore did: what the study holds now, and the copy kept of what stood there (None where nothing did)."""

    now: Fingerprint
    safety_copy: Path | None


def restore(file: Path, target: str, replace_existing: bool = False) -> Restored:
    """Put the backup `file` in the place of the study at a file or URL; `file` itself is not changed.

    What stands there is copied first. Raises UserError, and changes nothing, for a file that is no whole study or a
    newer one, for a place that holds something else than a study, and, unless `replace_existing`, for a study that has
    more than the backup, or is another one.
    """
    path = None if is_url(target) else Path(target).expanduser()
    if path is not None and path.exists() and file.exists() and path.samefile(file):
        raise UserError(str(file), N_("this is the study itself."), N_("Name a backup of it."))
    place = backup.make_folder(backup.study_folder(target))
    with atomic_file.temporary_file_in(place) as temporary:
        coming = _stage(file, temporary, path or place / "study")
        if path is None:
            safety_copy = _into_server(temporary, coming, target, replace_existing)
        elif not path.exists() or (path.is_file() and path.stat().st_size == 0):
            safety_copy = None
            _into_nothing(temporary, path)
        else:
            safety_copy = _into_file(temporary, coming, path, replace_existing)
    return Restored(coming, safety_copy)


def _stage(file: Path, temporary: Path, destination: Path) -> Fingerprint:
    """Copy the backup into the temporary file and bring it to today's version: what can go wrong does so here."""
    try:
        check_study_file(file)
        if _has_log(file):
            raise UserError(str(file), N_("this study is in use, or was not closed well."), _ITS_COPY)
        with backup.opened_as_is(str(file)) as (source, name):
            copying.copy_into(source, name, temporary, destination)
    except atomic_file.NotWrittenError:
        raise
    except UserError as error:
        if error.cure == _ITS_COPY or "version" in error.values:  # a study that is newer says what to do about it
            raise
        raise UserError(
            str(file), error.fault, N_("Choose another backup; nothing was changed."), **error.values
        ) from error
    staged = make_engine(str(temporary))
    try:
        with staged.connect() as connection, connection.begin():
            before = take_fingerprint(connection)
        if before.version == schema.HEAD:
            return before
        migrate(staged)
        with staged.connect() as connection, connection.begin():
            # what a migration adds is no change that somebody made
            return replace(take_fingerprint(connection), changed_at=before.changed_at)
    finally:
        staged.dispose()


def _into_nothing(temporary: Path, path: Path) -> None:
    _set_log_aside(path, path.with_name(f"{backup.safety_copy_name(str(path), 'restore')}.sqlite"))
    atomic_file.move_into_place(temporary, path, replace_existing=path.exists())


def _into_file(temporary: Path, coming: Fingerprint, path: Path, replace_existing: bool) -> Path | None:
    if not os.access(path, os.W_OK):
        raise UserError(
            path.name,
            N_("the study can be read but not changed: the file or its folder is read-only."),
            N_("Give yourself write permission on it and try again."),
        )
    try:
        check_study_file(path)
        there = make_engine(str(path))
        try:
            with explain_errors(path.name):
                return _overwrite(temporary, coming, path, there, replace_existing)
        finally:
            there.dispose()
    except UserError as error:
        if error.fault != DAMAGED:
            raise
        if not replace_existing:
            raise UserError(
                path.name,
                DAMAGED,
                N_("Add --replace to put the backup in its place; the damaged file is then kept beside it."),
            ) from error
    aside = _set_aside(path)
    atomic_file.move_into_place(temporary, path)
    return aside


def _overwrite(
    temporary: Path, coming: Fingerprint, path: Path, there: sa.Engine, replace_existing: bool
) -> Path | None:
    version = check_is_study(there, path.name, str(path), create=True)
    use_write_ahead_log(there)  # in a log, what is written halfway is nothing yet
    copies: list[Path] = []

    def before_the_first_page_counts() -> None:
        # nobody can save now: what is compared and kept is what will be overwritten
        with there.connect() as connection, connection.begin():
            if version is not None:
                _compare(connection, temporary, coming, path.name, replace_existing)
        if version is not None:
            copies.append(_keep(there, path.name, str(path)))

    try:
        with (
            atomic_file.explain_write_errors(path),
            closing(sqlite_driver.connect(path, isolation_level=None, timeout=0.1)) as target,
        ):
            target.execute("PRAGMA synchronous = FULL")
            overwrite.match_page_size(temporary, target.execute("PRAGMA page_size").fetchone()[0])
            with closing(sqlite_driver.connect(temporary, isolation_level=None)) as source:
                overwrite.overwrite_database(source, target, before_the_first_page_counts, path.name)
    except BaseException:
        for copy in copies:
            copy.unlink(missing_ok=True)
        raise
    return copies[0] if copies else None


def _into_server(temporary: Path, coming: Fingerprint, url: str, replace_existing: bool) -> Path | None:
    study, staged = open_study(url, create=True), make_engine(str(temporary))
    safety_copy = None
    try:
        with (
            explain_errors(study.name),
            study.engine.connect() as connection,
            overwrite.exclusive_write_lock(connection, study.name),
        ):
            there = take_fingerprint(connection)
            if any(there.rows.values()):
                _compare(connection, temporary, coming, study.name, replace_existing)
                safety_copy = _keep(study.engine, study.name, url)
            with staged.connect() as source, source.begin():
                copying.load_rows(source, connection, there.rows)
    except BaseException:
        if safety_copy:
            safety_copy.unlink(missing_ok=True)
        raise
    finally:
        staged.dispose()
        study.close()
    return safety_copy


def _compare(there: sa.Connection, temporary: Path, coming: Fingerprint, name: str, replace_existing: bool) -> None:
    """Raise UserError, unless `replace_existing`, where something that stands there is not in what comes."""
    current = take_fingerprint(there)
    if replace_existing or current.study_id is None:  # a profile at most
        return
    if current.study_id != coming.study_id:
        raise UserError(
            name,
            N_("another study stands here."),
            N_("Name another place, or add --replace: what stands here is kept as a copy."),
        )
    if current.version != schema.HEAD:  # an older study, whose tables cannot be laid beside those that come
        gone = {} if current.changed_at <= coming.changed_at else {"study": 1}
    else:
        gone = _lost(there, temporary)
    if gone:
        raise UserError(
            name,
            N_("this study has changed since the backup: it holds what the backup has not ({what})."),
            N_("Add --replace to put the backup in its place; what stands here is kept as a copy."),
            what=lost_rows.describe_lost(gone),
        )


def _lost(there: sa.Connection, temporary: Path) -> dict[str, int]:
    staged = make_engine(str(temporary))
    try:
        with staged.connect() as coming, coming.begin():
            return lost_rows.count_lost_rows(there, coming)
    finally:
        staged.dispose()


def _keep(there: sa.Engine, name: str, target: str) -> Path:
    # as it is, damage and all, and unchecked: everybody's saves wait for this
    return backup.copy_to_free_name(
        there, name, backup.study_folder(target), backup.safety_copy_name(target, "restore"), strict=False
    )[0]


def _set_aside(path: Path) -> Path:
    aside = path.with_name(f"{backup.safety_copy_name(str(path), 'restore')}.sqlite")
    with atomic_file.explain_write_errors(path):
        os.rename(path, aside)
        _set_log_aside(path, aside)
    return aside


def _set_log_aside(path: Path, aside: Path) -> None:
    # a log belongs to one file: beside another it would be taken for that one's
    for end in ("-wal", "-shm", "-journal"):
        log = path.with_name(path.name + end)
        if log.exists():
            os.replace(log, aside.with_name(aside.name + end))


def _has_log(file: Path) -> bool:
    log = file.with_name(file.name + "-wal")
    return log.exists() and log.stat().st_size > 0
