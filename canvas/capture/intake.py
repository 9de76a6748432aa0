"""Taking a transcript into the study: who speaks in it, and storing what is left once names are replaced."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from canvas.capture.pseudonyms import Replacement
from canvas.capture.transcript import Transcript
from canvas.store import Study


@dataclass(frozen=True)
class Speaker:
    """A speaker of a transcript: the label in the file, and who that is.

    `part` is interviewer, respondent or other; `respondent_id` may be None for a respondent who is not matched yet.
    """

    label: str
    part: str
    respondent_id: str | None
    turns: int
    words: int


def match(transcript: Transcript, respondents: Sequence[Mapping]) -> list[Speaker]:
    """Who each speaker seems to be; `respondents` are those of the interview, as rows with id and code."""
    raise NotImplementedError


def labels(speakers: Iterable[Speaker], respondents: Sequence[Mapping], language: str = "nl") -> dict[str, str]:
    """Per label in the file the one that is stored, never a name: NT-B1, Interviewer, Spreker 2."""
    raise NotImplementedError


def store(
    study: Study, user_id: str, transcript: Transcript, *, interview_id: str, speakers: Sequence[Speaker],
    replacements: Sequence[Replacement], title: str = "",
) -> str:  # fmt: skip
    """Store a transcript that `pseudonyms.replaced` gave, in one transaction; returns the id of its document.

    `speakers` are those of the file as it was read: their labels are replaced here too. An interview that was merely
    planned counts as held. Raises UserError where the same file stands in the study already.
    """
    raise NotImplementedError
