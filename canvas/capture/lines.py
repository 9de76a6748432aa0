"""Which line is which note: the mark a line begins with, and the notes of an old text matched with the lines of a new.

A note carries its themes and points along, so it must keep its id whatever is done to its line; and a statement
that replaces another must not inherit what was concluded from the first.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from canvas.capture.likeness import ALIKE, MOST_STEPS, Compared, Likeness, matching_blocks
from canvas.method.marks import EURO, SIGNS, bare, numbered, split
from canvas.method.marks import MARKS as MARKS  # others look for it here
from canvas.method.marks import Line as Line

CLOSE_READING = 2_000  # characters of a line that are compared; beyond it only its start is
# A save holds the study while it compares, and a whole page pasted over another gives thousands of pairs. Work that
# `likeness` finds too much is left: a line that is not matched is a new note, and its old one is retired, never lost.
FEW_PAIRS = 20  # pairs; with more of them, only the first QUICK_READING characters are compared
QUICK_READING = 200
AT_ONCE = 5_000  # pairs; with more of them, a line is compared with the notes nearest to its place alone


@dataclass(frozen=True)
class Match:
    """What becomes of one note: `how` is kept, changed, moved, new, retired or revived.

    `note` is an index into the old notes (None when new), `line` into the new lines (None when retired).
    A line that both moved and changed counts as changed.
    """

    how: str
    note: int | None
    line: int | None


def marked(text: str, kind: str, was: str, line: Line) -> str:
    """Return the line that a note with this text and kind stands on, where it was of kind `was` and stood on `line`.

    The sign that stood stays where the kind stays. A euro sign is part of the words, so it goes only where no amount
    follows it.
    """
    if kind == was:
        sign = line[0] if line.kind == kind else ""
    else:
        sign = SIGNS.get(kind, "")
        words = bare(text)
        if was == "euro" and text.startswith(EURO) and not words[:1].isdigit() and split(words):
            text = words
    return text if not sign or (sign == EURO and text.startswith(EURO)) else f"{sign} {text}"


def rewritten(text: str, position: int, line: str) -> str:
    """Return an answer's text with the line of one note replaced; blank lines and indents of others stay."""
    all_lines = text.split("\n")
    all_lines[numbered(text)[position][0]] = line
    return "\n".join(all_lines)


def match(old: Sequence[str], new: Sequence[str], retired: Sequence[str] = ()) -> list[Match]:
    """Return one Match for every old note and every new line, each used once; new lines in order, then what is retired.

    `old` are the texts of the notes that stand, in order; `retired` those of notes that no longer do: the same
    words typed again bring the note back (its index counts on after `old`).
    """
    pairs = {line: (note, "kept") for note, line in _equal_pairs(old, new)}  # new line → (old note, how)
    standing = {note for note, _ in pairs.values()}
    left = _Waiting(old, (note for note in range(len(old)) if note not in standing))
    free_new = []
    for line in range(len(new)):
        if line not in pairs:
            twin = left.take(new[line])
            if twin is None:
                free_new.append(line)
            else:
                pairs[line] = (twin, "moved")
    free_old = left.rest()
    pairs |= _changed(old, new, free_old, free_new)
    spare = _Waiting(retired, range(len(retired)))
    matched = []
    for line in range(len(new)):
        if line in pairs:
            note, how = pairs[line]
            matched.append(Match(how, note, line))
            continue
        again = spare.take(new[line])
        matched.append(Match("new", None, line) if again is None else Match("revived", len(old) + again, line))
    paired = {note for note, _ in pairs.values()}
    return matched + [Match("retired", note, None) for note in free_old if note not in paired]


class _Waiting:
    """Notes that have no line yet, by their text, the first of equal ones first."""

    def __init__(self, texts: Sequence[str], notes: Iterable[int]) -> None:
        self._notes: dict[str, deque[int]] = {}
        for note in notes:
            self._notes.setdefault(texts[note], deque()).append(note)

    def take(self, text: str) -> int | None:
        """Take the first of those with this text, which then waits no longer."""
        notes = self._notes.get(text)
        return notes.popleft() if notes else None

    def rest(self) -> list[int]:
        """Return those that still wait, in their order."""
        return sorted(note for notes in self._notes.values() for note in notes)


def _equal_pairs(old: Sequence[str], new: Sequence[str]) -> list[tuple[int, int]]:
    """Pair equal notes and lines in the order of both: as difflib does or, where that is slow, as many as there are."""
    reader = SequenceMatcher(None, old, new, autojunk=False)
    if matching_blocks(reader, MOST_STEPS // 5) >= 0:
        return [(at + step, there + step) for at, there, size in reader.get_matching_blocks() for step in range(size)]
    waiting = _Waiting(old, range(len(old)))
    equal = [(note, line) for line, text in enumerate(new) if (note := waiting.take(text)) is not None]
    ends: list[int] = []  # per length of a rising row of notes, the lowest note that one ends with
    rows: list[int] = []  # and where in `equal` that is
    before: list[int] = []
    for place, (note, _) in enumerate(equal):
        length = bisect_left(ends, note)
        before.append(rows[length - 1] if length else -1)
        ends[length : length + 1] = [note]
        rows[length : length + 1] = [place]
    pairs, place = [], rows[-1] if rows else -1
    while place >= 0:
        pairs.append(equal[place])
        place = before[place]
    return pairs


def _changed(
    old: Sequence[str], new: Sequence[str], free_old: Sequence[int], free_new: Sequence[int]
) -> dict[int, tuple[int, str]]:
    """Return lines that are edited notes, the likest pairs first."""
    alike = [pair for pair in _alike(old, new, free_old, free_new) if pair[0] >= ALIKE]
    pairs: dict[int, tuple[int, str]] = {}
    taken = set()
    for _likeness, note, line in sorted(alike, key=lambda pair: (-pair[0], pair[1], pair[2])):
        if note not in taken and line not in pairs:
            taken.add(note)
            pairs[line] = (note, "changed")
    return pairs


def _alike(
    old: Sequence[str], new: Sequence[str], free_old: Sequence[int], free_new: Sequence[int]
) -> Iterator[tuple[float, int, int]]:
    """Yield how alike note and line are, those nearest by place first: the work for all of them is limited."""
    close = CLOSE_READING if len(free_old) * len(free_new) <= FEW_PAIRS else QUICK_READING
    reach = min(max(5, AT_ONCE // max(1, 2 * len(free_new))), len(free_old))
    likeness = Likeness()
    after = [Compared(new[line][:close]) for line in free_new]
    before = [old[note][:close] for note in free_old]
    places = [index * len(free_old) // len(free_new) for index in range(len(free_new))]
    for step in sorted(range(-reach, reach + 1), key=abs):
        for index, line in enumerate(free_new):
            place = places[index] + step
            if 0 <= place < len(free_old):
                yield likeness.of(before[place], after[index]), free_old[place], line
