"""Two people with one form before them: what the second would write over is shown to them, and nothing is lost."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from playwright.sync_api import expect

from canvas.capture import answers as capture
from canvas.store import partnerships, respondents
from tests.browser.conftest import visit
from tests.browser.served_interviews import KEYS, ServedInterview, begin, enter, eventually, field, serve, state


@pytest.fixture(scope="module")
def served(server, tmp_path_factory) -> ServedInterview:
    return serve(server, Path(tmp_path_factory.mktemp("two")) / "study.sqlite")


RATED = 1  # the place of the first question with a rating


def both(page):
    return page.get_by_role("alert").filter(has_text="changed the same meanwhile")


def test_a_rating_and_a_reason_to_skip_meet_another_s(served, new_page):
    talk = begin(served)
    mine = enter(new_page(), talk, RATED)
    theirs = enter(new_page(), talk, RATED, "interviewer-2")

    theirs.get_by_role("radio", name="4").click()
    eventually(theirs, talk, RATED, 4, "rating")
    mine.get_by_role("radio", name="2").click()
    expect(both(mine)).to_contain_text("interviewer-2")
    expect(both(mine)).to_contain_text("Yours: 2 of 5")
    expect(both(mine)).to_contain_text("Stands now: 4 of 5")
    assert talk.answer(RATED)["rating"] == 4
    picture(mine, "rating")
    mine.get_by_role("button", name="Keep mine").click()
    eventually(mine, talk, RATED, 2, "rating")
    expect(both(mine)).to_have_count(0)

    # the other screen still shows the 4: pressed again, it would take the rating back that is a 2 by now
    theirs.get_by_role("radio", name="4").click()
    expect(both(theirs)).to_contain_text("Stands now: 2 of 5")
    theirs.get_by_role("button", name="Take what stands now").click()
    expect(both(theirs)).to_have_count(0)
    assert talk.answer(RATED)["rating"] == 2


def test_words_typed_while_another_skips_the_question_stand_and_the_reason_is_said(served, new_page):
    talk = begin(served)
    mine = enter(new_page(), talk)
    capture.pass_over(talk.study, talk.other, talk.interview, KEYS[0], "skipped", "no time")
    field(mine).press_sequentially("Said after all")
    eventually(mine, talk, 0, "Said after all")
    expect(state(mine)).to_contain_text("interviewer-2 had marked this meanwhile as “Skipped: no time”")


def test_a_partnership_changed_by_two_keeps_both_or_shows_both(served, new_page):
    mine, theirs = new_page(), new_page()
    for page, profile in ((mine, "interviewer-1"), (theirs, "interviewer-2")):
        visit(page, f"{served.server.url}/partnerships?partnership=TO", profile)
        page.get_by_role("radio", name="About").click()
        expect(page.get_by_role("textbox", name="Region")).to_be_visible()
    theirs.get_by_role("textbox", name="Region").fill("Drenthe")
    theirs.get_by_role("textbox", name="Summary").fill("Theirs")
    save(theirs)
    mine.get_by_role("textbox", name="Name of the partnership").fill("Try Anew")
    mine.get_by_role("textbox", name="Summary").fill("Mine")
    mine.get_by_role("button", name="Save").click()
    expect(both(mine)).to_contain_text("Yours: Mine")
    expect(both(mine)).to_contain_text("Stands now: Theirs")
    expect(mine.get_by_role("textbox", name="Summary")).to_have_value("Mine")
    assert [partnership(served)[name] for name in ("name", "region", "summary")] == ["Try Out", "Drenthe", "Theirs"]
    picture(mine, "partnership")
    mine.get_by_role("button", name="Take what stands now").click()
    expect(both(mine)).to_have_count(0)
    expect(mine.get_by_role("textbox", name="Summary")).to_have_value("Theirs")
    expect(mine.get_by_role("textbox", name="Name of the partnership")).to_have_value("Try Anew")
    save(mine)
    assert [partnership(served)[name] for name in ("name", "region", "summary")] == ["Try Anew", "Drenthe", "Theirs"]


def test_a_respondent_changed_by_two_keeps_partner_and_code_and_shows_two_codes(served, new_page):
    with served.study.writing(served.user) as writer:
        partner = partnerships.add_partner(writer, served.partnership, "The Sun")
        respondents.change(writer, served.respondent, "TO-B1", "employer", partner)
    mine, theirs = new_page(), new_page()
    for page, profile in ((mine, "interviewer-1"), (theirs, "interviewer-2")):
        visit(page, f"{served.server.url}/partnerships?partnership=TO", profile)
        page.get_by_title("Change TO-B1").click()
        expect(page.get_by_role("dialog").get_by_role("textbox", name="Code")).to_have_value("TO-B1")
    theirs.get_by_role("dialog").get_by_role("textbox", name="Code").fill("TO-B8")
    theirs.get_by_role("button", name="Save respondent").click()
    expect(theirs.get_by_role("dialog")).to_have_count(0)
    mine.get_by_role("dialog").get_by_role("textbox", name="Code").fill("TO-B9")
    mine.get_by_role("button", name="Save respondent").click()
    expect(both(mine)).to_contain_text("Yours: TO-B9")
    expect(both(mine)).to_contain_text("Stands now: TO-B8")
    picture(mine, "respondent")
    mine.get_by_role("button", name="Keep mine").click()
    expect(mine.get_by_role("dialog")).to_have_count(0)
    with served.study.reading() as connection:
        row = respondents.of_partnership(connection, served.partnership)[0]
    assert (row["code"], row["organisation"]) == ("TO-B9", "The Sun")
    with served.study.writing(served.user) as writer:
        respondents.change(writer, served.respondent, "TO-B1", "employer", partner)


def save(page) -> None:
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_text("Saved", exact=True).first).to_be_visible()


def partnership(served: ServedInterview) -> dict:
    with served.study.reading() as connection:
        return partnerships.get(connection, served.partnership)


def picture(page, name: str) -> None:
    folder = os.environ.get("PPS_PICTURES")
    if folder:
        page.screenshot(path=f"{folder}/{name}.png")
