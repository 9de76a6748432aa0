"""Goes through the XML of a codebook element by element, without trusting it: no tree, no entities, no depth."""

from __future__ import annotations

import re
from collections.abc import Callable
from contextlib import suppress
from xml.parsers import expat

from canvas.errors import N_, UserError
from canvas.exchange.codebooks.model import RepairLog

DEEPEST = 80  # elements within each other; more than any codebook has, few enough to stop at once
_DECLARED = re.compile(rb"""<\?xml[^>]*?encoding\s*=\s*["']([A-Za-z0-9._-]+)["']""")
_CONTROLS = re.compile("[\\x00-\\x08\\x0b\\x0c\\x0e-\\x1f\ufffe\uffff]")
_REFERENCES = re.compile(r"&#(?:x([0-9A-Fa-f]{1,8})|([0-9]{1,9}));")
_LOOSE = re.compile(
    r"(<!\[CDATA\[(?:(?!\]\]>).)*+(?:\]\]>)?)|&(?!(?:amp|lt|gt|quot|apos|#[0-9]+|#x[0-9A-Fa-f]+);)", re.DOTALL
)


class StopWalkingError(Exception):
    """What a handler raises when it has seen enough."""


def walk(
    data: bytes,
    name: str,
    begin: Callable[[str, dict[str, str], int], None],
    end: Callable[[str], None],
    text: Callable[[str], None],
    again: Callable[[], None],
    mended: RepairLog,
) -> None:
    """Tell of each element its name and attributes (lower case, without prefix) and line, of its end, and of texts.

    XML that breaks on signs it may not hold is mended once, with a warning, after calling `again`: what was told before
    is to be forgotten. Raises UserError for what is no XML, is cut short, is too deep, or declares a document type.
    """
    xml = _text(data, name, mended)
    if _CONTROLS.search(xml):
        xml = _CONTROLS.sub("", xml)
        mended(N_("signs without a shape, which XML cannot hold, are left out."))
    try:
        _parse(xml, name, begin, end, text)
    except expat.ExpatError as error:
        better = _LOOSE.sub(lambda match: match[1] or "&amp;", _REFERENCES.sub(_reference, xml))
        if better == xml:
            raise _broken(name, error) from None
        again()
        mended(N_("loose “&” signs are read as they stand, and references to signs that do not exist are left out."))
        try:
            _parse(better, name, begin, end, text)
        except expat.ExpatError as still:
            raise _broken(name, still) from None


def _parse(
    xml: str,
    name: str,
    begin: Callable[[str, dict[str, str], int], None],
    end: Callable[[str], None],
    text: Callable[[str], None],
) -> None:
    parser = expat.ParserCreate("utf-8")  # whatever it declares: it is text by now
    parser.buffer_text = True
    depth = 0

    def opened(element: str, attributes: dict[str, str]) -> None:
        nonlocal depth
        depth += 1
        if depth > DEEPEST:
            raise UserError(
                name,
                N_("this is nested deeper than a codebook can be (line {line})."),
                N_("Export it again from the program it came from."),
                line=parser.CurrentLineNumber,
            )
        begin(_plain(element), {_plain(key): value for key, value in attributes.items()}, parser.CurrentLineNumber)

    def closed(element: str) -> None:
        nonlocal depth
        depth -= 1
        end(_plain(element))

    def declared(*_: object) -> None:
        raise UserError(
            name,
            N_("it declares a document type, which can make a small file unfold into a huge one."),
            N_("Do not trust this file; export it again from the program it came from."),
        )

    parser.StartElementHandler, parser.EndElementHandler, parser.CharacterDataHandler = opened, closed, text
    parser.StartDoctypeDeclHandler = parser.EntityDeclHandler = declared
    with suppress(StopWalkingError):
        parser.Parse(xml.encode("utf-8"), True)


def _plain(name: str) -> str:
    return name.rpartition(":")[2].lower()


def _text(data: bytes, name: str, mended: RepairLog) -> str:
    marks = (b"\xef\xbb\xbf", "utf-8"), (b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be")
    for mark, encoding in marks:
        if data.startswith(mark):
            return _decoded(data[len(mark) :], encoding, name, mended)
    for start, encoding in ((b"<\x00", "utf-16-le"), (b"\x00<", "utf-16-be")):
        if data.startswith(start):
            return _decoded(data, encoding, name, mended)
    declared = _DECLARED.match(data.lstrip())
    encoding = declared[1].decode("ascii").lower() if declared else "utf-8"
    try:
        "".encode(encoding)
    except (LookupError, ValueError):
        encoding = "utf-8"
    return _decoded(data, "utf-8" if encoding.startswith(("utf-16", "utf-32", "ucs")) else encoding, name, mended)


def _decoded(data: bytes, encoding: str, name: str, mended: RepairLog) -> str:
    for attempt in (encoding, "utf-8"):
        try:
            return data.decode(attempt).lstrip()
        except (UnicodeDecodeError, LookupError, ValueError):
            continue
    if encoding.startswith("utf-16"):
        raise UserError(name, N_("its text is damaged or cut short."), N_("Export the codebook again."))
    mended(N_("the file is not in the encoding it says and was read as Windows text. Check the letters with accents."))
    return data.decode("cp1252", "replace").lstrip()


def _reference(match: re.Match) -> str:
    code = int(match[1], 16) if match[1] else int(match[2])
    allowed = code in (9, 10, 13) or 32 <= code < 0xD800 or 0xE000 <= code < 0xFFFE or 0x10000 <= code < 0x110000
    return match[0] if allowed else ""


def _broken(name: str, error: expat.ExpatError) -> UserError:
    if error.code == expat.errors.codes[expat.errors.XML_ERROR_NO_ELEMENTS]:
        return UserError(name, N_("this is not XML."), N_("Choose a .qdc codebook, or a .csv."))
    return UserError(
        name,
        N_("the XML in it is broken or cut short at line {line}."),
        N_("Export the codebook again from the program it came from."),
        line=error.lineno,
    )
