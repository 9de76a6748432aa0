"""Lessons in a browser: opened by keyboard with the words, in the link, and handed out and brought in as a file."""

from __future__ import annotations

import json
import re

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import PATIENCE

pytestmark = pytest.mark.browser
expect.set_options(timeout=PATIENCE)


@pytest.fixture(scope="module")
def served(server, tmp_path_factory, _demo_once):
    """The demo, served; nothing in it is changed but what a file brings."""
    path = tmp_path_factory.mktemp("lessons") / "demo.sqlite"
    path.write_bytes(_demo_once.read_bytes())
    return server(path)


def test_a_lesson_leads_to_its_words_and_a_file_of_lessons_comes_back(served, page, tmp_path):
    page.goto(served.url)
    page.get_by_role("button", name="evaluator-1").click()
    expect(page.locator("table.pps")).to_be_visible()
    page.goto(f"{served.url}/lessons")
    card = page.get_by_role("button", name="Deelnemers stopten om geldzorgen")
    card.focus()
    page.keyboard.press("Enter")
    drawer = page.get_by_role("dialog")
    expect(drawer.get_by_text("Schulden en kinderopvang regelen we nu vóór de start").first).to_be_visible()
    expect(page).to_have_url(re.compile("lesson="))
    page.keyboard.press("Escape")
    expect(drawer).to_be_hidden()
    expect(card).to_be_focused()
    expect(page).not_to_have_url(re.compile("lesson="))

    page.get_by_role("button", name="Lessen delen").click()
    with page.expect_download() as taken:
        drawer.get_by_role("button", name="Voor een ander onderzoek").click()
    file = tmp_path / taken.value.suggested_filename
    taken.value.save_as(file)
    whole = json.loads(file.read_text("utf-8"))
    assert len(whole["lessons"]) == 3
    drawer.locator("input[type=file]").set_input_files(file)
    expect(drawer.get_by_text("Het onderzoek heeft dit allemaal al")).to_be_visible()
    whole["lessons"] = [whole["lessons"][0] | {"id": "uit-noord", "situation": "Uit <b>Noord</b>", "source": "Noord"}]
    other_file = tmp_path / "noord.json"  # of the same name the browser would not notice that it changed
    other_file.write_text(json.dumps(whole), "utf-8")
    drawer.locator("input[type=file]").set_input_files(other_file)
    drawer.get_by_role("button", name="Deze lessen overnemen").click()
    expect(page.get_by_role("button", name="Uit <b>Noord</b>")).to_be_visible()
    expect(page.get_by_text("4 lessen: uit 1 samenwerking hier, en 1 uit een ander onderzoek.")).to_be_visible()
