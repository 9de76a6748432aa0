"""Searching in a real browser: by keyboard from the top of any screen to the words a note came from."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from canvas.store import documents, open_study, users
from tests.browser.conftest import visit
from tests.browser.test_accessible import violations

pytestmark = pytest.mark.browser

SPLIT = "sa\u00admen\u00adwer\u00adkings\u00advorm"


@pytest.fixture(scope="module")
def demo_server(server, tmp_path_factory, _demo_once):
    path = tmp_path_factory.mktemp("search") / "demo.sqlite"
    path.write_bytes(_demo_once.read_bytes())
    study = open_study(str(path))
    with study.reading() as connection:
        user = users.every(connection)[0]["id"]
    with study.writing(user) as writer:
        documents.add(writer, title="Verslag", text=f"Het is eﬀectief. De {SPLIT} is nieuw.", kind="report", source="",
                      language="nl")  # fmt: skip
    study.close()
    return server(path)


def test_by_keyboard_from_any_screen_to_the_source_of_a_note_and_back(demo_server, page):
    visit(page, f"{demo_server.url}/partnerships", "evaluator-1")
    page.keyboard.press("/")
    expect(page.get_by_role("searchbox", name="Search the study")).to_be_focused()
    page.keyboard.type("penvoerder financiele risico")
    page.keyboard.press("Enter")
    field = page.get_by_role("textbox", name="Search for")
    expect(field).to_have_value("penvoerder financiele risico")
    expect(field).to_be_focused()
    note = page.locator(".pps-hit.note")
    expect(note.locator("mark")).to_have_text(["penvoerder", "financiële", "risico"])
    assert "q=penvoerder" in page.url
    page.keyboard.press("Tab")  # from the field on, which until then holds the keyboard
    note.get_by_role("button", name="Show the note and its source").press("Enter")
    drawer = page.get_by_role("dialog")
    source = drawer.locator("summary", has_text="Show the source")
    source.focus()
    page.keyboard.press("Enter")
    expect(drawer.get_by_text("Question as asked")).to_be_visible()
    expect(drawer.locator("mark").first).to_contain_text("penvoerder")
    page.keyboard.press("Escape")
    expect(drawer).to_be_hidden()
    expect(note.get_by_role("button")).to_be_focused()


def test_a_slash_that_is_typed_in_a_field_stays_there_and_plain_words_find_other_signs(demo_server, page):
    visit(page, f"{demo_server.url}/search", "evaluator-1")
    field = page.get_by_role("textbox", name="Search for")
    expect(field).to_be_focused()
    page.keyboard.type("school/bedrijf")
    expect(field).to_have_value("school/bedrijf")
    page.locator("h1").click()
    page.keyboard.press("/")
    expect(field).to_be_focused()
    # and what is typed plainly finds what is written with a ligature and soft hyphens, marked as it is written
    for asked in ("effectief samenwerkingsvorm", f"eﬀectief {SPLIT}"):
        field.fill(asked)
        page.keyboard.press("Enter")
        marks = page.locator(".pps-hit.document mark")
        expect(marks).to_have_count(2)
        assert marks.evaluate_all("all => all.map((one) => one.textContent)") == ["eﬀectief", SPLIT]


def test_a_hit_in_an_answer_leads_to_its_question_in_the_interview(demo_server, page):
    visit(page, f"{demo_server.url}/search?q=penvoerder+risico&kind=answer", "evaluator-1")
    page.get_by_role("link", name="To the interview").first.press("Enter")
    expect(page).to_have_url(re.compile("/interview"))
    expect(page.get_by_text("penvoerder").first).to_be_visible()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", [(1440, 900), (390, 844)], ids=["wide", "phone"])
def test_the_screen_has_no_violations(demo_server, new_page, scheme, size):
    page = new_page(viewport={"width": size[0], "height": size[1]}, color_scheme=scheme)
    visit(page, f"{demo_server.url}/search?q=gemeente+betaalt", "evaluator-1")
    found = {}
    for query, sign in (("q=gemeente", ".pps-hit"), ("q=zeemeermin&kind=note", ".pps-empty"), ("", ".pps-how")):
        page.goto(f"{demo_server.url}/search?lang=en&{query}")
        expect(page.locator(sign).first).to_be_visible()
        found[query] = violations(page)
        wide = page.evaluate("() => document.documentElement.scrollWidth - document.documentElement.clientWidth")
        assert wide <= 0, query
    assert {query: said for query, said in found.items() if said} == {}
