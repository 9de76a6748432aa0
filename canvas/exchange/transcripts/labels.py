"""Looks at one line of speech: whether it begins or ends with a time, and what in it may be the name of a speaker.

Whether that is one is told by the file as a whole, in `speakers`.

A label can be a speaker when it is short (50 characters, six words), begins with a letter and holds no mark that ends
or interrupts a sentence; when it begins with a small letter it must hold a figure (“spreker 1”), be a word for a part
in a conversation (“interviewer”), or be a surname (“de Vries”). What stands behind a bar or in brackets (an
organisation) does not count, and pronouns (“zij/haar”) are taken off. Words such as “Let op” and “Bijvoorbeeld” never
are. Other short words before a colon (“ria visser”, “Resp. 1”, a telephone number) are *loose*: a speaker only where
the file as a whole is written that way.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from canvas.capture.dutch import COMMON
from canvas.capture.word_sets import phrases, words
from canvas.exchange.transcripts.stamps import BETWEEN, CLOCK, F4

HEAD = 160  # characters of a line in which its label and time are looked for
MOST_WORDS, MOST_SIGNS = 6, 50
LOOSE_WORDS, LOOSE_SIGNS = 8, 60
PARTS = words(
    """
    interviewer interviewster respondent geïnterviewde spreker speaker moderator gespreksleider voorzitter
    facilitator onderzoeker researcher interviewee participant deelnemer notulist onbekend unknown befragter
    befragte
    """
)
_SHORT_PARTS = frozenset(
    ("i", "r", "v", "a", "b", "q", "int", "resp", "vraag", "antwoord", "question", "answer", "o", "d", "p", "m")
)
_PARTICLES = words(
    """
    van de den der het ter ten te von und zu da di du la le el al bin ibn 't 's op in en and
    """
)
# what stands before a colon in what people say, and in what a program or a typist adds
_NEVER = phrases(
    """
    let op, bijvoorbeeld, namelijk, conclusie, kortom, voorbeeld, noot, nb, n.b, ps, p.s, belangrijk,
    samenvatting, resultaat, ja, nee, oké, ok, hm, yes, no, note, example, conclusion, important, summary, for
    example, datum, date, duur, duration, locatie, location, titel, title, onderwerp, subject, tijd, time, lacht,
    gelach, stilte, pauze, zucht, muziek, applaus, onverstaanbaar, laughs, laughter, silence, pause, music,
    applause, inaudible, crosstalk, http, https, ten eerste, ten tweede, dus, want, maar
    """
)
_BROKEN = set('?!;"“”„…=<>{}|\\/*#')
_LOOSELY_BROKEN = _BROKEN - set("|/#")
_FULL_STOP = re.compile(r"\w{4,}\.\s+(?![0-9])")
_CODE = re.compile(r"[A-Za-z]{1,3}[-_ ]?[0-9]{1,3}")
_TELEPHONE = re.compile(r"\+?[0-9][0-9 ()*xX•-]{5,20}")
_PRONOUNS = re.compile(
    r"\s*\((?:zij|ze|haar|hij|hem|zijn|die|hen|hun|diens|she|her|hers|he|him|his|they|them|theirs)"
    r"(?:\s?/\s?[a-z]{2,8}){1,3}\)",
    re.IGNORECASE,
)
_BESIDE = re.compile(r"\s*(?:\||\s/\s|\s[-–]\s|\().*")
_LONG_CLOCK = r"[0-9]{1,3}:[0-9]{1,3}:[0-9]{1,3}(?:[.,][0-9]{1,9})?"
_FINE_CLOCK = r"(?:[0-9]{1,3}:)?[0-9]{1,3}:[0-9]{1,3}[.,][0-9]{1,9}"
_STAMP_FIRST = re.compile(
    rf"\s*(?:[\[(]\s*(?P<a>{CLOCK})(?:{BETWEEN}(?P<a_to>{CLOCK}))?\s*[\])]|(?P<f>{F4})"
    rf"|(?P<b>{_LONG_CLOCK})(?:{BETWEEN}(?P<b_to>{CLOCK}))?(?=[\s:]|$)"
    rf"|(?P<c>{_FINE_CLOCK}){BETWEEN}(?P<c_to>{_FINE_CLOCK})(?=[\s:]|$))\s*[-–:]?\s*"
)
_SHORT_STAMP_FIRST = re.compile(rf"\s*(?P<a>{CLOCK})\s+(?=\S)")
_STAMP_LAST = re.compile(rf"(?:(?P<a>{F4})|\[\s*(?P<b>{_LONG_CLOCK})\s*\])\s*")
_COLON = re.compile(
    rf"\s*(?P<label>[^:：\t]{{1,80}}?)(?:\s*[\[(]\s*(?P<a>{CLOCK})\s*[\])]|\s+(?P<b>{CLOCK}))?\s*[:：](?:\s+|$)"
    rf"(?:[\[(]\s*(?P<c>{CLOCK})\s*[\])]\s*)?"
)
_GLUED = re.compile(r"\s*(?P<label>[^\s:：/\\\t]{1,30})[:：](?=[^\s:：/\\0-9])")
_BOLD = re.compile(
    r"\s*(?P<mark>\*\*|__|\*)(?P<label>[^*:：\t]{1,80}?)\s*(?:[:：]\s*(?P=mark)|(?P=mark)\s*[:：])(?:\s+|$)"
)
_BRACKETS = re.compile(r"\s*(?:[\[(<]|\*\*)(?P<label>[^\[\]()<>*]{1,60})(?:[\])>]|\*\*)\s*")
_DASH = re.compile(r"\s*(?P<label>[^:\t–—]{1,40}?)\s+[-–—]\s+(?=\S)")
_TAB = re.compile(r"\s*(?P<label>[^:\t]{1,80}?)\s*\t\s*(?=\S)")
_TIMED = re.compile(
    rf"\s*(?P<label>[^:\t]{{1,80}}?)\s*(?:\s(?P<a>{CLOCK})|[\[(]\s*(?P<b>{CLOCK})\s*[\])]|(?P<f>{F4}))\s*"
)
_TIMED_BEFORE = re.compile(rf"\s*(?P<label>[^:\t]{{1,80}}?)\s{{2,}}(?P<a>{CLOCK})\s+(?=\S)")  # two spaces at least


@dataclass
class Line:
    """A line of speech while it is looked at: what may be its label, how that was written, and what is said.

    `apart` says what stands above it: an empty line ("line"), a time ("time") or speech (""); `fresh` that a paragraph
    begins with it. `said` is the line without the times at its two ends (`clock` with `clock_to`, and `end_clock`),
    from `start` on. `body` is what follows the label, whose form is colon, brackets, tab, timed, dash or alone and
    which may hold a time itself (`label_clock`). A `loose` label is one only where the whole file is written so; a
    `firm` one, with a time, no sentence has by chance. Where nothing can be a label, `label` is ''.
    """

    number: int
    text: str
    from_ms: int | None = None
    to_ms: int | None = None
    voice: str | None = None
    fresh: bool = False
    apart: str = ""
    clock: str = ""
    clock_to: str = ""
    end_clock: str = ""
    start: int = 0
    said: str = ""
    label: str = ""
    form: str = ""
    body: str = ""
    label_clock: str = ""
    loose: bool = False
    firm: bool = False


def look_at(line: Line, timed: bool) -> Line:
    """Fill in what may be the label of a line; with `timed` its times too, as in a text that is no list of cues."""
    line.said = _without_clocks(line) if timed else line.text
    head, whole = line.said[:HEAD], len(line.said) <= HEAD
    attempts = [("colon", _BOLD.match(head)), ("colon", _COLON.match(head)), ("colon", _GLUED.match(head))]
    if timed:
        attempts.append(("timed", _TIMED.fullmatch(head) if whole else None))
    attempts.append(("brackets", _BRACKETS.match(head)))
    if timed:
        attempts += [("tab", _TAB.match(head)), ("timed", _TIMED_BEFORE.match(head)), ("dash", _DASH.match(head))]
    if any(_labelled(line, form, match) for form, match in attempts) or not timed:
        return line
    if whole and stands_alone(head):
        line.label, line.form = tidy(head), "alone"
        line.apart = "time" if line.clock else line.apart
    return line


def _labelled(line: Line, form: str, match: re.Match | None) -> bool:
    if not match:
        return False
    strict = is_plausible(match["label"]) and (match.re is not _GLUED or is_part(match["label"]))
    if not strict and not (form == "colon" and is_loosely_plausible(match["label"])):
        return False
    line.label, line.form, line.body = tidy(match["label"]), form, line.said[match.end() :]
    clocks = (clock for name, clock in match.groupdict().items() if name not in ("label", "mark"))
    line.label_clock = next(filter(None, clocks), "")
    line.loose = not strict
    line.firm = match.re is _TIMED_BEFORE or bool(re.search(r"\s{2,}\S+\s*$|[\])#]\s*$|^\s*[\[(]", match[0]))
    return True


def _without_clocks(line: Line) -> str:
    """What stands between the times at the two ends; a bare 12:30 is one only where a speaker is named after it."""
    start, end = 0, len(line.text)
    head = line.text[:HEAD]
    first = _STAMP_FIRST.match(head)
    if not first:
        first = _SHORT_STAMP_FIRST.match(head)
        named = first and _COLON.match(head[first.end() :])
        if not named or not is_plausible(named["label"]):
            first = None
    if first:
        clocks = [clock for clock in first.groups() if clock]
        line.clock, line.clock_to = clocks[0], clocks[1] if len(clocks) > 1 else ""
        start = line.start = first.end()
    tail_from = max(start, line.text.rfind(" ", start, len(line.text.rstrip())) + 1)
    last = _STAMP_LAST.fullmatch(line.text[tail_from:]) if end - tail_from < HEAD else None
    if last and tail_from > start:
        line.end_clock = last["a"] or last["b"]
        end = tail_from
    return line.text[start:end]


def tidy(label: str) -> str:
    """Return a label as it is shown: white space evened, brackets, pronouns and marks around it gone."""
    label = _PRONOUNS.sub("", " ".join(label.split()))
    return label[1:-1].strip() if label[:1] + label[-1:] in ("[]", "()") else label.strip("*_ ")


def is_plausible(label: str) -> bool:
    """Tell whether these words could be the name of a speaker at all."""
    label = tidy(label)
    core = _BESIDE.sub("", label) or label
    words = core.split()
    if not words or len(label) > MOST_SIGNS or len(words) > MOST_WORDS or _is_never(label):
        return False
    if set(core) & _BROKEN or label.count(",") > 1 or _FULL_STOP.search(core):
        return False
    if not core[0].isalpha():
        return False
    small = core[0].islower()
    return not small or any(sign.isdigit() for sign in core) or is_part(core) or looks_like_a_name(core)


def is_loosely_plausible(label: str) -> bool:
    """Tell whether these words could be a speaker where the whole file is written as labels before colons."""
    label = tidy(label)
    words = label.split()
    if not words or len(label) > LOOSE_SIGNS or len(words) > LOOSE_WORDS or _is_never(label):
        return False
    if _TELEPHONE.fullmatch(label):
        return True
    broken = set(label) & _LOOSELY_BROKEN or label.count(",") > 1 or _FULL_STOP.search(label)
    return label[0].isalpha() and not broken


def _is_never(label: str) -> bool:
    return label.casefold().strip(" .,-") in _NEVER


def stands_alone(line: str) -> bool:
    """Tell whether a whole line could be a name above what is said: “Bo de Vries”, but not “Goed.” or “Nooit”."""
    words = line.split()
    if len(words) > 4 or not is_plausible(line) or not looks_like_a_name(line):
        return False
    ends = line.rstrip()[-1:]
    if ends in ".,?!…:;" and not re.search(r"(?:^|[\s.])\w\.$", line.rstrip()):
        return False
    return len(words) > 1 or len(words[0]) < 3 or words[0].casefold() not in COMMON  # “An” and “Bo” are names too


def is_part(label: str) -> bool:
    """Tell whether the label says which part someone has: “Interviewer 1”, “R2”, “V”."""
    return first_word(label) in PARTS or label.casefold() in _SHORT_PARTS or bool(_CODE.fullmatch(label))


def first_word(label: str) -> str:
    """Return the first word of a label in small letters, without the figure or sign at its end."""
    return re.split(r"[-_.0-9]", label.split()[0].casefold())[0]


def looks_like_a_name(label: str) -> bool:
    """Tell whether every word begins as names do; between them “van”, “de” and the like may stand."""
    words = tidy(label).replace("(", " ").replace(")", " ").split()
    begins = [word for word in words if not word[0].islower()]
    if not begins or not any(word[0].isalpha() for word in begins):
        return False
    if any(word[0].islower() and word.casefold() not in _PARTICLES for word in words):
        return False
    return not words[-1].islower() or "," in label  # “Vries, Jan de”, but not “Let op”
