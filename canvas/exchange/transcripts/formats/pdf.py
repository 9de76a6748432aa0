"""Reads the text of a .pdf."""

from __future__ import annotations

import io
import logging
import time
from collections.abc import Iterator

import pypdf

from canvas.errors import N_, UserError
from canvas.exchange.transcripts.formats.decode import tidy
from canvas.exchange.transcripts.read_log import MOST_CHARACTERS, RUNNING, Reading
from canvas.exchange.transcripts.text_lines import lines
from canvas.exchange.transcripts.text_lines.line_ends import rejoined_words
from canvas.exchange.transcripts.text_lines.running_lines import running_lines
from canvas.exchange.transcripts.turns import Utterance

MOST_PAGES = 2_000
MOST_SECONDS = 60
logging.getLogger("pypdf").setLevel(logging.CRITICAL)  # what it finds odd is said by our own warnings


def read(reading: Reading, data: bytes) -> list[Utterance]:
    """Return the speech in a .pdf file.

    Page numbers and lines that head or close the pages are left out with a warning.
    """
    pages = _pages(reading, data)
    empty = [number for number, page in enumerate(pages, 1) if not page.strip()]
    if len(empty) == len(pages):
        raise reading.fault(
            N_("it holds pictures of pages and no text."),
            N_("Have a program recognise the text (OCR) and save it as .docx or .txt."),
        )
    for number in empty:
        reading.warn(N_("page {at}: no text on it, perhaps a picture."), number)
    split = [tidy(reading, page).split("\n") for page in pages]
    for page in split:
        reading.hold("\n".join(page))
    return lines.utterances(reading, _lines(reading, split))


def _pages(reading: Reading, data: bytes) -> list[str]:
    """Return the text of each page; whatever pypdf stumbles over in a broken file becomes a fault of the file."""
    until = time.monotonic() + MOST_SECONDS
    pages, length = [], 0
    try:
        opened = pypdf.PdfReader(io.BytesIO(data), strict=False)
        if opened.is_encrypted and not opened.decrypt(""):
            raise reading.fault(
                N_("it is protected by a password."), N_("Save it without a password, and choose it again.")
            )
        for page in opened.pages:
            pages.append(page.extract_text() or "")
            length += len(pages[-1])
            if len(pages) > MOST_PAGES or length > MOST_CHARACTERS or time.monotonic() > until:
                raise reading.fault(
                    N_("this takes longer to read than any transcript would."),
                    N_("Save its text as .docx or .txt, one file per interview."),
                )
    except UserError:
        raise
    # a broken .pdf makes pypdf raise nearly anything: KeyError, RecursionError, its own
    except Exception as error:  # noqa: BLE001
        raise reading.fault(
            N_("this .pdf cannot be read ({why})."),
            N_("Open it, print it to a new .pdf, or save its text as .docx or .txt."),
            why=type(error).__name__,
        ) from None
    return pages


def _lines(reading: Reading, pages: list[list[str]]) -> Iterator[lines.NumberedLine]:
    """Yield all lines but the page numbers and what heads or closes most of the pages.

    Numbered through the whole file.
    """
    running = running_lines(pages)
    number, numbered = 0, []
    for page_at, page in enumerate(pages):
        for line_at, line in enumerate(page):
            number += 1
            if (page_at, line_at) in running:
                reading.leave_out(line, RUNNING, number)
            else:
                numbered.append((number, line))
    if running:
        reading.warn(
            N_("page numbers and lines that head or close the pages are left out ({count})."), count=len(running)
        )
    yield from (lines.NumberedLine(number, line) for number, line in rejoined_words(reading, numbered))
