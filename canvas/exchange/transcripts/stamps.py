"""Reads the times that stand in transcripts, in milliseconds."""

from __future__ import annotations

import re

CLOCK = r"(?:[0-9]{1,3}:)?[0-9]{1,3}:[0-9]{1,3}(?:[.,][0-9]{1,9})?"  # 1:02:03.400, 02:03, and what is out of range
_PARTS = re.compile(r"(?:([0-9]{1,3}):)?([0-9]{1,3}):([0-9]{1,3})(?:[.,]([0-9]{1,9}))?")
_ARROW = "-->"
_BEGINS_WITH_TIME = re.compile(r"\s*[0-9]{1,3}:[0-9]{1,3}")


def milliseconds(clock: str) -> int | None:
    """The time that a text says; None where it is none, such as one with 61 seconds or 100 hours."""
    found = _PARTS.fullmatch(clock.strip())
    if not found:
        return None
    hours, minutes, seconds = (int(part or 0) for part in found.groups()[:3])
    if hours > 99 or minutes > 59 or seconds > 59:
        return None
    return ((hours * 60 + minutes) * 60 + seconds) * 1000 + int((found[4] or "").ljust(3, "0")[:3])


def is_timing(line: str) -> bool:
    """Whether a line is meant as the timing line of a cue; an arrow between words is something that is said."""
    before, arrow, after = line.partition(_ARROW)
    if not arrow:
        return False
    return not any(sign.isalpha() for sign in before[:100]) or bool(_BEGINS_WITH_TIME.match(after[:100]))


def timing(line: str) -> tuple[int | None, int | None]:
    """Start and end of a timing line, each None where it cannot be a time; what follows the end is not looked at."""
    before, _, after = line[:300].partition(_ARROW)
    end = after.split(maxsplit=1)
    return milliseconds(before), milliseconds(end[0]) if end else None
