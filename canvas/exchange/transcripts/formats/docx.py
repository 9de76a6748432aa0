"""Reads .docx: the text as it stands with every tracked insertion accepted and every deletion made."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from canvas.errors import N_
from canvas.exchange.transcripts.formats.archive import Archive
from canvas.exchange.transcripts.formats.bold import is_bold, sets_off
from canvas.exchange.transcripts.read_log import RUNNING, Reading
from canvas.exchange.transcripts.text_lines import lines
from canvas.exchange.transcripts.text_lines.tables import Grid
from canvas.exchange.transcripts.turns import Utterance

_WORD = (
    "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "http://purl.oclc.org/ooxml/wordprocessingml/main",
)
_COMPATIBILITY = "http://schemas.openxmlformats.org/markup-compatibility/2006"
_OFFICE_DOCUMENT = "/officeDocument"
_TAKEN_OUT = {"del", "moveFrom"}
_SKIPPED = _TAKEN_OUT | {"Fallback", "rt"}  # a text box comes twice, and a reading aid is not what was said
_PARTS = {"tbl": "table", "tr": "row", "tc": "cell"}
_SIGNS = {"tab": "\t", "ptab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "\u2011", "softHyphen": "\u00ad"}


def read(reading: Reading, data: bytes) -> list[Utterance]:
    """Return the speech in a .docx file; comments, notes, and page headers are left out with a warning."""
    archive = Archive(reading, data)
    root = archive.xml(_main_part(archive))
    _count(reading, root)
    _warn(reading, archive, root)
    return lines.utterances(reading, lines.of_paragraphs(reading, _paragraphs(reading, root)))


def _main_part(archive: Archive) -> str:
    if "word/document.xml" in archive.names or "_rels/.rels" not in archive.names:
        return "word/document.xml"
    for relation in archive.xml("_rels/.rels"):
        if str(relation.get("Type", "")).endswith(_OFFICE_DOCUMENT):
            return str(relation.get("Target", "")).lstrip("/")
    return "word/document.xml"


def _name(element: etree._Element) -> str:
    """Return the local name of an element of Word's or of mc:Fallback, '' for any other and for what is no element."""
    if not isinstance(element.tag, str):
        return ""
    space, _, name = element.tag.rpartition("}")
    return name if space[1:] in (*_WORD, _COMPATIBILITY) else ""


def _count(reading: Reading, root: etree._Element) -> None:
    """Hold all text there is, by another way than the paragraphs are walked."""
    above = " or ".join(f"ancestor::{name}" for name in ("w:del", "w:moveFrom", "w:rt", "mc:Fallback"))
    for space in _WORD:
        for text in root.xpath(
            f"//*[self::w:t or self::w:noBreakHyphen or self::w:softHyphen][not({above})]",
            namespaces={"w": space, "mc": _COMPATIBILITY},
        ):
            reading.hold(_SIGNS.get(_name(text)) or text.text or "")


def _paragraphs(reading: Reading, root: etree._Element) -> Iterator[str]:
    """Yield the paragraphs in reading order; a row of a table is one, its cells parted by tabs."""
    open_: list[list[str]] = [[]]
    all_bold = [True]  # of the paragraphs that are open, whether all their words so far are
    grid = Grid(reading)
    skipping = 0
    for event, element in etree.iterwalk(root, events=("start", "end")):
        name = _name(element)
        if name in _SKIPPED:
            skipping += 1 if event == "start" else -1
        if skipping or not name:
            continue
        if event == "start":
            if name == "p":
                open_.append([])
                all_bold.append(True)
            elif name in _PARTS:
                grid.open(_PARTS[name])
            elif name == "t":
                if all_bold[-1] and (element.text or "").strip() and not is_bold(element):
                    all_bold[-1] = False
                    open_[-1] += "\t" if sets_off("".join(open_[-1]), element.text) else ""
                open_[-1].append(element.text or "")
            elif name in _SIGNS:  # w:tab is a setting of a paragraph too, before its text, where a space is nothing
                open_[-1].append(_SIGNS[name])
        elif name == "p":
            all_bold.pop()
            yield from grid.put("".join(open_.pop()))
        elif name in _PARTS:
            yield from grid.close(_PARTS[name])


def _warn(reading: Reading, archive: Archive, root: etree._Element) -> None:
    taken_out = inserted = comments = notes = parts = 0
    for element in root.iter():
        name = _name(element)
        if name in _TAKEN_OUT:
            taken_out += any(_has_text(inner) for inner in element.iter())
        elif name in ("ins", "moveTo"):
            inserted += any(_has_text(inner) for inner in element.iter())
        comments += name == "commentReference"
        notes += name in ("footnoteReference", "endnoteReference")
        parts += name == "altChunk"
    if taken_out or inserted:
        reading.warn(
            N_("it holds tracked changes: insertions are kept ({inserted}), deletions are left out ({deleted})."),
            inserted=inserted,
            deleted=taken_out,
        )
    if comments:
        reading.warn(N_("comments in the margin are left out ({count})."), count=comments)
    if notes:
        reading.warn(N_("footnotes and endnotes are left out ({count})."), count=notes)
    if parts:
        reading.warn(N_("other files that were put into it are left out ({count})."), count=parts)
    running = [name for name in sorted(archive.names) if name.startswith(("word/header", "word/footer"))]
    for name in running:
        _leave_out_running(reading, archive, name)


def _has_text(element: etree._Element) -> bool:
    return _name(element) in ("t", "delText") and bool((element.text or "").strip())


def _leave_out_running(reading: Reading, archive: Archive, name: str) -> None:
    """List what stands above and below the pages."""
    if not name.endswith(".xml"):
        return
    for paragraph in archive.xml(name).iter():
        text = "".join(inner.text or "" for inner in paragraph.iter() if _name(inner) == "t")
        if _name(paragraph) == "p" and text.strip():
            reading.hold(text)
            reading.leave_out(text, RUNNING)
            reading.warn(N_("the text above and below its pages is left out."))
