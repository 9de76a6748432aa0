"""Knows what programs and typists write around a conversation: titles, dates, “Transcribed by …”; nobody spoke it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from canvas.capture.word_sets import phrases, words
from canvas.exchange.transcripts.speakers.labels import Line, first_word, is_part

LONGEST_SOFTWARE_LINE = 200  # characters of such a line
MOST_HEAD = 25  # lines of a head; more is a text of its own
_PROGRAM = (
    r"(?:noscribe|otter(?:\.ai)?|trint|sonix|amberscript|happy ?scribe|rev(?:\.com)?|f4x?|maxqda|nvivo|whisper\S*|zoom"
    r"|(?:microsoft )?teams|webex|descript|fireflies(?:\.ai)?|read\.ai|google meet|good tape|turboscribe|scribewave)"
)
_MADE = (
    r"(?:automatisch |automatically )?(?:transcribed|transcript(?:ion|ie)?|getranscribeerd|uitgeschreven|subtitles?"
    r"|captions?|ondertiteling|generated|created|exported|recorded|gemaakt|gegenereerd|opgenomen|powered)"
    r"(?: (?:generated|created|made|gemaakt|gegenereerd|exported|provided))? (?:by|with|using|from|door|met|via)"
)
# what only a program writes, wherever it stands
_BY_SOFTWARE = re.compile(
    rf"{_MADE} (?:{_PROGRAM}\b.*|https?://\S+)"
    rf"|(?:this|dit) (?:transcript|file|document|bestand)\b.*\b{_PROGRAM}\b.*"
    r"|(?:\S+ ){1,6}(?:heeft|hebt) de (?:transcriptie|opname) (?:gestart|gestopt|beëindigd)\.?"
    r"|(?:\S+ ){1,6}(?:started|stopped) (?:the )?(?:transcription|recording)\.?"
    r"|(?:view|bekijk) .{0,80}https?://\S+"
    r"|\(?start \(hh:mm:ss\).*"
    r"|page [0-9]+ of [0-9]+|pagina [0-9]+ van [0-9]+"
    r"|(?:the )?(?:meeting|transcription|recording|transcript) ended after [0-9:]{4,12}\W{0,4}"
    r"|(?:de )?(?:vergadering|transcriptie|opname|meeting) (?:is )?(?:beëindigd|geëindigd|gestopt) na [0-9:]{4,12}"
    r"\W{0,4}"
    r"|this (?:editable )?transcript (?:was|is) (?:computer|machine|automatically)[ -]generated\b.*"
    r"|(?:dit|deze) (?:bewerkbare )?transcript(?:ie)? (?:is|werd) (?:door (?:de|een) computer|automatisch)"
    r" gegenereerd\b.*",
    re.IGNORECASE,
)
# what a person may say too: only in the head of a file, and apart at its end
_AROUND = re.compile(
    rf"{_MADE} .*|https?://\S+"
    r"|(?:de |the )?(?:opname|transcriptie|recording|transcription) (?:is |was )?(?:gestart|gestopt|started|stopped)\.?"
    r"|(?:einde|end)(?: of| van)?(?: (?:de|het|the))? (?:transcript|transcriptie|transcription|opname|recording)\.?",
    re.IGNORECASE,
)
# what a typist puts below the last words, without the full stop that words have
_END = re.compile(
    r"[\[(]?(?:einde|end)(?: of| van)?(?: (?:de|het|the))? (?:transcript|transcriptie|transcription|opname"
    r"|geluidsopname|geluidsfragment|recording|interview|gesprek|audio|bestand)[\])]?",
    re.IGNORECASE,
)
LAST = 3  # lines at the end of a file that may be its foot
_HEAD_KEYS = phrases(
    """
    datum, date, duur, duration, lengte, length, locatie, location, plaats, place, titel, title, onderwerp,
    subject, tijd, time, tijdstip, project, bestand, file, audio file, audiobestand, media, media file, opname,
    recording, taal, language, aanwezig, aanwezigen, deelnemers, participants, attendees, sprekers, speakers,
    functie, organisatie, organisation, organization, rol, role, transcribed by, transcriptie, transcript,
    interviewnummer, nummer, nr, code, afgenomen door, getranscribeerd door, versie, version, created, exported,
    gemaakt op, bron, source, contact
    """
)
_MADE_BY = re.compile(
    r"(?:(?:uit)?ge\w{3,}|(?:her|be|op|af|ver)\w{2,}|interview|transcriptie|transcript|opname|\w{3,}ed)"
    r" (?:door|op|by|on|met)",
    re.IGNORECASE,
)  # “Uitgeschreven door”, “Recorded on”
_MONTH = r"(?:jan|feb|maart|mrt|mar|apr|mei|may|jun|jul|aug|sep|okt|oct|nov|dec)[a-z]*\.?"  # a date in Dutch or English
_DATE = re.compile(
    rf"(?:(?:[a-z]{{2,9}},? )?[0-9]{{1,2}} {_MONTH} [0-9]{{4}}|{_MONTH} [0-9]{{1,2}},? [0-9]{{4}}"
    r"|[0-9]{1,4}[-/.][0-9]{1,2}[-/.][0-9]{1,4})(?:[, ]+(?:om )?[0-9]{1,2}[:.][0-9]{2}(?: ?[ap]m)?(?: uur)?)?",
    re.IGNORECASE,
)
_DURATION = re.compile(
    r"(?:[0-9]{1,3} ?(?:h|u|uur|hours?|m|min|mins|minuten|minutes|minuut|s|sec|secs|seconden|seconds)\.? ?){1,3}",
    re.IGNORECASE,
)
_KEY = re.compile(r"(?P<key>[^:]{1,40}?)\s*:\s*(?P<value>.{0,160})")
_HEAD_WORDS = words(
    "naam name bijlage appendix datum date plaats locatie functie organisatie geslacht leeftijd duur tijdstip code"
)
_HEAD_ALONE = _HEAD_KEYS | phrases(
    "summary keywords, keywords, trefwoorden, samenvatting, summary, genodigden, invited"
)
_FILE = re.compile(r"\S(?:.{0,120}\S)?\.(?:mp3|mp4|m4a|wav|docx?|txt|vtt|srt|ogg|wma|mov)", re.IGNORECASE)
_NO_SENTENCE_END = re.compile(r".*[^.!?…:;,\s]\s*")


def is_of_software(text: str, around: bool = False) -> bool:
    """Tell whether a program wrote this line by itself; `around` where it heads or closes the file."""
    bare = text.strip()
    bare = bare[1:-1] if bare[:1] + bare[-1:] in ("()", "[]") else bare
    if not 0 < len(bare) <= LONGEST_SOFTWARE_LINE:
        return False
    return bool(_BY_SOFTWARE.fullmatch(bare) or (around and _AROUND.fullmatch(bare)))


def foot_length(lines: Sequence[Line]) -> int:
    """Return how many of the last lines are a foot: an empty line above the first, and none of them said."""
    for count in range(min(LAST, len(lines) - 1), 0, -1):
        foot = lines[-count:]
        if foot[0].apart == "line" and all(is_of_software(line.text, around=True) for line in foot):
            return count
    return int(
        len(lines) > 1 and len(lines[-1].text) < LONGEST_SOFTWARE_LINE and bool(_END.fullmatch(lines[-1].text.strip()))
    )


def head_length(lines: Sequence[Line], labels: set[tuple[str, str]]) -> int:
    """Return how many of the first lines are a head: what stands above the first words of a speaker.

    A head has at least one line that is surely no speech (a date, a duration, “Datum: …”, a program's own line), and
    none that ends as a sentence does. Where it names who took part (“Interviewer: …” once, with other labels below),
    those lines belong to it.
    """
    block = _first_block(lines, labels)
    sure = [_is_sure(line) for line in block]
    if not block or not any(sure):
        return 0
    fits = (certain or _is_title(line.text) for line, certain in zip(block, sure, strict=True))
    return len(block) if all(fits) else 0


def _first_block(lines: Sequence[Line], labels: set[tuple[str, str]]) -> list[Line]:
    """Return the lines above the first speaker, with those that name a part once and never again."""
    block: list[Line] = []
    later = [line.label for line in lines if (line.form, line.label) in labels]
    for at, line in enumerate(lines[: MOST_HEAD + 1]):
        if (line.form, line.label) in labels:
            parted = any(following.apart == "line" for following in lines[at + 1 : MOST_HEAD + 1])
            once = line.form == "colon" and later.count(line.label) == 1 and len(set(later)) > 2
            named = _is_head_key(line.label) or (parted and _names_a_part(line))
            if not (once and named and line.body.strip() and len(line.body) < 100):
                return block
        block.append(line)
    return []


def _names_a_part(line: Line) -> bool:
    return is_part(line.label) or _is_of_head(line.label)


def _is_head_key(label: str) -> bool:
    """Tell whether words before a colon say what a file is or how it was made: “Datum”, “Getranscribeerd door”."""
    key = label.strip("( ").casefold()
    return key in _HEAD_KEYS or bool(_MADE_BY.fullmatch(key))


def _is_sure(line: Line) -> bool:
    bare = line.text.strip()
    key = _KEY.fullmatch(bare)
    keyed = key is not None and (_is_of_head(key["key"]) or _names_a_part_of(key["key"]))
    keyed = keyed or is_head_word(bare)
    matched = _DATE.fullmatch(bare) or _DURATION.fullmatch(bare) or _FILE.fullmatch(bare)
    return len(bare) <= LONGEST_SOFTWARE_LINE and (keyed or bool(matched) or is_of_software(bare, around=True))


def _is_of_head(key: str) -> bool:
    """Tell whether a key such as “Naam interviewer” or “Bijlage 3” is one of a head: it begins with such a word."""
    return _is_head_key(key) or (first_word(key) in _HEAD_WORDS if key.split() else False)


def _names_a_part_of(key: str) -> bool:
    words = key.split()
    return bool(words) and len(words) < 3 and len(key) > 2 and is_part(key)


def is_head_word(text: str) -> bool:
    """Tell whether a line is only a word that heads a part of a file, such as “Attendees” or “Audiobestand”."""
    return text.strip(" :*#").casefold() in _HEAD_ALONE


def _is_title(text: str) -> bool:
    return len(text) <= LONGEST_SOFTWARE_LINE and len(text.split()) <= 12 and bool(_NO_SENTENCE_END.fullmatch(text))
