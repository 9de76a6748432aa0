"""How many clicks the daily steps take, typing left out: counted as the page sees them, in a real browser."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from canvas.capture import answers as capture
from canvas.capture import interviewing
from canvas.guides import shipped_guides
from canvas.store import open_study, respondents
from canvas.store.points import points
from tests import build
from tests.browser.conftest import Server, visit

pytestmark = pytest.mark.browser

PROFILE = "onderzoeker-1"
SCAN = shipped_guides()["factor-scan"]
COUNT = """
sessionStorage.clicks ??= '0'
addEventListener('click', (event) => {
  if (event.isTrusted && event.detail) sessionStorage.clicks = String(Number(sessionStorage.clicks) + 1)
}, true)
"""  # a click by a key has no detail


@pytest.fixture(scope="module")
def served(server, tmp_path_factory) -> Iterator[tuple[build.Begun, Server]]:
    """A study with two notes of an employer, and two interviews that are planned: one by each guide."""
    path = Path(tmp_path_factory.mktemp("clicks")) / "study.sqlite"
    begun = build.begin(open_study(str(path), create=True))
    build.answered(begun, "lesgeld\nboeken")
    for guide, whom in ((build.short_guide(), begun.government), (SCAN, begun.employer_too)):
        at = (begun.partnership, begun.wave)
        interviewing.plan(begun.study, begun.user, guide, *at, [whom], "en")
    other = build.interview(begun, begun.government, question_keys=("channels.main",))
    capture.save(begun.study, begun.user, other, "channels.main", "via scholen")
    yield begun, server(path)
    begun.study.close()


@pytest.fixture
def counted(new_page) -> Page:
    page = new_page()
    page.add_init_script(COUNT)
    return page


@contextmanager
def clicks(page: Page, most: int) -> Iterator[None]:
    """Fail where what is done within takes another number of clicks."""
    page.evaluate("sessionStorage.clicks = '0'")
    yield
    assert int(page.evaluate("sessionStorage.clicks")) == most


def test_to_start_a_planned_interview_takes_two_clicks_to_rate_one_key_and_to_skip_one_click(served, counted):
    _, server = served
    visit(counted, f"{server.url}/interview?partnership=NT&moment=1", PROFILE)
    with clicks(counted, 2):
        counted.get_by_role("link", name="Start: NT-B2").click()
        counted.get_by_role("button", name="Start interview").click()
        expect(counted.locator(".field .rating")).to_be_focused()
    with clicks(counted, 0):
        counted.keyboard.press("4")
        expect(counted.get_by_role("heading", name=SCAN.questions[1].wording("employer", "en"))).to_be_visible()
    with clicks(counted, 1):
        counted.get_by_role("button", name="Skip, because").click()
        counted.keyboard.type("no time")
        counted.keyboard.press("Enter")
        expect(counted.get_by_role("heading", name=SCAN.questions[2].wording("employer", "en"))).to_be_visible()


def test_to_add_a_respondent_takes_two_clicks_and_one_for_the_next(served, counted):
    begun, server = served
    visit(counted, f"{server.url}/partnerships?partnership=NT&moment=1", PROFILE)
    drawer = counted.get_by_role("dialog")
    with clicks(counted, 2):
        counted.get_by_role("button", name="Add respondent").click()
        drawer.get_by_role("button", name="Add respondent").click()
        expect(drawer.get_by_text("Added: NT-B3")).to_be_visible()
    with clicks(counted, 1):
        drawer.get_by_role("button", name="Add respondent").click()
        expect(drawer.get_by_text("Added: NT-B3, NT-B4")).to_be_visible()
    with clicks(counted, 2):  # or as many as one likes at once
        drawer.get_by_role("radio", name="Paste a list").click()
        drawer.get_by_role("textbox", name="Respondents, one a line").fill("Employer\t\t\nEducation\t\tNT-S7")
        drawer.get_by_role("button", name="Add respondents").click()
        expect(drawer.get_by_text("Added: NT-B3, NT-B4, NT-B5, NT-S7")).to_be_visible()
    counted.keyboard.press("Escape")
    expect(counted.get_by_text("NT-S7", exact=True)).to_be_visible()
    codes = [row["code"] for row in build.read(begun, respondents.of_partnership, begun.partnership)]
    assert codes == ["NT-B1", "NT-B2", "NT-B3", "NT-B4", "NT-B5", "NT-G1", "NT-S7"]


def test_to_make_a_point_of_two_notes_takes_three_clicks_and_to_filter_and_export_four(served, counted):
    begun, server = served
    visit(counted, f"{server.url}/notes", PROFILE)
    expect(counted.locator("tbody tr")).to_have_count(3)
    ticks = counted.locator("tbody tr .tick input")
    with clicks(counted, 3):
        ticks.nth(1).click()
        ticks.nth(2).click()
        counted.get_by_role("button", name="Add to a point…").click()
        expect(counted.get_by_role("dialog").get_by_role("textbox", name="The point")).to_be_focused()
        counted.keyboard.type("Leren kost geld")
        counted.keyboard.press("Control+Enter")
        expect(counted.get_by_role("dialog")).to_be_hidden()
    (point,) = build.read(begun, points.of_moment, begun.partnership, begun.wave)
    assert (point["text"], len(point["notes"])) == ("Leren kost geld", 2)
    with clicks(counted, 4):
        counted.get_by_role("combobox", name="Block").click()
        counted.keyboard.type("Costs")
        counted.get_by_role("option", name=re.compile("Costs")).click()
        expect(counted.locator(".pps-head")).to_contain_text("2 notes · within the filter")
        counted.get_by_test_id("stPopoverButton").filter(has_text="Export").click()
        with counted.expect_download() as file:
            counted.get_by_role("button", name="For Excel (.xlsx)").click()
    assert file.value.suggested_filename == "notes.xlsx"


def test_a_planned_interview_is_removed_and_one_that_somebody_began_meanwhile_stays(served, new_page):
    begun, server = served
    at = (begun.partnership, begun.wave)
    first, second = (
        interviewing.plan(begun.study, begun.user, build.short_guide(), *at, [begun.government], "en")
        for _number in range(2)
    )
    page = new_page()
    visit(page, f"{server.url}/interview?partnership=NT&moment=1", PROFILE)
    drawer = page.get_by_role("dialog")
    page.locator(f'a[href*="remove={first}"]').click()
    drawer.get_by_role("button", name="Remove interview").click()
    expect(page.locator(f'a[href*="interview={first}"]')).to_have_count(0)
    expect(page).not_to_have_url(re.compile("remove="))
    page.locator(f'a[href*="remove={second}"]').click()
    expect(drawer).to_contain_text("Nothing was said in it yet")
    build.ask(begun, second, "costs.main")
    capture.save(begun.study, begun.user, second, "costs.main", "toch begonnen")
    drawer.get_by_role("button", name="Remove interview").click()
    expect(drawer).to_contain_text("This is in use and stays: answers.")
    assert build.answer(begun, second)["text"] == "toch begonnen"
