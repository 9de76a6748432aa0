"""A file that gets its name only once it is whole and on the disk."""

from __future__ import annotations

import errno
import os
import platform
import re
import tempfile
import time
import zlib
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import sqlalchemy as sa

from canvas import regular_files
from canvas.errors import N_, UserError
from canvas.store.database.engine import sqlite_driver

# What a file is called while it is made, by which program of which computer; no list of backups shows it.
_PART = ".pps-part-"
_OURS = ".pps-*"
_MAKER = re.compile(re.escape(_PART) + r"(?P<computer>[0-9a-f]{8})-(?P<program>[0-9]+)-")
_STALE = 3600  # seconds after which an unfinished file belongs to nobody: its maker writes in it all the time


class NotWrittenError(UserError):
    """The place where a copy should go is at fault, not the study."""


@contextmanager
def atomic_write(destination: Path, replace_existing: bool = False) -> Iterator[Path]:
    """Yield an empty private file beside `destination` to write in; it gets that name at the end, or is removed.

    Raises NotWrittenError where a file cannot be written there, or (unless `replace_existing`) one stands there.
    """
    _check_place(destination, replace_existing)
    with temporary_file_in(destination.parent) as temporary:
        yield temporary
        move_into_place(temporary, destination, replace_existing)


@contextmanager
def temporary_file_in(folder: Path) -> Iterator[Path]:
    """Yield an empty file in a folder that is gone again afterwards, unless it was put down elsewhere."""
    with explain_write_errors(folder):
        remove_stale_files(folder)
        handle, name = tempfile.mkstemp(dir=folder, prefix=f"{_PART}{_computer()}-{os.getpid()}-")
        os.close(handle)
    temporary = Path(name)
    try:
        yield temporary
    finally:
        for left in (temporary, *(temporary.with_name(temporary.name + end) for end in ("-journal", "-wal", "-shm"))):
            left.unlink(missing_ok=True)


def move_into_place(temporary: Path, destination: Path, replace_existing: bool = False) -> None:
    """Give a file in the same folder its name, once it is on the disk.

    Raises NotWrittenError, also where one stands there already (unless `replace_existing`).
    """
    with explain_write_errors(destination):
        _to_disk(temporary, destination, replace_existing)


def _check_place(destination: Path, replace_existing: bool) -> None:
    if destination.is_dir():
        raise NotWrittenError(
            str(destination), N_("this is a folder, so no file can be written there."), N_("Name a file in it.")
        )
    if not destination.parent.is_dir():
        raise NotWrittenError(
            str(destination.parent), N_("this folder is not there."), N_("Make it first, or choose another.")
        )
    try:
        regular_files.refuse_other(destination)
    except UserError as error:
        raise NotWrittenError(error.place, error.fault, error.cure) from None
    if destination.exists() and not replace_existing:
        raise NotWrittenError(
            str(destination), N_("there is a file here already, and it is not overwritten."), N_("Name another file.")
        )
    if any(destination.with_name(destination.name + end).exists() for end in ("-wal", "-journal")):
        raise NotWrittenError(str(destination), N_("a study that is in use lies here."), N_("Name another file."))


def remove_stale_files(folder: Path) -> None:
    """Take away what programs that were stopped in the middle left unfinished in a folder.

    Of this computer that of programs that do not run any more; else (another one may share the folder, an earlier
    version named no maker) what nobody wrote in for an hour.
    """
    for left in folder.glob(_OURS):
        with suppress(OSError):
            if _is_dead(left.name) or time.time() - left.stat().st_mtime > _STALE:
                left.unlink()


def _is_dead(name: str) -> bool:
    maker = _MAKER.match(name)
    if os.name != "posix" or maker is None or maker["computer"] != _computer():
        return False
    try:
        os.kill(int(maker["program"]), 0)  # asks whether it runs, and does nothing to it
    except ProcessLookupError:
        return True
    except (OSError, OverflowError):
        return False
    return False


def _computer() -> str:
    return f"{zlib.crc32(platform.node().encode()):08x}"


def _to_disk(temporary: Path, destination: Path, replace_existing: bool) -> None:
    with temporary.open("rb+") as file:
        os.fsync(file.fileno())
    if replace_existing:
        os.replace(temporary, destination)
    else:
        try:
            os.link(temporary, destination)  # the one way to give a name that fails where it was given meanwhile
        except FileExistsError:
            _check_place(destination, replace_existing)
            raise
        except OSError:  # a disk without links, such as a memory stick
            _check_place(destination, replace_existing)
            os.rename(temporary, destination)
    if os.name == "posix":
        folder = os.open(destination.parent, os.O_RDONLY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)


@contextmanager
def explain_write_errors(destination: Path) -> Iterator[None]:
    """Say what goes wrong in writing a file of ours, such as a full disk, as NotWrittenError about `destination`."""
    try:
        yield
    except OSError as error:
        if error.errno in (errno.ENOSPC, errno.EDQUOT):
            raise _full(destination) from error
        raise NotWrittenError(
            str(destination), N_("the file cannot be written ({why})."), N_("Choose another place."), why=error.strerror
        ) from error
    except (sa.exc.DBAPIError, sqlite_driver.Error) as error:
        if "disk is full" in str(getattr(error, "orig", None) or error).lower():
            raise _full(destination) from error
        raise


def _full(destination: Path) -> NotWrittenError:
    return NotWrittenError(
        str(destination),
        N_("the disk is full, so this file was not written."),
        N_("Free some space or choose another place; nothing else was changed."),
    )
