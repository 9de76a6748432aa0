"""Reads what a user brings in beside the server and not inside it: in a process of its own, with a limit.

A file made to harm, or merely far too large, takes the time and memory of that process alone, which is ended and
answered with what to do; meanwhile the server goes on for everybody else. The process is kept for the next file, so
that nobody waits for it to start. It ends with the server, also where that is killed: see `__main__`.
"""

from __future__ import annotations

import atexit
import os
import subprocess
import sys
import threading
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import BinaryIO, TypeVar, cast

from canvas.errors import N_, UserError
from canvas.limited_process.messages import CUT_SHORT, RAISED, TOO_MUCH, WELL, receive, send

Result = TypeVar("Result")

MOST_SECONDS = 60  # for one file; an interview takes one or two
MOST_MEGABYTES = 1_500  # of memory; an interview takes some 150
AT_ONCE = 2  # files that are read at the same time; others wait for their turn
MOST_JOBS = 40  # of one process, which may have grown meanwhile
_SMALLER = N_("Split it, or save its text as a plain file, and choose that.")


def run(place: str, work: Callable[..., Result], *values: object) -> Result:
    """Run `work` with these values in another process and return its result; what it raises is raised here.

    `work` is a function of a module, and values and result are plain data. Raises UserError, with `place`, where that
    takes more than MOST_SECONDS or MOST_MEGABYTES.
    """
    with _turns:
        worker = _take()
        how, answer = CUT_SHORT, None
        try:
            how, answer = worker.ask((work, values))
        finally:
            _give_back(worker, how)
        if how == CUT_SHORT:
            raise _too_slow(place) if worker.was_slow else _broken(place)
    if how == TOO_MUCH:
        raise UserError(place, N_("reading it needs more than {most} MB of memory."), _SMALLER, most=MOST_MEGABYTES)
    if how != WELL:
        raise cast(BaseException, answer)
    return cast(Result, answer)


def warm() -> None:
    """Have a process ready, without waiting for it: somebody is about to choose a file."""
    with _lock:
        if not _idle and not _busy:
            _idle.append(_Worker())


def close() -> None:
    """End the processes that wait for work."""
    with _lock:
        for worker in _idle:
            worker.end()
        _idle.clear()


def _too_slow(place: str) -> UserError:
    return UserError(place, N_("reading it takes longer than {most} seconds."), _SMALLER, most=MOST_SECONDS)


def _broken(place: str) -> UserError:
    return UserError(place, N_("reading it broke off."), _SMALLER)


class _Worker:
    """A process that reads for this one."""

    def __init__(self) -> None:
        code = str(Path(__file__).resolve().parents[2])
        paths = [code, *filter(None, os.environ.get("PYTHONPATH", "").split(os.pathsep))]
        secret = {"PPS_STUDY"}  # it needs no study, whose address may hold a password
        around = {name: value for name, value in os.environ.items() if name not in secret}
        self._process = subprocess.Popen(
            [sys.executable, "-P", "-m", "canvas.limited_process", str(MOST_SECONDS), str(MOST_MEGABYTES)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=around | {"PYTHONPATH": os.pathsep.join(dict.fromkeys(paths))},
        )
        # both are pipes: that is what was asked for above
        self._into, self._out = cast(BinaryIO, self._process.stdin), cast(BinaryIO, self._process.stdout)
        self.jobs = 0
        self.was_slow = False

    @property
    def lives(self) -> bool:
        """Tell whether the process is still there."""
        return self._process.poll() is None

    def ask(self, job: object) -> tuple[str, object]:
        """Send the job; return how it went and its answer, CUT_SHORT where the process ended over it, or had to be."""
        self.jobs += 1
        clock = threading.Timer(MOST_SECONDS, self._stop)
        clock.daemon = True
        clock.start()
        try:
            send(self._into, job)
            return cast(tuple[str, object], receive(self._out))
        except (EOFError, OSError):
            return CUT_SHORT, None
        finally:
            clock.cancel()

    def _stop(self) -> None:
        self.was_slow = True
        self._process.kill()

    def end(self) -> None:
        """End the process, whatever it does."""
        self._process.kill()
        self._process.wait()
        for pipe in (self._into, self._out):
            with suppress(OSError):  # of what could not be sent any more
                pipe.close()


_lock = threading.Lock()
_turns = threading.BoundedSemaphore(AT_ONCE)
_idle: list[_Worker] = []
_busy: list[_Worker] = []


def _take() -> _Worker:
    with _lock:
        while _idle:
            worker = _idle.pop()
            if worker.lives:
                break
            worker.end()
        else:
            worker = _Worker()
        _busy.append(worker)
        return worker


def _give_back(worker: _Worker, how: str) -> None:
    with _lock:
        _busy.remove(worker)
        if how in (WELL, RAISED) and worker.jobs < MOST_JOBS and not _idle:
            _idle.append(worker)
        else:
            worker.end()


atexit.register(close)
