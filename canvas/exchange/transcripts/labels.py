"""Looks at one line of speech: whether it begins with a time, and what in it may be the name of a speaker.

Whether that is one is told by the file as a whole, in `speakers`.

A label can be a speaker when it is short (50 characters, six words), begins with a letter and holds no mark that ends
or interrupts a sentence; when it begins with a small letter it must hold a figure (“spreker 1”), be a word for a part
in a conversation (“interviewer”), or be a surname (“de Vries”). Words such as “Let op” and “Bijvoorbeeld” never are.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from canvas.exchange.transcripts.stamps import CLOCK

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
     "titel", "title", "onderwerp", "subject", "tijd", "time",
     "lacht", "gelach", "stilte", "pauze", "zucht", "muziek", "applaus", "onverstaanbaar", "laughs", "laughter",
     "silence", "pause", "music", "applause", "inaudible", "crosstalk")
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
_BRACKETS = re.compile(r"\s*[\[(](?P<label>[^\[\]()]{1,60})[\])]\s*")
_TAB = re.compile(r"\s*(?P<label>[^:\t]{1,80}?)\s*\t\s*(?=\S)")
_TIMED = re.compile(rf"\s*(?P<label>[^:\t]{{1,80}}?)\s*(?:\s(?P<a>{CLOCK})|[\[(]\s*(?P<b>{CLOCK})\s*[\])])\s*")

_TIMED_BEFORE = re.compile(rf"\s*(?P<label>[^:\t]{{1,80}}?)\s{{2,}}(?P<a>{CLOCK})\s+(?=\S)")  # two spaces at least


@dataclass
class Line:
    """A line of speech while it is looked at: what may be its label, how that was written, and what is said.

    `apart` says what stands above it: an empty line ("line"), a time ("time") or speech (""); `fresh` that a paragraph
    begins with it. `said` is the line after the time in its head (`clock`), `body` what follows the label, whose form
    is colon, brackets, tab, timed or alone and which may hold a time itself (`label_clock`). Where nothing can be one,
    `label` is ''.
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
    tried = [("colon", _COLON.match(head)), ("brackets", _BRACKETS.match(head))]
    if timed:
        tried += [("tab", _TAB.match(head)), ("timed", _TIMED.fullmatch(head) if whole else None)]
        tried += [("timed", _TIMED_BEFORE.match(head))]
    if any(_labelled(line, form, found) for form, found in tried) or not timed:
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
    return first_word(label) in PARTS or label.casefold() in _SHORT_PARTS or bool(_CODE.fullmatch(label))


def first_word(label: str) -> str:
    """The first word of a label in small letters, without the figure or sign at its end."""
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
