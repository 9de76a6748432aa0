"""Text as it is looked for and put in order: plain small letters without accents, the same on both engines."""

from __future__ import annotations

import unicodedata
from typing import Any

import sqlalchemy as sa
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.functions import GenericFunction

from canvas.store.special_characters import BETWEEN, SPELLED, non_ascii
from canvas.store.spelling import between_on_postgresql, on_postgresql

SQLITE_NAME = "pps_folded"  # the function that every connection to a study file knows


def _table() -> dict[str, str]:
    """Return what each Latin letter with an accent is without it; '' for accents that stand alone."""
    plain_of = {}
    for code in (*range(0xC0, 0x250), *range(0x1E00, 0x1F00)):
        plain = unicodedata.normalize("NFKD", chr(code))
        if len(plain) > 1 and plain[0].isascii() and all(unicodedata.combining(sign) for sign in plain[1:]):
            plain_of[chr(code)] = plain[0].lower()
    return plain_of | dict.fromkeys(map(chr, range(0x300, 0x370)), "")


_PLAIN = _table()
_LETTERS = "".join(sign for sign, plain in _PLAIN.items() if plain)
_INTO = "".join(plain for plain in _PLAIN.values() if plain)
_GONE = "".join(sign for sign, plain in _PLAIN.items() if not plain)
_SPELLED = BETWEEN | SPELLED | _PLAIN


def folded(text: str | None) -> str | None:
    """Return the text in plain small letters: without accents, ligatures spelled out, what is not seen left out."""
    if not text:
        return text
    text = text.lower()
    for sign in non_ascii(text):  # few texts have any: a million of them are folded in a second
        if sign in _SPELLED:
            text = text.replace(sign, _SPELLED[sign])
    return text


class Folded(GenericFunction):
    """A text column as `folded` gives it, within a query."""

    type = sa.Text()
    name = SQLITE_NAME
    inherit_cache = True


@compiles(Folded, "postgresql")
def _on_postgresql(element: Folded, compiler: SQLCompiler, **more: Any) -> str:
    expression = compiler.process(element.clauses, **more)
    plain = between_on_postgresql(on_postgresql(expression))
    return f"translate(lower({plain}), '{_LETTERS}{_GONE}', '{_INTO}')"  # what has no counterpart is left out


def contains_words(column: sa.ColumnElement, words: str) -> list[sa.ColumnElement]:
    """Return conditions that each of these words stands somewhere in a text, whatever its accents and capitals."""
    return [Folded(column).contains(word, autoescape=True) for word in (folded(words) or "").split()]
