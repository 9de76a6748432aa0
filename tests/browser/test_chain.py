"""From any figure to the question that was asked in three steps at most, by mouse and by keyboard."""

from __future__ import annotations

import re
from dataclasses import dataclass

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from canvas.capture import answers as capture
from canvas.store import Study, documents, open_study
from canvas.store.notes import notes
from tests import build
from tests.browser.conftest import Server
from tests.browser.test_accessible import SIGHTS
from tests.report.evidence_study import PASSAGE, Rested, rested

pytestmark = pytest.mark.browser

QUESTION_HEAD = "Question as asked"


@dataclass
class Served:
    study: Study
    server: Server
    made: Rested
    question: str


@pytest.fixture(scope="module")
def served(server, tmp_path_factory) -> Served:
    """A study with an answer that was rated, a transcript, a publication and a point that rests on them."""
    path = tmp_path_factory.mktemp("chain") / "study.sqlite"
    study = open_study(str(path), create=True)
    begun = build.begin(study)
    made = rested(begun)
    rating = next(
        question for question in build.short_guide().questions if question.rating and question.asked_of("employer")
    )
    build.ask(begun, made.interview, rating.key)
    capture.rate(study, begun.user, made.interview, rating.key, 4)
    question = build.short_guide().question("costs.main").wording("employer", "nl")
    return Served(study, server(path), made, question)


@pytest.fixture
def page(served, new_page) -> Page:
    opened = new_page()
    opened.goto(f"{served.server.url}/?lang=en")
    opened.get_by_role("button", name=re.compile("onderzoeker-1")).click()
    expect(opened.locator("table.pps")).to_be_visible()
    return opened


class Steps:
    """Counts what a person does."""

    def __init__(self, page: Page) -> None:
        self.page, self.taken = page, 0

    def press(self, where, key: str = "") -> None:
        """Press something with the mouse, or with this key on the keyboard."""
        self.taken += 1
        if key:
            where.focus()
            self.page.keyboard.press(key)
        else:
            where.click()


def go(page: Page, served: Served, path: str) -> Page:
    page.goto(f"{served.server.url}/{path}")
    return page


def test_from_a_heatmap_cell_to_the_question_that_was_asked(page, served):
    go(page, served, "compare?moments=NT-1")
    cell = page.locator('[data-key="costs|NT-1"]')
    expect(cell).to_have_text("4")
    for key in ("", "Enter"):
        steps = Steps(page)
        steps.press(cell, key)
        note = page.get_by_role("dialog").locator("article", has=page.locator(".said", has_text="Reizen is duur"))
        steps.press(note.get_by_text("Show the source"), key)
        expect(note.get_by_text(served.question)).to_be_visible()
        expect(note.locator("mark")).to_have_text("! Reizen is duur")
        assert steps.taken <= 3
        page.keyboard.press("Escape")
        expect(page.get_by_role("dialog")).to_be_hidden()
        expect(cell).to_be_focused()
    page.locator('[data-key="*|*"]').click()
    expect(page.get_by_role("dialog").locator(".said")).to_have_count(4)


def test_from_a_mark_of_the_ratings_and_from_its_figure_in_the_table_to_the_question(page, served):
    go(page, served, "compare?moments=NT-1&view=ratings")
    figure = page.locator("table button:not([aria-disabled])", has_text="1").first
    expect(figure).to_be_visible()
    steps = Steps(page)
    steps.press(figure, "Enter")
    drawer = page.get_by_role("dialog")
    expect(drawer.get_by_text(QUESTION_HEAD)).to_be_visible()
    expect(drawer.locator(".said", has_text="4 of 5")).to_be_visible()
    assert steps.taken == 1
    page.keyboard.press("Escape")
    expect(drawer).to_be_hidden()
    for _again in range(2):  # the same mark opens again
        mark = page.locator(".js-plotly-plot .scatterlayer .point").first
        expect(mark).to_be_visible()
        page.wait_for_timeout(300)
        box = mark.bounding_box()  # plotly draws over its marks, and hears a press where it saw the pointer come
        x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
        page.mouse.move(x - 20, y - 20)
        page.mouse.move(x, y)
        page.wait_for_timeout(200)
        page.mouse.click(x, y)
        expect(drawer.get_by_text(QUESTION_HEAD)).to_be_visible()
        page.keyboard.press("Escape")
        expect(drawer).to_be_hidden()


