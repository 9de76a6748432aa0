"""Cuts a text into words and says of each whether it may be a title, an initial or another part of a name."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import NamedTuple

from canvas.capture.folded_text import Closed
from canvas.capture.personal_data import dutch
from canvas.capture.personal_data.dutch import TITLES
from canvas.capture.personal_data.name_words import FIRST_NAMES, SMALL_WORDS, SURNAMES


class Token(NamedTuple):
    """A word of a text; `low` is the word in small letters, `end` is excluded."""

    text: str
    low: str
    start: int
    end: int
    begins: bool  # whether it stands where every word has a capital
    kind: str  # title, initial, small, capital, capitals or word


_INITIAL = r"(?:Th|Ph|Ch|Chr|Joh|IJ|Ij|Fr|Jac|Wm|Tj|Sj|Gijs|Corn|Herm|[^\W\d_a-zà-ÿ])"
_WORD = re.compile(
    rf"(?:{_INITIAL}\.)(?:-?{_INITIAL}\.)*(?=[^\W\d_]|\s|-|$)"
    r"|[Vv][./] ?[dD](?:\.|(?=\s))|['’](?:t|s|T|S)\b"
    r"|[^\W\d_][\w\u0300-\u036f]*(?:[-'’][^\W\d_][\w\u0300-\u036f]*)*"
)
INITIALS = re.compile(rf"(?:-?{_INITIAL}\.)+|[^\W\d_a-zà-ÿ]")
_ENDS = re.compile(r"[.?!…:;\n\r\0\"“”„«»()\[\]–—*]|(?:^|\s)-\s")
_SHORT_LINE = 40  # characters; the end of a longer line may part a name in two
MOST_WORDS = 40  # of one name, whatever stands in a row with capitals
_ELIDED = re.compile(r"[dlmst]['’](?=[^\W\d_a-zà-ÿ])")  # “d’Hondt”
_PLAIN = str.maketrans("ıłøđß", "ilods")
_POSSESSIVE = re.compile(r"['’]s$")


def evened(low: str) -> str:
    """Return a small word in one way of writing: “v. d.” as “v.d”, ’t as 't."""
    return low.replace("’", "'").replace(" ", "").rstrip(".") if low[:1] in "vV'’" else low


def tokenize(text: str, taken: Iterable[tuple[int, int]]) -> list[Token]:
    """Return the words of a text in their order, without those that touch a place that is `taken`."""
    closed = Closed(text, taken)
    tokens: list[Token] = []
    before = 0
    for match in _WORD.finditer(text):
        start = match.start()
        gap = text[before:start]
        last = tokens[-1] if tokens else None
        begins = last is None or bool(_ENDS.search(gap))
        if begins and last and gap.strip() == "." and last.low in dutch.ABBREVIATED:
            begins = False
        word = _POSSESSIVE.sub("", match[0]) or match[0]
        before = match.end()
        if closed.touches(start, start + 1):
            continue
        begins = begins or (start > 0 and closed.touches(start - 1, start))
        low = _low(word)
        tokens.append(Token(word, low, start, start + len(word), begins, _kind(word, low, begins)))
    return tokens


def _kind(word: str, low: str, begins: bool) -> str:
    if INITIALS.fullmatch(word) and low.strip(".") not in dutch.ABBREVIATED | TITLES:
        return "initial"
    if low.strip(".") in TITLES:
        return "title"
    if evened(low) in SMALL_WORDS and not (word[0].isupper() and low in FIRST_NAMES and not begins):
        return "small"
    if word.isupper() and any(sign.isdigit() for sign in word):
        return "word"  # “B2B”
    if not word[0].isupper():
        return "capital" if _ELIDED.match(word) else "word"
    if len(word) == 1:
        return "initial"
    return "capitals" if word.isupper() and len(word) > 2 else "capital" if not word.isupper() else "word"


def adjacent(text: str, tokens: Sequence[Token], at: int) -> bool:
    """Tell whether a token follows the one before it within one name: white space, or the dot of an abbreviation."""
    before, after = tokens[at - 1], tokens[at]
    gap = text[before.end : after.start]
    if "\0" in gap or len(gap) > 3:
        return False
    if "\n" in gap and before.end - text.rfind("\n", 0, before.end) <= _SHORT_LINE:
        return False  # the end of a letter: a name, and below it a firm
    if gap.strip() == "." and (before.low in dutch.ABBREVIATED or before.kind == "small"):
        return True
    if not gap:
        return before.kind in ("initial", "small")
    return gap.isspace() and len(gap) <= 2


def _low(word: str) -> str:
    return word.lower() if word.isascii() else _low_with_accents(word)


@lru_cache(maxsize=10_000)
def _low_with_accents(word: str) -> str:
    """Return a word in small letters, without its accents where only that is in the lists of names."""
    low = unicodedata.normalize("NFC", word.lower())
    plain = unicodedata.normalize("NFD", low).translate(_PLAIN)
    plain = "".join(sign for sign in plain if not unicodedata.combining(sign))
    listed = FIRST_NAMES | SURNAMES
    return plain if low not in listed and plain in listed else low
