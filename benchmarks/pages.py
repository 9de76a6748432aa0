"""Click to DOM of each screen beside an empty Streamlit page, in one run and one browser.

Run: python benchmarks/pages.py [--study FILE] [--clicks 15] [--before FOLDER]   (without a study: the demo)

A click is timed in the page, from the press up to two moments: the screen's heading stands in the DOM (first words),
and so does what it is about, a chart or a table (all drawn). It is a click on the menu, and within an open interview a
click on Next up to the new question. The baseline is a click between two empty pages of an app with the same kind of
menu. Each round goes over the screens in an order of its own, and before each of them comes one click on the baseline,
so that both meet the same moments of a busy machine; with `--before`, a folder with another version of the code, that
version is clicked through in turns as well. Figures are medians and 95th percentiles in ms, and the medians beside that
of the baseline. The study is copied first: interviews are held in the copy.
"""

from __future__ import annotations

import argparse
import os
import random
import shutil
import socket
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

from canvas.capture import interviewing
from canvas.exchange.demo import make_demo
from canvas.store import moments, open_study, respondents, users
from canvas.store.overview import moment_summaries

CHROMIUM = os.environ.get("PPS_CHROMIUM", "/usr/bin/chromium")
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking"]
SCREENS = {
    "overview": ("/", "table.pps"),
    "state of affairs": ("/state", "li.finding, .pps-empty"),
    "partnerships": ("/partnerships", ".pps-line, .pps-empty"),
    "interview": ("/interview", ".pps-interview, .pps-empty"),
    "canvas": ("/canvas", "li.block"),
    "perspectives": ("/perspectives", "tbody th[scope=row]"),
    "compare": ("/compare", "table button, .pps-empty"),
    "differences": ("/differences", "section ol li, .pps-empty"),
    "over time": ("/time", ".frame button, .pps-empty"),
    "factors": ("/factors", ".js-plotly-plot, .pps-empty"),
    "themes": ("/themes", "td.theme, th.theme, .pps-empty"),
    "notes": ("/notes", "table td, .pps-empty"),
    "documents": ("/documents", ".pps-interviews .pps-progress, .pps-empty"),
}
# tabs of a partnership: from a screen of the whole study one reaches them by way of its state of affairs
OF_STUDY = ("overview", "notes", "themes", "compare")
FIRST_TAB = "state of affairs"
HEADING = ".pps-head"  # what a screen says first: its title, and in one line what it shows
QUESTION = "question"  # in an open interview, from one question to the next
NEXT = "button.next, .st-key-interview_next button"  # in the field's component; earlier beside it
REST = 200  # ms between two clicks
EMPTY = """
import streamlit as st
def one(): st.html('<p class="one">one</p>')
def two(): st.html('<p class="two">two</p>')
st.navigation([st.Page(one, url_path="one", default=True), st.Page(two, url_path="two")], position="top").run()
"""
# Resolves with the times from the press until the heading, and `mark`, are there anew, also inside a component's shadow
# root. `link` is an address in the menu, or what to press; of the screen one leaves both must be gone first, or say
# something else.
TIMED = """([link, words, mark]) => new Promise((done) => {
  const find = (mark) => {
    const outside = document.querySelector(mark)
    if (outside) return outside
    for (const host of document.querySelectorAll('.stBidiComponent *')) {
      const inside = host.shadowRoot?.querySelector(mark)
      if (inside) return inside
    }
  }
  const menu = [...document.querySelectorAll('[data-testid=stHeader] a, .st-key-workspace a')]
  const pressed = menu.find((item) => new URL(item.href).pathname === link) ?? find(link)
  const old = [words, mark].map((mark) => [find(mark), find(mark)?.textContent])
  const times = [0, 0]
  const began = performance.now()
  pressed.click()
  const look = () => {
    const passed = performance.now() - began
    ;[words, mark].forEach((mark, place) => {
      const now = times[place] || find(mark)
      if (now && !times[place] && (now !== old[place][0] || now.textContent !== old[place][1])) times[place] = passed
    })
    if (times[0] && times[1]) done(times)
    else if (passed > 20000) done([-1, -1])
    else setTimeout(look, 2)
  }
  look()
})"""
# a link as the screens draw them, which leads on within the session
FOLLOW = """(href) => {
  const link = document.createElement('a')
  link.className = 'go'
  link.setAttribute('href', href)
  document.body.append(link)
  link.click()
  link.remove()
}"""


