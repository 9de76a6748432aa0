"""A session in Dutch says nothing in English, in Streamlit's own parts or ours; what users wrote stays as it is."""

from __future__ import annotations

import re

import pytest
from babel.messages.pofile import read_po
from playwright.sync_api import expect

from canvas import method
from canvas.store import moments, open_study, partnerships, users
from canvas.store.themes import themes
from canvas.ui.i18n import CATALOGUE
from tests.browser.screen_walk import Walk, split_words, streamlit_texts
from tests.examples import THOROUGH, some_of
from tests.screens_of_app import not_tried

pytestmark = pytest.mark.browser

SCREENS = (
    "/",
    "/state?partnership=FV&moment=3",
    "/partnerships?partnership=FV",
    "/interview?partnership=FV&moment=3",
    "/documents?partnership=NT",
    "/notes",
    "/themes",
    "/lessons",
    "/lessons?write=new",
    "/canvas?partnership=FV&moment=3",
    "/perspectives?partnership=FV&moment=3",
    "/differences?partnership=FV&moment=3",
    "/time?partnership=FV",
    "/factors?partnership=FV&moment=3",
    "/compare",
    "/search?q=werk",
    "/evidence",
    "/backup",
    "/study",
    "/agenda?partnership=FV&moment=3",
    "/agreements",
    "/help?about=interview",
)
assert not_tried(SCREENS) == set()
# the narrowest columns and cards
BROKEN_ONCE = (
    "/notes",
    "/perspectives?partnership=FV&moment=3",
    "/compare?view=framework",
)
# partnerships, a region and themes that are called as Streamlit says things
PLANTED = ("No results", "Close", "Select all")
NAMED = re.compile("|".join(PLANTED))
# words that English has and Dutch has not, as far as either says such things on a screen
ENGLISH = re.compile(
    r"\b(the|and|files?|select(ed)?|choose|press|yyyy|year|month|day|clear|remove|upload|browse|results?|value|invalid|error|"
    r"allowed|range|between|more|less|view|search|show|hide|required|loading|please|try|again|number|above|below|image|plot|"
    r"with|your|this|from|for|must|smaller|only|heading|copy|running|pages?|home|empty|options?|date|available|close|dismiss|"
    r"january|february|march|june|july|october|monday|tuesday|wednesday|thursday|friday|saturday|sunday|settings|rerun)\b",
    re.I,
)
# what stands on keys, in either language
KEYS = re.compile(r"\b(Alt|Ctrl|Shift|Tab|Enter|Esc|Home|End|Page Up|Page Down|Option)\b")
# in Dutch too: what is called so, or is a word of both
BOTH = {"Excel", "Menu", "Logo", "Filter", "Open", "Code", "Partners", "Volgende", "Vorige"}


@pytest.fixture(scope="module")
def study(tmp_path_factory, _demo_once):
    """The demo study, with partnerships, a region and themes that are called as Streamlit says things."""
    path = tmp_path_factory.mktemp("dutch") / "demo.sqlite"
    path.write_bytes(_demo_once.read_bytes())
    opened = open_study(str(path))
    with opened.reading() as connection:
        user = users.every(connection)[0]["id"]
        wave = moments.waves(connection)[0]["id"]
    with opened.writing(user) as writer:
        for name in PLANTED[:2]:
            partnership = partnerships.add(writer, name, region=PLANTED[2])
            moments.put_moment(writer, partnership, wave)
        for name in PLANTED[::2]:  # the list of themes draws no more than is in sight
            themes.add(writer, name)
    opened.close()
    return path


@pytest.fixture(scope="module")
def url(server, study) -> str:
    return server(study).url


@pytest.fixture
def dutch(new_page, url):
    page = new_page()
    page.goto(url)
    page.get_by_role("button", name="evaluator-1").click()
    expect(page.locator("table.pps")).to_be_visible()
    return page


def english(met: dict[str, str]) -> dict[str, str]:
    """What of all that was met is English, and where."""
    with (CATALOGUE / "nl" / "LC_MESSAGES" / "workbench.po").open("rb") as file:
        ours = {text for message in read_po(file) for text in _strings(message.string)}
    theirs = streamlit_texts()
    own_names = {text: KEYS.sub("", NAMED.sub("", text)) for text in met}
    return {
        text: where
        for text, where in met.items()
        if text not in ours | BOTH | set(PLANTED)
        and ((text in theirs and re.search(r"\w", own_names[text])) or ENGLISH.search(own_names[text]))
    }


def _strings(string: str | tuple) -> tuple:
    return string if isinstance(string, tuple | list) else (string,)


def test_no_screen_and_no_control_says_anything_in_english(dutch, url):
    walk = Walk(dutch, url)
    for path in some_of(SCREENS, always=("/notes",)):
        walk.screen(path)
    assert len(walk.met) > (1_500 if THOROUGH else 300)
    assert {"Alles kiezen", "Niets gevonden", *(["Datum kiezen"] if THOROUGH else [])} <= set(walk.met)
    assert english(walk.met) == {}
    # a block has one name on every screen; the publication's longer one stands on none
    longer = {named_block.label.nl for named_block in method.blocks().values()} - {
        named_block.short.nl for named_block in method.blocks().values()
    }
    assert len(longer) == 15  # all but Oplossing, Relaties and Kanalen
    assert {text for text in walk.met if any(label in text for label in longer)} == set()


