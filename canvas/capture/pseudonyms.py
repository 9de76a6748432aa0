"""Proposing which terms of a transcript to replace by which code, before anything of it is stored.

The terms live as long as the intake of the transcript; the list of replacements is for a file apart from the study.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from canvas.capture import identifiers, names
from canvas.capture.finding import Closed, Folded, fold
from canvas.capture.replacing import replaced as replaced  # the other half of the job, for whoever asks here
from canvas.capture.terms import KINDS, Known, Place, Replacement, Term, Turns
from canvas.capture.transcript import Transcript
from canvas.speech import Speech
from canvas.store.text import clean_line

__all__ = ["KINDS", "NOTHING", "Known", "Place", "Replacement", "Term", "decided", "propose", "replaced"]

NOTHING = Known()
PEOPLE = ("speaker", "name")
_ORDER = {kind: place for place, kind in enumerate(KINDS)}


def propose(
    transcript: Transcript, listed: Iterable[str] = (), known: Known = NOTHING, language: str = "nl"
) -> list[Term]:
    """The terms of a transcript, those to be replaced first, then those to be kept; `language` is that of the codes.

    `listed` are terms of the researcher: each is given back, with no places where it was not found.
    """
    turns = Turns(turn.text for turn in transcript.turns)
    shapes = list(identifiers.identifiers(turns.text))
    gathered = _Gathered(turns)
    for organisation in known.organisations:
        if fold(organisation):
            gathered.organisation(organisation)
    for shape in shapes:
        gathered.shape(shape)
    for label in transcript.speakers:
        for name in names.of_label(label):
            gathered.name(name, "speaker", label)
    for name in names.in_text(turns.text, [(shape.start, shape.end) for shape in shapes]):
        gathered.name(name, name.kind, name.text)
    for words in listed:
        gathered.listed(clean_line(words))
    gathered.links()
    found = [one for one in gathered.found.values() if one.places and not gathered.covered(one)]
    found.sort(key=lambda one: (one.keep, _ORDER[one.kind], -len(one.places), one.text))
    codes = _codes(found, turns.text, known.codes, Speech(language))
    return [
        Term(one.text, one.kind, tuple(turns.place(*span) for span in one.places), code, one.keep, one.any_case)
        for one, code in zip(found, codes, strict=True)
    ] + [
        Term(one.text, "listed", (), "", any_case=True)
        for one in gathered.found.values()
        if one.is_listed and not one.places
    ]


def decided(terms: Iterable[Term]) -> dict[str, str | None]:
    """What is proposed, as `replaced` takes it: per term its code, None where it is kept."""
    return {term.text: None if term.keep else term.code for term in terms}


@dataclass
class _One:
    """A term as it is being gathered; `owners` are those it may stand for: a speaker's label, a whole name."""

    text: str
    kind: str
    places: list[tuple[int, int]]
    keep: bool = False
    any_case: bool = False
    is_listed: bool = False
    owners: set[str] = field(default_factory=set)


