"""A file of each kind that once went wrong, through the real screen: what it shows, and what the reader then has."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import expect

from canvas.store import documents
from tests.browser import served_interviews
from tests.browser.conftest import PATIENCE, visit

pytestmark = pytest.mark.browser
expect.set_options(timeout=PATIENCE)

CASES = Path(__file__).parent.parent / "cases" / "transcripts"


@dataclass(frozen=True)
class Kind:
    """A file, and what must be seen of it: turns, speakers, lines left out, codes marked, words of a turn."""

    file: str
    turns: int
    speakers: int
    words: str
    left_out: int = 0
    codes: int = 0


KINDS = (
    Kind("f01b_stamps_with_speakers.txt", 4, 2, "Dat gaat moeizaam. Nooit."),
    Kind("f02_pdf_pages_begin_alike.pdf", 9, 2, "In 2020 groeiden wij."),
    Kind("f03a_english_I_and_R.txt", 4, 2, "I think it is fine, but I am paid late. Our R&D team noticed."),
    Kind("f04_rolling_captions.vtt", 1, 0, "wij beginnen met het contract van vorig jaar", left_out=6),
    Kind("f06_pdf_words_cut_at_line_end.pdf", 4, 2, "Goed, maar de huurovereenkomst is te laat getekend."),
    Kind("f07c_header_with_parts.txt", 4, 2, "De school betaalt laat.", left_out=3),
    Kind("f08c_resp_dot_1.txt", 5, 3, "Ik ook niet."),
    Kind("f09_webex_identifiers.vtt", 4, 2, "Dat weet niemand."),
    Kind("f10d_nvivo_table.docx", 4, 2, "De school betaalt laat.", left_out=1),
    Kind("f11a_f4_stamp_behind.txt", 4, 2, "De school betaalt laat."),
    Kind("f13a_surnames_that_are_words.txt", 4, 2, "[persoon 3] bleef", codes=9),
    Kind("f14_names_in_capitals.txt", 4, 2, "Toen ging DR. [persoon 2] weg.", codes=5),
    Kind("f15_initials_and_short_particles.txt", 4, 2, "Ook [persoon 3] tekende.", codes=5),
    Kind("f17_numbers_and_addresses.txt", 4, 2, "Op [telefoon 1], of [e-mail 1]. Ik woon op [postcode 1].", codes=3),
    Kind("f23a_f4.rtf", 4, 2, "De school betaalt laat."),
)


def test_a_file_of_each_kind_is_shown_and_stored_as_it_was_said(server, page, tmp_path):
    served_interview = served_interviews.serve(server, tmp_path / "study.sqlite")
    served_interview.interview = served_interviews.interviewing.plan(
        served_interview.study,
        served_interview.user,
        served_interviews.GUIDE,
        served_interview.partnership,
        served_interview.wave,
        [served_interview.respondent],
        "nl",
    )
    adding = f"{served_interview.server.url}/documents?partnership=TO&moment=1&add={served_interview.interview}"
    visit(page, adding, "interviewer-1")
    seen: dict[str, list[str]] = {}
    for number, kind in enumerate(KINDS):
        if number:
            page.get_by_role("button", name="Close").click()
            page.get_by_role("button", name="Add a transcript").click()
        page.locator("input[type=file]").set_input_files(CASES / kind.file)
        read = page.locator(".pps-intake-read")
        expect(read).to_contain_text(f"{kind.file} {kind.turns} turn")
        expect(read).to_contain_text(f"{kind.speakers} speaker")
        expect(read).to_contain_text("Complete")
        line = f"{kind.left_out} line{'s' if kind.left_out > 1 else ''} of the file"
        expect(page.get_by_text(line)).to_have_count(1 if kind.left_out else 0)
        text = page.get_by_role("list", name="The text as it will be stored")
        expect(text.get_by_role("listitem")).to_have_count(kind.turns)
        expect(text).to_contain_text(kind.words)
        expect(text.locator(".replaced")).to_have_count(kind.codes)
        seen[kind.file] = [row.inner_text() for row in text.locator("li p").all()]
        box = page.get_by_text("Store without this list")
        page.get_by_role("textbox", name="Title").fill(kind.file[:3])
        page.get_by_role("textbox", name="Title").press("Enter")
        if box.count():
            box.click()
        page.get_by_role("button", name="Store transcript").click()
        expect(page.get_by_role("heading", name="The transcript is stored")).to_be_visible()
        expect(page.locator(".pps-intake-read")).to_contain_text("Complete")
    with served_interview.study.reading() as connection:
        ids = {
            row["title"]: row["id"]
            for row in documents.of_moment(connection, served_interview.partnership, served_interview.wave)
        }
    # of each kind the reader has the very turns that were shown
    for kind in KINDS:
        visit(page, f"{served_interview.server.url}/documents?document={ids[kind.file[:3]]}")
        expect(page.get_by_text(kind.words).first).to_be_visible()
        expect(page.locator(".pps-reading").filter(has_text="Complete")).to_be_visible()
        with served_interview.study.reading() as connection:
            document = documents.get(connection, ids[kind.file[:3]])
        assert document["text"] == "\n\n".join(seen[kind.file])
