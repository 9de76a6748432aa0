"""A real server on a study file and a real browser before it."""

import os
import re
import shutil
import signal
import tempfile
import threading
import time
import urllib.parse
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import ExitStack, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO

import pytest
from playwright.sync_api import Browser, BrowserContext, Error, Page, Playwright, expect, sync_playwright

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
STORED = "file_systems,indexeddb,local_storage,service_workers,cache_storage"  # all but cookies
IDLE_CONTEXTS = 4  # each keeps some 150 MB
STARTS_IN = 120  # seconds a server may take on a busy machine
PATIENCE = 20_000  # milliseconds an expectation may take on a busy machine
HANGS_AFTER = (
    240  # seconds a test may have pages, below the time at which pytest gives up: what it waits for then fails
)


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


class Chromium:
    """Chromium, as Debian packages it; begun anew where it was ended because a test hung."""

    def __init__(self, playwright: Playwright) -> None:
        self._playwright = playwright
        self._launch()

    def _launch(self) -> None:
        self._browser = self._playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        devtools = self._browser.new_browser_cdp_session()
        processes = devtools.send("SystemInfo.getProcessInfo")["processInfo"]
        self._pid = next(process["id"] for process in processes if process["type"] == "browser")
        devtools.detach()

    def running(self) -> tuple[Browser, bool]:
        """Return the browser, and whether it was just begun anew."""
        gone = not self._browser.is_connected()
        if gone:
            self._launch()
        return self._browser, gone

    def end_after(self, seconds: float) -> threading.Timer:
        """Begin to count: a browser that is ended lets go of whoever waits for a page that does not answer."""
        timer = threading.Timer(seconds, os.kill, (self._pid, signal.SIGKILL))
        timer.daemon = True
        timer.start()
        return timer

    def close(self) -> None:
        """End it."""
        if self._browser.is_connected():
            self._browser.close()


@pytest.fixture(scope="session")
def chromium() -> Iterator[Chromium]:
    """The browser of this process of tests."""
    if not Path(CHROMIUM).exists():
        _absent(f"there is no Chromium at {CHROMIUM}; PPS_CHROMIUM can name another place")
    expect.set_options(timeout=PATIENCE)
    with sync_playwright() as playwright:
        opened = Chromium(playwright)
        yield opened
        opened.close()


@pytest.fixture
def browser(chromium: Chromium) -> Browser:
    """The browser itself, for a test that needs a context of its own."""
    return chromium.running()[0]


class Contexts:
    """Contexts of the browser, each used for one person at a time and emptied in between.

    A fresh one fetches and reads Streamlit's scripts anew, some 3 s of a processor; one that was emptied has no cookies
    and stores nothing, but has those scripts at hand, in a process that a page without anything on it keeps alive.
    """

    def __init__(self, chromium: Chromium) -> None:
        self._chromium = chromium
        self._idle: list[tuple[dict, str, BrowserContext]] = []  # that given back last at the end

    def take(self, options: dict, person: str = "") -> tuple[BrowserContext, Page]:
        """Return a context with these options and a page in it: of nobody, or of who had it before by this name."""
        browser, anew = self._chromium.running()
        if anew:
            self._idle.clear()
        alike = [at for at, (like, _who, _context) in enumerate(self._idle) if like == options]
        own = [at for at in alike if person and self._idle[at][1] == person]
        if not alike:
            context = browser.new_context(**options)
            context.set_default_timeout(PATIENCE)
            return context, context.new_page()
        _like, who, context = self._idle.pop((own or alike)[0])
        if who != person or not person:
            context.clear_cookies()
        return context, context.pages[0]

    def give_back(self, context: BrowserContext, options: dict, person: str = "") -> None:
        """Close its pages and empty it for the next; one with a proxy of its own is closed."""
        try:
            if "proxy" in options or not self._emptied(context):
                context.close()
                return
        except Error:  # the browser, or the server of its pages, was killed
            with suppress(Error):
                context.close()
            return
        self._idle.append((options, person, context))
        if len(self._idle) > IDLE_CONTEXTS:
            self._idle.pop(0)[2].close()

    @staticmethod
    def _emptied(context: BrowserContext) -> bool:
        """Leave a context with one page that shows nothing, and with nothing stored but its cookies."""
        origins = sorted({origin for page in context.pages for origin in _origins(page)})
        if not origins:
            return False
        context.unroute_all()
        context.set_offline(False)
        context.clear_permissions()
        alive = context.new_page()
        alive.goto(f"{origins[0]}/_stcore/health")
        for page in context.pages:
            if page != alive:
                page.close()
        devtools = context.new_cdp_session(alive)
        for origin in origins:
            devtools.send("Storage.clearDataForOrigin", {"origin": origin, "storageTypes": STORED})
        devtools.detach()
        return True


