"""Partners and respondents of a partnership, side by side, each with its form in a drawer."""

from __future__ import annotations

from html import escape

import streamlit as st

from canvas.ui import partnership_forms as forms
from canvas.ui import say
from canvas.ui.drawer import drawer
from canvas.ui.opening import Here
from canvas.ui.words import _, joined


def people(here: Here, moment: dict, partners: list[dict], respondents: list[dict]) -> None:
    """Draw both lists; adding and changing opens a drawer."""
    partnership_id = moment["partnership_id"]
    left, right = st.columns(2, gap="large")
    with left:
        say.subheading(_("Partners"), _("The organisations in this partnership."))
        if not partners:
            say.empty(_("No partners yet"), _("The organisations that work together will stand here."))
        for row in partners:
            if _line(row["id"], None, row["organisation"], forms.partner_line(here, row), here):
                drawer(row["organisation"], lambda row=row: forms.partner(here, partnership_id, row))
        if not here.study.read_only and st.button(_("Add partner"), icon=":material/add:"):
            drawer(_("Add partner"), lambda: forms.partner(here, partnership_id, None))
    with right:
        say.subheading(_("Respondents"), _("Those who are interviewed: a code, a role, a partner."))
        if not respondents:
            say.empty(_("No respondents yet"), _("Add one, and the first interview can begin."))
        for row in respondents:
            role = here.roles.get(row["role"])
            said = joined([role.one[here.language] if role else row["role"], row["organisation"]])
            if _line(row["id"], role, row["code"], said, here):
                drawer(row["code"], lambda row=row: forms.respondent(here, partnership_id, partners, row))
        with st.container(horizontal=True, vertical_alignment="center"):
            if not here.study.read_only and st.button(
                _("Add respondent"), icon=":material/add:", type="secondary" if respondents else "primary"
            ):
                drawer(_("Add respondent"), lambda: forms.respondent(here, partnership_id, partners, None))
            if respondents:
                st.page_link("pages/interview.py", label=_("To the interviews"), icon=":material/arrow_forward:")


def _line(key: str, role, title: str, said: str, here: Here) -> bool:
    with st.container(horizontal=True, vertical_alignment="center", gap="small", wrap=False):
        mark = say.letter(role) + " " if role else ""
        st.html(f'<div class="pps-line">{mark}<b>{escape(title)}</b><span class="pps-soft">{escape(said)}</span></div>')
        return not here.study.read_only and st.button(
            _("Change"), key=f"change_{key}", type="tertiary", help=say.plain(_("Change {title}", title=title))
        )
