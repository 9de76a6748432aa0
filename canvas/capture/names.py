"""Names of people in Dutch speech, told by their capitals, their shape and how often they are said."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from canvas.capture import dutch
from canvas.capture.dutch import COMMON, FIRST_NAMES, ORGANISATION, PARTICLES, PLACES, TITLES
from canvas.capture.finding import Closed


@dataclass(frozen=True)
class Name:
    """A name as it is written; `parts` are those that stand for it by themselves. `kind` is name, organisation, place.

    `sure` is whether it was said more than once, or its shape or a title tells that it is a name.
    """

    text: str
    kind: str = "name"
    sure: bool = True
    parts: tuple[str, ...] = ()


class _Token(NamedTuple):
    text: str
    low: str
    start: int
    end: int
    begins: bool  # whether it stands where every word has a capital
    capital: bool
    initial: bool


_WORD = re.compile(r"['’](?:t|s)\b|[^\W\d_][\w\u0300-\u036f]*(?:[-'’][^\W\d_][\w\u0300-\u036f]*)*")
_ENDS = re.compile(r"[.?!…:;\n\r\0\"“”„«»()\[\]–—*]|(?:^|\s)-\s")
_BRACKETED = re.compile(r"[(\[](.*?)[)\]]")
MOST_WORDS = 40  # of one name, whatever stands in a row with capitals
_POSSESSIVE = re.compile(r"['’]s$")


def of_label(label: str) -> list[Name]:
    """The name in a speaker's label and the parts of it one may be called by; none in “Spreker 1”, “Interviewer”."""
    closed = max(label.rfind(")"), label.rfind("]")) + 1  # what is opened after that is not looked for to the end
    plain = _BRACKETED.sub(" ", label[:closed]) + label[closed:]
    within = _BRACKETED.findall(label[:closed])
    found = []
    for piece in (plain, *within):
        piece = " ".join(piece.split())
        if "," in piece:
            last, first = (part.strip() for part in piece.split(",", 1))
            piece = " ".join(part for part in (first, last) if part)
        if "@" in piece:
            piece = " ".join(re.split(r"[._\d]+", piece.split("@")[0])).title()
        words = [word for word in piece.split() if any(sign.isalpha() for sign in word)][:MOST_WORDS]
        if (
            not words
            or any(word.strip(".:").lower() in dutch.NOBODY | dutch.INTERVIEWER for word in words)
            or _is_code(piece)
        ):
            continue
        found.append(Name(" ".join(words), parts=_parts(words)))
    return found


def in_text(text: str, taken: Iterable[tuple[int, int]] = ()) -> list[Name]:
    """The names in a text, those that are sure first; what stands in a place that is `taken` is left out."""
    tokens = _tokens(text, taken)
    said = Counter(token.text for token in tokens)
    within = Counter(token.low for token in tokens if token.capital and not token.begins)
    chains = list(_chains(text, tokens, within))
    often, titled = Counter(words for words, _ in chains), {words for words, title in chains if title}
    people = [_chain(words, words in titled, often[words] > 1) for words in often if len(words) > 1]
    known = {part for name in people for part in (*name.parts, name.text)}
    for (word,) in (words for words in often if len(words) == 1):
        low = _low(word)
        if word in known or low in COMMON or low in dutch.CAPITALISED or low in ORGANISATION:
            continue
        if low in PLACES:
            people.append(Name(word, "place"))
        elif (word,) in titled or low in FIRST_NAMES:
            people.append(Name(word))
        elif within[low] and said[low] < within[low]:  # more often with a capital than as an ordinary word
            people.append(Name(word, sure=said[word] > 1))
    return sorted(people, key=lambda name: not name.sure)


def _chain(words: Sequence[str], titled: bool, again: bool) -> Name:
    said, low = " ".join(words), [word.lower() for word in words]
    if any(word in ORGANISATION for word in (low[0], low[-1])):
        return Name(said, "organisation")
    if all(word in PLACES or word in PARTICLES for word in low):
        return Name(said, "place")
    shaped = any(word in PARTICLES for word in low) or low[0] in FIRST_NAMES or len(words[0].strip(".")) == 1
    return Name(said, sure=titled or shaped or again, parts=_parts(words))


def _parts(words: Sequence[str]) -> tuple[str, ...]:
    """What of a name stands for it alone: first name, surname, surname with what goes before it."""
    bare = [word.strip(".,") for word in words]
    parts = [
        word for word in bare if len(word) > 1 and word.lower() not in PARTICLES | TITLES and word.lower() not in COMMON
    ]
    for place, word in enumerate(bare):
        if place and word.lower() in PARTICLES and bare[place - 1].lower() not in PARTICLES:
            parts.append(" ".join(bare[place:]))
    return tuple(dict.fromkeys(part for part in parts if part != " ".join(words)))


