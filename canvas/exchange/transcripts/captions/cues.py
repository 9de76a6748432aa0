"""Finds the cues of a caption file by themselves, so that what a library reads of it can be checked against them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from canvas.errors import N_
from canvas.exchange.transcripts.captions import markup, rolling_captions
from canvas.exchange.transcripts.read_log import COMMENT, OF_SOFTWARE, REPEATED, Reading
from canvas.exchange.transcripts.speakers import labels, speakers
from canvas.exchange.transcripts.speakers.labels import Line
from canvas.exchange.transcripts.text_lines import software_lines
from canvas.exchange.transcripts.text_lines.lines import NO_WORDS
from canvas.exchange.transcripts.text_lines.stamps import is_timing, timing
from canvas.exchange.transcripts.turns import Utterance

MOST_CUES = 100_000  # a working day of captions is some 15,000
_BESIDE = ("NOTE", "STYLE", "REGION")


@dataclass
class Cue:
    """A timing line, by its number in the file (0 for words before the first one), and the lines under it."""

    line: int
    timing: str
    speaker: str = ""
    payload: list[str] = field(default_factory=list)
    numbers: list[int] = field(default_factory=list)

    @property
    def text(self) -> str:
        """Return what stands under the timing line, as it stands there."""
        return "\n".join(self.payload)

    def add(self, number: int, line: str) -> None:
        """Put one more line under it."""
        self.payload.append(line)
        self.numbers.append(number)


def find_cues(reading: Reading, text: str, web: bool) -> list[Cue]:
    """Return the cues of a file, `web` for WebVTT.

    Words outside cues stay with the cue above them, and are warned about.
    """
    if text.count("\n") > MOST_CUES * 10:
        raise reading.too_long()
    lines = text.split("\n")
    reading.hold(text)
    timings = {number for number, line in enumerate(lines, 1) if "-->" in line and is_timing(line)}
    reading.cues_in_file = len(timings)
    _check_count(reading, len(timings))
    scanned = [Cue(0, "")]
    beside = header = web and lines[0].lstrip("\ufeff").startswith("WEBVTT")
    if web and not header:
        reading.warn(N_("the first line does not say WEBVTT; the captions were read all the same."))
    named = _named(lines, timings) if web else {}
    last_name, apart, comments = 0, True, 0
    for number, line in enumerate(lines, 1):
        if number in timings:
            reading.markup(line)
            scanned.append(Cue(number, line, named.get(number - 1, "")))
            beside = apart = False
        elif not line.strip():
            beside, apart = False, True
        elif beside or (apart and web and line.split(maxsplit=1)[0] in _BESIDE and not _ends_cue(line)):
            comments += not beside and line.startswith("NOTE")
            beside = True
            if number > 1 or not header:
                reading.leave_out(line, COMMENT, number)
            else:
                _leave_out_title(reading, line, number)
        elif number + 1 in timings and (name := _identifier(line, web and apart, apart, last_name)) is not None:
            last_name = name
            if number in named or len(line.split()) == 1:
                reading.markup(line)
            else:
                reading.leave_out(line, COMMENT, number)
        else:
            if apart and (scanned[-1].payload or not scanned[-1].line):
                reading.warn(N_("line {at}: words outside any caption; kept with the caption above."), number)
            scanned[-1].add(number, line)
            apart = False
    if comments:
        reading.warn(N_("comments of the software (NOTE) are left out ({count})."), count=comments)
    return scanned if scanned[0].payload else scanned[1:]


def _check_count(reading: Reading, count: int) -> None:
    """Raise UserError for a file without captions, or with more than any conversation has."""
    if not count:
        raise reading.fault(
            N_("there is no timing line (-->) in it, so it holds no captions."),
            N_("Export the transcript again; where it is a text without times, give it the ending .txt."),
        )
    if count > MOST_CUES:
        raise reading.fault(
            N_("this holds {count} captions, more than any conversation has."),
            N_("Split it, one file per interview."),
            count=count,
        )


def _leave_out_title(reading: Reading, line: str, number: int) -> None:
    """Count the first line of a WebVTT file: its mark is markup, a title behind it is left out."""
    mark, _, title = line.partition("WEBVTT")
    reading.markup(f"{mark}WEBVTT")
    reading.leave_out(title.strip(" -"), COMMENT, number)
    reading.markup(title.replace(title.strip(" -"), "") if title.strip(" -") else title)


def _ends_cue(line: str) -> bool:
    """Tell whether a line that begins with STYLE or NOTE is a sentence.

    Software writes the word alone, or NOTE with words.
    """
    word, *more = line.split(maxsplit=1)
    return bool(more) and word != "NOTE"


def _identifier(line: str, any_name: bool, apart: bool, last: int) -> int | None:
    """Return the number of a cue above its timing line (0 for another name), None where the line is something said."""
    bare = line.strip()
    if bare.isascii() and bare.isdigit() and len(bare) < 10:
        return int(bare) if apart or int(bare) == last + 1 else None
    return 0 if any_name else None


def utterances(reading: Reading, cues: Sequence[Cue], read: Mapping[int, tuple[int, int, str]]) -> list[Utterance]:
    """Return the speech of the cues; `read` is what a library made of each, by line: start, end (ms) and text.

    A cue the library passed over, or of which it has other words than the file, is taken from the file itself; one
    whose time cannot be has none, also where the library made something of it (pysubs2 reads 75 seconds as 1:15).
    """
    captions: list[list[Line]] = []
    for cue in cues:
        start, end = timing(cue.timing)
        text = cue.text
        if cue.line in read and start is not None and end is not None:
            start, end, understood = read[cue.line]
            text = understood if understood.split() == text.split() else text
        if cue.line:
            start, end = _sound(reading, cue, start, end)
        captions.append(list(_lines(reading, cue, text, start, end)))
    return utterances_of_lines(reading, _once(reading, captions))


def _lines(reading: Reading, cue: Cue, text: str, start: int | None, end: int | None) -> Iterator[Line]:
    for voice, words in markup.spans_by_voice(reading, text):
        for part in filter(str.strip, words.split("\n")):
            line = Line(cue.line, part, start, end, voice or cue.speaker or None)
            yield line if line.voice else labels.find_label(line, timed=False)


def _once(reading: Reading, captions: Sequence[list[Line]]) -> list[Line]:
    """Return the lines of all captions, without those that only repeat what stands above or below."""
    shown = [
        (lines[0].from_ms, lines[0].to_ms, [" ".join(line.text.split()) for line in lines])
        for lines in captions
        if lines
    ]
    repeated = rolling_captions.repeated_lines(shown)
    if repeated:
        reading.warn(
            N_("captions that repeat the one before them are put together once ({count} lines)."), count=len(repeated)
        )
    kept_lines = []
    for at, lines in enumerate(lines for lines in captions if lines):
        for number, line in enumerate(lines):
            if (at, number) in repeated:
                reading.leave_out(line.text, REPEATED, line.number)
            else:
                kept_lines.append(line)
    return kept_lines


def _sound(reading: Reading, cue: Cue, start: int | None, end: int | None) -> tuple[int | None, int | None]:
    if start is None or end is None:
        reading.warn(N_("line {at}: an impossible time; the words under it are kept, without a time."), cue.line)
    elif end < start:
        reading.warn(N_("line {at}: ends before it begins; the words under it are kept, without a time."), cue.line)
    else:
        reading.cues_read += 1
        return start, end
    return None, None


def utterances_of_lines(reading: Reading, lines: Sequence[Line]) -> list[Utterance]:
    """Return what each line says and who says it: by its voice, by its label, else whoever was last named by one."""
    known_labels = speakers.speaker_labels(lines, reading.also)
    reading.doubt(speakers.recurring(lines, known_labels))
    spoken: list[Utterance] = []
    speaker, heading = "", None
    for line in lines:
        words, is_heading = line.text, not line.voice and (line.form, line.label) in known_labels
        if line.voice:
            speaker = ""
        elif is_heading:
            speaker, words = line.label, line.body
        elif software_lines.is_of_software(line.text):
            reading.leave_out(line.text, OF_SOFTWARE, line.number)
            continue
        elif speakers.in_doubt(line, known_labels):
            reading.warn(speakers.IN_DOUBT, line.number)
        if heading and (is_heading or line.voice):
            spoken.append(_nobody(reading, heading))
            heading = None
        if not words.strip():
            heading = line
            continue
        for named in filter(None, (heading, line if is_heading else None)):
            reading.name(named.text[: len(named.text) - len(named.body)])
        heading = None
        spoken.append(Utterance(line.voice or speaker, words, line.from_ms, line.to_ms))
    return [*spoken, _nobody(reading, heading)] if heading else spoken


def _nobody(reading: Reading, line: Line) -> Utterance:
    reading.warn(NO_WORDS, line.number)
    return Utterance("", line.text, line.from_ms, line.to_ms)


_QUOTED = re.compile(r'\s*+[0-9]*+\s*+"(?P<name>[^"]{1,80})"\s*+(?:\([0-9]*\))?\s*+')
_NUMBER_FIRST = re.compile(r"\s*+[0-9]++[\s.:-]++(?=\D)")


def _named(lines: Sequence[str], timings: set[int]) -> dict[int, str]:
    """Return the speakers named above timing lines, by line number: `3 "Bo Vos" (12345)`, or “Bo Vos” alone.

    Names without quotes count where they look like names, head at least half of the captions, and one recurs.
    """
    named, bare = {}, {}
    for number in timings:
        above = lines[number - 2].strip() if number > 1 else ""
        quoted = _QUOTED.fullmatch(above)
        if quoted:
            named[number - 1] = " ".join(quoted["name"].split())
        elif above and len(above) < labels.LINE_HEAD:
            label = _NUMBER_FIRST.sub("", above)
            if labels.stands_alone(label) and " " in label:
                bare[number - 1] = labels.tidy(label)
    if not named and len(bare) * 2 >= len(timings) and len(set(bare.values())) < len(bare):
        return bare
    return named
