"""What to do next at a moment, as buttons that begin it, each with why."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from canvas.analysis.next_steps import NextStep
from canvas.report import step_words
from canvas.ui import elements
from canvas.ui import plain_streamlit as st
from canvas.ui.i18n import _, speech
from canvas.ui.page import PageContext

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
                label, why = step_words.words(step, moment, speech(), page.roles)
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
