"""Reading a transcript into notes in a real browser, by keyboard and by mouse, on a server that is really killed."""

from __future__ import annotations

import random
import re
from dataclasses import dataclass
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from canvas.capture import interviewing, passage_notes
from canvas.store import documents
from canvas.store.notes import notes
from canvas.store.themes import themes
from tests.browser.conftest import visit
from tests.browser.served_interviews import GUIDE, ServedInterview, serve
from tests.examples import THOROUGH

pytestmark = pytest.mark.browser
SAVED = re.compile(r"Saved \d\d:\d\d:\d\d")
TURNS = [
    ("Interviewer", "What does it cost you? <img src=x onerror='window.run = 1'>"),
    ("TO-B1", "Mostly time 👩🏽‍🔧 of our cafe\u0301 fitters. Nothing stands against it. We do it for the trade."),
    ("Interviewer", "And who pays?"),
    ("TO-B1", "שלום לכם חברים! <b>Everyone</b> pays a little."),
]
COST = TURNS[1][1]
NARROW_AND_WIDE = [("light", (390, 844)), ("dark", (1440, 900))]
READER_SIGHTS = NARROW_AND_WIDE if THOROUGH else [pytest.param(*random.choice(NARROW_AND_WIDE), id="either")]


@dataclass
class Read:
    """A transcript in a served study."""

    served_interview: ServedInterview
    document: str

    @property
    def url(self) -> str:
        return f"{self.served_interview.server.url}/documents?document={self.document}"

    def rows(self) -> list[dict]:
        """The passages with a standing note, each with the words that its span gives, and its themes."""
        with self.served_interview.study.reading() as connection:
            text = documents.get(connection, self.document)["text"]
            passages = documents.passages(connection, self.document)
            themes_by_note = themes.of_notes(connection, [row["note_id"] for row in passages])
        return [
            row
            | {"words": text[row["start"] : row["end"]]}
            | {"themes": [theme["name"] for theme in themes_by_note.get(row["note_id"], ())]}
            for row in passages
        ]

    def note(self, words: str, block: str = "costs") -> str:
        """What a colleague notes meanwhile."""
        with self.served_interview.study.reading() as connection:
            start = documents.get(connection, self.document)["text"].index(words)
        return passage_notes.note_passage(
            self.served_interview.study, self.served_interview.other, self.document, start, start + len(words), block
        )["note_id"]


@pytest.fixture(scope="module")
def served(server, tmp_path_factory) -> ServedInterview:
    served_interview = serve(server, Path(tmp_path_factory.mktemp("reading")) / "study.sqlite")
    with served_interview.study.writing(served_interview.user) as writer:
        themes.add(writer, "<i>Trust</i>")
    return served_interview


@pytest.fixture
def read(served) -> Read:
    """A fresh transcript of a fresh interview."""
    talk = interviewing.plan(
        served.study, served.user, GUIDE, served.partnership, served.wave, [served.respondent], "en", start=True
    )
    rows, at = [], 0
    for number, (speaker, words) in enumerate(TURNS):
        rows.append(
            {
                "speaker": speaker,
                "start": at,
                "end": at + len(words),
                "from_ms": 61_000 * number,
                "to_ms": None,
                "question": None,
            }
        )
        at += len(words) + 2
    with served.study.writing(served.user) as writer:
        made = documents.add(
            writer,
            title="A talk",
            text="\n\n".join(words for _who, words in TURNS),
            kind="transcript",
            source="",
            language="en",
            partnership_id=served.partnership,
            wave_id=served.wave,
            interview_id=talk,
            intake={"cues_in_file": 4, "cues_read": 3, "characters_in": 200, "characters_kept": 198},
        )
        speakers = [
            {"label": "Interviewer", "part": "interviewer", "respondent_id": None},
            {"label": "TO-B1", "part": "respondent", "respondent_id": served.respondent},
        ]
        documents.add_turns(writer, made, speakers, rows)
    return Read(served, made)


@pytest.fixture
def room(read, same_person):
    """The page with the fresh transcript open."""
    return enter(same_person, read)


def enter(page, read: Read, profile: str = "interviewer-1"):
    visit(page, read.url, profile)
    expect(turn(page, 3)).to_be_visible()
    return page


def turn(page, place: int):
    return page.locator(".pps-reader article").nth(place)


def marks(page):
    return page.locator(".pps-reader mark")


