"""How alike two texts are, worked out as difflib does it, but never for longer than a number of steps allows.

difflib looks again through what is left of both texts for every piece that it finds, and at every pair of equal parts
in there: for texts that repeat themselves that grows with the square of their length, or with its third power.
"""

from __future__ import annotations

from difflib import Match, SequenceMatcher
from itertools import accumulate
from typing import Any

ALIKE = 0.6  # from this similarity on, an edited line is still the same statement
SURELY = 0.8  # the same where only letters in their order are compared: those of two Dutch texts are 0.55 alike anyhow
MOST_STEPS = 1_500_000  # of difflib; some 5 million go in a second
MOST_STROKES = 1_000_000  # letters looked at in order; some 3 million go in a second


def matching_blocks(reader: Any, steps: int) -> int:
    """Find the blocks that match, as `get_matching_blocks` would; returns the steps that are left of `steps`.

    Where that is below 0 they were not enough, and the reader knows nothing yet.
    """
    equal = reader.b2j
    costs = [0, *accumulate(1 + len(equal.get(part, ())) for part in reader.a)]
    spans, matched = [(0, len(reader.a), 0, len(reader.b))], []
    while spans:
        low, high, first, last = spans.pop()
        steps -= costs[high] - costs[low]
        if steps < 0:
            return steps
        at, there, size = reader.find_longest_match(low, high, first, last)
        if size:
            matched.append((at, there, size))
            if low < at and first < there:
                spans.append((low, at, first, there))
            if at + size < high and there + size < last:
                spans.append((at + size, high, there + size, last))
    reader.matching_blocks = _joined(sorted(matched), len(reader.a), len(reader.b))
    return steps


def _joined(matched: list[tuple[int, int, int]], end: int, last: int) -> list[Match]:
    """Join blocks that follow on each other, in order, with the empty one at the end that difflib wants."""
    joined: list[Match] = []
    for at, there, size in matched:
        before = joined[-1] if joined else None
        if before and before.a + before.size == at and before.b + before.size == there:
            joined[-1] = Match(before.a, before.b, before.size + size)
        else:
            joined.append(Match(at, there, size))
    return [*joined, Match(end, last, 0)]


class Likeness:
    """Compares lines one by one, all together within MOST_STEPS and MOST_STROKES.

    Beyond the first, lines are alike where nearly all letters of one stand in the other in the same order; beyond the
    second, where one begins with the other.
    """

    def __init__(self) -> None:
        self._steps, self._strokes = MOST_STEPS, MOST_STROKES

    def of(self, before: str, after: Compared) -> float:
        """Return how alike they are, from 0 to 1; what is less than ALIKE may come as 0."""
        if after.text.startswith(before) or before.startswith(after.text):
            return 1.0  # typed on, or shortened at its end
        both = len(before) + len(after.text)
        if 2 * min(len(before), len(after.text)) < ALIKE * both or self._strokes <= 0:
            return 0.0
        self._strokes -= len(before) + len(after.text) // 4
        most = 2 * after.in_order(before) / both  # at least what difflib finds, and far sooner known
        if most < ALIKE:
            return 0.0
        if self._steps > 0:
            reader = after.reader()
            reader.set_seq1(before)
            self._steps = matching_blocks(reader, self._steps)
            if self._steps >= 0:
                return reader.ratio()
        return most if most >= SURELY else 0.0


class Compared:
    """A line that others are compared with; what that needs is made once it is needed."""

    def __init__(self, text: str) -> None:
        self.text = text
        self._reader: SequenceMatcher | None = None
        self._signs: dict[str, int] = {}

    def reader(self) -> SequenceMatcher:
        """Return what difflib knows of it."""
        if self._reader is None:
            self._reader = SequenceMatcher(None, autojunk=False)
            self._reader.set_seq2(self.text)
        return self._reader

    def in_order(self, other: str) -> int:
        """Count the signs the two have in common in the same order (the longest common subsequence, by bits)."""
        if not self._signs:
            for place, sign in enumerate(self.text):
                self._signs[sign] = self._signs.get(sign, 0) | 1 << place
        every = (1 << len(self.text)) - 1
        left, signs = every, self._signs
        for sign in other:
            both = left & signs.get(sign, 0)
            left = (left + both | left - both) & every
        return len(self.text) - left.bit_count()
