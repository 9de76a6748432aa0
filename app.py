"""The screens and their order."""

import streamlit as st

from canvas.ui import opening
from canvas.ui.brand import LOGO
from canvas.ui.topbar import topbar
from canvas.ui.words import _

st.set_page_config(page_title="PPS-werkbank", page_icon=LOGO, layout="wide")
opening.settle_language()
st.logo(LOGO, size="large")

pages = [
    st.Page("pages/overview.py", title=_("Overview"), default=True),
    st.Page("pages/partnerships.py", title=_("Partnerships"), url_path="partnerships"),
    st.Page("pages/interview.py", title=_("Interview"), url_path="interview"),
    st.Page("pages/canvas.py", title=_("Canvas"), url_path="canvas"),
    st.Page("pages/perspectives.py", title=_("Perspectives"), url_path="perspectives"),
    st.Page("pages/compare.py", title=_("Compare"), url_path="compare"),
    # no daily work: the menu at the top right leads there
    st.Page("pages/backup.py", title=_("Backup"), url_path="backup", visibility="hidden"),
]
chosen = st.navigation(pages, position="top")
topbar()
with opening.mending():
    chosen.run()
