"""What the phase of a partnership asks for next, each step a link to where it is done."""

from __future__ import annotations

from collections.abc import Mapping
from html import escape

from canvas.read_models.next_steps import NextStep, next_steps
from canvas.ui import elements
from canvas.ui import plain_streamlit as st
from canvas.ui.i18n import _, n_
from canvas.ui.page import PageContext
from canvas.ui.pickers.moment_picker import partnership_link


def draw_next_steps(page: PageContext, moment: Mapping) -> None:
    """Draw the steps of a moment (a row of `store.moments`); nothing where there are none."""
    steps = page.read(next_steps, (moment["partnership_id"], moment["wave_id"]), list(page.roles))
    if steps:
        links = "".join(f"<li>{_link(page, step, moment)}</li>" for step in steps)
        title = escape(_("What to do next"))
        st.html(f'<h2 class="pps-h2">{title}</h2><ul class="pps-steps">{links}</ul>')


def _link(page: PageContext, step: NextStep, moment: Mapping) -> str:
    screen, words = _step(page, step, moment)
    joint = "&" if "?" in screen else "?"
    return f'<a class="go" href="{escape(screen + joint + partnership_link(moment))}">{escape(words)}</a>'


def _step(page: PageContext, step: NextStep, moment: Mapping) -> tuple[str, str]:
    if step.kind == "hear":
        names = ", ".join(elements.named_role(page.roles, role) for role in step.roles)
        if moment["phase"] == "design":
            return "interview", _("Ask what they wish for and need: {roles}", roles=names)
        return "interview", _("Hear who was not heard yet: {roles}", roles=names)
    if step.kind == "compare":
        return "time", _("See what changed since {moment}", moment=step.since)
    if step.kind == "summarise":
        text = n_(
            "Write a summary of {n} block that has none", "Write a summary of {n} blocks that have none", step.blocks
        )
        return "compare?view=framework", text
    return "evidence", _("Take along what the points rest on, for the report")
