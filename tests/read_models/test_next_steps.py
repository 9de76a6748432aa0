"""What each phase asks for next, worked out by hand."""

from __future__ import annotations

import pytest

from canvas.capture import answers as capture
from canvas.errors import NotFoundError
from canvas.read_models.next_steps import NextStep, next_steps, what_others_did
from canvas.store import lessons, moments
from canvas.store.matrix import matrix_summaries
from tests import build

WORDS = {"situation": "Groepen vallen stil", "action": "Elke week bellen"}
ROLES = ["employer", "government", "education"]


def steps(begun, phase: str, wave: str = "") -> list[NextStep]:
    at = (begun.partnership, wave or begun.wave)
    with begun.study.writing(begun.user) as writer:
        moments.put_moment(writer, *at, phase)
    return build.read(begun, next_steps, at, ROLES)


def test_design_hears_all_roles_that_were_not_heard(begun):
    assert steps(begun, "design") == [NextStep("hear", roles=tuple(ROLES))]
    build.answered(begun, "Reistijd is duur")  # of an employer
    assert steps(begun, "design") == [NextStep("hear", roles=("government", "education"))]


def test_a_running_partnership_is_compared_with_the_moment_before(begun):
    assert steps(begun, "running") == [NextStep("hear", roles=tuple(ROLES))]  # there is none before the first
    assert steps(begun, "running", begun.later_wave)[0] == NextStep("compare", since="Meting 1")


def test_an_evaluation_writes_summaries_and_takes_along_its_evidence(begun):
    assert steps(begun, "evaluation") == [NextStep("hear", roles=tuple(ROLES))]
    _interview, (note,) = build.answered(begun, "Reistijd is duur")  # one block with a note
    silent = NextStep("hear", roles=("government", "education"))
    assert steps(begun, "evaluation") == [NextStep("summarise", blocks=1), NextStep("learn"), NextStep("report")]
    with begun.study.writing(begun.user) as writer:
        matrix_summaries.save(writer, begun.partnership, begun.wave, "block", "costs", "Reizen kost geld", [note["id"]])
    assert steps(begun, "evaluation") == [NextStep("learn"), NextStep("report"), silent]
    with begun.study.writing(begun.user) as writer:
        lessons.add(writer, WORDS, moment=(begun.partnership, begun.later_wave))  # of another moment
    assert steps(begun, "evaluation")[0] == NextStep("learn")
    with begun.study.writing(begun.user) as writer:
        lessons.add(writer, WORDS, moment=(begun.partnership, begun.wave))
    assert steps(begun, "evaluation") == [NextStep("report"), silent]


def test_lessons_of_others_fit_by_phase_and_by_what_was_rated_low(begun):
    at = (begun.partnership, begun.wave)
    with begun.study.writing(begun.user) as writer:
        moments.put_moment(writer, *at, "running")
        about = [
            {"block": "costs"},
            {"block": "partners"},
            {"phase": "running"},
            {"phase": "running", "block": "costs"},
        ]
        costs, _partners, running, both = (lessons.add(writer, WORDS | fields) for fields in about)
        lessons.add(writer, WORDS | about[3], moment=at)  # its own
    others = build.read(begun, what_others_did, at)
    assert ([row["id"] for row in others.lessons], others.beside) == ([both, running], False)
    interview, _notes = build.answered(begun, "Reistijd is duur")
    capture.rate(begun.study, begun.user, interview, "costs.main", 2)
    others = build.read(begun, what_others_did, at)
    assert [row["id"] for row in others.lessons] == [both, running, costs]
    with pytest.raises(NotFoundError):
        build.read(begun, what_others_did, (begun.partnership, "weg"))


def test_a_moment_that_is_not_there_is_said(begun):
    with pytest.raises(NotFoundError):
        build.read(begun, next_steps, (begun.partnership, "weg"), ROLES)
