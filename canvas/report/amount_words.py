"""How an amount that is given reads: in the unit of its kind, from the lowest to the highest that is said."""

from __future__ import annotations

from decimal import Decimal

from canvas.analysis.giving import Span
from canvas.method import CONTRIBUTION_UNITS
from canvas.speech import Speech


def number(value: Decimal, speech: Speech) -> str:
    """Write an amount with its thousands apart: 1.250,5 in Dutch, 1,250.5 in English."""
    words = f"{value.normalize():,f}"
    return words.translate(str.maketrans(",.", ".,")) if speech.language == "nl" else words


def measure(span: Span | None, of_kind: str, speech: Speech) -> str:
    """Return how much it is, in the unit of its kind, such as “960 to 1,100 hours a year”; '' for no amount."""
    if span is None:
        return ""
    words = number(span.low, speech)
    if span.high != span.low:
        words = speech._("{low} to {high}", low=words, high=number(span.high, speech))
    counted = 1 if span.low == span.high == 1 else 2
    unit = CONTRIBUTION_UNITS[of_kind]
    if unit == "hours":
        words = speech.n_("{n} hour", "{n} hours", counted, n=words)
    elif unit == "people":
        words = speech.n_("{n} candidate", "{n} candidates", counted, n=words)
    else:
        words = speech.n_("{n} euro", "{n} euros", counted, n=words)
        words = speech._("{amount} in kind", amount=words) if of_kind == "in_kind" else words
    return speech._("{amount} a year", amount=words) if span.per_year else words
