"""What a report is made of, whatever it is written as: headings, lines, facts, quotes and tables."""

from __future__ import annotations

from dataclasses import dataclass, fields, replace
from typing import Any

from canvas.store.database.text import printable


@dataclass(frozen=True)
class Heading:
    """A title, at level 1 (the whole) to 6 (a note); `role` is the key of whose words follow, for a screen's colour."""

    level: int
    text: str
    role: str | None = None


@dataclass(frozen=True)
class Line:
    """A paragraph; its tone is plain, soft (said aside), said (somebody's words), notice or warning."""

    text: str
    tone: str = "plain"


@dataclass(frozen=True)
class Fact:
    """One thing that is known, under its name; a screen can make a link of it."""

    name: str
    text: str
    link: str = ""


@dataclass(frozen=True)
class Facts:
    """Several of them together."""

    facts: tuple[Fact, ...]


@dataclass(frozen=True)
class Voice:
    """A piece of what was said: by whom and when, and the part of it that became a note between what stands around."""

    who: str
    before: str
    noted: str
    after: str

    @property
    def text(self) -> str:
        """Return the whole of it."""
        return self.before + self.noted + self.after


@dataclass(frozen=True)
class Quote:
    """What was said or written, in full."""

    name: str
    voices: tuple[Voice, ...]


@dataclass(frozen=True)
class Rows:
    """A table: what it holds, the heads of its columns, and its rows."""

    caption: str
    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


Piece = Heading | Line | Facts | Quote | Rows


def printable_piece(value: Any) -> Any:
    """Return a piece, or a part of one, with every text in it printable."""
    if isinstance(value, str):
        return printable(value)
    if isinstance(value, tuple):
        return tuple(printable_piece(part) for part in value)
    if hasattr(value, "__dataclass_fields__"):
        return replace(value, **{field.name: printable_piece(getattr(value, field.name)) for field in fields(value)})
    return value


def texts(piece: Piece) -> list[str]:
    """Return every text of a piece, in the order in which it is read."""
    if isinstance(piece, Heading | Line):
        return [piece.text]
    if isinstance(piece, Facts):
        return [part for fact in piece.facts for part in (fact.name, fact.text)]
    if isinstance(piece, Quote):
        return [piece.name, *(part for voice in piece.voices for part in (voice.who, voice.text) if part)]
    return [piece.caption, *piece.heads, *(cell for row in piece.rows for cell in row)]
