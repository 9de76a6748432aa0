"""Lists in a browser: lines with a button each, and the form above the list of interviews."""

from __future__ import annotations

from playwright.sync_api import Page, expect

from tests.browser.conftest import PATIENCE

expect.set_options(timeout=PATIENCE)


def opened(page: Page, url: str, where: str) -> None:
    page.goto(url)
    page.get_by_role("button", name="evaluator-1").click()
    expect(page.locator("table.pps")).to_be_visible()
    page.goto(f"{url}/{where}")


def test_a_line_is_changed_by_keyboard_and_the_keyboard_goes_on_there(server, demo_file, page):
    opened(page, server(demo_file).url, "partnerships?partnership=FV")
    line = page.locator(".pps-lines li", has_text="FV-B2")
    change = line.get_by_role("button", name="Wijzigen")
    expect(change).to_have_attribute("title", "FV-B2 wijzigen")
    change.focus()
    page.keyboard.press("Enter")
    drawer = page.get_by_role("dialog")
    expect(drawer.get_by_role("heading", name="FV-B2")).to_be_visible()
    page.keyboard.press("Escape")
    expect(drawer).to_be_hidden()
    expect(change).to_be_focused()
    page.keyboard.press("Enter")
    expect(drawer.get_by_label("Code")).to_have_value("FV-B2")


def test_the_form_for_an_interview_opens_with_its_fields_and_keeps_what_was_chosen(server, demo_file, page):
    opened(page, server(demo_file).url, "interview?partnership=FV&moment=3")
    plan = page.get_by_text("Gesprek plannen of starten")
    expect(plan).to_be_visible()
    expect(page.get_by_role("button", name="Nu starten")).to_have_count(0)
    plan.click()
    page.get_by_role("combobox", name="Respondenten").click()
    page.get_by_role("option", name="FV-B1").click()
    page.keyboard.press("Escape")
    chosen = page.get_by_test_id("stMultiSelect").get_by_text("FV-B1")
    expect(chosen).to_be_visible()
    plan.click()
    expect(page.get_by_role("button", name="Nu starten")).to_be_hidden()
    plan.click()
    expect(chosen).to_be_visible()
    expect(page.get_by_role("button", name="Nu starten")).to_be_visible()
