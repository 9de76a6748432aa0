"""Proposing which terms of a transcript to replace by which code, before anything of it is stored.

The terms live as long as the intake of the transcript; the list of replacements is for a file apart from the study.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from canvas.capture import identifiers, names, speaker_names
from canvas.capture.capitals import Capitals, is_ordinary_word
from canvas.capture.finding import Covered, Folded, fold
from canvas.capture.name_tokens import tokenize
from canvas.capture.replacing import replace_terms  # the other half of the job, for whoever asks here
from canvas.capture.terms import KINDS, KnownNames, Place, Replacement, Term, Turns
from canvas.capture.transcript import Transcript
from canvas.errors import N_
from canvas.speech import Speech
from canvas.store.database.text import clean_line

__all__ = [
    "KINDS",
    "NOTHING",
    "KnownNames",
    "Place",
    "Replacement",
    "Term",
    "propose",
    "proposed_decisions",
    "replace_terms",
]

NOTHING = KnownNames()
PEOPLE = ("speaker", "name")
DOUBTFUL = N_("{name} (perhaps no name)")
MOST_CODES = 1_000_000  # of one kind
_LOOKS_LIKE_A_CODE = re.compile(r"\[[^\[\]\n]{1,40} [0-9]{1,7}\]")
_DOUBTFUL_KEY = "\0"  # behind a folded name: the places where it may be a word
_ORDER = {kind: place for place, kind in enumerate(KINDS)}


def propose(
    transcript: Transcript, listed: Iterable[str] = (), known: KnownNames = NOTHING, language: str = "nl"
) -> list[Term]:
    """The terms of a transcript, those to be replaced first, then those to be kept; `language` is that of the codes.

    `listed` are terms of the researcher: each is given back, with no places where it was not found.
    """
    turns = Turns(turn.text for turn in transcript.turns)
    shapes = list(identifiers.identifiers(turns.text))
    tokens = tokenize(turns.text, [(shape.start, shape.end) for shape in shapes])
    capitals = Capitals(turns.text, tokens)
    gathered = _Gathered(turns, capitals)
    for organisation in known.organisations:
        if fold(organisation):
            gathered.organisation(organisation)
    for shape in shapes:
        gathered.shape(shape)
    for label in transcript.speakers:
        for name in speaker_names.of_label(label):
            gathered.name(name, "speaker", label)
    for name in names.in_text(turns.text, tokens, capitals):
        gathered.name(name, name.kind, name.text)
    for words in listed:
        gathered.listed(clean_line(words))
    gathered.links()
    found = [one for one in gathered.found.values() if one.places and not gathered.covered(one)]
    found.sort(key=lambda one: (one.keep, _ORDER[one.kind], -len(one.places), one.text))
    speech = Speech(language)
    codes = _codes(found, turns.text, known.codes, speech)
    return [_term(one, code, turns, speech) for one, code in zip(found, codes, strict=True)] + [
        Term(one.text, "listed", (), "", any_case=True)
        for one in gathered.found.values()
        if one.is_listed and not one.places
    ]


def proposed_decisions(terms: Iterable[Term]) -> dict[str, str | None]:
    """What is proposed, as `replace_terms` takes it: per term its code, None where it is kept."""
    return {term.text: None if term.keep else term.code for term in terms}


@dataclass
class _Candidate:
    """A term as it is being gathered; `owners` are those it may stand for: a speaker's label, a whole name."""

    text: str
    kind: str
    places: list[tuple[int, int]]
    keep: bool = False
    any_case: bool = False
    is_listed: bool = False
    owners: set[str] = field(default_factory=set)
    counts_here_only: bool = False
    is_doubtful: bool = False  # the places where a name may be the ordinary word it is too


def _term(one: _Candidate, code: str, turns: Turns, speech: Speech) -> Term:
    places = tuple(turns.place(*span) for span in one.places)
    text = speech._(DOUBTFUL).format(name=one.text) if one.is_doubtful else one.text
    words = one.text if one.is_doubtful else ""
    return Term(text, one.kind, places, code, one.keep, one.any_case, words, one.counts_here_only)


