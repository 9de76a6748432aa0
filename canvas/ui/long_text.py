"""Texts of any length where there is room for a few lines: their beginning, and the whole where one asks for it."""

from __future__ import annotations

AT_ONCE = 1_200  # characters that stand there at once
_END = 80


def beginning(text: str, at_once: int = AT_ONCE) -> str:
    """Return a text as it is, or of a longer one its beginning, up to a word, with an ellipsis."""
    return text if len(text) <= at_once else text[:at_once].rsplit(None, 1)[0].rstrip() + "…"


def both_ends(text: str, at_once: int = AT_ONCE) -> str:
    """Return a text as it is, or of a longer one its beginning and its end, where a sentence says what it is about."""
    if len(text) <= at_once:
        return text
    return f"{beginning(text, at_once - _END)} {text[-_END:].split(None, 1)[-1]}"
