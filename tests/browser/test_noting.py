"""Taking notes fast in a real browser: kinds, going on, other blocks, versions; by keyboard alone and on a phone."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import expect

from canvas.store import answers, interviews
from tests.browser.served_interviews import (
    GUIDE,
    KEYS,
    ServedInterview,
    at,
    begin,
    enter,
    eventually,
    field,
    saved,
    serve,
)

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def served(server, tmp_path_factory) -> ServedInterview:
    return serve(server, Path(tmp_path_factory.mktemp("noting")) / "study.sqlite")


@pytest.fixture
def served_interview(served) -> ServedInterview:
    return begin(served)


@pytest.fixture
def room(served_interview, same_person):
    """The page with the fresh interview at its first question."""
    return enter(same_person, served_interview)


def kinds(served_interview: ServedInterview, place: int = 0) -> dict[str, str]:
    return {row["text"]: row["kind"] for row in served_interview.rows(place)}


def test_a_mark_at_the_start_of_a_line_makes_a_kind_of_note(served_interview, room):
    typed = [
        "/ close together",
        "\\ too little time",
        "! trainers leave",
        ": we do it ourselves",
        "# call them",
        "€ 5.000 a year",
        "and plain",
    ]
    field(room).focus()
    room.keyboard.type("\n".join(typed))
    saved(room)
    eventually(room, served_interview, 0, "\n".join(typed))
    assert kinds(served_interview) == {
        "close together": "strength",
        "too little time": "weakness",
        "trainers leave": "risk",
        "we do it ourselves": "quote",
        "call them": "action",
        "€ 5.000 a year": "euro",
        "and plain": "plain",
    }
    expect(room.locator(".field .count")).to_have_text(
        "7 notes · 1 × strength · 1 × weakness · 1 × risk · 1 × quote · 1 × action · 1 × euros"
    )


def test_the_legend_shows_every_mark_and_its_buttons_set_change_and_take_away_one(served_interview, room):
    legend = room.get_by_role("toolbar", name="Kind of note, at the start of a line")
    assert legend.get_by_role("button").all_inner_texts() == [
        "/ Strength",
        "\\ Weakness",
        "! Risk",
        ": Quote",
        "# Action",
        "€ Euros",
    ]
    field(room).press_sequentially("first\nsecond")
    legend.get_by_role("button", name="Risk").click()
    expect(field(room)).to_have_value("first\n! second")
    expect(field(room)).to_be_focused()
    room.keyboard.type(" line")
    legend.get_by_role("button", name="Strength").click()
    expect(field(room)).to_have_value("first\n/ second line")
    legend.get_by_role("button", name="Strength").click()
    expect(field(room)).to_have_value("first\nsecond line")
    legend.get_by_role("button", name="Risk").click()
    eventually(room, served_interview, 0, "first\n! second line")
    assert kinds(served_interview) == {"first": "plain", "second line": "risk"}


def test_enter_on_an_empty_line_goes_on_and_leaves_no_empty_line_behind(served_interview, room):
    field(room).focus()
    room.keyboard.type("one note\n")
    expect(field(room)).to_have_value("one note\n")
    room.keyboard.press("Enter")
    at(room, 1)
    expect(field(room)).to_be_focused()
    eventually(room, served_interview, 0, "one note")
    room.keyboard.press("Enter")  # nothing to note here
    at(room, 2)
    field(room).fill("above\n\nbelow")
    room.keyboard.press("ArrowUp")
    room.keyboard.press("Enter")  # an empty line between two notes is room, not an end
    at(room, 2)
    expect(field(room)).to_have_value("above\n\n\nbelow")


def test_a_note_is_sent_to_another_block_and_back_without_leaving_the_question(served_interview, room):
    field(room).press_sequentially("it costs too much\nschool is near")
    saved(room)
    note = served_interview.notes()["it costs too much"]
    room.get_by_role("button", name="2 notes").click()
    block = room.get_by_role("combobox", name="Block of the note “it costs too much”")
    expect(block).to_have_value("social_problem")
    block.select_option("costs")
    undo = room.get_by_role("button", name=re.compile("Undo: “it costs too much” was moved to Costs"))
    expect(undo).to_be_visible()
    assert {row["text"]: row["block"] for row in served_interview.rows()} == {
        "it costs too much": "costs",
        "school is near": "social_problem",
    }
    at(room, 0)
    expect(field(room)).to_have_value("it costs too much\nschool is near")
    undo.click()
    expect(block).to_have_value("social_problem")
    assert served_interview.rows()[0]["id"] == note
    assert served_interview.rows()[0]["block"] == "social_problem"
    expect(undo).to_have_count(0)


def test_a_note_taken_away_comes_back_with_its_line(served_interview, room):
    field(room).press_sequentially("to be kept\nto be missed")
    saved(room)
    missed = served_interview.notes()["to be missed"]
    for way, place in (("Next", 1), ("Previous", 0)):  # what is typed at another stay is another version
        room.get_by_role("button", name=way).click()
        at(room, place)
    field(room).fill("to be kept")
    eventually(room, served_interview, 0, "to be kept")
    room.get_by_role("button", name="1 note").click()
    room.get_by_role("button", name="Undo: “to be missed” was taken away").click()
    expect(field(room)).to_have_value("to be kept\nto be missed")
    assert served_interview.notes()["to be missed"] == missed


def test_every_version_is_shown_with_who_and_what_differs_and_can_stand_again(served_interview, room, new_page):
    field(room).press_sequentially("The school is near")
    saved(room)
    note = served_interview.notes()["The school is near"]
    other = enter(new_page(), served_interview, profile="interviewer-2")
    field(other).fill("The school is not near at all")
    saved(other)
    room.reload()
    at(room, 0)
    room.get_by_role("button", name="Versions").click()
    drawer = room.get_by_role("dialog")
    expect(drawer.get_by_role("heading", level=3)).to_have_count(2)
    newest, first = drawer.locator(
        "[class*=st-key-version_0], [class*='st-key-version_1'], [class*='st-key-version_2']"
    ).all()
    expect(newest).to_contain_text("interviewer-2")
    expect(newest).to_contain_text("Stands now")
    assert [text.strip() for text in newest.locator("ins").all_inner_texts()] == ["not", "at all"]
    expect(first).to_contain_text("interviewer-1")
    drawer.get_by_role("button", name="Go back to this version").click()
    expect(drawer).to_be_hidden()
    expect(field(room)).to_have_value("The school is near")
    assert served_interview.versions() == ["The school is near", "The school is not near at all", "The school is near"]
    assert served_interview.notes()["The school is near"] == note


def test_time_ticks_beside_the_minutes_of_the_guide_whatever_the_clock_of_the_browser(served_interview, new_page):
    page = new_page()
    page.add_init_script("const real = Date.now; Date.now = () => real() + 3 * 3600000")
    with served_interview.study.writing(served_interview.user) as writer:
        writer.connection.exec_driver_sql(
            "UPDATE interview SET started_at = strftime('%Y-%m-%dT%H:%M:%fZ', 'now', '-719 seconds') WHERE id = ?",
            (served_interview.interview,),
        )
    enter(page, served_interview)
    clock = page.get_by_role("timer", name="Time since the start")
    expect(clock).to_have_text(re.compile(r"1[12] of 45 min"))
    expect(clock).to_have_text("12 of 45 min")  # it goes on by itself


def test_an_interview_is_held_with_the_keyboard_alone_from_the_list_to_its_end(served_interview, page):
    from tests.browser.conftest import visit

    visit(page, f"{served_interview.server.url}/interview?partnership=TO&moment=1", "interviewer-1")
    resume = page.locator(f".pps-interview a.go[href*='{served_interview.interview}']")
    resume.focus()
    page.keyboard.press("Enter")
    at(page, 0)
    expect(field(page)).to_be_focused()
    page.keyboard.type("! too few mechanics\nlong waiting time\n")
    page.keyboard.press("Enter")
    at(page, 1)
    expect(field(page)).to_be_focused()
    page.keyboard.press("Shift+Tab")  # nothing before the field but the list of questions
    page.keyboard.press("Tab")
    expect(field(page)).to_be_focused()
    page.keyboard.press("Tab")
    expect(page.locator(".field .count")).to_be_focused()
    page.keyboard.press("Tab")
    expect(page.get_by_role("button", name="Strength")).to_be_focused()
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowRight")
    expect(page.get_by_role("button", name="Risk")).to_be_focused()
    page.keyboard.press("Enter")
    expect(field(page)).to_be_focused()
    expect(field(page)).to_have_value("! ")
    page.keyboard.type("one employer leads\n")
    page.keyboard.press("Enter")
    for place in range(2, 18):
        at(page, place)
        page.keyboard.type(f"said at {place}\n")
        page.keyboard.press("Enter")
    heading = page.locator(".st-key-interview_finish_head")
    expect(heading).to_be_focused()
    page.keyboard.press("Tab")
    expect(page.get_by_role("button", name="Complete interview")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name="Open again")).to_be_visible()
    with served_interview.study.reading() as connection:
        stored = answers.of_interview(connection, served_interview.interview)
        assert interviews.get(connection, served_interview.interview)["completed_at"]
    assert stored[KEYS[0]]["text"] == "! too few mechanics\nlong waiting time"
    assert stored[KEYS[1]]["text"] == "! one employer leads"
    assert [stored[key]["text"] for key in KEYS[2:]] == [f"said at {place}" for place in range(2, 18)]


def test_an_interview_is_held_on_a_phone(served_interview, new_page):
    phone = new_page(viewport={"width": 390, "height": 844}, has_touch=True, is_mobile=True)
    enter(phone, served_interview)
    field(phone).tap()
    phone.keyboard.type("typed with a thumb")
    saved(phone)
    phone.get_by_role("button", name="Risk").tap()
    expect(field(phone)).to_have_value("! typed with a thumb")
    eventually(phone, served_interview, 0, "! typed with a thumb")
    for place in range(1, 4):
        phone.get_by_role("button", name="Next").tap()
        at(phone, place)
        expect(phone.get_by_text(GUIDE.question(KEYS[place]).wording("employer", "en"))).to_be_in_viewport()
        field(phone).tap()
        phone.keyboard.type(f"said at {place}")
    phone.get_by_role("button", name="Previous").tap()
    at(phone, 2)
    expect(field(phone)).to_have_value("said at 2")
    for place in range(1, 4):
        eventually(phone, served_interview, place, f"said at {place}")
    assert phone.evaluate("document.documentElement.scrollWidth <= innerWidth")
    small = phone.evaluate(
        """() => {
          const inner = (node) => [...node.querySelectorAll('*')].flatMap((one) => one.shadowRoot ?? [])
          const roots = (node) => [node, ...inner(node).flatMap(roots)]
          const main = document.querySelector('.st-key-interview_main')
          return roots(main).flatMap((root) => [...root.querySelectorAll('button')])
            .filter((one) => one.offsetParent && one.getBoundingClientRect().height < 28).map((one) => one.textContent)
        }"""
    )
    assert small == []
    phone.get_by_role("navigation", name="Questions").locator("summary").tap()
    phone.get_by_role("navigation", name="Questions").get_by_role("button", name="Finish").tap()
    phone.get_by_role("button", name="Complete interview").tap()
    expect(phone.get_by_role("button", name="Open again")).to_be_visible()
