"""Decides which words of people may leave a study in a file for others, and takes the rest out of a text.

No consent to quote is recorded yet, so nobody's words go along but those of a publication, which everybody can read.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable

PUBLIC_KINDS = ("publication",)  # kinds of documents that everybody can read
LEFT_OUT, SOMEBODY = "[…]", "[respondent]"  # what stands in the place of words, and of a code
_FEWEST_LETTERS = 12  # of words that are somebody's own: a shorter text may be said by anybody
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
    return _CODE.sub(lambda match: SOMEBODY if match.group().upper() in codes else match.group(), text)


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
