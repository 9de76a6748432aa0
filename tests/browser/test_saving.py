"""Never lose a word, in a real browser on a real server that is really killed: saving, drafts, two on one answer."""

import re
import urllib.error
import urllib.request
from pathlib import Path

import pytest
from playwright.sync_api import expect

from canvas.capture import answers as capture
from canvas.capture import interviewing
from canvas.store import answers, interviews, study_settings
from canvas.ui.i18n import in_dutch_time
from tests.browser.conftest import visit, wait_until
from tests.browser.served_interviews import (
    KEYS,
    NEXT,
    SAVED,
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
    state,
)

pytestmark = pytest.mark.browser
WAITS = re.compile("Not saved yet, kept on this device")
FOOT = ".pps-drafts"


@pytest.fixture(scope="module")
def served(server, tmp_path_factory) -> ServedInterview:
    return serve(server, Path(tmp_path_factory.mktemp("saving")) / "study.sqlite")


@pytest.fixture
def served_interview(served) -> ServedInterview:
    return begin(served)


@pytest.fixture
def room(served_interview, same_person):
    """The page with the fresh interview at its first question."""
    return enter(same_person, served_interview)


def tab(page, served_interview: ServedInterview, place: int = 0):
    """Another tab of the same browser, at a question."""
    return enter(page.context.new_page(), served_interview, place)


def from_elsewhere(served_interview: ServedInterview, text: str, place: int = 0) -> None:
    """What a colleague saves meanwhile."""
    with served_interview.study.reading() as connection:
        interviews.get(connection, served_interview.interview)
    capture.save(served_interview.study, served_interview.other, served_interview.interview, KEYS[place], text)


# ---- saved while one types


def test_what_is_typed_is_saved_while_the_field_is_not_left(served_interview, room):
    field(room).press_sequentially("said slowly")
    saved(room)
    eventually(room, served_interview, 0, "said slowly")
    expect(field(room)).to_be_focused()
    expect(field(room)).to_have_value("said slowly")
    no_drafts(room)


def test_typing_on_without_a_pause_is_saved_meanwhile(served_interview, room):
    field(room).focus()
    sent = []
    room.on("request", lambda request: sent.append(request.post_data_json) if "/werkbank/" in request.url else None)
    for _second in range(30):
        room.keyboard.type("woord ", delay=20)  # 120 ms a word: never the pause a save waits for
    assert len([request for request in sent if request["do"] == "save"]) >= 1
    expect(state(room)).to_have_text(SAVED)
    eventually(room, served_interview, 0, "woord " * 30)


def test_saved_is_said_only_once_the_server_has_stored_it(served_interview, room):
    waiting, reached = [], []
    room.route("**/werkbank/answer", lambda route: route.continue_() if reached else waiting.append(route))
    # all that is said, in order: on a busy machine “Saving…” is gone before one can look
    line = state(room).evaluate_handle(
        "(line) => { const said = [];"
        " new MutationObserver(() => said.push(line.textContent)).observe(line, { childList: true }); return said }"
    )
    field(room).press_sequentially("truth")
    wait_until(room, lambda: bool(waiting))
    assert served_interview.answer()["text"] == ""
    expect(state(room)).to_have_text(WAITS)  # nobody answered for three seconds
    before, after = line.json_value()[0], line.json_value()[1:]
    assert before == "Saving…"
    assert after
    assert all(WAITS.match(words) for words in after)
    reached.append(True)
    for route in waiting:
        route.continue_()
    saved(room)
    eventually(room, served_interview, 0, "truth")


def test_a_burst_of_typing_is_one_version_and_the_next_one_another(served_interview, room):
    for word in ("one ", "two ", "three"):
        field(room).press_sequentially(word)
        saved(room)
        eventually(
            room, served_interview, 0, ("one ", "one two ", "one two three")[("one ", "two ", "three").index(word)]
        )
    assert served_interview.versions() == ["one two three"]
    room.get_by_role("button", name=NEXT).click()
    at(room, 1)
    room.get_by_role("button", name="Previous").click()
    at(room, 0)
    field(room).press_sequentially(" four")
    eventually(room, served_interview, 0, "one two three four")
    assert served_interview.versions() == ["one two three four", "one two three"]


# ---- kept in the browser until it is stored


def test_a_draft_lies_under_study_user_interview_and_question_with_the_version_it_was_typed_on(served_interview, room):
    field(room).press_sequentially("first")
    saved(room)
    no_drafts(room)
    room.context.set_offline(True)
    field(room).press_sequentially(" and offline")
    expect(state(room)).to_have_text(WAITS)
    with served_interview.study.reading() as connection:
        study_id = study_settings.describe(connection)["id"]
    ((key, draft),) = drafts(room).items()
    assert key.startswith(f"pps-draft/{study_id}/{served_interview.user}/{served_interview.interview}/{KEYS[0]}/")
    assert (draft["text"], draft["base"]) == ("first and offline", served_interview.answer()["revision"])
    assert served_interview.answer()["text"] == "first"
    room.context.set_offline(False)
    saved(room)
    eventually(room, served_interview, 0, "first and offline")
    no_drafts(room)


