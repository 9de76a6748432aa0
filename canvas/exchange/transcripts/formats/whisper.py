"""Reads what speech recognition writes as data: segments with a time and a text, as .json or .tsv."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence

from canvas.errors import N_, UserError
from canvas.exchange.transcripts.captions import cues
from canvas.exchange.transcripts.formats.decode import text_of, tidy
from canvas.exchange.transcripts.formats.segments import Segment, lost_beside, number, segments
from canvas.exchange.transcripts.read_log import HEAD, MOST_LINES, Reading
from canvas.exchange.transcripts.speakers import labels
from canvas.exchange.transcripts.speakers.labels import Line
from canvas.exchange.transcripts.turns import Utterance

_COLUMNS = {"start": "start", "end": "end", "text": "text", "speaker": "speaker"}


def read_json(reading: Reading, data: bytes) -> list[Utterance]:
    """Return the speech in the .json of Whisper and other speech recognition: a list of segments."""
    content = _content(reading, text_of(reading, data))
    parts = segments(content)
    if not parts:
        raise _unknown(reading)
    reading.hold("x" * lost_beside(content, parts))
    return cues.utterances_of_lines(reading, list(_lines(reading, parts)))


def read_tsv(reading: Reading, data: bytes) -> list[Utterance]:
    """Return the speech in the .tsv of Whisper: columns start, end (milliseconds) and text, and maybe speaker."""
    rows = csv.reader(io.StringIO(text_of(reading, data)), delimiter="\t", quoting=csv.QUOTE_NONE)
    heading = [cell.strip().casefold() for cell in next(rows, [])]
    if not {"start", "end", "text"} <= set(heading):
        raise reading.fault(
            N_("this .tsv has no columns start, end and text."),
            N_("Choose the .tsv of Whisper, or save the transcript as .txt."),
        )
    reading.hold("\t".join(heading))
    reading.leave_out(" ".join(heading), HEAD, 1)
    places = {name: heading.index(name) for name in _COLUMNS if name in heading}
    return cues.utterances_of_lines(reading, list(_lines(reading, (_of_row(row, places) for row in rows if any(row)))))


def _lines(reading: Reading, parts: Iterable[Segment]) -> Iterator[Line]:
    for number_, (from_ms, to_ms, speaker, text) in enumerate(parts, 1):
        if number_ > MOST_LINES:
            raise reading.too_long()
        reading.cues_in_file += 1
        sound = from_ms is not None and to_ms is not None and to_ms >= from_ms
        reading.cues_read += sound
        if not sound:
            reading.warn(N_("line {at}: an impossible time; the words under it are kept, without a time."), number_)
            from_ms = to_ms = None
        words = " ".join(tidy(reading, text).split())
        speaker = " ".join(tidy(reading, speaker or "").split())  # a name in .json may hold half a sign: "\\ud800"
        reading.hold(words)
        if words:
            line = Line(number_, words, from_ms, to_ms, speaker or None)
            yield line if speaker else labels.find_label(line, timed=False)


def _of_row(row: Sequence[str], places: Mapping[str, int]) -> Segment:
    cells = {name: row[at] if at < len(row) else "" for name, at in places.items()}
    return (
        number(cells["start"], 1),
        number(cells["end"], 1),
        " ".join(cells.get("speaker", "").split())[: labels.MOST_SIGNS],
        cells["text"],
    )


def _content(reading: Reading, text: str) -> object:
    """Parse what the file holds; some programs write an object on each line instead of a list."""
    try:
        return json.loads(text)
    except (ValueError, RecursionError):
        pass
    try:
        return [json.loads(line) for line in text.splitlines() if line.strip()]
    except (ValueError, RecursionError):
        raise _unknown(reading) from None


def _unknown(reading: Reading) -> UserError:
    return reading.fault(
        N_("this .json holds no segments with a time and a text."),
        N_("Choose the .json of Whisper, or export the transcript as .vtt, .srt or .txt."),
    )