def cards(page):
    return page.locator(".pps-reader .card")


def saved(page) -> None:
    expect(page.locator(".pps-reader .state").first).to_have_text(SAVED)


def selected(page) -> str:
    return page.evaluate("getSelection().toString()")


def go_to(page, place: int) -> None:
    """Give the keyboard to a turn, as Tab and the arrows would."""
    page.evaluate("(place) => document.querySelectorAll('.pps-reader article')[place].focus()", place)


def drag(page, place: int, words: str) -> None:
    """Select words of a turn with the mouse."""
    turn(page, place).scroll_into_view_if_needed()
    box = page.evaluate(
        """([place, words]) => {
          const within = document.querySelectorAll('.pps-reader article .words')[place]
          const range = document.createRange(), nodes = document.createTreeWalker(within, NodeFilter.SHOW_TEXT)
          const start = within.textContent.indexOf(words), end = start + words.length
          let at = 0, node
          while ((node = nodes.nextNode())) {
            if (at <= start && start < at + node.length) range.setStart(node, start - at)
            if (at < end && end <= at + node.length) range.setEnd(node, end - at)
            at += node.length
          }
          const rects = [...range.getClientRects()], middle = (one) => one.top + one.height / 2
          return [rects[0].left, middle(rects[0]), rects.at(-1).right, middle(rects.at(-1))]
        }""",
        [place, words],
    )
    page.mouse.move(box[0] + 0.5, box[1])
    page.mouse.down()
    page.mouse.move((box[0] + box[2]) / 2, (box[1] + box[3]) / 2, steps=3)
    page.mouse.move(box[2] + 0.5, box[3], steps=3)
    page.mouse.up()


def test_by_keyboard_a_word_a_block_and_a_theme_are_a_key_each(read, room):
    turn(room, 0).focus()
    room.keyboard.press("ArrowDown")
    expect(turn(room, 1)).to_be_focused()
    room.keyboard.press("ArrowRight")
    room.keyboard.press("Shift+ArrowRight")
    assert selected(room) == "Mostly time"
    room.keyboard.press("e")
    expect(marks(room)).to_have_text(["Mostly time"])
    room.keyboard.press("1")
    saved(room)
    expect(cards(room)).to_contain_text(["Costs"])
    expect(cards(room)).to_contain_text("<i>Trust</i>")
    expect(cards(room)).to_contain_text("Employers")
    (row,) = read.rows()
    assert (row["words"], row["text"], row["block"], row["role"], row["themes"]) == (
        "Mostly time",
        "Mostly time",
        "costs",
        "employer",
        ["<i>Trust</i>"],
    )
    expect(turn(room, 1)).to_be_focused()
    room.keyboard.press("w")  # the same words on another block too
    saved(room)
    expect(marks(room)).to_have_class(re.compile("over"))
    assert {row["block"] for row in read.rows()} == {"costs", "social_value"}


def test_sentences_turns_and_a_list_that_filters_by_keyboard(read, room):
    go_to(room, 1)
    room.keyboard.press("s")
    assert selected(room) == "Mostly time 👩🏽‍🔧 of our cafe\u0301 fitters."
    room.keyboard.press("s")
    assert selected(room) == "Nothing stands against it."
    room.keyboard.press("Shift+S")
    assert selected(room) == "Nothing stands against it. We do it for the trade."
    room.keyboard.press("Enter")
    field = room.get_by_role("combobox", name="Give the selected words a block")
    expect(field).to_be_focused()
    room.keyboard.insert_text("ｓo\u00adcial v")  # as it may be pasted: plain letters are looked for
    room.keyboard.press("Enter")
    saved(room)
    expect(turn(room, 1)).to_be_focused()
    go_to(room, 2)
    room.keyboard.press("t")
    room.keyboard.press(".")
    saved(room)
    assert [(row["words"], row["block"], row["role"]) for row in read.rows()] == [
        ("Nothing stands against it. We do it for the trade.", "social_value", "employer"),
        ("And who pays?", "social_value", None),
    ]
    room.keyboard.press("k")
    room.keyboard.press("Escape")
    assert selected(room) == ""


