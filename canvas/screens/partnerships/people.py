"""Partners and respondents of a partnership, side by side, each with its form in a drawer."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from canvas.read_models.partnerships_page import PartnershipPage
from canvas.screens.partnerships import people_forms as forms
from canvas.ui import elements
from canvas.ui import plain_streamlit as st
from canvas.ui.dialogs.drawer import drawer
from canvas.ui.i18n import _, joined
from canvas.ui.line_list import line_list
from canvas.ui.page import PageContext


def people(page: PageContext, moment: Mapping, model: PartnershipPage) -> None:
    """Draw both lists, and apart the partners that left; adding and changing opens a drawer."""
    partnership_id, partners, respondents = moment["partnership_id"], model.partners, model.respondents
    left, right = st.columns(2, gap="large")
    with left:
        elements.subheading(_("Partners"), _("The organisations in this partnership."))
        if not partners:
            elements.empty(_("No partners yet"), _("The organisations that work together will stand here."))
        row = _pressed(page, "partners", model.aboard, [_partner(page, row) for row in model.aboard])
        if model.left:
            elements.subheading(_("Left"), _("They were in this partnership, and no longer are."))
            gone = _pressed(page, "left", model.left, [_partner(page, row) for row in model.left])
            row = row or gone
        if row:
            forms.open_anew("partner", row, partnership_id)
            drawer(row["organisation"], lambda: forms.partner(page, partnership_id, row))
        if not page.study.read_only and st.button(_("Add partner"), icon=":material/add:"):
            drawer(_("Add partner"), lambda: forms.partner(page, partnership_id, None))
    with right:
        elements.subheading(_("Respondents"), _("Those who are interviewed: a code, a role, a partner."))
        if not respondents:
            elements.empty(_("No respondents yet"), _("Add one, and the first interview can begin."))
        whom = _pressed(page, "respondents", respondents, [_respondent(page, row) for row in respondents])
        if whom:
            forms.open_anew("respondent", whom, partnership_id)
            drawer(whom["code"], lambda: forms.respondent(page, partnership_id, partners, whom))
        with st.container(horizontal=True, vertical_alignment="center"):
            if not page.study.read_only and st.button(
                _("Add respondent"), icon=":material/add:", type="secondary" if respondents else "primary"
            ):
                forms.forget_added(partnership_id)
                drawer(_("Add respondent"), lambda: forms.add_respondents(page, partnership_id, partners))
            if respondents:
                st.page_link("pages/interview.py", label=_("To the interviews"), icon=":material/arrow_forward:")


def _pressed(page: PageContext, key: str, rows: Sequence[Mapping], lines: list[dict]) -> Mapping | None:
    if not lines:
        return None
    pressed = line_list(f"people_{key}", lines, "" if page.study.read_only else _("Change"))
    return next((row for row in rows if row["id"] == pressed), None)


def _partner(page: PageContext, row: Mapping) -> dict:
    return _line(row["id"], row["organisation"], forms.partner_line(page, row)) | {"letter": "", "colour": ""}


def _respondent(page: PageContext, row: Mapping) -> dict:
    role = page.roles.get(row["role"])
    line = joined([role.singular[page.language] if role else row["role"], row["organisation"]])
    return _line(row["id"], row["code"], line) | {
        "letter": role.letter[page.language] if role else "",
        "colour": elements.colour(role),
    }


def _line(key: str, title: str, line: str) -> dict:
    return {"key": key, "title": title, "said": line, "hint": _("Change {title}", title=title)}
