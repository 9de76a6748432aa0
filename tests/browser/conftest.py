"""A real server on a study file and a real browser before it."""

import os
import re
import shutil
import tempfile
import time
import urllib.parse
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO

import pytest
from playwright.sync_api import BrowserContext, Error, Page, expect, sync_playwright

from canvas.server import is_free
from tests.browser.prepared_process import Child, PreparedProcess

# the one without a window takes a third less of the processor for the same pages
CHROMIUM = os.environ.get("PPS_CHROMIUM") or shutil.which("chromium-headless-shell") or "/usr/bin/chromium"
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--process-per-site",  # pages of one person share a process, and with it the scripts that it has read
]
# asked without a proxy: what a test of proxies sets would stay in the opener that all share
HERE = urllib.request.build_opener(urllib.request.ProxyHandler({}))
FIRST_PORT = 10_000  # and above: below those that the system hands out for connections
STORED = "cookies,file_systems,indexeddb,local_storage,service_workers,cache_storage"
IDLE_CONTEXTS = 4  # each keeps some 150 MB
STARTS_IN = 120  # seconds a server may take on a busy machine
PATIENCE = 20_000  # milliseconds an expectation may take on a busy machine


def _absent(why: str) -> None:
    """Skip, or fail where everything is required."""
    (pytest.fail if os.environ.get("PPS_REQUIRE_ALL") == "1" else pytest.skip)(why)


@dataclass
class Server:
    """The workbench served on one study, as `pps-werkbank run` does it."""

    study: Path
    port: int
    from_nothing: bool
    _prepared: PreparedProcess = field(repr=False)
    _process: Child | None = field(default=None, repr=False)
    _log: IO[bytes] = field(default_factory=tempfile.TemporaryFile, repr=False)

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def start(self) -> None:
        words = ["run", "--study", str(self.study), "--port", str(self.port), "--headless"]
        # what it says goes to a file: a pipe that nobody reads stops a server once it is full
        self._log.seek(0)
        self._log.truncate()
        begin = self._prepared.start if self.from_nothing else self._prepared.fork
        self._process = begin(words, self._log)
        until = time.monotonic() + STARTS_IN
        while not self._process.poll() and time.monotonic() < until:
            try:
                with HERE.open(f"{self.url}/_stcore/health", timeout=5):
                    return
            except OSError:
                time.sleep(0.02)
        pytest.fail(f"the server did not start:\n{self.log()}")

    def log(self) -> str:
        """What it printed since it was started."""
        self._log.seek(0)
        return self._log.read().decode(errors="replace")

    def kill(self) -> None:
        """End it the hard way, as a crash would."""
        if self._process:
            self._process.kill()
            self._process.wait()

    def restart(self) -> None:
        """Kill it and start it again on the same port and study."""
        self.kill()
        self.start()


@pytest.fixture(scope="session")
def _prepared() -> Iterator[PreparedProcess]:
    prepared = PreparedProcess()
    yield prepared
    prepared.end()


class Ports:
    """The ports of this process of tests: lowest first, so that a browser finds what it fetched from one before."""

    def __init__(self) -> None:
        self._first = FIRST_PORT + os.getpid() % 1000 * 10
        self._taken: set[int] = set()

    def take(self) -> int:
        """Return the lowest port that nothing listens on."""
        for port in range(self._first, self._first + 10_000):
            if port not in self._taken and is_free(port):
                self._taken.add(port)
                return port
        raise AssertionError("there is no free port")

    def give_back(self, port: int) -> None:
        """Let a port be taken again."""
        self._taken.discard(port)


@pytest.fixture(scope="session")
def _ports() -> Ports:
    return Ports()


@pytest.fixture(scope="module")
def server(_prepared: PreparedProcess, _ports: Ports) -> Iterator[Callable[..., Server]]:
    """A factory of servers; those of a file are stopped at its end, as each takes memory and time.

    `from_nothing` starts one with an interpreter of its own, where a test is about how it starts.
    """
    started = []

    def serve(study: Path, from_nothing: bool = False) -> Server:
        made = Server(study, _ports.take(), from_nothing, _prepared)
        started.append(made)
        made.start()
        return made

    yield serve
    for started_server in started:
        started_server.kill()
        _ports.give_back(started_server.port)


