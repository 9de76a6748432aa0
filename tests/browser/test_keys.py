"""An interview held by the keyboard alone, at the speed of typing: no key is lost, and none presses anything."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import expect

from canvas.capture import interviewing
from canvas.guides import shipped_guides
from canvas.store import answers
from tests.browser.conftest import visit
from tests.browser.served_interviews import (
    GUIDE,
    KEYS,
    ServedInterview,
    at,
    begin,
    eventually,
    field,
    saved,
    serve,
    state,
)
from tests.examples import THOROUGH

pytestmark = pytest.mark.browser
SPEED = 90 if THOROUGH else 45  # milliseconds a key: 90 as somebody types along with what is said, else twice as fast
SCAN = shipped_guides()["factor-scan"]
FACTORS = [question.key for question in SCAN.for_role("employer")]
RATED = next(place for place, key in enumerate(KEYS) if GUIDE.question(key).rating)


@pytest.fixture(scope="module")
def served(server, tmp_path_factory) -> ServedInterview:
    return serve(server, Path(tmp_path_factory.mktemp("keys")) / "study.sqlite")


@pytest.fixture
def served_interview(served) -> ServedInterview:
    return begin(served)


@pytest.fixture
def room(served_interview, same_person):
    """The page with the fresh interview at its first question."""
    visit(same_person, served_interview.url, "interviewer-1")
    at(same_person, 0)
    field(same_person).focus()
    return same_person


@pytest.fixture
def scan(served, page):
    """The page with a fresh factor scan at its first factor."""
    served.interview = interviewing.plan(
        served.study, served.user, SCAN, served.partnership, served.wave, [served.respondent], "en", start=True
    )
    visit(page, served.url, "interviewer-1")
    page.locator(".field .rating").focus()
    return page


def of(served_interview: ServedInterview, key: str) -> dict:
    with served_interview.study.reading() as connection:
        return answers.of_interview(connection, served_interview.interview).get(key, {})


def marks(served_interview: ServedInterview) -> list[object]:
    """The ratings of the factors in their order, "?" for don't know."""
    return [
        "?" if of(served_interview, key).get("dont_know") else of(served_interview, key).get("rating")
        for key in FACTORS
    ]


def tab_to(page, target) -> None:
    """Go on by Tab alone."""
    for _step in range(12):
        page.keyboard.press("Tab")
        if target.evaluate("node => node === node.getRootNode().activeElement"):
            return
    expect(target).to_be_focused()


def wait_for_marks(page, served_interview: ServedInterview, wanted: list[object]) -> None:
    for _attempt in range(400):
        if marks(served_interview) == wanted:
            return
        page.wait_for_timeout(25)
    assert marks(served_interview) == wanted


def test_every_key_of_a_hasty_interview_lands_where_it_was_meant(served_interview, room):
    """Typed straight through: words, a skip with its reason, no opinion, a rating, and words again."""
    room.keyboard.type("We lack mechanics  and time", delay=SPEED)
    room.keyboard.press("Control+Enter")
    room.keyboard.type("They learn at work", delay=SPEED)
    room.keyboard.press("Control+Enter")
    at(room, 2)
    tab_to(room, room.get_by_role("button", name="Skip, because"))
    room.keyboard.press("Enter")
    room.keyboard.type("no time left", delay=SPEED)
    room.keyboard.press("Enter")
    room.keyboard.type(" a school and  six firms", delay=SPEED)
    at(room, 3)
    expect(field(room)).to_have_value(" a school and  six firms")
    room.keyboard.press("Control+Enter")
    at(room, 4)
    tab_to(room, room.get_by_role("button", name="No opinion"))
    room.keyboard.press("Space")
    room.keyboard.type("  the next  one", delay=SPEED)
    at(room, 5)
    expect(field(room)).to_be_focused()
    eventually(room, served_interview, 5, "  the next  one")
    room.keyboard.press("Control+Enter")
    for place, text in enumerate(
        ("We lack mechanics  and time", "They learn at work", "", " a school and  six firms", "")
    ):
        assert served_interview.answer(place)["text"] == text
    assert [served_interview.answer(place)["state"] for place in range(6)] == [
        "answered",
        "answered",
        "skipped",
        "answered",
        "no_opinion",
        "answered",
    ]
    assert served_interview.answer(2)["reason"] == "no time left"


