"""The server goes away: no dialog, the keyboard stays where it is, and one line says so until it is back."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from pathlib import Path

import pytest
from playwright.sync_api import expect

from canvas.store import moments, partnerships, respondents
from tests.browser.conftest import visit
from tests.browser.served_interviews import (
    KEYS,
    NEXT,
    ServedInterview,
    at,
    begin,
    drafts,
    enter,
    eventually,
    field,
    no_drafts,
    saved,
    serve,
)

pytestmark = pytest.mark.browser
AWAY = "The workbench cannot be reached"
NOTICE = ".pps-page-notice"
FOOT = ".pps-drafts"


@pytest.fixture(scope="module")
def served(server, tmp_path_factory) -> ServedInterview:
    return serve(server, Path(tmp_path_factory.mktemp("away")) / "study.sqlite")


@pytest.fixture
def served_interview(served) -> ServedInterview:
    return begin(served)


@pytest.fixture
def room(served_interview, same_person):
    return enter(same_person, served_interview)


# ---- no dialog, and the keyboard stays


def test_typing_goes_on_while_the_server_is_away_and_one_line_says_so(served_interview, room):
    field(room).press_sequentially("before ")
    served_interview.server.kill()
    text = "so long that Streamlit has tried six times, after which it took the keyboard away"
    room.keyboard.type(text, delay=90)
    notice = room.locator(NOTICE)
    expect(notice).to_contain_text(AWAY)
    expect(notice).to_have_attribute("role", "status")
    expect(room.get_by_role("dialog")).to_have_count(0)
    expect(field(room)).to_be_focused()
    expect(field(room)).to_have_value("before " + text)
    foot, area = notice.bounding_box(), field(room).bounding_box()
    assert area["y"] + area["height"] <= foot["y"]
    room.keyboard.press("Home")
    served_interview.server.start()
    expect(notice).to_be_empty()
    room.keyboard.type("> ")
    expect(field(room)).to_have_value("> before " + text)
    saved(room)
    eventually(room, served_interview, 0, "> before " + text)
    no_drafts(room)


def test_what_streamlit_would_say_in_a_dialog_is_said_in_the_line(room):
    error = {"stCommVersion": 1, "type": "CLIENT_ERROR_DIALOG", "error": "Bad message format", "message": "x"}
    room.evaluate("(error) => window.postMessage(error, '*')", error)
    notice = room.locator(NOTICE)
    expect(notice).to_contain_text("Load it again")
    notice.get_by_role("button", name="Load again").click()
    at(room, 0)
    expect(notice).to_be_empty()
    config = room.evaluate("async () => (await fetch('/_stcore/host-config')).json()")
    assert config["blockErrorDialogs"] is True


def test_a_network_that_is_gone_and_comes_back_is_said_likewise(room):
    room.context.set_offline(True)
    expect(room.locator(NOTICE)).to_contain_text(AWAY)
    room.context.set_offline(False)
    expect(room.locator(NOTICE)).to_be_empty()


# ---- the notice of texts that are not stored asks first


def test_a_pause_and_then_enter_twice_leaves_no_draft_behind(served_interview, room):
    field(room).press_sequentially("a line")
    saved(room)
    room.keyboard.press("Enter")
    room.keyboard.press("Enter")
    at(room, 1)
    no_drafts(room)
    assert served_interview.answer()["text"] == "a line"


def test_texts_that_are_stored_are_not_announced_and_others_are(served_interview, room):
    field(room).press_sequentially("stored all the same")
    saved(room)
    owner = room.evaluate("window.ppsField").split(served_interview.interview)[0]

    def lay(question: str, text: str) -> None:
        """Leave a draft behind, as a page that ended between the save and its acknowledgement does."""
        left = {
            "field": f"{served_interview.interview}/{question}",
            "text": text,
            "base": 0,
            "on": [],
            "page": "gone",
            "at": 1,
        }
        key = f"pps-draft/{owner}{served_interview.interview}/{question}/gone"
        room.evaluate("([key, left]) => localStorage.setItem(key, left)", [key, json.dumps(left)])

    lay(KEYS[0], "stored all the same  \n\n")
    visit(room, served_interview.server.url)
    no_drafts(room)
    expect(room.locator(FOOT)).to_be_hidden()
    lay(KEYS[0], "never stored")
    expect(room.locator(FOOT)).to_contain_text("1 text is not stored yet")
    assert len(drafts(room)) == 1
    room.evaluate("localStorage.clear()")


# ---- the keyboard, and what / is for


def test_resume_from_the_overview_puts_the_cursor_in_the_field_and_a_slash_there_is_a_sign(served, page):
    with served.study.writing(served.user) as writer:  # whose only interview it is: several lead to a list
        partnership = partnerships.add(writer, "Apart", "AP")
        moments.put_moment(writer, partnership, served.wave)
        respondent = respondents.add(writer, partnership, "AP-B1", "employer")
    room = enter(page, begin(replace(served, partnership=partnership, respondent=respondent)))
    field(room).press_sequentially("earlier")
    saved(room)
    room.get_by_role("link", name="Overview").first.click()
    room.get_by_role("link", name="Resume interview").first.click()
    room.locator(".field textarea").wait_for()
    expect(field(room)).to_be_focused()
    room.keyboard.type("/ a strength")
    expect(field(room)).to_have_value(re.compile("/ a strength$"))
    expect(room.get_by_role("searchbox")).to_have_value("")


@pytest.mark.usefixtures("served_interview")
def test_a_key_typed_where_nothing_has_the_keyboard_goes_to_the_field(room):
    room.get_by_role("heading", level=2).first.click()
    room.keyboard.type("/ from nowhere")
    expect(field(room)).to_have_value("/ from nowhere")
    room.get_by_role("button", name=NEXT).focus()
    room.keyboard.press("/")
    expect(field(room)).to_have_value("/ from nowhere/")
    expect(room.get_by_role("searchbox")).not_to_be_focused()


def test_the_search_takes_a_slash_on_other_screens_but_from_no_text(served_interview, room):
    visit(room, served_interview.server.url)
    room.get_by_role("searchbox").wait_for()
    room.keyboard.press("/")
    expect(room.get_by_role("searchbox")).to_be_focused()
    room.keyboard.press("/")
    expect(room.get_by_role("searchbox")).to_have_value("/")


# ---- fields that Streamlit draws


def test_fields_of_forms_keep_the_keyboard_and_what_a_new_server_does_not_know_is_put_back_or_said(
    served_interview, new_page
):
    page, drawer = new_page(), new_page()
    for each in (page, drawer):
        visit(each, f"{served_interview.server.url}/partnerships?partnership=TO", "interviewer-1")
    page.get_by_role("radio", name="About").click()
    name = page.get_by_role("textbox", name="Name of the partnership")
    name.click()
    page.keyboard.press("End")
    page.keyboard.type(" typed before")
    drawer.get_by_role("button", name="Add partner").click()
    drawer.get_by_role("textbox", name="Organisation").click()
    drawer.keyboard.type("School")
    served_interview.server.kill()
    for each in (page, drawer):
        expect(each.locator(NOTICE)).to_contain_text(AWAY)
        each.keyboard.type(" and away", delay=30)
    expect(name).to_be_focused()
    expect(name).to_have_value("Try Out typed before and away")
    expect(drawer.get_by_role("textbox", name="Organisation")).to_have_value("School and away")
    served_interview.server.start()
    expect(page.locator(NOTICE)).to_contain_text("What you typed stands here still")
    expect(name).to_be_focused()
    expect(name).to_have_value("Try Out typed before and away")
    page.keyboard.type(" and after")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Try Out typed before and away and after")
    expect(drawer.locator(NOTICE)).to_contain_text("this was not stored: Organisation")
    expect(drawer.get_by_role("dialog")).to_have_count(0)
    drawer.context.grant_permissions(["clipboard-read", "clipboard-write"])
    drawer.locator(NOTICE).get_by_role("button", name="Copy").click()
    expect(drawer.locator(NOTICE)).to_be_empty()
    assert drawer.evaluate("navigator.clipboard.readText()") == "Organisation: School and away"
