"""Whether the log that SQLite writes beside a study is still the one that was opened, and holds what was saved.

A save stands in the log (-wal) until SQLite puts it into the file. A log that is taken away or emptied under a running
workbench takes saves along, while everything goes on as if nothing happened. It is only asked of the file system, and
never by opening the study file itself: to close that would drop the locks SQLite has on it.
"""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path

_MAGIC = (b"\x37\x7f\x06\x82", b"\x37\x7f\x06\x83")  # how a log begins that can be read back


class LogWatch:
    """The log and its index beside one study file, as they were when they were last seen."""

    def __init__(self, path: Path) -> None:
        self._study, self._log = path, path.with_name(path.name + "-wal")
        self._index = path.with_name(path.name + "-shm")
        self._seen: tuple | None = None
        self._size, self._merged = 0, 0
        self.note()

    def note(self) -> None:
        """Remember the log as it is now, where it was not seen yet; and how long it is."""
        log, index, study = _stat(self._log), _stat(self._index), _stat(self._study)
        if self._seen is None and log and index:
            self._seen = _file_identity(log), _file_identity(index)
        self._size, self._merged = log.st_size if log else 0, study.st_mtime_ns if study else 0

    @property
    def replaced(self) -> bool:
        """Return whether the log or its index is gone, or another one in its place."""
        return self._seen is not None and self._seen != (
            _file_identity(_stat(self._log)),
            _file_identity(_stat(self._index)),
        )

    @property
    def truncated(self) -> bool:
        """Return whether the log became shorter although nothing of it was put into the study file."""
        size, merged = self._size, self._merged  # asked before the file: meanwhile another thread may see it grow
        log, study = _stat(self._log), _stat(self._study)
        shorter = log is not None and log.st_size < size
        return shorter and study is not None and study.st_mtime_ns == merged

    @property
    def seen(self) -> bool:
        """Return whether there is a log: a study that can only be read has none, nor has one on some network disks."""
        return self._seen is not None

    @property
    def empty(self) -> bool:
        """Return whether the log holds nothing: so another program leaves it that put all of it into the study file."""
        log = _stat(self._log)
        return log is not None and log.st_size == 0

    @property
    def readable(self) -> bool:
        """Return whether what was just written can be read back: a log that was emptied meanwhile has no beginning."""
        with suppress(OSError):
            file = os.open(self._log, os.O_RDONLY)
            try:
                return os.pread(file, 4, 0) in _MAGIC
            finally:
                os.close(file)
        return False


def _stat(path: Path) -> os.stat_result | None:
    try:
        return os.stat(path)
    except OSError:
        return None


def _file_identity(status: os.stat_result | None) -> tuple[int, int] | None:
    return (status.st_dev, status.st_ino) if status else None
