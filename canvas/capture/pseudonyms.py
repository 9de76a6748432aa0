"""Names and other terms in a transcript that may tell who somebody is, and replacing them by codes.

Nothing here is stored: the terms live as long as the intake of the transcript, and the list of replacements is for a
file that is kept apart from the study.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import NamedTuple

from canvas.capture import identifiers, names
from canvas.capture.finding import BETWEEN, Folded, fold
from canvas.capture.transcript import Transcript
from canvas.errors import N_, UserError
from canvas.speech import Speech
from canvas.store.text import clean_line

# what a term is, with the word its codes are made of
KINDS = {
    "speaker": N_("person"), "name": N_("person"), "email": N_("e-mail"), "phone": N_("phone"),
    "number": N_("number"), "postcode": N_("postcode"), "link": N_("link"), "listed": N_("term"),
    "organisation": N_("organisation"), "place": N_("place"),
}  # fmt: skip
LONGEST = 60  # characters of a code


class Place(NamedTuple):
    """Where a term stands: the number of the turn (from 0), and code points of its text, end excluded."""

    turn: int
    start: int
    end: int


@dataclass(frozen=True)
class Term:
    """Something that may tell who somebody is; `code` is what is proposed in its place.

    `keep` proposes to leave it as it is: organisations, places, and names seen once without any other sign.
    A name counts only where it has its capital, unless `any_case`.
    """

    text: str
    kind: str
    places: tuple[Place, ...]
    code: str
    keep: bool = False
    any_case: bool = False


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
class Known:
    """What is known beforehand: per speaker's label the code of who that is, and names of organisations."""

    codes: Mapping[str, str] = field(default_factory=dict)
    organisations: Sequence[str] = ()


def propose(transcript: Transcript, listed: Iterable[str] = (), known: Known = Known(), language: str = "nl") -> list[Term]:  # noqa: B008
    """The terms of a transcript, those to be replaced first, then those to be kept; `language` is that of the codes.

    `listed` are terms of the researcher: each is given back, with no places where it was not found.
    """
    raise NotImplementedError


def decided(terms: Iterable[Term]) -> dict[str, str | None]:
    """What is proposed, as `replaced` takes it: per term its code, None where it is kept."""
    return {term.text: None if term.keep else term.code for term in terms}


def replaced(
    transcript: Transcript, terms: Sequence[Term], decisions: Mapping[str, str | None] | None = None,
    labels: Mapping[str, str] | None = None,
) -> tuple[Transcript, list[Replacement]]:  # fmt: skip
    """The transcript with codes in the place of terms, and the list that leads back.

    `terms` are those that `propose` gave for this transcript; `decisions` says per term its code or None to keep it,
    and without it what was proposed stands. `labels` gives per speaker the label that is stored
    (`intake.labels(speakers)`). Where places overlap, the longest gives its code and all of them are replaced.
    Raises UserError for a code that is empty, too long, or holds a term itself.
    """
    raise NotImplementedError
