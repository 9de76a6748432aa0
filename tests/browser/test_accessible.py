"""axe finds no violation on screens that show a study, light and dark, wide and on a phone, nor in their drawers."""

from __future__ import annotations

import random

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from tests.examples import THOROUGH
from tests.screens_of_app import ADDRESSES

pytestmark = pytest.mark.browser

WIDE, PHONE = (1440, 900), (390, 844)
# colours follow the scheme and what stands where the width: of both, one is looked at, at random
EITHER = [("light", WIDE), ("dark", PHONE)]
FOUR = [*EITHER, ("dark", WIDE), ("light", PHONE)]
SIGHTS = FOUR if THOROUGH else [pytest.param(*random.choice(EITHER), id="either")]
# where a screen shows most of a study, and what stands there once it is drawn; of every other its heading is waited for
SHOWN_BY = {
    "/": ("", "table.pps"),
    "/partnerships": ("partnership=FV", ".pps-line"),
    "/interview": ("partnership=FV&moment=3", "[data-testid=stMain] h2"),
    "/canvas": ("partnership=FV&moment=3", "li.block"),
    "/perspectives": ("partnership=FV&moment=3", "tbody li"),
    "/compare": ("", "table button"),
    "/differences": ("partnership=FV&moment=3", ".pps-h2"),
    "/factors": ("partnership=FV&moment=3", ".pps-explained"),
    "/time": ("partnership=FV", ".pps-head"),
}
LINKS = {f"{address}?{link}": sign for address, (link, sign) in SHOWN_BY.items()} | {
    address: ".pps-head h1" for address in ADDRESSES.values() if address not in SHOWN_BY
}
LINKS |= {"/factors?factors=across": ".st-key-factors_across_extremes button"}


@pytest.fixture(scope="module")
def demo_server(server, tmp_path_factory, _demo_once):
    path = tmp_path_factory.mktemp("axe") / "demo.sqlite"
    path.write_bytes(_demo_once.read_bytes())
    return server(path)


def violations(page) -> list[str]:
    broken_rules = Axe().run(page).response["violations"]
    return [
        f"{rule['id']}: {rule['help']} {[node['html'][:120] for node in rule['nodes'][:3]]}" for rule in broken_rules
    ]


def in_parts() -> list[tuple[tuple[str, tuple[int, int]], list[str]]]:
    """Each screen in each run, be it in one of two sights; in a thorough run in all four."""
    links = list(LINKS)
    if THOROUGH:
        return [(sight, links) for sight in FOUR]
    random.shuffle(links)
    return [(sight, links[at :: len(EITHER)]) for at, sight in enumerate(EITHER)]


PARTS = in_parts()


@pytest.mark.parametrize("part", range(len(PARTS)))
def test_the_screens_have_no_violations(demo_server, new_page, part):
    (scheme, size), links = PARTS[part]
    page = new_page(viewport={"width": size[0], "height": size[1]}, color_scheme=scheme)
    page.goto(demo_server.url)
    page.get_by_role("button", name="evaluator-1").click()
    expect(page.locator("table.pps")).to_be_visible()
    by_path = {}
    for path in links:
        page.goto(demo_server.url + path)
        expect(page.locator(LINKS[path]).first).to_be_visible()
        expect(page.locator("[data-testid=stStatusWidget]")).to_have_count(0)
        by_path[path] = violations(page)
    assert {path: faults for path, faults in by_path.items() if faults} == {}


def test_drawers_have_no_violations(demo_server, page):
    page.goto(f"{demo_server.url}/canvas?partnership=NT")
    page.get_by_role("button", name="evaluator-1").click()
    page.get_by_role("button", name="Kanalen", exact=True).click()
    expect(page.get_by_role("dialog").locator(".said").first).to_be_visible()
    assert violations(page) == []
    page.goto(f"{demo_server.url}/perspectives?partnership=FV&moment=3")
    page.locator("tbody li button").first.click()
    expect(page.get_by_role("dialog").locator(".said").first).to_be_visible()
    assert violations(page) == []


def test_the_choice_of_a_profile_has_no_violations(demo_server, page):
    page.goto(demo_server.url)
    expect(page.get_by_role("button", name="evaluator-1")).to_be_visible()
    assert violations(page) == []


def test_what_is_chosen_in_a_filter_can_be_read_in_the_dark(demo_server, new_page):
    page = new_page(viewport={"width": 1440, "height": 900}, color_scheme="dark")
    page.goto(demo_server.url)
    page.get_by_role("button", name="evaluator-1").click()
    expect(page.locator("table.pps")).to_be_visible()
    for address in ("/notes?partnership=FV", "/search?q=gemeente&partnership=FV"):
        page.goto(demo_server.url + address)
        expect(page.locator("[data-testid=stMultiSelectTagsContainer] [role=group] > *").first).to_be_visible()
        expect(page.locator("[data-testid=stStatusWidget]")).to_have_count(0)
        assert violations(page) == [], address
