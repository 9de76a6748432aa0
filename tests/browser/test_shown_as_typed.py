"""What people typed shows as they typed it on every screen: nothing is fetched, linked or set in another type."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from canvas.capture import answers as capture
from canvas.store import attributes, documents, open_study, partnerships, points, themes, users
from tests import build
from tests.browser.conftest import Server

pytestmark = pytest.mark.browser

GUIDE = Path("interview_guides/pps-short.toml")
SIGNS = (
    "R&D &amp; a*b*c _x_ **y** `c` $x^2$ :smile: :material/home: :red[x] ~~s~~ <b>x</b> -> www.auto.link a@b.nl [^1] | \\"
)
SCREENS = [
    "overview", "partnerships", "partnerships?partnership=NT", "interview", "documents", "notes", "themes", "canvas?partnership=NT&moment=1",
    "perspectives?partnership=NT&moment=1", "differences?partnership=NT&moment=1", "time?partnership=NT",
    "factors?partnership=NT&moment=1", "compare", "compare?view=themes", "search?q=auto", "evidence?partnership=NT&moment=1",
]  # fmt: skip

# What a text would leave on the screen if a widget read it as Markdown, as HTML or as an address.
TRACES = """() => [...document.querySelectorAll(
  'a[href*="/pixel"], a[href*="auto.link"], a[href^="mailto:"], img[src*="/pixel"], .katex, .stMarkdownColoredText,' +
  ' [data-testid=stMain] strong, [data-testid=stMain] em, [role=dialog] strong, [data-testid=stToast] :is(strong, em, a),' +
  ' [data-testid=stException]')].map((sign) => sign.outerHTML.slice(0, 300))"""
BACKSLASHED = "() => (document.body.innerText.match(/.{0,20}(\\\\[&*_`$:~[<]|:small\\[).{0,20}/g) || [])"


@pytest.fixture(scope="module")
def fetched() -> Iterator[tuple[str, list[str]]]:
    """An address that texts name, and what was asked of it."""
    asked: list[str] = []

    class Pixel(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked.append(self.path)
            self.send_error(404)

        def log_message(self, *_line: object) -> None: ...

    listening = ThreadingHTTPServer(("127.0.0.1", 0), Pixel)
    threading.Thread(target=listening.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{listening.server_port}", asked
    listening.shutdown()
    listening.server_close()


def text(address: str, what: str) -> str:
    return f"# {what} ![x]({address}/pixel) [a]({address}/pixel) <img src={address}/pixel> {SIGNS}"


@pytest.fixture(scope="module")
def served(server, tmp_path_factory, fetched) -> tuple[Server, str]:
    """A study in which every text that a person can give is made of signs."""
    address, _asked = fetched
    study = open_study(str(tmp_path_factory.mktemp("study") / "signs.db"), create=True)
    begun = build.begin(study)
    _interview, [note] = build.said(begun, text(address, "note"))
    with study.writing(begun.user) as writer:
        partnerships.add_partner(writer, begun.partnership, text(address, "partner"), "employer")
        theme = themes.add(writer, text(address, "theme"), definition=text(address, "definition"))
        themes.add(writer, text(address, "under it"), parent_id=theme)
        attributes.add(writer, "partnership", text(address, "attribute"), "choice", [text(address, "choice")])
        documents.add(writer, title=text(address, "document"), text=text(address, "words"), kind="transcript",
                      source="file", language="nl", partnership_id=begun.partnership, wave_id=begun.wave)
        points.add(writer, "costs", text(address, "point"), ["employer"], begun.partnership, begun.wave)
    return server(Path(study.target)), text(address, "partnership")
