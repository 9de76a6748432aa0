"""Finds what captions repeat: each line of a rolling caption stands in the one below too, and counts once."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

GAP = 100  # milliseconds between two captions that roll on
SHARE = 0.5  # of the neighbouring captions that must repeat; people say a line again too, but not all the time

Caption = tuple[int | None, int | None, list[str]]  # start and end in milliseconds, and lines


def repeated_lines(captions: Sequence[Caption]) -> set[tuple[int, int]]:
    """Return which lines only repeat another caption, as (caption, line); nothing where the file does not roll.

    A caption rolls on when it begins with the last lines of the one before it, or (where captions grow word by word)
    when the next one begins with all of its words.
    """
    pairs = [
        (at, _carried(before, after), _grows(before, after)) for at, (before, after) in enumerate(pairwise(captions))
    ]
    rolling = [at for at, carried, grows in pairs if carried or grows]
    if len(rolling) < 3 or len(rolling) < SHARE * len(pairs):
        return set()
    lines: set[tuple[int, int]] = set()
    for at, carried, grows in pairs:
        if grows:
            lines |= {(at, line) for line in range(len(captions[at][2]))}
        elif carried:
            lines |= {(at + 1, line) for line in range(carried)}
    return lines


def _follows(before: Caption, after: Caption) -> bool:
    return before[1] is not None and after[0] is not None and after[0] - before[1] <= GAP


def _carried(before: Caption, after: Caption) -> int:
    """Return how many first lines of a caption are the last ones of the caption before it."""
    if not _follows(before, after):
        return 0
    above, below = before[2], after[2]
    most = min(len(above), len(below))
    return next((size for size in range(most, 0, -1) if above[-size:] == below[:size]), 0)


def _grows(before: Caption, after: Caption) -> bool:
    above, below = " ".join(before[2]), " ".join(after[2])
    return _follows(before, after) and bool(above) and below.startswith(above + " ") and len(after[2]) == len(before[2])
