"""What the phase of a partnership asks for next, each step a link to where it is done."""

from __future__ import annotations

from collections.abc import Mapping
from html import escape
from urllib.parse import quote

from canvas.read_models.next_steps import NextStep, OthersDid, next_steps, what_others_did
from canvas.ui import elements
from canvas.ui import plain_streamlit as st
from canvas.ui.i18n import _, n_
from canvas.ui.page import PageContext
from canvas.ui.pickers.moment_picker import partnership_link

_LONGEST = 90  # characters of the situation of a lesson


def draw_next_steps(page: PageContext, moment: Mapping) -> None:
    """Draw the steps of a moment (a row of `store.moments`), and beside them what others did; nothing for none."""
    pair = (moment["partnership_id"], moment["wave_id"])
    steps = page.read(next_steps, pair, list(page.roles))
    others = page.read(what_others_did, pair)
    parts = [
        (_("What to do next"), [_link(*_step(page, step, moment), moment) for step in steps]),
        (_("What others did"), _what_others_did(others, moment)),
    ]
    columns = "".join(
        f'<div><h2 class="pps-h2">{escape(title)}</h2><ul class="pps-steps">{"".join(links)}</ul></div>'
        for title, links in parts
        if links
    )
    if columns:
        st.html(f'<div class="pps-steps-row">{columns}</div>')


def _what_others_did(others: OthersDid, moment: Mapping) -> list[str]:
    """Return links to lessons of others that fit, and to where one stands beside them."""
    links = []
    for row in others.lessons:
        words = _("Lesson: {text}", text=_shortened(row["situation"]))
        links.append(f'<li><a class="go" href="lessons?lesson={quote(row["id"])}">{escape(words)}</a></li>')
    if others.beside:
        links.append(_link("factors?factors=beside", _("See how it stands beside others"), moment))
    return links


def _shortened(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= _LONGEST else line[: _LONGEST - 1].rstrip() + "…"


def _link(screen: str, words: str, moment: Mapping) -> str:
    joint = "&" if "?" in screen else "?"
    link = escape(screen + joint + partnership_link(moment))
    return f'<li><a class="go" href="{link}">{escape(words)}</a></li>'


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
