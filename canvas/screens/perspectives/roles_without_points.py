"""Why a role has no row in the perspectives table, or a row without a point, and where its points go."""

from __future__ import annotations

from html import escape

from canvas.method import standard_roles
from canvas.read_models.perspectives_page import PerspectivesPage
from canvas.report.headline_of_perspectives import role_lines
from canvas.ui import elements
from canvas.ui import plain_streamlit as st
from canvas.ui.i18n import _, speech
from canvas.ui.page import PageContext


def roles_without_points(page: PageContext, model: PerspectivesPage) -> None:
    """Draw a line for every such role under the table; nothing where every role has its row with points."""
    standings = model.standings(list(page.roles))
    if not standings:
        return
    elements.subheading(_("Roles without a row or without a point"))
    lines = ""
    for standing in standings:
        role = page.roles[standing.role]
        sentences = role_lines(standing, speech(), page.roles, held_back=page.limits is not None)
        spans = "".join(f"<span>{escape(sentence)}</span>" for sentence in sentences)
        name = escape(elements.role_name(role))
        lines += f'<li class="pps-asked">{elements.letter(role)}<b>{name}</b><div>{spans}</div></li>'
    st.html(f'<ul class="pps-heard">{lines}</ul>')
    if any(standing.role not in standard_roles() for standing in standings):
        st.page_link("pages/study.py", label=_("Choose which roles have a row"), icon=":material/arrow_forward:")
