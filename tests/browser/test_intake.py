"""Adding a transcript in a browser: from the file to the stored document, with no name left in the study."""

from __future__ import annotations

import csv
import io
import re
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from canvas.capture import interviewing
from canvas.store import documents
from tests.browser import served_interviews
from tests.browser.conftest import PATIENCE, visit

pytestmark = pytest.mark.browser
expect.set_options(timeout=PATIENCE)

TALK = """WEBVTT

00:00:00.000 --> 00:00:05.000
<v Sanne Proefman>Goedemiddag Piet. Wat kost het traject?</v>

00:00:05.000 --> 00:00:14.000
<v Piet van der Toetssteen>Lesgeld, Sanne. Karin Testers weet dat; karin@example.org of 06-00000000. <i x=y>ha</i></v>

00:00:14.000 --> 00:00:20.000
<v Sanne Proefman>En wat zegt Zorblax daarvan, meneer Van der Toetssteen?</v>

00:00:20.000 --> 00:00:31.000
<v Piet van der Toetssteen>In Zwolle vraagt men het Karin.</v>
"""
NAMES = (
    "Sanne",
    "Proefman",
    "Piet",
    "Toetssteen",
    "Karin",
    "Testers",
    "example.org",
    "00000000",
    "Zorblax",
    "zqopname",
)


@pytest.fixture(scope="module")
def served_interview(server, tmp_path_factory) -> served_interviews.ServedInterview:
    """A served study with an interview that was planned."""
    made = served_interviews.serve(server, tmp_path_factory.mktemp("intake") / "study.sqlite")
    made.interview = interviewing.plan(
        made.study, made.user, served_interviews.GUIDE, made.partnership, made.wave, [made.respondent], "nl"
    )
    return made


def choose(page: Page, tmp_path: Path, talk: str = TALK) -> None:
    file = tmp_path / "zqopname Piet.vtt"
    file.write_text(talk, "utf-8")
    page.locator("input[type=file]").set_input_files(file)
    expect(page.locator(".pps-intake-read")).to_contain_text("Complete")


def test_from_a_file_to_a_stored_transcript_without_a_name_by_keyboard(served_interview, page, tmp_path):
    visit(page, f"{served_interview.server.url}/interview?partnership=TO", "interviewer-1")
    page.get_by_role("link", name="Add transcript: TO-B1").click()
    expect(page.get_by_role("heading", name="Add a transcript")).to_be_visible()
    choose(page, tmp_path)
    expect(page.get_by_role("combobox", name="Who is Piet van der Toetssteen?")).to_have_value("TO-B1")
    preview = page.locator(".st-key-intake_text ol")
    expect(preview).to_contain_text("Goedemiddag TO-B1. Wat kost het traject?")

    expect(page.locator(".pps-intake-stays")).to_contain_text("2 things that look like names stay in: Zorblax, Zwolle.")
    # a name that was said once is kept until one says otherwise; its places are shown first
    table = page.get_by_role("table", name="Names and other terms")
    table.get_by_role("button", name="Show the places of Zorblax: 1").press("Enter")
    expect(table.locator("li mark")).to_have_text("Zorblax")
    tick = table.get_by_role("checkbox", name="Replace Zorblax")
    expect(tick).not_to_be_checked()
    tick.press("Space")
    code = table.get_by_role("textbox", name="Code for Zorblax")
    code.fill("[een collega]")
    code.press("Tab")
    expect(preview).to_contain_text("En wat zegt [een collega] daarvan, meneer TO-B1?")
    expect(page.get_by_role("button", name="Replaced 8")).to_be_visible()
    assert axe(page) == []

    expect(page.get_by_role("button", name="Store transcript")).to_be_disabled()
    with page.expect_download() as download:
        page.get_by_role("button", name="Download the list of replacements").press("Enter")
    rows = list(csv.DictReader(io.StringIO(Path(download.value.path()).read_text("utf-8-sig"))))
    assert {tuple(row[head] for head in ("Replaced", "Replaced by", "Kind", "Places")) for row in rows} >= {
        ("Piet", "TO-B1", "Speaker", "turn 1, character 13"),
        ("Karin", "[persoon 1]", "Name", "turn 4, character 26"),
        ("karin@example.org", "[e-mail 1]", "E-mail address", "turn 2, character 47"),
        ("06-00000000", "[telefoon 1]", "Phone number", "turn 2, character 61"),
        ("Piet van der Toetssteen", "TO-B1", "Speaker", ""),
    }
    expect(page.get_by_role("button", name="Store transcript")).to_be_enabled()
    page.get_by_role("button", name="Store transcript").press("Enter")
    expect(page.get_by_role("heading", name="The transcript is stored")).to_be_visible()
    page.get_by_role("button", name="Read the transcript").press("Enter")
    expect(page.get_by_text("Goedemiddag TO-B1. Wat kost het traject?")).to_be_visible()

    with served_interview.study.reading() as connection:
        (row,) = documents.of_moment(connection, served_interview.partnership, served_interview.wave)
        document = documents.get(connection, row["id"])
    assert (document["title"], row["turns"], document["intake"]["cues_read"]) == ("Transcript TO-B1", 4, 4)
    assert document["text"].endswith("In Zwolle vraagt men het [persoon 1].")
    for file in Path(served_interview.study.target).parent.glob("study.sqlite*"):
        stored = file.read_bytes().lower()
        assert [name for name in NAMES if name.lower().encode() in stored] == [], file.name
    page.reload()
    expect(page.get_by_text("Goedemiddag TO-B1. Wat kost het traject?")).to_be_visible()


