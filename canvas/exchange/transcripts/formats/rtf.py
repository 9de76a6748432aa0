"""Reads .rtf, as f4, MAXQDA and older word processors write it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

from striprtf.striprtf import rtf_to_text

from canvas.errors import N_
from canvas.exchange.transcripts.formats import plain
from canvas.exchange.transcripts.formats.decode import tidy
from canvas.exchange.transcripts.read_log import MOST_CHARACTERS, RUNNING, Reading
from canvas.exchange.transcripts.text_lines import lines
from canvas.exchange.transcripts.turns import Utterance

_RUNNING = re.compile(r"\{\\(?:header|footer)[lrf]?(?![a-z])")
_BRACE = re.compile(r"\\.|[{}]", re.DOTALL)
MOST_RUNNING = 20  # heads and feet of pages; a document has some three
_LEFT_OUT = {
    N_("footnotes and endnotes are left out ({count})."): re.compile(rb"\\footnote\b"),
    N_("comments in the margin are left out ({count})."): re.compile(rb"\\annotation\b"),
    N_("pictures and other objects are left out ({count})."): re.compile(rb"\\(?:pict|objdata)\b"),
}


def read(reading: Reading, data: bytes) -> list[Utterance]:
    """Return the speech in an .rtf file; footnotes, comments and pictures are left out with a warning."""
    if not data.lstrip().startswith(b"{\\rtf"):
        raise reading.fault(N_("this is no .rtf file, though its name says so."), N_("Export the transcript again."))
    for message, mark in _LEFT_OUT.items():
        count = len(mark.findall(data))
        if count:
            reading.warn(message, count=count)
    try:
        for group in _running(data):
            running = " ".join(rtf_to_text("{\\rtf1 " + group + "}", errors="replace").split())
            reading.hold(running)
            reading.leave_out(running, RUNNING)
        text = rtf_to_text(data.decode("latin-1"), errors="replace")
    except (ValueError, LookupError, IndexError, OverflowError) as error:
        raise reading.fault(
            N_("this .rtf cannot be read ({why})."), N_("Open it and save it as .docx."), why=type(error).__name__
        ) from None
    if len(text) > MOST_CHARACTERS:
        raise reading.too_long()
    text = tidy(reading, text.encode("utf-8", "replace").decode("utf-8"))
    reading.hold(text)
    return lines.utterances(reading, plain.numbered_lines(text))


def _running(data: bytes) -> Iterator[str]:
    """Yield what stands above and below the pages, each as the inside of a group."""
    text = data.decode("latin-1")
    for begin in islice(_RUNNING.finditer(text), MOST_RUNNING):
        depth = 0
        for brace in _BRACE.finditer(text, begin.start(), begin.start() + 20_000):
            depth += {"{": 1, "}": -1}.get(brace[0], 0)
            if depth == 0:
                yield text[begin.end() : brace.start()]
                break
