"""Takes off the numbers that a program or typist put before the lines, each one or every fifth."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from canvas.errors import N_
from canvas.exchange.transcripts.read_log import Reading
from canvas.exchange.transcripts.speakers import labels
from canvas.exchange.transcripts.speakers.labels import Line
from canvas.exchange.transcripts.text_lines.numbered_line import NumberedLine

_EACH = re.compile(r"\s*([0-9]{1,6})[.):]?(?:\s+|$)")
_SOME = re.compile(r"\s*([0-9]{1,5})\s+(?=\S)")
STEPS = (5, 10)  # the fifth or tenth lines, as word processors number them
NUMBERED = N_("the numbers of the lines are left out ({count}).")


def without_numbers(reading: Reading, text: list[NumberedLine]) -> list[NumberedLine]:
    """Return the lines without their own numbers, where those count the lines and cannot be words."""
    places = [at for at, line in enumerate(text) if line.text.strip()]
    filled = [text[at].text for at in places]
    marked = _each(filled) or _every_step(filled)
    if not marked:
        return text
    reading.warn(NUMBERED, count=len(marked))
    bare = list(text)
    for at, width in marked.items():
        line = text[places[at]]
        reading.time(line.text[:width])
        bare[places[at]] = line._replace(text=line.text[width:])
    return bare


def _each(lines: Sequence[str]) -> dict[int, int]:
    """Return the width of the number before each line, where all have one, they count on, and labels stand behind.

    A page may begin to count anew.
    """
    matches = [_EACH.match(line) for line in lines]
    if len(lines) < 3 or not all(matches):
        return {}
    counts = [int(match[1]) for match in matches if match]
    if not all(after in (before + 1, 1) for before, after in pairwise(counts)) or counts.count(1) * 3 > len(counts):
        return {}
    widths = {at: match.end() for at, match in enumerate(matches) if match}
    labelled = sum(
        bool(labels.find_label(Line(0, lines[at][width:]), timed=True).label) for at, width in widths.items()
    )
    return widths if labelled * 3 >= len(lines) or _counts_all(counts) else {}


def _counts_all(counts: Sequence[int]) -> bool:
    """Tell whether so many lines are counted from 1 on that this is no list of somebody's points."""
    return counts[0] == 1 and len(counts) >= 20


def _every_step(lines: Sequence[str]) -> dict[int, int]:
    """Return the widths of numbers that stand before every fifth or tenth line, just where that line is."""
    matches = {at: match for at, line in enumerate(lines) if (match := _SOME.match(line))}
    for step in STEPS:
        at_step = {at: match.end() for at, match in matches.items() if (at + 1) % step == 0 and int(match[1]) == at + 1}
        if len(at_step) > 1 and len(at_step) == len(lines) // step:
            return at_step
    return {}
