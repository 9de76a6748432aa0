"""Makes speech of the lines of a text: times, names of speakers and what they say."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from canvas.errors import N_
from canvas.exchange.transcripts import labels, speakers
from canvas.exchange.transcripts.labels import Line
from canvas.exchange.transcripts.reading import MOST_LINES, Reading
from canvas.exchange.transcripts.stamps import CLOCK, milliseconds, timing
from canvas.exchange.transcripts.turns import Piece

_TIMING = re.compile(rf"\s*{CLOCK}\s*-->\s*{CLOCK}\s*")
_ONLY_TIME = re.compile(rf"\s*[\[(]?\s*({CLOCK})(?:\s*[-–]\s*({CLOCK}))?\s*[\])]?\s*")


def pieces(reading: Reading, text: Iterable[tuple[int, str, bool]]) -> list[Piece]:
    """The speech in lines of (number, text, whether a paragraph begins with it); the caller counts their characters.

    Empty lines are part of it: a name alone on its line is known by the empty line above it.
    """
    lines = list(_lines(reading, text))
    known = speakers.told(lines)
    found, speaker, when = [], "", (None, None)
    for line in lines:
        said, clock = line.said, line.clock
        if (line.form, line.label) in known:
            speaker, said, clock = line.label, line.body, line.label_clock or clock
        elif speakers.in_doubt(line, known):
            reading.warn(speakers.IN_DOUBT, line.number)
        if line.from_ms is not None:
            when = line.from_ms, line.to_ms
        if clock:
            when = _time(reading, line.number, clock), None
        reading.beside(line.text[: len(line.text) - len(said)])
        if said.strip():
            found.append(Piece(speaker, said, *when, line.fresh))
            when = None, None
    return found


def _lines(reading: Reading, text: Iterable[tuple[int, str, bool]]) -> Iterator[Line]:
    """The lines that hold more than a time; what a line with only a time says goes with the one under it."""
    from_ms = to_ms = None
    apart = "line"
    for number, line, fresh in text:
        if number > MOST_LINES:
            raise reading.too_long()
        if not line.strip():
            apart = apart or "line"
            continue
        if len(line) < labels.HEAD and _TIMING.fullmatch(line):
            from_ms, to_ms = timing(line)
            reading.cues_in_file += 1
            if from_ms is None or to_ms is None or to_ms < from_ms:
                reading.warn(N_("line {at}: an impossible time; the words under it are kept, without a time."), number)
                from_ms = to_ms = None
            else:
                reading.cues_read += 1
        elif len(line) < labels.HEAD and (only := _ONLY_TIME.fullmatch(line)):
            from_ms, to_ms = _time(reading, number, only[1]), only[2] and milliseconds(only[2])
        else:
            yield labels.look_at(Line(number, line, from_ms, to_ms, fresh=fresh, apart=apart), timed=True)
            from_ms, to_ms, apart = None, None, ""
            continue
        reading.beside(line)
        apart = "time"


def _time(reading: Reading, number: int, clock: str) -> int | None:
    found = milliseconds(clock)
    if found is None:
        reading.warn(N_("line {at}: an impossible time; the words under it are kept, without a time."), number)
    return found
