"""Reads .odt: the text as it stands with every tracked insertion accepted and every deletion made."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from canvas.errors import N_
from canvas.exchange.transcripts.formats.archive import Archive
from canvas.exchange.transcripts.read_log import Reading
from canvas.exchange.transcripts.text_lines import lines
from canvas.exchange.transcripts.text_lines.tables import Grid
from canvas.exchange.transcripts.turns import Utterance

_TEXT = "urn:oasis:names:tc:opendocument:xmlns:text:1.0"
_OFFICE = "urn:oasis:names:tc:opendocument:xmlns:office:1.0"
_TABLE = "urn:oasis:names:tc:opendocument:xmlns:table:1.0"
_PREFIX = {_TEXT: "text:", _OFFICE: "office:", _TABLE: "table:"}
_SKIPPED = {"text:tracked-changes", "office:annotation", "text:note", "text:ruby-text", "text:sequence-decls"}
_PARTS = {"table:table": "table", "table:table-row": "row", "table:table-cell": "cell"}
_PARAGRAPHS = {"text:p", "text:h"}
MOST_SPACES = 1_000  # <text:s text:c="1000000000"/> is a bomb as well


def read(reading: Reading, data: bytes) -> list[Utterance]:
    """Return the speech in an .odt file; comments and notes are left out with a warning."""
    archive = Archive(reading, data)
    if "META-INF/manifest.xml" in archive.names and b"encryption-data" in archive.part("META-INF/manifest.xml"):
        raise archive.locked()
    root = archive.xml("content.xml")
    _count(reading, root)
    _warn(reading, root)
    return lines.utterances(reading, lines.of_paragraphs(reading, _paragraphs(reading, root)))


def _name(element: etree._Element) -> str:
    if not isinstance(element.tag, str):
        return ""
    space, _, name = element.tag.rpartition("}")
    return _PREFIX.get(space[1:], ":") + name


def _count(reading: Reading, root: etree._Element) -> None:
    """Hold all text within paragraphs, by another way than the paragraphs are walked."""
    above = " or ".join(f"ancestor::{name}" for name in sorted(_SKIPPED))
    spaces = {prefix.rstrip(":"): space for space, prefix in _PREFIX.items()}
    for text in root.xpath(f"//text()[ancestor::text:p or ancestor::text:h][not({above})]", namespaces=spaces):
        reading.hold(text)


def _paragraphs(reading: Reading, root: etree._Element) -> Iterator[str]:
    """Yield the paragraphs in reading order; a row of a table is one, its cells parted by tabs."""
    open_: list[list[str]] = []
    grid = Grid(reading)
    skipping = 0
    for event, element in etree.iterwalk(root, events=("start", "end")):
        name = _name(element)
        if event == "start":
            skipping += name in _SKIPPED
            if not skipping:
                _begin(element, name, open_, grid)
            continue
        was_skipping, skipping = skipping, skipping - (name in _SKIPPED)
        if not was_skipping:
            if name in _PARAGRAPHS and open_:
                yield from grid.put("".join(open_.pop()))
            elif name in _PARTS:
                yield from grid.close(_PARTS[name])
        if not skipping and open_ and element.tail:
            open_[-1].append(_flat(element.tail))


def _begin(element: etree._Element, name: str, open_: list[list[str]], grid: Grid) -> None:
    if name in _PARAGRAPHS:
        open_.append([])
    elif name in _PARTS:
        grid.open(_PARTS[name])
    elif name == "text:s" and open_:
        count = element.get(f"{{{_TEXT}}}c", "1")
        open_[-1].append(
            " " * min(int(count) if count.isascii() and count.isdigit() and len(count) < 7 else 1, MOST_SPACES)
        )
    elif name == "text:tab" and open_:
        open_[-1].append("\t")
    elif name == "text:line-break" and open_:
        open_[-1].append("\n")
    if open_ and element.text:
        open_[-1].append(_flat(element.text))


def _flat(text: str) -> str:
    """Read white space as ODF means it: line ends and tabs in the XML are spaces."""
    return text.replace("\n", " ").replace("\t", " ").replace("\r", " ")


def _warn(reading: Reading, root: etree._Element) -> None:
    counts = {"text:deletion": 0, "text:insertion": 0, "office:annotation": 0, "text:note": 0}
    for element in root.iter():
        name = _name(element)
        if name in counts:
            counts[name] += 1
    if counts["text:deletion"] or counts["text:insertion"]:
        reading.warn(
            N_("it holds tracked changes: insertions are kept ({inserted}), deletions are left out ({deleted})."),
            inserted=counts["text:insertion"],
            deleted=counts["text:deletion"],
        )
    if counts["office:annotation"]:
        reading.warn(N_("comments in the margin are left out ({count})."), count=counts["office:annotation"])
    if counts["text:note"]:
        reading.warn(N_("footnotes and endnotes are left out ({count})."), count=counts["text:note"])
