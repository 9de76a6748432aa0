"""The process that reads for the server, which starts it: `python -m canvas.limited_process SECONDS MEGABYTES`.

It ends as soon as the pipe to the server does, which is when the server does: a thread waits for that while the work
goes on, and where the work does not let a thread through, an alarm of the system ends both.
"""

from __future__ import annotations

import os
import queue
import signal
import sys
import threading
from collections.abc import Callable
from contextlib import suppress

from canvas.limited_process.messages import RAISED, TOO_MUCH, WELL, receive, send

LATER = 5  # seconds after the server should have ended this process, the system does


def main(seconds: int, megabytes: int) -> None:
    """Do one job after another until there is nobody any more to do them for."""
    pipe = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())  # what a library prints is no answer
    _limit(megabytes)
    jobs: queue.SimpleQueue = queue.SimpleQueue()
    threading.Thread(target=_listen, args=(jobs,), daemon=True).start()
    while True:
        work, values = jobs.get()
        _alarm(seconds + LATER)
        message = _done(work, values)
        try:
            send(pipe, message)
        except MemoryError:
            send(pipe, (TOO_MUCH, None))
        _alarm(0)
        del work, values, message


def _done(work: Callable[..., object], values: tuple) -> tuple[str, object]:
    try:
        return WELL, work(*values)
    except MemoryError:
        return TOO_MUCH, None
    except BaseException as error:  # noqa: BLE001 -- raised again where the answer is read
        return RAISED, error.with_traceback(None)


def _listen(jobs: queue.SimpleQueue) -> None:
    with suppress(EOFError, OSError, MemoryError):
        while True:
            jobs.put(receive(sys.stdin.buffer))
    os._exit(0)  # the server is gone


def _alarm(seconds: int) -> None:
    if hasattr(signal, "alarm"):
        signal.alarm(seconds)


def _limit(megabytes: int) -> None:
    """Limit the memory of this process, where the system can; elsewhere time alone is limited."""
    with suppress(ImportError, ValueError, OSError):
        import resource

        kind = resource.RLIMIT_DATA if sys.platform == "linux" else resource.RLIMIT_AS
        resource.setrlimit(kind, (megabytes * 1_000_000,) * 2)


if __name__ == "__main__":
    main(int(sys.argv[1]), int(sys.argv[2]))
