"""Every screen prints from the browser: what is read stands on paper, what is pressed does not, in any colours."""

from __future__ import annotations

from io import BytesIO

import pytest
from playwright.sync_api import expect
from pypdf import PdfReader

from tests.browser.test_accessible import LINKS, demo_server  # noqa: F401 - a fixture
from tests.examples import some_of

pytestmark = pytest.mark.browser

# on no paper: the names of screens, the corner at the top, what is pressed, fields that choose
_SHOWN = """() => [...document.querySelectorAll(`[data-testid=stHeader], .st-key-topbar,
  .st-key-workspace, .st-key-choose,
  .stButton, .stDownloadButton, .stPopover, .stPageLink, .stButtonGroup, .pps-drafts, [data-testid=stToastContainer]`)]
  .filter((node) => node.getClientRects().length).map((node) => node.className || node.dataset.testid)"""
_CUT = """() => [...document.querySelectorAll(`.stApp, [data-testid=stMain], [data-testid=stAppViewContainer],
  .pps-scroll`)]
  .filter((node) => node.getClientRects().length && getComputedStyle(node).overflowY !== 'visible')
  .map((node) => node.className)"""
GIVING = "/partnerships?partnership=FV&moment=3&view=giving"
# a chart is drawn for the screen: on paper it is made to fit, and what saves it is not printed
_TOO_WIDE = """() => [...document.querySelectorAll('[data-testid=stPlotlyChart] .main-svg')]
  .map((node) => Math.round(node.getBoundingClientRect().width)).filter((width) => width > 690)"""


def words(content: bytes) -> str:
    return " ".join("".join(page.extract_text() for page in PdfReader(BytesIO(content)).pages).split())


def test_every_screen_prints_without_bars_and_buttons(demo_server, new_page):  # noqa: F811
    page = new_page(viewport={"width": 1440, "height": 900}, color_scheme="dark")
    page.goto(demo_server.url)
    page.get_by_role("button", name="evaluator-1").click()
    expect(page.locator("table.pps")).to_be_visible()
    links = LINKS | {GIVING: "[data-testid=stPlotlyChart] .main-svg"}
    for path in some_of(list(links), always=[GIVING, *(link for link in LINKS if link.startswith("/canvas"))]):
        sign = links[path]
        page.goto(demo_server.url + path)
        expect(page.locator(sign).first).to_be_visible()
        expect(page.locator("[data-testid=stStatusWidget]")).to_have_count(0)
        title = page.locator(".pps-head h1").first.inner_text()
        page.emulate_media(media="print")
        assert page.evaluate(_SHOWN) == [], path
        assert page.evaluate(_CUT) == [], path
        background = page.evaluate("getComputedStyle(document.querySelector('.stApp')).backgroundColor")
        assert background == "rgb(255, 255, 255)", path
        content = page.pdf(prefer_css_page_size=True)
        assert "".join(title.split()) in "".join(words(content).split()), path
        assert page.evaluate(_TOO_WIDE) == [], path
        assert "Bewaar deze figuur" not in words(content), path
        wide = [box.width > box.height for box in (each.mediabox for each in PdfReader(BytesIO(content)).pages)]
        assert all(wide) if path.startswith("/canvas") else not any(wide), path
        page.emulate_media(media="screen")


def test_a_drawer_that_stands_open_is_what_is_printed(demo_server, new_page):  # noqa: F811
    page = new_page(viewport={"width": 1440, "height": 900}, color_scheme="light")
    page.goto(demo_server.url)
    page.get_by_role("button", name="evaluator-1").click()
    expect(page.locator("table.pps")).to_be_visible()
    page.goto(demo_server.url + "/canvas?partnership=FV&moment=3")
    page.get_by_role("button", name="Governance").first.click()
    drawer = page.get_by_role("dialog")
    expect(drawer.locator(".pps-note").last).to_be_visible()
    expect(page.locator("[data-testid=stStatusWidget]")).to_have_count(0)
    notes = drawer.locator(".pps-note .said").all_inner_texts()
    assert len(notes) > 5
    printed = "".join(words(page.pdf(prefer_css_page_size=True)).split())
    assert [note for note in notes if "".join(note.split()) not in printed] == []
    page.emulate_media(media="print")
    assert not page.locator("[data-testid=stMain]").is_visible()
