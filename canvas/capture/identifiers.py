"""What tells who somebody is by its shape: e-mail addresses, telephone numbers, postcodes and other numbers, links."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from canvas.capture.finding import Closed


@dataclass(frozen=True)
class Found:
    """A piece of text of such a shape; `same` is alike for two ways of writing one and the same."""

    kind: str
    start: int
    end: int
    same: str
    keep: bool = False


_SPELT = r"(?: (?:punt|dot|streepje) [\w-]+)"
_AT = r"(?:apenstaartje|apenstaart|at-teken|at sign)"
_PROFILES = r"(?:linkedin|facebook|instagram|twitter|x)\.com/"
_MAIL_AFTER = re.compile(r"@[\w-]+(?:\.[\w-]+)*\.[^\W\d_]{2,}")
_SPOKEN_AFTER = re.compile(rf" {_AT} [\w-]+{_SPELT}+", re.I)
_SPELT_BEFORE = (" punt ", " dot ", " streepje ")
_PROFILE, _AFTER_PROFILE = re.compile(_PROFILES, re.I), re.compile(r"[^\s<>\"“”]*[\w/-]")
_WORD_SIGNS, _MAIL_SIGNS = frozenset("_-"), frozenset("_.+'%-")


# Three shapes begin with words of any length, and only their middle tells that they are one. So they are looked for by
# that middle, and then backwards: a pattern would go through a long row of words anew from each word in it.
def _mail(text: str) -> Iterator[tuple[int, int]]:
    done = at = 0
    while (at := text.find("@", at)) >= 0:
        start = _back(text, at, done, _MAIL_SIGNS)
        after = _MAIL_AFTER.match(text, at) if start < at and text[at - 1] not in ".'" else None
        if after:
            yield start, after.end()
            done = after.end()
        at = max(at + 1, done)


def _spoken_mail(text: str) -> Iterator[tuple[int, int]]:
    """As it is said: anna punt jansen apenstaartje voorbeeld punt nl."""
    done = at = 0
    while found := _SPOKEN_AFTER.search(text, at):
        at = found.start() + 1
        start = _word_back(text, found.start(), done)
        while start is not None:
            spelt = next(
                (one for one in _SPELT_BEFORE if text[max(start - 10, done) : start].lower().endswith(one)), ""
            )
            before = _word_back(text, start - len(spelt), done) if spelt else None
            if before is None:
                yield start, found.end()
                done = at = found.end()
                break
            start = before


def _profile(text: str) -> Iterator[tuple[int, int]]:
    done = at = 0
    while found := _PROFILE.search(text, at):
        at = found.start() + 1
        start = found.start()
        while start > done and text[start - 1] == ".":
            label = _back(text, start - 1, done, _WORD_SIGNS)
            if label == start - 1:
                break
            start = label
        start = next((place for place in range(start, found.start() + 1) if _begins(text, place)), None)
        after = _AFTER_PROFILE.match(text, found.end()) if start is not None else None
        if after:
            yield start, after.end()
            done = at = after.end()


def _back(text: str, end: int, least: int, signs: frozenset[str]) -> int:
    """Where the run of letters, figures and these signs begins that ends here."""
    while end > least and (text[end - 1].isalnum() or text[end - 1] in signs):
        end -= 1
    return end


def _word_back(text: str, end: int, least: int) -> int | None:
    """Where the word begins that ends here; None where there is none."""
    start = _back(text, end, least, _WORD_SIGNS)
    return next((at for at in range(start, end) if _begins(text, at)), None)


def _begins(text: str, at: int) -> bool:
    def of_word(sign: str) -> bool:
        return sign.isalnum() or sign == "_"

    return of_word(text[at : at + 1]) != (at > 0 and of_word(text[at - 1]))


_SHAPES = (
    ("email", _mail),
    ("email", _spoken_mail),
    ("link", re.compile(r"(?:https?://|www\.)[^\s<>\"“”]+[^\s<>\"“”.,;:!?)\]'’]", re.I)),
    ("link", _profile),
    ("link", re.compile(r"(?<![\w@.])@[^\W\d][\w.]{1,}\w")),
    ("number", re.compile(r"\b[A-Z]{2}\d{2} ?[A-Z]{4}(?: ?\d){10}\b")),
    ("phone", re.compile(r"(?<![\w+])(?:\+|00)31[ .-]?(?:\(0\)|0)?[ .-]?[1-9](?:[ .()-]{0,2}\d){8}(?!\w)")),
    ("phone", re.compile(r"(?<![\w+])(?:\(0[1-9]\d{0,2}\)|0[1-9])(?:[ .-]{0,3}\d){6,8}(?!\w)")),
    ("phone", re.compile(r"(?<![\w+])\+[1-9](?:[ .()-]{0,2}\d){8,13}(?!\w)")),
    ("phone", re.compile(r"(?<!\w)0[89]00[ .-]?\d{4}(?!\w)")),
    ("number", re.compile(r"(?<![\w.])(?:\d{9}|\d{3}[. ]\d{3}[. ]\d{3}|\d{4}[. ]\d{2}[. ]\d{3})(?!\w)")),
    ("postcode", re.compile(r"\b[1-9]\d{3} ?(?!SA|SD|SS)[A-Z]{2}\b")),
)  # fmt: skip
_OF_SOMEBODY = re.compile(rf"{_PROFILES}|^@", re.I)


def identifiers(text: str) -> Iterator[Found]:
    """All of them in the order of the text, none overlapping; a link to nobody's profile is to be kept."""
    found_all, taken = [], Closed(text)
    for kind, shape in _SHAPES:
        places = shape(text) if callable(shape) else (found.span() for found in shape.finditer(text))
        for start, end in places:
            said = text[start:end]
            if not _right_number(kind, said) or taken.touches(start, end):
                continue
            taken.close(start, end)
            keep = kind == "link" and not _OF_SOMEBODY.search(said)
            found_all.append(Found(kind, start, end, _same(kind, said), keep))
    yield from sorted(found_all, key=lambda one: one.start)


def _same(kind: str, said: str) -> str:
    if kind == "phone":
        digits = re.sub(r"\D", "", said.replace("(0)", ""))
        return "0" + re.sub(r"^(00)?310?", "", digits) if re.match(r"\+31|0031", said) else digits
    return re.sub(r"\s", "", said).casefold() if kind in ("number", "postcode") else said.casefold()


def _right_number(kind: str, said: str) -> bool:
    digits = [int(sign) for sign in said if sign.isdigit()]
    if kind == "phone" and digits[0] == 0 and digits[1] != 0 and not said.startswith(("0800", "0900")):
        return len(digits) == 10
    if kind == "number" and said[0].isdigit():  # the check of a citizen service number; one in eleven others passes it
        total = sum(digit * weight for digit, weight in zip(digits, (9, 8, 7, 6, 5, 4, 3, 2, -1), strict=True))
        return total % 11 == 0 and any(digits)
    return True
