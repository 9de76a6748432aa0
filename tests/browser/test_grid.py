"""The notes screen in a browser: by mouse and by keyboard, over pages, into themes and points, and out in a file."""

from __future__ import annotations

import csv
import io
import re

import openpyxl
import pytest
from playwright.sync_api import expect

from canvas.capture import answers as capture
from canvas.store import attributes, open_study
from canvas.store.notes import grid
from canvas.store.notes.grid import GridFilter
from canvas.store.points import points
from canvas.store.themes import themes
from tests import build
from tests.browser.conftest import visit
from tests.browser.test_accessible import SIGHTS, violations

pytestmark = pytest.mark.browser

PROFILE = "onderzoeker-1"


@pytest.fixture(scope="module")
def served(server, tmp_path_factory):
    """A study of 124 notes: 120 of an employer on costs, 4 of a government on channels; a theme, an attribute."""
    path = tmp_path_factory.mktemp("grid") / "study.sqlite"
    begun = build.begin(open_study(str(path), create=True))
    talk = build.interview(begun, begun.employer, question_keys=("costs.main",))
    lines = [f"note {number:03}" for number in range(1, 120)] + ['=HYPERLINK("x") <img src=x onerror=alert(1)>']
    capture.save(begun.study, begun.user, talk, "costs.main", "\n".join(lines))
    other = build.interview(begun, begun.government, question_keys=("channels.main",))
    capture.save(begun.study, begun.user, other, "channels.main", "aa\nbb\ncc\ndd")
    with begun.study.writing(begun.user) as writer:
        themes.add(writer, "Money", colour="#B34A00")
        sector = attributes.add(writer, "respondent", "Sector", "choice", ["Care", "Tech"])
        attributes.set_value(writer, "respondent", begun.employer, sector, "Care")
        attributes.add(writer, "respondent", "Years", "number")
    yield begun, server(path)
    begun.study.close()


def rows(page):
    return page.locator("tbody tr")


def tick(page, place: int):
    return rows(page).nth(place).locator(".tick input")


def first(page):
    return rows(page).first.locator("td.words")


def test_ticks_outlive_pages_and_sorting_and_a_theme_goes_to_all_of_them(served, page):
    begun, server = served
    visit(page, f"{server.url}/notes?role=employer", PROFILE)
    expect(page.locator(".pps-head")).to_contain_text("120 notes · within the filter")
    expect(rows(page)).to_have_count(50)
    page.get_by_role("button", name="Note", exact=True).click()  # sorted by text
    expect(page.locator("th[aria-sort=ascending]")).to_contain_text("Note")
    expect(first(page)).to_have_text('=HYPERLINK("x") <img src=x onerror=alert(1)>')
    tick(page, 1).click()
    tick(page, 3).click(modifiers=["Shift"])
    expect(page.locator(".count.on")).to_have_text("3 ticked")
    page.locator("[data-page=top-after]").click()
    expect(first(page)).to_have_text("note 050")
    page.locator("[data-page=top-after]").click()
    expect(first(page)).to_have_text("note 100")
    expect(rows(page)).to_have_count(20)
    tick(page, 19).click()
    expect(page.locator(".count.on")).to_have_text("4 ticked")
    page.get_by_role("button", name="Note", exact=True).click()  # the other way around: the first page again
    expect(page.locator("th[aria-sort=descending]")).to_be_visible()
    expect(tick(page, 0)).to_be_checked()
    page.get_by_role("button", name="Themes…").click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_role("combobox", name="Theme").click()
    page.get_by_role("option", name="Money").click()
    dialog.get_by_role("button", name="Give it to 4 notes").click()
    expect(dialog).to_be_hidden()
    expect(rows(page).first.locator(".chip")).to_have_text("Money")
    with begun.study.reading() as connection:
        theme = themes.every(connection)[0]
        carrying = grid.page(connection, "notes", GridFilter(themes=(theme["id"],)), grid.GridOrder("text"))
        assert [row["text"] for row in carrying] == ["note 001", "note 002", "note 003", "note 119"]


