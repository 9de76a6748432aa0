"""Tells who speaks where a transcript says so in its text: “Name: …”, “Name 0:03”, or a name alone on its line.

What stands before a colon is a speaker only where that is likely; “Let op: …” in a monologue is not one. What can be
the label of a speaker at all (`labels`) is taken for one when
1. the file names that speaker in another way too: by a voice tag, or with a time behind the name; or
2. it is a word for a part (“interviewer”; once will do), or a short one (“R1”, “V”) that is there at least twice; or
3. it looks like a name, is there at least twice, there are at least two such labels, and they head at least one line
   in twenty; a label that is the only one must head half of the lines; or
4. it does not look like a name (“Spreker een”), but it is there at least twice, has others beside it, and together
   they head half of the lines; or
5. it looks like a name and is there once, but half of the lines have such a label.
Lines that hold no more than a label do not count as lines here. In a file that names its speakers by tags or times, 3
to 5 and the short words of 2 do not apply: a colon there is part of what is said. What looks like a name but is there
too seldom beside speakers that were told is warned about, and kept as words.

A name alone on its line, in brackets or before a tab is a speaker's when something is said right under or behind it,
and it is there at least twice beside another; or once, where such lines begin at least half of what is said. In
brackets that half is asked of all, since “(Lacht)” stands there too.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from canvas.errors import N_
from canvas.exchange.transcripts.labels import PARTS, Line, first_word, is_part, looks_like_a_name

IN_DOUBT = N_("line {at}: what stands before the colon may be a speaker, but is there only once; it is kept as words.")


def told(lines: Sequence[Line]) -> set[tuple[str, str]]:
    """Which (form, label) are speakers, by the rule at the head of this module."""
    spoken = [line for line in lines if line.text.strip() or line.voice]
    voices = {line.voice for line in spoken if line.voice}
    timed = Counter(line.label for line in spoken if line.form == "timed")
    if sum(timed.values()) < 2:
        timed = Counter({label: count for label, count in timed.items() if is_part(label)})
    found = {("timed", label) for label in timed}
    named = voices | set(timed)
    colon = Counter(line.label for line in spoken if line.form == "colon" and line.voice is None)
    bare = sum(line.form in ("colon", "brackets") and not line.body.strip() for line in spoken)
    found |= {("colon", label) for label in _by_colon(colon, named, len(spoken) - bare)}
    bracketed = Counter(line.label for line in spoken if line.form == "brackets" and line.voice is None)
    if sum(bracketed.values()) * 2 >= len(spoken) - bare:
        found |= {("brackets", label) for label in _by_place(bracketed, len(spoken) - bare)}
    tabbed = Counter(line.label for line in spoken if line.form == "tab")
    found |= {("tab", label) for label in _by_place(tabbed, len(spoken))}
    return found | {("alone", label) for label in _alone(spoken, named)}


def in_doubt(line: Line, known: set[tuple[str, str]]) -> bool:
    """Whether a line may begin with a speaker's name that is not taken for one, while others in the file are."""
    beside = line.form == "colon" and any(form == "colon" for form, _ in known)
    return beside and (line.form, line.label) not in known and looks_like_a_name(line.label)


def _by_colon(counts: Counter, told: set[str], lines: int) -> set[str]:
    """Rules 1 to 5 for labels before a colon, of which `counts` says how many lines they head."""
    sure = {label for label in counts if label in told or first_word(label) in PARTS}
    if told:
        return sure
    sure |= {label for label, count in counts.items() if is_part(label) and count > 1}
    often = {label for label, count in counts.items() if count > 1}
    named = {label for label in often if looks_like_a_name(label)} | sure
    heads = sum(counts[label] for label in named)
    if (len(named) > 1 and heads * 20 >= lines) or heads * 2 >= lines:
        sure |= named
    if len(often) > 1 and sum(counts[label] for label in often) * 2 >= lines:
        sure |= often
    if lines > 1 and sum(counts.values()) * 2 >= lines:
        sure |= {label for label in counts if looks_like_a_name(label)}
    return sure


def _alone(lines: Sequence[Line], told: set[str]) -> set[str]:
    """Names that stand alone on their line: after an empty line or a time, with what is said right under them."""
    good, bad = Counter(), set()
    for line, after in pairwise(lines):
        if line.form == "alone":
            if line.apart and not after.apart and after.form != "timed":
                good[line.label] += 1
            else:
                bad.add(line.label)
    good = Counter({label: count for label, count in good.items() if label not in bad})
    sure = {label for label in good if label in told or is_part(label)}
    return sure | _by_place(good, sum(line.apart != "" for line in lines))


def _by_place(counts: Counter, places: int) -> set[str]:
    """Labels that are told by where they stand: those there twice beside another, or all where they fill half of it."""
    often = {label for label, count in counts.items() if count > 1}
    if often and len(counts) > 1 and sum(counts.values()) * 2 >= places:
        return set(counts)
    return often if len(often) > 1 and sum(counts.values()) * 6 >= places else set()
