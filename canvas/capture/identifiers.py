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
_SHAPES = (
    ("email", re.compile(r"[\w.+'%-]*[\w+%-]@[\w-]+(?:\.[\w-]+)*\.[^\W\d_]{2,}")),
    # as it is said: anna punt jansen apenstaartje voorbeeld punt nl
    ("email", re.compile(rf"\b[\w-]+{_SPELT}* {_AT} [\w-]+{_SPELT}+", re.I)),
    ("link", re.compile(r"(?:https?://|www\.)[^\s<>\"“”]+[^\s<>\"“”.,;:!?)\]'’]", re.I)),
    ("link", re.compile(rf"\b(?:[\w-]+\.)*{_PROFILES}[^\s<>\"“”]*[\w/-]", re.I)),
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
        for found in shape.finditer(text):
            start, end = found.span()
            if not _right_number(kind, found[0]):
                continue
            if taken.touches(start, end):
                continue
            taken.close(start, end)
            keep = kind == "link" and not _OF_SOMEBODY.search(found[0])
            found_all.append(Found(kind, start, end, _same(kind, found[0]), keep))
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
