"""Click to DOM of each screen beside an empty Streamlit page, in one run and one browser.

Run: python benchmarks/pages.py [--study FILE] [--clicks 15]   (without a study: the demo)

A click on the menu is timed in the page, up to the moment the screen's own mark stands in the DOM; the baseline is the
same click between two empty pages of an app with the same menu. Figures are medians and 95th percentiles in ms.
"""

from __future__ import annotations

import argparse
import os
import socket
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.request
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

from canvas.exchange.demo import make_demo

CHROMIUM = os.environ.get("PPS_CHROMIUM", "/usr/bin/chromium")
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking"]
SCREENS = {
    "partnerships": ".pps-line",
    "interview": "[class*=interview_row], .pps-empty",
    "canvas": "li.block",
    "perspectives": "tbody th[scope=row]",
    "compare": "table button",
    "": "table.pps",
}
EMPTY = """
import streamlit as st
def one(): st.html('<p class="one">one</p>')
def two(): st.html('<p class="two">two</p>')
st.navigation([st.Page(one, url_path="one", default=True), st.Page(two, url_path="two")], position="top").run()
"""
# resolves with the time from the click until the mark is there, also inside a component's shadow root
TIMED = """([href, mark]) => new Promise((done) => {
  const roots = () => [document, ...[...document.querySelectorAll('*')].map((node) => node.shadowRoot).filter(Boolean)]
  const there = () => roots().some((root) => root.querySelector(mark))
  const links = [...document.querySelectorAll('[data-testid=stHeader] a')]
  const link = links.find((one) => new URL(one.href).pathname === href)
  const began = performance.now()
  let gone = !there()
  link.click()
  const look = () => {
    gone = gone || !there()
    if (gone && there()) done(performance.now() - began)
    else if (performance.now() - began > 20000) done(-1)
    else setTimeout(look, 4)
  }
  look()
})"""


def serve(command: list[str], port: int) -> subprocess.Popen:
    """Start a server and wait until it answers."""
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    for _attempt in range(300):
        try:
            urllib.request.urlopen(f"http://127.0.0.1:{port}/_stcore/health", timeout=1).close()
            return process
        except OSError:
            time.sleep(0.1)
    raise SystemExit(f"no server on port {port}")


def free_port() -> int:
    """A port nobody uses."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def walk(page: Page, marks: dict[str, str], clicks: int) -> dict[str, list[float]]:
    """Milliseconds per click, going round the screens; the first round warms up and is not counted."""
    took: dict[str, list[float]] = {name: [] for name in marks}
    for turn in range(clicks + 1):
        for name, mark in marks.items():
            found = page.evaluate(TIMED, [f"/{name}", mark])
            page.wait_for_timeout(250)
            if turn:
                took[name].append(found)
    return took


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--study")
    parser.add_argument("--clicks", type=int, default=15)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        study = given.study or str(Path(folder) / "demo.sqlite")
        if not given.study:
            make_demo(study).close()
        empty, ports = Path(folder) / "empty.py", (free_port(), free_port())
        empty.write_text(EMPTY)
        options = ["--server.port", str(ports[1]), "--server.headless", "true", "--server.fileWatcherType", "none"]
        servers = [
            serve([sys.executable, "-m", "canvas.cli", "run", "--study", study, "--port", str(ports[0]), "--headless"],
                  ports[0]),
            serve([sys.executable, "-m", "streamlit", "run", str(empty), *options], ports[1]),
        ]  # fmt: skip
        try:
            browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
            page = browser.new_page(viewport={"width": 1440, "height": 900})
            page.goto(f"http://127.0.0.1:{ports[1]}")
            page.locator(".one").wait_for()
            base = walk(page, {"two": ".two", "": ".one"}, given.clicks * 3)
            bare = [value for values in base.values() for value in values]
            page.goto(f"http://127.0.0.1:{ports[0]}")
            page.locator(".pps-head").wait_for()
            page.get_by_role("button", name="evaluator-1").click()
            page.locator("table.pps").wait_for()
            found = walk(page, SCREENS, given.clicks)
        finally:
            for server in servers:
                server.kill()
        say("empty page", bare, None)
        for name, took in found.items():
            say(name or "overview", took, statistics.median(bare))


def say(name: str, took: list[float], base: float | None) -> None:
    """One line of figures."""
    middle, late = statistics.median(took), statistics.quantiles(took, n=20)[-1]
    ratio = f"   {middle / base:4.2f} x empty" if base else ""
    print(f"{name:14} p50 {middle:6.0f} ms   p95 {late:6.0f} ms{ratio}")


if __name__ == "__main__":
    main()