class _Gathered:
    """All terms found so far, by what they are when case and accents are left out."""

    def __init__(self, turns: Turns, capitals: Capitals) -> None:
        self.turns = turns
        self.capitals = capitals
        self.found: dict[str, _Candidate] = {}
        self._also: dict[str, str] = {}  # other ways of writing a number, to the first one
        self._of_organisations: set[str] = set()
        self._people: set[str] = set()
        self._places: dict[tuple[str, bool], list[tuple[int, int]]] = {}
        self._of_owners: dict[frozenset[str], list[_Candidate]] = {}
        self._covers: dict[tuple[frozenset[str], int], Covered] = {}

    def organisation(self, words: str) -> None:
        self._add(words, "organisation", keep=True, any_case=True)
        self._of_organisations |= {fold(word) for word in words.split() if word[:1].isupper()}

    def shape(self, shape: identifiers.Identifier) -> None:
        said = self.turns.text[shape.start : shape.end]
        key = self._also.setdefault(f"{shape.kind} {shape.same}", fold(said))
        self._also[fold(said)] = key
        one = self.found.setdefault(key, _Candidate(said, shape.kind, [], shape.keep, True, owners={said}))
        one.places.append((shape.start, shape.end))

    def name(self, name: names.Name, kind: str, owner: str) -> None:
        key = fold(name.text)
        if kind == "name" and key in self._of_organisations:
            self._add(name.text, "organisation", keep=True)
            return
        if not name.sure and key.endswith("s") and key[:-1] in self.found:
            return  # a possessive of a name that is found with its s already
        if kind not in PEOPLE or not name.sure:
            self._add(name.text, kind, keep=True)
            return
        if kind == "name":
            owner = self._whose(name, owner)
        whole = self._add_cautiously(name.text, kind, owner)
        self._people |= {key, *map(fold, name.parts)}
        inside = Covered(whole.places)
        for part in name.parts:
            beside = not all(inside.holds(*place) for place in self._find(part, True))
            if beside and fold(part) not in self._of_organisations:
                self._add_cautiously(part, kind, owner)

    def links(self) -> None:
        """Have a link that holds somebody's name be replaced."""
        people = _Within(name for name in self._people if len(name) > 3)
        for key, one in self.found.items():
            if one.kind == "link":
                one.keep = one.keep and not people.any_in(key)

    def listed(self, words: str) -> None:
        key = self._also.get(fold(words), fold(words))
        if not key:
            return
        known = self.found.get(key)
        one = self._add(words, "listed", any_case=True) if known is None else known
        if known and not known.any_case:
            one.places = self._find(words, False)
            one.kind = "listed" if known.keep else known.kind
        one.any_case, one.keep, one.is_listed, one.counts_here_only = True, False, True, False
        self.found.pop(key + _DOUBTFUL_KEY, None)

    def covered(self, one: _Candidate) -> bool:
        """Whether a part of a name only stands within longer ones of the same person."""
        if one.kind not in PEOPLE or one.is_listed or not one.owners:
            return False
        inside = self._longer(frozenset(one.owners), len(one.text))
        return all(inside.holds(*place) for place in one.places)

    def _longer(self, owners: frozenset[str], length: int) -> Covered:
        """The places of what is longer and stands for the same: asked once all is gathered."""
        if not self._of_owners:
            for one in self.found.values():
                if one.owners and not one.keep:
                    self._of_owners.setdefault(frozenset(one.owners), []).append(one)
        key = (owners, length)
        if key not in self._covers:
            others = self._of_owners.get(owners, ())
            self._covers[key] = Covered(place for other in others if len(other.text) > length for place in other.places)
        return self._covers[key]

    def _whose(self, name: names.Name, otherwise: str) -> str:
        """For whom a name in the text stands: a speaker called so, or whose whole label is one part of it."""
        for words in (name.text, *name.parts):
            one = self.found.get(fold(words))
            if one and len(one.owners) == 1:
                (owner,) = one.owners
                if words == name.text or fold(owner) == fold(words):
                    return owner
        return otherwise

    def _add(self, words: str, kind: str, keep: bool = False, any_case: bool = False, owner: str = "") -> _Candidate:
        key = fold(words)
        one = self.found.get(key)
        if one is None:
            one = self.found[key] = _Candidate(words, kind, self._find(words, not any_case), keep, any_case)
            one.text = self._as_written(one)
        elif _ORDER[kind] < _ORDER[one.kind] and not one.is_listed:
            one.kind, one.keep = kind, keep
        one.owners |= {owner} - {""}
        return one

    def _add_cautiously(self, words: str, kind: str, owner: str) -> _Candidate:
        """Add a name; of one that is a word too, the places where its capital says nothing apart, to be kept."""
        one = self._add(words, kind, owner=owner)
        key = fold(words)
        if one.any_case or not is_ordinary_word(words):
            return one
        if not one.counts_here_only:
            one.counts_here_only = True
            places: dict[bool, list[tuple[int, int]]] = {True: [], False: []}
            for span in one.places:
                places[self.capitals.tells_name(span[0])].append(span)
            one.places = places[True]
            self.found[key + _DOUBTFUL_KEY] = _Candidate(
                one.text, kind, places[False], keep=True, counts_here_only=True, is_doubtful=True
            )
        self.found[key + _DOUBTFUL_KEY].owners |= {owner}
        return one

    def _find(self, words: str, capital: bool) -> list[tuple[int, int]]:
        key = (words, capital)
        if key not in self._places:  # a first name is part of many names
            self._places[key] = list(self.turns.folded.find(words, capital))
        return self._places[key]

    def _as_written(self, one: _Candidate) -> str:
        written = Counter(self.turns.text[start:end] for start, end in one.places)
        return written.most_common(1)[0][0] if written else one.text


