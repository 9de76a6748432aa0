"""Partnerships: who works together since when, in which phase, with which partners and respondents."""

from canvas.read_models.partnerships_page import partnership_page, partnerships_page
from canvas.screens.partnerships import partnership_forms as forms
from canvas.screens.partnerships import partnership_views as views
from canvas.ui import elements
from canvas.ui import plain_streamlit as st
from canvas.ui.i18n import _
from canvas.ui.page import open_page
from canvas.ui.pickers import moment_picker

page = open_page()
study = page.read(partnerships_page)
if not study.begun or st.session_state.get(forms.NEW_PARTNERSHIP_OPEN):
    elements.heading(_("Partnerships"), _("A name is enough to begin; the rest can follow."))
    forms.new_partnership(page, study.waves)
    if study.begun and st.button(_("Back to the partnerships")):
        del st.session_state[forms.NEW_PARTNERSHIP_OPEN]
        st.rerun()
    st.stop()

moment, head = moment_picker.titled_moment(page, views.first_words)
model = page.read_people(partnership_page, moment["partnership_id"])
with head:
    views.head(model, moment)
if model.partnership["summary"]:
    elements.soft(model.partnership["summary"])
views.show(page, views.choose_view(page), model, moment, study.waves)
