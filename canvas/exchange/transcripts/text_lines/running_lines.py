"""Finds what heads or closes the pages of a document, and tells it from speech that happens to stand there."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence

from canvas.exchange.transcripts.speakers import labels, speakers
from canvas.exchange.transcripts.speakers.labels import Line

LONGEST_RUNNING_LINE = 120  # characters of such a line
FEWEST = 3  # pages that must have it, and more than half of all
_NUMBER = re.compile(r"[0-9]+")
_LINE_NUMBER = re.compile(r"^\s*+[0-9]{1,5}+[.)]?\s++(?=\S)")
_SENTENCE = re.compile(r"(?:\S+\s+){2,}.*[.!?…][\"'”’)]?\s*")

Place = tuple[int, int]  # page and line, from 0


def running_lines(pages: Sequence[Sequence[str]]) -> set[Place]:
    """Return the places of the first and last lines of pages that recur on most of them, and are no speech.

    They recur when nothing differs but numbers that stay the same or count the pages. A line that begins with the
    label of a speaker is speech, and so is a sentence in which a number differs.
    """
    edges: dict[str, list[Place]] = defaultdict(list)
    for page_at, page in enumerate(pages):
        filled = [line_at for line_at, line in enumerate(page) if line.strip()]
        for line_at in dict.fromkeys(filled[:1] + filled[-1:]):
            if len(page[line_at]) < LONGEST_RUNNING_LINE:
                edges[_shape(page[line_at])].append((page_at, line_at))
    recurring = [places for places in edges.values() if _on_most(places, len(pages)) and _counts_pages(pages, places)]
    candidates = {place for places in recurring for place in places}
    speaking = _speaking(pages, candidates)
    return {
        place for place in candidates if not _is_speech(pages[place[0]][place[1]], speaking, recurring, place, pages)
    }


def _is_speech(
    line: str, speaking: set[tuple[str, str]], recurring: Sequence[list[Place]], place: Place, pages: Sequence
) -> bool:
    looked_at = labels.find_label(Line(0, _LINE_NUMBER.sub("", line)), timed=True)
    if looked_at.form == "colon" and (labels.is_part(looked_at.label) or ("colon", looked_at.label) in speaking):
        return True
    alike = next(places for places in recurring if place in places)
    differs = len({" ".join(pages[page][at].split()) for page, at in alike}) > 1
    return differs and bool(_SENTENCE.fullmatch(line))


def _speaking(pages: Sequence[Sequence[str]], candidates: set[Place]) -> set[tuple[str, str]]:
    """Return the labels of speakers that the other lines tell."""
    others = [
        labels.find_label(Line(0, _LINE_NUMBER.sub("", line)), timed=True)
        for page_at, page in enumerate(pages)
        for line_at, line in enumerate(page)
        if line.strip() and (page_at, line_at) not in candidates
    ]
    return speakers.speaker_labels(others)


def _on_most(places: Sequence[Place], count: int) -> bool:
    on_pages = {page for page, _ in places}
    return len(on_pages) >= FEWEST and len(on_pages) * 2 > count


def _counts_pages(pages: Sequence[Sequence[str]], places: Sequence[Place]) -> bool:
    """Tell whether each number in a line stays the same over the pages, or goes up with them."""
    rows = [[int(number[:12]) for number in _NUMBER.findall(pages[page][at])] for page, at in places]
    for numbers in zip(*rows, strict=True):
        steps = {number - page for number, (page, _) in zip(numbers, places, strict=True)}
        if len(set(numbers)) > 1 and len(steps) > 1:
            return False
    return True


def _shape(line: str) -> str:
    """Return a line with each number as one sign: a page number, or the same words each time, then recurs."""
    return _NUMBER.sub("#", " ".join(line.split()))