def test_with_the_mouse_words_are_dragged_over_and_given_a_theme_and_a_block(read, room):
    drag(room, 1, "Nothing stands")
    palette = room.locator(".choose")
    expect(palette).to_be_visible()
    assert selected(room) == "Nothing stands"
    palette.get_by_role("option", name="Trust").click()
    expect(palette.get_by_role("option", name="Trust")).to_have_attribute("aria-selected", "true")
    palette.get_by_role("option", name="Governance").click()
    expect(palette).to_be_hidden()
    expect(marks(room)).to_have_text(["Nothing stands"])
    saved(room)
    (row,) = read.rows()
    assert (row["block"], row["themes"]) == ("governance", ["<i>Trust</i>"])
    room.get_by_role("button", name="Take theme <i>Trust</i> off").click()
    saved(room)
    expect(cards(room)).not_to_contain_text("Trust")
    room.locator(".page").click(position={"x": 300, "y": 4})
    expect(palette).to_be_hidden()


@pytest.mark.usefixtures("read")
def test_passages_that_overlap_are_seen_and_each_is_reached(room):
    for words, block in (("Nothing stands against it", "o"), ("against it. We do it", "g")):
        drag(room, 1, words)
        room.keyboard.press(block)
        saved(room)
    expect(marks(room)).to_have_text(["Nothing stands ", "against it", ". We do it"])
    expect(marks(room).nth(1)).to_have_class(re.compile("over"))
    marks(room).nth(1).click()
    expect(cards(room)).to_have_count(2)
    expect(cards(room).locator(".said")).to_have_text(["Nothing stands against it", "against it. We do it"])
    marks(room).nth(2).click()
    expect(cards(room)).to_have_count(1)
    go_to(room, 0)
    room.keyboard.press("v")
    expect(marks(room).nth(0)).to_be_focused()
    room.keyboard.press("v")
    expect(cards(room).locator(".said")).to_have_text("against it. We do it")


def test_a_note_is_edited_taken_away_and_brought_back_without_leaving_the_text(read, room):
    drag(room, 1, "for the trade")
    room.keyboard.press("i")
    saved(room)
    room.get_by_role("button", name="Edit", exact=True).click()
    field = room.get_by_role("textbox", name="Note")
    expect(field).to_be_focused()
    field.fill("kz They do it for the trade")  # letters that are keys elsewhere
    room.get_by_role("combobox", name="Block").select_option(label="Solution")
    room.get_by_role("combobox", name="Kind").select_option(label="Strength")
    read.note("And who pays?")  # a colleague's note arrives while the form is open, as one comes back to the tab
    room.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
    expect(marks(room)).to_have_count(2)
    expect(field).to_have_value("kz They do it for the trade")
    field.press("Enter")
    saved(room)
    expect(cards(room).locator(".said")).to_have_text("kz They do it for the trade")
    expect(cards(room).locator("blockquote")).to_have_text("for the trade")
    row = read.rows()[0]
    assert (row["text"], row["block"], row["kind"], row["revision"]) == (
        "kz They do it for the trade",
        "solution",
        "strength",
        2,
    )
    cards(room).get_by_role("button", name="Take away").click()
    expect(marks(room)).to_have_count(1)
    saved(room)
    room.keyboard.press("z")
    expect(marks(room)).to_have_count(2)
    saved(room)
    room.keyboard.press("z")  # and the edit before it
    expect(cards(room).locator(".said")).to_have_text("for the trade")
    room.keyboard.press("z")  # and the passage itself
    expect(marks(room)).to_have_count(1)
    saved(room)
    assert [row["words"] for row in read.rows()] == ["And who pays?"]


def test_what_is_typed_in_a_note_outlives_the_page_and_meets_a_colleagues_change(read, room):
    note = read.note("for the trade", "impact")
    marks(room).first.click()
    room.get_by_role("button", name="Edit", exact=True).click()
    room.get_by_role("textbox", name="Note").fill("My wording")
    marks(room).first.click()  # elsewhere in the text; the form stays
    room.reload()
    field = room.get_by_role("textbox", name="Note")
    expect(field).to_have_value("My wording")
    opened = {"text": "Their wording", "block": "impact", "kind": "plain"}
    passage_notes.change_note(
        read.served_interview.study,
        read.served_interview.other,
        read.document,
        note,
        opened,
        opened | {"text": "for the trade"},
    )
    field.press("Enter")
    expect(cards(room).get_by_role("alert")).to_contain_text("it now says “Their wording”")
    expect(cards(room).locator(".said")).to_have_text("My wording")
    assert read.rows()[0]["text"] == "Their wording"
    cards(room).get_by_role("button", name="Try again").click()  # now on top of theirs
    saved(room)
    assert read.rows()[0]["text"] == "My wording"


