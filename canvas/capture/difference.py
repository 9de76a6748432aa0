"""What differs between two texts: how much was dropped, and which words were added or removed."""

from __future__ import annotations

import re
from collections import Counter
from difflib import SequenceMatcher
from itertools import groupby

from canvas.capture.likeness import MOST_STEPS, matching_blocks

Parts = list[tuple[str, str]]

# Looking for what is alike takes as long as there are pairs of equal words, and a page of text holds "the" often: where
# that would keep a reader waiting whole lines are compared instead, and where even those repeat it is all one change.
MOST_PAIRS = 60_000
_WORDS = re.compile(r"(\s*)(\S+|$)")
_LINES = re.compile(r"(\n?)([^\n]+|$|(?=\n))")


def parts(old: str, new: str) -> Parts:
    """Compare two texts: return (how, text) in order, where `how` is same, added or removed.

    What is same and added makes up the new text, what is same and removed the old one, white space included.
    """
    start, end = _word_edges(old, new)
    middle_old, middle_new = old[start : len(old) - end], new[start : len(new) - end]
    differing: Parts = [("same", old[:start])]
    for pieces in (_WORDS, _LINES):
        before, after = pieces.findall(middle_old), pieces.findall(middle_new)
        compared = _compared(before, after) if _pairs(before, after) <= MOST_PAIRS else None
        if compared is not None:
            differing += compared
            break
    else:
        differing += [("removed", middle_old), ("added", middle_new)]
    return _joined([*differing, ("same", old[len(old) - end :])])


def dropped(old: str, new: str) -> int:
    """Count the characters of the old text that the new one leaves out between what both begin and both end with."""
    start, end = _edges(old, new)
    return len(old) - start - end


def _edges(old: str, new: str) -> tuple[int, int]:
    start = _common(old, new)
    return start, _common(old[start:][::-1], new[start:][::-1])


def _word_edges(old: str, new: str) -> tuple[int, int]:
    """Return how much both begin and end with, cut where a word begins or ends in both."""
    start, end = _edges(old, new)
    while start and not old[start - 1].isspace():
        start -= 1
    end = min(end, len(old) - start, len(new) - start)
    while end and not old[len(old) - end].isspace():
        end -= 1
    return start, end


def _common(text: str, other: str) -> int:
    """Count the characters two texts begin with alike; by halving, as slices compare far faster than characters do."""
    low, high = 0, min(len(text), len(other))
    while low < high:
        middle = (low + high + 1) // 2
        if text[low:middle] == other[low:middle]:
            low = middle
        else:
            high = middle - 1
    return low


def _pairs(before: list[tuple[str, str]], after: list[tuple[str, str]]) -> int:
    counted = Counter(word for _, word in after)
    return sum(number * counted[word] for word, number in Counter(word for _, word in before).items())


def _compared(before: list[tuple[str, str]], after: list[tuple[str, str]]) -> Parts | None:
    """Compare pieces by their words alone: another white space before a word does not make it another word.

    None where so much was changed here and there that it would take too long.
    """
    old, new = ([word for _, word in pieces] for pieces in (before, after))
    reader = SequenceMatcher(None, old, new, autojunk=False)
    if matching_blocks(reader, MOST_STEPS) < 0:
        return None
    compared: Parts = []
    for how, a, b, c, d in reader.get_opcodes():
        if how == "equal":
            for (was, word), (now, _) in zip(before[a:b], after[c:d], strict=True):
                compared += [("same", was)] if was == now else [("removed", was), ("added", now)]
                compared.append(("same", word))
        else:
            compared.append(("removed", "".join(space + word for space, word in before[a:b])))
            compared.append(("added", "".join(space + word for space, word in after[c:d])))
    return compared


def _joined(parts: Parts) -> Parts:
    runs = groupby((part for part in parts if part[1]), key=lambda part: part[0])
    return [(how, "".join(text for _, text in run)) for how, run in runs]
