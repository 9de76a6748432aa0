"""What may tell who somebody is in a transcript, and what was put in its place."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from canvas.capture.folded_text import BETWEEN, Folded
from canvas.errors import N_

# what a term is, with the word its codes are made of
KINDS = {
    "speaker": N_("person"),
    "listed": N_("term"),
    "name": N_("person"),
    "email": N_("e-mail"),
    "phone": N_("phone"),
    "number": N_("number"),
    "birth": N_("date of birth"),
    "address": N_("address"),
    "postcode": N_("postcode"),
    "link": N_("link"),
    "organisation": N_("organisation"),
    "place": N_("place"),
}

LABELS = {  # what a term is, as a list of terms says it
    "speaker": N_("Speaker"),
    "listed": N_("Your list"),
    "name": N_("Name"),
    "email": N_("E-mail address"),
    "phone": N_("Phone number"),
    "number": N_("Number"),
    "birth": N_("Date of birth"),
    "address": N_("Address"),
    "postcode": N_("Postcode"),
    "link": N_("Web address"),
    "organisation": N_("Organisation"),
    "place": N_("Place name"),
}


class Place(NamedTuple):
    """Where a term stands: the number of the turn (from 0), and code points of its text, end excluded."""

    turn: int
    start: int
    end: int


@dataclass(frozen=True)
class Term:
    """Something that may tell who somebody is; `code` is what is proposed in its place.

    `keep` proposes to leave it as it is: organisations, places, and names seen once without any other sign.
    A name counts only where it has its capital, unless `any_case`. `words` are what it is looked for by, where that is
    not the text itself: “Klein (perhaps no name)” holds the places where Klein may be the ordinary word. A term that
    `counts_here_only` stands for nothing but its own places, wherever else its words are.
    """

    text: str
    kind: str
    places: tuple[Place, ...]
    code: str
    keep: bool = False
    any_case: bool = False
    words: str = ""
    counts_here_only: bool = False

    @property
    def looked_for(self) -> str:
        """Return the words that stand in its places."""
        return self.words or self.text


@dataclass(frozen=True)
class Replacement:
    """What was replaced by which code, as it was written; `places` are those of the code in the new text.

    A speaker's label has no places: it stands before turns, not in them.
    """

    text: str
    by: str
    kind: str
    places: tuple[Place, ...]


@dataclass(frozen=True)
class KnownNames:
    """What is known beforehand: per speaker's label the code of who that is, and names of organisations."""

    codes: Mapping[str, str] = field(default_factory=dict)
    organisations: Sequence[str] = ()


class Turns:
    """The texts of turns as one, in which terms are found without running from one turn into the next."""

    def __init__(self, texts: Iterable[str]) -> None:
        self.texts = list(texts)
        self.starts = [0]
        for text in self.texts:
            self.starts.append(self.starts[-1] + len(text) + len(BETWEEN))
        self.text = BETWEEN.join(self.texts)
        self.folded = Folded(self.text)

    def place(self, start: int, end: int) -> Place:
        """Return the place that these code points of the whole are."""
        turn = bisect_right(self.starts, start) - 1
        return Place(turn, start - self.starts[turn], end - self.starts[turn])

    def span(self, place: Place) -> tuple[int, int]:
        """Return the code points of the whole that a place is."""
        return self.starts[place.turn] + place.start, self.starts[place.turn] + place.end
