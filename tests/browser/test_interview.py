"""Holding an interview in a real browser: whatever one does, what was typed is stored."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import expect

from canvas.capture import interviewing
from canvas.store import answers, interviews
from tests.browser.conftest import visit
from tests.browser.served_interviews import (
    GUIDE,
    KEYS,
    NEXT,
    ServedInterview,
    at,
    begin,
    eventually,
    field,
    saved,
    serve,
)

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def served(server, tmp_path_factory) -> ServedInterview:
    return serve(server, Path(tmp_path_factory.mktemp("interview")) / "study.sqlite")


@pytest.fixture
def served_interview(served) -> ServedInterview:
    return begin(served)


@pytest.fixture
def room(served_interview, same_person):
    """The page with the fresh interview at its first question."""
    visit(same_person, served_interview.url, "interviewer-1")
    at(same_person, 0)
    return same_person


def passed(page):
    return page.locator(".field .passed")


def tab_to(page, target) -> None:
    """Go from the field to this place by Tab alone."""
    expect(page.get_by_role("button", name=NEXT)).to_be_visible()
    field(page).focus()
    for _step in range(8):
        page.keyboard.press("Tab")
        if target.evaluate("node => node === node.getRootNode().activeElement"):
            return
    expect(target).to_be_focused()


def test_text_typed_in_three_blocks_is_stored_when_one_goes_on_at_once(served_interview, room):
    for place in range(3):
        field(room).press_sequentially(f"said at {place}")
        room.get_by_role("button", name=NEXT).click()
        at(room, place + 1)
    for place in range(3):
        eventually(room, served_interview, place, f"said at {place}")


def test_going_on_without_waiting_loses_nothing(served_interview, room):
    """Every order of blur, save and click: pressed at once, held down long, and after a pause."""
    for place in range(17):
        field(room).press_sequentially(f"line {place}", delay=2)
        room.get_by_role("button", name=NEXT).click(delay=(0, 60, 350)[place % 3])
        at(room, place + 1)
    for place in range(17):
        eventually(room, served_interview, place, f"line {place}")


def test_keys_save_and_move_without_the_mouse(served_interview, room):
    field(room).focus()
    room.keyboard.type("one")
    room.keyboard.press("Control+Enter")
    at(room, 1)
    room.keyboard.type("two")
    room.keyboard.press("Alt+PageDown")
    at(room, 2)
    room.keyboard.type("three")
    room.keyboard.press("Alt+PageUp")
    at(room, 1)
    expect(field(room)).to_have_value("two")
    expect(field(room)).to_be_focused()
    assert [served_interview.answer(place)["text"] for place in range(3)] == ["one", "two", "three"]


def test_what_is_typed_before_the_next_question_arrives_goes_to_it(served_interview, room):
    field(room).focus()
    for place in range(6):
        room.keyboard.type(f"typed {place}")
        room.keyboard.press("Control+Enter")
    room.keyboard.type("typed 6")
    at(room, 6)
    expect(field(room)).to_have_value("typed 6")
    for place in range(6):
        eventually(room, served_interview, place, f"typed {place}")


def test_the_step_list_goes_anywhere_and_says_where_one_is(served_interview, room):
    field(room).press_sequentially("before I jump")
    steps = room.get_by_role("navigation", name="Questions of this interview")
    steps.get_by_role("button").nth(9).click()
    at(room, 9)
    expect(steps.locator('[aria-current="step"]')).to_have_count(1)
    expect(steps.get_by_role("button").first).to_contain_text("Answered")
    eventually(room, served_interview, 0, "before I jump")


@pytest.mark.usefixtures("served_interview")
def test_a_reload_keeps_place_and_text(room):
    room.get_by_role("button", name=NEXT).click()
    at(room, 1)
    field(room).fill("kept")
    field(room).blur()
    saved(room)
    room.reload()
    at(room, 1)
    expect(field(room)).to_have_value("kept")


@pytest.mark.parametrize("held_down", [0, 60, 300])
def test_leaving_for_another_screen_while_typing_stores_the_text(served_interview, room, held_down):
    for screen in ("Canvas", "Overview", "Themes"):
        field(room).fill(f"left for {screen}")
        room.get_by_role("link", name=screen).first.click(delay=held_down)
        expect(room.locator("textarea")).to_have_count(0)
        expect(room).not_to_have_url(re.compile("/interview"))
        eventually(room, served_interview, 0, f"left for {screen}")
        expect(room.get_by_role("heading", level=1).first).not_to_contain_text("Interview")
        room.go_back()
        at(room, 0)
        expect(field(room)).to_have_value(f"left for {screen}")


def test_an_edited_line_keeps_its_note(served_interview, room):
    field(room).fill("We lack mechanics\nSchool is far away")
    expect(room.locator(".field .count")).to_have_text("2 notes")
    field(room).blur()
    saved(room)
    before = served_interview.notes(0)
    field(room).fill("We lack good mechanics\nSchool is far away")
    field(room).blur()
    eventually(room, served_interview, 0, "We lack good mechanics\nSchool is far away")
    assert served_interview.notes(0)["We lack good mechanics"] == before["We lack mechanics"]


def test_rating_is_saved_at_once_and_can_be_taken_back(served_interview, room):
    place = next(place for place, key in enumerate(KEYS) if GUIDE.question(key).rating)
    room.get_by_role("navigation", name="Questions").get_by_role("button").nth(place).click()
    at(room, place)
    four = room.get_by_test_id("stMainBlockContainer").get_by_role("radio", name="4")
    four.click()
    expect(four).to_be_checked()
    eventually(room, served_interview, place, 4, "rating")
    room.get_by_role("button", name="No opinion").click()
    expect(room.get_by_role("alert")).to_contain_text("there is an answer already")
    field(room).fill("and a word")  # the rating made a version of its own: no clash
    field(room).blur()
    saved(room)
    four.click()
    expect(four).not_to_be_checked()
    eventually(room, served_interview, place, None, "rating")
    assert served_interview.answer(place)["text"] == "and a word"


def test_no_opinion_and_skip_go_on_and_can_be_undone(served_interview, room):
    room.get_by_role("button", name="No opinion").click()
    at(room, 1)
    expect(field(room)).to_be_focused()
    assert served_interview.answer(0)["state"] == "no_opinion"
    room.get_by_role("button", name="Previous").click()
    at(room, 0)
    expect(passed(room)).to_have_text("No opinion")
    room.get_by_role("button", name="Undo").click()
    expect(passed(room)).to_be_hidden()
    expect(field(room)).to_be_focused()
    room.get_by_role("button", name="Skip, because").click()
    room.get_by_role("button", name="Skip question").click()
    expect(room.get_by_role("alert")).to_contain_text("reason")
    room.get_by_role("textbox", name="Why is this question skipped?").fill("no time")
    room.get_by_role("button", name="Skip question").click()
    at(room, 1)
    assert (served_interview.answer(0)["state"], served_interview.answer(0)["reason"]) == ("skipped", "no time")
    room.get_by_role("button", name="Previous").click()
    expect(passed(room)).to_have_text("Skipped: no time")


def test_skipping_goes_by_keyboard_alone(served_interview, room):
    skip, why = room.get_by_role("button", name="Skip, because"), room.get_by_role("textbox", name="Why is this")
    save, cancel = (room.get_by_role("button", name=name) for name in ("Skip question", "Cancel"))
    tab_to(room, skip)
    for way_out in ("Enter", "Escape"):
        room.keyboard.press("Enter")
        expect(why).to_be_focused()
        room.keyboard.press("Tab")
        expect(save).to_be_focused()
        room.keyboard.press("Tab")
        expect(cancel).to_be_focused()
        room.keyboard.press(way_out)
        expect(why).to_be_hidden()
        expect(skip).to_be_focused()
    room.keyboard.press("Enter")
    room.keyboard.press("Enter")
    expect(room.get_by_role("alert")).to_contain_text("the reason is missing")
    expect(why).to_be_focused()
    room.keyboard.type("no time")
    room.keyboard.press("Enter")
    at(room, 1)
    expect(field(room)).to_be_focused()
    expect(why).to_be_hidden()
    expect(room.get_by_role("alert")).to_have_count(0)
    assert (served_interview.answer(0)["state"], served_interview.answer(0)["reason"]) == ("skipped", "no time")


def test_a_save_leaves_the_keyboard_where_it_went(served_interview, room):
    field(room).focus()
    room.keyboard.type("typed, then on with Tab")
    for _stop in ("the notes", "the kinds of note", "no opinion"):
        room.keyboard.press("Tab")
    no_opinion = room.get_by_role("button", name="No opinion")
    expect(no_opinion).to_be_focused()
    saved(room)
    expect(room.get_by_role("navigation", name="Questions").get_by_role("button").first).to_contain_text("Answered")
    room.wait_for_timeout(300)  # what closed the button came with the run after the save
    expect(no_opinion).to_be_focused()
    for pressed in (no_opinion, room.get_by_role("button", name="Skip, because")):
        pressed.focus()
        room.keyboard.press("Enter")
        expect(room.get_by_role("alert")).to_contain_text("there is an answer already")
        expect(pressed).to_be_focused()
    assert served_interview.answer(0)["text"] == "typed, then on with Tab"


@pytest.mark.usefixtures("served_interview")
def test_undo_stands_beside_the_mark_it_undoes(room):
    room.get_by_role("button", name="No opinion").click()
    at(room, 1)
    room.get_by_role("button", name="Previous").click()
    undo = room.get_by_role("button", name="Undo")
    expect(undo).to_be_visible()
    mark, undone, onward = (
        place.bounding_box() for place in (passed(room), undo, room.get_by_role("button", name=NEXT))
    )
    assert undone["x"] - (mark["x"] + mark["width"]) < 40
    assert onward["x"] - (undone["x"] + undone["width"]) > 200


def test_markup_and_a_hundred_thousand_characters_are_only_text(served_interview, room):
    nasty = """<script>window.hit = 1</script> "quotes' <iframe srcdoc='<script>parent.hit=1</script>'> """
    nasty += "😀 {n} $a$ **b**"
    long = nasty + "\n" + "x" * 100_000
    field(room).fill(long)
    field(room).blur()
    saved(room)
    assert served_interview.answer(0)["text"] == long
    interviewing.complete(served_interview.study, served_interview.user, served_interview.interview)
    room.reload()
    expect(room.get_by_role("button", name="Open again")).to_be_visible()
    assert room.evaluate("window.hit") is None
    assert "<script>window.hit" in room.locator(".pps-read").first.inner_text()


