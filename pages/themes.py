"""Themes: the codebook of the study, how often each theme is heard and by whom, and what stands behind it."""

from functools import partial

from canvas.read_models.themes_page import themes_page
from canvas.screens.themes import codebook_file, count_notice, new_theme, theme_drawer
from canvas.screens.themes.theme_tree import THEME_TREE_KEY, theme_tree
from canvas.store.themes import themes
from canvas.ui import elements
from canvas.ui import plain_streamlit as st
from canvas.ui.components import return_focus
from canvas.ui.i18n import _, joined, n_
from canvas.ui.page import open_page
from canvas.ui.pickers import attribute_filter

page = open_page()
filters = attribute_filter.chosen(page).filters
retired = st.session_state.get("themes_retired", False)
model = page.read(themes_page, filters)

elements.heading(
    _("Themes"), joined([n_("{n} theme", "{n} themes", len(model.in_use)), count_notice.line(model.coded)])
)
theme_drawer.from_link(page)
with st.container(horizontal=True, vertical_alignment="center", key="theme_ways"):
    new_theme.add_theme_button(page, model.themes)
    codebook_file.codebook_button(page, model.themes)
    attribute_filter.filter_button(page)
    if len(model.in_use) < len(model.themes):
        st.toggle(_("Also those no longer in use"), key="themes_retired")
attribute_filter.active_chips(page)
count_notice.left_out(model.coded)
if not model.themes:
    elements.empty(
        _("There are no themes yet"),
        _(
            "A theme is a thread that runs through the notes of all blocks, such as trust. Add the first one, or bring "
            "in a codebook; then give it to notes wherever you meet them."
        ),
    )
    st.stop()

shown = model.themes if retired else themes.in_use(model.themes)
opened = theme_tree(page, shown, model.heard, model.reach)
if opened:
    theme_drawer.theme_drawer(page, *opened, on_close=partial(return_focus, THEME_TREE_KEY, "|".join(opened)))
