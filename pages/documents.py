"""Documents: transcripts and other texts of a moment, and reading them into notes."""

from canvas.screens.documents import document_list
from canvas.screens.documents.reader import reader
from canvas.ui import plain_streamlit as st
from canvas.ui.page import open_page
from canvas.ui.pickers import moment_picker

page = open_page()
reading = document_list.chosen(page)
if reading:
    model, at = reading
    reader.head(page, model)
    reader.reader(page, model.document, at)
    st.stop()

moment, _head = moment_picker.titled_moment(page, lambda _moment: document_list.heading())
document_list.document_list(page, moment)
