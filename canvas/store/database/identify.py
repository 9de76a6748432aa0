"""Whether a file or a database is a study, and of which version."""

from __future__ import annotations

import time
from pathlib import Path

import sqlalchemy as sa

from canvas import regular_files
from canvas.errors import N_, UserError
from canvas.store.database import private_files, schema
from canvas.store.migrations import schema_version

DAMAGED = N_("the study file is damaged or cut short.")  # as the database says it too, see engine.explained
BEING_MADE = 2  # seconds in which a new study gets its first page, on a slow disk too
_MAGIC = b"SQLite format 3\x00"


def check_study_file(path: Path, create: bool = False) -> None:
    """Raise UserError where a file cannot be a study; one that is absent may be, to `create`. Only its head is read.

    Never for a file that is open in this process: to open and close it drops the locks SQLite has on it.
    """
    if not path.exists():
        if not create:
            raise _absent(str(path))
        try:
            private_files.make_folders(path.parent)
        except OSError as error:
            raise UserError(
                str(path.parent),
                N_("this folder cannot be made ({why})."),
                N_("Choose another folder."),
                why=error.strerror,
            ) from None
        return
    if path.is_dir():
        raise UserError(str(path), N_("this is a folder, not a study file."), N_("Name a file in it."))
    head = regular_files.read_file(path, 100, N_("Check it and try again."))
    until = time.monotonic() + BEING_MADE
    while create and not head and time.monotonic() < until:  # another workbench may be making the study just now
        time.sleep(0.05)
        head = regular_files.read_file(path, 100, N_("Check it and try again."))
    size = path.stat().st_size
    if not head:
        # SQLite itself takes it for a new database: then a study that was emptied would go on as one that never was
        raise UserError(
            str(path),
            N_("this file is empty: there is no study in it."),
            N_("Put back a backup; or remove the file, and the workbench makes a new study there."),
        )
    if not head.startswith(_MAGIC):
        raise UserError(
            path.name,
            N_("this file is not a study."),
            N_("Check the path, or choose another file; nothing was changed in it."),
        )
    log = path.with_name(path.name + "-wal")
    if not (log.exists() and log.stat().st_size):  # with a log beside it, the file's own size says nothing
        page = int.from_bytes(head[16:18]) or 1
        page = 65536 if page == 1 else page
        if size < page * int.from_bytes(head[28:32]):
            raise UserError(
                path.name, DAMAGED, N_("Put back a backup; keep this file apart, nothing was changed in it.")
            )


def check_is_study(engine: sa.Engine, name: str, place: str, create: bool = False) -> str | None:
    """Return the version of the study behind an engine, None for an empty database.

    Raises UserError where there is no study (unless `create`), something else, or one of a newer version.
    """
    with engine.connect() as connection, connection.begin():
        version = schema_version(connection)
        tables = [] if version == schema.HEAD else sa.inspect(connection).get_table_names()
    if version == schema.HEAD:
        return version
    if not tables and not create:
        raise _absent(place)
    if tables and (version is None or "partnership_wave" not in tables):
        raise UserError(
            name,
            N_("this database holds something else than a study."),
            N_("Choose another file or database; nothing was changed in it."),
        )
    if version is not None and version > schema.HEAD:
        raise UserError(
            name,
            N_("this study was made by a newer version of the workbench ({version})."),
            N_("Install the newest version and open it again; nothing was changed in it."),
            version=version,
        )
    return version


def _absent(place: str) -> UserError:
    return UserError(
        place, N_("there is no study here."), N_("Check the path or URL, or start the workbench on it to make one.")
    )


def refuse_study(path: Path) -> None:
    """Raise UserError where a study, or another database, stands in the place of a file that is to be written."""
    if not path.is_file():  # nothing stands there, or what is no file: who writes says what is the matter
        return
    try:
        with path.open("rb") as file:
            head = file.read(len(_MAGIC))
    except OSError:
        return
    if head == _MAGIC:
        raise UserError(
            str(path),
            N_("a study stands here, which would be written over."),
            N_("Choose another name; nothing was written."),
        )
