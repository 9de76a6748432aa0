"""Evidence as a Word document: real headings, tables with head rows, A4 with page numbers, its language said.

Paragraphs are made as XML: the library looks every style up anew, which takes long for a table with 2,000 notes.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import datetime
from io import BytesIO

from docx import Document
from docx.document import Document as Word
from docx.enum.style import WD_STYLE_TYPE
from docx.shared import Mm, Pt, RGBColor
from lxml import etree

from canvas.report.blocks import Facts, Heading, Line, Piece, Quote, Rows

LANGUAGES = {"nl": "nl-NL", "en": "en-GB"}
_TONES = {"plain": "Normal", "soft": "Aside", "said": "Said", "notice": "Notice", "warning": "Warning"}
_SIZES = {1: 20, 2: 16, 3: 14, 4: 12, 5: 11, 6: 9.5}  # points, per level of heading
_INK, _SOFT, _WRONG = RGBColor(0x1F, 0x23, 0x28), RGBColor(0x5E, 0x67, 0x70), RGBColor(0xB4, 0x23, 0x18)
_WIDEST = 60  # characters of a column that count when the width of a table is parted
_LONGEST_WORD = 16  # of a word that stays whole
_WIDTH = 9638  # twentieths of a point between the margins of the page
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_BREAKS = re.compile("([\n\t])")


def docx_file(pieces: Iterable[Piece], language: str, title: str, page: str, made_at: str) -> bytes:
    """Write the whole as a file; `page` words the number of a page, with the gaps {page} and {pages}."""
    document = Document()
    _settle(document, language, title, made_at)
    _footer(document, title, page)
    body = document.element.body
    end = body.sectPr
    for piece in pieces:
        for element in _elements(piece):
            end.addprevious(element)
    out = BytesIO()
    document.save(out)
    return out.getvalue()


def _elements(piece: Piece) -> Iterator[etree._Element]:
    if isinstance(piece, Heading):
        yield _paragraph(f"Heading{piece.level}", [(piece.text.replace("\n", " "), "")])
    elif isinstance(piece, Line):
        yield _paragraph(_TONES[piece.tone], [(piece.text, "")])
    elif isinstance(piece, Facts):
        for fact in piece.facts:
            yield _paragraph("Fact", [(f"{fact.name}: ", "b"), (fact.text, "")])
    elif isinstance(piece, Quote):
        yield _paragraph("QuoteName", [(piece.name, "")])
        for voice in piece.voices:
            who = [(voice.who, "b"), ("\n", "")] if voice.who else []
            runs = [(voice.before, ""), (voice.noted, "highlight"), (voice.after, "")]
            yield _paragraph("Words", [*who, *runs])
    elif isinstance(piece, Rows):
        yield _paragraph("Caption", [(piece.caption, "")])
        yield _table(piece)
        yield _paragraph("Fact", [])  # two tables on end would become one


def _paragraph(style: str, runs: Iterable[tuple[str, str]]) -> etree._Element:
    made = _element("p")
    if style != "Normal":
        _under(_under(made, "pPr"), "pStyle", val=style)
    for text, how in runs:
        if text:
            made.append(_run(text, how))
    return made


def _run(text: str, how: str = "") -> etree._Element:
    run = _element("r")
    if how:
        _under(_under(run, "rPr"), how, **({"val": "yellow"} if how == "highlight" else {}))
    for part in _BREAKS.split(text):
        if part in ("\n", "\t"):
            _under(run, "br" if part == "\n" else "tab")
        elif part:
            words = _under(run, "t")
            words.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
            words.text = part
    return run


def _table(piece: Rows) -> etree._Element:
    table, widths = _element("tbl"), _widths(piece)
    about = _under(table, "tblPr")
    _under(about, "tblStyle", val="TableGrid")
    _under(about, "tblW", w="5000", type="pct")
    borders = _under(about, "tblBorders")
    for side in ("top", "left", "bottom", "right", "insideH", "insideV"):
        _under(borders, side, val="single", sz="4", space="0", color="B8B4AC")
    _under(about, "tblLayout", type="fixed")
    _under(about, "tblCaption", val=piece.caption)
    grid = _under(table, "tblGrid")
    for width in widths:
        _under(grid, "gridCol", w=str(width))
    for place, cells in enumerate((piece.heads, *piece.rows)):
        row = _under(table, "tr")
        if place == 0:
            _under(_under(row, "trPr"), "tblHeader")
        for text, width in zip(cells, widths, strict=True):
            cell = _under(row, "tc")
            _under(_under(cell, "tcPr"), "tcW", w=str(width), type="dxa")
            cell.append(_paragraph("Cell", [(text, "" if place else "b")]))
    return table


def _widths(piece: Rows) -> list[int]:
    """Return the widths of columns: as wide as what stands in them asks for, within reason."""
    long = []
    for column in zip(piece.heads, *piece.rows, strict=True):
        lines = [line for text in column for line in text.split("\n")]
        words = [word for line in lines for word in line.split()]
        longest = max(map(len, words), default=0)
        long.append(max(min(longest, _LONGEST_WORD) * 1.3, min(max(map(len, lines)), _WIDEST)) + 4)
    return [int(_WIDTH * length / sum(long)) for length in long]


def _element(name: str) -> etree._Element:
    return etree.Element(_W + name)


def _under(parent: etree._Element, name: str, **attributes: str) -> etree._Element:
    return etree.SubElement(parent, _W + name, {_W + key: value for key, value in attributes.items()})


def _settle(document: Word, language: str, title: str, made_at: str) -> None:
    page = document.sections[0]
    page.page_width, page.page_height = Mm(210), Mm(297)
    page.left_margin = page.right_margin = page.top_margin = page.bottom_margin = Mm(20)
    about = document.core_properties
    about.title, about.language, about.author, about.comments = title[:255], LANGUAGES[language], "PPS-werkbank", ""
    about.created = about.modified = datetime.fromisoformat(made_at).replace(tzinfo=None)
    styles = document.styles
    for lang in styles.element.iter(_W + "lang"):
        lang.set(_W + "val", LANGUAGES[language])
    normal = styles["Normal"]
    normal.font.size, normal.font.name, normal.font.color.rgb = Pt(10.5), "Calibri", _INK
    normal.paragraph_format.space_after = Pt(6)
    for level, size in _SIZES.items():
        heading = styles[f"Heading {level}"]
        heading.font.size, heading.font.color.rgb, heading.font.italic = Pt(size), _INK, False
        heading.font.bold = True
        heading.paragraph_format.space_before = Pt(14 if level < 4 else 10)
    styles["Heading 6"].font.color.rgb = _SOFT
    styles["Heading 6"].paragraph_format.space_after = Pt(2)
    styles["Footer"].font.size, styles["Footer"].font.color.rgb = Pt(8.5), _SOFT
    styles["Caption"].font.color.rgb, styles["Caption"].font.size = _SOFT, Pt(9.5)
    styles["Caption"].paragraph_format.keep_with_next = True
    for name, size, colour, indent, bold in (
        ("Aside", 9.5, _SOFT, 0, False),
        ("Said", 11.5, _INK, 0, True),
        ("Notice", 10.5, _INK, 0, True),
        ("Warning", 10.5, _WRONG, 0, True),
        ("Fact", 9.5, _INK, 0, False),
        ("QuoteName", 9.5, _SOFT, 0, True),
        ("Words", 10.5, _INK, 7, False),
        ("Cell", 9, _INK, 0, False),
    ):
        style = styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
        style.base_style = normal
        style.font.size, style.font.color.rgb, style.font.bold = Pt(size), colour, bold
        style.paragraph_format.left_indent = Mm(indent)
        style.paragraph_format.space_after = Pt(2 if name in ("Fact", "QuoteName", "Cell") else 6)
        style.paragraph_format.keep_with_next = name == "QuoteName"


def _footer(document: Word, title: str, page: str) -> None:
    """Put the title and the number of the page at the foot of each."""
    foot = document.sections[0].footer.paragraphs[0]._p
    foot.append(_run(f"{title}   "))
    for part in re.split(r"(\{page\}|\{pages\})", page):
        field = {"{page}": "PAGE", "{pages}": "NUMPAGES"}.get(part)
        if field:
            _under(foot, "fldSimple", instr=field).append(_run("1"))
        elif part:
            foot.append(_run(part))
