"""Finds number plates of Dutch vehicles, with hyphens, with spaces or without, in all series that were given out."""

from __future__ import annotations

import re
from collections.abc import Iterator

_SERIES = (
    "LL 99 99",
    "99 99 LL",
    "99 LL 99",
    "LL 99 LL",
    "LL LL 99",
    "99 LL LL",
    "99 LLL 9",
    "9 LLL 99",
    "LL 999 L",
    "L 999 LL",
    "LLL 99 L",
    "L 99 LLL",
    "9 LL 999",
    "999 LL 9",
)
# in one block these two could be a code or a postcode as well
_LIKE_OTHERS = ("LL 99 99", "99 99 LL", "LL LL 99", "99 LL LL")


def _shape(series: tuple[str, ...], between: str) -> str:
    def part(signs: str) -> str:
        return f"[A-Z]{{{len(signs)}}}" if signs[0] == "L" else rf"\d{{{len(signs)}}}"

    return "|".join(between.join(part(signs) for signs in signs_of_plate.split()) for signs_of_plate in series)


_ALONE = re.compile(rf"(?<![\w-])(?:{_shape(_SERIES, '-')})(?![\w-])", re.I)
_ONE_BLOCK = re.compile(
    rf"(?<![\w-])(?:{_shape(tuple(plate for plate in _SERIES if plate not in _LIKE_OTHERS), '')})(?![\w-])"
)
_BESIDE_VEHICLE = re.compile(
    rf"(?<![\w-])(?:{_shape(_SERIES, '[ .]')}|{_shape(_SERIES, '')}|(?i:{_shape(_SERIES, '')}))(?![\w-])"
)
_VEHICLE = re.compile(
    r"\b(?:kenteken\w{0,10}|nummerplaat|nummerbord|plaat|\w{0,15}auto|\w{0,10}bus|busje|\w{0,10}wagen|motor|scooter"
    r"|brommer|aanhanger|trailer|license plate|licence plate|number plate|registration|car|truck)\b",
    re.I,
)
_BEFORE, _BEHIND = 45, 25


def plates(text: str) -> Iterator[tuple[int, int]]:
    """Yield where number plates stand; what could be another code only beside a word for a vehicle."""
    for pattern in (_ALONE, _ONE_BLOCK):
        yield from (match.span() for match in pattern.finditer(text))
    for match in _BESIDE_VEHICLE.finditer(text):
        before = text[max(0, match.start() - _BEFORE) : match.start()].rpartition("\0")[2]
        behind = text[match.end() : match.end() + _BEHIND].partition("\0")[0]
        if _VEHICLE.search(before) or _VEHICLE.search(behind):
            yield match.span()
