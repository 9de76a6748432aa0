"""Takes the pictures of README and user guide from the demo, in Dutch, light, at 1440 x 900.

Run: python docs/take_pictures.py [NAME ...] [--large FILE]   (a study of very many partnerships, for the large heatmap)
"""

from __future__ import annotations

import argparse
import os
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

from canvas.exchange.demo import make_demo
from canvas.store import documents, interviews, moments

IMAGES = Path(__file__).parent / "images"
CHROMIUM = os.environ.get("PPS_CHROMIUM", "/usr/bin/chromium")
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking"]
PARTNERSHIP, PROFILE = "FV", "onderzoeker-1"
REST = 4_000  # ms in which charts and boxes come to rest


def addresses(study_path: Path) -> dict[str, str]:
    """Make the demo, and return the address of each picture by its name."""
    study = make_demo(str(study_path))
    with study.reading() as connection:
        moment = moments.find_by_name(connection, PARTNERSHIP, None)[-1]
        pair = (moment["partnership_id"], moment["wave_id"])
        under_way = next(
            row for row in interviews.of_moment(connection, *pair) if row["started_at"] and not row["completed_at"]
        )
        (transcript, *_others) = [row for row in documents.of_moment(connection, *pair) if row["kind"] == "transcript"]
    study.close()
    here = f"partnership={PARTNERSHIP}&moment={moment['position']}"
    return {
        "stand-van-zaken": f"/state?{here}",
        "canvas": f"/canvas?{here}",
        "gesprek": f"/interview?interview={under_way['id']}",
        "lezer": f"/documents?document={transcript['id']}",
        "notities": f"/notes?{here}",
        "themas": "/themes",
        "perspectieven": f"/perspectives?{here}",
        "verschillen": f"/differences?{here}",
        "verloop": f"/time?partnership={PARTNERSHIP}",
        "factoren": f"/factors?{here}",
        "geven-en-nemen": f"/partnerships?{here}&view=giving",
        "lessen": "/lessons",
        "vergelijken": "/compare",
    }


@contextmanager
def served(study: Path) -> Iterator[str]:
    """Serve a study while the block runs; give the address once it answers."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [sys.executable, "-m", "canvas.cli", "run", "--study", str(study), "--port", str(port), "--headless"]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    address = f"http://127.0.0.1:{port}"
    try:
        for _attempt in range(600):
            try:
                urllib.request.urlopen(f"{address}/_stcore/health", timeout=1).close()
                break
            except OSError:
                time.sleep(0.1)
        yield address
    finally:
        process.kill()
        process.wait()


def take(page: Page, address: str, name: str) -> None:
    """Take one picture, once what is shown has come to rest."""
    page.goto(address)
    page.locator(".pps-head h1, .pps-question").first.wait_for()
    page.locator("[data-testid=stStatusWidget]").wait_for(state="detached", timeout=60_000)
    page.wait_for_timeout(REST)
    page.screenshot(path=IMAGES / f"{name}-nl.png")
    print(name)


def main() -> None:
    """Take the pictures that were named, or all."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("names", nargs="*", metavar="NAME", help="these alone, such as canvas")
    parser.add_argument("--large", type=Path, help="a study of very many partnerships")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        demo = Path(folder) / "demo.sqlite"
        pictures = {name: link for name, link in addresses(demo).items() if not options.names or name in options.names}
        large = {"vergelijken-groot": "/compare?scope=whole"} if options.large else {}
        for study, links in ((demo, pictures), (options.large, large)):
            if not links:
                continue
            with served(study) as address:
                page = browser.new_page(viewport={"width": 1440, "height": 900}, locale="nl-NL", color_scheme="light")
                page.goto(address)
                page.locator("[class*=st-key-profile_] button").first.wait_for()
                profile = page.get_by_role("button", name=PROFILE).first
                (profile if profile.count() else page.locator("[class*=st-key-profile_] button").first).click()
                page.locator(".pps-head h1").first.wait_for()
                page.wait_for_timeout(REST)
                for name, link in links.items():
                    take(page, address + link, name)
                page.close()
        browser.close()


if __name__ == "__main__":
    main()
