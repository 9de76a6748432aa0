"""A lead takes the agenda along as paper, shows it item by item by the arrow keys, and keeps what is decided."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect
from pypdf import PdfReader

from tests.browser.test_accessible import SIGHTS, demo_server, violations  # noqa: F401 - a fixture

pytestmark = pytest.mark.browser

DECIDED = "De gemeente nodigt het werkplein uit"


@pytest.mark.parametrize(("scheme", "size"), SIGHTS)
def test_an_agenda_is_taken_along_shown_and_decided_on(demo_server, new_page, scheme, size):  # noqa: F811
    page = new_page(viewport={"width": size[0], "height": size[1]}, color_scheme=scheme, accept_downloads=True)
    page.goto(demo_server.url)
    page.get_by_role("button", name="evaluator-1").click()
    expect(page.locator("table.pps")).to_be_visible()
    page.goto(demo_server.url + "/agenda?partnership=FV&moment=3")
    with page.expect_download() as taken:
        page.get_by_role("button", name="Agenda als PDF").click()
    assert taken.value.suggested_filename.endswith(".pdf")
    read = PdfReader(taken.value.path())
    assert len(read.pages) == 1
    assert "Het werkplein weer betrekken bij besluiten" in " ".join(read.pages[0].extract_text().split())

    page.get_by_role("button", name="Presenteren").click()
    title = page.locator(".pps-show h1")
    expect(title).to_have_text("Groep 2 afronden en groep 3 werven, met plek voor twaalf mensen.")
    page.keyboard.press("ArrowRight")
    expect(title).to_have_text("Draaien op bijdragen van leden, nu de subsidie is gestopt.")
    page.keyboard.press("ArrowLeft")
    expect(title).to_have_text(re.compile("Groep 2 afronden"))
    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")

    field = page.get_by_role("textbox", name="Wat er afgesproken is")
    field.fill(f"{DECIDED} ({scheme})")
    page.keyboard.press("ArrowLeft")  # in a field an arrow moves in its text
    expect(title).to_have_text(re.compile("Groep 2 afronden"))
    page.get_by_role("button", name="Volgende").click()
    expect(title).to_have_text(re.compile("Draaien op bijdragen"))
    page.get_by_role("button", name="Vorige").click()
    expect(field).to_have_value(f"{DECIDED} ({scheme})")
    page.get_by_role("combobox", name="Door welke partner").focus()
    page.keyboard.type("Gemeente Dij")
    page.keyboard.press("Enter")
    page.get_by_role("button", name="Opslaan").click()
    expect(page.locator(".pps-line", has_text=f"{DECIDED} ({scheme})")).to_contain_text("Gemeente Dijkermonde")
    expect(field).to_have_value("")
    page.reload()
    expect(title).to_have_text(re.compile("Groep 2 afronden"))
    page.get_by_role("button", name="Sluiten").click()
    expect(page.locator(".pps-agenda")).to_be_visible()
