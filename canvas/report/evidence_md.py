"""Evidence as Markdown (CommonMark): what people wrote is shown as they wrote it, whatever signs are in it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from canvas.report.blocks import Facts, Heading, Line, Piece, Quote, Rows, Voice

# Every sign that Markdown, a formula or a link may take for its own. Those of HTML become entities, since not every
# reader of Markdown lets a backslash take their meaning away, and so does what parts the cells of a table.
_SIGNS = re.compile(r"[&<>|\\`*_{}\[\]#~$^]|:(?=//|[A-Za-z_+-]\w*:)")
# Some readers make an address of bare text, even of signs with a backslash: a remark with nothing in it parts it there.
_CUT = "<!-- -->"
_CUT_AT = re.compile(r"(?<=:)(?=//)|(?<=@)(?=\w)|(?i:(?<=www)(?=\.))|(?<=\w)(?=\.[^\W\d_]{2})")
_ENTITIES = {"&": "&amp;", "<": "&lt;", ">": "&gt;", "|": "&#124;"}
_OPENING = re.compile(r"[-+=:]|\d+(?=[.)])")  # what makes a list, a line or a title at the start of a line


def markdown(pieces: Iterable[Piece]) -> str:
    """Write the whole as one text."""
    return "\n\n".join(block for piece in pieces for block in _blocks(piece)) + "\n"


def escaped(text: str) -> str:
    """Escape a text of one line, so that it renders as written, at the start of a line and with white space too."""
    text = _CUT.join(
        _SIGNS.sub(lambda sign: _ENTITIES.get(sign[0], "\\" + sign[0]), part) for part in _CUT_AT.split(text)
    )
    opening = _OPENING.match(text)
    if opening and opening[0].isdigit():
        text = opening[0] + "\\" + text[opening.end() :]
    elif opening:
        text = "\\" + text
    words = text.strip()
    before, after = text.partition(words)[::2] if words else (text, "")
    return "".join(f"&#{ord(sign)};" for sign in before) + words + "".join(f"&#{ord(sign)};" for sign in after)


def _blocks(piece: Piece) -> Iterator[str]:
    if isinstance(piece, Heading):
        yield "#" * piece.level + " " + _on_one_line(piece.text)
    elif isinstance(piece, Line):
        yield {"plain": "{}", "soft": "{}", "said": "**{}**", "notice": "**{}**", "warning": "⚠ {}"}[piece.tone].format(
            _lines(piece.text)
        )
    elif isinstance(piece, Facts):
        yield "\n".join(f"- {escaped(fact.name)}: {_cell(fact.text)}" for fact in piece.facts)
    elif isinstance(piece, Quote):
        yield f"{escaped(piece.name)}:"
        yield "\n>\n".join(_voice(voice) for voice in piece.voices)
    elif isinstance(piece, Rows):
        yield f"{escaped(piece.caption)}:"
        yield "\n".join(_table(piece))


def _on_one_line(text: str) -> str:
    return escaped(text.replace("\n", " "))


def _lines(text: str, start: str = "") -> str:
    """Write a text of several lines as one paragraph, each on a line of its own."""
    return f"\\\n{start}".join(map(escaped, text.split("\n")))


def _cell(text: str) -> str:
    return "<br>".join(map(escaped, text.split("\n")))


def _voice(voice: Voice) -> str:
    who = f"**{escaped(voice.who)}**  \n" if voice.who else ""
    return "> " + (who + _quoted(voice)).replace("\n", "\n> ")


def _quoted(voice: Voice) -> str:
    """Quote the words line by line, with a mark around the noted part of every line; an empty line stays one."""
    lines, marked = [], ""
    for part, noted in ((voice.before, False), (voice.noted, True), (voice.after, False)):
        first, *rest = part.split("\n")
        for place, line in enumerate((first, *rest)):
            if place:
                lines.append(marked)
                marked = ""
            if line:
                marked += f"<mark>{escaped(line)}</mark>" if noted else escaped(line)
    lines.append(marked)
    return "\\\n".join(line or "&#32;" for line in lines)


def _table(table: Rows) -> Iterator[str]:
    yield _row(table.heads)
    yield _row(["---"] * len(table.heads), raw=True)
    yield from map(_row, table.rows)


def _row(cells: Iterable[str], raw: bool = False) -> str:
    return "| " + " | ".join(cell if raw else _cell(cell) for cell in cells) + " |"
