"""Reads the times that stand in transcripts, in milliseconds."""

from __future__ import annotations

import re

CLOCK = r"(?:[0-9]{1,3}:)?[0-9]{1,3}:[0-9]{1,3}(?:[.,][0-9]{1,9})?"  # 1:02:03.400, 02:03, and what is out of range
F4 = r"#[0-9]{1,3}:[0-9]{1,3}:[0-9]{1,3}(?:[-.,][0-9]{1,3})?#"  # as f4 and MAXQDA write them: #00:01:02-3#
BETWEEN = r"\s*(?:-->|->|-|–|—)\s*"  # the two times of a range
_PARTS = re.compile(r"(?:([0-9]{1,3}):)?([0-9]{1,3}):([0-9]{1,3})(?:[.,-]([0-9]{1,9}))?")
_COMMA = re.compile(rf"\s*({CLOCK})\s*,\s*({CLOCK})\s*")
_ARROW = "-->"
_BEGINS_WITH_TIME = re.compile(r"\s*[0-9]{1,3}:[0-9]{1,3}")


def milliseconds(clock: str) -> int | None:
    """Return the time that a text says; None where it is none, such as one with 61 seconds or 100 hours."""
    parts = _PARTS.fullmatch(clock.strip(" #"))
    if not parts:
        return None
    hours, minutes, seconds = (int(part or 0) for part in parts.groups()[:3])
    if hours > 99 or minutes > 59 or seconds > 59:
        return None
    return ((hours * 60 + minutes) * 60 + seconds) * 1000 + int((parts[4] or "").ljust(3, "0")[:3])


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
