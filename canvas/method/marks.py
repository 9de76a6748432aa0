"""The lines of an answer: which of them are notes, and the mark a line may begin with."""

from __future__ import annotations

import re
from collections.abc import Mapping
from types import MappingProxyType

# A mark at the start of a line makes the kind of its note. White space comes after it, else it is part of the words;
# a euro sign is part of them in any case.
MARKS: Mapping[str, str] = MappingProxyType(
    {"/": "strength", "\\": "weakness", "!": "risk", ":": "quote", "#": "action", "€": "euro"}
)
SIGNS = {kind: sign for sign, kind in MARKS.items()}
EURO = SIGNS["euro"]
_SIGNED = re.compile(r"(?:[/\\!:#]\s+)*")
_BARE = re.compile(r"(?:[/\\!:#]\s+|€\s*)*")


class Line(str):
    """A line as typed, its ends trimmed; `text` is what its note says, `kind` what its mark makes of it, or None."""

    text: str
    kind: str | None


def split(text: str) -> list[Line]:
    """Return the lines of an answer that are notes; blank ones, and those with nothing but a mark, are left out."""
    return [line for _, _, line in numbered(text)]


def numbered(text: str) -> list[tuple[int, int, Line]]:
    """Return the lines of `split`, each with its place among all lines of the text and among those that are notes."""
    note_lines = [(place, line) for place, line in enumerate(map(_read, text.split("\n"))) if line is not None]
    return [(place, position, line) for position, (place, line) in enumerate(note_lines)]


def bare(text: str) -> str:
    """Return the text of a note without the mark it may begin with: that is compared when lines are matched."""
    return _BARE.sub("", text, count=1)


def _read(raw: str) -> Line | None:
    line = Line(raw.strip())
    line.text = _SIGNED.sub("", line, count=1)
    line.kind = MARKS[line[0]] if len(line.text) < len(line) or line.startswith(EURO) else None
    return line if bare(line.text) and line.text not in MARKS else None
