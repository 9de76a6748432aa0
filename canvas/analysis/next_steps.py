"""What to do next at a moment: at most three steps, by rules that look at its phase and at its findings."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from canvas.analysis.findings.finding import Finding

MOST_STEPS = 3


@dataclass(frozen=True)
class NextStep:
    """One step: `kind` is of RULES.

    `about` is the id of the point or agreement that it opens, with its `text`; `roles` are those to hear, `since` the
    label of the moment to compare with, `blocks` how many have notes and no summary, `items` how many of the findings
    would stand on an agenda that nobody wrote yet.
    """

    kind: str
    about: str = ""
    text: str = ""
    roles: tuple[str, ...] = ()
    since: str = ""
    blocks: int = 0
    items: int = 0


@dataclass(frozen=True)
class StepFacts:
    """What the rules look at: the `phase` and the `findings` of a moment.

    `silent` are keys of roles that were not heard, `before` the label of the moment before ("" at the first), `blocks`
    how many blocks have notes and no summary, `noted` whether any has notes, `agenda` whether somebody wrote one,
    `learned` whether a lesson was written at the moment.
    """

    phase: str
    findings: Sequence[Finding]
    silent: tuple[str, ...] = ()
    before: str = ""
    blocks: int = 0
    noted: bool = False
    agenda: bool = False
    learned: bool = False


def next_steps(facts: StepFacts) -> list[NextStep]:
    """Return the steps in the order in which the phase needs them, MOST_STEPS at most.

    Design hears roles first; a running partnership keeps what was agreed and talks about what is contested; an
    evaluation writes summaries and a lesson, and takes along what its points rest on.
    """
    steps = [step for kind in ORDER.get(facts.phase, ORDER["running"]) if (step := RULES[kind](facts))]
    return steps[:MOST_STEPS]


def _keep(facts: StepFacts) -> NextStep | None:
    overdue = next((finding for finding in facts.findings if finding.rule == "agreement_overdue"), None)
    if overdue is None:
        return None
    return NextStep("keep", about=str(overdue.names["agreement"]), text=str(overdue.names["text"]))


def _contested(facts: StepFacts) -> NextStep | None:
    disputed = next((finding for finding in facts.findings if finding.part == "contested"), None)
    return NextStep("contested", disputed.basis.points[0], str(disputed.names["text"])) if disputed else None


def _hear(facts: StepFacts) -> NextStep | None:
    return NextStep("hear", roles=facts.silent) if facts.silent else None


def _present(facts: StepFacts) -> NextStep | None:
    rules = ("agreement_overdue", "agreement_open")
    items = sum(finding.part == "contested" or finding.rule in rules for finding in facts.findings)
    return NextStep("present", items=0 if facts.agenda else items) if items or facts.agenda else None


def _compare(facts: StepFacts) -> NextStep | None:
    return NextStep("compare", since=facts.before) if facts.before else None


def _summarise(facts: StepFacts) -> NextStep | None:
    return NextStep("summarise", blocks=facts.blocks) if facts.blocks else None


def _learn(facts: StepFacts) -> NextStep | None:
    return NextStep("learn") if facts.noted and not facts.learned else None


def _report(facts: StepFacts) -> NextStep | None:
    return NextStep("report") if facts.noted else None


RULES: dict[str, Callable[[StepFacts], NextStep | None]] = {
    "keep": _keep,
    "contested": _contested,
    "hear": _hear,
    "present": _present,
    "compare": _compare,
    "summarise": _summarise,
    "learn": _learn,
    "report": _report,
}
# What a phase asks for, the most pressing first.
ORDER = {
    "design": ("hear", "contested", "present", "keep"),
    "running": ("keep", "contested", "hear", "present", "compare"),
    "evaluation": ("summarise", "contested", "learn", "report", "hear", "present", "compare"),
}
