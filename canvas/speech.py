"""What is said in a language, without a session: messages, counts, dates and the names of stored keys.

Messages are written in English in the code; the Dutch catalogue is read from its .po file, so it is never stale.
Screens speak through `canvas.ui.i18n`, which knows the language of the session.
"""

from __future__ import annotations

import datetime
import gettext as gnu
import io
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from zoneinfo import ZoneInfo

import babel.dates
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

from canvas import method
from canvas.errors import N_

CATALOGUE = Path(__file__).parent / "locale"
ZONE = ZoneInfo("Europe/Amsterdam")  # interviews are held, and read back, in Dutch time

NAMES = {
    "design": N_("Design"),
    "running": N_("Running"),
    "evaluation": N_("Evaluation"),
    "researcher": N_("Researcher"),
    "lead": N_("Partnership lead"),
    "evaluator": N_("Evaluator"),
    "in_person": N_("In person"),
    "online": N_("Online"),
    "phone": N_("By phone"),
    "paper": N_("On paper"),
    "plain": N_("Note"),
    "strength": N_("Strength"),
    "weakness": N_("Weakness"),
    "risk": N_("Risk"),
    "quote": N_("Quote"),
    "euro": N_("Euros"),
    "action": N_("Action"),
    "answer": N_("Interview"),
    "passage": N_("Document"),
    "session": N_("Session"),
    "draft": N_("Draft"),
    "checked": N_("Checked"),
    "agreed": N_("Agreed"),
    "contested": N_("Contested"),
    "own": N_("Own"),
    "partly": N_("Partly shared"),
    "shared": N_("Shared"),
    "whole": N_("Whole partnership"),
    "planned": N_("Planned"),
    "under_way": N_("Under way"),
    "completed": N_("Completed"),
    "to_do": N_("To do"),
    "open": N_("Left open"),
    "answered": N_("Answered"),
    "no_opinion": N_("No opinion"),
    "skipped": N_("Skipped"),
    "no_question": N_("A question that the guide does not have"),
    "heard": N_("Heard"),
    "not_answered": N_("Asked, no answer"),
    "not_asked": N_("Not asked"),
    "supports": N_("Supports"),
    "contradicts": N_("Contradicts"),
    "set_up": N_("Set it up"),
    "trajectories": N_("Build good trajectories"),
    "keep_going": N_("Keep it going"),
}


@cache
def catalogue(language: str) -> gnu.NullTranslations:
    """Return the translations of a language; English needs none."""
    path = CATALOGUE / language / "LC_MESSAGES" / "workbench.po"
    if not path.exists():
        return gnu.NullTranslations()
    with path.open("rb") as file:
        read = read_po(file, locale=language)
    compiled = io.BytesIO()
    write_mo(compiled, read)
    compiled.seek(0)
    return gnu.GNUTranslations(compiled)


@dataclass(frozen=True)
class Speech:
    """One language in which things are said."""

    language: str

    def _(self, message: str, **values: object) -> str:
        """Return the message in this language, its {named} gaps filled."""
        translated = catalogue(self.language).gettext(message)
        return translated.format(**values) if values else translated

    def n_(self, singular: str, plural: str, number: int, **values: object) -> str:
        """Return the message for a count; `{n}` is the number, unless `n` says how it is written."""
        return catalogue(self.language).ngettext(singular, plural, number).format(**{"n": number} | values)

    def number(self, value: int) -> str:
        """Write a whole number with its thousands apart: 2.000 in Dutch, 2,000 in English."""
        return f"{value:,}".replace(",", "." if self.language == "nl" else ",")

    def name(self, key: str) -> str:
        """Return how a stored key, such as a phase, a state or a kind of note, is called."""
        return self._(NAMES[key])

    def block(self, key: str) -> str:
        """Return the name of a block: the short one of the poster everywhere, so that a block has one name."""
        return method.blocks()[key].short[self.language]

    def question(self, key: str, short: bool = False) -> str:
        """Return the wording of one of the four questions."""
        question = method.questions()[key]
        return (question.short if short else question.label)[self.language]

    def factor(self, number: int, short: bool = False) -> str:
        """Return the name of a success factor."""
        factor = method.factors()[number]
        return (factor.short if short else factor.label)[self.language]

    def date(self, value: str | datetime.date | None) -> str:
        """Write a date as 22-11-2026 in Dutch, 22 Nov 2026 in English; nothing for nothing.

        A stored moment, which has a time, gives the day it was in Dutch time.
        """
        if not value:
            return ""
        if isinstance(value, str):
            try:
                value = in_dutch_time(value) if "T" in value else datetime.date.fromisoformat(value)
            except ValueError:  # no day, in a damaged study: the rest of the screen stands
                return str(value)
        pattern = "dd-MM-yyyy" if self.language == "nl" else "d MMM yyyy"
        return babel.dates.format_date(value, pattern, locale=self.language)

    def time(self, value: str | None) -> str:
        """Write date and time of a stored moment, such as 22-11-2026 14:03, in Dutch time."""
        if not value:
            return ""
        local = in_dutch_time(value)
        return f"{self.date(local)} {local:%H:%M}"


def in_dutch_time(stored: str) -> datetime.datetime:
    """Return a stored moment as a time in the Netherlands."""
    return datetime.datetime.fromisoformat(stored).astimezone(ZONE)


def today() -> datetime.date:
    """Give the day it is now in the Netherlands, wherever the server stands."""
    return datetime.datetime.now(ZONE).date()


def joined(parts: Iterable[object], by: str = " · ") -> str:
    """Return the parts that say something, joined."""
    return by.join(str(part) for part in parts if part not in (None, ""))
