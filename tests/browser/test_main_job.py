"""The main job as a person does it, in Dutch: from an empty study to poster, point and comparison, and a restart."""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import pairwise

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.moves import menu
from tests.examples import some_of

pytestmark = pytest.mark.browser

WORDS = {
    "Probleem": "Wij vinden geen monteurs <b>meer</b>",
    "Oplossing": "Leren en werken tegelijk & betaald 🚲",
    "Partners": 'De school en zes "kleine" bedrijven',
}


@pytest.fixture(scope="module")
def workbench(server, tmp_path_factory):
    """A server on a study that is not there yet."""
    return server(tmp_path_factory.mktemp("main-job") / "onderzoek.sqlite")


@pytest.fixture(scope="module")
def demo(server, tmp_path_factory, _demo_once) -> str:
    """The URL of the demo study, served; what is changed in it is of one drawer or point each."""
    path = tmp_path_factory.mktemp("main-job-demo") / "demo.sqlite"
    path.write_bytes(_demo_once.read_bytes())
    return server(path).url


def entered(page: Page, url: str) -> None:
    """Open a screen, and answer who is working where that is asked."""
    page.goto(url)
    page.locator(".pps-head h1").first.wait_for()
    if page.get_by_role("heading", name="Wie is er aan het werk?").is_visible():
        page.get_by_role("button", name="evaluator-1").click()


def make_profile(page: Page, name: str) -> None:
    page.get_by_label("Profielnaam").fill(name)
    page.get_by_role("button", name="Profiel maken en verdergaan").click()


def channels_opened(demo: str, page: Page) -> Locator:
    """The drawer with the notes on Kanalen, at the first moment of the fictional partnership."""
    entered(page, f"{demo}/canvas?partnership=FV&moment=2")
    page.get_by_role("button", name="Kanalen", exact=True).click()
    return page.get_by_role("dialog")


def test_the_main_job_from_an_empty_study_to_the_comparison_and_after_a_restart(workbench, page):
    page.goto(workbench.url)
    make_profile(page, "onderzoeker-1")

    # a study of one's own, with its first moment and partnership
    page.get_by_role("textbox", name="Titel van het onderzoek").fill("Techniek in de regio")
    page.get_by_role("textbox", name="Eerste samenwerking").fill("Monteurs voor Morgen")
    page.get_by_role("button", name="Onderzoek beginnen").click()
    expect(page.get_by_role("heading", name="Monteurs voor Morgen")).to_be_visible()

    # a respondent, by the code that is proposed
    page.get_by_role("button", name="Respondent toevoegen").click()
    drawer = page.get_by_role("dialog")
    expect(drawer.get_by_label("Code")).to_have_value("MM-B1")
    drawer.get_by_role("button", name="Respondent toevoegen").click()
    expect(drawer).to_contain_text("Toegevoegd: MM-B1")
    page.keyboard.press("Escape")
    expect(page.get_by_text("MM-B1")).to_be_visible()

    # an interview of three blocks
    page.get_by_role("link", name="Naar de gesprekken").click()
    page.get_by_role("combobox", name="Respondenten").click()
    page.get_by_role("option", name=re.compile("MM-B1")).click()
    page.keyboard.press("Escape")
    page.get_by_role("button", name="Nu starten").click()
    for block, words in WORDS.items():
        expect(page.locator(".pps-eyebrow").first).to_contain_text(block)
        expect(page.locator("textarea")).to_have_value("")  # the field has come along with its question
        page.locator("textarea").fill(words)
        page.get_by_role("button", name="Volgende").click()
    expect(page.locator(".pps-eyebrow").first).to_contain_text("Activiteiten")

    look_everywhere(page, add_point=True)
    workbench.restart()
    page.goto(workbench.url)
    look_everywhere(page, add_point=False)