def test_completing_shows_what_was_left_and_asks_nothing_twice(served_interview, room):
    field(room).fill("an answer")
    room.get_by_role("button", name=NEXT).click()
    at(room, 1)
    room.get_by_role("navigation", name="Questions").get_by_role("button", name="Finish").click()
    expect(room.get_by_role("heading", name=re.compile("Asked, no answer noted"))).to_contain_text("1")
    expect(room.get_by_role("heading", name=re.compile("Not asked yet"))).to_contain_text("16")
    room.get_by_role("button", name="Complete interview").click()
    expect(room.get_by_role("button", name="Open again")).to_be_visible()
    expect(room.locator(".pps-read section")).to_have_count(18)
    with served_interview.study.reading() as connection:
        assert interviews.get(connection, served_interview.interview)["completed_at"]
        assert len(answers.of_interview(connection, served_interview.interview)) == 2
    room.get_by_role("button", name="Open again").click()
    expect(room.get_by_role("navigation", name="Questions")).to_be_visible()


@pytest.mark.usefixtures("served_interview")
def test_finishing_needs_no_scrolling_and_begins_at_its_heading(room):
    room.get_by_role("navigation", name="Questions").get_by_role("button").nth(17).click()
    at(room, 17)
    last = room.get_by_role("button", name="Finish").last
    last.focus()
    room.keyboard.press("Enter")
    expect(room.get_by_role("heading", name=re.compile("Not asked yet"))).to_contain_text("16")
    expect(room.get_by_role("button", name="Complete interview")).to_be_in_viewport()
    expect(room.locator(".st-key-interview_finish_head")).to_be_focused()
    room.keyboard.press("Tab")
    expect(room.get_by_role("button", name="Complete interview")).to_be_focused()


