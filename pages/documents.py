"""Documents: transcripts and other texts of a moment, and reading them into notes."""

from canvas.screens.documents import document_list
from canvas.screens.documents.reader import reader
from canvas.ui import elements
from canvas.ui import plain_streamlit as st
from canvas.ui.i18n import _
from canvas.ui.page import open_page
from canvas.ui.pickers import moment_picker

here = open_page()
reading = document_list.chosen(here)
if reading:
    page, at = reading
    reader.head(here, page)
    reader.reader(here, page.document, at)
    st.stop()

moment, head = moment_picker.titled_moment(here)
with head:
    elements.heading(_("Documents"), _("What was said, in full: read it, and make notes of passages."))
document_list.document_list(here, moment)