def look_everywhere(page: Page, add_point: bool) -> None:
    """The typed words on the poster, in a point and in the comparison."""
    problem = WORDS["Probleem"]
    menu(page, "Canvas")
    for words in WORDS.values():
        expect(page.locator("li.note", has_text=words)).to_be_visible()
    page.get_by_role("button", name="Probleem").click()
    drawer = page.get_by_role("dialog")
    expect(drawer.locator(".said", has_text=problem)).to_be_visible()
    drawer.get_by_text("Toon de bron").click()
    expect(drawer.locator("mark", has_text=problem)).to_be_visible()
    drawer.get_by_role("button", name="Sluiten").click()
    expect(drawer).to_be_hidden()

    menu(page, "Perspectieven")
    if add_point:
        page.get_by_role("button", name="Punt toevoegen: Ondernemers, Wat is de waardepropositie?").click()
        drawer.get_by_role("radio", name="Ondersteunt").or_(
            drawer.get_by_role("button", name="Ondersteunt")
        ).first.click()
        expect(drawer.get_by_label("Het punt", exact=True)).to_have_value(re.compile("."))
        drawer.get_by_role("button", name="Punt toevoegen").click()
        expect(drawer).to_be_hidden()
    point = page.locator("tbody li", has_text=re.compile("monteurs|Leren en werken")).first
    expect(point).to_contain_text("1 notitie · 1 respondent · 1 rol")
    point.get_by_role("button").click()
    expect(drawer.get_by_text("MM-B1").first).to_be_visible()
    drawer.get_by_role("button", name="Sluiten").click()
    expect(drawer).to_be_hidden()

    menu(page, "Vergelijken")
    figure = page.locator("table button", has_text="1").first
    expect(figure).to_be_visible()
    figure.click()
    expect(drawer.locator(".said").first).to_be_visible()
    drawer.get_by_role("button", name="Sluiten").click()
    expect(drawer).to_be_hidden()


def test_a_deep_link_as_the_very_first_request_runs_the_whole_app_whose_language_is_remembered(server, demo_file, page):
    fresh = server(demo_file)
    page.goto(f"{fresh.url}/canvas?partnership=SP")
    page.get_by_role("button", name="evaluator-1").click()
    expect(page.get_by_role("heading", name="Startplein Techniek met Loopbaanleren", level=1)).to_be_visible()
    expect(page.locator("li.block")).to_have_count(18)
    # the menu of app.py, not a list of the files in pages/
    expect(page.get_by_test_id("stHeader").get_by_role("link", name="Samenwerking")).to_be_visible()
    expect(page.get_by_role("link", name="overview", exact=True)).to_have_count(0)
    assert page.evaluate("document.documentElement.lang") == "nl"
    page.get_by_role("radio", name="EN").or_(page.get_by_role("button", name="EN", exact=True)).first.click()
    expect(page.get_by_test_id("stHeader").get_by_role("link", name="Partnership")).to_be_visible()
    expect(page.locator("html")).to_have_attribute("lang", "en")
    page.goto(f"{fresh.url}/canvas")
    expect(page.get_by_test_id("stHeader").get_by_role("link", name="Partnership")).to_be_visible()
    expect(page.get_by_text("Activities")).to_be_visible()


def test_the_demo_opens_beside_an_empty_study_and_one_comes_back(server, tmp_path, page):
    fresh = server(tmp_path / "leeg.sqlite")
    page.goto(fresh.url)
    make_profile(page, "onderzoeker-1")
    page.get_by_role("button", name="Demo-onderzoek openen").click()
    page.get_by_role("button", name="evaluator-1").click(timeout=90_000)  # once it is made
    expect(page.get_by_role("link", name="NexTechnician")).to_be_visible()
    page.get_by_role("button", name="Demo-onderzoek").click()
    page.get_by_role("button", name="Terug naar mijn eigen onderzoek").click()
    expect(page.get_by_role("button", name="Onderzoek beginnen")).to_be_visible()


def test_links_in_tables_stay_in_the_session_and_the_poster_is_walked_by_keyboard_and_filtered(demo, page):
    entered(page, demo)
    page.evaluate("window.stayed = true")
    page.get_by_role("link", name="NexTechnician").click()
    expect(page.get_by_role("heading", name="NexTechnician", level=1)).to_be_visible()
    assert page.evaluate("window.stayed") is True
    assert "partnership=NT" in page.url
    page.goto(f"{demo}/canvas?partnership=NT")
    block = page.locator("li.block button", has_text="Kanalen")
    block.focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("dialog")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_be_hidden()
    expect(block).to_be_focused()
    channels = page.locator("li.block", has=page.get_by_role("button", name="Kanalen"))
    expect(channels.locator("li.note")).to_have_count(1)  # data/demo: nt's one note on channels is the project lead's
    page.get_by_role("button", name="Projectleider").click()
    expect(channels).to_contain_text("Niets binnen dit filter")
    surplus = page.locator("li.block", has=page.get_by_role("button", name="Surplus"))
    expect(surplus).to_contain_text("Niet gevraagd")
    page.get_by_role("button", name="Projectleider").click()
    page.get_by_role("button", name="Surplus", exact=True).click()
    drawer = page.get_by_role("dialog")
    expect(drawer.get_by_text("Niet gevraagd")).to_have_count(5)
    drawer.get_by_role("link", name="Naar de gesprekken").click()
    expect(drawer).to_be_hidden()
    expect(page).to_have_url(re.compile("interview.*partnership=NT"))


