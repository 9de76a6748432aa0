"""Makes lines of the rows of a table: which column says when, which says who, and which holds the words."""

from __future__ import annotations

import re
from collections.abc import Sequence

from canvas.capture.word_sets import words
from canvas.exchange.transcripts.read_log import HEAD, Reading
from canvas.exchange.transcripts.speakers import labels
from canvas.exchange.transcripts.text_lines.stamps import BETWEEN, CLOCK, F4

LONGEST_TIME = 60  # characters of a cell that says when
MOST_COLUMNS = 12  # a table of more is no conversation; its rows are kept as they are
_TIME = re.compile(rf"\s*[\[(]?\s*{CLOCK}(?:{BETWEEN}{CLOCK})?\s*[\])]?\s*|\s*{F4}\s*")
_WHEN = words(
    """
    time timespan timestamp start begin end eind einde tijd tijdstip tijdspanne tijdcode timecode van tot
    """
)
_WHO = words(
    """
    speaker spreker wie naam name rol role who sprekers deelnemer participant persoon
    """
)
_WHAT = words(
    """
    content text tekst inhoud transcript transcriptie uitspraak utterance what wat woorden words
    """
)
_NUMBER = words(
    """
    # nr nr. no no. number nummer regel line turn beurt id
    """
)


class Grid:
    """The tables of a document while it is walked; text outside them passes through as it is."""

    def __init__(self, reading: Reading) -> None:
        self._reading = reading
        self._tables: list[list[list[list[str]]]] = []  # tables in one another, of rows of cells of paragraphs

    def open(self, part: str) -> None:
        """Begin a table, a row in it or a cell in that; a row without a table is one of its own."""
        if part == "table":
            self._tables.append([])
        elif part == "row" and self._tables:
            self._tables[-1].append([])
        elif part == "cell" and self._tables and self._tables[-1]:
            self._tables[-1][-1].append([])

    def put(self, paragraph: str) -> list[str]:
        """Add a paragraph to the cell that is open; return it where there is none."""
        if self._tables and self._tables[-1] and self._tables[-1][-1]:
            self._tables[-1][-1][-1].append(paragraph)
            return []
        return [paragraph]

    def close(self, part: str) -> list[str]:
        """End a part; return the lines of a table that stands in no other."""
        if part != "table" or not self._tables:
            return []
        rows = [["\n".join(filter(str.strip, cell)) for cell in row] for row in self._tables.pop()]
        lines = arranged_lines(self._reading, [row for row in rows if any(map(str.strip, row))])
        return [line for text in lines for line in self.put(text)]


def arranged_lines(reading: Reading, rows: Sequence[Sequence[str]]) -> list[str]:
    """Return a line for each row, its cells parted by tabs: time, speaker, then words where the columns tell so.

    A first row of headings is listed as left out. Where no column tells who speaks, rows stay as they are.
    """
    width = max(map(len, rows), default=0)
    if not 1 < width <= MOST_COLUMNS:
        return ["\t".join(filter(str.strip, row)) for row in rows]
    even = [[*row, *[""] * (width - len(row))] for row in rows]
    headed = _is_heading(even[0])
    body = even[1:] if headed and len(even) > 1 else even
    kinds = [_kind(even[0][at] if headed else "", [row[at] for row in body]) for at in range(width)]
    speaking = [at for at, kind in enumerate(kinds) if kind == "who"]
    words = [at for at, kind in enumerate(kinds) if kind == "what"]
    if headed and len(even) > 1:
        reading.leave_out(" ".join(even[0]), HEAD)
    if len(speaking) != 1 or not words:
        return ["\t".join(filter(str.strip, row)) for row in body]
    numbers = [at for at, kind in enumerate(kinds) if kind == "number"]
    times = [at for at, kind in enumerate(kinds) if kind == "when"]
    lines = []
    for row in body:
        for at in numbers:
            reading.time(row[at])
        clock = " - ".join(row[at].strip(" []()") for at in times if row[at].strip())
        stamp = clock if clock.startswith("#") else f"[{clock}] " if clock else ""
        reading.markup_count(-sum(map(len, stamp.split())) + sum(len("".join(row[at].split())) for at in times))
        spoken = "\n".join(row[at] for at in words if row[at].strip())
        lines.append(stamp + "\t".join(filter(str.strip, (row[speaking[0]], spoken))))
    return lines


def tells_who(rows: Sequence[Sequence[str]]) -> bool:
    """Tell whether a heading or the cells themselves say in which one column the speakers stand."""
    width = max(map(len, rows), default=0)
    if width > MOST_COLUMNS:
        return False
    headed = _is_heading(rows[0])
    body = [[*row, *[""] * (width - len(row))] for row in rows[headed:]]
    kinds = [_kind(rows[0][at] if headed else "", [row[at] for row in body]) for at in range(len(rows[0]))]
    return kinds.count("who") == 1 and "what" in kinds


def _is_heading(row: Sequence[str]) -> bool:
    heading_words = _WHEN | _WHO | _WHAT | _NUMBER
    filled = [cell.strip().casefold() for cell in row if cell.strip()]
    return len(filled) > 1 and all(cell in heading_words for cell in filled)


def _kind(heading: str, cells: Sequence[str]) -> str:
    """Return what a column holds: when, who, number or what (words, also where nothing tells)."""
    filled = [cell.strip() for cell in cells if cell.strip()]
    if not filled:
        return "number"
    if sum(len(cell) < LONGEST_TIME and bool(_TIME.fullmatch(cell)) for cell in filled) >= 0.8 * len(filled):
        return "when"
    if all(cell.isdigit() and len(cell) < 7 for cell in filled):
        return "number"
    if heading.strip().casefold() in _WHAT:
        return "what"
    plausible = all(len(cell) <= labels.MOST_SIGNS and labels.is_loosely_plausible(cell) for cell in filled)
    if heading.strip().casefold() in _WHO and plausible:
        return "who"
    recur = len(set(filled)) * 2 <= len(filled)
    return "who" if plausible and recur and all(map(labels.is_plausible, filled)) else "what"
