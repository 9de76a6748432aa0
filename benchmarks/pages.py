"""Click to DOM of each screen beside an empty Streamlit page, in one run and one browser.

Run: python benchmarks/pages.py [--study FILE] [--clicks 15]   (without a study: the demo)

A click is timed in the page, from the press up to the moment the screen's own mark stands in the DOM: a click on the
menu, and within an open interview a click on Next up to the new question. The baseline is a click between two empty
pages of an app with the same kind of menu. Each round goes over the screens in an order of its own, and before each of
them comes one click on the baseline, so that both meet the same moments of a busy machine. Figures are medians and 95th
percentiles in ms, and each beside that of the baseline. The study is copied first: interviews are held in the copy.
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
from contextlib import contextmanager
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
    "documents": ("/documents", ".pps-line, .pps-empty"),
}
QUESTION = "question"  # in an open interview, from one question to the next
REST = 200  # ms between two clicks
EMPTY = """
import streamlit as st
def one(): st.html('<p class="one">one</p>')
def two(): st.html('<p class="two">two</p>')
st.navigation([st.Page(one, url_path="one", default=True), st.Page(two, url_path="two")], position="top").run()
"""
# Resolves with the time from the press until `mark` is there anew, also inside a component's shadow root. `link` is an
# address in the menu, or what to press; the mark of the screen one leaves must be gone first, or say something else.
TIMED = """([link, mark]) => new Promise((done) => {
  const menu = [...document.querySelectorAll('[data-testid=stHeader] a')]
  const inMenu = menu.find((one) => new URL(one.href).pathname === link)
  const pressed = inMenu ?? document.querySelector(link)
  const find = () => {
    const found = document.querySelector(mark)
    if (found) return found
    for (const host of document.querySelectorAll('.stBidiComponent *')) {
      const inside = host.shadowRoot?.querySelector(mark)
      if (inside) return inside
    }
  }
  const old = find()
  const said = old?.textContent
  const began = performance.now()
  pressed.click()
  const look = () => {
    const now = find()
    if (now && (now !== old || now.textContent !== said)) done(performance.now() - began)
    else if (performance.now() - began > 20000) done(-1)
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
def served(command: list[str], port: int) -> Iterator[str]:
    """A server while it runs, once it answers: its address."""
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
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
    """A port nobody uses."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def prepared(given: str | None, folder: Path, clicks: int) -> tuple[str, str, list[str]]:
    """A copy of the study, the link to its moment with most interviews, and interviews begun there to go through."""
    target = str(folder / "study.sqlite")
    if given:
        open_study(given).close()  # what its log still holds goes into the file
        shutil.copyfile(given, target)
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
        interviewing.plan(study, user_id, guide, *pair(at), [who[0]["id"]], "nl", start=True) for _one in range(needed)
    ]
    study.close()
    return target, f"partnership={at['code']}&moment={at['position']}", begun


def pair(row: Mapping) -> tuple[str, str]:
    """What a moment is, as the store has it."""
    return row["partnership_id"], row["wave_id"]


class Walk:
    """A browser's page on the workbench, and what its clicks took."""

    def __init__(self, browser: Browser, address: str, link: str, begun: list[str]) -> None:
        self.page, self.begun, self.at = opened(browser), begun, "canvas"
        self.took: dict[str, list[float]] = {name: [] for name in (*SCREENS, QUESTION)}
        self.page.goto(address)
        self.page.locator("[class*=st-key-profile_] button").first.click()
        self.page.locator("table.pps").wait_for()
        self.page.goto(f"{address}/canvas?{link}")
        self.page.locator("li.block").first.wait_for()

    def click(self, name: str) -> float:
        """The milliseconds of one click on a screen's name in the menu, or on Next in an interview."""
        if name == QUESTION:
            return self._next()
        if self.at == name:
            timed(self.page, *SCREENS["overview" if name != "overview" else "canvas"])
        self.at = name
        return timed(self.page, *SCREENS[name])

    def _next(self) -> float:
        passed = len(self.took[QUESTION])
        self.page.evaluate(FOLLOW, f"interview?interview={self.begun[passed % len(self.begun)]}")
        self.page.locator(".pps-question").wait_for()
        self.page.wait_for_timeout(REST)
        took = timed(self.page, ".st-key-interview_next button", ".pps-question")
        self.page.locator(".st-key-interview_leave button").click()
        self.page.locator(".pps-interview").first.wait_for()
        self.page.wait_for_timeout(REST)
        self.at = "interview"
        return took


def opened(browser: Browser) -> Page:
    """A page in a window of its own, so that it goes on drawing beside another."""
    return browser.new_context(viewport={"width": 1440, "height": 900}, locale="nl-NL").new_page()


def timed(page: Page, link: str, mark: str) -> float:
    """One click, and the rest after it."""
    took = page.evaluate(TIMED, [link, mark])
    page.wait_for_timeout(REST)
    if took < 0:
        raise SystemExit(f"{link}: nothing like {mark} came")
    return took


def round_about(walks: list[Walk], empty: Page, bare: list[float], clicks: int) -> None:
    """Click the screens of each walk, a baseline click before each; the first round warms up and is not counted."""
    for turn in range(clicks + 1):
        order = [(walk, name) for walk in walks for name in walk.took]
        random.shuffle(order)
        for walk, name in order:
            base = timed(empty, *(("/two", ".two") if empty.url.endswith(("/", "/one")) else ("/", ".one")))
            found = walk.click(name)
            if turn:
                bare.append(base)
                walk.took[name].append(found)


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--study", help="a study file; without it the demo")
    parser.add_argument("--clicks", type=int, default=15, help="on each screen")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        study, link, begun = prepared(given.study, Path(folder), given.clicks)
        empty, ports = Path(folder) / "empty.py", (free_port(), free_port())
        empty.write_text(EMPTY)
        ours = [sys.executable, "-m", "canvas.cli", "run", "--study", study, "--port", str(ports[0]), "--headless"]
        theirs = [
            sys.executable,
            "-m",
            "streamlit",
            "run",
            str(empty),
            "--server.port",
            str(ports[1]),
            "--server.headless",
            "true",
            "--server.fileWatcherType",
            "none",
        ]
        with served(ours, ports[0]) as address, served(theirs, ports[1]) as beside:
            browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
            page = opened(browser)
            page.goto(beside)
            page.locator(".one").wait_for()
            walk = Walk(browser, address, link, begun)
            bare: list = []
            round_about([walk], page, bare, given.clicks)
    say("empty page", bare, bare)
    for name, took in walk.took.items():
        say(name, took, bare)


def say(name: str, took: list[float], base: list[float]) -> None:
    """One line of figures."""
    middle, late = statistics.median(took), p95(took)
    beside = f"{middle / statistics.median(base):5.2f} x   p95 {late / p95(base):5.2f} x"
    print(f"{name:14} p50 {middle:6.0f} ms   p95 {late:6.0f} ms   to empty: p50 {beside}   n {len(took)}")


def p95(took: list[float]) -> float:
    """The 95th percentile, within what was measured."""
    return statistics.quantiles(took, n=20, method="inclusive")[-1]


if __name__ == "__main__":
    main()