def test_on_a_phone_in_the_dark_it_has_no_violations_and_fits(served_interview, new_page, tmp_path):
    page = new_page(viewport={"width": 390, "height": 844}, color_scheme="dark")
    visit(
        page,
        f"{served_interview.server.url}/documents?partnership=TO&moment=1&add={served_interview.interview}",
        "interviewer-1",
    )
    expect(page.get_by_role("heading", name="Add a transcript")).to_be_visible()
    dropzone = page.get_by_test_id("stFileUploaderDropzone")
    expect(dropzone).not_to_have_attribute("aria-label", re.compile(r"\\"))  # the page's script has been over it
    assert axe(page) == []
    talk = TALK.replace("zegt Zorblax", "zegt " + "Querbel, en ook " * 45 + "iemand")
    choose(page, tmp_path, talk.replace("WEBVTT", "WEBVTT\n\nNOTE <b>made</b> by a program"))
    left_out = page.get_by_text("1 line of the file is left out")
    left_out.click()
    expect(page.locator("details li")).to_contain_text("line 3: “NOTE <b>made</b> by a program”")
    left_out.click()
    expect(page.get_by_role("table", name="Names and other terms").get_by_role("checkbox").first).to_be_visible()
    # all places of a term are there, the later ones once they are asked for
    table = page.get_by_role("table", name="Names and other terms")
    table.get_by_role("button", name="Show the places of Querbel: 45").click()
    for shown in (20, 40, 45):
        expect(table.locator("li mark")).to_have_count(shown)
        if shown < 45:
            table.get_by_role("button", name="Show more").click()
    expect(table.get_by_role("button", name="Show more")).to_be_hidden()
    assert axe(page) == []
    assert page.evaluate("() => document.documentElement.scrollWidth <= innerWidth")
    page.get_by_role("button", name="Cancel").click()
    expect(page.get_by_text("Goedemiddag")).to_have_count(0)


def axe(page: Page) -> list[str]:
    broken_rules = Axe().run(page).response["violations"]
    return [f"{rule['id']}: {[node['html'][:160] for node in rule['nodes'][:3]]}" for rule in broken_rules]


def test_after_a_restart_the_form_says_that_the_transcript_is_gone_and_the_file_brings_the_choices_back(
    served_interview, page, tmp_path
):
    visit(page, f"{served_interview.server.url}/documents?partnership=TO&moment=1", "interviewer-1")
    page.get_by_role("button", name="Add a transcript").click()
    choose(page, tmp_path, TALK.replace("Lesgeld", "Weer lesgeld"))
    table = page.get_by_role("table", name="Names and other terms")
    table.get_by_role("checkbox", name="Replace Zorblax").press("Space")
    code = table.get_by_role("textbox", name="Code for Zorblax")
    code.fill("[een collega]")
    code.press("Tab")
    who = page.get_by_role("combobox", name="Who is Piet van der Toetssteen?")
    who.click()
    page.keyboard.type("Someone")
    page.keyboard.press("Enter")
    expect(who).to_have_value("Someone else")
    preview = page.locator(".st-key-intake_text ol")
    expect(preview).to_contain_text("[een collega]")
    expect(preview).not_to_contain_text("Goedemiddag TO-B1")  # which is who he was taken for
    served_interview.server.restart()
    fault = page.locator(".pps-fault")
    expect(fault).to_contain_text("zqopname Piet.vtt")
    expect(fault).to_contain_text("Choose the file again")
    expect(page.get_by_role("button", name="Store transcript")).to_have_count(0)
    choose(page, tmp_path, TALK.replace("Lesgeld", "Weer lesgeld"))
    expect(preview).to_contain_text("En wat zegt [een collega] daarvan")
    expect(who).to_have_value("Someone else")
    expect(fault).to_have_count(0)
    page.get_by_role("button", name="Cancel").click()
