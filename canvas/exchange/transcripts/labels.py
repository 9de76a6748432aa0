"""Tells who speaks where a transcript says so in its text: “Name: …”, “Name 0:03”, or a name alone on its line.

What stands before a colon is a speaker only where that is likely; “Let op: …” in a monologue is not one.

A label can be a speaker when it is short (50 characters, six words), begins with a letter and holds no mark that ends
or interrupts a sentence; when it begins with a small letter it must hold a figure (“spreker 1”), be a word for a part
in a conversation (“interviewer”), or be a surname (“de Vries”). Words such as “Let op” and “Bijvoorbeeld” never are.

Such a label is taken for a speaker when
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

A name alone on its line, or before a tab, is a speaker's when something is said right under or behind it, and it is
there at least twice beside another; or once, where such lines begin at least half of what is said.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from canvas.errors import N_
from canvas.exchange.transcripts.stamps import CLOCK

IN_DOUBT = N_("line {at}: what stands before the colon may be a speaker, but is there only once; it is kept as words.")
HEAD = 160  # characters of a line in which its label and time are looked for
MOST_WORDS, MOST_SIGNS = 6, 50
PARTS = frozenset(
    ("interviewer", "interviewster", "respondent", "geïnterviewde", "spreker", "speaker", "moderator", "gespreksleider",
     "voorzitter", "facilitator", "onderzoeker", "researcher", "interviewee", "participant", "deelnemer", "notulist",
     "onbekend", "unknown")
)  # fmt: skip
_SHORT_PARTS = frozenset(("i", "r", "v", "a", "q", "int", "resp", "vraag", "antwoord", "question", "answer"))
_PARTICLES = frozenset(
    ("van", "de", "den", "der", "het", "ter", "ten", "te", "von", "und", "zu", "da", "di", "du", "la", "le", "el", "al",
     "bin", "ibn", "'t", "'s", "op", "in", "en", "and")
)  # fmt: skip
_NEVER = frozenset(
    ("let op", "bijvoorbeeld", "namelijk", "conclusie", "kortom", "voorbeeld", "noot", "nb", "n.b.", "ps", "p.s.",
     "belangrijk", "samenvatting", "resultaat", "ja", "nee", "oké", "ok", "hm", "yes", "no", "note", "example",
     "conclusion", "important", "summary", "for example", "datum", "date", "duur", "duration", "locatie", "location",
     "titel", "title", "onderwerp", "subject", "tijd", "time")
)  # fmt: skip
_BROKEN = set('?!;"“”„…=<>{}|\\/*#')
_FULL_STOP = re.compile(r"\w{4,}\.\s")
_CODE = re.compile(r"[A-Za-z]{1,3}[-_ ]?[0-9]{1,3}")
_LONG_CLOCK = r"[0-9]{1,3}:[0-9]{1,3}:[0-9]{1,3}(?:[.,][0-9]{1,9})?"
_RANGE = rf"(?:\s*(?:-->|-|–)\s*{CLOCK})?"
_STAMP_FIRST = re.compile(
    rf"\s*(?:[\[(]\s*(?P<a>{CLOCK}){_RANGE}\s*[\])]|(?P<b>{_LONG_CLOCK}){_RANGE}(?=[\s:]|$))\s*[-–:]?\s*"
)
_SHORT_STAMP_FIRST = re.compile(rf"\s*(?P<a>{CLOCK})\s+(?=\S)")
_COLON = re.compile(
    rf"\s*(?P<label>[^:：\t]{{1,80}}?)(?:\s*[\[(]\s*(?P<a>{CLOCK})\s*[\])]|\s+(?P<b>{CLOCK}))?\s*[:：](?:\s+|$)"
    rf"(?:[\[(]\s*(?P<c>{CLOCK})\s*[\])]\s*)?"
)
_TAB = re.compile(r"\s*(?P<label>[^:\t]{1,80}?)\s*\t\s*(?=\S)")
_TIMED = re.compile(rf"\s*(?P<label>[^:\t]{{1,80}}?)\s*(?:\s(?P<a>{CLOCK})|[\[(]\s*(?P<b>{CLOCK})\s*[\])])\s*")


@dataclass
class Line:
    """A line of speech while it is looked at: what may be its label, how that was written, and what is said.

    `apart` says what stands above it: an empty line ("line"), a time ("time") or speech (""); `fresh` that a paragraph
    begins with it. `said` is the line after the time in its head (`clock`), `body` what follows the label, whose form
    is colon, tab, timed or alone and which may hold a time itself (`label_clock`); `label` is '' where nothing can be
    one.
    """

    number: int
    text: str
    from_ms: int | None = None
    to_ms: int | None = None
    voice: str | None = None
    fresh: bool = False
    apart: str = ""
    clock: str = ""
    said: str = ""
    label: str = ""
    form: str = ""
    body: str = ""
    label_clock: str = ""


def look_at(line: Line, timed: bool) -> Line:
    """Fill in what may be the label of a line; with `timed` its times too, as in a text that is no list of cues."""
    line.said = _after_clock(line) if timed else line.text
    head, whole = line.said[:HEAD], len(line.said) <= HEAD
    if _labelled(line, "colon", _COLON.match(head)) or not timed:
        return line
    if _labelled(line, "tab", _TAB.match(head)) or (whole and _labelled(line, "timed", _TIMED.fullmatch(head))):
        return line
    if whole and len(head.split()) <= 4 and is_plausible(head) and looks_like_a_name(head):
        line.label, line.form = tidy(head), "timed" if line.clock else "alone"
    return line


def _labelled(line: Line, form: str, found: re.Match | None) -> bool:
    if not found or not is_plausible(found["label"]):
        return False
    line.label, line.form, line.body = tidy(found["label"]), form, line.said[found.end() :]
    line.label_clock = next((clock for name, clock in found.groupdict().items() if name != "label" and clock), "")
    return True


def _after_clock(line: Line) -> str:
    """What follows the time in the head of a line; a bare 12:30 is one only where a speaker is named after it."""
    head = line.text[:HEAD]
    found = _STAMP_FIRST.match(head)
    if not found:
        found = _SHORT_STAMP_FIRST.match(head)
        named = found and _COLON.match(head[found.end() :])
        if not named or not is_plausible(named["label"]):
            return line.text
    line.clock = next(clock for clock in found.groups() if clock)
    return line.text[found.end() :]


def tidy(label: str) -> str:
    """A label as it is shown: white space evened, brackets around it gone."""
    label = " ".join(label.split())
    return label[1:-1].strip() if label[:1] + label[-1:] in ("[]", "()") else label.strip("*_ ")


def is_plausible(label: str) -> bool:
    """Whether these words could be the name of a speaker at all."""
    label = tidy(label)
    words = label.split()
    if not words or len(label) > MOST_SIGNS or len(words) > MOST_WORDS or label.casefold() in _NEVER:
        return False
    if set(label) & _BROKEN or label.count(",") > 1 or _FULL_STOP.search(label) or label.startswith("http"):
        return False
    if not label[0].isalpha():
        return False
    small = label[0].islower()
    return not small or any(sign.isdigit() for sign in label) or is_part(label) or looks_like_a_name(label)


def is_part(label: str) -> bool:
    """Whether the label says which part someone has: “Interviewer 1”, “R2”, “V”."""
    return _first_word(label) in PARTS or label.casefold() in _SHORT_PARTS or bool(_CODE.fullmatch(label))


def _first_word(label: str) -> str:
    return re.split(r"[-_.0-9]", label.split()[0].casefold())[0]


def looks_like_a_name(label: str) -> bool:
    """Whether every word begins as names do; between them “van”, “de” and the like may stand."""
    words = tidy(label).replace("(", " ").replace(")", " ").split()
    begins = [word for word in words if not word[0].islower()]
    if not begins or not any(word[0].isalpha() for word in begins):
        return False
    if any(word[0].islower() and word.casefold() not in _PARTICLES for word in words):
        return False
    return not words[-1].islower() or "," in label  # “Vries, Jan de”, but not “Let op”


def speakers(lines: Sequence[Line]) -> set[tuple[str, str]]:
    """Which (form, label) are speakers, by the rule at the head of this module."""
    spoken = [line for line in lines if line.text.strip() or line.voice]
    voices = {line.voice for line in spoken if line.voice}
    timed = Counter(line.label for line in spoken if line.form == "timed")
    if sum(timed.values()) < 2:
        timed = Counter({label: count for label, count in timed.items() if is_part(label)})
    found = {("timed", label) for label in timed}
    told = voices | set(timed)
    colon = Counter(line.label for line in spoken if line.form == "colon" and line.voice is None)
    bare = sum(line.form == "colon" and not line.body.strip() for line in spoken)
    found |= {("colon", label) for label in _by_colon(colon, told, len(spoken) - bare)}
    tabbed = Counter(line.label for line in spoken if line.form == "tab")
    found |= {("tab", label) for label in _by_place(tabbed, len(spoken))}
    return found | {("alone", label) for label in _alone(spoken, told)}


def in_doubt(line: Line, known: set[tuple[str, str]]) -> bool:
    """Whether a line may begin with a speaker's name that is not taken for one, while others in the file are."""
    beside = line.form == "colon" and any(form == "colon" for form, _ in known)
    return beside and (line.form, line.label) not in known and looks_like_a_name(line.label)


def _by_colon(counts: Counter, told: set[str], lines: int) -> set[str]:
    """Rules 1 to 5 for labels before a colon, of which `counts` says how many lines they head."""
    sure = {label for label in counts if label in told or _first_word(label) in PARTS}
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
