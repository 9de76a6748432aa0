"""A real server on a study file and a real browser before it."""

import os
import re
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO

import pytest

CHROMIUM = os.environ.get("PPS_CHROMIUM", "/usr/bin/chromium")
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
# asked without a proxy: what a test of proxies sets would stay in the opener that all share
HERE = urllib.request.build_opener(urllib.request.ProxyHandler({}))
STARTS_IN = 120  # seconds a server may take on a busy machine
PATIENCE = 20_000  # milliseconds an expectation may take on a busy machine


def _absent(why: str) -> None:
    """Skip, or fail where everything is required."""
    (pytest.fail if os.environ.get("PPS_REQUIRE_ALL") == "1" else pytest.skip)(why)


@dataclass
class Server:
    """The workbench served on one study, as a person would start it."""

    study: Path
    port: int
    _process: subprocess.Popen | None = field(default=None, repr=False)
    _log: IO[bytes] = field(default_factory=tempfile.TemporaryFile, repr=False)

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def start(self) -> None:
        where = ["--study", str(self.study), "--port", str(self.port), "--headless"]
        command = [sys.executable, "-m", "canvas.cli", "run", *where]
        # what it says goes to a file: a pipe that nobody reads stops a server once it is full
        self._log.seek(0)
        self._log.truncate()
        self._process = subprocess.Popen(command, stdout=self._log, stderr=subprocess.STDOUT)
        until = time.monotonic() + STARTS_IN
        while self._process.poll() is None and time.monotonic() < until:
            try:
                with HERE.open(f"{self.url}/_stcore/health", timeout=5):
                    return
            except OSError:
                time.sleep(0.05)
        self._log.seek(0)
        pytest.fail(f"the server did not start:\n{self._log.read().decode(errors='replace')}")

    def kill(self) -> None:
        """End it the hard way, as a crash would."""
        if self._process:
            self._process.kill()
            self._process.wait()

    def restart(self) -> None:
        """Kill it and start it again on the same port and study."""
        self.kill()
        self.start()


@pytest.fixture(scope="module")
def server() -> Iterator[Callable[[Path], Server]]:
    """A factory of servers; those of a file are stopped at its end, as each takes memory and time."""
    started = []

    def serve(study: Path) -> Server:
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            port = probe.getsockname()[1]
        made = Server(study, port)
        made.start()
        started.append(made)
        return made

    yield serve
    for started_server in started:
        started_server.kill()


@pytest.fixture(scope="session")
def browser():
    """Chromium, as Debian packages it."""
    try:
        from playwright.sync_api import expect, sync_playwright
    except ImportError:
        _absent("playwright is not installed: pip install -e .[test]")
    if not Path(CHROMIUM).exists():
        _absent(f"there is no Chromium at {CHROMIUM}; PPS_CHROMIUM can name another place")
    expect.set_options(timeout=PATIENCE)
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield opened
        opened.close()


@pytest.fixture
def new_page(browser) -> Iterator[Callable]:
    """A factory of pages, each of a person of its own: cookies are not shared. Options go to the browser's context.

    A test fails where the policy of the workbench stopped anything that a screen needs, and where a script of ours
    broke off: those of components are loaded from `blob:` addresses, that of the page from a route of its own.
    """
    contexts, stopped = [], []

    def listen(message) -> None:
        meant = "outside.example" in message.text or "frame-ancestors" in message.text  # as test_door.py tries
        if "Content Security Policy" in message.text and not meant:
            stopped.append(message.text)

    def listen_to_faults(fault) -> None:
        stack = fault.error.stack or str(fault.error)
        if "blob:" in stack or "/werkbank/" in stack:
            stopped.append(stack)

    def make(**options):
        context = browser.new_context(**{"viewport": {"width": 1440, "height": 900}} | options)
        context.set_default_timeout(PATIENCE)
        context.on("console", listen)
        context.on("weberror", listen_to_faults)
        contexts.append(context)
        return context.new_page()

    yield make
    for context in contexts:
        context.close()
    assert stopped == []


@pytest.fixture
def page(new_page):
    """One page."""
    return new_page()


def visit(page, url: str, profile: str = "") -> None:
    """Open a screen in English and, where the workbench asks who is working, answer with this profile."""
    page.goto(url + ("&" if "?" in url else "?") + "lang=en")
    page.locator(".pps-head h1").first.wait_for()
    if profile and page.get_by_role("heading", name="Who is working?").is_visible():
        page.get_by_role("button", name=re.compile(re.escape(profile))).click()
        page.get_by_role("heading", name="Who is working?").wait_for(state="hidden")
