"""The text of a transcript as it will be stored, cut where something is replaced and where a name seems to stay."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from canvas.capture.folded_text import Closed
from canvas.capture.pseudonyms import Replacement, Term
from canvas.capture.transcript import Transcript

LONGEST_ROW = 2_400  # characters of a row: one who speaks for an hour is shown in parts
ROWS, CHARACTERS = 40, 9_000  # of a page

Mark = Literal["", "replaced", "stays"]


@dataclass(frozen=True)
class Bit:
    """A stretch of a turn: its text as it will be stored and as it was read, and the terms that stand there."""

    mark: Mark
    text: str
    original: str
    terms: tuple[str, ...] = ()


@dataclass(frozen=True)
class Row:
    """A turn, or a part of a long one: its number from 0, whether it goes on from the row before, and its bits."""

    turn: int
    goes_on: bool
    bits: tuple[Bit, ...]

    def has(self, mark: Mark) -> bool:
        """Tell whether anything in it bears this mark."""
        return any(bit.mark == mark for bit in self.bits)


def rows(
    transcript: Transcript, terms: Sequence[Term], decisions: Mapping[str, str | None], list_: Sequence[Replacement]
) -> list[Row]:
    """Return the rows of a transcript as it was read, with what `replacing.replace_terms` gave for these terms."""
    replaced_in: dict[int, list[tuple[int, int, Replacement]]] = defaultdict(list)
    for replacement in list_:
        for place in replacement.places:
            replaced_in[place.turn].append((place.start, place.end, replacement))
    ticked_in: dict[int, list[tuple[int, int, str]]] = defaultdict(list)
    kept_in: dict[int, list[tuple[int, int, str]]] = defaultdict(list)
    for term in terms:
        into = kept_in if is_kept(term, decisions) else ticked_in
        for place in term.places:
            into[place.turn].append((place.start, place.end, term.text))
    made = []
    for number, turn in enumerate(transcript.turns):
        spans = list(_replaced(replaced_in.get(number, ()), ticked_in.get(number, ())))
        spans += _staying(turn.text, kept_in.get(number, ()), spans)
        for place, bits in enumerate(_parts(_bits(turn.text, sorted(spans, key=lambda span: span[0])))):
            made.append(Row(number, place > 0, tuple(bits)))
    return made


def is_kept(term: Term, decisions: Mapping[str, str | None]) -> bool:
    """Tell whether a term stays as it is: where nobody decided, what was proposed stands."""
    return decisions.get(term.text, None if term.keep else term.code) is None


def remaining_names(all_rows: Iterable[Row]) -> dict[str, int]:
    """Return what looks like a name and is still in the text: each term with the number of its places, most first."""
    counts: dict[str, int] = defaultdict(int)
    for row in all_rows:
        for bit in row.bits:
            if bit.mark == "stays":
                counts[bit.terms[0]] += 1
    return dict(sorted(counts.items(), key=lambda item: (-item[1], item[0])))


def pages(chosen: Sequence[Row]) -> list[tuple[int, int]]:
    """Part rows into pages, each as (first, end); at least one, which may be empty."""
    made, first, size = [], 0, 0
    for place, row in enumerate(chosen):
        more = sum(len(bit.text) for bit in row.bits)
        if place > first and (place - first >= ROWS or size + more > CHARACTERS):
            made.append((first, place))
            first, size = place, 0
        size += more
    return [*made, (first, len(chosen))]


_Span = tuple[int, int, Bit]  # start and end in the text as it was read, and what stands there


def _replaced(
    places: Iterable[tuple[int, int, Replacement]], ticked: Iterable[tuple[int, int, str]]
) -> Iterator[_Span]:
    """Yield the places of codes, led back to those of what they stand for."""
    in_order = sorted(ticked)
    starts = [start for start, _, _ in in_order]
    widest = max((end - start for start, end, _ in in_order), default=0)
    longer = 0  # so much longer has the turn become up to here
    for start, end, replacement in sorted(places, key=lambda place: place[0]):
        first = start - longer
        last = first + len(replacement.text)
        longer += end - start - len(replacement.text)
        near = in_order[bisect_left(starts, first - widest) : bisect_left(starts, last)]
        inside = {text: to - at for at, to, text in near if to > first}
        terms = sorted(inside, key=lambda text: (-inside[text], text))
        yield first, last, Bit("replaced", replacement.by, replacement.text, tuple(terms))


def _staying(text: str, kept_places: Iterable[tuple[int, int, str]], replaced: Iterable[_Span]) -> list[_Span]:
    taken = Closed(text, ((start, end) for start, end, _ in replaced))
    made: list[_Span] = []
    for start, end, term in sorted(kept_places, key=lambda place: (place[0] - place[1], place[0])):
        if not taken.touches(start, end):
            taken.close(start, end)
            made.append((start, end, Bit("stays", "", "", (term,))))
    return made


def _bits(text: str, spans: Iterable[_Span]) -> Iterator[Bit]:
    at = 0
    for start, end, bit in spans:
        if start > at:
            yield Bit("", text[at:start], text[at:start])
        yield Bit("stays", text[start:end], text[start:end], bit.terms) if bit.mark == "stays" else bit
        at = end
    if at < len(text):
        yield Bit("", text[at:], text[at:])


def _parts(bits: Iterable[Bit]) -> Iterator[list[Bit]]:
    """Yield the bits of a turn in rows of LONGEST_ROW characters as they were read, cut at white space."""
    part: list[Bit] = []
    left = LONGEST_ROW
    for bit in bits:
        while not bit.mark and len(bit.original) > left:
            cut = bit.original.rfind(" ", 0, left) + 1
            if not cut and not part:
                cut = left
            if cut:
                part.append(Bit("", bit.text[:cut], bit.original[:cut]))
            yield part
            bit, part, left = Bit("", bit.text[cut:], bit.original[cut:]), [], LONGEST_ROW
        if part and len(bit.original) > left:
            yield part
            part, left = [], LONGEST_ROW
        part.append(bit)
        left = max(left - len(bit.original), 0)
    if part:
        yield part
