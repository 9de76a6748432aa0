"""The words on screen, in Dutch and English, and how dates, times and names of things are said in each.

What a language says stands in `canvas.speech`, the names of stored keys (NAMES) too; here it is said in the language of
the session.
"""

from __future__ import annotations

import threading
from datetime import date
from functools import cache

from canvas.speech import CATALOGUE, NAMES, ZONE, Speech, catalogue, in_dutch_time, joined
from canvas.ui import plain_streamlit as st

__all__ = [
    "CATALOGUE",
    "LANGUAGES",
    "NAMES",
    "ZONE",
    "_",
    "a_date",
    "a_number",
    "a_time",
    "block",
    "catalogue",
    "factor",
    "in_dutch_time",
    "joined",
    "language",
    "n_",
    "name",
    "question",
    "speech",
]

LANGUAGES = {"nl": "Nederlands", "en": "English"}


# A screen says hundreds of things, and to read the session takes longer than to say one. A run keeps to its thread.
_run = threading.local()


def speak(language: str) -> None:
    """Have the rest of this run, in this thread, speak a language."""
    _run.language = language


def language() -> str:
    """Return the language of this session."""
    return getattr(_run, "language", None) or st.session_state.get("language", "nl")


def speech() -> Speech:
    """Return what is said in the language of this session."""
    return _speech(language())


_speech = cache(Speech)


def _(message: str, **values: object) -> str:
    """Return the message in the session's language, its {named} gaps filled."""
    return speech()._(message, **values)


def n_(singular: str, plural: str, number: int, **values: object) -> str:
    """Return the message for a count, in the singular or the plural; `{n}` is the number."""
    return speech().n_(singular, plural, number, **values)


def a_date(value: str | date | None) -> str:
    """Return a date as 22-11-2026 in Dutch, 22 Nov 2026 in English, which no line breaks; nothing for nothing.

    A stored moment, which has a time, gives the day it was in Dutch time.
    """
    # A joiner of no width rather than another hyphen: the date stays what one reads, hears and searches for.
    return speech().date(value).replace("-", "-\u2060").replace(" ", "\u00a0")


def a_time(value: str | None) -> str:
    """Return date and time of a stored moment, such as 22-11-2026 14:03, in Dutch time."""
    if not value:
        return ""
    local = in_dutch_time(value)
    return f"{a_date(local)} {local:%H:%M}"


def a_number(value: int) -> str:
    """Return a whole number as the session's language writes it: 2.000 or 2,000."""
    return speech().number(value)


def name(key: str) -> str:
    """Return how a stored key, such as a phase, a state or a kind of note, is called on screen."""
    return speech().name(key)


def block(key: str) -> str:
    """Return the name of a block."""
    return speech().block(key)


def question(key: str, short: bool = False) -> str:
    """Return the wording of one of the four questions."""
    return speech().question(key, short)


def factor(number: int, short: bool = False) -> str:
    """Return the name of a success factor."""
    return speech().factor(number, short)
