"""Reads the times that stand in transcripts, in milliseconds."""

from __future__ import annotations

import re

_FRAMES = r"[0-9]{1,3}:[0-9]{1,3}:[0-9]{1,3}[:;][0-9]{2}(?![0-9:])"  # as film is counted: 01:02:03:24
_DAY = r"(?:\s?[AP]M\b)?"  # a clock on the wall
# a clock in a text, also one that is out of range
CLOCK = rf"(?:{_FRAMES}|(?:[0-9]{{1,3}}:)?[0-9]{{1,3}}:[0-9]{{1,3}}(?:[.,][0-9]{{1,9}})?{_DAY})"
LONG_CLOCK = rf"(?:{_FRAMES}|[0-9]{{1,3}}:[0-9]{{1,3}}:[0-9]{{1,3}}(?:[.,][0-9]{{1,9}})?{_DAY})"
SECONDS = r"[0-9]{1,6}\.[0-9]{1,3}s?"  # as faster-whisper and others print them, two in brackets: [0.00s -> 3.50s]
IN_WORDS = (
    r"(?:[0-9]{1,2} (?:uur|uren|hours?),? )?[0-9]{1,2} (?:minuten|minuut|minutes?),? (?:en |and )?"
    r"[0-9]{1,2} (?:seconden|seconde|seconds?)"  # as Teams puts it on a screen
)
F4 = r"#[0-9]{1,3}:[0-9]{1,3}:[0-9]{1,3}(?:[-.,][0-9]{1,3})?#"  # as f4 and MAXQDA write them: #00:01:02-3#
BETWEEN = r"\s*(?:-->|->|-|–|—)\s*"  # the two times of a range
_PARTS = re.compile(r"(?:([0-9]{1,3}):)?([0-9]{1,3}):([0-9]{1,3})(?:[.,-]([0-9]{1,9})|(?<=:..)[:;][0-9]{2})?")
_ON_THE_WALL = re.compile(r"([0-9]{1,2}):([0-9]{2})(?::([0-9]{2}))?\s?([AP])M")
_COMMA = re.compile(rf"\s*({CLOCK})\s*,\s*({CLOCK})\s*")
_ARROW = "-->"
_BEGINS_WITH_TIME = re.compile(r"\s*[0-9]{1,3}:[0-9]{1,3}")


def milliseconds(clock: str) -> int | None:
    """Return the time that a text says; None where it is none, such as one with 61 seconds or 100 hours."""
    bare = clock.strip(" #")
    if re.fullmatch(SECONDS, bare):
        return round(float(bare.rstrip("s")) * 1000)
    wall = _ON_THE_WALL.fullmatch(bare)
    if wall:
        hour, minute, second = int(wall[1]) % 12 + 12 * (wall[4] == "P"), int(wall[2]), int(wall[3] or 0)
        return ((hour * 60 + minute) * 60 + second) * 1000 if minute < 60 and second < 60 else None
    parts = _PARTS.fullmatch(bare)
    if not parts:
        return _in_words(bare)
    hours, minutes, seconds = (int(part or 0) for part in parts.groups()[:3])
    if hours > 99 or minutes > 59 or seconds > 59:
        return None
    return ((hours * 60 + minutes) * 60 + seconds) * 1000 + int((parts[4] or "").ljust(3, "0")[:3])


def _in_words(clock: str) -> int | None:
    """Return the milliseconds of “1 hour 2 minutes 3 seconds”."""
    if not re.fullmatch(IN_WORDS, clock):
        return None
    counts = [int(count) for count in re.findall(r"[0-9]+", clock)]
    hours, minutes, seconds = [0, *counts][-3:]
    return ((hours * 60 + minutes) * 60 + seconds) * 1000 if minutes < 60 and seconds < 60 else None


def is_timing(line: str) -> bool:
    """Tell whether a line is meant as the timing line of a cue; an arrow between words is something that is said."""
    before, arrow, after = line.partition(_ARROW)
    if not arrow:
        return False
    return not any(sign.isalpha() for sign in before[:100]) or bool(_BEGINS_WITH_TIME.match(after[:100]))


def timing(line: str) -> tuple[int | None, int | None]:
    """Return start and end of a timing line, each None where it cannot be a time; what follows is not looked at."""
    by_comma = _COMMA.fullmatch(line[:300])
    if by_comma:
        return milliseconds(by_comma[1]), milliseconds(by_comma[2])
    before, _, after = line[:300].partition(_ARROW)
    end = after.split(maxsplit=1)
    return milliseconds(before), milliseconds(end[0]) if end else None
