"""Files that a user names: regular ones only, since a pipe or a device never ends, or waits for ever to begin."""

from __future__ import annotations

import os
import stat
from pathlib import Path
from typing import BinaryIO

from canvas.errors import N_, UserError


def open_file(path: Path, cure: str = N_("Choose another one.")) -> BinaryIO:
    """Open a file for reading; raises UserError where it cannot be read or is none.

    It is looked at once it is open, without waiting: a pipe that is put in its place meanwhile is refused too.
    """
    flags = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0) | getattr(os, "O_NOCTTY", 0)
    try:
        handle = os.open(path, flags)
    except (OSError, ValueError) as error:
        refuse_other(path)
        raise UserError(
            str(path), N_("the file cannot be read ({why})."), cure, why=getattr(error, "strerror", None) or str(error)
        ) from None
    if stat.S_ISREG(os.fstat(handle).st_mode):
        return os.fdopen(handle, "rb")
    kind = os.fstat(handle).st_mode
    os.close(handle)
    raise _other(path, kind)


def read_file(path: Path, most: int, cure: str = N_("Choose another one.")) -> bytes:
    """Read the first `most` bytes of a file; raises UserError as `open_file` does."""
    with open_file(path, cure) as file:
        try:
            return file.read(most)
        except OSError as error:
            raise UserError(str(path), N_("the file cannot be read ({why})."), cure, why=error.strerror) from None


def refuse_other(path: Path) -> None:
    """Raise UserError where something else than a file is there, as in a name that is to be written to."""
    try:
        kind = path.stat().st_mode
    except (OSError, ValueError):
        return  # nothing there, or nothing that can be looked at: whoever goes on says so
    if not stat.S_ISREG(kind):
        raise _other(path, kind)


def _other(path: Path, kind: int) -> UserError:
    if stat.S_ISDIR(kind):
        return UserError(str(path), N_("this is a folder, not a file."), N_("Name a file in it."))
    return UserError(str(path), N_("this is no file but a pipe, a device or the like."), N_("Name an ordinary file."))
