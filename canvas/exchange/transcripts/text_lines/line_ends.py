"""Joins words that were cut at the end of a line, as a .pdf has them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from canvas.capture.word_sets import words
from canvas.exchange.transcripts.read_log import Reading

_CUT = re.compile(r"(?P<before>\w*[^\W\d_A-Z])(?P<hyphen>[-\u2010\u00ad])\s*")
_GOES_ON = re.compile(r"(?P<word>[^\W\d_]+)(?P<rest>.*)", re.DOTALL)
# after these a hyphen stands for the part that two words share: “zorg- en welzijnsafdeling”
_SHARED = words(
    """
    en of tot noch and or to als maar dan respectievelijk resp c.q cq en/of and/or plus und oder
    """
)


def rejoined_words(reading: Reading, lines: Sequence[tuple[int, str]]) -> Iterator[tuple[int, str]]:
    """Yield the lines (number, text) with a word that goes on in the next line put back into one.

    A hyphen stays where the word is written with it elsewhere in the text, behind capitals and figures (“MBO-”), and
    before “en”, “of” and the like, where it is a part that two words share.
    """
    hyphenated = {match.casefold() for _, line in lines for match in re.findall(r"\w+-\w+", line)}
    waiting: tuple[int, str] | None = None
    for number, line in lines:
        if waiting and line.strip():
            joined = _joined(waiting[1], line.lstrip(), hyphenated)
            if joined:
                reading.markup_count(joined[2])
                waiting, line = (waiting[0], joined[0]), joined[1]
        if waiting:
            yield waiting
        waiting = number, line
    if waiting:
        yield waiting


def _joined(line: str, below: str, hyphenated: set[str]) -> tuple[str, str, int] | None:
    """Return a line with its last word made whole, what is left of the line below, and how many hyphens went.

    Or None.
    """
    start = len(line) - len(line.rstrip().rpartition(" ")[2]) - (len(line) - len(line.rstrip()))
    cut = _CUT.fullmatch(line[max(start, 0) :].lstrip("([“‘\"'"))
    onward = _GOES_ON.match(below)
    if not cut or not onward or not below[0].islower() or onward["word"].casefold() in _SHARED:
        return None
    with_hyphen = f"{cut['before']}-{onward['word']}".casefold() in hyphenated and cut["hyphen"] != "\u00ad"
    stem = line.rstrip() if with_hyphen else line.rstrip()[:-1]
    word, _, rest = below.partition(" ")
    return stem + word, rest, 0 if with_hyphen else 1
