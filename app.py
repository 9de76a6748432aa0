"""The screens and their order."""

from canvas.screens.topbar import topbar
from canvas.ui import browser
from canvas.ui import plain_streamlit as st
from canvas.ui.brand import LOGO
from canvas.ui.i18n import _
from canvas.ui.page import one_state_a_run, settle_language, show_screen, show_user_errors

st.set_page_config(page_title="PPS-werkbank", page_icon=LOGO, layout="wide")
settle_language()
st.logo(LOGO, size="large")
browser.style()

pages = [
    # at the top: the study, and the workspace of one partnership, which opens with its state of affairs
    st.Page("pages/overview.py", title=_("Overview"), default=True),
    st.Page("pages/state.py", title=_("Partnership"), url_path="state"),
    st.Page("pages/notes.py", title=_("Notes"), url_path="notes"),
    st.Page("pages/themes.py", title=_("Themes"), url_path="themes"),
    st.Page("pages/compare.py", title=_("Compare"), url_path="compare"),
    st.Page("pages/lessons.py", title=_("Lessons"), url_path="lessons"),
    # the other tabs of the workspace (ui/pickers/workspace.py)
    st.Page("pages/interview.py", title=_("Interviews"), url_path="interview", visibility="hidden"),
    st.Page("pages/documents.py", title=_("Documents"), url_path="documents", visibility="hidden"),
    st.Page("pages/canvas.py", title=_("Canvas"), url_path="canvas", visibility="hidden"),
    st.Page("pages/perspectives.py", title=_("Perspectives"), url_path="perspectives", visibility="hidden"),
    st.Page("pages/differences.py", title=_("Differences"), url_path="differences", visibility="hidden"),
    st.Page("pages/time.py", title=_("Over time"), url_path="time", visibility="hidden"),
    st.Page("pages/factors.py", title=_("Factors"), url_path="factors", visibility="hidden"),
    st.Page("pages/partnerships.py", title=_("Partners"), url_path="partnerships", visibility="hidden"),
    # reached from where one is: the magnifier at the top right, the overview, a point or a cell, the menu
    st.Page("pages/search.py", title=_("Search"), url_path="search", visibility="hidden"),
    st.Page("pages/agenda.py", title=_("Agenda"), url_path="agenda", visibility="hidden"),
    st.Page("pages/agreements.py", title=_("Agreements"), url_path="agreements", visibility="hidden"),
    st.Page("pages/evidence.py", title=_("Evidence"), url_path="evidence", visibility="hidden"),
    st.Page("pages/study.py", title=_("Settings"), url_path="study", visibility="hidden"),
    st.Page("pages/help.py", title=_("Help and keys"), url_path="help", visibility="hidden"),
    st.Page("pages/backup.py", title=_("Backup"), url_path="backup", visibility="hidden"),
]
chosen = st.navigation(pages, position="top")
show_screen(chosen.url_path)
topbar(chosen.url_path, chosen.title)
with one_state_a_run(), show_user_errors(pressed=False):
    chosen.run()
