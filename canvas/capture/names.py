"""Finds names of people in Dutch speech, by titles, first names, initials, small words, lists and shapes.

`name_tokens` makes words tokens, and `name_runs` runs of them: a title, initials, first names, small words (“van der”)
and capitalised words that follow each other. A run is *sure* when one of these tells that it is a person: a title, a
first name, initials, small words that stand before surnames alone, a surname of the list or of a Dutch shape
(“-stra”, “-ink”) within a sentence, or that it is said more than once. What is not sure is shown and kept.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from canvas.capture import dutch
from canvas.capture.dutch import COMMON, ORGANISATION, TITLES
from canvas.capture.dutch_names import AMBIGUOUS_SURNAMES, SURNAMES
from canvas.capture.name_runs import name_runs
from canvas.capture.name_tokens import INITIALS, Token, evened, tokenize
from canvas.capture.name_words import (
    BEFORE_PEOPLE,
    COMPASS,
    DOUBLE_SURNAME_STARTS,
    FIRST_NAMES,
    NO_SURNAMES,
    ORDINARY_WORDS,
    PLACES,
    SMALL_WORDS,
    SPEAKING_VERBS,
)
from canvas.capture.surnames import (
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

    `sure` is whether something tells that it is a person. `cautious` parts are ordinary words too (“Klein”, “Wil”):
    they stand for the person only where they have a capital within a sentence.
    """

    text: str
    kind: str = "name"
    sure: bool = True
    parts: tuple[str, ...] = ()
    cautious: tuple[str, ...] = ()


_FIRM = re.compile(r"\s+(?:B\.?V\b|N\.?V\b|VOF\b|V\.O\.F|& |en (?:Zoon|Zonen|Zn)\b|Holding\b|Group\b|Groep\b)")


def named(words: Sequence[str]) -> Name:
    """Return the name of these words with what of it stands for it alone."""
    parts = _parts(words)
    return Name(" ".join(words), parts=parts, cautious=tuple(part for part in parts if _is_word(part)))


def _is_word(part: str) -> bool:
    low = part.lower()
    return low in COMMON or low in AMBIGUOUS_SURNAMES or low in dutch.CAPITALISED


def in_text(text: str, taken: Iterable[tuple[int, int]] = ()) -> list[Name]:
    """Return the names in a text, those that are sure first; what stands in a place that is `taken` is left out."""
    tokens = tokenize(text, taken)
    lone = Counter(token.low for token in tokens if token.kind in ("capital", "capitals") and not token.begins)
    ordinary = Counter(token.low for token in tokens if token.kind == "word")
    found: dict[str, Name] = {}
    chains = list(name_runs(text, tokens))
    often = Counter(_text_of(text, chain) for chain, _ in chains)
    for chain, told in chains:
        name = _name_of(text, chain, told, often, lone, ordinary)
        if name is None:
            continue
        known = found.get(name.text)
        if known is None or (name.sure and not known.sure):
            found[name.text] = name
    sure = [name for name in found.values() if name.sure and name.kind == "name"]
    people = {part for name in sure for part in name.parts} | {name.text for name in sure if not name.parts}
    rest = [
        name
        for name in found.values()
        if name.sure or name.text not in people
        if not (name.text.endswith("s") and name.text[:-1] in people)  # “Jans fiets”, where Jan is a name
    ]
    return sorted(rest, key=lambda name: not name.sure)


def _text_of(text: str, chain: Sequence[Token]) -> str:
    return " ".join(text[chain[0].start : chain[-1].end].split())


def _name_of(
    text: str, chain: Sequence[Token], told: str, often: Counter, lone: Counter, ordinary: Counter
) -> Name | None:
    """What a chain is, or None for a word with a capital for another reason; `told` says what stands before it."""
    words = [token.text for token in chain]
    whole = _text_of(text, chain)
    last, first = chain[-1], chain[0]
    if _FIRM.match(text, last.end) and not told:
        return Name(whole, "organisation")
    if told:
        return replace(named(words), text=whole)
    if any(token.kind == "initial" for token in chain) or (len(chain) > 1 and has_first_name(chain)):
        return replace(named(words), text=whole)
    if any(token.low in ORGANISATION for token in (first, last)):
        return Name(whole, "organisation") if len(chain) > 1 else None
    where = not (
        first.kind == "small" and is_capital_by_itself(first)
    )  # “Van Zutphen” is somebody, “van Zutphen” where
    if where and all(token.low in PLACES or token.kind == "small" for token in chain):
        return Name(whole, "place")
    if len(chain) > 1:
        return replace(named(words), text=whole, sure=_is_person(chain) or often[whole] > 1)
    context = _in_company_of_people(text, first)
    return _single(first, often[whole] > 1 or context, lone, ordinary)


def _is_person(chain: Sequence[Token]) -> bool:
    """Whether words with capitals in a row, without title, first name or initials, are a person's all the same."""
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


def _in_company_of_people(text: str, token: Token) -> bool:
    """Whether the word before or behind says that this is somebody: “vroegen X”, “X vond”."""
    before = text[max(0, token.start - 24) : token.start].split()
    after = text[token.end : token.end + 24].split()
    spoken_to = bool(before) and before[-1].lower() in BEFORE_PEOPLE
    return spoken_to or (bool(after) and text[token.end : token.end + 1] == " " and after[0].lower() in SPEAKING_VERBS)


def _single(token: Token, often: bool, lone: Counter, ordinary: Counter) -> Name | None:
    """A word with a capital that stands by itself; `often` where it is there again or in the company of people."""
    low = token.low
    if low in FIRST_NAMES and not (token.begins and low in ORDINARY_WORDS):
        return Name(token.text)
    if low in dutch.CAPITALISED or low in ORGANISATION or low in NO_SURNAMES or low in COMPASS:
        return None
    if low in AMBIGUOUS_SURNAMES and token.kind == "capital":
        return None if token.begins else Name(token.text, sure=ordinary[low] == 0)
    if low in COMMON:
        return None
    if low in PLACES:
        return Name(token.text, "place")
    if token.kind == "capitals":
        return Name(token.text) if low in SURNAMES and low not in AMBIGUOUS_SURNAMES else None
    if is_surname(token) and (not token.begins or low in SURNAMES):
        return Name(token.text)
    if token.begins and not lone[low]:
        return None
    often = often and not ORGANISATION_SHAPE.fullmatch(low)
    return (
        Name(token.text, sure=often and ordinary[low] < max(lone[low], 1))
        if ordinary[low] < max(lone[low], 1)
        else None
    )


def _parts(words: Sequence[str]) -> tuple[str, ...]:
    """What of a name stands for it alone: first name, surname, surname with what goes before it."""
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
