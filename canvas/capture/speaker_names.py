"""Reads the name of a speaker from the label before turns."""

from __future__ import annotations

import re
from collections.abc import Sequence

from canvas.capture import dutch
from canvas.capture.dutch import ORGANISATION, TITLES
from canvas.capture.name_tokens import MOST_WORDS
from canvas.capture.name_words import PLACES, SMALL_WORDS
from canvas.capture.names import Name, named

_BRACKETED = re.compile(r"[(\[](.*?)[)\]]")


def of_label(label: str) -> list[Name]:
    """Return the name in a speaker's label and what of it one may be called by; none in “Spreker 1”, “Gemeente”, “A”.

    A label of one letter, a word for a role or an organisation, and what stands behind a bar or in brackets is no
    name that could stand in the text.
    """
    plain = re.split(r"\s*\|\s*|\s+/\s+", label)[0]
    closed = max(plain.rfind(")"), plain.rfind("]")) + 1  # what is opened after that is not looked for to the end
    within = _BRACKETED.findall(plain[:closed])
    plain = _BRACKETED.sub(" ", plain[:closed]) + plain[closed:]
    names = []
    for piece in (plain, *within):
        piece = " ".join(piece.split())
        if "," in piece:
            last, first = (part.strip() for part in piece.split(",", 1))
            piece = " ".join(part for part in (first, last) if part)
        if "@" in piece:
            piece = " ".join(re.split(r"[._\d]+", piece.split("@")[0])).title()
        words = [word for word in piece.split() if any(sign.isalpha() for sign in word)][:MOST_WORDS]
        while words and words[0].strip(".").lower() in TITLES:
            words = words[1:]
        if not words or _is_nobody(words) or _is_code(piece):
            continue
        names.append(named(words))
    return names


def _is_nobody(words: Sequence[str]) -> bool:
    low = [word.strip(".:").lower() for word in words]
    if any(word in dutch.NOBODY | dutch.INTERVIEWER for word in low) or len("".join(low)) < 2:
        return True
    roles = ORGANISATION | {"ondernemer", "werkgever", "overheid", "docent", "projectleider", "wethouder", "directeur"}
    return all(word in roles or word in PLACES or word in SMALL_WORDS for word in low)


def _is_code(label: str) -> bool:
    return bool(re.fullmatch(r"[A-Z0-9]{1,6}(-[A-Z0-9]{1,6}){0,3}", label)) and any(sign.isdigit() for sign in label)
