"""Making the interview that a transcript belongs to, where it was held without this workbench."""

from __future__ import annotations

from datetime import datetime

from canvas.capture import interviewing
from canvas.read_models.documents_page import respondents_to_record
from canvas.store.row_types import ListedRespondent
from canvas.ui import elements
from canvas.ui import plain_streamlit as st
from canvas.ui.i18n import ZONE, _, joined
from canvas.ui.interviews.interview_fields import choose_guide, choose_language, choose_mode
from canvas.ui.interviews.plan_interview import plan_interview
from canvas.ui.page import PageContext, show_user_errors


def new(page: PageContext, moment: dict) -> None:
    """Draw the form for an interview that was held: with whom, on which day, by which guide."""
    respondents = page.read_people(respondents_to_record, moment["partnership_id"])
    if not respondents:
        elements.soft(_("An interview is held with a respondent: add one first, by a code."))
        st.page_link("pages/partnerships.py", label=_("To the partnerships"), icon=":material/arrow_forward:")
        return
    guides = page.read(interviewing.available_guides)
    codes = {row["id"]: _respondent(page, row) for row in respondents}
    chosen = st.multiselect(
        _("Respondents"),
        list(codes),
        format_func=codes.get,
        key="intake_new_respondents",
        placeholder=_("Choose one or more codes"),
    )
    left, middle, right = st.columns(3)
    guide = choose_guide(left, page, guides, "intake_new_guide")
    mode = choose_mode(middle, "intake_new_mode")
    today = datetime.now(ZONE).date()
    day = right.date_input(_("Held on"), today, max_value=today, format="DD-MM-YYYY", key="intake_new_day")
    language = choose_language(left, page, guide, "intake_new_language")
    if st.button(_("Add interview"), key="intake_new_add"):
        with show_user_errors():
            made = plan_interview(page, moment, guide, chosen, language, mode, day)
            st.query_params["add"] = made
            st.rerun()


def _respondent(page: PageContext, row: ListedRespondent) -> str:
    role = page.roles.get(row["role"])
    return joined([row["code"], elements.role_name(role) if role else row["role"], row["organisation"]])