@pytest.fixture(scope="session")
def browser():
    """Chromium, as Debian packages it."""
    if not Path(CHROMIUM).exists():
        _absent(f"there is no Chromium at {CHROMIUM}; PPS_CHROMIUM can name another place")
    expect.set_options(timeout=PATIENCE)
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield opened
        opened.close()


class Contexts:
    """Contexts of the browser, each used for one person at a time and emptied in between.

    A fresh one fetches and reads Streamlit's scripts anew, some 3 s of a processor; one that was emptied has no cookies
    and stores nothing, but has those scripts at hand, in a process that a page without anything on it keeps alive.
    """

    def __init__(self, browser) -> None:
        self._browser = browser
        self._idle: list[tuple[dict, BrowserContext]] = []  # that given back last at the end

    def take(self, options: dict) -> BrowserContext:
        """Return a context with these options that holds nothing of anybody."""
        at = next((at for at, (like, _) in enumerate(self._idle) if like == options), None)
        context = self._browser.new_context(**options) if at is None else self._idle.pop(at)[1]
        context.set_default_timeout(PATIENCE)
        return context

    def give_back(self, context: BrowserContext, options: dict) -> None:
        """Close its pages and empty it for the next; one with a proxy of its own is closed."""
        origins = sorted({origin for page in context.pages for origin in _origins(page)})
        if "proxy" in options or not origins:
            context.close()
            return
        context.unroute_all()
        context.set_offline(False)
        context.clear_permissions()
        alive = context.new_page()
        try:
            alive.goto(f"{origins[0]}/_stcore/health")
        except Error:  # its server was killed
            context.close()
            return
        for page in context.pages:
            if page != alive:
                page.close()
        devtools = context.new_cdp_session(alive)
        for origin in origins:
            devtools.send("Storage.clearDataForOrigin", {"origin": origin, "storageTypes": STORED})
        devtools.detach()
        context.clear_cookies()
        self._idle.append((options, context))
        if len(self._idle) > IDLE_CONTEXTS:
            self._idle.pop(0)[1].close()


def _origins(page: Page) -> set[str]:
    parts = [urllib.parse.urlsplit(frame.url) for frame in page.frames]
    return {f"{part.scheme}://{part.netloc}" for part in parts if part.scheme.startswith("http")}


@pytest.fixture(scope="session")
def _contexts(browser) -> Contexts:
    return Contexts(browser)


@pytest.fixture
def new_page(_contexts: Contexts) -> Iterator[Callable]:
    """A factory of pages, each of a person of its own: cookies are not shared. Options go to the browser's context.

    A test fails where the policy of the workbench stopped anything that a screen needs, and where a script of ours
    broke off: those of components are loaded from `blob:` addresses, that of the page from a route of its own.
    """
    taken, stopped = [], []

    def listen(message) -> None:
        meant = "outside.example" in message.text or "frame-ancestors" in message.text  # as test_door.py tries
        if "Content Security Policy" in message.text and not meant:
            stopped.append(message.text)

    def listen_to_faults(fault) -> None:
        stack = fault.error.stack or str(fault.error)
        if "blob:" in stack or "/werkbank/" in stack:
            stopped.append(stack)

    def make(**options):
        options = {"viewport": {"width": 1440, "height": 900}} | options
        context = _contexts.take(options)
        context.on("console", listen)
        context.on("weberror", listen_to_faults)
        taken.append((context, options))
        idle, opened = context.pages, context.new_page()
        for page in idle:  # now that the new one keeps the process alive
            page.close()
        return opened

    yield make
    with ExitStack() as stack:
        for context, options in taken:
            stack.callback(_contexts.give_back, context, options)
            stack.callback(context.remove_listener, "console", listen)
            stack.callback(context.remove_listener, "weberror", listen_to_faults)
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