class _Gathered:
    """All terms found so far, by what they are when case and accents are left out."""

    def __init__(self, turns: Turns) -> None:
        self.turns = turns
        self.found: dict[str, _One] = {}
        self._also: dict[str, str] = {}  # other ways of writing a number, to the first one
        self._of_organisations: set[str] = set()
        self._people: set[str] = set()
        self._places: dict[tuple[str, bool], list[tuple[int, int]]] = {}

    def organisation(self, words: str) -> None:
        self._add(words, "organisation", keep=True, any_case=True)
        self._of_organisations |= {fold(word) for word in words.split() if word[:1].isupper()}

    def shape(self, shape: identifiers.Found) -> None:
        said = self.turns.text[shape.start : shape.end]
        key = self._also.setdefault(f"{shape.kind} {shape.same}", fold(said))
        self._also[fold(said)] = key
        one = self.found.setdefault(key, _One(said, shape.kind, [], shape.keep, True, owners={said}))
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
        whole = self._add(name.text, kind, owner=owner)
        self._people |= {key, *map(fold, name.parts)}
        inside = Closed(self.turns.text, whole.places)
        for part in name.parts:
            beside = not all(inside.holds(*place) for place in self._find(part, True))
            if beside and fold(part) not in self._of_organisations:
                self._add(part, kind, owner=owner)

    def links(self) -> None:
        """Have a link that holds somebody's name be replaced."""
        people = [name for name in self._people if len(name) > 3]
        for key, one in self.found.items():
            if one.kind == "link":
                one.keep = one.keep and not any(name in key for name in people)

    def listed(self, words: str) -> None:
        key = self._also.get(fold(words), fold(words))
        if not key:
            return
        known = self.found.get(key)
        one = self._add(words, "listed", any_case=True) if known is None else known
        if known and not known.any_case:
            one.places = self._find(words, False)
            one.kind = "listed" if known.keep else known.kind
        one.any_case, one.keep, one.is_listed = True, False, True

    def covered(self, one: _One) -> bool:
        """Whether a part of a name only stands within longer ones of the same person."""
        if one.kind not in PEOPLE or one.is_listed or not one.owners:
            return False
        longer = [
            place for other in self.found.values() if len(other.text) > len(one.text)
            if other.owners == one.owners and not other.keep for place in other.places
        ]  # fmt: skip
        inside = Closed(self.turns.text, longer)
        return all(inside.holds(*place) for place in one.places)

    def _whose(self, name: names.Name, otherwise: str) -> str:
        """For whom a name in the text stands: a speaker called so, or whose whole label is one part of it."""
        for words in (name.text, *name.parts):
            one = self.found.get(fold(words))
            if one and len(one.owners) == 1:
                (owner,) = one.owners
                if words == name.text or fold(owner) == fold(words):
                    return owner
        return otherwise

    def _add(self, words: str, kind: str, keep: bool = False, any_case: bool = False, owner: str = "") -> _One:
        key = fold(words)
        one = self.found.get(key)
        if one is None:
            one = self.found[key] = _One(words, kind, self._find(words, not any_case), keep, any_case)
            one.text = self._as_written(one)
        elif _ORDER[kind] < _ORDER[one.kind] and not one.is_listed:
            one.kind, one.keep = kind, keep
        one.owners |= {owner} - {""}
        return one

    def _find(self, words: str, capital: bool) -> list[tuple[int, int]]:
        key = (words, capital)
        if key not in self._places:  # a first name is part of many names
            self._places[key] = list(self.turns.folded.find(words, capital))
        return self._places[key]

    def _as_written(self, one: _One) -> str:
        written = Counter(self.turns.text[start:end] for start, end in one.places)
        return written.most_common(1)[0][0] if written else one.text


def _codes(found: list[_One], text: str, known: Mapping[str, str], speech: Speech) -> list[str]:
    """A code for each: one for all that stands for the same person, none that is in the text or holds a term."""
    in_codes = [one for one in found if one.any_case or not one.text[:1].isupper()]
    given: dict[str, str] = {}
    taken = set(known.values())
    codes = []
    for one in found:
        who = next(iter(one.owners)) if len(one.owners) == 1 else one.text
        code = known.get(who) or given.get(who)
        if not code:
            code = given[who] = next(
                made for made in _possible(speech._(KINDS[one.kind]))
                if made not in taken and made not in text and not any(_holds(made, other) for other in in_codes)
            )  # fmt: skip
            taken.add(code)
        codes.append(code)
    return codes


def _possible(word: str) -> Iterable[str]:
    for said in (word, "#", "*"):  # the others only where the word itself is a term
        for number in range(1, 10_000):
            yield f"[{said} {number}]"


def _holds(code: str, one: _One) -> bool:
    if fold(one.text) not in fold(code):
        return False
    return next(Folded(code).find(one.text, not one.any_case), None) is not None
