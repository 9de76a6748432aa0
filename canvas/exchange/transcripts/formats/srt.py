"""Reads SubRip captions."""

from __future__ import annotations

import re
from collections.abc import Sequence

import pysubs2

from canvas.exchange.transcripts.captions import cues
from canvas.exchange.transcripts.formats.decode import text_of
from canvas.exchange.transcripts.read_log import Reading
from canvas.exchange.transcripts.turns import Utterance

_MARK = re.compile(r"@@([0-9]+)@@(?:\\N|$)")


def read(reading: Reading, data: bytes) -> list[Utterance]:
    """Return the speech in a .srt file."""
    return utterances(reading, text_of(reading, data))


def utterances(reading: Reading, text: str) -> list[Utterance]:
    """Return the speech in the text of a .srt file."""
    scanned = cues.find_cues(reading, text, web=False)
    return cues.utterances(reading, scanned, _by_library(scanned))


def _by_library(scanned: Sequence[cues.Cue]) -> dict[int, tuple[int, int, str]]:
    """Return what pysubs2 makes of each cue, under the number of its timing line.

    It has no names for cues and takes a broken one for words of the one before, so the first line of each carries the
    number; where more came with it, `cues.utterances` sees that the words differ.
    """
    blocks = (f"{cue.timing.strip()}\n@@{cue.line}@@\n{cue.text}" for cue in scanned if cue.line)
    events = pysubs2.SSAFile.from_string("\n\n".join(blocks), format_="srt", keep_html_tags=True)
    read = {}
    for event in events:
        mark = _MARK.match(event.text)
        if mark:
            read[int(mark[1])] = event.start, event.end, event.text[mark.end() :].replace(r"\N", "\n")
    return read
