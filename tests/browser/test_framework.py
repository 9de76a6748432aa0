"""A summary of the framework matrix written by keyboard, in two tabs; and from a 1 for QCA to its notes."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from canvas.store import open_study
from canvas.store.matrix import matrix_summaries
from canvas.store.themes import codings, themes
from tests import build
from tests.browser.conftest import visit
from tests.browser.test_accessible import violations

pytestmark = pytest.mark.browser


@pytest.fixture
def begun(tmp_path):
    """A study in which an employer said two things about costs, one of which carries a theme."""
    study = open_study(str(tmp_path / "study.sqlite"), create=True)
    begun = build.begin(study)
    _, (first, _two) = build.answered(begun, "lesgeld is hoog\nboeken ook")
    with study.writing(begun.user) as writer:
        codings.assign(writer, themes.add(writer, "Geld"), [first["id"]])
    yield begun
    study.close()


def summary(begun: build.Begun) -> dict:
    with begun.study.reading() as connection:
        summaries = matrix_summaries.of_moments(connection, [(begun.partnership, begun.wave)], "block")
    return summaries.get((begun.partnership, begun.wave, "costs"), {})


def close(page) -> None:
    # what was pressed may be gone with its form: the drawer takes the focus back a moment later
    page.wait_for_function("document.querySelector('[role=dialog]').contains(document.activeElement)")
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_be_hidden()


def test_a_summary_is_written_by_keyboard_stands_after_a_reload_and_meets_another_tab(server, begun, page, new_page):
    served = server(begun.study.target)
    link = f"{served.url}/compare?view=framework&moments=NT-1&part=financing"
    drawer, words = page.get_by_role("dialog"), page.get_by_role("textbox", name="Summary")
    visit(page, link, "onderzoeker-1")
    cell = page.locator('[data-key="NT-1|costs"]')
    expect(cell).to_contain_text("2 notes wait for a summary")

    # with the keyboard alone: to the cell, into the field, tick a note, save
    page.locator('[data-key="NT-1|costs"]').focus()
    page.keyboard.press("ArrowRight")
    expect(page.locator('[data-key="NT-1|revenues"]')).to_be_focused()
    page.keyboard.press("ArrowLeft")
    page.keyboard.press("Enter")
    expect(words).to_be_visible()
    words.focus()
    page.keyboard.type("Leren kost geld")
    drawer.get_by_role("checkbox").first.focus()
    page.keyboard.press("Space")
    expect(drawer).to_contain_text("Rests on 1 note. Not saved yet.")
    assert violations(page) == []
    drawer.get_by_role("button", name="Save summary").focus()
    page.keyboard.press("Enter")
    expect(drawer).to_contain_text("Written by onderzoeker-1")
    close(page)
    expect(cell).to_contain_text("Leren kost geld")
    expect(cell).to_be_focused()
    assert (summary(begun)["text"], len(summary(begun)["notes"])) == ("Leren kost geld", 1)

    # after a reload it stands; words that were not saved are there again where the drawer was closed over them
    page.reload()
    expect(cell).to_contain_text("Leren kost geld")
    cell.press("Enter")
    expect(words).to_have_value("Leren kost geld")
    words.fill("Leren kost veel geld")
    close(page)
    cell.press("Enter")
    expect(words).to_have_value("Leren kost veel geld")

    # meanwhile somebody else saves in another tab; nothing of either is lost
    other = new_page()
    visit(other, link, "onderzoeker-2")
    other.locator('[data-key="NT-1|costs"]').press("Enter")
    other.get_by_role("textbox", name="Summary").fill("Boeken kosten geld")
    other.get_by_role("button", name="Save summary").click()
    expect(other.get_by_role("dialog")).to_contain_text("Written by onderzoeker-2")
    drawer.get_by_role("button", name="Save summary").click()
    expect(drawer.get_by_role("alert")).to_contain_text("Stands now: Boeken kosten geld")
    expect(words).to_have_value("Leren kost veel geld")
    assert summary(begun)["text"] == "Boeken kosten geld"
    drawer.get_by_role("button", name="Save summary").click()
    expect(drawer).to_contain_text("Written by onderzoeker-1")
    assert (summary(begun)["text"], summary(begun)["revision"]) == ("Leren kost veel geld", 3)


def test_a_one_of_the_table_for_qca_opens_its_notes_with_the_rule(server, begun, page):
    served = server(begun.study.target)
    visit(page, f"{served.url}/compare?view=qca&moments=NT-1,NT-2", "onderzoeker-1")
    figure = page.get_by_role("button", name=re.compile("Nieuwe Techniek · Meting 1, Geld: 1"))
    expect(figure).to_have_text("1")
    expect(page.get_by_text("1: the theme is on at least 1 note of the moment.")).to_be_visible()
    assert violations(page) == []
    figure.press("Enter")
    drawer = page.get_by_role("dialog")
    expect(drawer.locator(".pps-note")).to_have_count(1)
    expect(drawer).to_contain_text("lesgeld is hoog")
    expect(drawer).to_contain_text("the theme is on at least 1 note of the moment")
    close(page)
    expect(figure).to_be_focused()

    # the file has the case with the theme, and leaves out the one of which nothing is known
    page.get_by_role("button", name="Export").click()
    with page.expect_download() as loading:
        page.get_by_role("button", name="0/1 for fsQCA and R (.csv)").click()
    file = loading.value
    assert file.suggested_filename == "themes for QCA notes-1.csv"
    with open(file.path(), "rb") as read:
        assert read.read() == b"CASE,GELD\r\nNT_1,1\r\n"


def test_cases_are_gone_through_by_keyboard(server, begun, page):
    served = server(begun.study.target)
    visit(page, f"{served.url}/compare?view=cases&moments=NT-1,NT-2&cases=NT-1,NT-2", "onderzoeker-1")
    page.locator('[data-key="costs|heard"]').press("Enter")
    expect(page.get_by_role("heading", name="Costs", level=2)).to_be_in_viewport()
    expect(page.locator(".st-key-cases_block")).to_be_focused()  # until then the keyboard is on its way there
    page.locator('[data-key="heard:employer|NT-1"]').press("Enter")
    expect(page.get_by_role("dialog").locator(".pps-note")).to_have_count(2)
    close(page)
    expect(page.locator('[data-key="heard:employer|NT-1"]')).to_be_focused()
    assert violations(page) == []
    page.get_by_role("button", name="Write a summary").first.press("Enter")
    expect(page.get_by_role("textbox", name="Summary")).to_be_visible()
    close(page)
    expect(page.get_by_role("button", name="Write a summary").first).to_be_focused()
