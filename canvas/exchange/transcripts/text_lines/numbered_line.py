"""Holds a line of a file on its way to becoming speech."""

from __future__ import annotations

from typing import NamedTuple


class NumberedLine(NamedTuple):
    """A line of a file: its number, its text, whether a paragraph begins with it, and times a format says apart."""

    number: int
    text: str
    fresh: bool = False
    from_ms: int | None = None
    to_ms: int | None = None
