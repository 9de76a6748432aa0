"""What to do next at a moment, as buttons that begin it, each with why."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from canvas.analysis.next_steps import NextStep
from canvas.ui import elements
from canvas.ui import plain_streamlit as st
from canvas.ui.i18n import _, joined, n_
from canvas.ui.page import PageContext

_LONGEST = 70  # characters of a point or an agreement beside its button
_ICONS = {
    "keep": ":material/task_alt:",
    "contested": ":material/forum:",
    "hear": ":material/event:",
    "present": ":material/slideshow:",
    "compare": ":material/compare_arrows:",
    "summarise": ":material/edit_note:",
    "learn": ":material/school:",
    "report": ":material/description:",
}


def steps_to_take(page: PageContext, moment: Mapping, steps: Sequence[NextStep]) -> NextStep | None:
    """Draw the steps of a moment (a row of `store.moments`); nothing where there are none.

    Return the step that was begun where that is done on this screen: an agreement says in its drawer whether it was
    kept, so that one comes back by closing that.
    """
    begun = None
    if not steps:
        return begun
    with st.container(key="next_steps"):
        elements.subheading(_("What to do next"))
        for place, (step, column) in enumerate(zip(steps, st.columns(3), strict=False)):
            with column:
                label, why = _words(page, moment, step)
                if st.button(label, key=f"next_step_{place}", icon=_ICONS[step.kind], width="stretch"):
                    if step.kind == "keep":
                        begun = step
                        continue
                    screen, link = _to(moment, step)
                    st.switch_page(screen, query_params=link)
                elements.soft(why)
    return begun


def _to(moment: Mapping, step: NextStep) -> tuple[str, dict[str, str]]:
    """Return the screen that a step begins on, and its link."""
    at = {"partnership": moment["code"], "moment": str(moment["position"])}
    screen, link = {
        "contested": ("perspectives", {"point": step.about}),
        "hear": ("interview", at | {"hear": step.roles[0] if step.roles else ""}),
        "present": ("agenda", at | {"item": "1"}),
        "compare": ("time", at),
        "summarise": (
            "compare",
            {"view": "framework", "scope": "moments", "moments": f"{moment['code']}-{moment['position']}"},
        ),
        "learn": ("lessons", {"write": "new"}),
        "report": ("evidence", at),
    }[step.kind]
    return f"pages/{screen}.py", link


def _words(page: PageContext, moment: Mapping, step: NextStep) -> tuple[str, str]:
    """Return what the button of a step says, and why it is the next one."""
    if step.kind == "hear":
        return _hear(page, moment, step)
    text = step.text if len(step.text) <= _LONGEST else step.text[:_LONGEST].rstrip() + "…"
    subjects = n_(
        "{n} subject for it: what is due or contested", "{n} subjects for it: what is due or contested", step.items
    )
    return {
        "keep": (_("Say whether it was kept"), _("Its day has passed: “{text}”", text=text)),
        "contested": (_("Open the contested point"), _("Most contested: “{text}”", text=text)),
        "present": (_("Present the agenda"), subjects if step.items else _("Your agenda is ready")),
        "compare": (_("Look at what changed"), _("Compared with {moment}", moment=step.since)),
        "summarise": (
            _("Write summaries"),
            n_("{n} block has notes and no summary", "{n} blocks have notes and no summary", step.blocks),
        ),
        "learn": (_("Write a lesson"), _("So that others can build on what was learned")),
        "report": (_("Take the evidence along"), _("What the points rest on, for the report")),
    }[step.kind]


def _hear(page: PageContext, moment: Mapping, step: NextStep) -> tuple[str, str]:
    first, *others = [elements.named_role(page.roles, role) for role in step.roles]
    label = _("Plan an interview: {role}", role=first)
    if moment["phase"] == "design":
        why = _("Not heard yet about what they wish for and need")
    else:
        why = _("Not heard yet at this moment")
    more = _("neither were {roles}", roles=", ".join(others)) if others else ""
    return label, joined([why, more], "; ")
