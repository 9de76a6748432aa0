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

from canvas.capture.personal_data.dutch import COMMON, FIRST_NAMES
from canvas.capture.word_sets import phrases, words
from canvas.exchange.transcripts.text_lines.stamps import BETWEEN, CLOCK, F4, IN_WORDS, LONG_CLOCK, SECONDS

LINE_HEAD = 160  # characters of a line in which its label and time are looked for
MOST_WORDS, MOST_SIGNS = 6, 50
LOOSE_WORDS, LOOSE_SIGNS = 8, 60
SPEAKER_WORDS = words(
    """
    interviewer interviewster respondent geïnterviewde spreker speaker moderator gespreksleider voorzitter
    facilitator onderzoeker researcher interviewee participant deelnemer notulist onbekend unknown befragter
    befragte iedereen allen everyone tolk interpreter
    """
)
_SHORT_SPEAKER_WORDS = frozenset(
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
# words of points rather than people: named here, or told by how Dutch and English make nouns of matters
_TOPIC = re.compile(
    r"doel(?:en|groep|stelling)?|kosten|baten|lasten|risico'?s?|kans(?:en)?|plan(?:nen)?|thema'?s?|punt(?:en)?|tips?|geld"
    r"|tijd|rol(?:len)?|inzet|vraag|vragen|antwoord|actie(?:s|punt|punten)?|advies|gevolg(?:en)?|redenen?|oorzaak|feit(?:en)?"
    r"|probleem|problemen|idee(?:ën)?|aanpak|vervolg|succes(?:sen)?|oplossing(?:en)?|kwaliteit|school|gemeente|bedrijf"
    r"|bedrijven|onderwijs|overheid|winst|verlies|budget|personeel|huisvesting|project|goals?|costs?|risks?|benefits?|plans?"
    r"|aims?|tips?|problems?|reasons?|results?|resultaten?|voor-?|voorde(?:el|len)|nade(?:el|len)|besluit(?:en)?"
    r"|\w{3,}(?:ing|ingen|heid|heden|iteit|atie|aties|schap|schappen|stuk|stukken|punt|punten|deel|delen|taak|taken)"
    r"|\w{3,}(?:tion|tions|ment|ments|ness|ity|ities)",
    re.IGNORECASE,
)
_FIRST_OF_POINTS = words("mijn onze ons dit dat deze die belangrijkste grootste eerste tweede derde laatste my our")
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
_FINE_CLOCK = r"(?:[0-9]{1,3}:)?[0-9]{1,3}:[0-9]{1,3}[.,][0-9]{1,9}"
_STAMP_FIRST = re.compile(
    rf"\s*(?:[\[(]\s*(?P<a>{CLOCK})(?:{BETWEEN}(?P<a_to>{CLOCK}))?\s*[\])]|(?P<f>{F4})"
    rf"|\[\s*(?P<s>{SECONDS}){BETWEEN}(?P<s_to>{SECONDS})\s*\]"
    rf"|(?:[0-9]{{4}}-[0-9]{{2}}-[0-9]{{2}}[ T])?(?P<b>{LONG_CLOCK})(?:{BETWEEN}(?P<b_to>{CLOCK}))?(?=[\s:]|$)"
    rf"|(?P<c>{_FINE_CLOCK}){BETWEEN}(?P<c_to>{_FINE_CLOCK})(?=[\s:]|$))\s*[-–:]?\s*"
)
_SHORT_STAMP_FIRST = re.compile(rf"\s*(?P<a>{CLOCK})\s+(?:[-–—]\s+)?(?=\S)")
_STAMP_LAST = re.compile(rf"(?:(?P<a>{F4})|\[\s*(?P<b>{LONG_CLOCK})\s*\](?:\[[0-9.]{{1,9}}\])?)\s*")
_COLON = re.compile(
    rf"\s*(?:(?:[-–—•]|>>)\s+)?(?P<label>[^:：\t]{{1,80}}?)"
    rf"(?:\s*[\[(]\s*(?P<a>{CLOCK})(?:{BETWEEN}(?P<a_to>{CLOCK}))?\s*[\])]|\s+(?P<b>{CLOCK})"
    rf"|\s*\[(?P<s>{SECONDS}){BETWEEN}(?P<s_to>{SECONDS})\])?\s*[:：](?:\s+|$)"
)
_STAMP_BEHIND = re.compile(rf"[\[(]\s*(?P<a>{CLOCK})(?:{BETWEEN}(?P<a_to>{CLOCK}))?\s*[\])]\s*|(?P<f>{F4})\s*")
# what people write to one another beside a call: “From Bo Vos to Everyone:”, always with a clock before it
_WRITTEN = re.compile(
    r"\s*(?:From\s+(?P<label>[^:\t]{1,80}?)(?:\s+to\s+[^:]{1,80})?|Van\s+(?P<van>[^:\t]{1,80}?)\s+[Aa]an\s+[^:]{1,80}?)"
    r"\s*:(?:\s+|$)"
)
_RECOGNISED = re.compile(
    r"\s*+\[?(?P<label>(?:SPEAKER|SPK|S)_[0-9]{1,3})\]?(?!\s*+(?:[:：\[(]|[0-9]{1,3}:))(?:\s++|$)"
)  # as some print it, without a colon
_HASH = re.compile(r"\s*#(?:##?#?#?\s)?(?P<label>[^#:\d\s][^#:]{0,59})\s*")
_GLUED = re.compile(r"\s*(?P<label>[^\s:：/\\\t]{1,30})[:：](?=[^\s:：/\\0-9])")
_BOLD = re.compile(
    r"\s*(?P<mark>\*\*|__|\*|_)(?P<label>[^*:：\t]{1,80}?)\s*(?:[:：]\s*(?P=mark)|(?P=mark)\s*[:：])(?:\s+|$)"
)
_BRACKETS = re.compile(r"\s*(?:[\[(<]|\*\*)(?P<label>[^\[\]()<>*]{1,60})(?:[\])>]|\*\*)\s*")
_DASH = re.compile(r"\s*(?P<label>[^:\t–—]{1,40}?)\s+[-–—]\s+(?=\S)")
_TAB = re.compile(r"\s*(?P<label>[^:\t]{1,80}?)\s*\t\s*(?=\S)")
_TIMED = re.compile(
    rf"\s*(?P<label>[^:\t]{{1,80}}?)\s*(?:[-–—]\s*)?(?:\s(?P<a>{CLOCK})"
    rf"|[\[(]\s*(?P<b>{CLOCK})(?:{BETWEEN}(?P<b_to>{CLOCK}))?\s*[\])]|(?P<f>{F4})|\s(?P<w>{IN_WORDS}))\s*"
)
# two spaces at least, or brackets
_TIMED_BEFORE = re.compile(
    rf"\s*(?P<label>[^:\t\[\](]{{1,80}}?)(?:\s{{2,}}(?P<a>{CLOCK})|\s*\[(?P<b>{CLOCK})\])\s+(?=\S)"
)


# a time set off by brackets, a dash or two spaces from the name before it, or a name in brackets
_SET_OFF = re.compile(
    rf"\s{{2}}\S{{1,20}}(?:\s[AP]M)?\s*$|[\])#]\s*$|^\s*[\[(]|\s[-–—]\s*\S{{1,20}}\s*$|\s{IN_WORDS}\s*$"
)


@dataclass
class Line:
    """A line of speech while it is looked at: what may be its label, how that was written, and what is said.

    `apart` says what stands above it: an empty line ("line"), a time ("time") or speech (""); `fresh` that a paragraph
    begins with it, and `under_time` that a time which is no caption's stands above it. `said` is the line without the
    times at its two ends (`clock` with `clock_to`, and `end_clock`), from `start` on. `body` is what follows the label,
    whose form is colon, brackets, tab, timed, dash or alone and
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
    under_time: bool = False
    clock: str = ""
    clock_to: str = ""
    end_clock: str = ""
    start: int = 0
    untimed: str = ""
    label: str = ""
    form: str = ""
    body: str = ""
    label_clock: str = ""
    loose: bool = False
    firm: bool = False


def find_label(line: Line, timed: bool) -> Line:
    """Fill in what may be the label of a line; with `timed` its times too, as in a text that is no list of cues."""
    line.untimed = _without_clocks(line) if timed else line.text
    head, whole = line.untimed[:LINE_HEAD], len(line.untimed) <= LINE_HEAD
    if line.clock and (written := _WRITTEN.match(head)):
        name = written["label"] or written["van"]
        line.label, line.form, line.body, line.firm = tidy(name), "timed", line.untimed[written.end() :], True
        return line
    if (code := _RECOGNISED.match(head)) and _labelled(line, "brackets", code):
        return line
    attempts = [("colon", _BOLD.match(head)), ("colon", _COLON.match(head)), ("colon", _GLUED.match(head))]
    if timed:
        attempts.append(("timed", _TIMED.fullmatch(head) if whole else None))
    attempts.append(("brackets", _BRACKETS.match(head)))
    attempts.append(("brackets", _HASH.fullmatch(head) if timed and whole else None))
    if timed:
        attempts += [("tab", _TAB.match(head)), ("timed", _TIMED_BEFORE.match(head)), ("dash", _DASH.match(head))]
    if any(_labelled(line, form, match) for form, match in attempts) or not timed:
        return line
    if whole and line.apart == "line" and _labelled_in_small_letters(line, _TIMED.fullmatch(head)):
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
    line.label, line.form, line.body = tidy(match["label"]), form, line.untimed[match.end() :]
    clocks = [clock for name, clock in match.groupdict().items() if clock and name not in ("label", "mark")]
    if form == "colon" and not clocks and (behind := _STAMP_BEHIND.match(line.body)):
        clocks = [clock for clock in behind.groups() if clock]
        line.body = line.body[behind.end() :]
    if clocks:
        line.label_clock, line.clock_to = clocks[0], clocks[1] if len(clocks) > 1 else line.clock_to
    line.loose = not strict
    line.firm = match.re is _TIMED_BEFORE or bool(_SET_OFF.search(match[0]))
    return True


def _labelled_in_small_letters(line: Line, match: re.Match | None) -> bool:
    """Take “sanne d. 0:03” below an empty line for a loose label with a time; `speakers` says whether it is one."""
    if not match or len(match["label"].split()) > 4 or not is_loosely_plausible(match["label"]):
        return False
    clocks = [clock for name, clock in match.groupdict().items() if clock and name != "label"]
    line.label, line.form, line.body, line.loose = tidy(match["label"]), "timed", "", True
    line.label_clock, line.clock_to = clocks[0], clocks[1] if len(clocks) > 1 else line.clock_to
    return True


def _without_clocks(line: Line) -> str:
    """Return what stands between the times at the two ends.

    A bare 12:30 is one only where a speaker is named after it.
    """
    start, end = 0, len(line.text)
    head = line.text[:LINE_HEAD]
    first = _STAMP_FIRST.match(head)
    if not first:
        first = _SHORT_STAMP_FIRST.match(head)
        named = first and _COLON.match(head[first.end() :])
        alone = first and "-" in first[0] and stands_alone(head[first.end() :].strip() or "?")
        if not alone and not (named and is_plausible(named["label"])):
            first = None
    if first:
        clocks = [clock for clock in first.groups() if clock]
        line.clock, line.clock_to = clocks[0], clocks[1] if len(clocks) > 1 else ""
        start = line.start = first.end()
    tail_from = max(start, line.text.rfind(" ", start, len(line.text.rstrip())) + 1)
    last = _STAMP_LAST.fullmatch(line.text[tail_from:]) if end - tail_from < LINE_HEAD else None
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
    return (
        first_word(label) in SPEAKER_WORDS or label.casefold() in _SHORT_SPEAKER_WORDS or bool(_CODE.fullmatch(label))
    )


def first_word(label: str) -> str:
    """Return the first word of a label in small letters, without the figure or sign at its end."""
    return re.split(r"[-_.0-9]", label.split()[0].casefold())[0]


def is_topic(label: str) -> bool:
    """Tell whether a label is a word that heads a point of what somebody says: “Doel”, “Kosten”, “Belangrijkste punt”.

    A part in the conversation is none, and neither is a first name.
    """
    if is_part(label) or first_word(label) in FIRST_NAMES:
        return False
    words = re.split(r"[\s/&-]+", tidy(label).strip(".").casefold())
    return bool(_TOPIC.fullmatch(words[-1]) or words[-1] in COMMON or words[0] in _FIRST_OF_POINTS)


def looks_like_a_name(label: str) -> bool:
    """Tell whether every word begins as names do; between them “van”, “de” and the like may stand."""
    words = tidy(label).replace("(", " ").replace(")", " ").split()
    begins = [word for word in words if not word[0].islower()]
    if not begins or not any(word[0].isalpha() for word in begins):
        return False
    if any(word[0].islower() and word.casefold() not in _PARTICLES for word in words):
        return False
    return not words[-1].islower() or "," in label  # “Vries, Jan de”, but not “Let op”