@contextmanager
def served(
    command: list[str], port: int, environment: Mapping[str, str] | None = None, folder: str | None = None
) -> Iterator[str]:
    """Serve while the block runs; give the address once it answers."""
    quiet = subprocess.DEVNULL
    process = subprocess.Popen(command, stdout=quiet, stderr=quiet, env=environment, cwd=folder)
    try:
        for _attempt in range(300):
            try:
                urllib.request.urlopen(f"http://127.0.0.1:{port}/_stcore/health", timeout=1).close()
                break
            except OSError:
                time.sleep(0.1)
        else:
            raise SystemExit(f"no server on port {port}")
        yield f"http://127.0.0.1:{port}"
    finally:
        process.kill()
        process.wait()


def free_port() -> int:
    """Return a port nobody uses."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def prepared(study_option: str | None, folder: Path, clicks: int) -> tuple[str, str, list[str]]:
    """Make a copy of the study; return it, the link to its fullest moment, and interviews begun there to go through."""
    target = str(folder / "study.sqlite")
    if study_option:
        open_study(study_option).close()  # what its log still holds goes into the file
        shutil.copyfile(study_option, target)
        study = open_study(target)
    else:
        study = make_demo(target)
    with study.reading() as connection:
        counts = moment_summaries.interview_counts(connection)
        at = max(moments.moments(connection), key=lambda row: sum(counts.get(pair(row), {}).values()))
        who = respondents.of_partnership(connection, at["partnership_id"])[:1]
        user_id = users.every(connection)[0]["id"]
        guide = next(iter(interviewing.available_guides(connection).values()))
    needed = 1 + clicks // (len(guide.for_role(who[0]["role"])) - 1)
    begun = [
        interviewing.plan(study, user_id, guide, *pair(at), [who[0]["id"]], "nl", start=True)
        for _interview in range(needed)
    ]
    study.close()
    return target, f"partnership={at['code']}&moment={at['position']}", begun


def pair(row: Mapping) -> tuple[str, str]:
    """Return what a moment is, as the store has it."""
    return row["partnership_id"], row["wave_id"]


class Walk:
    """A browser's page on the workbench, and what its clicks took: until its first words, and until all was drawn."""

    def __init__(self, browser: Browser, address: str, link: str, begun: list[str]) -> None:
        self.page, self.begun, self.at = opened(browser), begun, "canvas"
        self.took: dict[str, list[tuple[float, float]]] = {name: [] for name in (*SCREENS, QUESTION)}
        self.page.goto(address)
        self.page.locator("[class*=st-key-profile_] button").first.click()
        self.page.locator("table.pps").wait_for()
        self.page.goto(f"{address}/canvas?{link}")
        self.page.locator("li.block").first.wait_for()

    def click(self, name: str) -> tuple[float, float]:
        """Return the milliseconds of one click on a screen's name in the menu, or on Next in an interview."""
        if name == QUESTION:
            return self._next()
        if self.at == name:
            self._timed("overview" if name != "overview" else FIRST_TAB)
            self.at = "overview" if name != "overview" else FIRST_TAB
        if name not in (*OF_STUDY, FIRST_TAB) and self.at in OF_STUDY:
            self._timed(FIRST_TAB)
        self.at = name
        return self._timed(name)

    def _timed(self, name: str) -> tuple[float, float]:
        link, mark = SCREENS[name]
        return timed(self.page, link, HEADING, mark)

    def _next(self) -> tuple[float, float]:
        passed = len(self.took[QUESTION])
        self.page.evaluate(FOLLOW, f"interview?interview={self.begun[passed % len(self.begun)]}")
        self.page.locator(".pps-question").wait_for()
        self.page.locator(NEXT).wait_for()
        self.page.wait_for_timeout(REST)
        took = timed(self.page, NEXT, ".pps-question", ".pps-question")
        self.page.locator(".st-key-interview_leave button").click()
        self.page.locator(".pps-interview").first.wait_for()
        self.page.wait_for_timeout(REST)
        self.at = "interview"
        return took