def test_all_that_is_filtered_goes_into_a_point_and_a_file(served, page):
    begun, server = served
    visit(page, f"{server.url}/notes?block=channels", PROFILE)
    expect(rows(page)).to_have_count(4)
    tick(page, 0).click()
    page.get_by_role("button", name="Tick all 4").click()
    expect(page.locator(".count.on")).to_have_text("4 ticked")
    page.get_by_role("button", name="Add to a point…").click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_role("textbox", name="The point").fill("Four say the same")
    dialog.get_by_role("button", name="Make a point of 4 notes").click()
    expect(dialog).to_be_hidden()
    with begun.study.reading() as connection:
        (point,) = points.of_moment(connection, begun.partnership, begun.wave)
        assert (point["text"], point["question"], len(point["notes"])) == ("Four say the same", "for_whom", 4)
    page.goto(f"{server.url}/notes?role=employer&sort=text")
    expect(page.locator(".pps-head")).to_contain_text("120 notes")
    page.get_by_test_id("stPopoverButton").filter(has_text="Export").click()
    with page.expect_download() as got:
        page.get_by_role("button", name="As text (.csv)").click()
    table = list(csv.DictReader(io.StringIO(got.value.path().read_bytes().decode("utf-8-sig"))))
    assert len(table) == 120
    assert table[0]["Note"] == '\'=HYPERLINK("x") <img src=x onerror=alert(1)>'
    assert (table[1]["Note"], table[1]["Sector"], table[1]["Respondent"]) == ("note 001", "Care", "NT-B1")
    with page.expect_download() as got:
        page.get_by_role("button", name="For Excel (.xlsx)").click()
    sheet = openpyxl.load_workbook(io.BytesIO(got.value.path().read_bytes())).active
    assert sheet.max_row == 121
    cell = sheet.cell(2, [head.value for head in sheet[1]].index("Note") + 1)
    assert (cell.value, cell.data_type) == ('=HYPERLINK("x") <img src=x onerror=alert(1)>', "s")


def test_a_keyboard_alone_sorts_ticks_opens_and_comes_back(served, page):
    _begun, server = served
    visit(page, f"{server.url}/notes?block=channels", PROFILE)
    expect(rows(page)).to_have_count(4)
    page.locator("th .sort").first.focus()
    page.keyboard.press("Enter")
    expect(first(page)).to_have_text("aa")
    page.keyboard.press("ArrowDown")  # from the head, which kept the focus, into the rows
    expect(rows(page).nth(0)).to_be_focused()
    page.keyboard.press("ArrowDown")
    page.keyboard.press(" ")
    expect(tick(page, 1)).to_be_checked()
    page.keyboard.press("Shift+ArrowDown")
    expect(page.locator(".count.on")).to_have_text("2 ticked")
    expect(rows(page).nth(2)).to_be_focused()
    page.keyboard.press("Enter")
    dialog = page.get_by_role("dialog")
    expect(dialog.locator(".said").first).to_have_text("cc")
    expect(dialog).to_contain_text("Show the source")
    page.keyboard.press("Escape")
    expect(dialog).to_be_hidden()
    expect(rows(page).nth(2)).to_be_focused()
    page.get_by_role("button", name=re.compile("Take off: Block")).press("Enter")
    expect(page.locator(".pps-head")).to_contain_text("124 notes · of the whole study")
    expect(page).not_to_have_url(re.compile("block"))  # the browser takes its time over a change of the link


@pytest.mark.parametrize(("scheme", "size"), SIGHTS)
def test_the_notes_screen_and_the_attributes_have_no_violations(served, new_page, scheme, size):
    _begun, server = served
    page = new_page(viewport={"width": size[0], "height": size[1]}, color_scheme=scheme)
    visit(page, f"{server.url}/notes?role=employer", PROFILE)
    tick(page, 1).click()
    expect(page.locator(".count.on")).to_be_visible()
    # while Streamlit draws, what stood there before is dimmed
    expect(page.get_by_test_id("stApp")).to_have_attribute("data-test-script-state", "notRunning")
    assert violations(page) == []
    if size[0] < 500:
        assert page.evaluate("document.documentElement.scrollWidth") <= size[0]
    page.goto(f"{server.url}/partnerships?partnership=NT")
    page.get_by_text("Attributes", exact=True).click()
    expect(page.get_by_label("Years, NT-B1")).to_be_visible()
    expect(page.get_by_test_id("stApp")).to_have_attribute("data-test-script-state", "notRunning")
    assert violations(page) == []


def test_a_value_is_kept_as_its_field_is_left_and_a_wrong_one_is_said_there(served, page):
    begun, server = served
    visit(page, f"{server.url}/partnerships?partnership=NT", PROFILE)
    page.get_by_text("Attributes", exact=True).click()
    field = page.get_by_label("Years, NT-B1")
    field.fill("2,5")
    field.press("Enter")  # and down, to the next respondent
    below = page.get_by_label("Years, NT-B2")
    expect(below).to_be_focused()
    below.fill("1.500")
    below.press("Tab")
    page.get_by_label("Sector, NT-G1").select_option("Tech")
    expect(page.locator(".said.wrong")).to_have_text(re.compile("can be read in two ways"))
    expect(below).to_have_value("1.500")  # what was typed is still there to be mended
    expect(below).to_have_attribute("aria-invalid", "true")
    below.fill("1500")
    below.press("Tab")
    expect(page.locator(".said.wrong")).to_have_count(0)
    expect(field).to_have_value("2.5")  # as English writes it
    with begun.study.reading() as connection:
        attribute_ids = {row["name"]: row["id"] for row in attributes.every(connection)}
        values = attributes.values(connection, "respondent")
    assert values[begun.employer][attribute_ids["Years"]] == "2.5"
    assert values[begun.employer_too] == {attribute_ids["Years"]: "1500"}
    assert values[begun.government] == {attribute_ids["Sector"]: "Tech"}
