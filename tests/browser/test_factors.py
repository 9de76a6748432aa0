"""A factor scan from planning it to finding its explanation back among the factors."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from playwright.sync_api import expect

from canvas.capture import interviewing
from canvas.guides import shipped_guides
from canvas.store import answers, factors, interviews
from tests.browser import served_interviews
from tests.browser.conftest import visit

pytestmark = pytest.mark.browser

SCAN = shipped_guides()["factor-scan"]
FIRST = SCAN.questions[0]
WORDING = FIRST.wording("employer", "en")
EXPLANATION = "Nobody ever wrote the problem down together"


@pytest.fixture(scope="module")
def served_interview(server, tmp_path_factory) -> served_interviews.ServedInterview:
    return served_interviews.serve(server, Path(tmp_path_factory.mktemp("factors")) / "study.sqlite")


def test_a_low_rating_asks_for_an_explanation_that_is_found_back_on_factors(page, served_interview):
    visit(page, f"{served_interview.server.url}/factors?partnership=TO&moment=1", "interviewer-1")
    expect(page.get_by_text("The factors were not rated at this moment")).to_be_visible()

    page.get_by_role("link", name="Plan a factor scan").click()
    form = page.get_by_test_id("stExpander").filter(has_text="Plan or start an interview")
    expect(form.get_by_role("combobox", name="Interview guide")).to_have_value("Factor scan: ten success factors")
    form.get_by_role("combobox", name="Respondents").click()
    page.get_by_role("option", name=re.compile("TO-B1")).click()
    page.keyboard.press("Escape")
    form.get_by_role("button", name="Start now").click()

    expect(page.get_by_role("heading", name=WORDING)).to_be_visible()
    rating = page.locator(".field .rating")
    expect(rating.get_by_text("After a 1 or a 2 an explanation is asked.")).to_be_visible()
    expect(rating).to_be_focused()

    rating.get_by_text("2", exact=True).click()
    expect(rating.get_by_text(FIRST.explain["en"])).to_be_visible()
    expect(served_interviews.field(page)).to_be_focused()
    page.keyboard.type(EXPLANATION)
    served_interviews.saved(page)

    with served_interview.study.reading() as connection:
        (talk,) = interviews.of_moment(connection, served_interview.partnership, served_interview.wave)
        (answer,) = factors.answers(connection, [(served_interview.partnership, served_interview.wave)], figure="low")
    assert talk["guide_key"] == "factor-scan"
    assert (answer["factor"], answer["rating"], answer["text"]) == (1, 2, EXPLANATION)

    page.goto(f"{served_interview.server.url}/factors?partnership=TO&moment=1&lang=en")
    expect(page.get_by_role("heading", name="Explanations of a 1 or a 2")).to_be_visible()
    expect(page.get_by_text(EXPLANATION)).to_be_visible()
    page.get_by_role("link", name=re.compile("To the answer")).click()
    expect(page.get_by_role("heading", name=WORDING)).to_be_visible()
    expect(served_interviews.field(page)).to_have_value(EXPLANATION)


def test_a_figure_opens_its_answers_by_keyboard_and_gives_the_keyboard_back(page, served_interview):
    visit(page, f"{served_interview.server.url}/factors?partnership=TO&moment=1", "interviewer-1")
    page.get_by_text("The same figures as a table").click()
    figure = page.locator("button[data-key='1:employer|rated_2']")
    figure.focus()
    page.keyboard.press("Enter")
    drawer = page.get_by_role("dialog")
    expect(drawer.get_by_text(WORDING).first).to_be_visible()
    expect(drawer.get_by_text(EXPLANATION).first).to_be_visible()
    page.keyboard.press("Escape")
    expect(drawer).to_be_hidden()
    expect(figure).to_be_focused()


def test_on_a_phone_the_page_is_no_wider_than_its_screen(new_page, served_interview):
    page = new_page(viewport={"width": 390, "height": 844})
    for link in ("factors?partnership=TO&moment=1", "factors?factors=across"):
        visit(page, f"{served_interview.server.url}/{link}", "interviewer-1")
        expect(page.locator(".js-plotly-plot")).to_be_visible()
        assert page.evaluate("document.documentElement.scrollWidth") <= 390


def test_a_rating_is_given_by_keyboard_without_the_explanation_getting_in_between(page, served_interview):
    talk = interviewing.plan(
        served_interview.study,
        served_interview.user,
        SCAN,
        served_interview.partnership,
        served_interview.wave,
        [served_interview.respondent],
        "en",
        start=True,
    )
    question = SCAN.questions[1].key
    visit(page, f"{served_interview.server.url}/interview?interview={talk}&question={question}", "interviewer-1")
    rating = page.locator(".field .rating")
    rating.get_by_role("radio", name="1", exact=True).focus()
    for _step in range(3):
        page.keyboard.press("ArrowRight")
    page.keyboard.press("Space")
    expect(rating.get_by_role("radio", name="4", exact=True)).to_be_checked()
    expect(rating.get_by_text("After a 1 or a 2 an explanation is asked.")).to_be_visible()
    for _attempt in range(400):
        with served_interview.study.reading() as connection:
            stored = answers.of_interview(connection, talk)
        if stored.get(question, {}).get("rating") == 4:
            return
        page.wait_for_timeout(25)
    pytest.fail("the rating was not stored")
