"""Turns what the database keeps into what a person reads in a file: keys into words, times into days."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from canvas import method
from canvas.capture.interviewing import guide_of
from canvas.errors import N_
from canvas.guides import Guide
from canvas.method import Role
from canvas.speech import Speech, in_dutch_time
from canvas.store import Study, guides, study_settings

Value = str | int | float | Decimal | date | None  # what a cell of a table can hold
LANGUAGES = ("nl", "en")
SCOPES = {"partnership": N_("Partnership"), "respondent": N_("Respondent")}  # what an attribute belongs to


@dataclass(frozen=True)
class Wording:
    """How what a study keeps is called in one language; `guides` are those it keeps, by their id there."""

    speech: Speech
    roles: Mapping[str, Role]
    guides: Mapping[str, Guide]

    @property
    def language(self) -> str:
        """Return the language things are called in."""
        return self.speech.language

    def role(self, key: str | None) -> str:
        """Return the name of a role, or that there is none: what an interviewer or a publication says has no role."""
        if not key:
            return self.speech._("No role")
        if key in self.roles:
            return self.roles[key].label[self.language]
        return self.speech._("{role} (no longer a role)", role=key.replace("_", " "))

    def question(self, guide_id: str | None, key: str | None, role: str | None) -> str:
        """Return a question as that guide, in that version, puts it to that role; nothing where none was put."""
        if not key:
            return ""
        guide = self.guides.get(guide_id or "")
        question = guide.question(key) if guide else None
        if guide is None or question is None:
            return self.speech.name("no_question")
        return question.wording(role or "", guide.language_for(self.language))

    def rating(self, value: int | None, dont_know: bool) -> Value:
        """Return a rating as a number, or that one did not know."""
        return self.speech._("don't know") if dont_know else value

    def number(self, stored: str) -> str:
        """Return a number that is kept as a text, with the decimal sign of the language."""
        return stored.replace(".", ",") if self.language == "nl" else stored


def wording_of(study: Study, language: str | None = None) -> Wording:
    """Read the wording of a study, in its own language unless another is named."""
    with study.reading() as connection:
        about, guide_rows = study_settings.describe(connection), guides.every(connection)
    language = language or (about["language"] if about else LANGUAGES[0])
    roles = method.roles(about["own_roles"] if about else ())
    return Wording(Speech(language), roles, {row["id"]: guide_of(row["content"]) for row in guide_rows})


def day(stored: str | None) -> Value:
    """Return the day of a stored moment or date, in Dutch time.

    Of a date that is known in part (2024, 2024-05) what is.
    """
    if not stored:
        return None
    if "T" in stored:
        return in_dutch_time(stored).date()
    try:
        return date.fromisoformat(stored)
    except ValueError:
        return stored


def moment(stored: str) -> datetime:
    """Return the day and minute of a stored moment, in Dutch time."""
    return in_dutch_time(stored).replace(second=0, microsecond=0, tzinfo=None)


def numeric(stored: str) -> int | float:
    """Return a number that is kept as a text."""
    return float(stored) if "." in stored else int(stored)


def distinct_heads(heads: Sequence[str]) -> list[str]:
    """Make heads of which no two read alike, capitals aside: the second of a name becomes `name (2)`."""
    taken: set[str] = set()
    named = []
    for head in heads:
        plain = head.strip() or "–"
        name, number = plain, 1
        while name.casefold() in taken:
            number += 1
            name = f"{plain} ({number})"
        taken.add(name.casefold())
        named.append(name)
    return named