class _Within:
    """Words that are looked for within others, all at once."""

    def __init__(self, words: Iterable[str]) -> None:
        self._words = set(words)
        self._lengths: dict[str, set[int]] = {}  # of those that begin alike
        for word in self._words:
            self._lengths.setdefault(word[:4], set()).add(len(word))

    def any_in(self, text: str) -> bool:
        """Whether one of them stands in the text."""
        return any(
            text[at : at + length] in self._words
            for at in range(len(text) - 3)
            for length in self._lengths.get(text[at : at + 4], ())
        )


def _codes(found: list[_Candidate], text: str, known: Mapping[str, str], speech: Speech) -> list[str]:
    """A code for each: one for all that stands for the same person, none that is in the text or holds a term."""
    in_codes = [one for one in found if one.any_case or not one.text[:1].isupper()]
    there = set(_LOOKS_LIKE_A_CODE.findall(text))
    given: dict[str, str] = {}
    taken = set(known.values())
    codes = []
    possible: dict[str, Iterator[str]] = {}
    for one in found:
        who = next(iter(one.owners)) if len(one.owners) == 1 else one.text
        code = known.get(who) or given.get(who)
        if not code:
            word = speech._(KINDS[one.kind])
            code = given[who] = next(
                made
                for made in possible.setdefault(word, _possible(word, in_codes))
                if made not in taken and made not in there
            )
            taken.add(code)
        codes.append(code)
    return codes


def _possible(word: str, terms: Iterable[_Candidate]) -> Iterator[str]:
    """Codes that hold none of these terms; what was taken or refused once is not tried again."""
    folded = {fold(one.text): one for one in terms}

    def holds_a_term(code: str) -> bool:
        return any(_holds(code, folded[part]) for part in _parts(fold(code)) if part in folded)

    for label in (word, "#", "*"):
        if not holds_a_term(f"[{label}]"):  # or else no number would help
            yield from (code for number in range(1, MOST_CODES) if not holds_a_term(code := f"[{label} {number}]"))


def _parts(code: str) -> Iterator[str]:
    """All that can stand in a code."""
    return (code[start:end] for start in range(len(code)) for end in range(start + 1, len(code) + 1))


def _holds(code: str, one: _Candidate) -> bool:
    return next(Folded(code).find(one.text, not one.any_case), None) is not None
