"""Tells where the capital of an ordinary word says that it is a name: in “van Klein”, not in “Klein begon het”."""

from __future__ import annotations

from collections.abc import Sequence

from canvas.capture.personal_data import dutch
from canvas.capture.personal_data.dutch import COMMON
from canvas.capture.personal_data.name_tokens import Token
from canvas.capture.personal_data.name_words import AMBIGUOUS_SURNAMES, ARTICLES, DETERMINERS, FIRST_NAMES, PLACES, SAYS

_SENTENCE_ENDS = frozenset(".?!…:;\n\r\0")


def is_ordinary_word(name: str) -> bool:
    """Tell whether a name, or its last word behind small ones, is a word, a town or a language as well."""
    low = name.lower().removeprefix("van ")  # “van Zwolle” is somebody or says where from; “van Klein” is in no list
    if low != name.lower():
        return low in PLACES
    return low in COMMON or low in AMBIGUOUS_SURNAMES or low in dutch.CAPITALISED or low in PLACES


class Capitals:
    """The words of a text, to ask of an ordinary word whether its capital tells a name."""

    def __init__(self, text: str, tokens: Sequence[Token]) -> None:
        self._text = text
        self._tokens = tokens
        self._at = {token.start: place for place, token in enumerate(tokens)}

    def tells_name(self, start: int) -> bool:
        """Tell whether the ordinary word that starts here is a name.

        What is no word by itself, as in “Jan-Wil”, is taken for one.
        """
        at = self._at.get(start)
        if at is None:
            return True
        token = self._tokens[at]
        before, after = self._neighbour(at, -1), self._neighbour(at, 1)
        if before and before.kind == "title" and self._beside(before, token):
            return True
        if after and after.low in SAYS and self._beside(token, after):
            return True
        if token.kind == "small":  # of “van Zwolle”
            return token.text[0].isupper() and not token.begins
        if token.begins or token.low in PLACES or token.low in dutch.CAPITALISED:
            return False
        if before and before.low in ARTICLES | DETERMINERS and token.low not in FIRST_NAMES:
            return False
        shouted = token.kind == "capitals" and any(other and other.kind == "capitals" for other in (before, after))
        return not shouted

    def _neighbour(self, at: int, step: int) -> Token | None:
        return self._tokens[at + step] if 0 <= at + step < len(self._tokens) else None

    def _beside(self, left: Token, right: Token) -> bool:
        gap = self._text[left.end : right.start]
        return len(gap) <= 2 and not _SENTENCE_ENDS & set(gap.removeprefix(".") if left.kind == "title" else gap)
