"""Tells who speaks where a transcript says so in its text: “Name: …”, “Name 0:03”, or a name alone on its line.

What stands before a colon is a speaker only where that is likely; “Let op: …” in a monologue is not one. What can be
the label of a speaker at all (`labels`) is taken for one when
1. the file names that speaker in another way too: by a voice tag, or with a time behind the name; or
2. it is a word for a part (“interviewer”; once will do), or a short one (“R1”, “V”) that is there at least twice; or
3. it looks like a name, is there at least twice, there are at least two such labels, and they head at least one line
   in twenty; a label that is the only one must head half of the lines; or
4. it does not look like a name (“Spreker een”, “ria visser”), but it is there at least twice, has others beside it,
   and together they head half of the lines; or
5. it looks like a name and is there once, but half of the lines have such a label; or
6. it is any short label, in a file of which four in five lines have one and at least two recur.
Lines that hold no more than a label do not count as lines here. In a file that names its speakers by tags or times, 3
to 6 and the short words of 2 do not apply: a colon there is part of what is said. A label that was not taken for a
speaker beside others that were, and what recurs without being one, is warned about and kept as words; a reader may
say that it is one all the same (`also`).

A name with a time behind it is a speaker's when two such stand there, set off by brackets or two spaces, or when one
recurs. One in small letters (“sanne d. 0:03”) is one too, below an empty line and right above words, when it recurs or
holds no ordinary word. A name alone on its line, in brackets or before a tab is a speaker's when something is said
right under or behind it, and it is there at least twice beside another; or once, where such lines begin at least half
of what is said. Words that head a point of what somebody says (“Doel”, “Kosten”) are no speakers where at least two
parts recur, nor once beside two other labels that recur. In brackets that half is asked of all, since “(Lacht)” stands
there too; before a dash four in five.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from canvas.capture.personal_data.dutch import COMMON
from canvas.errors import N_
from canvas.exchange.transcripts.speakers.labels import (
    SPEAKER_WORDS,
    Line,
    first_word,
    is_part,
    is_topic,
    looks_like_a_name,
)
from canvas.exchange.transcripts.text_lines.software_lines import is_head_word

IN_DOUBT = N_("line {at}: what stands before the colon may be a speaker, but is there only once; it is kept as words.")


def speaker_labels(lines: Sequence[Line], also: Collection[str] = ()) -> set[tuple[str, str]]:
    """Return which (form, label) are speakers, by the rule at the head of this module; `also` are speakers anyway."""
    spoken = [line for line in lines if line.text.strip() or line.voice]
    voices = {line.voice for line in spoken if line.voice}
    timed = _timed(spoken)
    labels = {("timed", label) for label in timed}
    named = voices | timed
    untagged = [line for line in spoken if line.voice is None]
    bare = sum(line.form in ("colon", "brackets") and not line.body.strip() for line in spoken)
    labels |= {("colon", label) for label in _before_colon(untagged, named, len(spoken) - bare)}
    bracketed = Counter(line.label for line in untagged if line.form == "brackets")
    if sum(bracketed.values()) * 2 >= len(spoken) - bare:
        labels |= {("brackets", label) for label in _by_place(bracketed, len(spoken) - bare)}
    tabbed = Counter(line.label for line in spoken if line.form == "tab")
    labels |= {("tab", label) for label in _by_place(tabbed, len(spoken))}
    dashed = Counter(line.label for line in untagged if line.form == "dash")
    if sum(dashed.values()) * 5 >= len(spoken) * 4:
        labels |= {("dash", label) for label in _by_place(dashed, len(spoken))}
    labels |= {("alone", label) for label in _alone(spoken, named)}
    return labels | {(line.form, line.label) for line in untagged if line.label in also}


def without_remark(line: Line, labels: set[tuple[str, str]]) -> Line:
    """Return a line with what stands in brackets behind its label as words, where the label is a speaker's without it.

    So “R1 (lacht): Ja” is what R1 says, and no R1 (lacht) speaks.
    """
    label, bracket, remark = line.label.partition(" (")
    if not bracket or (line.form, label) not in labels or not line.label.endswith(")") or line.label_clock:
        return line
    return replace(line, label=label, body=f"({remark} {line.body}".strip())


def in_doubt(line: Line, labels: set[tuple[str, str]]) -> bool:
    """Tell whether a line may begin with a speaker's name that is not taken for one, while others in the file are."""
    beside = line.form == "colon" and any(form == "colon" for form, _ in labels)
    return beside and not line.loose and (line.form, line.label) not in labels and looks_like_a_name(line.label)


