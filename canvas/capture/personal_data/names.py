"""Finds names of people in Dutch speech, by titles, first names, initials, small words, lists and shapes.

`name_tokens` makes words tokens, and `name_runs` runs of them: a title, initials, first names, small words (“van der”)
and capitalised words that follow each other. A run is *sure* when one of these tells that it is a person: a title, a
first name, initials, small words that stand before surnames alone, a surname of the list or of a Dutch shape
(“-stra”, “-ink”) within a sentence, or that it is said more than once. What is not sure is shown and kept.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from canvas.capture.personal_data import dutch
from canvas.capture.personal_data.capitals import Capitals
from canvas.capture.personal_data.dutch import COMMON, ORGANISATION, TITLES
from canvas.capture.personal_data.name_runs import name_runs
from canvas.capture.personal_data.name_tokens import INITIALS, Token, evened
from canvas.capture.personal_data.name_words import (
    AMBIGUOUS_SURNAMES,
    COMPASS,
    DOUBLE_SURNAME_STARTS,
    FIRST_NAMES,
    NO_SURNAMES,
    ORDINARY_WORDS,
    PLACES,
    PREPOSITIONS,
    SMALL_WORDS,
    SURNAMES,
)
from canvas.capture.personal_data.names_by_origin import ORGANISATION_NAMES
from canvas.capture.personal_data.people_signs import in_lists, is_in_company, owner, speaks_or_owns
from canvas.capture.personal_data.roles import is_role
from canvas.capture.personal_data.surnames import (
    FIRM_ENDS,
    FIRM_START,
    ORGANISATION_SHAPE,
    has_first_name,
    has_small_words_of_surname,
    is_capital_by_itself,
    is_place_or_organisation,
    is_surname,
)


@dataclass(frozen=True)
class Name:
    """A name as it is written; `parts` are those that stand for it by themselves. `kind` is name, organisation, place.

    `sure` is whether something tells that it is a person.
    """

    text: str
    kind: str = "name"
    sure: bool = True
    parts: tuple[str, ...] = ()

    @property
    def is_somebody(self) -> bool:
        """Tell whether this surely is a person."""
        return self.sure and self.kind == "name"


_HOUSE_NUMBER = re.compile(r" \d{1,4}[a-z]?\b")
_FIRM = re.compile(r"\s+(?:B\.?V\b|N\.?V\b|VOF\b|V\.O\.F|& |en (?:Zoon|Zonen|Zn)\b|Holding\b|Group\b|Groep\b)")


def named(words: Sequence[str]) -> Name:
    """Return the name of these words with what of it stands for it alone."""
    return Name(" ".join(words), parts=_parts(words))


def in_text(text: str, tokens: Sequence[Token], capitals: Capitals) -> list[Name]:
    """Return the names in a text whose words are these, those that are sure first."""
    runs = list(name_runs(text, tokens))
    judge = _Judge(text, tokens, capitals, Counter(_text_of(text, run) for run, _ in runs))
    names = [judge.name_of(run, title) for run, title in runs]
    for together in in_lists(text, [run for run, _ in runs]):
        listed = [(place, name) for place in together if (name := names[place])]
        if any(name.is_somebody for _, name in listed):
            for place, name in listed:
                if name.kind == "name":
                    names[place] = replace(name, sure=True)
    by_words: dict[str, Name] = {}
    for name in filter(None, names):
        other = by_words.get(name.text)
        if other is None or (name.sure and not other.sure):
            by_words[name.text] = name
    people = {part for name in by_words.values() if name.is_somebody for part in (*name.parts, name.text)}
    rest = [
        name
        for name in by_words.values()
        if name.is_somebody or name.text not in people
        if name.text.lower() in FIRST_NAMES
        or not (name.text.endswith("s") and name.text[:-1] in people)  # “Jans fiets”
    ]
    return sorted(rest, key=lambda name: not name.sure)


def _text_of(text: str, chain: Sequence[Token]) -> str:
    return " ".join(text[chain[0].start : chain[-1].end].split())


class _Judge:
    """What runs of words are, in the light of all the words of a text."""

    def __init__(self, text: str, tokens: Sequence[Token], capitals: Capitals, often: Counter) -> None:
        self._text, self._capitals, self._often = text, capitals, often
        self._before = {token.start: before for before, token in pairwise(tokens)}
        names = [token for token in tokens if token.kind in ("capital", "capitals")]
        self._lone = Counter(token.low for token in names if not token.begins)
        self._ordinary = Counter(token.low for token in tokens if token.kind == "word")

    def name_of(self, run: Sequence[Token], title: str) -> Name | None:
        """Return what a run is, or None for a word with a capital for another reason."""
        words = [token.text for token in run]
        whole = _text_of(self._text, run)
        last, first = run[-1], run[0]
        if _FIRM.match(self._text, last.end) and not title:
            return Name(whole, "organisation")
        if title or any(token.kind == "initial" for token in run):
            return replace(named(words), text=whole)
        if len(run) > 1 and _is_firm(run):
            return Name(whole, "organisation")
        if len(run) > 1 and has_first_name(run):
            return replace(named(words), text=whole)
        if any(token.low in ORGANISATION for token in (first, last)):
            several = sum(token.kind != "small" for token in run) > 1  # “op het Plein” is none
            where = not several and first.low in PREPOSITIONS
            return Name(whole, "organisation") if len(run) > 1 and not where else None
        # “Van Zutphen” is somebody, “van Zutphen” where
        where = not (first.kind == "small" and is_capital_by_itself(first))
        if where and all(token.low in PLACES or token.kind == "small" for token in run):
            return None if first.begins and first.low in COMMON else Name(whole, "place")
        if len(run) > 1:
            often = self._often[whole] > 1 or is_in_company(self._text, last)
            sure = _is_person(run) or (often and not any(token.low in COMPASS for token in run))
            sure = sure and not _HOUSE_NUMBER.match(self._text, last.end)  # “De Veldoven 17”
            return replace(named(words), text=whole, sure=sure)
        return self._single(first, self._often[whole] > 1 or is_in_company(self._text, first))

    def _single(self, token: Token, often: bool) -> Name | None:
        """Judge a word with a capital by itself; `often` where it is there again or in the company of people."""
        low = token.low
        beside = is_in_company(self._text, token)
        if low in FIRST_NAMES or all(part in FIRST_NAMES for part in low.split("-")):
            sure = not (token.begins and low in ORDINARY_WORDS and not self._says(token))
            return Name(token.text, sure=sure) if sure or low not in COMMON else None
        if low in dutch.CAPITALISED and low in SURNAMES and self._follows_title(token):
            return Name(token.text, sure=False)  # “docent Engels” may be her name or her subject
        if low in COMPASS and low in AMBIGUOUS_SURNAMES and not token.begins:
            return Name(token.text, sure=beside)
        if low in dutch.CAPITALISED | NO_SURNAMES | COMPASS or (low in ORGANISATION and not beside):
            return None
        if low in AMBIGUOUS_SURNAMES and token.kind == "capital":
            tells = self._capitals.tells_name(token.start)
            return None if token.begins and not tells else Name(token.text, sure=tells)
        return None if low in COMMON else self._no_ordinary_word(token, often)

    def _no_ordinary_word(self, token: Token, often: bool) -> Name | None:
        """Judge a word that is in no list of ordinary words: a place, a firm, a surname, or unknown."""
        low = token.low
        if low in PLACES:
            return Name(token.text, "place")
        if _is_possessive(token):
            return Name(token.text[:-1])  # “Antons fiets”
        firm = low in ORGANISATION_NAMES or (low not in SURNAMES and FIRM_START.fullmatch(low))
        if firm and token.kind == "capital":
            return None if token.begins and low not in ORGANISATION_NAMES else Name(token.text, "organisation")
        if token.kind == "capitals":
            return Name(token.text) if low in SURNAMES and low not in AMBIGUOUS_SURNAMES else None
        if is_surname(token) and (not token.begins or low in SURNAMES):
            return Name(token.text)
        if self._says(token):
            return Name(token.text, sure=not (ORGANISATION_SHAPE.fullmatch(low) or is_role(low)))
        if token.begins and not self._lone[low]:
            return None
        return self._unknown(token, often and not ORGANISATION_SHAPE.fullmatch(low))

    def _unknown(self, token: Token, often: bool) -> Name | None:
        has_one = owner(self._text, token, self._before.get(token.start))
        if has_one and not token.begins:
            return Name(has_one)
        small = self._ordinary[token.low] >= max(self._lone[token.low], 1)  # it is written without a capital too
        return None if small else Name(token.text, sure=often and not is_role(token.low))

    def _follows_title(self, token: Token) -> bool:
        before = self._before.get(token.start)
        return before is not None and before.kind == "title"

    def _says(self, token: Token) -> bool:
        return speaks_or_owns(self._text, token)


def _is_possessive(token: Token) -> bool:
    """Tell whether a word is a first name with an s behind it, within a sentence."""
    low = token.low
    is_first_name = low.endswith("s") and low[:-1] in FIRST_NAMES
    return is_first_name and low not in SURNAMES | ORGANISATION_NAMES and not token.begins


def _is_firm(run: Sequence[Token]) -> bool:
    """Tell whether words in a row are the name of a firm: “Bakkerij Klein”, “Van der Meer Accountants”."""
    first, last = run[0], run[-1]
    return bool(
        first.low in ORGANISATION_NAMES
        or FIRM_START.fullmatch(first.low)
        or (last.low in FIRM_ENDS and last.low not in FIRST_NAMES)
    )


def _is_person(chain: Sequence[Token]) -> bool:
    """Tell whether words with capitals in a row, without title, first name or initials, are a person's all the same."""
    if has_small_words_of_surname(chain):
        return True
    names = [token for token in chain if token.kind in ("capital", "capitals")]
    if len(names) < 2 or any(is_place_or_organisation(token) or token.low in COMPASS for token in names):
        return False
    surname = is_surname(names[-1]) or names[-1].low in AMBIGUOUS_SURNAMES
    begins_as_firm = (
        names[0].low in (SURNAMES | AMBIGUOUS_SURNAMES) - DOUBLE_SURNAME_STARTS
    )  # “Koning Beton”, not “Groot Bramel”
    return surname or not begins_as_firm


def _parts(words: Sequence[str]) -> tuple[str, ...]:
    """Return what of a name stands for it alone: first name, surname, surname with what goes before it."""
    bare = [word.strip(",") if INITIALS.fullmatch(word) else word.strip(".,") for word in words]
    small = [evened(word.lower()) in SMALL_WORDS for word in bare]
    parts = []
    for place, word in enumerate(bare):
        initial = bool(INITIALS.fullmatch(word)) or len(word) < 2
        if not small[place] and not initial and word.lower() not in TITLES:
            parts.append(word)
        if place and small[place] and not small[place - 1]:
            parts.append(" ".join(bare[place:]))
    start = next((place for place, word in enumerate(bare) if not INITIALS.fullmatch(word)), 0)
    if start:
        parts.append(" ".join(bare[start:]))
    return tuple(dict.fromkeys(part for part in parts if part != " ".join(words)))
