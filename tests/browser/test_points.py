"""A point from its first words to agreed, contradicted and looked at again, in a real browser."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from canvas.capture import answers as capture
from canvas.store import open_study
from canvas.store.points import points
from tests import build
from tests.browser.conftest import visit
from tests.browser.test_accessible import violations

pytestmark = pytest.mark.browser


@pytest.fixture
def begun(tmp_path):
    """A study in which an employer and a government spoke of costs, and the id of what the latter said."""
    study = open_study(str(tmp_path / "study.sqlite"), create=True)
    begun = build.begin(study)
    build.answered(begun, "lesgeld is hoog\nboeken ook")
    interview_id = build.interview(begun, begun.government)
    capture.save(study, begun.user, interview_id, "costs.main", "het valt mee")
    yield begun, build.notes_of(begun, interview_id)[0]["id"]
    study.close()


def become(page, profile: str) -> None:
    page.get_by_role("button", name="Menu").click()
    page.get_by_role("button", name="Choose another profile").click()
    page.get_by_role("button", name=re.compile(profile)).click()
    expect(page.get_by_role("heading", name="Who is working?")).to_be_hidden()


def close(page) -> None:
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_be_hidden()


def test_a_point_is_written_checked_agreed_contradicted_and_looked_at_again(server, begun, page):
    begun, other = begun
    served = server(begun.study.target)
    table = f"{served.url}/perspectives?partnership=NT&moment=1"
    drawer, card = page.get_by_role("dialog"), page.locator("tbody li")
    visit(page, table, "onderzoeker-1")
    page.get_by_role("button", name="Add a point: the shared row, How is it financed?").click()
    drawer.locator("[class*=st-key-note_ways_]").first.get_by_role("radio", name="Supports").click()
    expect(drawer.get_by_label("The point", exact=True)).to_have_value("lesgeld is hoog")
    drawer.get_by_label("The point", exact=True).fill("Leren kost geld")
    drawer.get_by_role("button", name="Add point").click()
    expect(drawer).to_be_hidden()
    expect(card).to_contain_text("1 note · 1 respondent · 1 role · 1 interview")
    expect(card).to_contain_text("Draft")
    expect(card.locator(".who").last).to_contain_text("No note ofOGovernmentSEducation")

    # whoever wrote it is told that somebody else checks it
    card.get_by_role("button").click()
    drawer.get_by_role("button", name="Set to checked").click()
    expect(drawer.get_by_role("alert")).to_contain_text("onderzoeker-1 wrote it, and somebody else checks it.")
    expect(page).to_have_url(re.compile("point="))
    link = page.url
    close(page)
    expect(page).not_to_have_url(re.compile("point="))
    expect(card.get_by_role("button")).to_be_focused()

    # another profile follows the link, checks and agrees by keyboard alone
    become(page, "onderzoeker-2")
    page.goto(link)
    drawer.get_by_role("button", name="Set to checked").press("Enter")
    drawer.get_by_role("button", name="Set to agreed").press("Enter")
    expect(drawer.locator(".pps-state")).to_contain_text("Agreed")
    expect(drawer.locator(".pps-state")).to_contain_text("onderzoeker-2")

    # dissent stands beside it, in the drawer and in the table, and asks for another look
    drawer.get_by_text("Add notes to this point").click()
    drawer.locator(f".st-key-note_ways_{other}").get_by_role("radio", name="Contradicts").click()
    expect(drawer.locator(".pps-dissent")).to_have_text("1 respondent contradicts it (1 role, 1 note)")
    expect(drawer.locator(".pps-flags")).to_contain_text("het valt mee")
    expect(page.get_by_test_id("stToast")).to_have_count(0)  # Streamlit's own, and nameless to axe while it lasts
    assert violations(page) == []
    drawer.get_by_role("button", name="I looked at it again").click()
    expect(drawer.locator(".pps-flags")).to_have_count(0)
    close(page)
    expect(card).to_contain_text("Agreed")
    expect(card.locator(".against")).to_contain_text("1 respondent contradicts it (1 role, 1 note)")
    expect(card.locator(".against")).to_contain_text("Government")
    expect(card.locator(".flag")).to_have_count(0)

    # its note is rewritten on the canvas: the overview leads to the point, which says what changed
    visit(page, f"{served.url}/canvas?partnership=NT&moment=1")
    page.get_by_role("button", name="Costs", exact=True).click()
    page.get_by_role("dialog").get_by_role("button", name="Edit").first.click()
    drawer.get_by_label("Note", exact=True).fill("lesgeld is laag")
    drawer.get_by_role("button", name="Save note").click()
    expect(drawer.get_by_label("Note", exact=True)).to_be_hidden()
    close(page)
    visit(page, served.url)
    page.get_by_role("link", name="1 point asks for another look").click()
    expect(card.locator(".flag")).to_have_text("Needs another look: 1 note changed")
    page.locator(".pps-flagged summary").press("Enter")
    assert violations(page) == []
    page.locator(".pps-flagged a").press("Enter")
    expect(drawer.locator(".pps-flags del")).to_have_text("hoog")
    expect(drawer.locator(".pps-flags ins")).to_have_text("laag")
    drawer.get_by_label("What you conclude (kept in the history)").fill("Het punt blijft")
    drawer.get_by_role("button", name="I looked at it again").press("Enter")
    expect(drawer.locator(".pps-flags")).to_have_count(0)
    expect(drawer.locator(".pps-state")).to_contain_text("Agreed")
    drawer.get_by_text("Show the history").click()
    expect(drawer.locator(".pps-acts > li h3")).to_have_text(
        ["Looked at again", "Looked at again", "Notes", "Set to: Agreed", "Set to: Checked", "Written"]
    )
    expect(drawer.locator(".pps-acts > li").first).to_contain_text("“Het punt blijft”")
    with begun.study.reading() as connection:
        (row,) = points.of_moment(connection, begun.partnership, begun.wave)
        assert (row["state"], points.flagged(connection)) == ("agreed", [])

    # the evidence of a cell is a link, which takes its question and row along
    close(page)
    page.get_by_role("link", name="Evidence: the shared row, How is it financed?").press("Enter")
    expect(page).to_have_url(re.compile(r"/evidence\?.*partnership=NT.*"))
    for part in ("moment=1", "row=shared", "question=financing"):
        assert part in page.url
