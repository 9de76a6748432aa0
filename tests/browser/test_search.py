"""Searching in a real browser: by keyboard from the top of any screen to the words a note came from."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, WebSocketRoute, expect

from canvas.store import documents, open_study, users
from tests.browser.conftest import visit, wait_until
from tests.browser.test_accessible import SIGHTS, violations

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
        documents.add(
            writer,
            title="Verslag",
            text=f"Het is eﬀectief. De {SPLIT} is nieuw.",
            kind="report",
            source="",
            language="nl",
        )
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


def test_a_slash_that_is_typed_in_a_field_stays_there_and_plain_words_find_special_characters(demo_server, page):
    visit(page, f"{demo_server.url}/search", "evaluator-1")
    field = page.get_by_role("textbox", name="Search for")
    expect(field).to_be_focused()
    page.keyboard.type("school/bedrijf")
    expect(field).to_have_value("school/bedrijf")
    page.locator("h1").click()
    page.keyboard.press("/")
    expect(field).to_be_focused()
    # and what is typed plainly finds what is written with a ligature and soft hyphens, marked as it is written
    for words in ("effectief samenwerkingsvorm", f"eﬀectief {SPLIT}"):
        field.fill(words)
        page.keyboard.press("Enter")
        marks = page.locator(".pps-hit.document mark")
        expect(marks).to_have_count(2)
        assert marks.evaluate_all("all => all.map((one) => one.textContent)") == ["eﬀectief", SPLIT]


class SlowServer:
    """A server whose answers can be held back on their way to the page, and let through part by part."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.held_back: list[bytes | str] = []
        self.holds = False
        page.route_web_socket("**/_stcore/stream", self._join)

    def _join(self, socket: WebSocketRoute) -> None:
        self.socket = socket
        socket.connect_to_server().on_message(self._arrived)

    def _arrived(self, message: bytes | str) -> None:
        if self.holds:
            self.held_back.append(message)
        else:
            self.socket.send(message)

    def wait_for(self, words: bytes) -> int:
        """Wait until these words were held back; how many answers that are by then."""
        wait_until(self.page, lambda: any(words in part for part in self.held_back if isinstance(part, bytes)))
        return len(self.held_back)

    def let_through(self, number: int) -> None:
        """Send the page the first so many answers."""
        for message in self.held_back[:number]:
            self.socket.send(message)
        del self.held_back[:number]


@pytest.mark.parametrize(("screen", "field_name"), [("search", "Search for"), ("notes", "Words in the text")])
def test_what_is_typed_and_entered_while_a_run_is_under_way_stays_in_the_field(demo_server, page, screen, field_name):
    server = SlowServer(page)
    visit(page, f"{demo_server.url}/{screen}", "evaluator-1")
    field = page.get_by_role("textbox", name=field_name)
    expect(page.locator("[data-testid=stStatusWidget]")).to_have_count(0)
    server.holds = True
    field.fill("penvoerder")
    field.press("Enter")
    answers = server.wait_for(b"=penvoerder")
    field.fill("penvoerder risico")
    field.press("Enter")
    server.let_through(answers)  # of the run for the first word, while that for both is still under way
    expect(page).to_have_url(re.compile("=penvoerder$|=penvoerder&"))
    expect(field).to_have_value("penvoerder risico")
    server.wait_for(b"=penvoerder+risico")
    server.holds = False
    server.let_through(len(server.held_back))
    expect(page).to_have_url(re.compile(r"=penvoerder(\+|%20)risico"))
    expect(field).to_have_value("penvoerder risico")


def test_a_hit_in_an_answer_leads_to_its_question_in_the_interview(demo_server, page):
    visit(page, f"{demo_server.url}/search?q=penvoerder+risico&kind=answer", "evaluator-1")
    page.get_by_role("link", name="To the interview").first.press("Enter")
    expect(page).to_have_url(re.compile("/interview"))
    expect(page.get_by_text("penvoerder").first).to_be_visible()


@pytest.mark.parametrize(("scheme", "size"), SIGHTS)
def test_the_screen_has_no_violations(demo_server, new_page, scheme, size):
    page = new_page(viewport={"width": size[0], "height": size[1]}, color_scheme=scheme)
    visit(page, f"{demo_server.url}/search?q=gemeente+betaalt", "evaluator-1")
    by_query = {}
    for query, sign in (("q=gemeente", ".pps-hit"), ("q=zeemeermin&kind=note", ".pps-empty"), ("", ".pps-how")):
        page.goto(f"{demo_server.url}/search?lang=en&{query}")
        expect(page.locator(sign).first).to_be_visible()
        by_query[query] = violations(page)
        wide = page.evaluate("() => document.documentElement.scrollWidth - document.documentElement.clientWidth")
        assert wide <= 0, query
    assert {query: faults for query, faults in by_query.items() if faults} == {}
