"""What is asked of a search and what of a text answers it: words, prefixes, phrases, and where they stand."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import zip_longest

from canvas.store import special_characters
from canvas.store.database.text import clean

_ACCENTS = "\u0300-\u036f"
WORD = rf"[^\W_](?:[^\W_]|[{_ACCENTS}])*+"  # letters and digits, as both engines cut a text into words
_JOINED = rf"{WORD}(?:[-.'’@_]+{WORD})*+\*?"  # what is written without a space is one thing: e-mail, 's-Gravenhage
_TYPED = str.maketrans(special_characters.BETWEEN)
_TYPED_TERM = re.compile(rf'"([^"]*)"\*?|({_JOINED})')
BEFORE = 80  # characters of a piece before the first word that was found
MARKED_TERMS = 32  # of a search with more, the first are marked


@dataclass(frozen=True)
class Term:
    """One thing that must occur: words in a row, folded. The last may be the beginning of a word (`prefix`).

    `exact` is what stood between quotes, or was joined without a space: it is taken to the letter.
    """

    words: tuple[str, ...]
    prefix: bool = False
    exact: bool = False


def parse_terms(text: str) -> tuple[Term, ...]:
    """Return the terms a person typed, each once: words, `begin*`, "words in a row"; any text is taken as words."""
    unique_terms: dict[Term, None] = {}
    for quoted, plain in _TYPED_TERM.findall(_paired(special_characters.spelled_out(clean(text).translate(_TYPED)))):
        for part in [quoted] if quoted else [plain] if plain else []:
            words = tuple(fold_word(word) for word in re.findall(WORD, part))
            if words:
                prefix = not quoted and part.endswith("*")
                unique_terms[Term(words, prefix, exact=bool(quoted) or len(words) > 1)] = None
    return tuple(unique_terms)


def _paired(text: str) -> str:
    """Return the same without a last quote that nothing closes: what follows it is words."""
    if text.count('"') % 2:
        at = text.rindex('"')
        return f"{text[:at]} {text[at + 1 :]}"
    return text


def fold(text: str) -> str:
    """Return a text in plain small letters without accents: ligatures spelled out, what is not seen left out.

    All else is a sign for a sign; accents that stand apart (decomposed) stay, so that places stay right.
    """
    plain = special_characters.spelled_out(text)
    return plain.translate({ord(sign): _folded(sign) for sign in set(plain)})


def fold_word(word: str) -> str:
    """Return a word in small letters without any accents."""
    return re.sub(f"[{_ACCENTS}]", "", fold(word))


@lru_cache(maxsize=4096)
def _folded(sign: str) -> str:
    base = unicodedata.normalize("NFD", sign)[0]
    if unicodedata.combining(base):
        return sign
    small = base.lower()
    return small if len(small) == 1 else base


def tokens(text: str) -> set[str]:
    """Return the different words of a text, folded."""
    bare = re.sub(f"[{_ACCENTS}]", "", fold(text))
    return set(re.findall(WORD, bare))


@dataclass(frozen=True)
class Match:
    """A place in a text that answers a term: its span in code points, end excluded, and which term."""

    start: int
    end: int
    term: int


def find_matches(
    text: str, terms: Sequence[Term], alike: Mapping[int, Collection[str]] | None = None, most: int = 200
) -> list[Match]:
    """Return where the terms stand in a text, in its order, none overlapping; at most `most` of each term.

    `alike` gives per place of a term other words that answer it, such as those with the same stem.
    """
    folded, written = fold(text), _written(text)
    matches: list[Match] = []
    for number, term in enumerate(terms[:MARKED_TERMS]):
        for match_count, match in enumerate(_pattern(term, frozenset((alike or {}).get(number, ()))).finditer(folded)):
            if match_count == most:
                break
            matches.append(Match(written(match.start()), written(match.end() - 1) + 1, number))
    return _apart(sorted(matches, key=lambda place: (place.start, -place.end)))


def _written(text: str) -> Callable[[int], int]:
    """Return a function that gives the place in a text of the sign at a place in the folded text."""
    signs = list(special_characters.special_positions(text))
    if not signs:
        return lambda place: place
    longer, at = 0, []  # how much longer the text has become up to a sign, and so where that stands in it folded
    for place, plain in signs:
        at.append(place + longer)
        longer += len(plain) - 1

    def written(place: int) -> int:
        last = bisect_right(at, place) - 1
        if last < 0:
            return place
        (start, plain), further = signs[last], place - at[last]
        return start if further < len(plain) else start + 1 + further - len(plain)

    return written


def _apart(matches: Iterable[Match]) -> list[Match]:
    apart: list[Match] = []
    for match in matches:
        if not apart or match.start >= apart[-1].end:
            apart.append(match)
    return apart


@lru_cache(maxsize=512)
def _pattern(term: Term, alike: frozenset[str]) -> re.Pattern[str]:
    accents = f"[{_ACCENTS}]*+"

    def spelled(word: str) -> str:
        return "".join(re.escape(sign) + accents for sign in word)

    row = r"[\W_]++".join(spelled(word) for word in term.words)
    end = rf"(?:[^\W_]|[{_ACCENTS}])*+" if term.prefix else ""
    others = "".join(f"|{spelled(word)}(?![^\\W_])" for word in sorted(alike, key=len, reverse=True))
    return re.compile(rf"(?<![^\W_])(?<![{_ACCENTS}])(?:{row}{end}(?![^\W_]){others})")


@dataclass(frozen=True)
class Snippet:
    """A piece of a text with the words that were found: `marks` are spans in it, in code points, ends excluded.

    `at` is where in the whole text the first of them stands (0 where there is none); `before` and `after` say whether
    the text goes on there.
    """

    text: str
    marks: tuple[tuple[int, int], ...]
    at: int = 0
    before: bool = False
    after: bool = False

    @property
    def parts(self) -> list[tuple[str, bool]]:
        """Return the text in pieces, each with whether it is marked."""
        cut, made = 0, []
        for start, end in self.marks:
            made += [(self.text[cut:start], False), (self.text[start:end], True)]
            cut = end
        return [(piece, marked) for piece, marked in [*made, (self.text[cut:], False)] if piece]


def snippets(text: str, matches: Sequence[Match], most: int, width: int) -> tuple[Snippet, ...]:
    """Return up to `most` pieces of about `width` characters, in the order of the text.

    Those with most of the terms.
    """
    if len(text) <= width and most == 1:
        return (
            Snippet(text, tuple((match.start, match.end) for match in matches), matches[0].start if matches else 0),
        )
    if not matches:
        return (_cut(text, 0, min(len(text), width), (), ()),)
    windows: list[list[Match]] = []
    for match in matches:
        if windows and match.end - windows[-1][0].start <= width - BEFORE:
            windows[-1].append(match)
        else:
            windows.append([match])
    best = sorted(windows, key=lambda window: (-len({match.term for match in window}), window[0].start))[:most]
    best.sort(key=lambda window: window[0].start)
    snippet_list: list[Snippet] = []
    shown = 0
    for window, following in zip_longest(best, best[1:]):
        start = max(shown, window[0].start - BEFORE)
        end = max(window[-1].end, start + width)
        shown = min(end, following[0].start if following else len(text))
        snippet_list.append(_cut(text, start, shown, window, matches))
    return tuple(snippet_list)


def _cut(text: str, start: int, end: int, window: Sequence[Match], matches: Sequence[Match]) -> Snippet:
    """Return the piece from about `start` to about `end`, with all of `window`, of whole words, white space trimmed."""
    first = window[0].start if window else end
    last = window[-1].end if window else start
    if start and text[start - 1 : start].strip():
        start = min(first, next((match.end() for match in re.compile(r"\s").finditer(text, start, first)), start))
    if end < len(text) and text[end : end + 1].strip():
        end = next((place for place in range(end, max(last, end - 40), -1) if text[place - 1].isspace()), end)
    while start < min(first, end) and text[start].isspace():
        start += 1
    while end > max(last, start) and text[end - 1].isspace():
        end -= 1
    marks = tuple(
        (place.start - start, place.end - start) for place in matches if start <= place.start and place.end <= end
    )
    at = start + marks[0][0] if marks else 0
    return Snippet(text[start:end], marks, at, bool(text[:start].strip()), bool(text[end:].strip()))
