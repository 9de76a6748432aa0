"""Evens out ways of writing before lines are looked at one by one: rows of a table, names above times, times within."""

from __future__ import annotations

import re
from collections.abc import Sequence

from canvas.exchange.transcripts.read_log import Reading
from canvas.exchange.transcripts.speakers import labels
from canvas.exchange.transcripts.text_lines import tables
from canvas.exchange.transcripts.text_lines.numbered_line import NumberedLine
from canvas.exchange.transcripts.text_lines.stamps import BETWEEN, CLOCK, F4, IN_WORDS, LONG_CLOCK, milliseconds

ONLY_TIME = re.compile(
    rf"\s*[\[(]?\s*(?P<from>{CLOCK})(?:{BETWEEN}(?P<to>{CLOCK}))?\s*[\])]?\s*|\s*(?P<f4>{F4})\s*|\s*(?P<words>{IN_WORDS})\s*"
)
_ONLY_SECONDS = re.compile(r"\s*([0-9]{1,2}) (?:seconden|seconde|seconds?)\s*")
_WITHIN = re.compile(rf"(?<=[^\s:：*]) \[({LONG_CLOCK})\](?:\[[0-9.]{{1,9}}\])?(?= \S)")
MOST_LONG = 20_000  # characters of a line in which times are looked for
SHARE = 0.8  # of the times that must have a name above them
_TABS = 2  # so many at least make a line a row of a table


def normalized(reading: Reading, text: list[NumberedLine]) -> list[NumberedLine]:
    """Return the lines with rows made lines, a name and the time under it on one line, and no times within."""
    return _without_times_within(reading, _names_with_times(reading, _of_rows(reading, text)))


def _of_rows(reading: Reading, text: list[NumberedLine]) -> list[NumberedLine]:
    """Arrange lines of cells between tabs, where a column tells who speaks; return others as they are."""
    filled = [line for line in text if line.text.strip()]
    rows = [line.text.split("\t") for line in filled]
    if len(rows) < 3 or any(len(row) <= _TABS for row in rows) or not tables.tells_who(rows):
        return text
    lines = tables.arranged_lines(reading, rows)
    numbers = [line.number for line in filled[len(filled) - len(lines) :]]
    return [NumberedLine(number, line, True) for number, line in zip(numbers, lines, strict=True)]


def _names_with_times(reading: Reading, text: list[NumberedLine]) -> list[NumberedLine]:
    """Join a name right above a time with it into one line, where nearly all times of the file stand so.

    Words may stand right above a time as well, those under the time before; then they have a time right above them.
    """
    blocks = _blocks(text)
    named = [at for at in blocks if at > 0 and _may_be_name(text, at - 1)]
    if len(named) < 2 or len(named) < SHARE * len(blocks):
        return text
    made: list[NumberedLine] = []
    until = 0
    for at in named:
        end = blocks[at]
        for line in text[at : end - 1]:
            reading.time(line.text)
        made += text[until : at - 1]
        clock = text[end - 1].text.strip()
        made.append(text[at - 1]._replace(text=f"{text[at - 1].text.rstrip()}  {clock}"))
        until = end
    return made + text[until:]


def _blocks(text: Sequence[NumberedLine]) -> dict[int, int]:
    """Return where lines with only a time begin, and where the lines after them do."""
    blocks: dict[int, int] = {}
    begins = None
    for at, line in enumerate([*text, NumberedLine(0, "")]):
        if _is_time(text, at, line.text):
            begins = at if begins is None else begins
        elif begins is not None:
            blocks[begins] = at
            begins = None
    return blocks


def _is_time(text: Sequence[NumberedLine], at: int, line: str) -> bool:
    if len(line) >= labels.LINE_HEAD:
        return False
    if ONLY_TIME.fullmatch(line):
        return True
    seconds = _ONLY_SECONDS.fullmatch(line)
    below = text[at + 1].text if at + 1 < len(text) else ""
    return (
        seconds is not None and len(below) < labels.LINE_HEAD and milliseconds(below.strip()) == int(seconds[1]) * 1000
    )


def _may_be_name(text: Sequence[NumberedLine], at: int) -> bool:
    under_time = at > 0 and _is_time(text, at - 1, text[at - 1].text)
    return (
        not under_time and len(text[at].text) < labels.LINE_HEAD and labels.stands_alone(text[at].text.strip() or "?")
    )


def _without_times_within(reading: Reading, text: list[NumberedLine]) -> list[NumberedLine]:
    """Return lines without the times in square brackets that a program put between the words."""
    made = []
    for line in text:
        if "[" in line.text and len(line.text) < MOST_LONG:
            line = line._replace(text=_bare(reading, line.text))
        made.append(line)
    return made


def _bare(reading: Reading, line: str) -> str:
    def nothing(within: re.Match) -> str:
        if labels.stands_alone(line[: within.start()][: labels.LINE_HEAD].strip() or "?"):
            return within[0]  # “Bo Vos [00:01:02] …”: the time of who begins to speak
        reading.time(within[0])
        return ""

    return _WITHIN.sub(nothing, line)
