"""Proposing which terms of a transcript to replace by which code, before anything of it is stored.

The terms live as long as the intake of the transcript; the list of replacements is for a file apart from the study.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from canvas.capture.folded_text import Covered, Folded, fold
from canvas.capture.personal_data import identifiers, names, speaker_names
from canvas.capture.personal_data.capitals import Capitals, is_ordinary_word
from canvas.capture.personal_data.name_tokens import tokenize
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
    transcript: Transcript, listed: Iterable[str] = (), known_names: KnownNames = NOTHING, language: str = "nl"
) -> list[Term]:
    """Return the terms of a transcript, first those to replace, then those to keep; `language` is that of the codes.

    `listed` are terms of the researcher: each is given back, with no places where it was not found.
    """
    turns = Turns(turn.text for turn in transcript.turns)
    shapes = list(identifiers.identifiers(turns.text))
    tokens = tokenize(turns.text, [(shape.start, shape.end) for shape in shapes])
    capitals = Capitals(turns.text, tokens)
    gathered = _Gathered(turns, capitals)
    for organisation in known_names.organisations:
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
    proposed = [
        candidate for candidate in gathered.candidates.values() if candidate.places and not gathered.covered(candidate)
    ]
    proposed.sort(
        key=lambda candidate: (candidate.keep, _ORDER[candidate.kind], -len(candidate.places), candidate.text)
    )
    speech = Speech(language)
    codes = _codes(proposed, turns.text, known_names.codes, speech)
    return [_term(candidate, code, turns, speech) for candidate, code in zip(proposed, codes, strict=True)] + [
        Term(candidate.text, "listed", (), "", any_case=True)
        for candidate in gathered.candidates.values()
        if candidate.is_listed and not candidate.places
    ]


def proposed_decisions(terms: Iterable[Term]) -> dict[str, str | None]:
    """Return what is proposed, as `replace_terms` takes it: per term its code, None where it is kept."""
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


def _term(candidate: _Candidate, code: str, turns: Turns, speech: Speech) -> Term:
    places = tuple(turns.place(*span) for span in candidate.places)
    text = speech._(DOUBTFUL).format(name=candidate.text) if candidate.is_doubtful else candidate.text
    words = candidate.text if candidate.is_doubtful else ""
    return Term(
        text, candidate.kind, places, code, candidate.keep, candidate.any_case, words, candidate.counts_here_only
    )


class _Gathered:
    """All terms found so far, by what they are when case and accents are left out."""

    def __init__(self, turns: Turns, capitals: Capitals) -> None:
        self.turns = turns
        self.capitals = capitals
        self.candidates: dict[str, _Candidate] = {}
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
        words = self.turns.text[shape.start : shape.end]
        key = self._also.setdefault(f"{shape.kind} {shape.same}", fold(words))
        self._also[fold(words)] = key
        candidate = self.candidates.setdefault(key, _Candidate(words, shape.kind, [], shape.keep, True, owners={words}))
        candidate.places.append((shape.start, shape.end))

    def name(self, name: names.Name, kind: str, owner: str) -> None:
        key = fold(name.text)
        if kind == "name" and key in self._of_organisations:
            self._add(name.text, "organisation", keep=True)
            return
        if not name.sure and key.endswith("s") and key[:-1] in self.candidates:
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
        for key, candidate in self.candidates.items():
            if candidate.kind == "link":
                candidate.keep = candidate.keep and not people.any_in(key)

    def listed(self, words: str) -> None:
        key = self._also.get(fold(words), fold(words))
        if not key:
            return
        present = self.candidates.get(key)
        candidate = self._add(words, "listed", any_case=True) if present is None else present
        if present and not present.any_case:
            candidate.places = self._find(words, False)
            candidate.kind = "listed" if present.keep else present.kind
        candidate.any_case, candidate.keep, candidate.is_listed, candidate.counts_here_only = True, False, True, False
        self.candidates.pop(key + _DOUBTFUL_KEY, None)

    def covered(self, candidate: _Candidate) -> bool:
        """Tell whether a part of a name only stands within longer ones of the same person."""
        if candidate.kind not in PEOPLE or candidate.is_listed or not candidate.owners:
            return False
        inside = self._longer(frozenset(candidate.owners), len(candidate.text))
        return all(inside.holds(*place) for place in candidate.places)

    def _longer(self, owners: frozenset[str], length: int) -> Covered:
        """Return the places of what is longer and stands for the same: asked once all is gathered."""
        if not self._of_owners:
            for candidate in self.candidates.values():
                if candidate.owners and not candidate.keep:
                    self._of_owners.setdefault(frozenset(candidate.owners), []).append(candidate)
        key = (owners, length)
        if key not in self._covers:
            others = self._of_owners.get(owners, ())
            self._covers[key] = Covered(place for other in others if len(other.text) > length for place in other.places)
        return self._covers[key]

    def _whose(self, name: names.Name, otherwise: str) -> str:
        """Return for whom a name in the text stands: a speaker called so, or whose whole label is one part of it."""
        for words in (name.text, *name.parts):
            candidate = self.candidates.get(fold(words))
            if candidate and len(candidate.owners) == 1:
                (owner,) = candidate.owners
                if words == name.text or fold(owner) == fold(words):
                    return owner
        return otherwise

    def _add(self, words: str, kind: str, keep: bool = False, any_case: bool = False, owner: str = "") -> _Candidate:
        key = fold(words)
        candidate = self.candidates.get(key)
        if candidate is None:
            candidate = self.candidates[key] = _Candidate(words, kind, self._find(words, not any_case), keep, any_case)
            candidate.text = self._as_written(candidate)
        elif _ORDER[kind] < _ORDER[candidate.kind] and not candidate.is_listed:
            candidate.kind, candidate.keep = kind, keep
        candidate.owners |= {owner} - {""}
        return candidate

    def _add_cautiously(self, words: str, kind: str, owner: str) -> _Candidate:
        """Add a name; of one that is a word too, the places where its capital says nothing apart, to be kept."""
        candidate = self._add(words, kind, owner=owner)
        key = fold(words)
        if candidate.any_case or not is_ordinary_word(words):
            return candidate
        if not candidate.counts_here_only:
            candidate.counts_here_only = True
            places: dict[bool, list[tuple[int, int]]] = {True: [], False: []}
            for span in candidate.places:
                places[self.capitals.tells_name(span[0])].append(span)
            candidate.places = places[True]
            self.candidates[key + _DOUBTFUL_KEY] = _Candidate(
                candidate.text, kind, places[False], keep=True, counts_here_only=True, is_doubtful=True
            )
        self.candidates[key + _DOUBTFUL_KEY].owners |= {owner}
        return candidate

    def _find(self, words: str, capital: bool) -> list[tuple[int, int]]:
        key = (words, capital)
        if key not in self._places:  # a first name is part of many names
            self._places[key] = list(self.turns.folded.find(words, capital))
        return self._places[key]

    def _as_written(self, candidate: _Candidate) -> str:
        written = Counter(self.turns.text[start:end] for start, end in candidate.places)
        return written.most_common(1)[0][0] if written else candidate.text


class _Within:
    """Words that are looked for within others, all at once."""

    def __init__(self, words: Iterable[str]) -> None:
        self._words = set(words)
        self._lengths: dict[str, set[int]] = {}  # of those that begin alike
        for word in self._words:
            self._lengths.setdefault(word[:4], set()).add(len(word))

    def any_in(self, text: str) -> bool:
        """Tell whether one of them stands in the text."""
        return any(
            text[at : at + length] in self._words
            for at in range(len(text) - 3)
            for length in self._lengths.get(text[at : at + 4], ())
        )


def _codes(candidates: list[_Candidate], text: str, codes_of_speakers: Mapping[str, str], speech: Speech) -> list[str]:
    """Return a code for each: one for all that stands for the same person, none that is in the text or holds a term."""
    in_codes = [candidate for candidate in candidates if candidate.any_case or not candidate.text[:1].isupper()]
    there = set(_LOOKS_LIKE_A_CODE.findall(text))
    codes_by_owner: dict[str, str] = {}
    taken = set(codes_of_speakers.values())
    codes = []
    possible: dict[str, Iterator[str]] = {}
    for candidate in candidates:
        who = next(iter(candidate.owners)) if len(candidate.owners) == 1 else candidate.text
        code = codes_of_speakers.get(who) or codes_by_owner.get(who)
        if not code:
            word = speech._(KINDS[candidate.kind])
            code = codes_by_owner[who] = next(
                made
                for made in possible.setdefault(word, _possible(word, in_codes))
                if made not in taken and made not in there
            )
            taken.add(code)
        codes.append(code)
    return codes


def _possible(word: str, terms: Iterable[_Candidate]) -> Iterator[str]:
    """Yield codes that hold none of these terms; what was taken or refused once is not tried again."""
    folded = {fold(term.text): term for term in terms}

    def holds_a_term(code: str) -> bool:
        return any(_holds(code, folded[part]) for part in _parts(fold(code)) if part in folded)

    for label in (word, "#", "*"):
        if not holds_a_term(f"[{label}]"):  # or else no number would help
            yield from (code for number in range(1, MOST_CODES) if not holds_a_term(code := f"[{label} {number}]"))


def _parts(code: str) -> Iterator[str]:
    """Return all that can stand in a code."""
    return (code[start:end] for start in range(len(code)) for end in range(start + 1, len(code) + 1))


def _holds(code: str, term: _Candidate) -> bool:
    return next(Folded(code).find(term.text, not term.any_case), None) is not None
