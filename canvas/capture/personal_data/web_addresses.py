"""Finds addresses of computers and of people on the web: of the internet protocol, bare links, handles."""

from __future__ import annotations

import ipaddress
import re
from collections.abc import Iterator

_FOUR = re.compile(r"(?<![\w.])\d{1,3}(?:\.\d{1,3}){3}(?![\w]|\.\d)")
_SIX = re.compile(r"(?<![\w:.])(?=[0-9A-Fa-f]{0,4}:)[0-9A-Fa-f:]{6,45}(?![\w:])")
_HARDWARE = re.compile(r"(?<![\w:-])[0-9A-F]{2}(?:[:-][0-9A-F]{2}){5}(?![\w:-])", re.I)
_COUNTS_PARTS = re.compile(r"(?:versie|version|\bv|paragraaf|section|hoofdstuk|artikel|punt|§)\.? ?$", re.I)

# an ending that is a word as well tells nothing without what follows it: “goed.De volgende”
BARE_LINK = re.compile(
    r"(?<![\w@./-])(?:[a-z0-9][a-z0-9-]{0,62}\.){1,4}"
    r"(?:(?:nl|com|org|net|eu|info|io|edu|gov|amsterdam|frl)(?![\w-]|\.\w|@)(?:/[^\s<>\"“”]*[\w/-])?"
    r"|(?:be|de|nu|me|it|at|fr|uk|app|shop|online|site|tv)/[^\s<>\"“”]*[\w/-])",
    re.I,
)
HANDLE = re.compile(
    r"\b(?:insta(?:gram)?|twitter|tiktok|snap(?:chat)?|facebook|linkedin|telegram|discord|bluesky|threads|skype|x)"
    r"(?:-?(?:account|naam|handle|profiel|adres))?(?:: ?| is | heet | heet ik | account )"
    r"(?P<own>@?[\w-]{1,30}[._\d][\w.-]{0,30}\w)",
    re.I,
)


def machine_addresses(text: str) -> Iterator[tuple[int, int]]:
    """Yield where addresses of computers stand: 192.0.2.7, 2001:db8::1, 00:00:5e:00:53:01."""
    for match in _FOUR.finditer(text):
        before = text[max(0, match.start() - 12) : match.start()]
        if all(int(part) < 256 for part in match[0].split(".")) and not _COUNTS_PARTS.search(before):
            yield match.span()
    for match in _SIX.finditer(text):
        start, end = match.start(), match.start() + len(match[0].rstrip(":"))
        if _is_sixth_version(text[start:end]):
            yield start, end
    yield from (match.span() for match in _HARDWARE.finditer(text))


def _is_sixth_version(address: str) -> bool:
    try:
        ipaddress.IPv6Address(address)
    except ValueError:
        return False
    return sum(sign.isalnum() for sign in address) > 4