def test_a_tab_closed_without_network_gives_its_words_to_the_next_one(served_interview, room):
    room.context.set_offline(True)
    field(room).press_sequentially("typed before the tab was closed")
    assert next(iter(drafts(room).values()))["text"] == "typed before the tab was closed"
    context = room.context
    room.close()
    context.set_offline(False)
    again = context.new_page()
    enter(again, served_interview)
    expect(field(again)).to_have_value("typed before the tab was closed")
    saved(again)
    eventually(again, served_interview, 0, "typed before the tab was closed")
    no_drafts(again)


def test_the_last_words_of_a_page_that_is_left_at_once_are_stored(served_interview, room):
    field(room).press_sequentially("last words")
    room.goto("about:blank")
    eventually(room, served_interview, 0, "last words")


def test_a_screen_left_at_once_stores_what_was_typed(served_interview, room):
    field(room).press_sequentially("left for another screen")
    room.get_by_role("link", name="Canvas").first.click()
    expect(room).not_to_have_url(re.compile("/interview"))
    eventually(room, served_interview, 0, "left for another screen")
    no_drafts(room)


def test_a_laptop_that_slept_stores_what_was_typed_when_it_wakes(served_interview, room):
    devtools = room.context.new_cdp_session(room)
    room.context.set_offline(True)
    field(room).press_sequentially("typed, then the lid was closed")
    devtools.send("Page.setWebLifecycleState", {"state": "frozen"})
    assert served_interview.answer()["text"] == ""
    devtools.send("Page.setWebLifecycleState", {"state": "active"})
    room.context.set_offline(False)
    eventually(room, served_interview, 0, "typed, then the lid was closed")
    saved(room)


def test_a_killed_server_that_comes_back_is_given_what_was_typed_meanwhile(served_interview, room):
    field(room).press_sequentially("before")
    saved(room)
    served_interview.server.kill()
    field(room).press_sequentially(" and while it was away")
    expect(state(room)).to_have_text(WAITS)
    served_interview.server.start()
    saved(room)
    eventually(room, served_interview, 0, "before and while it was away")
    assert served_interview.versions()[0] == "before and while it was away"
    no_drafts(room)


def test_a_server_killed_before_the_last_words_gets_them_from_the_next_tab_also_for_another_question(
    served_interview, room
):
    field(room).press_sequentially("at the first")
    saved(room)
    room.get_by_role("button", name=NEXT).click()
    at(room, 1)
    served_interview.server.kill()
    field(room).press_sequentially("at the second")
    expect(state(room)).to_have_text(WAITS)
    context = room.context
    room.close()
    served_interview.server.start()
    again = enter(context.new_page(), served_interview, 0)
    eventually(again, served_interview, 1, "at the second")
    no_drafts(again)
    at(again, 0)


def test_a_save_whose_answer_was_lost_is_not_stored_twice(served_interview, room):
    lost = []

    def drop(route):
        lost.append(route.fetch())
        route.abort()

    room.route("**/werkbank/answer", drop, times=1)
    field(room).press_sequentially("once")
    saved(room)
    assert len(lost) == 1
    assert lost[0].status == 200
    assert served_interview.versions() == ["once"]
    assert list(served_interview.notes()) == ["once"]


def test_a_wrong_clock_in_the_browser_changes_neither_what_is_saved_nor_the_time_that_is_said(
    served_interview, new_page
):
    page = new_page()
    page.add_init_script("const real = Date.now; Date.now = () => real() - 7 * 365 * 86400000")
    enter(page, served_interview)
    field(page).press_sequentially("seven years ago")
    saved(page)
    eventually(page, served_interview, 0, "seven years ago")
    assert f"{in_dutch_time(served_interview.answer()['answered_at']):%H:%M:%S}" in state(page).inner_text()
    page.context.set_offline(True)
    field(page).press_sequentially(" and now")
    expect(state(page)).to_have_text(WAITS)
    page.context.set_offline(False)
    eventually(page, served_interview, 0, "seven years ago and now")


def test_a_text_larger_than_allowed_stays_in_the_field_and_is_said_not_to_be_saved(served_interview, room):
    long = "x" * 1_000_001
    field(room).fill(long)
    expect(state(room)).to_have_text(re.compile("Not saved, kept on this device"))
    expect(room.locator(".field .fault").first).to_contain_text("longer than")
    assert field(room).input_value() == long
    assert served_interview.answer()["text"] == ""
    field(room).fill("short enough")
    saved(room)
    expect(room.locator(".field .fault").first).to_be_hidden()


