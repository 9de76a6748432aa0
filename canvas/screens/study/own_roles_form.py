"""The roles of the study, and the form for one of its own."""

from __future__ import annotations

from canvas.store import study_settings
from canvas.ui import elements
from canvas.ui import plain_streamlit as st
from canvas.ui.dialogs.store_form import store
from canvas.ui.i18n import _
from canvas.ui.page import PageContext


def roles(page: PageContext) -> None:
    """Draw the roles of the study, and the form for one of its own."""
    elements.subheading(_("Roles in this study"), _("Five come with the method; a study may add its own."))
    elements.legend(page.roles.values())
    if page.study.read_only:
        return
    with st.form(f"role_{len(page.roles)}", border=True, width=560):  # a new key, so an empty form, once one was added
        label_nl = st.text_input(_("Name in Dutch"), placeholder="Politieke partijen")
        label_en = st.text_input(_("Name in English"), placeholder="Political parties")
        in_table = st.checkbox(_("Give it a row in the perspectives table"), value=True)
        elements.soft(_("A guide puts its general wording to this role. A role stays once it is added."))
        if st.form_submit_button(_("Add role"), type="primary"):
            store(
                page, lambda writer: study_settings.add_own_role(writer, label_nl, label_en, in_table), _("Role added")
            )