def test_a_turn_is_linked_to_the_question_it_answers(read, room):
    go_to(room, 1)
    room.keyboard.press("s")
    room.keyboard.press("e")
    room.keyboard.press("q")
    wording = GUIDE.question("costs.main").wording("employer", "en")
    room.get_by_role("option", name=wording).click()
    expect(turn(room, 1).locator(".asked")).to_have_text(f"Answer to: {wording}")
    saved(room)
    with read.served_interview.study.reading() as connection:
        rows = notes.by_ids(connection, [read.rows()[0]["note_id"]])
    assert rows[0]["question"] == "costs.main"
    room.keyboard.press("z")
    expect(turn(room, 1).locator(".asked")).to_have_text("Link to a question")


def test_a_colleagues_passage_appears_and_ones_own_selection_stays(read, room):
    drag(room, 1, "time 👩🏽‍🔧 of our")
    expect(room.locator(".choose")).to_be_visible()
    room.keyboard.press("Escape")  # the words stay selected
    assert selected(room) == "time 👩🏽‍🔧 of our"
    read.note("Mostly time", "costs")
    expect(marks(room)).to_have_text(["Mostly time"])
    assert selected(room) == "time 👩🏽‍🔧 of our"
    room.keyboard.press("p")
    saved(room)
    assert [row["words"] for row in read.rows()] == ["Mostly time", "time 👩🏽‍🔧 of our"]


def test_what_is_noted_while_the_server_is_dead_is_said_not_to_be_stored_and_then_stored_once(read, room):
    read.served_interview.server.kill()
    go_to(room, 1)
    room.keyboard.press("s")
    room.keyboard.press("e")
    room.keyboard.press("1")
    expect(marks(room)).to_have_class(re.compile("waiting"))
    expect(room.locator(".state.late")).to_have_text("2 changes are not stored yet, kept on this device")
    assert read.rows() == []
    read.served_interview.server.start()
    saved(room)
    expect(marks(room)).not_to_have_class(re.compile("waiting"))
    assert [(row["block"], row["themes"]) for row in read.rows()] == [("costs", ["<i>Trust</i>"])]


def test_what_an_earlier_page_left_is_sent_by_the_next_and_a_lost_reply_stores_nothing_twice(read, room):
    lost = []
    # the server stores it, and its word gets lost on the way
    room.route("**/werkbank/reader", lambda route: (lost.append(route.fetch().status), route.abort()))
    go_to(room, 2)
    room.keyboard.press("t")
    room.keyboard.press("f")
    expect(room.locator(".state.late")).to_contain_text("not stored yet")
    assert lost[0] == 200
    assert len(read.rows()) == 1
    context = room.context
    room.close()
    again = enter(context.new_page(), read)
    saved(again)
    expect(marks(again)).to_have_text(["And who pays?"])
    assert len(read.rows()) == 1
    assert again.evaluate("Object.keys(localStorage).filter((key) => key.startsWith('pps-reader/'))") == []


@pytest.mark.usefixtures("read")
def test_a_passage_that_is_refused_stays_in_sight_with_the_reason_until_it_is_let_go(room):
    refusal = {"fault": ["Study", "it is full.", "Make room."]}
    room.route("**/werkbank/reader", lambda route: route.fulfill(status=422, json=refusal))
    go_to(room, 2)
    room.keyboard.press("t")
    room.keyboard.press("f")
    expect(cards(room).get_by_role("alert")).to_contain_text("Not stored. Study: it is full. Make room.")
    expect(marks(room)).to_have_class(re.compile("refused"))
    cards(room).get_by_role("button", name="Try again").click()
    expect(cards(room).get_by_role("alert")).to_be_visible()
    cards(room).get_by_role("button", name="Let go").click()
    expect(marks(room)).to_have_count(0)