def _origins(page: Page) -> set[str]:
    parts = [urllib.parse.urlsplit(frame.url) for frame in page.frames]
    return {f"{part.scheme}://{part.netloc}" for part in parts if part.scheme.startswith("http")}


@pytest.fixture(scope="session")
def _contexts(chromium: Chromium) -> Contexts:
    return Contexts(chromium)


@pytest.fixture
def new_page(_contexts: Contexts, chromium: Chromium) -> Iterator[Callable]:
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

    def make(person: str = "", **options):
        options = {"viewport": {"width": 1440, "height": 900}} | options
        context, opened = _contexts.take(options, person)
        context.on("console", listen)
        context.on("weberror", listen_to_faults)
        taken.append((context, options, person))
        return opened

    chromium.running()
    patience = chromium.end_after(HANGS_AFTER)
    yield make
    with ExitStack() as stack:
        stack.callback(patience.cancel)
        for context, options, person in taken:
            stack.callback(_contexts.give_back, context, options, person)
            stack.callback(context.remove_listener, "console", listen)
            stack.callback(context.remove_listener, "weberror", listen_to_faults)
    assert stopped == []


@pytest.fixture
def page(new_page):
    """One page."""
    return new_page()


@pytest.fixture
def same_person(new_page, request: pytest.FixtureRequest):
    """One page, of who came to the tests of this file before: a profile that was chosen need not be chosen again.

    A test in which somebody becomes another takes a page of its own.
    """
    return new_page(person=request.module.__name__)


def visit(page, url: str, profile: str = "") -> None:
    """Open a screen in English and, where the workbench asks who is working, answer with this profile."""
    page.goto(url + ("&" if "?" in url else "?") + "lang=en")
    page.locator(".pps-head h1").first.wait_for()
    if profile and page.get_by_role("heading", name="Who is working?").is_visible():
        page.get_by_role("button", name=re.compile(re.escape(profile))).click()
        page.get_by_role("heading", name="Who is working?").wait_for(state="hidden")


def wait_until(page: Page, holds: Callable[[], bool], seconds: float = PATIENCE / 1000) -> None:
    """Wait until this holds, while the page goes on working."""
    until = time.monotonic() + seconds
    while not holds():
        assert time.monotonic() < until, f"what was waited for did not come in {seconds} seconds"
        page.wait_for_timeout(20)


def apart(function: Callable, *arguments: object) -> object:
    """Return what it returns, run in a thread of its own: a browser of an earlier test may keep this one's event loop.

    A thread that hangs is left behind, and its test fails.
    """
    outcomes: list[tuple[object, BaseException | None]] = []

    def run() -> None:
        try:
            outcomes.append((function(*arguments), None))
        except BaseException as failure:  # noqa: BLE001 - raised again, in the thread of the test
            outcomes.append((None, failure))

    thread = threading.Thread(target=run, daemon=True)
    thread.start()
    thread.join(HANGS_AFTER)
    assert outcomes, f"it did not end in {HANGS_AFTER} seconds"
    ((outcome, failure),) = outcomes
    if failure:
        raise failure
    return outcome
