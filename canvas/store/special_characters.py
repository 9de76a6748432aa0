"""Signs that texts are written with in place of plain letters and digits: ligatures, soft hyphens, CO₂, full-width.

Word processors, PDFs and web pages put them there; nobody types them to look for a word. The stored text keeps them:
what is looked in is the same text spelled out. Both engines are told of the same signs.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

# Signs that nothing is seen of: soft hyphen, zero-width spaces and joiners, marks of direction, choosers of a shape.
_UNSEEN = (
    0xAD,
    0x34F,
    0x61C,
    0x180E,
    *range(0x200B, 0x2010),
    *range(0x202A, 0x202F),
    *range(0x2060, 0x2070),
    *range(0xFE00, 0xFE10),
    0xFEFF,
)
# Letters that Unicode takes for letters of their own, and a Dutch keyboard has not.
_LETTERS = {"æ": "ae", "œ": "oe", "ß": "ss", "ø": "o", "ł": "l", "đ": "d", "ı": "i", "ſ": "s"}
# Apostrophes that Unicode counts among the letters.
_APOSTROPHES = "ʹʻʼʽˈ"
# Where letters and digits in another dress stand: Latin, raised, Latin again, raised and lowered, letterlike and Roman,
# in circles, units in a square, ligatures, full-width, mathematical.
_DRESSED = (
    range(0xA0, 0x2B9),
    range(0x2E0, 0x2E5),
    range(0x1D2C, 0x1DC0),
    range(0x1E00, 0x1F00),
    range(0x2070, 0x20A0),
    range(0x2100, 0x2190),
    range(0x2460, 0x24FF),
    range(0x3371, 0x33E0),
    range(0xFB00, 0xFB07),
    range(0xFF10, 0xFF5B),
    range(0x1D400, 0x1D800),
)
_WORDS = {*range(0x2460, 0x24FF), *range(0x3371, 0x33E0)}  # each is a word: 5㎡ is 5 m2


def _plain(sign: str) -> str | None:
    """Spell a sign with the letters and digits that it stands for, in small ones; None where nothing changes."""
    base = unicodedata.normalize("NFD", sign)[0].lower()
    letters = unicodedata.normalize("NFKD", sign).lower()
    letters = "".join(_LETTERS.get(letter, letter) for letter in letters if not unicodedata.combining(letter))
    if letters == base or not (letters.isascii() and letters.isalnum()):
        return None
    if unicodedata.category(sign) == "So" and not sign >= "㍱":
        return None  # ™ and Ⓡ end a word
    return f" {letters} " if ord(sign) in _WORDS else letters


def _table() -> dict[str, str]:
    dressed = {chr(code): _plain(chr(code)) for part in _DRESSED for code in part}
    unseen = dict.fromkeys(map(chr, _UNSEEN), "") | dict.fromkeys(_APOSTROPHES, "'")
    return unseen | {sign: plain for sign, plain in dressed.items() if plain}


# Each such sign and what it is spelled as, in small letters: none, one or several.
SPELLED = _table()
# Those seen so seldom that a text is first asked whether it holds any.
RARE = frozenset(sign for sign, plain in SPELLED.items() if sign >= "℀" and plain and not "ﬀ" <= sign <= "ﬆ")
# Signs between words: engines part words at any, so they count only where a person joins words, or looks for a part.
BETWEEN = dict.fromkeys("‘’‛′＇", "'") | dict.fromkeys("‐‑‒–−﹣－", "-") | dict.fromkeys("“”„‟«»″＂", '"')


def character_class(signs: Iterable[str], gap: int = 1) -> str:
    """Write what stands between brackets in a pattern that takes one of these signs, in any dialect of patterns.

    With a `gap` fewer spans are made, which take signs that stand less far apart than that as well.
    """
    spans: list[list[int]] = []
    for code in sorted(map(ord, signs)):
        if spans and code <= spans[-1][1] + gap:
            spans[-1][1] = code
        else:
            spans.append([code, code])
    return "".join(chr(first) if first == last else f"{chr(first)}-{chr(last)}" for first, last in spans)


_ANY = re.compile(f"[{character_class(SPELLED)}]")
_ASCII = bytes(range(128))


def non_ascii(text: str) -> set[str]:
    """Give the signs of a text that are no ASCII; where they are few this takes a tenth of going over all."""
    return set() if text.isascii() else set(text.encode(errors="replace").translate(None, _ASCII).decode())


def spelled_out(text: str) -> str:
    """Spell a text out in plain letters and digits; one without such signs is as it was, capitals and all."""
    for sign in non_ascii(text):
        if sign in SPELLED:
            text = text.replace(sign, SPELLED[sign])
    return text


def special_positions(text: str) -> Iterable[tuple[int, str]]:
    """Tell where such signs stand in a text, in its order, each with what it is spelled as."""
    if non_ascii(text).isdisjoint(SPELLED):
        return ()
    return ((match.start(), SPELLED[match[0]]) for match in _ANY.finditer(text))
