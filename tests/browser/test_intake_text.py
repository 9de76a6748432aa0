"""Choosing in the text of a transcript what is replaced: by mouse, by keyboard, by touch; what is shown is stored."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect

from canvas.store import documents
from tests.browser import served_interviews
from tests.browser.conftest import PATIENCE, visit
from tests.browser.test_intake import axe

pytestmark = pytest.mark.browser
expect.set_options(timeout=PATIENCE)

TALK = """WEBVTT

00:00:01.000 --> 00:00:05.000
<v Sanne Proefman>Goedemiddag Piet. Wat kost het in Zwolle?</v>

00:00:05.000 --> 00:00:14.000
<v Piet Toetssteen>Lesgeld. De oude molenaar uit het verre dorp weet het.</v>

00:00:14.000 --> 00:00:20.000
ria visser: Ik betaal <b>zelf</b> in Zwolle.

00:00:20.000 --> 00:00:25.000
<v Piet Toetssteen>De molenaar dus, en de oude molenaar.</v>

00:00:25.000 --> 00:00:31.000
ria visser: En dat al jaren.
"""


@pytest.fixture(scope="module")
def served_interview(server, tmp_path_factory) -> served_interviews.ServedInterview:
    made = served_interviews.serve(server, tmp_path_factory.mktemp("text") / "study.sqlite")
    return served_interviews.begin(made)


def adding(
    page: Page, served_interview: served_interviews.ServedInterview, tmp_path: Path, talk: str = TALK
) -> Locator:
    """The list of turns of a file that was chosen."""
    visit(
        page,
        f"{served_interview.server.url}/documents?partnership=TO&moment=1&add={served_interview.interview}",
        "interviewer-1",
    )
    file = tmp_path / "talk.vtt"
    file.write_text(talk, "utf-8")
    page.locator("input[type=file]").set_input_files(file)
    return page.get_by_role("list", name="The text as it will be stored")


def word(text: Locator, words: str, nth: int = 0) -> Locator:
    return text.get_by_text(words, exact=True).nth(nth)


def test_names_are_chosen_in_the_text_by_mouse_and_all_that_is_shown_is_stored(served_interview, page, tmp_path):
    text = adding(page, served_interview, tmp_path)
    expect(text.get_by_role("listitem")).to_have_count(5)
    code = text.get_by_role("button", name="TO-B1, in place of Piet", exact=True)
    expect(code).to_have_attribute("title", "Piet")
    expect(page.locator(".pps-intake-stays")).to_contain_text("1 thing that looks like a name stays in: Zwolle (2×).")

    # a label that recurs is a speaker once that is said
    page.get_by_role("button", name="Is a speaker").click()
    expect(page.get_by_role("combobox", name="Who is ria visser?")).to_be_visible()
    expect(text.get_by_role("listitem").nth(2)).to_contain_text("Ik betaal zelf in Zwolle.")
    expect(text).not_to_contain_text("ria visser")

    # one word, at all its places at once
    word(text, "molenaar").click()
    menu = page.get_by_role("dialog", name="“molenaar”")
    expect(menu.get_by_role("textbox", name="Replaced by")).to_have_value("[term 1]")
    assert axe(page) == []
    menu.get_by_role("button", name="Replace everywhere").click()
    expect(page.get_by_role("status").filter(has_text="is replaced")).to_have_text(
        "“molenaar” is replaced at 3 places."
    )
    expect(text.get_by_text("[term 1]")).to_have_count(3)
    table = page.get_by_role("table", name="Names and other terms")
    expect(table.get_by_role("checkbox", name="Replace molenaar")).to_be_checked()
    # unticked in the table, and both agree
    table.get_by_role("checkbox", name="Replace molenaar").press("Space")
    expect(text.get_by_role("button", name="molenaar, looks like a name and stays in")).to_have_count(3)

    # several words, by dragging over them
    word(text, "verre").hover()
    page.mouse.down()
    word(text, "dorp").hover()
    page.mouse.up()
    menu = page.get_by_role("dialog", name="“verre dorp”")
    menu.get_by_role("textbox", name="Replaced by").fill("[een dorp]")
    menu.get_by_role("textbox", name="Replaced by").press("Enter")
    expect(text).to_contain_text("uit het [een dorp] weet het")
    # a code that cannot be is refused beside the text, and what was there stays
    word(text, "zelf").click()
    page.get_by_role("dialog").get_by_role("textbox").fill("vriend van Piet")
    page.get_by_role("dialog").get_by_role("button", name="Replace everywhere").click()
    expect(page.locator(".pps-fault")).to_contain_text("holds “Piet”")
    expect(text).to_contain_text("Ik betaal zelf in Zwolle")
    # what was replaced stays, everywhere
    text.get_by_role("button", name="[een dorp], in place of verre dorp").click()
    page.get_by_role("dialog").get_by_role("button", name="Keep everywhere").click()
    expect(text).to_contain_text("uit het verre dorp weet het")
    expect(page.locator(".pps-fault")).to_have_count(0)

    # only turns with what stays in
    page.get_by_role("button", name="With a name that stays in 4").click()
    expect(text.get_by_role("listitem")).to_have_count(4)
    page.get_by_role("button", name="All turns 5").click()
    expect(text.get_by_role("listitem")).to_have_count(5)
    rows = [row.inner_text() for row in text.locator("li p").all()]
    page.get_by_text("Store without this list").click()
    page.get_by_role("button", name="Store transcript").click()
    expect(page.get_by_role("heading", name="The transcript is stored")).to_be_visible()
    expect(page.locator(".pps-intake-read")).to_contain_text("Complete")
    with served_interview.study.reading() as connection:
        (row,) = documents.of_moment(connection, served_interview.partnership, served_interview.wave)
        document, turns = documents.get(connection, row["id"]), documents.turns(connection, row["id"])
    assert [document["text"][turn["start"] : turn["end"]] for turn in turns] == rows
    assert rows[1] == "Lesgeld. De oude molenaar uit het verre dorp weet het."
    page.get_by_role("button", name="Close").click()


def test_every_choice_in_the_text_is_made_by_keyboard_and_the_focus_stays(served_interview, page, tmp_path):
    text = adding(page, served_interview, tmp_path, TALK.replace("Lesgeld", "Toetsenbord"))
    word(text, "Goedemiddag").focus()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowRight")
    expect(text.locator(".w:focus")).to_have_text("molenaar")
    # a word is a button to a screen reader while one stands on it, and words around it are not
    expect(text.get_by_role("button", name="molenaar", exact=True)).to_be_focused()
    expect(text.get_by_role("button", name="oude", exact=True)).to_have_count(0)
    page.keyboard.press("Shift+ArrowLeft")
    page.keyboard.press("Enter")
    menu = page.get_by_role("dialog", name="“oude molenaar”")
    expect(menu.get_by_role("button", name="Replace everywhere")).to_be_focused()
    page.keyboard.press("Escape")
    expect(menu).to_have_count(0)
    expect(text.locator(".w:focus")).to_have_text("oude")
    page.keyboard.press("Enter")
    # the next word is taken along in the menu, as one does without a mouse or arrow keys
    page.get_by_role("button", name="Take the next word with it: molenaar").press("Enter")
    menu.get_by_role("button", name="Replace everywhere").press("Enter")
    expect(text.locator(".w:focus")).to_have_text("[term 1]")
    expect(text.get_by_text("[term 1]")).to_have_count(2)
    expect(text).to_contain_text("De molenaar dus, en de [term 1].")
    page.keyboard.press("Enter")
    expect(page.get_by_role("dialog", name="“[term 1]”")).to_contain_text("stands for “oude molenaar”")
    page.get_by_role("button", name="Keep everywhere").press("Enter")
    expect(text.locator(".w:focus")).to_have_text("oude molenaar")
    page.get_by_role("button", name="Cancel").click()


def test_on_a_phone_in_the_dark_a_long_talk_is_gone_through_page_by_page(served_interview, new_page, tmp_path):
    page = new_page(viewport={"width": 390, "height": 844}, color_scheme="dark", has_touch=True)
    cues = []
    for number in range(3_500):
        at = f"00:{number // 60 % 60:02}:{number % 60:02}"
        town = " in Zwolle" if number == 3_000 else ""
        sentence = f"Zin {number} over de school, en over de molenaar{town}."
        cues.append(f"{at}.000 --> {at}.900\n<v Spreker {number % 2 + 1}>{sentence}</v>")
    text = adding(page, served_interview, tmp_path, "WEBVTT\n\n" + "\n\n".join(cues))
    expect(text.get_by_role("listitem")).to_have_count(40)
    page.get_by_role("button", name="With a name that stays in 1").tap()
    expect(text.get_by_role("listitem")).to_have_count(1)
    expect(text).to_contain_text("turn 3001")
    page.get_by_role("button", name="All turns 3500").tap()
    expect(text.get_by_role("listitem")).to_have_count(40)
    page.get_by_role("button", name="Next").tap()
    expect(page.get_by_text("Turns 41 to 80 (3,500 in all)")).to_be_visible()
    word(text, "molenaar").tap()
    menu = page.get_by_role("dialog", name="“molenaar”")
    assert axe(page) == []
    assert page.evaluate("() => document.documentElement.scrollWidth <= innerWidth")
    menu.get_by_role("button", name="Replace everywhere").tap()
    expect(page.get_by_text("“molenaar” is replaced at 3500 places.")).to_be_visible()
    expect(text.get_by_text("[term 1]")).to_have_count(40)
    page.get_by_role("button", name="Cancel").tap()
