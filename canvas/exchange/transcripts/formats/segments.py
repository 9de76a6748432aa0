"""Finds the segments of speech in the data that speech recognition writes: who, when and what, under many names.

Whisper and WhisperX, whisper.cpp, OpenAI, Amberscript, Rev, Sonix, Happy Scribe, AssemblyAI, Deepgram and AWS each have
names of their own for the same things; a list of segments is known by its rows.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby

from canvas.exchange.transcripts.read_log import characters
from canvas.exchange.transcripts.speakers import labels
from canvas.exchange.transcripts.text_lines.stamps import milliseconds

Segment = tuple[int | None, int | None, str, str]  # from and to in milliseconds, speaker, text

DEPTH = 6  # lists are looked for so deep
_LISTS = (
    "utterances",
    "monologues",
    "segments",
    "speakers",
    "audio_segments",
    "transcription",
    "transcript",
    "chunks",
    "phrases",
    "paragraphs",
    "results",
)
_TEXTS = ("text", "transcript", "content", "value", "punctuated_word", "word")
_WORDS = ("words", "elements", "tokens_with_time")
_SPEAKERS = ("speaker", "speaker_label", "speaker_name", "speakerName", "speakerId", "speaker_id")
_STARTS = ("start", "start_time", "from", "begin", "data_start", "ts", "startTime", "start_ts")
_ENDS = ("end", "end_time", "to", "data_end", "end_ts", "endTime")
_SLOWEST = 0.05  # words a second; whole numbers that make speech slower than this count milliseconds


def segments(content: object) -> list[Segment]:
    """Return the segments in what a program wrote, those that name speakers before those that do not; or none."""
    lists = [rows for rows in _lists(content, DEPTH) if any(text_of_row(row) for row in rows)]
    spoken = [rows for rows in lists if any(_speaker(row, {}) for row in rows)]
    rows = next(iter(spoken or lists), [])
    names = _names(content)
    factor = _factor(rows)
    return [part for row in rows for part in _parts(row, names, factor)]


def whole_text(content: object) -> str:
    """Return the text as a whole that some programs write beside the segments, '' where there is none."""
    text = content.get("text") if isinstance(content, Mapping) else None
    return text if isinstance(text, str) else ""


def number(value: object, factor: int) -> int | None:
    """Return a time in milliseconds; None for what is none, such as a word or something beyond a hundred hours."""
    try:
        amount = float(str(value)) * factor
    except ValueError:
        return milliseconds(str(value)[:40])
    return round(amount) if 0 <= amount < 360_000_000 else None


def text_of_row(row: Mapping) -> str:
    """Return the words of a segment: its text, or else its words put together."""
    text = _first(row, _TEXTS)
    if isinstance(text, str):
        return text
    words = [entry for entry in map(_text, _words(row)) if entry]
    apart = any(word != word.strip() for word in words)  # then spaces and marks are entries or parts of them
    return ("" if apart else " ").join(words)


def _lists(content: object, depth: int) -> Iterator[Sequence[Mapping]]:
    if isinstance(content, list):
        if content and all(isinstance(row, Mapping) for row in content):
            yield content
    elif isinstance(content, Mapping) and depth:
        for name in _LISTS:
            yield from _lists(content.get(name), depth - 1)


def _names(content: object) -> dict[str, str]:
    """Return the names that a list of speakers gives to their numbers."""
    rows = content.get("speakers") if isinstance(content, Mapping) else None
    names: dict[str, str] = {}
    for row in rows if isinstance(rows, list) else []:
        key = _first(row, ("id", "spkid", "speaker_id", "key")) if isinstance(row, Mapping) else None
        name = _first(row, ("name", "label", "display_name")) if isinstance(row, Mapping) else None
        if key is not None and isinstance(name, str):
            names[str(key)] = name
    return names


def _parts(row: Mapping, names: Mapping[str, str], factor: int) -> Iterator[Segment]:
    """Yield a row as one segment; as several where its words say that another begins to speak within it."""
    text = text_of_row(row)
    words = _words(row)
    voices, voice = [], _speaker(next((word for word in words if _speaker(word, {})), row), names)
    for word in words:
        voice = _speaker(word, names) or voice
        voices.append(voice)
    whole = "".join("".join(map(_text, words)).split()) == "".join(text.split())
    from_ms, to_ms = _times(row, words, factor)
    if len(set(voices)) < 2 or not whole:
        yield from_ms, to_ms, _speaker(row, names) or (voices[0] if voices else ""), text
        return
    for speaker, run in groupby(zip(voices, words, strict=True), key=lambda pair: pair[0]):
        spoken_words = [word for _, word in run]
        yield *_times({}, spoken_words, factor), speaker, text_of_row({"words": spoken_words})


def _times(row: Mapping, words: Sequence[Mapping], factor: int) -> tuple[int | None, int | None]:
    offsets, stamps = row.get("offsets"), row.get("timestamp")
    if isinstance(offsets, Mapping):  # whisper.cpp counts these in milliseconds
        return number(offsets.get("from"), 1), number(offsets.get("to"), 1)
    if isinstance(stamps, list) and len(stamps) == 2:
        return number(stamps[0], factor), number(stamps[1], factor)
    starts = [start for start in map(_start, [row] if _start(row) is not None else words) if start is not None]
    ends = [end for end in map(_end, [row] if _end(row) is not None else words) if end is not None]
    return number(starts[0], factor) if starts else None, number(ends[-1], factor) if ends else None


def _factor(rows: Sequence[Mapping]) -> int:
    """Return 1 where times are whole numbers that can only be milliseconds, 1000 where they are seconds."""
    times = [(_start(row), _end(row)) for row in rows]
    whole = [(start, end) for start, end in times if isinstance(start, int) and isinstance(end, int)]
    if not times or len(whole) < len(times):
        return 1000
    lasted = sum(max(end - start, 0) for start, end in whole)
    words = sum(len(text_of_row(row).split()) for row in rows)
    return 1 if lasted and words / lasted < _SLOWEST else 1000


def _words(row: Mapping) -> list[Mapping]:
    words = _first(row, _WORDS)
    return [word for word in words if isinstance(word, Mapping)] if isinstance(words, list) else []


def _text(word: Mapping) -> str:
    text = _first(word, ("punctuated_word", "value", "text", "word"))
    return text if isinstance(text, str) else ""


def _speaker(row: Mapping, names: Mapping[str, str]) -> str:
    speaker = _first(row, _SPEAKERS)
    if isinstance(speaker, Mapping):
        speaker = _first(speaker, ("name", "label", "id"))
    if not isinstance(speaker, str | int):
        return ""
    return " ".join(names.get(str(speaker), str(speaker)).split())[: labels.MOST_SIGNS]


def _start(row: Mapping) -> object:
    return _first(row, _STARTS)


def _end(row: Mapping) -> object:
    return _first(row, _ENDS)


def _first(row: Mapping, names: Sequence[str]) -> object:
    return next((row[name] for name in names if row.get(name) not in (None, "", [])), None)


def lost_beside(content: object, parts: Sequence[Segment]) -> int:
    """Return how many characters the text as a whole has that the segments do not have."""
    return max(characters(whole_text(content)) - sum(characters(text) for *_, text in parts), 0)