def test_a_phone_says_nothing_in_english_either(new_page, url):
    page = new_page(viewport={"width": 390, "height": 844})
    page.goto(url)
    page.get_by_role("button", name="evaluator-1").click()
    expect(page.locator("table.pps")).to_be_visible()
    walk = Walk(page, url)
    walk.collect("phone")
    page.get_by_role("button", name="Schermen tonen").click()
    expect(page.get_by_role("button", name="Schermen verbergen")).to_be_visible()
    walk.collect("phone, screens")
    assert english(walk.met) == {}


@pytest.mark.parametrize("language", method.LANGUAGES)
def test_no_word_of_ours_is_broken_in_its_middle(new_page, url, language):
    own = own_words(language)
    broken = {}
    page = new_page()
    page.goto(f"{url}/?lang={language}")
    page.get_by_role("button", name="evaluator-1").click()
    expect(page.locator("table.pps")).to_be_visible()
    for path in BROKEN_ONCE:
        page.goto(f"{url}{path}")
        page.locator(".pps-head h1").first.wait_for()
        for width in (390, 1440):
            page.set_viewport_size({"width": width, "height": 900})
            page.locator("[data-testid=stStatusWidget]").wait_for(state="detached")
            page.wait_for_timeout(300)
            broken |= {f"{path} at {width}": words for words in [split_words(page, own)] if words}
    assert broken == {}
    page.evaluate("document.querySelector('.pps-head h1').style.cssText = 'width: 20px; overflow-wrap: anywhere'")
    assert split_words(page, own) != []  # it would be noticed


def own_words(language: str) -> set[str]:
    """The words of our labels: of the method, and of every message."""
    with (CATALOGUE / "nl" / "LC_MESSAGES" / "workbench.po").open("rb") as file:
        read = [message for message in read_po(file) if message.id]
    texts = [text for message in read for text in _strings(message.string if language == "nl" else message.id)]
    parts = (*method.blocks().values(), *method.questions().values(), *method.factors().values())
    texts += [words[language] for part in parts for words in (part.short, part.label)]
    texts += [words[language] for role in method.standard_roles().values() for words in (role.label, role.singular)]
    return {word.lower() for text in texts for word in re.findall(r"[^\W\d_]{5,}", text)}


def test_without_our_script_the_same_walk_fails(dutch, url):
    dutch.route("**/werkbank/page.js*", lambda route: route.fulfill(body="", content_type="text/javascript"))
    walk = Walk(dutch, url)
    walk.screen("/notes")
    assert {"Select all", "No results", "Open", "App pages"} - BOTH <= set(english(walk.met) | dict.fromkeys(PLANTED))
    assert "Alles kiezen" not in walk.met


def test_english_that_is_planted_is_noticed_and_what_a_user_wrote_stays_as_it_is(dutch, url):
    walk = Walk(dutch, url)
    walk.collect("before")
    dutch.evaluate("""() => {
      const field = document.querySelector('[data-testid=stMain] [data-testid=stVerticalBlock]')
      field.setAttribute('aria-label', 'Choose something else')
      field.append('Drag your files here')
      document.body.append(Object.assign(document.createElement('button'), { title: 'Dark' }))
    }""")
    walk.collect("after")
    assert english(walk.met) == dict.fromkeys(("Choose something else", "Drag your files here", "Dark"), "after")
    dutch.goto(f"{url}/partnerships")
    choice = dutch.locator("[data-testid=stSelectbox] input").first
    choice.click()
    for name in PLANTED[:2]:
        expect(dutch.get_by_role("option", name=name, exact=True)).to_be_visible()
    choice.fill("No res")
    choice.press("Enter")
    expect(choice).to_have_value("No results")
    dutch.goto(f"{url}/notes")
    choice = dutch.get_by_role("combobox", name="Thema").first
    choice.click()
    for name in (*PLANTED[::2], "Alles kiezen"):
        expect(dutch.get_by_role("option", name=name, exact=True)).to_be_visible()


def test_another_language_is_said_at_once_and_english_is_streamlits_own(dutch, url):
    dutch.goto(f"{url}/notes")
    regions = dutch.locator("[data-testid=stMultiSelect] input").first
    regions.click()
    expect(dutch.get_by_role("option", name="Alles kiezen")).to_be_visible()
    dutch.keyboard.press("Escape")
    opener = dutch.locator("[data-testid=stMultiSelect] button[aria-haspopup=listbox]").first
    expect(opener).to_have_attribute("aria-label", "Openen")
    dutch.locator(".st-key-topbar").get_by_text("EN", exact=True).click()
    expect(dutch.locator("html")).to_have_attribute("lang", "en")
    expect(opener).to_have_attribute("aria-label", "Open")
    dutch.locator("[data-testid=stMultiSelect] input").first.click()
    expect(dutch.get_by_role("option", name="Select all")).to_be_visible()
    assert dutch.evaluate("navigator.language").startswith("en")