# ---- a finished interview


def test_words_for_an_interview_that_was_finished_meanwhile_are_kept_until_it_is_opened_again(served_interview, room):
    room.context.set_offline(True)
    field(room).press_sequentially("too late?")
    context = room.context
    room.close()
    interviewing.complete(served_interview.study, served_interview.user, served_interview.interview)
    context.set_offline(False)
    page = context.new_page()
    visit(page, served_interview.url)
    foot = page.locator(FOOT)
    expect(foot).to_contain_text("1 text is not stored yet")
    foot.locator("summary").click()
    expect(foot).to_contain_text("too late?")
    assert served_interview.answer()["text"] == ""
    page.get_by_role("button", name="Open again").click()
    at(page, 0)
    saved(page)
    eventually(page, served_interview, 0, "too late?")
    expect(foot).to_be_hidden()
    no_drafts(page)


def test_typing_on_in_an_interview_that_was_finished_elsewhere_says_so_and_goes_on_after_opening_it(
    served_interview, room
):
    interviewing.complete(served_interview.study, served_interview.other, served_interview.interview)
    field(room).press_sequentially("still talking")
    expect(room.locator(".field .fault").first).to_contain_text("completed meanwhile")
    expect(state(room)).to_have_text(re.compile("Not saved, kept on this device"))
    expect(field(room)).to_have_value("still talking")
    room.get_by_role("button", name="Open the interview again").click()
    saved(room)
    eventually(room, served_interview, 0, "still talking")


def test_finishing_takes_what_is_stored_out_of_the_browser(served_interview, room):
    field(room).press_sequentially("stored")
    saved(room)
    key = f"pps-draft/{room.evaluate('window.ppsField')}/earlier-page"
    left = {
        "field": f"{served_interview.interview}/{KEYS[0]}",
        "text": "stored",
        "base": 0,
        "on": [],
        "page": "earlier-page",
        "at": 1,
    }
    room.evaluate("([key, left]) => localStorage.setItem(key, JSON.stringify(left))", [key, left])
    room.get_by_role("navigation", name="Questions").get_by_role("button", name="Finish").click()
    room.get_by_role("button", name="Complete interview").click()
    expect(room.get_by_role("button", name="Open again")).to_be_visible()
    no_drafts(room)


# ---- two on one answer


def meet(room, served_interview: ServedInterview, other) -> None:
    """Two pages at one answer: the first stores a text, the other typed another one on the old version."""
    field(room).press_sequentially("first person")
    saved(room)
    field(other).press_sequentially("second person")
    met = other.get_by_role("region", name="Somebody else changed this answer meanwhile")
    expect(met).to_be_visible()
    expect(met).to_contain_text("first person")
    expect(met).to_contain_text("second person")
    expect(state(other)).to_have_text(re.compile("Not saved, kept on this device"))
    expect(field(other)).to_have_value("second person")
    assert served_interview.answer()["text"] == "first person"


def test_interviewer_and_observer_see_both_texts_and_put_them_together(served_interview, room, new_page):
    other = enter(new_page(), served_interview, profile="interviewer-2")
    meet(room, served_interview, other)
    expect(other.locator(".met")).to_contain_text("Stored by interviewer-1")
    other.get_by_role("button", name="Keep both").click()
    expect(field(other)).to_have_value("first person\nsecond person")
    saved(other)
    eventually(other, served_interview, 0, "first person\nsecond person")
    expect(other.locator(".met")).to_be_hidden()
    field(room).focus()
    room.keyboard.press("Alt+PageDown")
    at(room, 1)
    room.keyboard.press("Alt+PageUp")
    expect(field(room)).to_have_value("first person\nsecond person")


def test_of_two_tabs_one_text_is_taken_and_the_other_stays_in_the_versions(served_interview, room):
    other = tab(room, served_interview)
    meet(room, served_interview, other)
    other.get_by_role("button", name="Take theirs").click()
    expect(field(other)).to_have_value("first person")
    saved(other)
    no_drafts(other)
    assert served_interview.answer()["text"] == "first person"
    assert served_interview.versions() == ["first person", "second person", "first person"]
    assert list(served_interview.notes()) == ["first person"]


def test_a_stale_draft_is_shown_beside_what_was_stored_since_and_may_be_chosen(served_interview, room):
    room.context.set_offline(True)
    field(room).press_sequentially("typed on the train")
    context = room.context
    room.close()
    from_elsewhere(served_interview, "typed at the office")
    context.set_offline(False)
    again = enter(context.new_page(), served_interview)
    met = again.get_by_role("region", name="Somebody else changed this answer meanwhile")
    expect(met).to_contain_text("typed at the office")
    expect(met).to_contain_text("typed on the train")
    assert served_interview.answer()["text"] == "typed at the office"
    again.get_by_role("button", name="Take mine").click()
    saved(again)
    eventually(again, served_interview, 0, "typed on the train")
    assert served_interview.versions() == ["typed on the train", "typed at the office"]
    no_drafts(again)


