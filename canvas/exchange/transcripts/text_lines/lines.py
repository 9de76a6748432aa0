"""Makes speech of the lines of a text: times, names of speakers and what they say."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import zip_longest

from canvas.errors import N_
from canvas.exchange.transcripts.formats.decode import tidy
from canvas.exchange.transcripts.read_log import HEAD, MOST_LINES, OF_SOFTWARE, Reading
from canvas.exchange.transcripts.speakers import labels, speakers
from canvas.exchange.transcripts.speakers.labels import Line
from canvas.exchange.transcripts.text_lines import normalized_lines, software_lines
from canvas.exchange.transcripts.text_lines.line_numbers import without_numbers
from canvas.exchange.transcripts.text_lines.numbered_line import NumberedLine
from canvas.exchange.transcripts.text_lines.stamps import CLOCK, milliseconds, timing
from canvas.exchange.transcripts.turns import Utterance

_TIMING = re.compile(rf"\s*{CLOCK}\s*(?:-->|,)\s*{CLOCK}\s*")
NO_WORDS = N_("line {at}: nothing is said under this name; the line is kept as text, of nobody.")
IMPOSSIBLE = N_("line {at}: an impossible time; the words under it are kept, without a time.")


def utterances(reading: Reading, text: Iterable[NumberedLine]) -> list[Utterance]:
    """Return the speech in the lines of a text; the caller counts their characters.

    Empty lines are part of it: a name alone on its line is known by the empty line above it.
    """
    lines = list(_lines(reading, normalized_lines.normalized(reading, without_numbers(reading, list(text)))))
    known_labels = speakers.speaker_labels(lines, reading.also)
    head, foot = software_lines.head_length(lines, known_labels), software_lines.foot_length(lines)
    for line in lines[:head]:
        reading.leave_out(line.text, HEAD, line.number)
    for line in lines[len(lines) - foot :]:
        reading.leave_out(line.text, OF_SOFTWARE, line.number)
    lines = lines[head : len(lines) - foot]
    if head:
        known_labels = speakers.speaker_labels(lines, reading.also)
    lines = _without_initials(reading, lines, known_labels)
    lines = [speakers.without_remark(line, known_labels) for line in lines]
    reading.doubt(speakers.recurring(lines, known_labels))
    return list(_spoken(reading, lines, known_labels))


def _without_initials(reading: Reading, lines: Sequence[Line], known_labels: set[tuple[str, str]]) -> list[Line]:
    """Return the lines without initials that a program shows for a picture, right above a name with a time."""
    without = []
    for line, below in zip_longest(lines, lines[1:]):
        bare = line.text.strip()
        timed = below is not None and (below.form, below.label) in known_labels and below.label_clock
        if timed and 0 < len(bare) < 4 and bare.isupper() and _are_initials(bare, below.label):
            reading.leave_out(line.text, OF_SOFTWARE, line.number)
        else:
            without.append(line)
    return without


def _are_initials(signs: str, name: str) -> bool:
    first = [word[0].upper() for word in name.split() if word[0].isalpha()]
    return signs[0] == first[0] and all(sign in first for sign in signs) if first else False


@dataclass
class _Heading:
    """A name that waits for the words under it: its line and its signs, and the time beside it."""

    line: Line
    signs: str


def of_paragraphs(reading: Reading, paragraphs: Iterable[str]) -> Iterator[NumberedLine]:
    """Yield the lines of paragraphs, as the formats of word processors have them; numbered by paragraph."""
    for number, paragraph in enumerate(paragraphs, 1):
        for index, line in enumerate(tidy(reading, paragraph).split("\n")):
            yield NumberedLine(number, line, index == 0)


def _spoken(reading: Reading, lines: Sequence[Line], known_labels: set[tuple[str, str]]) -> Iterator[Utterance]:
    speaker, when = "", (None, None)
    heading: _Heading | None = None
    ended = 0 if any(line.end_clock for line in lines) else None
    for line in lines:
        words, clock, signs = line.untimed, line.clock, ""
        is_heading = (line.form, line.label) in known_labels
        if not is_heading and software_lines.is_of_software(line.text):
            reading.leave_out(line.text, OF_SOFTWARE, line.number)
            continue
        if is_heading:
            if heading:
                yield _nobody(reading, heading.line)
            speaker, words, clock = line.label, line.body, line.label_clock or clock
            signs, heading = line.untimed[: max(len(line.untimed) - len(line.body), 0)], None
        elif speakers.in_doubt(line, known_labels):
            reading.warn(speakers.IN_DOUBT, line.number)
        if line.from_ms is not None:
            when = line.from_ms, line.to_ms
        if clock:
            when = _time(reading, line.number, clock), milliseconds(line.clock_to) if line.clock_to else None
        if not words.strip():
            heading = _Heading(line, signs)
            continue
        _count_around(reading, line, signs, heading)
        heading = None
        if line.end_clock:  # it stands where the words end; the ones before it ended where these begin
            end = _time(reading, line.number, line.end_clock)
            when = when[0] if when[0] is not None else ended, end
            ended = end
        yield Utterance(speaker, words, *when, line.fresh or bool(line.clock) or line.under_time)
        when = None, None
    if heading:
        yield _nobody(reading, heading.line)


def _count_around(reading: Reading, line: Line, signs: str, heading: _Heading | None) -> None:
    """Count what stands around the words of a line and is no words: its times and name, and those of its heading."""
    reading.time(_beside(line))
    reading.name(signs)
    if heading:
        reading.name(heading.signs)
        reading.time(_beside(heading.line))


def _nobody(reading: Reading, line: Line) -> Utterance:
    reading.warn(NO_WORDS, line.number)
    return Utterance("", line.text, line.from_ms, line.to_ms, fresh=True)


def _beside(line: Line) -> str:
    """Return the times at the two ends of a line."""
    return line.text[: line.start] + " " + line.text[line.start + len(line.untimed) :]


def _lines(reading: Reading, text: Iterable[NumberedLine]) -> Iterator[Line]:
    """Yield the lines that hold more than a time; what a line with only a time says goes with the one under it."""
    from_ms = to_ms = None
    apart, begins = "line", False
    for number, line, fresh, starts, ends in text:
        if number > MOST_LINES:
            raise reading.too_long()
        if not line.strip():
            apart = apart or "line"
            continue
        begins = begins or fresh
        if starts is not None:
            from_ms, to_ms = starts, ends
        if len(line) < labels.LINE_HEAD and _TIMING.fullmatch(line):
            from_ms, to_ms = _cue(reading, number, line)
        elif len(line) < labels.LINE_HEAD and (only := normalized_lines.ONLY_TIME.fullmatch(line)):
            from_ms = _time(reading, number, only["from"] or only["f4"] or only["words"])
            to_ms = milliseconds(only["to"]) if only["to"] else None
        else:
            under_time = apart == "time" and reading.cues_in_file == 0
            seen = Line(number, line, from_ms, to_ms, fresh=begins, apart=apart, under_time=under_time)
            yield labels.find_label(seen, timed=True)
            from_ms, to_ms, apart, begins = None, None, "", False
            continue
        reading.time(line)
        apart = "time"


def _cue(reading: Reading, number: int, line: str) -> tuple[int | None, int | None]:
    from_ms, to_ms = timing(line)
    reading.cues_in_file += 1
    if from_ms is None or to_ms is None or to_ms < from_ms:
        reading.warn(IMPOSSIBLE, number)
        return None, None
    reading.cues_read += 1
    return from_ms, to_ms


def _time(reading: Reading, number: int, clock: str) -> int | None:
    stamp = milliseconds(clock)
    if stamp is None:
        reading.warn(IMPOSSIBLE, number)
    return stamp
