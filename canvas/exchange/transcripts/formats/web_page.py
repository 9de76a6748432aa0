"""Reads the web pages that programs save a transcript as: the .html of noScribe and others, the .otr of oTranscribe.

Only text is read: no script runs, and no link or picture is followed.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator

from lxml import etree, html

from canvas.capture.word_sets import words
from canvas.errors import N_, UserError
from canvas.exchange.transcripts.formats.bold import sets_off
from canvas.exchange.transcripts.formats.decode import text_of, tidy
from canvas.exchange.transcripts.read_log import HEAD, Reading
from canvas.exchange.transcripts.text_lines import lines
from canvas.exchange.transcripts.text_lines.lines import NumberedLine
from canvas.exchange.transcripts.turns import Utterance

_BLOCKS = words(
    """
    p div li tr h1 h2 h3 h4 h5 h6 section article blockquote pre dd dt table body html
    """
)
_NO_TEXT = words(
    """
    script style head title template noscript object iframe svg
    """
)
_SET_OFF = "\x02"  # stands behind bold words that begin a line; no page holds it
_NOSCRIBE = re.compile(r"ts_(?P<from>[0-9]{1,9})_(?P<to>[0-9]{1,9})_")


def read_html(reading: Reading, data: bytes) -> list[Utterance]:
    """Return the speech in an .html file; times are read from noScribe's marks and from the text."""
    return _pieces(reading, text_of(reading, data))


def read_otr(reading: Reading, data: bytes) -> list[Utterance]:
    """Return the speech in the .otr of oTranscribe: JSON with a web page in it, its times in marks."""
    try:
        content = json.loads(text_of(reading, data))
    except (ValueError, RecursionError):
        raise _no_otr(reading) from None
    page = content.get("text") if isinstance(content, dict) else None
    if not isinstance(page, str):
        raise _no_otr(reading)
    return _pieces(reading, page)


def _pieces(reading: Reading, page: str) -> list[Utterance]:
    parser = html.HTMLParser(no_network=True, remove_comments=True, remove_pis=True, encoding="utf-8")
    try:
        root = html.document_fromstring(page.encode("utf-8", "replace"), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError):
        raise reading.fault(
            N_("this page holds no text."), N_("Export the transcript as .docx or .txt, and choose that.")
        ) from None
    _count(reading, root)
    return lines.utterances(reading, _numbered(reading, root))


def _count(reading: Reading, root: etree._Element) -> None:
    """Hold all text there is, by another way than the lines are walked."""
    above = " or ".join(f"ancestor::{name}" for name in sorted(_NO_TEXT))
    for text in root.xpath(f"//text()[not({above})]"):
        reading.hold(tidy(reading, text))
    for title in root.xpath("//head/title"):
        text = tidy(reading, title.text_content())
        reading.hold(text)
        reading.leave_out(text, HEAD)


def _numbered(reading: Reading, root: etree._Element) -> Iterator[NumberedLine]:
    """Yield the lines of the page: one for each block and each break, with the time its marks say."""
    words: list[str] = []
    number, when = 0, (None, None)

    def line() -> Iterator[NumberedLine]:
        nonlocal number, words, when
        text, words = " ".join("".join(words).split()).replace(f" {_SET_OFF} ", "\t").replace(_SET_OFF, ""), []
        if text:
            number += 1
            yield NumberedLine(number, tidy(reading, text), True, *when)
            when = (None, None)

    skipping = 0
    for event, element in etree.iterwalk(root, events=("start", "end")):
        name = element.tag if isinstance(element.tag, str) else ""
        if event == "start":
            skipping += name in _NO_TEXT
            if not skipping:
                if name in _BLOCKS or name == "br":
                    yield from line()
                when = _spanning(when, _marked(element))
                words += _text(reading, element)
        else:
            was_skipping, skipping = skipping, skipping - (name in _NO_TEXT)
            if not was_skipping and name in _BLOCKS:
                yield from line()
            if not skipping:
                if name in ("b", "strong") and sets_off("".join(words), element.tail or ""):
                    words.append(f" {_SET_OFF} " if words == [element.text] or not words[0].strip() else "")
                words.append(element.tail or "")
    yield from line()


def _text(reading: Reading, element: etree._Element) -> list[str]:
    """Return the text at the beginning of an element; that of a mark with a time is the time again, and no words."""
    text = element.text or ""
    if element.get("data-timestamp") is None or any(sign.isalpha() for sign in text):
        return [text]
    reading.time(text)
    return []


def _marked(element: etree._Element) -> tuple[int, int | None] | None:
    """Return the time that a mark of the program says, in milliseconds."""
    noscribe = _NOSCRIBE.match(element.get("name") or "")
    if noscribe:
        return int(noscribe["from"]), int(noscribe["to"])
    try:
        seconds = float(element.get("data-timestamp") or "")
    except ValueError:
        return None
    return (round(seconds * 1000), None) if 0 <= seconds < 360_000 else None


def _spanning(when: tuple[int | None, int | None], mark: tuple[int, int | None] | None) -> tuple:
    """Return the time of a line with one more mark in it: from its first to its last."""
    if mark is None:
        return when
    return (mark[0], mark[1]) if when[0] is None else (when[0], mark[1])


def _no_otr(reading: Reading) -> UserError:
    return reading.fault(
        N_("this is no .otr file of oTranscribe."), N_("Export the transcript there again, as .otr or as .txt.")
    )
