"""Servers that start at once: forks of a process that has read the workbench's modules already.

A server started from nothing spends some 2.5 s of a processor on reading Streamlit, pandas, plotly and the workbench; a
run of the suite starts more than a hundred. Here one process for each process of tests reads them once and, for every
server asked for, forks a child that then does what `python -m canvas.cli` does with the same words. A child shares
nothing with its siblings but the code, so it can be killed and started again like any other process.

Run as a program it takes a line of JSON for each server on its standard input, `{"words": [...], "log": "path"}`, and
answers each with the child's number on a line.
"""

from __future__ import annotations

import json
import os
import random
import select
import signal
import subprocess
import sys
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import IO

ROOT = Path(__file__).resolve().parents[2]
ENDS_IN, FORKS_IN = 30, 120  # seconds on a busy machine: to end once killed; to read all modules and fork


@dataclass
class Child:
    """A process that another one forked; the part of `subprocess.Popen` that tests use."""

    pid: int
    _descriptor: int | None
    _own: subprocess.Popen | None = None  # where it is a child of the tests' own process

    def poll(self) -> bool:
        """Return whether it has ended."""
        if self._descriptor is not None and select.select([self._descriptor], [], [], 0)[0]:
            self._close()
        return self._descriptor is None

    def kill(self) -> None:
        """End it at once, without a word, as `kill -9` does."""
        self.send_signal(signal.SIGKILL)

    def send_signal(self, number: int) -> None:
        """Send it a signal, where it still runs."""
        if self._descriptor is not None:
            with suppress(ProcessLookupError):
                signal.pidfd_send_signal(self._descriptor, number)

    def wait(self) -> None:
        """Wait until it has ended."""
        if self._descriptor is not None:
            assert select.select([self._descriptor], [], [], ENDS_IN)[0], f"process {self.pid} does not end"
            self._close()

    def _close(self) -> None:
        if self._descriptor is not None:
            os.close(self._descriptor)
            self._descriptor = None
            if self._own is not None:
                self._own.wait(ENDS_IN)


class PreparedProcess:
    """The process that has read all modules, seen from the tests."""

    def __init__(self) -> None:
        self._process: subprocess.Popen[str] | None = None

    def fork(self, words: Sequence[str], log: IO[bytes]) -> Child:
        """Have a child run the workbench's command with these words; what it prints goes to the open file."""
        process = self._process
        if process is None or process.poll() is not None:
            process = self._process = subprocess.Popen(
                [sys.executable, "-m", __name__], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, cwd=ROOT
            )
        assert process.stdin is not None
        assert process.stdout is not None
        path = f"/proc/{os.getpid()}/fd/{log.fileno()}"
        environment = {name: text for name, text in os.environ.items() if name != "PYTEST_CURRENT_TEST"}
        asked_for = {"words": list(words), "log": path, "environment": environment, "folder": str(Path.cwd())}
        process.stdin.write(json.dumps(asked_for) + "\n")
        process.stdin.flush()
        assert select.select([process.stdout], [], [], FORKS_IN)[0], "the prepared process does not answer"
        pid = int(process.stdout.readline())
        try:
            return Child(pid, os.pidfd_open(pid))
        except ProcessLookupError:  # it has ended already
            return Child(pid, None)

    def start(self, words: Sequence[str], log: IO[bytes]) -> Child:
        """Start the same from nothing, as a person does who types the command."""
        process = subprocess.Popen([sys.executable, "-m", "canvas.cli", *words], stdout=log, stderr=subprocess.STDOUT)
        return Child(process.pid, os.pidfd_open(process.pid), process)

    def end(self) -> None:
        """End the process; it has no children left that a test still needs."""
        if self._process is not None:
            self._process.kill()
            self._process.wait(ENDS_IN)


def main() -> None:
    """Read the modules, then fork a child for each line."""
    _read_modules()
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # nobody waits for a child: it leaves no trace when it ends
    while line := sys.stdin.readline():
        pid = os.fork()
        if pid == 0:
            _serve(json.loads(line))
        print(pid, flush=True)


def _read_modules() -> None:
    """Read what a server and its screens read, and start nothing."""
    import importlib
    import pkgutil

    import plotly.graph_objects  # noqa: F401

    import canvas
    from canvas import server

    server.close_traps()  # first, as in `serve`: a parser reads what this sets when it is read itself
    import streamlit.web.bootstrap  # noqa: F401

    for module in pkgutil.walk_packages(canvas.__path__, "canvas."):
        if "migrations" not in module.name:  # those are read by Alembic alone
            importlib.import_module(module.name)


def _serve(asked_for: dict) -> None:
    """Be the server; never return."""
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    log = os.open(asked_for["log"], os.O_WRONLY | os.O_APPEND)
    nothing = os.open(os.devnull, os.O_RDONLY)
    os.dup2(nothing, 0)
    os.dup2(log, 1)
    os.dup2(log, 2)
    os.setsid()
    os.environ.clear()
    os.environ.update(asked_for["environment"])
    os.chdir(asked_for["folder"])
    random.seed()
    sys.argv = ["canvas.cli", *asked_for["words"]]
    status = 1
    try:
        from canvas.cli import main as command

        command(asked_for["words"])
        status = 0
    except SystemExit as ended:
        status = ended.code if isinstance(ended.code, int) else 1
    except BaseException:  # noqa: BLE001 - printed, as an interpreter that ends prints it
        import traceback

        traceback.print_exc()
    finally:
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(status)


if __name__ == "__main__":
    main()
