"""Back leads to the screen one came from; light or dark is chosen in the menu; words outlive a closed tab."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.test_accessible import demo_server, violations  # noqa: F401 - a fixture

pytestmark = pytest.mark.browser

DRAWN_DARK = "() => getComputedStyle(document.querySelector('.stApp')).colorScheme === 'dark'"


def enter(page: Page, url: str) -> None:
    page.goto(url)
    page.get_by_role("button", name="evaluator-1").click()
    expect(page.locator("table.pps")).to_be_visible()


def test_back_and_forward_lead_to_the_screen_one_came_from(demo_server, new_page):  # noqa: F811
    page = new_page(viewport={"width": 1440, "height": 900})
    enter(page, demo_server.url)
    page.get_by_role("link", name="Vergelijken").click()
    expect(page).to_have_url(re.compile(r"/compare\?.*view=heatmap"))
    page.go_back()
    expect(page.locator("table.pps")).to_be_visible()
    expect(page).to_have_url(re.compile(r"^[^?]*/$"))
    page.go_forward()
    expect(page).to_have_url(re.compile(r"/compare\?.*view=heatmap"))
    # a choice of one's own on a screen is a step of its own
    page.get_by_role("radio", name="Samenvattingsmatrix").click()
    expect(page).to_have_url(re.compile("view=framework"))
    page.go_back()
    expect(page.get_by_role("radio", name="Warmtekaart")).to_be_checked()
    expect(page).to_have_url(re.compile("view=heatmap"))
    page.go_back()
    expect(page.locator("table.pps")).to_be_visible()
    # with a query: first the query, then the screen, and still one step
    page.locator('table.pps td.name a[href="state?partnership=FV&moment=2"]').click()
    expect(page).to_have_url(re.compile(r"/state\?"))
    expect(page.locator(".st-key-workspace a[aria-current]")).to_have_text("Stand van zaken")
    # a step that opens a point: closing it is no step, and one press leads back; so it is where one opened it oneself
    page.locator("[class*=st-key-next_step_] button", has_text="Omstreden punt").click()
    for by_oneself in (False, True):
        if by_oneself:
            page.locator("tbody li button").first.click()
        expect(page.get_by_role("dialog").locator(".said").first).to_be_visible()
        expect(page).to_have_url(re.compile(r"/perspectives\?.*point="))
        page.keyboard.press("Escape")
        expect(page).to_have_url(re.compile(r"/perspectives\?(?!.*point=)"))
    page.go_back()
    expect(page).to_have_url(re.compile(r"/state\?"))
    page.go_back()
    expect(page.locator("table.pps")).to_be_visible()


def test_light_or_dark_is_chosen_in_the_menu_and_stays_on_every_screen(demo_server, new_page):  # noqa: F811
    page = new_page(viewport={"width": 1440, "height": 900}, color_scheme="light")
    enter(page, demo_server.url)
    page.get_by_role("button", name="Menu").click()
    page.get_by_role("radio", name="Donker").check()
    page.wait_for_function(DRAWN_DARK)
    assert violations(page) == []
    for path in ("/", "/notes"):
        page.goto(demo_server.url + path, wait_until="commit")
        # before Streamlit has drawn anything: no screen begins light
        page.wait_for_function("document.documentElement.style.colorScheme === 'dark'")
        page.wait_for_selector(".stApp")
        page.wait_for_function(DRAWN_DARK)
    page.get_by_role("button", name="Menu").click()
    expect(page.get_by_role("radio", name="Donker")).to_be_checked()
    page.get_by_role("radio", name="Zoals deze computer").check()
    page.wait_for_function(DRAWN_DARK.replace("'dark'", "'light'"))
    page.emulate_media(color_scheme="dark")
    page.wait_for_function(DRAWN_DARK)
    page.get_by_role("link", name="Hulp en toetsen").click()
    expect(page.get_by_role("heading", name="Notities in rijen")).to_be_visible()
    assert violations(page) == []
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto(demo_server.url + "/agreements")
    page.get_by_role("link", name="Openen: Vooraf vastleggen").click()
    expect(page.get_by_role("dialog").get_by_role("button", name="Opslaan")).to_be_visible()
    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")


def test_what_is_decided_outlives_a_closed_tab(demo_server, new_page):  # noqa: F811
    page = new_page(viewport={"width": 1440, "height": 900})
    enter(page, demo_server.url)
    shown = demo_server.url + "/agenda?partnership=FV&moment=3&item=1"
    page.goto(shown)
    words = "De gemeente belt\nelke maand"
    page.get_by_role("textbox", name="Wat er afgesproken is").fill(words)
    again = page.context.new_page()
    page.close()
    again.goto(shown)
    field = again.get_by_role("textbox", name="Wat er afgesproken is")
    expect(field).to_have_value(words)
    again.get_by_role("button", name="Opslaan").click()
    expect(again.locator(".pps-line", has_text="elke maand")).to_be_visible()
    expect(field).to_have_value("")
    again.reload()
    expect(again.locator(".pps-line", has_text="elke maand")).to_be_visible()
    expect(field).to_have_value("")
    # so do those on the state of affairs, in a form that is closed at first
    state = demo_server.url + "/state?partnership=FV&moment=3"
    again.goto(state)
    again.get_by_role("button", name="Afspraak noteren").click()
    again.get_by_role("textbox", name="Wat er afgesproken is").fill("De school levert lokalen")
    last = again.context.new_page()
    again.close()
    last.goto(state)
    last.get_by_role("button", name="Afspraak noteren").click()
    expect(last.get_by_role("textbox", name="Wat er afgesproken is")).to_have_value("De school levert lokalen")


def test_giving_of_one_partner_is_chosen_opened_and_drawn(demo_server, new_page):  # noqa: F811
    page = new_page(viewport={"width": 1440, "height": 900})
    enter(page, demo_server.url)
    page.goto(demo_server.url + "/partnerships?partnership=FV&moment=3&view=giving")
    expect(page.get_by_text("Elektrobedrijf De Losse Stekker: er is niets opgeschreven")).to_be_visible()
    page.get_by_role("combobox", name="Van welke partner").click()
    page.get_by_role("option", name="Klimaattechniek De Kleine Ketel").click()
    expect(page.get_by_text("Elektrobedrijf De Losse Stekker: er is niets opgeschreven")).to_have_count(0)
    cell = page.get_by_role("button", name=re.compile("vaste bijdrage aan de stichting")).first
    cell.click()
    expect(page.get_by_role("dialog")).to_contain_text("Een bijdrage van 1.000 euro per jaar kan ik net missen")
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_have_count(0)
    expect(page.locator(".js-plotly-plot").first).to_be_visible()