def test_a_note_is_edited_by_keyboard_alone_and_moved_from_the_poster(demo, same_person):
    page = same_person
    drawer = channels_opened(demo, page)
    edit, note = drawer.get_by_role("button", name="Bewerken").first, drawer.get_by_label("Notitie", exact=True)
    for leave in ("Annuleren", "Notitie opslaan"):
        edit.press("Enter")
        expect(note).to_be_focused()
        page.keyboard.press("Control+A")
        page.keyboard.type("Met de hand getypt")
        drawer.get_by_role("button", name=leave).press("Enter")
        expect(note).to_be_hidden()
        expect(edit).to_be_focused()
    expect(drawer.locator(".said").first).to_have_text("Met de hand getypt")
    drawer.get_by_role("button", name="Bewerken").first.click()
    drawer.get_by_label("Notitie", exact=True).fill("Nu via de bibliotheek <script>alert(1)</script>")
    drawer.get_by_role("combobox", name="Venster").click()
    page.get_by_role("option", name="Relaties", exact=True).click()
    drawer.get_by_role("button", name="Notitie opslaan").click()
    expect(drawer.get_by_label("Notitie", exact=True)).to_be_hidden()
    page.keyboard.press("Escape")
    page.get_by_role("button", name="Relaties", exact=True).click()
    moved = drawer.locator(".said", has_text="Nu via de bibliotheek <script>alert(1)</script>")
    expect(moved).to_be_visible()
    drawer.get_by_role(
        "button", name=re.compile("Ongedaan maken: “Nu via de bibliotheek .* ging naar Relaties")
    ).click()
    expect(moved).to_have_count(0)
    drawn(page)
    # the button that was pressed is gone with its line, and the drawer takes the focus back a moment later
    page.wait_for_function("document.querySelector('[role=dialog]').contains(document.activeElement)")
    page.keyboard.press("Escape")
    expect(drawer).to_be_hidden()
    page.get_by_role("button", name="Kanalen", exact=True).click()
    expect(moved).to_be_visible()


CLOSINGS = {
    "escape": lambda page: page.keyboard.press("Escape"),
    "beside": lambda page: page.mouse.click(100, 500),
    "cross": lambda page: page.get_by_role("dialog").get_by_role("button", name="Sluiten").click(),
}


def drawn(page: Page) -> None:
    expect(page.get_by_test_id("stApp")).to_have_attribute("data-test-script-state", "notRunning")


def at_rest(drawer: Locator) -> None:
    """Wait until a drawer has slid to its place: what is in it may be drawn before that."""
    drawer.evaluate("""(it) => new Promise((done) => {
      let last
      const look = () => {
        const now = it.getBoundingClientRect().x
        if (now === last) return done()
        last = now
        setTimeout(look, 150)
      }
      look()
    })""")


def type_and_close(page: Page, field: Locator, opener: Locator, typed: str, ways: Iterable[str] = CLOSINGS) -> str:
    """Type behind what stands in a field and close its drawer, in each of these ways; returns what it then says."""
    expect(field).to_have_value(typed)
    for way in ways:
        field.click()
        page.keyboard.press("Control+End")
        page.keyboard.type(f" {way}")
        CLOSINGS[way](page)
        expect(page.get_by_role("dialog")).to_be_hidden()
        opener.click()  # at once: the run of the closing is still under way
        typed += f" {way}"
        expect(field).to_have_value(typed)
    return typed


def test_what_is_typed_in_a_note_outlives_every_way_of_closing_its_drawer(demo, same_person):
    page = same_person
    entered(page, f"{demo}/canvas?partnership=FV&moment=2")
    channels = page.get_by_role("button", name="Kanalen", exact=True)
    channels.click()
    drawer = page.get_by_role("dialog")
    note = drawer.get_by_label("Notitie", exact=True).last  # what stood there at the closing may still be fading
    words = drawer.locator(".said").first.inner_text()
    drawer.get_by_role("button", name="Bewerken").first.click()
    typed = type_and_close(page, note, channels, words)
    assert typed == f"{words} escape beside cross"
    drawer.get_by_role("button", name="Annuleren").click()
    expect(note).to_be_hidden()
    drawer.get_by_role("button", name="Bewerken").first.click()
    expect(note).to_have_value(words)


