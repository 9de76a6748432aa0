"""A guide and its questions, as an interview uses them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from canvas.method.guide_hash import content_hash as content_hash  # others look for it here

LOW = (1, 2)  # ratings after which one asks for an explanation


@dataclass(frozen=True)
class Question:
    """One question on one block; wordings may differ per role, the key never does.

    `explain` asks for the reasons of a LOW rating.
    """

    key: str
    block: str
    kind: str
    roles: tuple[str, ...]
    text: Mapping[str, str]
    text_for: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    probes: tuple[Mapping[str, str], ...] = ()
    probes_for: Mapping[str, tuple[Mapping[str, str], ...]] = field(default_factory=dict)
    rating: bool = False
    rating_text: Mapping[str, str] = field(default_factory=dict)
    explain: Mapping[str, str] = field(default_factory=dict)
    factor: int | None = None

    def asked_of(self, role: str) -> bool:
        """Tell whether this role is asked; no list of roles means everyone."""
        return not self.roles or role in self.roles

    def wording(self, role: str, language: str) -> str:
        """Return the question as it is put to this role."""
        return self.text_for.get(role, self.text)[language]

    def rating_wording(self, role: str, language: str) -> str:
        """Return what this role is asked to rate; nothing where the question has no rating."""
        if self.kind == "rating":
            return self.wording(role, language)
        return self.rating_text.get(language, "")

    def probes_to(self, role: str, language: str) -> list[str]:
        """Return the follow-up questions as they are put to this role."""
        return [probe[language] for probe in self.probes_for.get(role, self.probes)]


@dataclass(frozen=True)
class Guide:
    """A versioned list of questions; `content` is the file as it was read."""

    id: str
    version: int
    languages: tuple[str, ...]
    minutes: int
    title: Mapping[str, str]
    intro: Mapping[str, str]
    questions: tuple[Question, ...]
    content: str

    def for_role(self, role: str) -> list[Question]:
        """Return the questions this role is asked, in the order of the guide."""
        return [question for question in self.questions if question.asked_of(role)]

    def question(self, key: str) -> Question | None:
        """Return the question with this key, if the guide has it."""
        return next((question for question in self.questions if question.key == key), None)

    def language_for(self, language: str) -> str:
        """Return the language to ask in: the one wanted where the guide has it, else its first."""
        return language if language in self.languages else self.languages[0]
