"""Documents: transcripts and other texts of a moment, and reading them into notes."""

from canvas.ui import choose, document_list, reader, say
from canvas.ui import plain_streamlit as st
from canvas.ui.opening import open_page
from canvas.ui.words import _

here = open_page()
reading = document_list.chosen(here)
if reading:
    document, at = reading
    reader.head(here, document)
    reader.reader(here, document, at)
    st.stop()

moment, head = choose.titled_moment(here)
with head:
    say.heading(_("Documents"), _("What was said, in full: read it, and make notes of passages."))
document_list.document_list(here, moment)
