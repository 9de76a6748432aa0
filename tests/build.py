"""Builds what a test needs to begin with: a study under way, and interviews in it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from canvas.capture import answers as capture
from canvas.capture import interviewing
from canvas.guides import Guide, shipped_guides
from canvas.store import Study, answers, interviews, moments, partnerships, respondents, study_settings, users
from canvas.store.notes import notes


@dataclass(frozen=True)
class Begun:
    """A study under way and the ids of what is in it."""

    study: Study
    user: str
    other_user: str
    wave: str
    later_wave: str
    partnership: str
    employer: str
    employer_too: str
    government: str


def begin(study: Study) -> Begun:
    """Begin a study: two profiles, two waves, one partnership at both, two employers and a government."""
    with study.writing("") as writer:
        user = writer.user_id = users.add(writer, "onderzoeker-1", "researcher")
        other_user = users.add(writer, "onderzoeker-2", "researcher")
        study_settings.begin(writer, "Proefonderzoek", "nl")
        wave, later_wave = (moments.add_wave(writer, label) for label in ("Meting 1", "Meting 2"))
        partnership = partnerships.add(writer, "Nieuwe Techniek", "NT", "Flevoland", 2024)
        for wave_id in (wave, later_wave):
            moments.put_moment(writer, partnership, wave_id)
        employer, employer_too = (respondents.add(writer, partnership, f"NT-B{n}", "employer") for n in (1, 2))
        government = respondents.add(writer, partnership, "NT-G1", "government")
    return Begun(study, user, other_user, wave, later_wave, partnership, employer, employer_too, government)


def short_guide() -> Guide:
    """The guide that ships with the product."""
    return shipped_guides()["pps-short"]


def interview(
    begun: Begun, *respondent_ids: str, question_keys: tuple[str, ...] = ("costs.main",), wave: str = ""
) -> str:
    """The id of a started interview, with an employer or those named, in which some questions were asked."""
    who = list(respondent_ids) or [begun.employer]
    made = interviewing.plan(
        begun.study, begun.user, short_guide(), begun.partnership, wave or begun.wave, who, "nl", start=True
    )
    ask(begun, made, *question_keys)
    return made


def ask(begun: Begun, interview_id: str, *keys: str) -> None:
    """Have questions asked in an interview."""
    with begun.study.reading() as connection:
        interview_row = interviews.get(connection, interview_id)
    for key in keys:
        interviewing.ask(begun.study, begun.user, interview_row, short_guide().question(key))


def read(begun: Begun, model: Callable, *values: object, **more: object) -> Any:
    """What a function that takes a connection gives for these values."""
    with begun.study.reading() as connection:
        return model(connection, *values, **more)


def answer(begun: Begun, interview_id: str, key: str = "costs.main") -> dict:
    """An answer as it stands."""
    with begun.study.reading() as connection:
        return answers.of_interview(connection, interview_id)[key]


def notes_of(begun: Begun, interview_id: str, key: str = "costs.main") -> list[dict]:
    """The notes that stand on an answer, in the order of its lines."""
    with begun.study.reading() as connection:
        answer = answers.of_interview(connection, interview_id)[key]
        return [row for row in notes.of_answer(connection, answer["id"]) if not row["retired"]]


def answered(begun: Begun, text: str, key: str = "costs.main", **more) -> tuple[str, list[dict]]:
    """An interview in which this was answered: its id and the notes it gave."""
    made = interview(begun, question_keys=(key,), **more)
    capture.save(begun.study, begun.user, made, key, text)
    return made, notes_of(begun, made, key)
