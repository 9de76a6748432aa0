"""Help: the keys of the screen one comes from, and the user guide."""

from canvas.screens.help.key_list import key_list
from canvas.screens.help.user_guide import ABOUT, user_guide
from canvas.ui import elements
from canvas.ui import plain_streamlit as st
from canvas.ui.i18n import _
from canvas.ui.page import open_page

page = open_page(empty=True)
elements.heading(_("Help and keys"), _("The keys of the screen you came from, and how everything works."))
key_list(st.query_params.get(ABOUT, ""))
user_guide(page)
