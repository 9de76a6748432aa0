"""What tells who somebody is by its shape: addresses, telephone and other numbers, dates of birth, plates, links.

All patterns are bounded or possessive, so that no text makes them slow.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from canvas.capture.folded_text import Closed
from canvas.capture.personal_data.birth_dates import birth_dates
from canvas.capture.personal_data.dutch import TITLES
from canvas.capture.personal_data.labelled_numbers import labelled_numbers
from canvas.capture.personal_data.name_words import FIRST_NAMES
from canvas.capture.personal_data.plates import plates
from canvas.capture.personal_data.web_addresses import BARE_LINK, HANDLE, machine_addresses


@dataclass(frozen=True)
class Identifier:
    """A piece of text of such a shape; `same` is alike for two ways of writing one and the same."""

    kind: str
    start: int
    end: int
    same: str
    keep: bool = False


_SPELT = r"(?: (?:punt|dot|streepje|underscore|\[dot\]|\(dot\)|\[punt\]|\(punt\)) [\w-]+)"
_AT = r"(?:apenstaartje|apenstaart|at-teken|at sign|at|\[at\]|\(at\)|@)"
_TOP = r"(?:nl|com|org|net|eu|be|de|info|nu|io|edu)"
_PROFILES = (
    r"(?:(?:linkedin|facebook|instagram|twitter|x|tiktok|threads|snapchat|github|youtube)\.com|bsky\.app|t\.me|wa\.me)/"
)
_GAP = r"[ ./\u00a0\u2011\u2013()-]{0,3}"  # what people put between the figures of a telephone number
_STREET = (
    r"(?:straat|laan|weg|plein|dijk|kade|steeg|singel|gracht|dreef|allee|plantsoen|pad|hof|ring|baan|wal|weide|veld|es"
    r"|enk|brink|markt|park|hoek|kamp|gaarde|erf|dwarsweg|straatje)"
)
_NAME_WORD = r"[A-ZÀ-Þ][\w'’-]{0,40}"
_BEFORE_STREET = rf"(?:(?:{_NAME_WORD}|van|de|den|der|het|'t|ten|ter) ){{0,4}}"
_HOUSE = (
    r" ?\d{1,5}(?:[ -]?(?:bis|hs|huis|rood|rd|zwart|zw|\d?hoog|[IVX]{1,4}|[a-zA-Z])|[-/+]\d{1,4}[a-zA-Z]?){0,2}(?!\w)"
)
# two capitals behind a year that are no letters of a postcode: “in 2024 HR”
_YEAR_AND_LETTERS = r"(?!(?:19|20)\d\d[ -](?:HR|IT|EU|VS|UK|US|PR|MT|OR|AI|PO|VO|HO|WO|BV|NV|GR|PS|TV|ZZ)\b)"
_ALSO_WORDS = (
    "(?!(?:en|of|in|op|we|ik|is|te|de|er|nu|zo|al|om|me|ze|je|ja|uw|na|as|to|at|an|it|or|by|uu|eu|km|kg|cm|mm)\\b)"
)
_MAIL_AFTER = re.compile(r"@[\w-]+(?:\.[\w-]+)*\.[^\W\d_]{2,}")
_SPOKEN_AFTER = re.compile(
    rf" {_AT} [\w-]{{1,63}}(?:{_SPELT}{{0,4}} (?:punt|dot) {_TOP}\b|(?:\.[\w-]{{1,63}}){{0,3}}\.{_TOP}\b"
    rf"|(?<= gmail)|(?<= hotmail)|(?<= outlook)|(?<= ziggo))",
    re.I,
)
_SPELT_BEFORE = (" punt ", " dot ", " streepje ", " underscore ")
_PROFILE, _AFTER_PROFILE = re.compile(_PROFILES, re.I), re.compile(r"[^\s<>\"“”]*[\w/-]")
_WORD_SIGNS, _MAIL_SIGNS = frozenset("_-"), frozenset("_.+'%-")


# Three shapes begin with words of any length, and only their middle tells that they are one. So they are looked for by
# that middle, and then backwards: a pattern would go through a long row of words anew from each word in it.
def _mail(text: str) -> Iterator[tuple[int, int]]:
    done = at = 0
    while (at := text.find("@", at)) >= 0:
        start = _back(text, at, done, _MAIL_SIGNS)
        after = _MAIL_AFTER.match(text, at) if start < at and text[at - 1] not in ".'" else None
        if start is not None and after:
            yield start, after.end()
            done = after.end()
        at = max(at + 1, done)


def _spoken_mail(text: str) -> Iterator[tuple[int, int]]:
    """Yield where an address stands as it is said: anna punt jansen apenstaartje voorbeeld punt nl."""
    done = at = 0
    while match := _SPOKEN_AFTER.search(text, at):
        at = match.start() + 1
        start = _word_back(text, match.start(), done)
        while start is not None:
            spelt = next(
                (before for before in _SPELT_BEFORE if text[max(start - 12, done) : start].lower().endswith(before)), ""
            )
            before = _word_back(text, start - len(spelt), done) if spelt else None
            if before is None:
                yield start, match.end()
                done = at = match.end()
                break
            start = before


def _profile(text: str) -> Iterator[tuple[int, int]]:
    done = at = 0
    while match := _PROFILE.search(text, at):
        at = match.start() + 1
        start = match.start()
        while start > done and text[start - 1] == ".":
            label = _back(text, start - 1, done, _WORD_SIGNS)
            if label == start - 1:
                break
            start = label
        start = next((place for place in range(start, match.start() + 1) if _begins(text, place)), None)
        after = _AFTER_PROFILE.match(text, match.end()) if start is not None else None
        if start is not None and after:
            yield start, after.end()
            done = at = after.end()


def _back(text: str, end: int, least: int, signs: frozenset[str]) -> int:
    """Return where the run of letters, figures and these signs begins that ends here."""
    while end > least and (text[end - 1].isalnum() or text[end - 1] in signs):
        end -= 1
    return end


def _word_back(text: str, end: int, least: int) -> int | None:
    """Return where the word begins that ends here; None where there is none."""
    start = _back(text, end, least, _WORD_SIGNS | {"."})
    return next((at for at in range(start, end) if _begins(text, at)), None)


def _begins(text: str, at: int) -> bool:
    def of_word(sign: str) -> bool:
        return sign.isalnum() or sign == "_"

    return of_word(text[at : at + 1]) != (at > 0 and of_word(text[at - 1]))


_SHAPES = (
    ("email", _mail),
    (
        "email",
        re.compile(
            r"[\w.+'%-]{0,64}[\w+%-] ?(?:\(at\)|\[at\]|@) ?[\w-]{1,63}"
            r"(?:(?: ?(?:\(dot\)|\[dot\]|\.) ?)[\w-]{1,63}){0,4}"
            r" ?(?:\(dot\)|\[dot\]|\.) ?(?:nl|com|org|net|eu|be|de)\b",
            re.I,
        ),
    ),
    ("email", _spoken_mail),
    ("link", re.compile(r"(?:https?://|www\.)[^\s<>\"“”]+[^\s<>\"“”.,;:!?)\]'’]", re.I)),
    ("link", _profile),
    ("link", BARE_LINK),
    ("link", re.compile(r"(?<![\w@.])@[^\W\d][\w.]{1,60}\w")),
    ("number", re.compile(r"\b[A-Z]{2}[ .-]?\d{2}[ .-]?[A-Z]{4}(?:[ .-]?\d){10}\b", re.I)),
    ("link", HANDLE),
    ("number", machine_addresses),
    ("number", plates),
    ("birth", birth_dates),
    ("number", labelled_numbers),
    ("phone", re.compile(rf"(?<![\w+])(?:\+|00)31{_GAP}(?:\(0\)|0)?{_GAP}[1-9](?:{_GAP}\d){{8}}(?!\w)")),
    ("phone", re.compile(rf"(?<![\w+])(?:\(0[1-9]\d{{0,2}}\)|0[1-9])(?:{_GAP}\d){{6,8}}(?!\w)")),
    ("phone", re.compile(rf"(?<![\w+])\+[1-9](?:{_GAP}\d){{8,13}}(?!\w)")),
    ("phone", re.compile(r"(?<!\w)0[89]00[ .-]?\d{4}(?!\w)")),
    ("number", re.compile(r"(?<![\w.])(?:\d{9}|\d{3}[. ]\d{3}[. ]\d{3}|\d{4}[. ]\d{2}[. ]\d{3})(?!\w)")),
    ("address", re.compile(rf"\b{_BEFORE_STREET}[A-ZÀ-Þ][\w'’-]{{1,40}}{_STREET}{_HOUSE}")),
    (
        "address",
        re.compile(
            rf"\b(?:Laan|Plein|Weg|Straat|Burgemeester|Prins|Prinses|Koningin|Sint|Dokter|Dr\.|Pastoor) "
            rf"(?:van )?(?:{_NAME_WORD} ){{0,2}}{_NAME_WORD}{_HOUSE}"
        ),
    ),
    ("postcode", re.compile(rf"\b{_YEAR_AND_LETTERS}[1-9]\d{{3}}[ -]?(?!SA|SD|SS)[A-Z]{{2}}\b")),
    ("postcode", re.compile(rf"\b(?!(?:19|20)\d\d)[1-9]\d{{3}}[ -]?{_ALSO_WORDS}[a-z]{{2}}\b")),
)
_STREET_STARTS = frozenset(("laan", "plein", "weg", "straat", "prins", "prinses", "koningin", "sint"))
_OF_SOMEBODY = re.compile(rf"{_PROFILES}|^@", re.I)


def identifiers(text: str) -> Iterator[Identifier]:
    """Yield all of them in the order of the text, none overlapping; a link to nobody's profile is to be kept."""
    found_all, taken = [], Closed(text)
    for kind, shape in _SHAPES:
        for start, end, own in _places(shape, text):
            words = text[start:end]
            if kind == "address":
                start += _other_words(words)
                words = text[start:end]
            if taken.touches(start, end) or not (own or _right_number(kind, words)):
                continue
            taken.close(start, end)
            keep = kind == "link" and not (own or _OF_SOMEBODY.search(words))
            found_all.append(Identifier(kind, start, end, _same(kind, words), keep))
    yield from sorted(found_all, key=lambda identifier: identifier.start)