def recurring(lines: Sequence[Line], labels: set[tuple[str, str]]) -> Iterator[tuple[str, int]]:
    """Yield what stands before a colon at least twice without being taken for a speaker, with how often."""
    counts = Counter(line.label for line in lines if line.form == "colon" and line.voice is None)
    taken = {label for form, label in labels if form == "colon"}
    yield from ((label, count) for label, count in counts.items() if count > 1 and label not in taken)


def _timed(lines: Sequence[Line]) -> set[str]:
    """Return labels with a time behind them; those that a sentence may have by chance (“Pauze 10:30”) must recur."""
    counts = Counter(line.label for line in lines if line.form == "timed" and not line.loose)
    firm = Counter(line.label for line in lines if line.form == "timed" and line.firm)
    small = _in_small_letters(lines)
    if sum(firm.values()) > 1 or (counts and max(counts.values()) > 1) or (counts and small):
        return set(counts) | small
    return small if len(small) > 1 else {label for label in counts if is_part(label)}


def _in_small_letters(lines: Sequence[Line]) -> set[str]:
    """Return loose labels with a time and words right under it that recur or hold no ordinary word (“sanne d.”)."""
    heads = [line for line, below in pairwise(lines) if line.form == "timed" and line.loose and not below.apart]
    counts = Counter(line.label for line in heads)
    return {label for label, count in counts.items() if count > 1 or not {*label.casefold().split()} & COMMON}


def _before_colon(lines: Sequence[Line], named: set[str], size: int) -> set[str]:
    """Apply rules 1 to 6 to labels before a colon in a file of `size` lines."""
    parts = _parts(lines)
    all_counts = Counter(line.label for line in lines if line.form == "colon")
    others_recur = sum(count > 1 for count in all_counts.values()) > 1
    labelled = [
        line
        for line in lines
        if line.form == "colon"
        and not ((parts or (others_recur and all_counts[line.label] == 1)) and is_topic(line.label))
    ]
    everyone = Counter(line.label for line in labelled)
    counts = Counter(line.label for line in labelled if not line.loose)
    sure = {label for label in counts if label in named or first_word(label) in SPEAKER_WORDS}
    if named:
        return sure
    sure |= {label for label, count in counts.items() if is_part(label) and count > 1}
    name_labels = {label for label, count in counts.items() if count > 1 and looks_like_a_name(label)} | sure
    heads = sum(counts[label] for label in name_labels)
    if (len(name_labels) > 1 and heads * 20 >= size) or heads * 2 >= size:
        sure |= name_labels
    recur = {label for label, count in everyone.items() if count > 1}
    if len(recur) > 1 and sum(everyone[label] for label in recur) * 2 >= size:
        sure |= recur
    if size > 1 and sum(counts.values()) * 2 >= size:
        sure |= {label for label in counts if looks_like_a_name(label)}
    if len(recur) > 1 and sum(everyone.values()) * 5 >= size * 4:
        sure |= set(everyone)
    return sure


def _parts(lines: Sequence[Line]) -> bool:
    """Tell whether the file calls its speakers by parts (“I”, “Respondent 2”), at least twice each.

    A “Doel” is no part.
    """
    counts = Counter(line.label for line in lines if line.form == "colon" and is_part(line.label))
    return sum(count > 1 for count in counts.values()) > 1


def _alone(lines: Sequence[Line], named: set[str]) -> set[str]:
    """Return names that stand alone on their line.

    After an empty line or a time, with what is said right under them.
    """
    good: Counter[str] = Counter()
    bad: set[str] = set()
    for line, after in pairwise(lines):
        if line.form == "alone" and not is_head_word(line.label):
            under = not after.apart or (after.apart == "time" and line.apart == "line" and not after.label)
            if line.apart and under and after.form != "timed" and not after.clock:
                good[line.label] += 1
            else:
                bad.add(line.label)
    good = Counter({label: count for label, count in good.items() if label not in bad})
    sure = {label for label in good if label in named or is_part(label)}
    return sure | _by_place(good, sum(line.apart != "" for line in lines))


def _by_place(counts: Counter, places: int) -> set[str]:
    """Return labels known by where they stand: those there twice beside another, or all where they fill half of it."""
    recur = {label for label, count in counts.items() if count > 1}
    if recur and len(counts) > 1 and sum(counts.values()) * 2 >= places:
        return set(counts)
    return recur if len(recur) > 1 and sum(counts.values()) * 6 >= places else set()
