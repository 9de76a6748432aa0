"""Reads what speech recognition writes as data: segments with a time and a text, as .json or .tsv."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator, Mapping, Sequence

from canvas.errors import N_, UserError
from canvas.exchange.transcripts import cues, labels
from canvas.exchange.transcripts.decode import text_of, tidy
from canvas.exchange.transcripts.labels import Line
from canvas.exchange.transcripts.reading import HEAD, MOST_LINES, Reading
from canvas.exchange.transcripts.turns import Piece

_LISTS = ("segments", "transcription", "chunks", "utterances", "monologues", "results")
_TEXTS = ("text", "transcript", "content", "value")
_SPEAKERS = ("speaker", "speaker_label", "speaker_name", "speakerName")
_STARTS, _ENDS = ("start", "start_time", "from", "begin"), ("end", "end_time", "to")
_COLUMNS = {"start": "start", "end": "end", "text": "text", "speaker": "speaker"}


def read_json(reading: Reading, data: bytes) -> list[Piece]:
    """Return the speech in the .json of Whisper and its kin: a list of segments, in seconds."""
    try:
        content = json.loads(text_of(reading, data))
    except (ValueError, RecursionError):
        raise _unknown(reading) from None
    segments = _segments(content)
    if not segments:
        raise _unknown(reading)
    return cues.spoken(reading, list(_lines(reading, map(_of_json, segments))))


def read_tsv(reading: Reading, data: bytes) -> list[Piece]:
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
    return cues.spoken(reading, list(_lines(reading, (_of_row(row, places) for row in rows if any(row)))))


Segment = tuple[int | None, int | None, str, str]  # from and to in milliseconds, speaker, text


def _lines(reading: Reading, segments: Iterator[Segment]) -> Iterator[Line]:
    for number, (from_ms, to_ms, speaker, text) in enumerate(segments, 1):
        if number > MOST_LINES:
            raise reading.too_long()
        reading.cues_in_file += 1
        sound = from_ms is not None and to_ms is not None and to_ms >= from_ms
        reading.cues_read += sound
        if not sound:
            reading.warn(N_("line {at}: an impossible time; the words under it are kept, without a time."), number)
            from_ms = to_ms = None
        words = " ".join(tidy(reading, text).split())
        reading.hold(words)
        if words:
            line = Line(number, words, from_ms, to_ms, speaker or None)
            yield line if speaker else labels.look_at(line, timed=False)


def _segments(content: object) -> Sequence:
    """The list of segments in what a program wrote, wherever it stands under the usual names."""
    if isinstance(content, Mapping):
        lists = (content.get(name) for name in _LISTS)
        return next((entry for entry in map(_segments, lists) if entry), [])
    usable = isinstance(content, list) and all(isinstance(row, Mapping) for row in content)
    return content if usable and any(_first(row, _TEXTS) for row in content) else []


def _of_json(row: Mapping) -> Segment:
    stamps = row.get("timestamp")
    offsets = row.get("offsets")
    if isinstance(offsets, Mapping):  # whisper.cpp counts these in milliseconds
        from_ms, to_ms = _number(offsets.get("from"), 1), _number(offsets.get("to"), 1)
    elif isinstance(stamps, list) and len(stamps) == 2:
        from_ms, to_ms = _number(stamps[0], 1000), _number(stamps[1], 1000)
    else:
        from_ms, to_ms = _number(_first(row, _STARTS), 1000), _number(_first(row, _ENDS), 1000)
    speaker = _first(row, _SPEAKERS)
    named = " ".join(str(speaker).split())[: labels.MOST_SIGNS] if isinstance(speaker, str | int) else ""
    return from_ms, to_ms, named, str(_first(row, _TEXTS) or "")


def _of_row(row: Sequence[str], places: Mapping[str, int]) -> Segment:
    cells = {name: row[at] if at < len(row) else "" for name, at in places.items()}
    return (
        _number(cells["start"], 1),
        _number(cells["end"], 1),
        " ".join(cells.get("speaker", "").split())[: labels.MOST_SIGNS],
        cells["text"],
    )


def _first(row: Mapping, names: Sequence[str]) -> object:
    return next((row[name] for name in names if row.get(name) not in (None, "")), None)


def _number(value: object, factor: int) -> int | None:
    """A time in milliseconds; None for what is none, such as a text or something beyond a hundred hours."""
    try:
        number = float(str(value)) * factor
    except ValueError:
        return None
    return round(number) if 0 <= number < 360_000_000 else None


def _unknown(reading: Reading) -> UserError:
    return reading.fault(
        N_("this .json holds no segments with a time and a text."),
        N_("Choose the .json of Whisper, or export the transcript as .vtt, .srt or .txt."),
    )
