"""How a document is laid out to be read: turn by turn, or paragraph by paragraph."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence

_BLANK = re.compile(r"\n[^\S\n]*\n\s*")


def paragraphs(text: str, start: int = 0, end: int | None = None) -> list[tuple[int, int]]:
    """Return the spans between blank lines in a part of a text, in code points, without white space around them."""
    spans, part = [], text[start:end]
    at = 0
    for gap in [*_BLANK.finditer(part), None]:
        stretch = part[at : gap.start() if gap else len(part)]
        if stretch.strip():
            begin = start + at + len(stretch) - len(stretch.lstrip())
            spans.append((begin, begin + len(stretch.strip())))
        at = gap.end() if gap else at
    return spans


def laid_out(text: str, turns: Sequence[Mapping], titles: Collection[str] = ()) -> list[dict]:
    """Return a document as it is read: {start, end, turn (its row, or None), title (whether it is a title)}, in order.

    A transcript comes turn by turn, and what lies between them, like any other text, paragraph by paragraph.
    """
    pieces: list[dict] = []
    at = 0
    for turn in [*turns, None]:
        for start, end in paragraphs(text, at, turn["start"] if turn else len(text)):
            title = text[start:end] in titles
            pieces.append({"start": start, "end": end, "turn": None, "title": title})
        if turn:
            pieces.append({"start": turn["start"], "end": turn["end"], "turn": turn, "title": False})
            at = max(at, turn["end"])
    return pieces
