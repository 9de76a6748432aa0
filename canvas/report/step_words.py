"""What to do next at a moment, in words: what a step is, and why it is the next one."""

from __future__ import annotations

from collections.abc import Mapping

from canvas.analysis.next_steps import NextStep
from canvas.method import Role
from canvas.report.headline_words import role_names
from canvas.speech import Speech, joined

_LONGEST = 70  # characters of a point or an agreement beside its step


def words(step: NextStep, moment: Mapping, speech: Speech, roles: Mapping[str, Role]) -> tuple[str, str]:
    """Return what a step of a moment (a row of `store.moments`) is, as its button says it, and why it is the next."""
    if step.kind == "hear":
        return _hear(step, moment, speech, roles)
    text = step.text if len(step.text) <= _LONGEST else step.text[:_LONGEST].rstrip() + "…"
    subjects = speech.n_(
        "{n} subject for it: what is due or contested", "{n} subjects for it: what is due or contested", step.items
    )
    return {
        "keep": (speech._("Say whether it was kept"), speech._("Its day has passed: “{text}”", text=text)),
        "contested": (speech._("Open the contested point"), speech._("Most contested: “{text}”", text=text)),
        "present": (speech._("Present the agenda"), subjects if step.items else speech._("Your agenda is ready")),
        "compare": (speech._("Look at what changed"), speech._("Compared with {moment}", moment=step.since)),
        "summarise": (
            speech._("Write summaries"),
            speech.n_("{n} block has notes and no summary", "{n} blocks have notes and no summary", step.blocks),
        ),
        "learn": (speech._("Write a lesson"), speech._("So that others can build on what was learned")),
        "report": (speech._("Take the evidence along"), speech._("What the points rest on, for the report")),
    }[step.kind]


def _hear(step: NextStep, moment: Mapping, speech: Speech, roles: Mapping[str, Role]) -> tuple[str, str]:
    first, *others = [role_names([role], speech, roles) for role in step.roles]
    label = speech._("Plan an interview: {role}", role=first)
    if moment["phase"] == "design":
        why = speech._("Not heard yet about what they wish for and need")
    else:
        why = speech._("Not heard yet at this moment")
    more = speech._("neither were {roles}", roles=", ".join(others)) if others else ""
    return label, joined([why, more], "; ")
