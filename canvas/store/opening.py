"""Opens a study and brings it to today's schema, after a backup where it is of an older version."""

from __future__ import annotations

import os
from pathlib import Path

import sqlalchemy as sa

from canvas.errors import N_, UserError
from canvas.store.backup.backup import back_up_before_migration
from canvas.store.database import schema
from canvas.store.database.engine import explain_errors, is_url, make_engine, use_write_ahead_log
from canvas.store.database.identify import check_is_study, check_study_file
from canvas.store.database.locations import without_password
from canvas.store.migrations import make_new, migrate, repair_index
from canvas.store.search_index import search_index
from canvas.store.study import Study


def open_study(target: str, create: bool = False, mend: bool = True) -> Study:
    """Return the study at a file or PostgreSQL URL, brought to today's schema.

    Raises UserError where it is absent or holds no tables (unless `create`), no study, damaged, locked, out of reach
    or newer. Without `mend` the index for searching is left as it is, also where it is not whole.
    """
    path = None if is_url(target) else Path(target).expanduser()
    if path is not None:
        target = str(path)
        check_study_file(path, create)
    engine = make_engine(target)
    try:
        with explain_errors(path.name if path else engine.url.render_as_string(hide_password=True)):
            _bring_up_to_date(engine, path, target, create, mend)
    except BaseException:
        engine.dispose()
        raise
    return Study(target, engine)


def _bring_up_to_date(engine: sa.Engine, path: Path | None, target: str, create: bool, mend: bool) -> None:
    name = path.name if path else "study"
    version = check_is_study(engine, name, without_password(target), create)
    if version == schema.HEAD:
        if path is None or os.access(path, os.W_OK):
            use_write_ahead_log(engine)
            if not mend:
                return
            with engine.connect() as connection, connection.begin():
                indexed = search_index.is_complete(connection) and not search_index.lags(connection)
            if not indexed:  # it was lost, this workbench makes it otherwise, or much came since
                repair_index(engine)
        return
    if path is not None and path.exists() and not os.access(path, os.W_OK):
        raise UserError(
            name,
            N_("this study must be moved to a newer version, and its file is read-only."),
            N_("Give yourself write permission on it and try again."),
        )
    if version is not None:
        back_up_before_migration(target, engine, name, version)
    use_write_ahead_log(engine)
    if version is None:
        make_new(engine)
    else:
        migrate(engine)
