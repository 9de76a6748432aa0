"""Transcripts in, in the formats that `READERS` lists: each read whole, or refused with the reason."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Callable, Collection
from pathlib import PurePath

from canvas.capture.transcript import Transcript
from canvas.errors import N_, UserError
from canvas.exchange.transcripts import turns
from canvas.exchange.transcripts.formats import docx, odt, pdf, plain, rtf, srt, vtt, web_page, whisper
from canvas.exchange.transcripts.read_log import Reading

MOST_BYTES = 25_000_000
READERS: dict[str, Callable[[Reading, bytes], list[turns.Utterance]]] = {
    ".vtt": vtt.read,
    ".srt": srt.read,
    ".txt": plain.read,
    ".docx": docx.read,
    ".odt": odt.read,
    ".pdf": pdf.read,
    ".rtf": rtf.read,
    ".html": web_page.read_html,
    ".htm": web_page.read_html,
    ".otr": web_page.read_otr,
    ".json": whisper.read_json,
    ".tsv": whisper.read_tsv,
    ".sbv": plain.read,
}


def read(data: bytes, name: str, also: Collection[str] = ()) -> Transcript:
    """Return the transcript in a file, by the ending of its name; raises UserError for a file that cannot be read.

    What could be read but is not as it should be (a cue with an impossible time, a tracked change) comes as a warning
    of the transcript; nothing of what is said is left out without one. Labels in `also` are speakers whatever the rules
    say.
    """
    reading = Reading(name, also)
    ending = PurePath(reading.file_name).suffix.lower()
    if ending not in READERS:
        raise _unknown(reading, ending)
    if not data.strip(b"\x00 \t\r\n\xef\xbb\xbf\xff\xfe"):
        raise reading.fault(N_("this file is empty."), N_("Export the transcript again, and choose that file."))
    if len(data) > MOST_BYTES:
        raise reading.fault(
            N_("this file is larger than {most} MB."),
            N_("Choose the transcript, not the recording; split a long one, one file per interview."),
            most=MOST_BYTES // 1_000_000,
        )
    pieces = READERS[_format_of(data, ending)](reading, data)
    return reading.finish(ending[1:], hashlib.sha256(data).hexdigest(), turns.join_turns(pieces))


_STARTS = {  # of a file that is called .txt, and is something else: as its tool saved it, under another ending
    ".rtf": re.compile(rb"\{\\rtf\d"),
    ".html": re.compile(rb"(?i)<!doctype html|<html[\s>]"),
}


def _format_of(data: bytes, ending: str) -> str:
    """Return the ending that what is in a text file asks for; only where that leaves no doubt another than its own."""
    if ending != ".txt":
        return ending
    start = data[:1_000].removeprefix(b"\xef\xbb\xbf").lstrip()
    for of, sign in _STARTS.items():
        if sign.match(start):
            return of
    if start[:1] in b"{[" and start:
        try:
            json.loads(data)
        except (ValueError, RecursionError):
            return ending
        return ".json"
    return ending


def _unknown(reading: Reading, ending: str) -> UserError:
    if ending == ".doc":
        return reading.fault(N_("this is an older Word file (.doc)."), N_("Open it in Word, and save it as .docx."))
    return reading.fault(
        N_("a transcript is a {endings} file."),
        N_("Choose such a file, or save the text as one of these."),
        endings=", ".join(READERS),
    )
