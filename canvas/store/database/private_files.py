"""Files and folders for their owner alone, from their first moment on."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path

FILE, FOLDER = 0o600, 0o700


def make_folders(place: Path) -> None:
    """Make a folder and those above it that are absent; one that is there keeps its mode. Raises OSError."""
    absent = [folder for folder in (place, *place.parents) if not folder.exists()]
    for folder in reversed(absent):
        with suppress(FileExistsError):  # somebody else made it meanwhile
            folder.mkdir(mode=FOLDER)
    if not place.is_dir():
        raise NotADirectoryError(20, os.strerror(20), str(place))


def make_file(path: Path) -> bool:
    """Make an empty file where there is none, and say whether it was made; one that is there keeps its mode.

    A database makes its log and its other files with the mode of its own. Raises OSError.
    """
    try:
        os.close(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, FILE))
    except FileExistsError:
        return False
    return True


def others_may_read(path: Path) -> bool:
    """Return whether other users of this computer may read a file; False on Windows, where its folder decides."""
    return os.name == "posix" and bool(path.stat().st_mode & 0o077)
