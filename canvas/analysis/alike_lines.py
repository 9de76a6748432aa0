"""Which of some lines is another one, edited: by the words that both have, in the same order."""

from __future__ import annotations

import re
from collections.abc import Sequence
from difflib import SequenceMatcher

ALIKE = 0.6  # of the words of both together, twice those in common: from here on an edited line is the same item
MOST_WORDS = 60  # of a line that are looked at
_WORD = re.compile(r"\w+")


def likeness(line: str, other: str) -> float:
    """Return how alike two lines are, from 0 to 1; capitals and signs do not count."""
    return SequenceMatcher(None, _words(line), _words(other), autojunk=False).ratio()


def pairs_of_alike(lines: Sequence[str], others: Sequence[str]) -> dict[int, int]:
    """Return which place of `others` each place of `lines` is, the most alike first; each stands for one at most."""
    ranked = sorted(
        ((likeness(line, other), -at, -there) for at, line in enumerate(lines) for there, other in enumerate(others)),
        reverse=True,
    )
    pairs: dict[int, int] = {}
    for alike, at, there in ranked:
        if alike >= ALIKE and -at not in pairs and -there not in pairs.values():
            pairs[-at] = -there
    return pairs


def _words(line: str) -> list[str]:
    return _WORD.findall(line.casefold())[:MOST_WORDS]
