"""A page of paper as a tagged PDF (PDF/UA-1), or as pictures of its pages, by typst.

The words go in as JSON, as data: whatever a user typed is text there and cannot be typst's code. Fonts lie beside the
template, so a page looks alike on every computer; a sign that they lack is taken from the fonts of this computer, and
where those lack it too its name is written in its place, so that no sign is lost without a word.
"""

from __future__ import annotations

import json
import re
import threading
import unicodedata
from collections.abc import Callable
from dataclasses import asdict
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Any

import typst
from pypdf import PdfReader

from canvas.errors import N_, UserError
from canvas.report.paper import Paper, shortened
from canvas.speech import Speech
from canvas.store.database.text import printable

_TEMPLATE = Path(__file__).parent / "paper.typ"
_FONTS = Path(__file__).parent / "fonts"
_MISSING, _MISSING_END = "PDF/UA-1 error: the text `", "` could not be displayed"
_ESCAPE, _ESCAPED = re.compile(r"\\(?:u\{([0-9a-fA-F]+)\}|(.))", re.S), {"n": "\n", "r": "\r", "t": "\t", "0": "\0"}
_WIDE_BELOW = 6  # points of an agenda up to which each gets a second line to write on

Draw = Callable[[typst.Compiler, dict], list[bytes]]
_one_at_a_time = threading.Lock()  # a compiler is lent to one caller, and sessions are threads


def pdf(paper: Paper) -> bytes:
    """Return the page as a PDF, as long as it may be: shortened, and saying so, until it fits."""
    content = b""
    for tried in shortened(paper):
        (content,) = _drawn(tried, _pdf)
        if len(PdfReader(BytesIO(content)).pages) <= paper.pages:
            break
    return content


def require_pdf(out: Path) -> None:
    """Raise UserError for a name that does not end in .pdf."""
    if out.suffix.lower() != ".pdf":
        raise UserError(str(out), N_("this kind of file is not written."), N_("End the name in .pdf."))


def pictures(paper: Paper, ppi: int = 110) -> list[bytes]:
    """Return each page as a PNG, shortened as in the PDF."""
    drawn: list[bytes] = []
    for tried in shortened(paper):
        drawn = _drawn(tried, lambda compiler, inputs: (_pdf(compiler, inputs), _png(compiler, inputs, ppi))[1])
        if len(drawn) <= paper.pages:
            break
    return drawn


def _pdf(compiler: typst.Compiler, inputs: dict) -> list[bytes]:
    return _listed(compiler.compile(sys_inputs=inputs, pdf_standards="ua-1"))


def _png(compiler: typst.Compiler, inputs: dict, ppi: int) -> list[bytes]:
    """Return pictures of what was a PDF before: that tells which signs cannot be drawn, a picture has boxes."""
    return _listed(compiler.compile(sys_inputs=inputs, format="png", ppi=ppi))


def _drawn(paper: Paper, draw: Draw) -> list[bytes]:
    with _one_at_a_time:
        return _drawn_by_any_font(_data(paper), draw)


def _drawn_by_any_font(data: str, draw: Draw) -> list[bytes]:
    try:
        return draw(_compiler(False), {"paper": data})
    except typst.TypstError as error:
        if not _lacking(error):
            raise
    while True:
        try:
            return draw(_compiler(True), {"paper": data})
        except typst.TypstError as error:
            named = _named(data, _lacking(error))
            if named == data:
                raise UserError(
                    N_("Page of paper"),
                    N_("it could not be made of this text."),
                    N_("Look for an unusual sign in what was written, and leave it out."),
                ) from error
            data = named


def _data(paper: Paper) -> str:
    speech = Speech(paper.language)
    words = asdict(paper) | {
        "page": speech._("page {page} of {pages}"),
        "continues": speech._("Continues on the next page."),
    }
    wide = sum(len(part.entries) for part in paper.parts) < _WIDE_BELOW
    for part in words["parts"]:
        part["entries"] = [entry | {"wide": wide} for entry in part["entries"]]
    words["parts"] = [part for part in words["parts"] if part["entries"]]
    return json.dumps(_printable(words), ensure_ascii=False)


def _printable(value: Any) -> Any:
    """Return a value of any shape with its texts as a document can hold them: no font draws a control sign."""
    if isinstance(value, dict):
        return {name: _printable(part) for name, part in value.items()}
    if isinstance(value, list | tuple):
        return [_printable(part) for part in value]
    return printable(value) if isinstance(value, str) else value


@cache
def _compiler(system_fonts: bool) -> typst.Compiler:
    """Return a compiler that has read its fonts, those of this computer too or not."""
    return typst.Compiler(str(_TEMPLATE), font_paths=[str(_FONTS)], ignore_system_fonts=not system_fonts)


def _lacking(error: typst.TypstError) -> set[str]:
    """Return the signs that no font can draw, as the error names them."""
    pieces = str(error.diagnostic).split(_MISSING)[1:]
    return {sign for piece in pieces for sign in _as_typed(piece.split(_MISSING_END)[0])}


def _as_typed(quoted: str) -> str:
    """Return the text of a literal of Rust, as the error quotes it: its escapes are others than those of JSON."""
    inside = quoted.removeprefix('"').removesuffix('"')
    return _ESCAPE.sub(
        lambda escape: chr(int(escape[1], 16)) if escape[1] else _ESCAPED.get(escape[2], escape[2]), inside
    )


def _named(data: str, signs: set[str]) -> str:
    for sign in signs:
        # what only shapes the sign before it (a skin, a joint) goes with it
        joins = unicodedata.category(sign) in ("Cf", "Mn", "Me")
        data = data.replace(sign, "" if joins else f"[{unicodedata.name(sign, f'U+{ord(sign):04X}').lower()}]")
    return data


def _listed(drawn: bytes | list[bytes] | None) -> list[bytes]:
    return drawn if isinstance(drawn, list) else [drawn or b""]