def test_every_count_of_the_overview_leads_on(page, served):
    row = page.locator("table.pps tbody tr", has_text="Meting 1")
    links = {
        ".n a": "notes?partnership=NT&moment=1",
        ".roles a": "notes?partnership=NT&moment=1&role=employer",
        ".blocks a": "canvas?partnership=NT&moment=1",
        ".interviews a >> nth=0": "interview?partnership=NT&moment=1",
        ".interviews a >> nth=1": "documents?partnership=NT&moment=1",
    }
    for where, link in links.items():
        expect(row.locator(where)).to_have_attribute("href", link)
    # overview → canvas → block → source
    steps = Steps(page)
    steps.press(row.locator(".blocks a"), "Enter")
    steps.press(page.get_by_role("button", name="Costs", exact=True), "Enter")
    note = page.get_by_role("dialog").locator("article", has=page.locator(".said", has_text="Reizen is duur"))
    steps.press(note.get_by_text("Show the source"))
    expect(note.get_by_text(served.question)).to_be_visible()
    assert steps.taken <= 3


def test_from_a_heard_cell_of_the_perspectives_to_its_notes(page, served):
    with served.study.writing(served.made.begun.user) as writer:
        notes.add(
            writer,
            partnership_id=served.made.begun.partnership,
            wave_id=served.made.begun.later_wave,
            role="government",
            block="costs",
            text="Wij betalen de reis",
            origin="session",
            position=0,
        )
    go(page, served, "perspectives?partnership=NT&moment=2")
    cell = page.get_by_role("button", name="Heard in 1 note, no point yet")
    cell.press("Enter")
    drawer = page.get_by_role("dialog")
    expect(drawer.locator(".said", has_text="Wij betalen de reis")).to_be_visible()
    page.keyboard.press("Escape")
    expect(drawer).to_be_hidden()
    expect(cell).to_be_focused()


def test_a_passage_stands_among_the_turns_around_it_with_its_versions_and_leads_to_its_place(page, served):
    go(page, served, "canvas?partnership=NT&moment=1")
    page.get_by_role("button", name="Costs", exact=True).click()
    note = page.get_by_role("dialog").locator("article", has=page.locator(".said", has_text=PASSAGE))
    note.get_by_text("Show the source").click()
    expect(note.locator("mark")).to_have_text(PASSAGE)
    expect(note.get_by_text("NT-B1 · 0:01:05")).to_be_visible()
    expect(note.get_by_text("Wat kost het u om mee te doen?")).to_be_visible()
    expect(note.get_by_text(served.question)).to_be_visible()
    opener = note.locator("summary", has_text="Versions")
    opener.press("Enter")
    expect(note.locator(".pps-versions li")).to_have_count(1)
    expect(note.locator(".pps-versions")).to_contain_text("onderzoeker-1")
    with served.study.reading() as connection:
        start = documents.get(connection, served.made.transcript)["text"].index(PASSAGE)
    note.get_by_role("link", name="Read it there in the document").click()
    expect(page).to_have_url(re.compile(f"documents.*document={served.made.transcript}"))
    assert f"at={start}" in page.url or page.locator("mark, [data-at]").count()


def test_from_a_point_to_its_evidence_and_from_there_to_a_file_and_the_question(page, served):
    go(page, served, f"evidence?point={served.made.point}")
    sheet = page.locator(".pps-evidence")
    expect(sheet.get_by_role("heading", name="Begeleiden kost ondernemers vooral tijd")).to_be_visible()
    expect(sheet.get_by_role("heading", name="Contradicts it: no role · 1 note")).to_be_visible()
    for name, start in (("Word (.docx)", b"PK"), ("Markdown (.md)", b"# Evidence of a point")):
        with page.expect_download() as waiting:
            page.get_by_role("button", name=name).click()
        with open(waiting.value.path(), "rb") as file:
            assert file.read().startswith(start)
    sheet.get_by_role("link", name=re.compile(re.escape(served.question))).first.click()
    expect(page).to_have_url(re.compile("interview.*question=costs.main"))
    expect(page.get_by_text(served.question).first).to_be_visible()


@pytest.mark.parametrize(("scheme", "size"), SIGHTS)
def test_the_evidence_has_no_violations(served, new_page, scheme, size):
    page = new_page(viewport={"width": size[0], "height": size[1]}, color_scheme=scheme)
    page.goto(f"{served.server.url}/?lang=en")
    page.get_by_role("button", name=re.compile("onderzoeker-1")).click()
    expect(page.locator("table.pps")).to_be_visible()
    page.goto(f"{served.server.url}/evidence?partnership=NT&moment=1")
    expect(page.locator(".pps-evidence .said").first).to_be_visible()
    broken_rules = Axe().run(page).response["violations"]
    assert [f"{rule['id']}: {[node['html'][:120] for node in rule['nodes'][:3]]}" for rule in broken_rules] == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
