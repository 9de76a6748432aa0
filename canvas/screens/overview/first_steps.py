"""The start of an empty study: look at the demo, or begin one's own."""

from __future__ import annotations

from canvas.errors import UserError
from canvas.store import moments, partnerships, study_settings
from canvas.ui import elements
from canvas.ui import plain_streamlit as st
from canvas.ui.i18n import LANGUAGES, _
from canvas.ui.page import PageContext, choose_study


def start(page: PageContext) -> None:
    """Draw two ways on, side by side."""
    elements.heading(
        _("Welcome to the PPS-werkbank"), _("From interviews to a canvas, a perspectives table and a comparison.")
    )
    own, demo = st.columns([3, 2], gap="large")
    with own:
        _begin(page)
    with demo, st.container(border=True):
        elements.subheading(_("Look around first"))
        elements.soft(
            _(
                "Four partnerships from a publication and one invented example with full interviews. "
                "The demo is a study of its own: your own study stays empty."
            )
        )
        if st.button(_("Open the demo study"), icon=":material/travel_explore:"):
            choose_study("demo")
            st.rerun()


def _begin(page: PageContext) -> None:
    with st.form("begin", border=True):
        elements.subheading(_("Start my own study"))
        title = st.text_input(
            _("Title of the study"), placeholder=_("For example: Work-and-learn routes in our region")
        )
        language = st.radio(_("Language of the study"), list(LANGUAGES), format_func=LANGUAGES.get, horizontal=True)
        wave = st.text_input(
            _("First moment"), value=_("Measurement 1"), help=_("Later you can add moments to compare with.")
        )
        name = st.text_input(_("First partnership"), help=_("The name of the partnership, not of a person."))
        if st.form_submit_button(_("Start the study"), type="primary"):
            try:
                with page.study.writing(page.user["id"]) as writer:
                    study_settings.begin(writer, title, language)
                    wave_id = moments.add_wave(writer, wave)
                    made = partnerships.add(writer, name)
                    moments.put_moment(writer, made, wave_id)
            except UserError as error:
                elements.fault(error, anew=True)
            else:
                st.switch_page("pages/partnerships.py")