def test_right_to_left_words_and_text_that_looks_like_html_are_what_was_said(read, room):
    go_to(room, 3)
    room.keyboard.press("ArrowLeft")  # in Hebrew the text goes on to the left
    room.keyboard.press("Shift+ArrowLeft")
    assert selected(room) == "שלום לכם"
    room.keyboard.press("r")
    room.keyboard.press("s")
    room.keyboard.press("s")
    assert selected(room) == "<b>Everyone</b> pays a little."
    room.keyboard.press("a")
    saved(room)
    expect(cards(room).locator(".said")).to_have_text("<b>Everyone</b> pays a little.")
    assert [row["words"] for row in read.rows()] == ["שלום לכם", "<b>Everyone</b> pays a little."]
    expect(turn(room, 0).locator(".words")).to_have_text(TURNS[0][1])
    assert room.evaluate("window.run") is None
    assert room.locator(".pps-reader img, .pps-reader .words b").count() == 0


def test_a_link_leads_to_a_place_in_the_text_and_opens_the_note_there(read, page):
    note = read.note("Nothing stands", "impact")
    start = next(row["start"] for row in read.rows() if row["note_id"] == note)
    visit(page, f"{read.url}&at={start}", "interviewer-1")
    expect(marks(page)).to_be_focused()
    expect(cards(page).locator(".said")).to_have_text("Nothing stands")
    page.goto(f"{read.url}&at={start + len('Nothing stands ')}&lang=en")
    expect(turn(page, 1)).to_be_focused()
    assert selected(page) == "against"
    expect(page.get_by_text("Not complete")).to_be_visible()  # 3 of 4 time lines were read
    page.get_by_role("link", name="All documents").click()
    expect(page.get_by_role("link", name="Read: A talk").first).to_be_visible()


def test_the_door_is_shut_for_other_documents_passes_and_pages(read, room):
    ask = """([pass, body, type]) => fetch('/werkbank/reader', { method: 'POST', body: JSON.stringify(body),
      headers: { 'Content-Type': type, 'X-PPS-Pass': pass } }).then((one) => one.status)"""
    sent = []
    room.on(
        "request",
        lambda request: sent.append(request.headers.get("x-pps-pass")) if "/werkbank/" in request.url else None,
    )
    go_to(room, 2)
    room.keyboard.press("t")
    room.keyboard.press("f")
    saved(room)
    mine, json = sent[-1], "application/json"
    look = {"document": read.document, "do": "look", "known": ""}
    assert room.evaluate(ask, [mine, look, json]) == 200
    assert room.evaluate(ask, [mine, look | {"document": "another"}, json]) == 403
    assert room.evaluate(ask, [mine[:-1], look, json]) == 401
    assert room.evaluate(ask, [mine, look, "text/plain"]) == 403
    for odd in ({"known": 1}, {"do": ["look"]}, {"do": "drop"}, {"more": "x"}):
        assert room.evaluate(ask, [mine, look | odd, json]) == 400
    code = {"document": read.document, "do": "code", "start": 0, "end": 10**8, "block": "costs", "attempt": "x"}
    code["themes"] = []
    assert room.evaluate(ask, [mine, code, json]) == 422
    foreign = room.request.post(
        f"{read.served_interview.server.url}/werkbank/reader",
        data=look,
        headers={"X-PPS-Pass": mine, "Origin": "http://evil.example.org", "Content-Type": json},
    )
    assert foreign.status == 403


@pytest.mark.parametrize(("scheme", "size"), READER_SIGHTS)
def test_the_reader_has_no_violations(read, new_page, scheme, size):
    for words, block in (
        ("Mostly time", "costs"),
        ("time 👩🏽‍🔧 of", "impact"),
        ("And who", "channels"),
        ("pays", "partners"),
    ):
        read.note(words, block)
    page = new_page(viewport={"width": size[0], "height": size[1]}, color_scheme=scheme)
    enter(page, read)
    marks(page).nth(1).click()
    expect(cards(page)).to_have_count(2)
    cards(page).nth(0).get_by_role("button", name="Edit", exact=True).click()
    expect(page.get_by_role("textbox", name="Note")).to_be_focused()
    assert violations(page) == []
    page.keyboard.press("Escape")
    page.keyboard.press("Escape")
    go_to(page, 1)
    page.keyboard.press("s")
    page.keyboard.press("Enter")
    expect(page.locator(".choose")).to_be_visible()
    assert violations(page) == []


def violations(page) -> list[str]:
    broken_rules = Axe().run(page).response["violations"]
    return [
        f"{rule['id']}: {rule['help']} {[node['html'][:160] for node in rule['nodes'][:3]]}" for rule in broken_rules
    ]
