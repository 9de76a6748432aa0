"""What each phase asks for next, worked out by hand."""

from __future__ import annotations

from canvas.analysis.findings.finding import Basis, Finding
from canvas.analysis.next_steps import NextStep, StepFacts, next_steps
from canvas.read_models.state_page import state_page
from canvas.store import lessons, moments
from canvas.store.matrix import matrix_summaries
from tests import build

WORDS = {"situation": "Groepen vallen stil", "action": "Elke week bellen"}
ROLES = ["employer", "government", "education"]
DISPUTED = Finding("contested", "point_contested", 100, {"text": "Het is te duur"}, basis=Basis(points=("p",)))
OVERDUE = Finding("agreed", "agreement_overdue", 90, {"text": "Brief sturen", "agreement": "a"})
OPEN = Finding("agreed", "agreement_open", 60, {"text": "Bellen", "agreement": "b"})


def kinds(phase: str, **facts) -> list[str]:
    return [step.kind for step in next_steps(StepFacts(phase, **({"findings": []} | facts)))]


def test_design_hears_roles_first_and_then_talks_about_what_is_contested():
    facts = {"findings": [OVERDUE, DISPUTED], "silent": ("education",)}
    assert kinds("design", **facts) == ["hear", "contested", "present"]  # three at most


def test_a_running_partnership_keeps_its_agreements_first_and_compares_last():
    facts = {"findings": [DISPUTED, OVERDUE, OPEN], "silent": ("education",), "before": "Meting 1"}
    assert next_steps(StepFacts("running", **facts)) == [
        NextStep("keep", about="a", text="Brief sturen"),
        NextStep("contested", about="p", text="Het is te duur"),
        NextStep("hear", roles=("education",)),
    ]
    assert kinds("running", before="Meting 1") == ["compare"]
    # what is contested, and each agreement that is open: three subjects
    assert next_steps(StepFacts("running", [DISPUTED, OVERDUE, OPEN]))[2] == NextStep("present", items=3)


def test_an_evaluation_writes_summaries_then_talks_and_takes_its_evidence_along():
    facts = {"findings": [DISPUTED], "blocks": 4, "noted": True, "silent": ("education",)}
    assert kinds("evaluation", **facts) == ["summarise", "contested", "learn"]
    assert kinds("evaluation", **facts, learned=True) == ["summarise", "contested", "report"]


def test_an_agenda_that_somebody_wrote_is_ready_without_any_finding():
    assert next_steps(StepFacts("running", [], agenda=True)) == [NextStep("present", items=0)]
    assert next_steps(StepFacts("running", [DISPUTED], agenda=True))[1] == NextStep("present", items=0)


def test_nothing_to_do_gives_no_step_and_a_phase_unheard_of_is_as_running():
    assert kinds("running") == []
    assert kinds("", findings=[DISPUTED]) == ["contested", "present"]


def steps(begun, phase: str, wave: str = "") -> list[NextStep]:
    at = (begun.partnership, wave or begun.wave)
    with begun.study.writing(begun.user) as writer:
        moments.put_moment(writer, *at, phase, opened=moments.moment(writer.connection, *at))
    return list(build.read(begun, state_page, at, ROLES, ROLES).steps)


def test_the_study_gives_the_rules_what_they_look_at(begun):
    assert steps(begun, "design") == [NextStep("hear", roles=tuple(ROLES))]
    _interview, (note,) = build.answered(begun, "Reistijd is duur")  # of an employer, on one block
    silent = NextStep("hear", roles=("government", "education"))
    assert steps(begun, "design") == [silent]
    assert steps(begun, "running", begun.later_wave) == [
        NextStep("hear", roles=tuple(ROLES)),
        NextStep("compare", since="Meting 1"),
    ]
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
