"""Signs that office programs and PDFs paste, in an answer on the real screen, and then the whole study in Excel."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from openpyxl import load_workbook

from tests.browser import served_interviews

pytestmark = pytest.mark.browser

CASES = Path(__file__).parent.parent / "cases" / "transcripts"
PASTED = {  # file → the words, as a reader of the workbook has them
    "f05a_paste_into_answer_vertical_tab.txt": ["Loonkosten", "van", "de", "begeleiders"],
    "f05b_paste_into_answer_form_feed.txt": ["Huur", "van", "het", "lokaal"],
    "f18_paste_into_answer_u_fffe.txt": ["Loonkosten", "van", "de", "begeleiders"],
}


@pytest.mark.parametrize("what", ["answers", "notes"])
def test_what_was_pasted_into_an_answer_has_its_words_in_excel(server, page, tmp_path, what):
    served_interview = served_interviews.begin(served_interviews.serve(server, tmp_path / "study.sqlite"))
    for place, file in enumerate(PASTED):
        served_interviews.enter(page, served_interview, place)
        served_interviews.field(page).focus()
        page.keyboard.insert_text((CASES / file).read_text("utf-8"))
        served_interviews.saved(page)
    book = tmp_path / f"{what}.xlsx"
    command = [
        sys.executable,
        "-m",
        "canvas.cli",
        "export",
        what,
        "--out",
        str(book),
        "--study",
        str(tmp_path / "study.sqlite"),
    ]
    done = subprocess.run(command, capture_output=True, text=True, timeout=120, check=False)
    assert (done.returncode, "Traceback" in done.stderr) == (0, False), done.stderr
    cells = [str(cell) for sheet in load_workbook(book) for row in sheet.iter_rows(values_only=True) for cell in row]
    written = [cell.split() for cell in cells]
    for words in PASTED.values():
        # each pasted answer is one cell with these words: none has run into the next
        assert written.count(words) == list(PASTED.values()).count(words), [cell for cell in cells if words[0] in cell]
