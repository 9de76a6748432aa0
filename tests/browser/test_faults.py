"""A fault stands where the button was pressed: in sight, said aloud, with the keyboard where it was."""

from __future__ import annotations

import random
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import visit
from tests.examples import THOROUGH

pytestmark = pytest.mark.browser


FAULTY = b"""id = "x"\n""" + b'[[question]]\nkey = "a.b"\nblock = "nope"\n' * 30  # more faults than a screen has lines
SIZES = {"a screen": {"width": 1440, "height": 900}, "a phone": {"width": 390, "height": 844}}


@pytest.fixture(scope="module")
def url(server, tmp_path_factory, _demo_once) -> str:
    study = Path(tmp_path_factory.mktemp("faults")) / "demo.sqlite"
    study.write_bytes(_demo_once.read_bytes())
    return server(study).url


def guide_file(page) -> None:
    page.get_by_test_id("stExpander").filter(has_text="Plan or start an interview").locator("summary").first.click()
    page.get_by_role("button", name="Add a guide of your own").click()
    page.locator("input[type=file]").set_input_files({"name": "mine.toml", "mimeType": "text/plain", "buffer": FAULTY})
    page.get_by_role("button", name="Add guide").click()


def nobody_chosen(page) -> None:
    page.get_by_test_id("stExpander").filter(has_text="Plan or start an interview").locator("summary").first.click()
    page.get_by_role("button", name="Start now").click()


def respondent_without_code(page) -> None:
    page.get_by_role("button", name="Add respondent").first.click()
    drawer = page.get_by_role("dialog")
    drawer.get_by_label("Code").fill("")
    drawer.get_by_role("button", name="Add respondent").click()


def theme_without_name(page) -> None:
    page.get_by_role("button", name="Add theme").click()
    page.get_by_role("dialog").get_by_role("button", name="Add theme").click()


def note_without_words(page) -> None:
    page.get_by_role("button", name="Channels", exact=True).click()
    drawer = page.get_by_role("dialog")
    drawer.get_by_role("button", name="Edit").last.click()
    drawer.get_by_role("textbox", name="Note").fill("")
    drawer.get_by_role("button", name="Save note").click()


def partnership_without_name(page) -> None:
    page.get_by_role("button", name="New partnership").click()
    page.get_by_role("button", name="Add partnership").click()


FORMS: dict[str, tuple[str, Callable]] = {
    "a guide file": ("interview?partnership=FV&moment=2", guide_file),
    "an interview": ("interview?partnership=FV&moment=2", nobody_chosen),
    "a respondent": ("partnerships?partnership=FV&moment=2", respondent_without_code),
    "a theme": ("themes", theme_without_name),
    "a note": ("canvas?partnership=FV&moment=2", note_without_words),
}


@pytest.mark.parametrize("size", SIZES if THOROUGH else [pytest.param(random.choice(list(SIZES)), id="either")])
def test_a_fault_is_in_sight_beside_what_was_pressed(url, new_page, size):
    page = new_page(viewport=SIZES[size])
    for form, (screen, press) in FORMS.items():
        visit(page, f"{url}/{screen}", "evaluator-1")
        press(page)
        fault = page.locator(".pps-fault").last
        expect(fault, form).to_be_in_viewport(ratio=0.99)
        page.wait_for_timeout(300)  # what is drawn beside it has come
        expect(fault, form).to_be_in_viewport(ratio=0.99)
        assert fault.get_attribute("role") == "alert"
        top, seen = fault.evaluate(
            "node => { const { top, left, width } = node.getBoundingClientRect();"
            " return [top, node.contains(document.elementFromPoint(left + width / 2, top + 6))] }"
        )
        assert top >= 0, form
        assert seen, form  # not behind the bar at the top
        assert page.evaluate("document.activeElement !== document.body"), form


def test_a_fault_that_is_met_again_is_said_again(url, page):
    visit(page, f"{url}/themes", "evaluator-1")
    theme_without_name(page)
    fault = page.get_by_role("alert")
    expect(fault).to_be_visible()
    first = fault.get_attribute("data-turn")
    page.get_by_role("dialog").get_by_role("button", name="Add theme").click()
    expect(fault).not_to_have_attribute("data-turn", first)