def test_a_rating_by_keyboard_stands_when_one_goes_on(served_interview, room):
    room.goto(served_interview.at(RATED) + "&lang=en")
    at(room, RATED)
    field(room).focus()
    room.keyboard.type("it goes well", delay=SPEED)
    room.keyboard.press("Alt+4")
    room.keyboard.type(" they say", delay=SPEED)
    tab_to(room, room.get_by_role("radio", name="4"))
    room.keyboard.press("ArrowRight")
    room.keyboard.press("Space")
    expect(room.get_by_role("radio", name="5")).to_be_checked()
    room.keyboard.press("Control+Enter")
    room.keyboard.type("and on", delay=SPEED)
    at(room, RATED + 1)
    expect(field(room)).to_have_value("and on")
    assert (served_interview.answer(RATED)["text"], served_interview.answer(RATED)["rating"]) == (
        "it goes well they say",
        5,
    )
    room.keyboard.press("Alt+PageUp")
    at(room, RATED)
    room.keyboard.press("Alt+0")
    expect(room.get_by_role("radio", name="Don't know")).to_be_checked()
    room.keyboard.press("Control+Alt+3")  # AltGr of Windows
    eventually(room, served_interview, RATED, True, "dont_know")
    assert served_interview.answer(RATED)["rating"] is None


def test_the_factor_scan_goes_by_digits_alone(served, scan):
    scan.keyboard.type("3450", delay=SPEED)
    scan.keyboard.type("1", delay=SPEED)
    scan.keyboard.type("12 firms of 30  left", delay=SPEED)
    expect(field(scan)).to_have_value("12 firms of 30  left")
    scan.keyboard.press("Control+Enter")
    scan.keyboard.type("52", delay=SPEED)
    scan.keyboard.press("Enter")
    scan.keyboard.type("453", delay=SPEED)
    expect(scan.get_by_role("heading", name="Finish the interview")).to_be_visible()
    wait_for_marks(scan, served, [3, 4, 5, "?", 1, 5, 2, 4, 5, 3])
    assert [of(served, key)["text"] for key in FACTORS] == [*[""] * 4, "12 firms of 30  left", *[""] * 5]


def test_digits_faster_than_the_screen_rate_each_factor_once(served, scan):
    scan.keyboard.type("34543543450", delay=1)  # one more than there are factors
    expect(scan.get_by_role("heading", name="Finish the interview")).to_be_visible()
    wait_for_marks(scan, served, [3, 4, 5, 4, 3, 5, 4, 3, 4, 5])
    assert not any(of(served, key)["text"] for key in FACTORS)


def test_words_typed_where_a_rating_is_asked_become_its_explanation(served, scan):
    from axe_playwright_python.sync_playwright import Axe

    scan.keyboard.press("7")
    expect(scan.get_by_role("alert")).to_contain_text("from 1 to 5")
    scan.keyboard.type("They did 5 things", delay=SPEED)
    expect(field(scan)).to_have_value("They did 5 things")
    scan.keyboard.press("Alt+3")
    scan.keyboard.type("4", delay=SPEED)
    wait_for_marks(scan, served, [3, 4, *[None] * 8])
    assert of(served, FACTORS[0])["text"] == "They did 5 things"
    scan.get_by_role("radio", name="1", exact=True).click()
    expect(field(scan)).to_be_focused()
    violations = Axe().run(scan).response["violations"]
    assert violations == [], [(met["id"], [node["html"] for node in met["nodes"]]) for met in violations]


def test_a_mark_is_kept_through_a_killed_server(served_interview, room):
    room.goto(served_interview.at(RATED) + "&lang=en")
    at(room, RATED)
    field(room).focus()
    room.keyboard.type("before")
    saved(room)
    served_interview.server.kill()
    room.keyboard.press("Alt+2")
    expect(state(room)).to_contain_text("Not saved yet")
    room.keyboard.type(" and after", delay=SPEED)
    served_interview.server.start()
    eventually(room, served_interview, RATED, 2, "rating")
    eventually(room, served_interview, RATED, "before and after")


def test_the_list_and_the_finish_leave_the_keyboard_in_the_field(served_interview, room):
    steps = room.get_by_role("navigation", name="Questions of this interview")
    room.keyboard.type("first", delay=SPEED)
    steps.get_by_role("button").nth(4).click()
    room.keyboard.type(" jumped to  it", delay=SPEED)
    at(room, 4)
    expect(field(room)).to_have_value(" jumped to  it")
    steps.get_by_role("button", name="Finish").click()
    expect(room.get_by_role("heading", name="Finish the interview")).to_be_visible()
    room.get_by_role("button", name="Go on").click()
    room.keyboard.type(" went  on", delay=SPEED)
    at(room, 5)
    expect(field(room)).to_have_value(" went  on")
    room.get_by_role("button", name="Previous").click()
    room.keyboard.type("!", delay=SPEED)
    at(room, 4)
    eventually(room, served_interview, 4, " jumped to  it\n!")
    eventually(room, served_interview, 0, "first")
    eventually(room, served_interview, 5, " went  on")
