"""Reads the text of a .pdf."""

from __future__ import annotations

import io
import logging
import re
import time
from collections import Counter
from collections.abc import Iterator

import pypdf

from canvas.errors import N_, UserError
from canvas.exchange.transcripts import lines
from canvas.exchange.transcripts.decode import tidy
from canvas.exchange.transcripts.reading import MOST_CHARACTERS, Reading
from canvas.exchange.transcripts.turns import Piece

MOST_PAGES = 2_000
MOST_SECONDS = 60
logging.getLogger("pypdf").setLevel(logging.CRITICAL)  # what it finds odd is said by our own warnings


def read(reading: Reading, data: bytes) -> list[Piece]:
    """The speech in a .pdf file; page numbers and lines that head or close the pages are left out with a warning."""
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
    return lines.pieces(reading, _lines(reading, split))


def _pages(reading: Reading, data: bytes) -> list[str]:
    """The text of each page; whatever pypdf stumbles over in a broken file becomes a fault of the file."""
    until = time.monotonic() + MOST_SECONDS
    found, length = [], 0
    try:
        opened = pypdf.PdfReader(io.BytesIO(data), strict=False)
        if opened.is_encrypted and not opened.decrypt(""):
            raise reading.fault(
                N_("it is protected by a password."), N_("Save it without a password, and choose it again.")
            )
        for page in opened.pages:
            found.append(page.extract_text() or "")
            length += len(found[-1])
            if len(found) > MOST_PAGES or length > MOST_CHARACTERS or time.monotonic() > until:
                raise reading.fault(
                    N_("this takes longer to read than any transcript would."),
                    N_("Save its text as .docx or .txt, one file per interview."),
                )
    except UserError:
        raise
    except Exception as error:  # a broken .pdf makes pypdf raise nearly anything: KeyError, RecursionError, its own
        raise reading.fault(
            N_("this .pdf cannot be read ({why})."),
            N_("Open it, print it to a new .pdf, or save its text as .docx or .txt."),
            why=type(error).__name__,
        ) from None
    return found


def _lines(reading: Reading, pages: list[list[str]]) -> Iterator[tuple[int, str, bool]]:
    """All lines but the page numbers and what heads or closes most of the pages; numbered through the whole file."""
    running = _running(pages)
    number, gone = 0, 0
    for page in pages:
        filled = [index for index, line in enumerate(page) if line.strip()]
        edges = set(filled[:1] + filled[-1:])
        for index, line in enumerate(page):
            number += 1
            if index in edges and _shape(line) in running:
                gone += 1
                reading.beside(line)
            else:
                yield number, line, False
    if gone:
        reading.warn(N_("page numbers and lines that head or close the pages are left out ({count})."), count=gone)


def _running(pages: list[list[str]]) -> set[str]:
    """What the first and last lines of most pages have in common, figures not looked at; needs three pages."""
    shapes = Counter()
    for page in pages:
        filled = [line for line in page if line.strip()]
        shapes.update({_shape(line) for line in filled[:1] + filled[-1:] if len(line) < 120})
    return {shape for shape, count in shapes.items() if count > 2 and count * 2 > len(pages)}


def _shape(line: str) -> str:
    """A line with each number as one sign: a page number, or the same words each time, then recurs."""
    return re.sub(r"[0-9]+", "#", " ".join(line[:200].split()))
