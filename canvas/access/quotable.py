"""Decides which words of people may leave a study in a file for others, and takes the rest out of a text.

No consent to quote is recorded yet, so nobody's words go along but those of a publication, which everybody can read.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from itertools import groupby, islice
from operator import itemgetter

PUBLIC_KINDS = ("publication",)  # kinds of documents that everybody can read
LEFT_OUT, SOMEBODY = "[…]", "[respondent]"  # what stands in the place of words, and of a code
_FEWEST_LETTERS = 12  # of words that are somebody's own: a shorter text may be said by anybody
RUN = 6  # so many words of somebody in a row are theirs
FEWEST_WORDS, _SENTENCE_LETTERS = 3, 20  # a shorter run is, where it is a whole sentence of at least so much
_SENTENCE_END = re.compile(r"[.!?;\n]")
_WORD = re.compile(r"\w+(?:[’']\w+)*")
_LONE_APOSTROPHE = re.compile(r"[’'](?:(?!\w)|(?<!\w[’']))")  # one that stands in no word
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
        longest, shortest = self._sought[RUN], self._sought[FEWEST_WORDS]
        for speech in _plain(spoken):
            words = speech.split()
            # a longer run begins with a shortest one, so of most texts one look is enough
            if shortest.isdisjoint(_runs(words, FEWEST_WORDS)):
                continue
            self._recognised |= longest.intersection(_runs(words, RUN))
            for sentence in speech.split("\n"):
                words = sentence.split()
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


class _Signs(dict[int, str]):
    """What stands for each sign of a text between whose words are blanks, and between whose sentences new lines."""

    def __missing__(self, code: int) -> str:
        sign = chr(code)
        plain = sign if sign.isalnum() or sign in "_'\x00" else "'" if sign == "’" else " "
        self[code] = "\n" if _SENTENCE_END.match(sign) else plain
        return self[code]


_SIGNS = _Signs()
_AT_ONCE = 500  # texts


def _plain(texts: Iterable[str]) -> Iterator[str]:
    """Yield texts as their words, as `_words` gives them, with blanks between them and new lines between sentences.

    Many texts at once, as an interpreter takes longer to go from sign to sign than all that is done with the words.
    """
    waiting = iter(texts)
    while some := list(islice(waiting, _AT_ONCE)):
        whole = _LONE_APOSTROPHE.sub(" ", "\x00".join(text.replace("\x00", " ") for text in some))
        yield from whole.translate(_SIGNS).casefold().split("\x00")


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
