"""Reads the name of a speaker from the label before turns."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from canvas.capture.personal_data.dutch import CAPITALISED, FUNCTIONS, ORGANISATION, TITLES
from canvas.capture.personal_data.name_tokens import INITIALS, MOST_WORDS
from canvas.capture.personal_data.name_words import (
    AMBIGUOUS_SURNAMES,
    ARTICLES,
    COMMON,
    FIRST_NAMES,
    PLACES,
    SMALL_WORDS,
    SURNAMES,
)
from canvas.capture.personal_data.names import Name, named
from canvas.capture.personal_data.roles import GROUPS, is_abbreviation, is_beside_role, is_role

_BRACKETED = re.compile(r"[(\[](.*?)[)\]]")
_PARTED = re.compile(r"[|;]|\s/\s|\s[-–—]\s|:(?=\s|$)|\s(?:en|and|&|\+)\s|_{1,3}")
_BARS = re.compile(r"[|;]")
_SURNAMES = SURNAMES | AMBIGUOUS_SURNAMES
_MAY_BE_NAMES = FIRST_NAMES | _SURNAMES
_FIGURES = re.compile(r"\d+(?:(?:e|de|ste|st|nd|rd|th)$)?")


def of_label(label: str) -> list[Name]:
    """Return the names in a speaker's label and what of them one may be called by; none in “Spreker 1”, “Docent”, “A”.

    A label of one letter, an abbreviation, words for a role, an office or an organisation are no name that could stand
    in the text; a name beside them, as in “Student: Emma” or “Karin (docent)”, is one.
    """
    closed = max(label.rfind(")"), label.rfind("]")) + 1  # what is opened after that is not looked for to the end
    within = _BRACKETED.findall(label[:closed])
    plain = _BRACKETED.sub(" ", label[:closed]) + label[closed:]
    names: list[Name] = []
    after_role = True  # there a name need not be in a list
    for place, piece in enumerate((plain, *within)):
        for words, role in _pieces(piece):
            if words and (_is_listed(words) or (after_role and not names and (words[0][0].isupper() or not place))):
                names.append(named(words))
            after_role = role
    return names


def _pieces(text: str) -> Iterator[tuple[list[str], bool]]:
    """Part a label at bars, dashes, colons and “en”: per piece the words of a name, and whether it is a role."""
    if _is_code(" ".join(text.split())):
        return
    for piece in _BARS.split(text) if "@" in text else _PARTED.split(text):
        if "@" in piece:
            piece = " ".join(re.split(r"[._\d]+", piece.split("@")[0])).title()
        piece = " ".join(piece.split())
        if _is_code(piece):
            yield [], True
            continue
        parts = [_without_roles(_words(part)) for part in piece.split(",")]
        people = [part for part in parts if _is_somebody(part)]
        if len(people) > 1:
            people = [[word for part in (*people[1:], people[0]) for word in part]]  # “Proefman, Sanne”
        yield (people[0] if people else []), _is_role(_words(piece))


def _words(text: str) -> list[str]:
    plain = (_FIGURES.sub("", word).strip("-") for word in text.split())
    return [word for word in plain if any(sign.isalpha() for sign in word)][:MOST_WORDS]


def _low(word: str) -> str:
    return word.strip(".:,").lower()


def _without_roles(words: list[str]) -> list[str]:
    """Return the words without titles and roles at both ends: “Docent Karin”, “Karin docent”, “De heer Bakker”."""
    if _is_function(words):
        return []
    start = 0
    while start < len(words) and _is_no_start(words, start):
        start += 1
    end = len(words)
    while end > start + 1 and is_role(_low(words[end - 1])) and _low(words[end - 1]) not in _SURNAMES | GROUPS:
        end -= 1
    left = words[start:end]
    of_what = start and left and not _is_listed(left) and (left[-1][0].islower() or _low(words[0]) in ORGANISATION)
    return [] if of_what else left


def _is_function(words: Sequence[str]) -> bool:
    """Tell whether words are a role and of what: “Docent Zorg en Welzijn”, “Ouder van leerling”."""
    low = [_low(word) for word in words]
    office = bool(low) and low[0] in TITLES - FUNCTIONS  # a surname that is a town may follow: “wethouder Best”
    shouted = " ".join(words).isupper()
    for word, written in zip(low, words, strict=True):
        abbreviated = written.isupper() and len(word) <= 4 and not shouted
        ordinary = word in ORGANISATION | CAPITALISED | GROUPS and not office
        surname = written[0].isupper() and word in _SURNAMES and not ordinary
        if (word in FIRST_NAMES and not (word in COMMON and written.islower())) or surname:
            return False
        if not (abbreviated or is_role(word) or is_beside_role(word)):
            return False
    return any(map(is_role, low))


def _is_no_start(words: Sequence[str], at: int) -> bool:
    low, after = _low(words[at]), _low(words[at + 1]) if at + 1 < len(words) else ""
    if low in ARTICLES | {"the", "een", "a", "an"}:
        return after in TITLES or (is_role(after) and not (after in _SURNAMES and words[at + 1][0].isupper()))
    if low in TITLES:
        return bool(after) or low not in _MAY_BE_NAMES  # “Meester” may be a name, “Wethouder” is none
    named_so = low in _SURNAMES and words[at][0].isupper() and bool(after)
    return is_role(low) and low not in FIRST_NAMES and not named_so


def _is_somebody(words: Sequence[str]) -> bool:
    low = [_low(word) for word in words]
    if not words or len("".join(low)) < 2 or all(INITIALS.fullmatch(word) for word in words):
        return False
    if len(words) == 1:
        if low[0] in FIRST_NAMES:
            return True
        if is_abbreviation(words[0]) or low[0] in GROUPS or low[0] in TITLES:
            return False
        if low[0] in _SURNAMES:
            return words[0][0].isupper() and low[0] not in PLACES
    if any(word in FIRST_NAMES for word in low):
        return True
    if low[-1] in _SURNAMES and words[-1][0].isupper():
        return low[-1] not in PLACES or any(word not in SMALL_WORDS | PLACES for word in low)
    return not all(
        is_role(word) or word in PLACES or word in SMALL_WORDS or word in COMMON or word in ORGANISATION for word in low
    )


def _is_listed(words: Sequence[str]) -> bool:
    """Tell whether a word is in a list of names, or initials stand before it."""
    return any(_low(word) in _MAY_BE_NAMES for word in words) or any(map(INITIALS.fullmatch, words[:-1]))


def _is_role(words: Sequence[str]) -> bool:
    return all(is_role(_low(word)) or is_abbreviation(word) for word in words)


def _is_code(label: str) -> bool:
    return bool(re.fullmatch(r"[A-Z0-9]{1,6}(-[A-Z0-9]{1,6}){0,3}", label)) and any(sign.isdigit() for sign in label)
