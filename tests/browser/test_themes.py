"""Themes in a browser: the tree by keyboard, counts that open their notes, merging, and a codebook file."""

from __future__ import annotations

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from canvas.store import open_study
from canvas.store.themes import themes
from tests.browser.conftest import PATIENCE
from tests.browser.test_accessible import SIGHTS

pytestmark = pytest.mark.browser
expect.set_options(timeout=PATIENCE)


@pytest.fixture(scope="module")
def served(server, tmp_path_factory, _demo_once):
    """The demo, served; tests change it, each a theme of its own."""
    path = tmp_path_factory.mktemp("themes") / "demo.sqlite"
    path.write_bytes(_demo_once.read_bytes())
    return server(path)


def opened(page, served):
    """The themes screen with its tree."""
    page.goto(served.url)
    page.get_by_role("button", name="evaluator-1").click()
    expect(page.locator("table.pps")).to_be_visible()
    page.goto(f"{served.url}/themes")
    tree = page.get_by_role("treegrid")
    expect(tree.get_by_role("button", name="Vertrouwen", exact=True)).to_be_visible()
    return tree


def every(served) -> dict[str, dict]:
    study = open_study(str(served.study))
    with study.reading() as connection:
        rows = {row["name"]: row for row in themes.every(connection)}
    study.close()
    return rows


def violations(page) -> list[str]:
    broken_rules = Axe().run(page).response["violations"]
    return [
        f"{rule['id']}: {rule['help']} {[node['html'][:120] for node in rule['nodes'][:3]]}" for rule in broken_rules
    ]


def test_the_tree_is_walked_and_opened_by_keyboard_and_focus_comes_back(served, page):
    tree = opened(page, served)
    trust, below = (tree.get_by_role("button", name=name, exact=True) for name in ("Vertrouwen", "Gehoord worden"))
    below.focus()  # as by pointer: that is the one in the tab order from then on
    expect(below).to_have_attribute("tabindex", "0")
    expect(trust).to_have_attribute("tabindex", "-1")
    trust.focus()
    page.keyboard.press("ArrowDown")
    expect(below).to_be_focused()
    page.keyboard.press("ArrowLeft")  # to what it stands under
    expect(trust).to_be_focused()
    page.keyboard.press("ArrowLeft")  # which closes
    expect(below).to_have_count(0)
    page.keyboard.press("ArrowRight")
    expect(below).to_be_visible()
    expect(trust).to_be_focused()
    page.keyboard.press("ArrowRight")
    count = tree.get_by_role("button", name="Vertrouwen: 17 notities")
    expect(count).to_be_focused()
    page.keyboard.press("Enter")
    drawer = page.get_by_role("dialog")
    expect(drawer.locator(".said").first).to_be_visible()
    assert violations(page) == []
    page.keyboard.press("Escape")
    expect(drawer).to_be_hidden()
    expect(count).to_be_focused()


def test_a_count_of_a_role_opens_the_notes_of_that_role_alone(served, page):
    tree = opened(page, served)
    tree.get_by_role("button", name="Kwetsbare kandidaten: Overheden: 5 notities").click()
    drawer = page.get_by_role("dialog")
    expect(drawer.locator(".said")).to_have_count(5)
    assert {line.split(" · ")[0] for line in drawer.locator(".from b").all_inner_texts()} == {"Overheden"}


def test_a_theme_is_merged_into_another_that_then_has_its_notes(served, page):
    tree = opened(page, served)
    before = every(served)
    tree.get_by_role("button", name="Het zomergat", exact=True).click()
    drawer = page.get_by_role("dialog")
    drawer.get_by_text("Samenvoegen en splitsen").click()
    drawer.get_by_role("button", name="Samenvoegen", exact=True).click()
    expect(drawer.get_by_role("alert")).to_contain_text("er is geen thema gekozen.")
    drawer.get_by_role("combobox", name="Gaat op in").click()
    page.get_by_role("option", name="Begeleiding op de werkvloer").click()
    drawer.get_by_role("button", name="Samenvoegen", exact=True).click()
    expect(tree.get_by_role("button", name="Het zomergat", exact=True)).to_have_count(0)
    after = every(served)
    assert "Het zomergat" not in after
    assert after["Begeleiding op de werkvloer"]["notes"] > before["Begeleiding op de werkvloer"]["notes"]


def test_a_theme_is_renamed_in_its_drawer_and_its_history_says_so(served, page):
    tree = opened(page, served)
    tree.get_by_role("button", name="Kennis hangt aan personen", exact=True).click()
    drawer = page.get_by_role("dialog")
    drawer.get_by_label("Naam").fill("Kennis zit in hoofden")
    drawer.get_by_role("button", name="Thema opslaan").click()
    expect(page.get_by_text("Thema opgeslagen")).to_be_visible()
    assert "Kennis zit in hoofden" in every(served)
    drawer.get_by_text("Geschiedenis").click()
    expect(drawer.get_by_role("heading", name="Andere naam")).to_be_visible()
    page.keyboard.press("Escape")
    expect(tree.get_by_role("button", name="Kennis zit in hoofden", exact=True)).to_be_visible()


def test_a_codebook_file_is_seen_first_and_then_taken_over(served, page, tmp_path):
    tree = opened(page, served)
    book = tmp_path / "boek.csv"
    book.write_text("naam;omschrijving\n<b>Tijd</b>;Geen tijd\nVertrouwen;Anders gezegd\n", "utf-8")
    page.get_by_role("button", name="Codeboek").click()
    drawer = page.get_by_role("dialog")
    drawer.locator("input[type=file]").set_input_files(str(book))
    expect(drawer.get_by_text("1 thema nieuw · 1 thema verandert")).to_be_visible()
    assert "<b>Tijd</b>" not in every(served)
    drawer.get_by_role("button", name="Deze thema’s overnemen").click()
    expect(tree.get_by_role("button", name="<b>Tijd</b>", exact=True)).to_be_visible()
    assert every(served)["Vertrouwen"]["definition"] == "Anders gezegd"


@pytest.mark.parametrize(("scheme", "size"), SIGHTS)
def test_the_screen_has_no_violations_and_nothing_sticks_out(served, new_page, scheme, size):
    page = new_page(viewport={"width": size[0], "height": size[1]}, color_scheme=scheme)
    opened(page, served)
    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