def opened(browser: Browser) -> Page:
    """Open a page in a window of its own, so that it goes on drawing beside another."""
    return browser.new_context(viewport={"width": 1440, "height": 900}, locale="nl-NL").new_page()


def timed(page: Page, link: str, words: str, mark: str) -> tuple[float, float]:
    """Time one click: when its words stood there, and its mark; and the rest after it."""
    first, last = page.evaluate(TIMED, [link, words, mark])
    page.wait_for_timeout(REST)
    if last < 0:
        raise SystemExit(f"{link}: nothing like {words} and {mark} came")
    return first, max(first, last)


def round_about(walks: list[Walk], empty: Page, bare: list[tuple[float, float]], clicks: int) -> None:
    """Click the screens of each walk, a baseline click before each; the first round warms up and is not counted."""
    for turn in range(clicks + 1):
        names = list(walks[0].took)
        random.shuffle(names)
        for name in names:
            for walk in random.sample(walks, len(walks)):
                at, other = ("/two", ".two") if empty.url.endswith(("/", "/one")) else ("/", ".one")
                base = timed(empty, at, other, other)
                took = walk.click(name)
                if turn:
                    bare.append(base)
                    walk.took[name].append(took)


def workbench(study: str, port: int, code: str | None = None) -> tuple[list[str], dict[str, str]]:
    """Return the command that serves a study by the code of this folder or another one, and its environment."""
    command = [sys.executable, "-m", "canvas.cli", "run", "--study", study, "--port", str(port), "--headless"]
    return command, os.environ | ({"PYTHONPATH": code} if code else {})


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--study", help="a study file; without it the demo")
    parser.add_argument("--clicks", type=int, default=15, help="on each screen")
    parser.add_argument("--before", help="a folder with another version of the code, clicked through in turns")
    parser.add_argument("--only", nargs="*", help="these screens alone")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright, ExitStack() as stack:
        study, link, begun = prepared(options.study, Path(folder), options.clicks)
        empty, port = Path(folder) / "empty.py", free_port()
        empty.write_text(EMPTY)
        theirs = [
            sys.executable,
            "-m",
            "streamlit",
            "run",
            str(empty),
            "--server.port",
            str(port),
            "--server.headless",
            "true",
            "--server.fileWatcherType",
            "none",
        ]
        beside = stack.enter_context(served(theirs, port))
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        page = opened(browser)
        page.goto(beside)
        page.locator(".one").wait_for()
        codes = {"now": None} | ({"before": str(Path(options.before).resolve())} if options.before else {})
        walks = {}
        for name, code in codes.items():
            of_it, port = str(Path(folder) / f"{name}.sqlite"), free_port()
            shutil.copyfile(study, of_it)
            command, environment = workbench(of_it, port, code)
            address = stack.enter_context(served(command, port, environment, code))
            walks[name] = Walk(browser, address, link, begun)
        for walk in walks.values():
            walk.took = {name: [] for name in walk.took if not options.only or name in options.only}
        bare: list = []
        round_about(list(walks.values()), page, bare, options.clicks)
    say("empty page", [last for _first, last in bare], [last for _first, last in bare])
    for version, walk in walks.items():
        print(f"--- {version}: first words, then all drawn")
        for name, took in walk.took.items():
            for place in (0, 1):
                say(
                    name if not place else "",
                    [walk_times[place] for walk_times in took],
                    [last for _first, last in bare],
                )


def say(name: str, took: list[float], base: list[float]) -> None:
    """Print one line of figures."""
    middle, late = statistics.median(took), p95(took)
    beside = f"{middle / statistics.median(base):5.2f} x   p95 {late / p95(base):5.2f} x"
    print(f"{name:14} p50 {middle:6.0f} ms   p95 {late:6.0f} ms   to empty: p50 {beside}   n {len(took)}")


def p95(took: list[float]) -> float:
    """Return the 95th percentile, within what was measured."""
    return statistics.quantiles(took, n=20, method="inclusive")[-1]


if __name__ == "__main__":
    main()
