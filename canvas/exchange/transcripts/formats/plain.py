"""Reads text files: lines of `Name: …`, with or without times, or a speaker's name above what is said."""

from __future__ import annotations

from collections.abc import Iterator

from canvas.exchange.transcripts.formats import vtt
from canvas.exchange.transcripts.formats.decode import text_of
from canvas.exchange.transcripts.read_log import Reading
from canvas.exchange.transcripts.text_lines import lines
from canvas.exchange.transcripts.turns import Utterance


def read(reading: Reading, data: bytes) -> list[Utterance]:
    """Return the speech in a .txt file; captions saved under that ending are read as captions."""
    text = text_of(reading, data)
    if text.startswith("WEBVTT") and "-->" in text:
        return vtt.utterances(reading, text)
    reading.hold(text)
    return lines.utterances(reading, numbered_lines(text))


def numbered_lines(text: str) -> Iterator[lines.NumberedLine]:
    """Yield the lines of a text; one after an empty line begins a paragraph."""
    fresh = True
    for number, line in enumerate(text.split("\n"), 1):
        yield lines.NumberedLine(number, line, fresh)
        fresh = not line.strip()