def _places(shape: re.Pattern | Callable, text: str) -> Iterator[tuple[int, int, bool]]:
    """Yield where a shape stands, and whether a word before it says what it is, so that it needs no other proof."""
    if callable(shape):
        yield from ((start, end, shape in (labelled_numbers, machine_addresses)) for start, end in shape(text))
        return
    own = "own" in shape.groupindex
    for match in shape.finditer(text):
        yield *match.span("own" if own else 0), own


def _other_words(address: str) -> int:
    """Count the signs before “van de” that are no part of a street: “een Jansen van de Bergstraat 7”."""
    before, between, _street = address.rpartition(" van de ")
    if not between or before.split()[-1].lower() in FIRST_NAMES | TITLES | _STREET_STARTS:
        return 0
    return len(before) + len(between)


def _same(kind: str, words: str) -> str:
    if kind == "phone":
        digits = re.sub(r"\D", "", words.replace("(0)", ""))
        return "0" + re.sub(r"^(00)?310?", "", digits) if re.match(r"\+31|0031", words) else digits
    return re.sub(r"\s", "", words).casefold() if kind in ("number", "postcode") else words.casefold()


def _right_number(kind: str, words: str) -> bool:
    digits = [int(sign) for sign in words if sign.isdigit()]
    if kind == "phone" and digits[0] == 0 and digits[1] != 0 and not words.startswith(("0800", "0900")):
        return len(digits) == 10
    if kind == "number" and words[0].isdigit() and words.replace(" ", "").replace(".", "").isdigit():
        # the check of a citizen service number; one in eleven others passes it
        total = sum(digit * weight for digit, weight in zip(digits, (9, 8, 7, 6, 5, 4, 3, 2, -1), strict=True))
        return total % 11 == 0 and any(digits)
    return True
