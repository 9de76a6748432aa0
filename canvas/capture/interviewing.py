"""Going through a guide: which questions are done, passed over or still to do, and asking the next one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from canvas import limited_process, method
from canvas.errors import N_, UserError
from canvas.guides import Guide, Question, parse_guide, shipped_guides
from canvas.guides.read import guide_hash
from canvas.store import Connection, Study, answers, guides, interviews, study_settings


@dataclass(frozen=True)
class Step:
    """One question in an interview; `state` is to_do, open (asked, nothing noted), answered, no_opinion or skipped."""

    question: Question
    state: str


def plan(
    study: Study,
    user_id: str,
    guide: Guide,
    partnership_id: str,
    wave_id: str,
    respondent_ids: Sequence[str],
    language: str,
    mode: str = "in_person",
    planned_on: str | None = None,
    start: bool = False,
) -> str:
    """Plan an interview on a guide, which the study then keeps as it is now; returns its id, started if asked."""
    with study.writing(user_id) as writer:
        guide_id = guides.keep(writer, guide.id, guide.version, guide_hash(guide), guide.content)
        made = interviews.plan(
            writer,
            partnership_id,
            wave_id,
            list(respondent_ids),
            guide_id,
            guide.language_for(language),
            mode,
            planned_on,
        )
        if start:
            interviews.start(writer, made)
    return made


def available_guides(connection: Connection) -> dict[str, Guide]:
    """Return the guides one can hold an interview with, by id: shipped ones and the study's, newest version each."""
    newest = dict(shipped_guides())
    for row in guides.every(connection):
        guide = guide_of(row["content"])
        if guide.id not in newest or guide.version > newest[guide.id].version:
            newest[guide.id] = guide
    return newest


def add_guide(study: Study, user_id: str, file: bytes, place: str) -> Guide:
    """Keep a guide file of one's own in the study; raises FaultyFileError with all its faults; `place` is its name.

    A role that neither the method nor the study has is a fault too: nobody could ever be asked in it.
    """
    with study.reading() as connection:
        about = study_settings.describe(connection)
    roles = tuple(method.roles(about["own_roles"] if about else ()))
    try:
        guide = limited_process.run(place, parse_guide, file.decode("utf-8-sig"), place, roles)
    except UnicodeDecodeError:
        raise UserError(place, N_("this is not a text file in UTF-8."), N_("Save it as UTF-8 text.")) from None
    with study.reading() as connection:
        present = available_guides(connection).get(guide.id)
    if present and present.version >= guide.version and guide_hash(present) != guide_hash(guide):
        raise UserError(
            place,
            N_("“{id}” has version {known} already, and this file says something else."),
            N_("Give the file a higher version, or another id."),
            id=guide.id,
            known=present.version,
        )
    with study.writing(user_id) as writer:
        guides.keep(writer, guide.id, guide.version, guide_hash(guide), guide.content)
    return guide


@lru_cache(maxsize=32)  # read anew at every run of a screen, and what a study keeps of a guide never changes
def guide_of(content: str) -> Guide:
    """Return the guide that an interview was held with, from the content the study kept."""
    return parse_guide(content, "guide")


def ask(study: Study, user_id: str, interview: Mapping, question: Question) -> None:
    """Have a question count as asked, now that it is shown; an interview that is merely planned starts with it."""
    with study.writing(user_id) as writer:
        interviews.start(writer, interview["id"])
        answers.record_asked(writer, interview["id"], question.key, question.block, factor=question.factor)


def steps(guide: Guide, role: str, answers_by_question: Mapping[str, Mapping]) -> list[Step]:
    """Return the way through a guide for one role; `answers_by_question` are the answers so far."""
    return [
        Step(question, answers_by_question[question.key]["state"] if question.key in answers_by_question else "to_do")
        for question in guide.for_role(role)
    ]


def first_to_do(way: Sequence[Step]) -> int:
    """Return the place to resume: after the last settled question; then at the first left open; else at the end."""
    waiting = [index for index, step in enumerate(way) if step.state in ("to_do", "open")]
    settled = max((index for index in range(len(way)) if index not in waiting), default=-1)
    return next((index for index in waiting if index > settled), waiting[0] if waiting else max(len(way) - 1, 0))


def left_open(way: Sequence[Step]) -> list[Step]:
    """Return what finishing must show: the questions without answer, opinion or reason."""
    return [step for step in way if step.state in ("to_do", "open")]


def complete(study: Study, user_id: str, interview_id: str) -> None:
    """Complete an interview that has begun; raises UserError where it has not."""
    with study.writing(user_id) as writer:
        if not interviews.get(writer.connection, interview_id)["started_at"]:
            raise UserError(N_("Interview"), N_("it has not begun yet."), N_("Start it first."))
        interviews.complete(writer, interview_id)
