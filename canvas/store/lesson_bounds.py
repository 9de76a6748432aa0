"""How much a lesson may say, where it is typed, stored, written to a file and read from one: what goes out comes in."""

from __future__ import annotations

from canvas.store.database.text import printable

LONGEST_TEXT = 20_000  # characters of a typed text
LONGEST_REGION = 200
LONGEST_LINE = 600  # of what a file says in a line: where a lesson is from, or the title of its study


def bounded(text: str, longest: int) -> str:
    """Return a text as a file holds it: where it is too long, as marks in it make it, it ends in an ellipsis."""
    return text if len(text) <= longest else printable(text).strip()[: longest - 1] + "…"
