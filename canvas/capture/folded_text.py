"""Finding words in a text whatever their case, accents and spacing; places are code points of the text as it stands."""

from __future__ import annotations

import re
import unicodedata
from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from functools import cache, lru_cache

from canvas.capture import word_sets

_PLAIN = re.compile(r"[!-_a-~]+(?: [!-_a-~]+)*")  # ASCII without the backtick, one space at a time
_BEFORE_NAMES = word_sets.words("van de den der ten ter te het 't in op aan uit")
BETWEEN = "\0"  # parts two turns in one text: nothing that is looked for holds it


class Folded:
    """A text made ready for finding words in it, as often as one likes."""

    def __init__(self, text: str) -> None:
        self.text = text
        self._folded, self._at = _fold_all(text)
        self._runs: dict[str, list[int]] | None = None

    def find(self, words: str, capital: bool = False) -> Iterator[tuple[int, int]]:
        """Yield where these words stand as whole words: (start, end), also with an s behind them and within a compound.

        `capital` leaves out where they do not begin with a capital: a name, not the word that is written like it.
        Combining characters that belong to the last letter are part of the place.
        """
        folded_words = fold(words)
        if not folded_words:
            return
        folded, edges = self._folded, (is_letter(folded_words[0]), is_letter(folded_words[-1]))
        for place in self._candidates(folded_words):
            if not (edges[0] and place and is_letter(folded[place - 1])) and not (
                edges[1] and self._runs_on(place + len(folded_words))
            ):
                start, end = self._at[place], self._whole(self._at[place + len(folded_words) - 1] + 1)
                if not capital or _as_a_name(self.text[start:end], words):
                    yield start, end

    def _candidates(self, folded_words: str) -> Iterator[int]:
        """Yield where these words may stand, by the first whole word in them: the text is gone through once for all."""
        if self._runs is None:
            self._letters = _letters(self._folded)
            self._runs = {}
            for run in self._letters.finditer(self._folded):
                self._runs.setdefault(run[0], []).append(run.start())
        first = self._letters.search(folded_words)
        if first is None:  # nothing but signs: only what a person lists can be so
            at = self._folded.find(folded_words)
            while at >= 0:
                yield at
                at = self._folded.find(folded_words, at + 1)
            return
        places = self._runs.get(first[0], [])
        if first.end() == len(folded_words) and (with_s := self._runs.get(f"{first[0]}s")):
            places = sorted([*places, *with_s])
        for place in places:
            if place >= first.start() and self._folded.startswith(folded_words, place - first.start()):
                yield place - first.start()

    def without(self, places: Iterable[tuple[int, int]]) -> Folded:
        """Return the same text with these places closed: nothing is found in them, and words end where they begin."""
        left = Folded.__new__(Folded)
        left.text, left._at, left._runs = self.text, self._at, None
        parts, done = [], 0
        for start, end in sorted(places):
            first, last = max(bisect_left(self._at, start), done), bisect_left(self._at, end)
            if last > first:
                parts += [self._folded[done:first], BETWEEN * (last - first)]
                done = last
        left._folded = "".join([*parts, self._folded[done:]])
        return left

    def _runs_on(self, end: int) -> bool:
        after = self._folded[end : end + 2]
        return bool(after) and is_letter(after[0]) and not (after[0] == "s" and not is_letter(after[1:]))

    def _whole(self, end: int) -> int:
        while end < len(self.text) and unicodedata.combining(self.text[end]):
            end += 1
        return end


class Covered:
    """The stretches of a text that some places cover together."""

    def __init__(self, places: Iterable[tuple[int, int]]) -> None:
        self._starts: list[int] = []
        self._ends: list[int] = []
        for start, end in sorted(places):
            if self._ends and start <= self._ends[-1]:
                self._ends[-1] = max(self._ends[-1], end)
            else:
                self._starts.append(start)
                self._ends.append(end)

    def holds(self, start: int, end: int) -> bool:
        """Tell whether all of this place is covered."""
        at = bisect_right(self._starts, start) - 1
        return at >= 0 and end <= self._ends[at]


class Closed:
    """The places of a text that something stands in already."""

    def __init__(self, text: str, places: Iterable[tuple[int, int]] = ()) -> None:
        self.signs = bytearray(len(text))
        for place in places:
            self.close(*place)

    def close(self, start: int, end: int) -> None:
        """Take one more place."""
        self.signs[start:end] = b"\1" * (end - start)

    def touches(self, start: int, end: int) -> bool:
        """Tell whether any of this place is taken."""
        return 1 in self.signs[start:end]


@lru_cache(maxsize=10_000)
def fold(words: str) -> str:
    """Return the words as they are compared: without case, accents and superfluous white space."""
    return _fold_all(words.strip())[0].replace(BETWEEN, "").strip()


def _as_a_name(written: str, words: str) -> bool:
    first, _, rest = words.strip().partition(" ")
    if rest and first.lower() in _BEFORE_NAMES:  # de Wit: the capital is further on, and “De wit” begins a sentence
        return any(sign.isupper() for sign in written.partition(" ")[2])
    if words.lstrip()[:1].islower():
        return any(sign.isupper() for sign in written)
    return written[0].upper() == written[0]


def _letters(text: str) -> re.Pattern:
    """Return the pattern of words in a text: runs of signs that `is_letter` takes for part of one."""
    marks = "".join(sign for sign in set(text) if unicodedata.category(sign)[0] == "M")
    return re.compile(f"[\\w{marks}]+")


@cache
def is_letter(sign: str) -> bool:
    """Tell whether a sign is part of a word: a letter, a figure or what belongs to one."""
    return bool(sign) and (sign.isalnum() or sign == "_" or unicodedata.category(sign)[0] == "M")


@cache
def _fold(sign: str) -> str:
    if sign.isspace():
        return " "
    if unicodedata.category(sign) == "Cf":  # a soft hyphen, a mark of direction: seen by nobody
        return ""
    if sign in "’‘ʼ`´":
        return "'"
    parts = unicodedata.normalize("NFD", unicodedata.normalize("NFD", sign).casefold())
    return "".join(part for part in parts if not unicodedata.combining(part))


def _fold_all(text: str) -> tuple[str, array]:
    folded, at, last, done = [], array("q"), "", 0
    while done < len(text):
        run = _PLAIN.match(text, done)
        if run:  # most of a text: each sign becomes one
            now, places = run[0].lower(), range(done, run.end())
        else:
            now = _fold(text[done])
            places = [done] * len(now)
        done += len(run[0]) if run else 1
        if now == last[-1:] == " ":
            continue
        folded.append(now)
        at.extend(places)
        last = now or last
    return "".join(folded), at