def test_going_on_where_two_texts_meet_stays_until_both_were_seen(served_interview, room):
    from_elsewhere(served_interview, "from elsewhere")
    field(room).press_sequentially("mine")
    room.get_by_role("button", name=NEXT).click()
    expect(room.get_by_role("button", name="Keep both")).to_be_focused()
    at(room, 0)
    room.keyboard.press("Enter")
    saved(room)
    assert served_interview.answer()["text"] == "from elsewhere\nmine"


def test_a_rating_given_meanwhile_is_no_clash(served_interview, room):
    capture.rate(served_interview.study, served_interview.other, served_interview.interview, KEYS[0], 4)
    field(room).press_sequentially("and a word")
    saved(room)
    assert (served_interview.answer()["text"], served_interview.answer()["rating"]) == ("and a word", 4)


# ---- the door is for the workbench's own pages alone


def post(served_interview: ServedInterview, body: str, **headers: str | None) -> int:
    """The status that a request to the door is answered with."""
    host = served_interview.server.url.removeprefix("http://")
    sent = {"Origin": served_interview.server.url, "Host": host, "Content-Type": "application/json"} | {
        name.replace("_", "-"): value for name, value in headers.items()
    }
    request = urllib.request.Request(f"{served_interview.server.url}/werkbank/answer", body.encode(), method="POST")
    for name, value in sent.items():
        if value is not None:
            request.add_header(name, value)
    try:
        with urllib.request.urlopen(request, timeout=20) as answered:
            return answered.status
    except urllib.error.HTTPError as error:
        return error.code


def test_the_door_opens_only_to_this_origin_with_a_pass_for_an_interview_that_was_opened(
    served, room, served_interview
):
    sent = []
    room.on("request", lambda request: sent.append(request) if "/werkbank/" in request.url else None)
    field(room).press_sequentially("own")
    saved(room)
    own, body = sent[-1].headers["x-pps-pass"], sent[-1].post_data
    opened = served_interview.interview
    shut = begin(served).interview
    assert post(served_interview, body, X_PPS_Pass=own) == 200  # the same save again
    refused = {
        "another origin": post(served_interview, body, X_PPS_Pass=own, Origin="http://evil.example"),
        "another port": post(served_interview, body, X_PPS_Pass=own, Origin="http://127.0.0.1:1"),
        "no origin": post(served_interview, body, X_PPS_Pass=own, Origin=None),
        "another host": post(served_interview, body, X_PPS_Pass=own, Host="evil.example", Origin="http://evil.example"),
        "a form": post(served_interview, body, X_PPS_Pass=own, Content_Type="application/x-www-form-urlencoded"),
        "another site": post(served_interview, body, X_PPS_Pass=own, Sec_Fetch_Site="cross-site"),
        "an interview not opened": post(served_interview, body.replace(opened, shut), X_PPS_Pass=own),
    }
    assert refused == dict.fromkeys(refused, 403)
    assert post(served_interview, body, X_PPS_Pass="guessed") == 401
    assert post(served_interview, body) == 401
    odd = [
        "",
        "[]",
        "{}",
        '{"do": "save"}',
        body.replace('"save"', '"drop"'),
        body.replace('"base":0', '"base":"0"'),
        "[" * 50_000,
    ]
    assert [post(served_interview, body, X_PPS_Pass=own) for body in odd] == [400] * len(odd)
    assert post(served_interview, "x" * 8_000_001, X_PPS_Pass=own) == 413
    served_interview.interview = opened
    assert served_interview.answer()["text"] == "own"
    assert served_interview.versions() == ["own"]


def test_another_profile_in_the_same_tab_saves_under_its_own_name(served_interview, page):
    room = enter(page, served_interview)
    field(room).press_sequentially("as one")
    saved(room)
    room.get_by_role("button", name="Menu").click()
    room.get_by_role("button", name="Choose another profile").click()
    room.get_by_role("button", name=re.compile("interviewer-2")).click()
    at(room, 0)
    field(room).press_sequentially(" and as the other")
    eventually(room, served_interview, 0, "as one and as the other")
    with served_interview.study.reading() as connection:
        revisions = answers.revisions(connection, served_interview.answer()["id"])
    assert [(row["by"], row["text"]) for row in revisions] == [
        ("interviewer-2", "as one and as the other"),
        ("interviewer-1", "as one"),
    ]
