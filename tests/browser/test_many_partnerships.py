"""Two hundred partnerships: paged, put in order and clustered, and a cell's notes opened, all by keyboard; axe."""

from __future__ import annotations

import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from tests import many_partnerships
from tests.browser.conftest import visit
from tests.browser.test_accessible import SIGHTS

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def served(server, tmp_path_factory):
    path = tmp_path_factory.mktemp("many") / "many.sqlite"
    many_partnerships.make(path, 200).close()
    return server(path)


def names(page):
    return page.locator("table.turned tbody th.row .name")


def first(page, place: int) -> None:
    expect(names(page).first).to_have_text(many_partnerships.named(place))


def press(page, button: str) -> None:
    """Press a button as the keyboard does."""
    buttons = page.get_by_role("button", name=button, exact=True)
    buttons.focus()
    page.keyboard.press("Enter")


def choose(page, label: str, words: str) -> None:
    """Choose in a list by typing."""
    field = page.get_by_role("combobox", name=label)
    field.focus()
    page.keyboard.type(words)
    option = page.get_by_role("option", name=words)
    expect(option.first).to_be_visible()
    page.keyboard.press("Enter")


def test_two_hundred_partnerships_are_paged_sorted_clustered_and_opened_by_keyboard(served, page):
    visit(page, f"{served.url}/compare", "evaluator-1")
    first(page, 0)
    expect(names(page)).to_have_count(50)
    expect(page.get_by_text("1–50 of 200")).to_be_visible()
    press(page, "Next")
    first(page, 50)
    press(page, "Next")
    first(page, 100)
    expect(page.get_by_text("101–150 of 200")).to_be_visible()

    choose(page, "Sort by", "Sort: Notes")
    first(page, 3)  # 3 + 3 % 4 notes on one block, 4 and 1 on others: the first by name of those with most
    choose(page, "Sort by", "Sort: Alike")
    expect(page.get_by_text("Euclidean distance, average linkage")).to_be_visible()
    shown = [int(partnership_name[-3:]) for partnership_name in names(page).all_inner_texts()]
    assert len({place % 10 == 9 or place % 2 for place in shown[:20]}) <= 2

    choose(page, "Sort by", "Sort: Name")
    first(page, 0)
    cell = page.get_by_role("gridcell").get_by_role("button", name=re.compile("^Samen 000 · .*Costs: 3 notes"))
    cell.focus()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowUp")
    page.keyboard.press("Enter")
    dialog = page.get_by_role("dialog")
    expect(dialog.locator(".said").first).to_have_text(re.compile("Samen 000 over costs"))
    page.keyboard.press("Escape")
    expect(dialog).to_be_hidden()
    expect(cell).to_be_focused()  # the keyboard goes on where it was


@pytest.mark.parametrize(("scheme", "size"), SIGHTS)
def test_the_page_of_many_partnerships_has_no_violations(served, new_page, scheme, size):
    page = new_page(viewport={"width": size[0], "height": size[1]}, color_scheme=scheme)
    visit(page, f"{served.url}/compare?figure=agreement&role=employer", "evaluator-1")
    expect(page.locator("table.turned button").first).to_be_visible()
    page.get_by_text("How many blocks somebody was heard on").click()
    expect(page.locator(".js-plotly-plot").first).to_be_visible()
    by_screen = {"compare": violations(page)}
    visit(page, served.url)
    expect(page.locator("table.pps")).to_be_visible()
    by_screen["overview"] = violations(page)
    assert {screen: faults for screen, faults in by_screen.items() if faults} == {}


def test_the_overview_is_searched_paged_and_sorted(served, page):
    visit(page, served.url, "evaluator-1")
    rows = page.locator("table.pps tbody tr")
    expect(rows).to_have_count(50)
    press(page, "Next")
    expect(rows.first).to_contain_text(many_partnerships.named(50))
    page.get_by_role("textbox", name="Name or code contains").fill("S12")
    page.keyboard.press("Enter")
    expect(rows).to_have_count(10)
    expect(rows.first).to_contain_text(many_partnerships.named(120))


def violations(page) -> list[str]:
    broken_rules = Axe().run(page).response["violations"]
    return [
        f"{rule['id']}: {rule['help']} {[node['html'][:120] for node in rule['nodes'][:3]]}" for rule in broken_rules
    ]


def test_a_region_is_chosen_behind_more_filters_and_stays_on_once_that_is_closed(served, page):
    visit(page, f"{served.url}/compare", "evaluator-1")
    first(page, 0)
    page.get_by_role("button", name="More filters").click()
    field = page.get_by_role("combobox", name="Region")
    field.click()
    page.get_by_role("option", name="Oost").click()
    first(page, 1)
    expect(field).to_be_visible()  # it stays open for what else is asked
    page.locator(".pps-head h1").click()
    expect(field).to_be_hidden()
    expect(page.get_by_text("67 of 200 partnerships")).to_be_visible()
    press(page, "Next")
    first(page, 151)
    page.get_by_role("button", name="Take off: Oost").click()
    first(page, 0)