def _tokens(text: str, taken: Iterable[tuple[int, int]]) -> list[_Token]:
    closed = Closed(text, taken)
    tokens: list[_Token] = []
    before = 0
    for found in _WORD.finditer(text):
        start, end = found.span()
        gap = text[before:start]
        last = tokens[-1] if tokens else None
        begins = last is None or bool(_ENDS.search(gap))
        if begins and last and gap.strip() == "." and (last.initial or last.low in dutch.ABBREVIATED):
            begins = False
        said = _POSSESSIVE.sub("", found[0]) or found[0]
        if not closed.touches(start, start + 1):
            begins = begins or (before > 0 and closed.touches(before - 1, before))
            large = said[0].isupper()
            initial = large and len(said) == 1
            tokens.append(
                _Token(said, _low(said), start, start + len(said), begins, large and not said.isupper(), initial)
            )
        before = end
    return tokens


def _chains(text: str, tokens: Sequence[_Token], within: Counter) -> Iterable[tuple[tuple[str, ...], bool]]:
    """Runs of words that together may be one name, each with whether a title stands before it."""
    place = 0
    while place < len(tokens):
        if not (tokens[place].capital or tokens[place].initial or (place and tokens[place - 1].low in TITLES)):
            place += 1
            continue
        titled = place > 0 and tokens[place - 1].low in TITLES and _close(text, tokens[place - 1], tokens[place])
        run = _run(text, tokens, place, titled)
        place += max(len(run), 1)
        while run and not titled and (run[0].low in COMMON or (run[0].begins and _no_name(run[0], within))):
            run = run[1:]
            while run and not (run[0].capital or run[0].initial):
                run = run[1:]
        while run and (run[-1].low in COMMON or run[-1].low in PARTICLES):
            run = run[:-1]
        if any(token.capital for token in run):
            yield tuple(token.text + "." * (token.initial and len(run) > 1) for token in run), titled


def _no_name(token: _Token, within: Counter) -> bool:
    """Whether a word has its capital only because a sentence begins there, as far as can be told."""
    if token.low in TITLES:
        return True
    return not (token.initial or token.low in FIRST_NAMES or token.low in ORGANISATION or within[token.low])


def _run(text: str, tokens: Sequence[_Token], place: int, titled: bool) -> list[_Token]:
    run: list[_Token] = []
    while place < len(tokens) and len(run) < MOST_WORDS:
        token = tokens[place]
        if run and not _close(text, run[-1], token):
            break
        if (token.capital and not (run and token.low in COMMON - PARTICLES)) or token.initial:
            if token.low in TITLES and not run:
                break
            run.append(token)
            place += 1
            continue
        between = _particles(text, tokens, place) if (run or titled) and not _complete(run) else 0
        if not between:
            break
        run.extend(tokens[place : place + between])
        place += between
    return run


def _complete(run: Sequence[_Token]) -> bool:
    """Whether a run has its surname: what follows “Karin Testers van” is where she is from."""
    names = [token for token in run if token.capital and token.low not in COMMON | PARTICLES]
    return len(names) > 1 and names[-1].low not in FIRST_NAMES


def _particles(text: str, tokens: Sequence[_Token], place: int) -> int:
    """How many small words between two parts of a name stand here, a capital right behind them."""
    count = 0
    while place + count < len(tokens) and count < MOST_WORDS:
        token = tokens[place + count]
        if count and not _close(text, tokens[place + count - 1], token):
            return 0
        if token.low.replace("’", "'") in (PARTICLES if count else dutch.LEADING) and not token.capital:
            count += 1
            continue
        return count if count and (token.capital and token.low not in COMMON) else 0
    return 0


def _close(text: str, before: _Token, after: _Token) -> bool:
    gap = text[before.end : after.start]
    if gap.strip() == "." and (before.initial or before.low in dutch.ABBREVIATED):
        return "\0" not in gap
    return bool(gap) and gap.isspace() and "\0" not in gap and len(gap) <= 2 and not after.begins


def _low(word: str) -> str:
    return word.lower() if word.isascii() else unicodedata.normalize("NFC", word.lower())


def _is_code(label: str) -> bool:
    return bool(re.fullmatch(r"[A-Z0-9]{1,6}(-[A-Z0-9]{1,6}){0,3}", label)) and any(sign.isdigit() for sign in label)