def test_what_is_typed_in_a_point_outlives_every_way_of_closing_its_drawer(demo, same_person):
    page = same_person
    entered(page, f"{demo}/perspectives?partnership=FV&moment=2")
    add = page.get_by_role("button", name="Punt toevoegen: Ondernemers, Wat is de waardepropositie?")
    other = page.get_by_role("button", name="Punt toevoegen: Ondernemers, Voor wie ontstaat er waarde?")
    drawer = page.get_by_role("dialog")
    wording = drawer.get_by_label("Het punt", exact=True).last
    add.click()
    type_and_close(page, wording, add, "")
    page.keyboard.press("Escape")
    drawn(page)
    other.click()
    expect(wording).to_have_value("")  # another cell is another point
    drawer.get_by_role("button", name="Annuleren").click()
    expect(drawer).to_be_hidden()
    drawn(page)
    add.click()
    drawer.get_by_role("button", name="Annuleren").click()
    expect(drawer).to_be_hidden()
    drawn(page)
    add.click()
    expect(wording).to_have_value("")
    page.keyboard.press("Escape")
    drawn(page)

    point = page.locator("tbody li button").first
    stands = point.inner_text()
    point.click()
    typed = type_and_close(page, wording, point, stands, some_of(list(CLOSINGS)))
    drawer.get_by_role("button", name="Annuleren").click()
    expect(wording).to_have_value(stands)
    wording.fill(typed)
    drawer.get_by_role("button", name="Punt opslaan").click()
    expect(page.get_by_test_id("stToast")).to_be_visible()
    expect(wording).to_have_value(typed)
    expect(drawer.locator(".pps-state")).to_contain_text("Concept")  # what was agreed were the old words


def test_on_a_phone_the_poster_is_a_list_and_what_is_chosen_about_a_note_one_row(demo, new_page):
    phone = new_page(viewport={"width": 390, "height": 844})
    entered(phone, f"{demo}/canvas?partnership=NT")
    expect(phone.locator("li.block")).to_have_count(18)
    boxes = [block.bounding_box() for block in phone.locator("li.block").all()]
    assert len({box["x"] for box in boxes}) == 1
    assert all(above["y"] + above["height"] <= below["y"] for above, below in pairwise(boxes))
    assert phone.evaluate("document.documentElement.scrollWidth") <= 390
    phone.goto(f"{demo}/perspectives?partnership=FV&moment=2")
    in_one_row(phone)


def test_a_block_shows_what_fits_and_counts_the_rest_and_what_is_chosen_about_a_note_stands_in_one_row(demo, page):
    """Measured in the page: of the notes it holds back, the next would have a block grow."""
    entered(page, f"{demo}/canvas?partnership=FV&moment=3")
    expect(page.locator("li.block")).to_have_count(18)
    expect(page.locator("li.note:not([hidden]) .kind").first).to_be_visible()
    blocks = page.locator("li.block")
    for place in range(18):
        block = blocks.nth(place)
        held_back = block.evaluate("(item) => [...item.querySelectorAll('li.note')].filter((row) => row.hidden).length")
        count = int(block.locator(".n").inner_text() or 0) if block.locator(".n").count() else 0
        visible = block.locator("li.note:not([hidden])").count()
        more = block.locator("p.more")
        assert (more.inner_text() if held_back else "") == (f"en nog {count - visible}" if held_back else "")
        grows = """(item) => {
          const height = item.offsetHeight, row = [...item.querySelectorAll('li.note')].filter((each) => each.hidden)
          if (row.length < 2) return true
          return row.some((each) => {
            each.hidden = false
            const grown = item.offsetHeight > height
            each.hidden = true
            return grown
          })
        }"""
        assert block.evaluate(grows)
    page.goto(f"{demo}/perspectives?partnership=FV&moment=2")
    in_one_row(page)


def in_one_row(page: Page) -> None:
    """What is chosen about a note of a point stands in one row under it."""
    page.locator("tbody li button").first.click()
    rows = page.locator("[class*=st-key-note_ways_]")
    expect(rows.nth(3)).to_be_visible()
    drawn(page)
    at_rest(page.get_by_role("dialog"))
    for card, row in zip(page.get_by_role("dialog").locator(".pps-note").all(), rows.all(), strict=True):
        above = card.bounding_box()
        stance, edit = row.get_by_role("radiogroup").bounding_box(), row.get_by_role("button").last.bounding_box()
        assert stance["y"] >= above["y"] + above["height"]
        assert stance["x"] == pytest.approx(above["x"], abs=1)
        assert abs(stance["y"] + stance["height"] / 2 - edit["y"] - edit["height"] / 2) < 4  # on one line
        assert edit["x"] + edit["width"] <= above["x"] + above["width"] + 1
