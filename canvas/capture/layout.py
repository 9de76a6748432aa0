"""How a document is laid out to be read: turn by turn, or paragraph by paragraph."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence

_BLANK = re.compile(r"\n[^\S\n]*\n\s*")


def paragraphs(text: str, start: int = 0, end: int | None = None) -> list[tuple[int, int]]:
    """The spans between blank lines in a part of a text, in code points, without white space around them."""
    found, part = [], text[start:end]
    at = 0
    for gap in [*_BLANK.finditer(part), None]:
        said = part[at : gap.start() if gap else len(part)]
        if said.strip():
            begin = start + at + len(said) - len(said.lstrip())
            found.append((begin, begin + len(said.strip())))
        at = gap.end() if gap else at
    return found


def laid_out(text: str, turns: Sequence[Mapping], titles: Collection[str] = ()) -> list[dict]:
    """A document as it is read: {start, end, turn (its row, or None), title (whether it is a title)}, in order.

    A transcript comes turn by turn, and what lies between them, like any other text, paragraph by paragraph.
    """
    found: list[dict] = []
    at = 0
    for turn in [*turns, None]:
        for start, end in paragraphs(text, at, turn["start"] if turn else len(text)):
            title = text[start:end] in titles
            found.append({"start": start, "end": end, "turn": None, "title": title})
        if turn:
            found.append({"start": turn["start"], "end": turn["end"], "turn": turn, "title": False})
            at = max(at, turn["end"])
    return found
