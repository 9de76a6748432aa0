"""What stands on a page of paper, and how it is made to fit without leaving anything out silently."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from math import ceil

from canvas.speech import Speech

_NO_LIMIT = 1_000_000
# (entries of a part, characters of a text, how close it is set) from loose to tight: a page takes the first that fits
_SIZES = ((12, 600), (8, 400), (6, 300), (4, 220), (3, 160), (2, 120), (1, 100))
_ROOMS = (
    *((_NO_LIMIT, _NO_LIMIT, close) for close in (0, 1, 2)),
    *((entries, characters, 2) for entries, characters in _SIZES),
)
# The same of a page that keeps its entries for as long as it can: first it is set closer, and the lines below are cut.
_ROOMS_KEPT = (
    *((_NO_LIMIT, characters, 0) for characters in (_NO_LIMIT, 400)),
    *((_NO_LIMIT, characters, 1) for characters in (_NO_LIMIT, 220)),
    *((_NO_LIMIT, characters, 2) for characters in (_NO_LIMIT, 220, 160, 120, 80)),
    *((entries, 80, 2) for entries in (14, 12, 10, 9, 8, 7, 6, 5, 4, 3, 2, 1)),
)
_OF_LINE, _OF_PAGE = 100, 52  # characters of a line and lines of a page, counted low: a guess of where to begin


@dataclass(frozen=True)
class Entry:
    """One line of a part: its text, a figure beside it, what kind it is, and lines below it.

    What was `decided` on it already stands where there would be room to write that.
    """

    text: str
    note: str = ""
    kind: str = ""
    lines: tuple[str, ...] = ()
    decided: tuple[str, ...] = ()


@dataclass(frozen=True)
class PaperPart:
    """A part with its title and what is to know `about` it; `more` says how much of it stands elsewhere."""

    title: str
    entries: tuple[Entry, ...]
    more: str = ""
    about: str = ""


@dataclass(frozen=True)
class Paper:
    """A page: `facts` below the subtitle, `marks` in frames, `lead` before the parts, `room` for what is decided.

    `signed` says under the lead who wrote it.

    `pages` is how long it should be at most. A `whole` one keeps every entry for as long as cutting the lines below
    them and setting them `close` (0 to 2) makes room, and only then leaves entries out, which it counts.
    """

    language: str
    title: str
    subtitle: str
    facts: tuple[str, ...]
    marks: tuple[str, ...]
    lead: tuple[str, ...]
    parts: tuple[PaperPart, ...]
    foot: str
    pages: int
    numbered: bool = False
    whole: bool = False
    close: int = 0
    room: str = ""
    signed: str = ""


def shortened(paper: Paper) -> Iterator[Paper]:
    """Yield the page ever shorter, from what may fit on; what it leaves out it counts."""
    speech = Speech(paper.language)
    rooms = _ROOMS_KEPT if paper.whole else _ROOMS
    tries = [_within(replace(paper, close=close), entries, characters, speech) for entries, characters, close in rooms]
    begin = next((at for at, tried in enumerate(tries) if _lines(tried) <= paper.pages * _room(tried) * 1.3), -1)
    yield from tries[begin:]


def _within(paper: Paper, entries: int, characters: int, speech: Speech) -> Paper:
    def cut(text: str) -> str:
        left = len(text) - characters
        if left <= 20:
            return text
        return speech.n_(
            "{text} … ({n} more character)", "{text} … ({n} more characters)", left, text=text[:characters]
        )

    def cut_entry(entry: Entry) -> Entry:
        text = entry.text if paper.whole and entries == _NO_LIMIT else cut(entry.text)
        return replace(entry, text=text, lines=tuple(map(cut, entry.lines)), decided=tuple(map(cut, entry.decided)))

    def cut_part(part: PaperPart) -> PaperPart:
        left = len(part.entries) - entries
        if left <= 0:
            return replace(part, entries=tuple(cut_entry(entry) for entry in part.entries))
        more = speech.n_("and {n} more, in the workbench", "and {n} more, in the workbench", left)
        more = f"{more}. {part.more}" if part.more else more
        return replace(part, entries=tuple(cut_entry(entry) for entry in part.entries[:entries]), more=more)

    lead = tuple(_cut_lead(paper.lead, characters * 3, speech))
    return replace(paper, lead=lead, parts=tuple(cut_part(part) for part in paper.parts))


def _cut_lead(lead: tuple[str, ...], characters: int, speech: Speech) -> Iterator[str]:
    left = characters
    for at, words in enumerate(lead):
        if len(words) > left:
            rest = sum(map(len, lead[at:])) - left
            yield speech.n_("{text} … ({n} more character)", "{text} … ({n} more characters)", rest, text=words[:left])
            return
        left -= len(words)
        yield words


def _room(paper: Paper) -> float:
    """Return how many lines a page holds; a whole one that is set close keeps the size of its letters."""
    return _OF_PAGE * (1 if paper.whole else (1, 1.15, 1.3)[paper.close])


def _lines(paper: Paper) -> float:
    entries = [entry for part in paper.parts for entry in part.entries]
    texts = [
        *paper.lead,
        *(part.about for part in paper.parts if part.about),
        *(entry.text for entry in entries),
        *(line for entry in entries for line in (*entry.lines, *entry.decided)),
    ]
    of_texts = sum(ceil((len(text) + 1) / _OF_LINE) for text in texts)
    room = (2.4, 1.9, 1.4)[paper.close] if paper.room else 0.3
    return 6 + of_texts + len(entries) * room + sum(2.2 + bool(part.more) for part in paper.parts if part.entries)
