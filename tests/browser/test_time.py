"""Over time in a real browser: a reason kept and met, a note followed to its words, and what is next planned."""

from __future__ import annotations

import random
import re

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import visit
from tests.browser.test_accessible import violations

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def served(server, tmp_path_factory, _demo_once):
    """The demo, served; what is planned in it comes last."""
    path = tmp_path_factory.mktemp("time") / "demo.sqlite"
    path.write_bytes(_demo_once.read_bytes())
    return server(path)


def opened(page, url: str):
    visit(page, url, "evaluator-1")
    page.locator("nav.map").wait_for()
    return page.get_by_role("dialog")


def costs(page):
    return page.locator("details.card").filter(has=page.locator("summary", has_text=re.compile("^Costs")))


def close(page) -> None:
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_be_hidden()


def test_what_changed_is_followed_to_its_words_and_given_a_reason_that_stands(served, page, new_page):
    url = f"{served.url}/time?partnership=FV"
    drawer = opened(page, url)
    expect(page).to_have_url(re.compile("since=2.*moment=3"))
    assert violations(page) == []

    # from the map to the card, and by keyboard from a note to the words spoken, and back
    page.locator("nav.map").get_by_role("button", name=re.compile("^Costs")).press("Enter")
    expect(costs(page).locator("summary").first).to_be_focused()
    note = costs(page).locator("li.then button").first
    words = note.evaluate("button => button.lastChild.textContent")
    note.press("Enter")
    expect(drawer.locator("article.pps-note .said")).to_have_text(words)
    drawer.get_by_text("Show the source").click()
    expect(drawer.locator(".pps-source").first).to_contain_text(words)
    close(page)
    expect(note).to_be_focused()

    # two tabs open the reason; the second to save is told of the first
    other = new_page()
    beside = opened(other, url)
    costs(other).locator("summary").first.click()
    for tab in (page, other):
        costs(tab).get_by_role("button", name="Give the reason: Costs").click()
    field = drawer.get_by_label("Why it changed")
    field.fill("De school nam de boeken over")
    drawer.get_by_text("The reason rests on this").first.click()
    assert violations(page) == []
    drawer.get_by_role("button", name="Save reason").click()
    expect(drawer.get_by_text("Not saved yet.")).to_be_hidden()
    expect(drawer.get_by_text("evaluator-1 ·").first).to_be_visible()
    beside.get_by_label("Why it changed").fill("Het lesgeld ging omlaag")
    beside.get_by_role("button", name="Save reason").click()
    expect(beside.get_by_role("alert")).to_contain_text("Stands now: De school nam de boeken over")
    expect(beside.get_by_label("Why it changed")).to_have_value("Het lesgeld ging omlaag")
    close(page)
    expect(costs(page).locator(".reason .words")).to_have_text("De school nam de boeken over")
    page.reload()
    costs(page).locator("summary").first.click()
    expect(costs(page).locator(".reason .words")).to_have_text("De school nam de boeken over")
    beside.get_by_role("button", name="Save reason").click()
    expect(beside.get_by_role("alert")).to_have_count(0)
    close(other)
    expect(costs(other).locator(".reason .words")).to_have_text("Het lesgeld ging omlaag")

    # what a card was folded to stays so while drawers open and close
    costs(other).locator("summary").first.click()
    partners = other.locator("details.card").filter(has=other.locator("summary", has_text=re.compile("^Partners")))
    partners.locator("summary").first.click()
    partners.locator("li.now button").first.click()
    expect(beside).to_be_visible()
    close(other)
    expect(costs(other).locator(".body").first).to_be_hidden()


def test_on_a_phone_each_view_can_be_read_by_all(served, new_page):
    page = new_page(viewport={"width": 390, "height": 844}, color_scheme=random.choice(("light", "dark")))
    opened(page, f"{served.url}/time?partnership=FV")
    assert violations(page) == []
    for view in ("Ratings of blocks", "Success factors"):
        page.get_by_role("radio", name=view).click()
        page.locator(".js-plotly-plot .scatterlayer .points path").first.wait_for()
        assert violations(page) == []
    assert page.evaluate("document.scrollingElement.scrollWidth") <= 390


def test_ratings_over_time_open_the_answers_behind_a_dot(served, page):
    drawer = opened(page, f"{served.url}/time?partnership=FV")
    page.get_by_role("radio", name="Success factors").click()
    page.locator(".js-plotly-plot .scatterlayer .points path").first.wait_for()
    page.get_by_text("The same figures as a table").click()
    figure = page.locator("table td button:not([aria-disabled])").first
    figure.press("Enter")
    expect(drawer.locator("article.pps-note").first).to_contain_text("of 5")
    assert violations(page) == []
    close(page)
    expect(figure).to_be_focused()


def test_the_next_moment_is_planned_from_the_last(served, page):
    drawer = opened(page, f"{served.url}/time?partnership=FV")
    page.get_by_role("button", name="Plan the next interviews as at Meting 2").click()
    drawer.get_by_label("Name of the new moment").fill("Meting 3")
    drawer.get_by_label("Name of the new moment").press("Tab")
    drawer.get_by_text("Factor scan").first.click()
    drawer.get_by_role("button", name=re.compile(r"Plan \d+ interviews")).click()
    expect(page).to_have_url(re.compile(r"/interview\?.*moment=4"))
    expect(page.locator(".pps-interview").first).to_be_visible()
    planned = page.locator(".pps-interview").count()
    assert planned > 5
    expect(page.locator(".pps-interview .pps-chip", has_text="Planned")).to_have_count(planned)

    # there is nothing to compare yet, and the screen says so instead of calling all gone
    visit(page, f"{served.url}/time?partnership=FV")
    expect(page.get_by_text("Meting 3 has no notes yet")).to_be_visible()
    page.get_by_role("button", name="Plan the next interviews as at Meting 3").click()
    expect(drawer.get_by_role("checkbox").first).to_be_visible()
