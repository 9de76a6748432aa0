"""The screens and their order."""

from canvas.screens.topbar import topbar
from canvas.ui import browser
from canvas.ui import plain_streamlit as st
from canvas.ui.brand import LOGO
from canvas.ui.i18n import _
from canvas.ui.page import one_state_a_run, settle_language, show_user_errors

st.set_page_config(page_title="PPS-werkbank", page_icon=LOGO, layout="wide")
settle_language()
st.logo(LOGO, size="large")
browser.style()

pages = [
    st.Page("pages/overview.py", title=_("Overview"), default=True),
    st.Page("pages/partnerships.py", title=_("Partnerships"), url_path="partnerships"),
    st.Page("pages/interview.py", title=_("Interview"), url_path="interview"),
    st.Page("pages/documents.py", title=_("Documents"), url_path="documents"),
    st.Page("pages/notes.py", title=_("Notes"), url_path="notes"),
    st.Page("pages/themes.py", title=_("Themes"), url_path="themes"),
    st.Page("pages/canvas.py", title=_("Canvas"), url_path="canvas"),
    st.Page("pages/perspectives.py", title=_("Perspectives"), url_path="perspectives"),
    st.Page("pages/differences.py", title=_("Differences"), url_path="differences"),
    st.Page("pages/time.py", title=_("Over time"), url_path="time"),
    st.Page("pages/factors.py", title=_("Factors"), url_path="factors"),
    st.Page("pages/compare.py", title=_("Compare"), url_path="compare"),
    # reached from where one is: the magnifier at the top right, a point or a cell, the menu
    st.Page("pages/search.py", title=_("Search"), url_path="search", visibility="hidden"),
    st.Page("pages/agenda.py", title=_("Agenda"), url_path="agenda", visibility="hidden"),
    st.Page("pages/evidence.py", title=_("Evidence"), url_path="evidence", visibility="hidden"),
    st.Page("pages/study.py", title=_("Settings"), url_path="study", visibility="hidden"),
    st.Page("pages/backup.py", title=_("Backup"), url_path="backup", visibility="hidden"),
]
chosen = st.navigation(pages, position="top")
topbar(chosen.url_path)
with one_state_a_run(), show_user_errors(pressed=False):
    chosen.run()
