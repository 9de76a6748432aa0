"""Decides which words of people may leave a study in a file for others, and takes the rest out of a text.

No consent to quote is recorded yet, so nobody's words go along but those of a publication, which everybody can read.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from itertools import groupby
from operator import itemgetter

PUBLIC_KINDS = ("publication",)  # kinds of documents that everybody can read
LEFT_OUT, SOMEBODY = "[…]", "[respondent]"  # what stands in the place of words, and of a code
_FEWEST_LETTERS = 12  # of words that are somebody's own: a shorter text may be said by anybody
RUN = 6  # so many words of somebody in a row are theirs
FEWEST_WORDS, _SENTENCE_LETTERS = 3, 20  # a shorter run is, where it is a whole sentence of at least so much
_SENTENCE_END = re.compile(r"[.!?;\n]")
_WORD = re.compile(r"\w+(?:[’']\w+)*")
_CODE = re.compile(r"(?<![\w-])[A-Za-z0-9]{1,6}(?:-[A-Za-z0-9]{1,6}){0,3}(?![\w-])")


def may_be_quoted(document_kind: str | None, codes: Collection[str]) -> bool:
    """Tell whether a note may be quoted to others: from a document of this kind, said by people with these codes."""
    return document_kind in PUBLIC_KINDS and not codes


def possible_codes(text: str) -> set[str]:
    """Return what in a text looks like the code of a respondent, in capitals as codes are kept."""
    return {match.group().upper() for match in _CODE.finditer(text) if any(sign.isdigit() for sign in match.group())}


def without_words(text: str, spoken: Iterable[str], codes: Collection[str]) -> str:
    """Return a text without the words that people spoke and without their codes; a mark stands in their place.

    Words are recognised whatever their capitals, blanks and the signs between them. Longer texts go first, so that a
    text that holds another leaves nothing of itself behind.
    """
    for words in sorted({_words(sentence) for sentence in spoken}, key=len, reverse=True):
        if sum(map(len, words)) >= _FEWEST_LETTERS:
            text = _without(text, words)
    return without_codes(text, codes)


def without_codes(text: str, codes: Collection[str]) -> str:
    """Return a text without these codes of respondents; a mark stands in their place."""
    return _CODE.sub(lambda match: SOMEBODY if match.group().upper() in codes else match.group(), text)


class WordRuns:
    """The runs of words in some texts, to recognise in them what somebody said, however much others said.

    Theirs are RUN words in a row, wherever they stand in what was said, and whole sentences from three words and twenty
    letters on. What is asked of each thing said is whether its runs are among those of the texts: so a study with a
    hundred thousand notes is read once for all texts together.
    """

    def __init__(self, texts: Iterable[str]) -> None:
        self._sought: dict[int, set[tuple[str, ...]]] = {length: set() for length in range(FEWEST_WORDS, RUN + 1)}
        for text in texts:
            words = _words(text)
            for length, runs in self._sought.items():
                runs.update(_runs(words, length))
        self._recognised: set[tuple[str, ...]] = set()

    def mark_spoken(self, spoken: Iterable[str]) -> None:
        """Recognise these words of people in the texts."""
        if not self._sought[FEWEST_WORDS]:
            return
        longest = self._sought[RUN]
        for speech in spoken:
            self._recognised |= longest.intersection(_runs(_folded_words(speech), RUN))
            for sentence in _SENTENCE_END.split(speech):
                words = _folded_words(sentence)
                if FEWEST_WORDS <= len(words) < RUN and sum(map(len, words)) >= _SENTENCE_LETTERS:
                    self._recognised |= self._sought[len(words)] & {tuple(words)}

    def without_spoken(self, text: str) -> str:
        """Return a text without what was recognised in it; a mark stands in the place of each stretch."""
        result, end = [], 0
        for start, stop in self._stretches(text):
            result += [text[end:start], LEFT_OUT]
            end = stop
        return "".join([*result, text[end:]])

    def spoken_in(self, text: str) -> list[str]:
        """Return the stretches of a text that were recognised, in its order."""
        return [text[start:stop] for start, stop in self._stretches(text)]

    def _stretches(self, text: str) -> Iterator[tuple[int, int]]:
        if not self._recognised:
            return
        places = list(_WORD.finditer(text))
        folded = [_folded(place) for place in places]
        covered = [False] * len(places)
        for length in self._sought:
            for at, run in enumerate(_runs(folded, length)):
                if run in self._recognised:
                    covered[at : at + length] = [True] * length
        for is_spoken, group in groupby(zip(covered, places, strict=True), itemgetter(0)):
            if is_spoken:
                stretch = [place for _covered, place in group]
                yield stretch[0].start(), stretch[-1].end()


def _runs(words: Sequence[str], length: int) -> Iterable[tuple[str, ...]]:
    return zip(*(words[start:] for start in range(length)), strict=False)


def _folded_words(text: str) -> list[str]:
    """Return the words of a text as `_words` does, quicker for a long one."""
    return " ".join(_WORD.findall(text)).casefold().replace("’", "'").split(" ")


def _words(text: str) -> tuple[str, ...]:
    return tuple(_folded(match) for match in _WORD.finditer(text))


def _without(text: str, words: tuple[str, ...]) -> str:
    """Return the text with each run of these words, one after another, replaced."""
    places = list(_WORD.finditer(text))
    folded = [_folded(place) for place in places]
    result, end, at = [], 0, 0
    while at + len(words) <= len(places):
        if tuple(folded[at : at + len(words)]) == words:
            result += [text[end : places[at].start()], LEFT_OUT]
            at += len(words)
            end = places[at - 1].end()
        else:
            at += 1
    return "".join([*result, text[end:]])


def _folded(match: re.Match) -> str:
    return match.group().casefold().replace("’", "'")
