"""Which line is which note: the mark a line begins with, and the notes of an old text matched with the lines of a new.

A note carries its themes and points along, so it must keep its id whatever is done to its line; and a statement
that replaces another must not inherit what was concluded from the first.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from canvas.method.marks import EURO, SIGNS, bare, numbered, split
from canvas.method.marks import MARKS as MARKS  # others look for it here
from canvas.method.marks import Line as Line

ALIKE = 0.6  # from this similarity on, an edited line is still the same statement
CLOSE_READING = 2_000  # characters of a line that are compared; beyond it only its start is
# A save holds the study while it compares, and a whole page pasted over another gives thousands of pairs:
FEW = 20  # pairs; with more of them, only the first QUICK_READING characters are compared
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
    """The line that a note with this text and kind stands on, where it was of kind `was` and stood on `line`.

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
    """An answer's text with the line of one note replaced; blank lines and indents of others stay."""
    found = text.split("\n")
    found[numbered(text)[position][0]] = line
    return "\n".join(found)


def match(old: Sequence[str], new: Sequence[str], retired: Sequence[str] = ()) -> list[Match]:
    """One Match for every old note and every new line, each used once; new lines in order, then what is retired.

    `old` are the texts of the notes that stand, in order; `retired` those of notes that no longer do: the same
    words typed again bring the note back (its index counts on after `old`).
    """
    pairs: dict[int, tuple[int, str]] = {}  # new line → (old note, how)
    free_old, free_new = list(range(len(old))), list(range(len(new)))

    def pair(note: int, line: int, how: str) -> None:
        pairs[line] = (note, how)
        free_old.remove(note)
        free_new.remove(line)

    blocks = SequenceMatcher(None, old, new, autojunk=False).get_matching_blocks()
    for block in blocks:
        for step in range(block.size):
            pair(block.a + step, block.b + step, "kept")
    for line in list(free_new):
        twin = next((note for note in free_old if old[note] == new[line]), None)
        if twin is not None:
            pair(twin, line, "moved")
    for likeness, note, line in sorted(_alike(old, new, free_old, free_new), key=lambda one: (-one[0], one[1], one[2])):
        if likeness >= ALIKE and note in free_old and line in free_new:
            pair(note, line, "changed")
    spare = list(range(len(retired)))
    found = []
    for line in range(len(new)):
        if line in pairs:
            note, how = pairs[line]
            found.append(Match(how, note, line))
            continue
        again = next((index for index in spare if retired[index] == new[line]), None)
        if again is None:
            found.append(Match("new", None, line))
        else:
            spare.remove(again)
            found.append(Match("revived", len(old) + again, line))
    return found + [Match("retired", note, None) for note in free_old]


def _alike(old: Sequence[str], new: Sequence[str], free_old: list[int], free_new: list[int]):
    close = CLOSE_READING if len(free_old) * len(free_new) <= FEW else QUICK_READING
    reach = max(5, AT_ONCE // max(1, 2 * len(free_new)))
    for index, line in enumerate(free_new):
        place = index * len(free_old) // len(free_new)
        reader = SequenceMatcher(None, autojunk=False)
        reader.set_seq2(new[line][:close])
        for note in free_old[max(0, place - reach) : place + reach + 1]:
            before, after = old[note][:close], new[line][:close]
            if after.startswith(before) or before.startswith(after):
                yield 1.0, note, line  # typed on, or shortened at its end
                continue
            reader.set_seq1(before)
            if reader.real_quick_ratio() >= ALIKE and reader.quick_ratio() >= ALIKE:
                yield reader.ratio(), note, line