def test_a_link_to_an_unknown_interview_is_said_once(served_interview, room):
    room.goto(f"{served_interview.server.url}/interview?interview=nope&lang=en")
    expect(room.get_by_role("alert")).to_contain_text("“nope” is not in this study")
    expect(room).not_to_have_url(re.compile("nope"))
    room.reload()
    expect(room.get_by_role("heading", name="Interviews")).to_be_visible()
    expect(room.get_by_role("alert")).to_have_count(0)


@pytest.mark.usefixtures("served_interview")
def test_axe_finds_nothing(room):
    from axe_playwright_python.sync_playwright import Axe

    for press in (None, "Skip, because…", "Finish"):
        if press == "Skip, because…":
            room.get_by_role("button", name=press).click()
            expect(room.get_by_role("textbox", name="Why is this question skipped?")).to_be_focused()
        elif press:
            room.get_by_role("navigation", name="Questions").get_by_role("button", name=press).click()
            expect(room.get_by_role("heading", name="Finish the interview")).to_be_visible()
        # buttons fade in: a contrast taken halfway says nothing
        room.wait_for_function(
            "[...document.querySelectorAll('[data-testid=stMain] button')].every((node) => {"
            " for (let at = node; at; at = at.parentElement)"
            "   if (getComputedStyle(at).opacity < 1) return node.disabled;"
            " return true })"
        )
        broken_rules = Axe().run(room).response["violations"]
        assert broken_rules == [], [(rule["id"], [node["html"] for node in rule["nodes"]]) for rule in broken_rules]
