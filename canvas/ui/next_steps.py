"""What the phase of a partnership asks for next, each step a link to where it is done."""

from __future__ import annotations

from collections.abc import Mapping
from html import escape
from urllib.parse import quote

from canvas.read_models.next_steps import NextStep, next_steps, what_others_did
from canvas.ui import elements
from canvas.ui import plain_streamlit as st
from canvas.ui.i18n import _, n_
from canvas.ui.page import PageContext
from canvas.ui.pickers.moment_picker import partnership_link

_LONGEST = 90  # characters of the situation of a lesson


def draw_next_steps(page: PageContext, moment: Mapping) -> None:
    """Draw the steps of a moment (a row of `store.moments`); nothing where there are none."""
    steps = page.read(next_steps, (moment["partnership_id"], moment["wave_id"]), list(page.roles))
    if steps:
        links = "".join(f"<li>{_link(page, step, moment)}</li>" for step in steps)
        title = escape(_("What to do next"))
        st.html(f'<h2 class="pps-h2">{title}</h2><ul class="pps-steps">{links}</ul>')
    _what_others_did(page, moment)


def _what_others_did(page: PageContext, moment: Mapping) -> None:
    """Draw lessons of others that fit, and the way to standing beside them; nothing where there is neither."""
    others = page.read(what_others_did, (moment["partnership_id"], moment["wave_id"]), page.blocks)
    ways = [
        (f"lessons?lesson={quote(row['id'])}", _("Lesson: {text}", text=_shortened(row["situation"])))
        for row in others.lessons
    ]
    if others.beside:
        ways.append((f"factors?factors=beside&{partnership_link(moment)}", _("See how it stands beside others")))
    if ways:
        links = "".join(f'<li><a class="go" href="{escape(link)}">{escape(words)}</a></li>' for link, words in ways)
        title = escape(_("What others did"))
        st.html(f'<h2 class="pps-h2">{title}</h2><ul class="pps-steps">{links}</ul>')


def _shortened(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= _LONGEST else line[: _LONGEST - 1].rstrip() + "…"


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
    if step.kind == "learn":
        return "lessons?write=new", _("Write down what was learned, so that others can build on it")
    return "evidence", _("Take along what the points rest on, for the report")
