"""An evaluator walks from a gap between roles to the sentence behind it, by mouse and by keyboard."""

from __future__ import annotations

import csv
import re
from dataclasses import dataclass

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from canvas.capture import answers as capture
from canvas.store import open_study, respondents, users
from canvas.store.points import points
from tests import build
from tests.browser.conftest import Server
from tests.browser.test_accessible import SIGHTS

pytestmark = pytest.mark.browser

KEY = "governance.main"
SENTENCE = "De gemeente beslist, wij horen het achteraf"


@dataclass
class Served:
    server: Server
    wording: str  # the question about the block, as an employer was asked it
    rated: str  # what was to be rated


@pytest.fixture(scope="module")
def served(server, tmp_path_factory) -> Served:
    """Three employers who rate governance low and four officials who rate it high, each with a sentence."""
    path = tmp_path_factory.mktemp("differences") / "study.sqlite"
    study = open_study(str(path), create=True)
    begun = build.begin(study)
    with study.writing(begun.user) as writer:
        users.add(writer, "evaluator-1", "evaluator")
    linked = ""
    for role, ratings in (("employer", (2, 2, 1)), ("government", (4, 5, 4, 4))):
        for place, rating in enumerate(ratings):
            with study.writing(begun.user) as writer:
                who = respondents.add(writer, begun.partnership, f"NT-{role[:2].upper()}{place}", role)
            interview_id = build.interview(begun, who, question_keys=(KEY,))
            words = SENTENCE if (role, place) == ("employer", 2) else f"Zo gaat het hier, zegt {role} {place}"
            capture.save(study, begun.user, interview_id, KEY, f"{words}\nEn verder niets")
            capture.rate(study, begun.user, interview_id, KEY, rating)
            linked = build.notes_of(begun, interview_id, KEY)[0]["id"]
    with study.writing(begun.user) as writer:
        points.add(
            writer,
            "how",
            "Er wordt samen beslist",
            ["employer"],
            begun.partnership,
            begun.wave,
            notes={linked: "supports"},
        )
    question = build.short_guide().question(KEY)
    study.close()
    return Served(server(path), question.wording("employer", "nl"), question.rating_text["nl"])


@pytest.fixture
def page(served, new_page) -> Page:
    opened = new_page()
    opened.goto(f"{served.server.url}/?lang=en")
    opened.get_by_role("button", name=re.compile("evaluator-1")).click()
    expect(opened.locator("table.pps")).to_be_visible()
    return opened


def differences(page: Page, served: Served) -> Page:
    page.goto(f"{served.server.url}/differences?partnership=NT&moment=1")
    expect(page.locator("li.row").first).to_be_visible()
    return page


def gap(page: Page):
    return page.get_by_role("button", name="Governance", exact=True)


def violations(page: Page) -> list[str]:
    broken_rules = Axe().run(page).response["violations"]
    return [
        f"{rule['id']}: {rule['help']} {[node['html'][:120] for node in rule['nodes'][:3]]}" for rule in broken_rules
    ]


@pytest.mark.parametrize("key", ["", "Enter"], ids=["mouse", "keyboard"])
def test_from_a_gap_between_roles_to_the_sentence_behind_it(page, served, key):
    differences(page, served)
    first = page.locator("li.row").first
    expect(first).to_contain_text("Middle rating: Employers 2, Government 4 (n 3, 4)")
    expect(first.locator("h3")).to_have_text("Governance")
    gap(page).press(key) if key else gap(page).click()

    drawer = page.get_by_role("dialog")
    expect(drawer.get_by_text("Middle rating: Employers 2, Government 4 (n 3, 4)")).to_be_visible()
    note = drawer.locator("article", has=page.locator(".said", has_text=SENTENCE)).last
    opener = note.get_by_text("Show the source")
    opener.press(key) if key else opener.click()
    expect(note.get_by_text(served.wording)).to_be_visible()
    expect(note.locator("mark")).to_have_text(SENTENCE)
    expect(note.locator(".pps-source")).to_contain_text("En verder niets")  # the whole answer
    page.keyboard.press("Escape")
    expect(drawer).to_be_hidden()
    expect(gap(page)).to_be_focused()


def test_from_a_gap_to_the_rated_answers_of_one_role(page, served):
    differences(page, served)
    gap(page).click()
    drawer = page.get_by_role("dialog")
    drawer.get_by_role("radio", name="Employers").click()
    expect(drawer.get_by_text("3 rated answers")).to_be_visible()
    drawer.get_by_text("3 rated answers").click()
    answers = drawer.locator("details article.pps-note")
    expect(answers).to_have_count(3)
    expect(answers.filter(has_text="1 of 5")).to_contain_text(served.rated)
    expect(answers.filter(has_text="1 of 5")).to_contain_text(SENTENCE)
    expect(drawer.locator(".said", has_text="zegt government")).to_have_count(0)


def test_from_a_dot_and_from_its_figure_in_the_table_to_the_answers_it_counts(page, served):
    differences(page, served)
    page.get_by_text("Show the figure").click()
    figure = page.locator('[data-key="governance:employer|rated_1"]')
    expect(figure).to_have_text("1")
    figure.press("Enter")
    drawer = page.get_by_role("dialog")
    expect(drawer.locator("article", has_text="1 of 5")).to_contain_text(SENTENCE)
    page.keyboard.press("Escape")
    expect(figure).to_be_focused()
    dot = page.locator(".js-plotly-plot .textpoint text", has_text=re.compile("^B$")).first
    dot.scroll_into_view_if_needed()
    dot.click(force=True)
    expect(drawer.locator("article", has_text="1 of 5")).to_contain_text(SENTENCE)


def test_the_points_of_a_row_lead_to_the_perspectives_table(page, served):
    differences(page, served)
    page.get_by_role("button", name=re.compile("1 point: 1 own")).press("Enter")
    expect(page).to_have_url(re.compile(r"/perspectives\?.*partnership=NT"))
    expect(page.get_by_role("button", name="Er wordt samen beslist")).to_be_visible()


def test_the_figures_can_be_taken_along(page, served):
    differences(page, served)
    page.get_by_text("Show the figure").click()
    with page.expect_download() as taken:
        page.get_by_role("button", name=re.compile(r"\.csv")).click()
    lines = csv.reader(taken.value.path().read_text("utf-8-sig").splitlines())
    (row,) = [line for line in lines if line[1] == "Governance · Employers"]
    assert row[2:] == ["1", "2", "0", "0", "0", "0", "3", "2.0", "0.8333", "0.8286", "Heard", "3", "6"]


@pytest.mark.parametrize(("scheme", "size"), SIGHTS)
def test_the_screen_and_its_drawer_have_no_violations(served, new_page, scheme, size):
    page = new_page(viewport={"width": size[0], "height": size[1]}, color_scheme=scheme)
    page.goto(f"{served.server.url}/?lang=nl")
    page.get_by_role("button", name=re.compile("evaluator-1")).click()
    expect(page.locator("table.pps")).to_be_visible()
    differences(page, served)
    for opened in ("Hoe dit is berekend", "Toon de figuur"):
        page.get_by_text(opened).click()
    expect(page.locator(".js-plotly-plot")).to_be_visible()
    expect(page.locator('[data-key="governance:employer|n"]')).to_be_visible()
    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= size[0]
    page.get_by_role("radio", name="De vier vragen").click()
    expect(page.locator("li.row")).to_have_count(4)
    assert violations(page) == []
    page.locator("li.row .open").first.click()
    expect(page.get_by_role("dialog").get_by_text("Toon de bron").first).to_be_visible()
    assert violations(page) == []
