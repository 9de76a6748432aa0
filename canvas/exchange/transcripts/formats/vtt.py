"""Reads WebVTT captions: of Teams (`<v Name>`), Zoom (`Name: …`) and Stream."""

from __future__ import annotations

from collections.abc import Sequence

import webvtt

from canvas.exchange.transcripts.captions import cues
from canvas.exchange.transcripts.formats.decode import text_of
from canvas.exchange.transcripts.read_log import Reading
from canvas.exchange.transcripts.turns import Utterance


def read(reading: Reading, data: bytes) -> list[Utterance]:
    """Return the speech in a .vtt file."""
    return utterances(reading, text_of(reading, data))


def utterances(reading: Reading, text: str) -> list[Utterance]:
    """Return the speech in the text of a .vtt file."""
    scanned = cues.find_cues(reading, text, web=True)
    return cues.utterances(reading, scanned, _by_library(scanned))


def _by_library(scanned: Sequence[cues.Cue]) -> dict[int, tuple[int, int, str]]:
    """Return what webvtt-py makes of each cue, under the number of its timing line.

    It passes over what it cannot read without a word, so each cue gets its line number as its name: what is missing
    in the answer was passed over.
    """
    blocks = (f"L{cue.line}\n{cue.timing}\n{cue.text}" for cue in scanned if cue.line)
    try:
        captions = webvtt.from_string("WEBVTT\n\n" + "\n\n".join(blocks)).captions
    except (webvtt.errors.MalformedFileError, webvtt.errors.MalformedCaptionError):
        return {}  # one bad time makes it give up on all
    return {
        int(caption.identifier[1:]): (
            caption.start_time.in_milliseconds(),
            caption.end_time.in_milliseconds(),
            caption.raw_text,
        )
        for caption in captions
        if caption.identifier and caption.identifier[1:].isdecimal()
    }
