"""Themes: the codebook of the study, how often each theme is heard and by whom, and what stands behind it."""

from canvas.store import theme_counts, themes
from canvas.ui import filters, say, theme_codebook, theme_counted, theme_drawer, theme_new
from canvas.ui import plain_streamlit as st
from canvas.ui.opening import open_page
from canvas.ui.theme_tree import return_focus, theme_tree
from canvas.ui.words import _, joined, n_

here = open_page()
wanted = filters.chosen(here).wanted
retired = st.session_state.get("themes_retired", False)
with here.study.reading() as connection:
    every = themes.tree(connection, retired=True)
    heard, reach = theme_counts.heard(connection, wanted)
    coded = theme_counts.coded(connection, wanted)
standing = [row for row in every if not row["retired"]]

say.heading(_("Themes"), joined([n_("{n} theme", "{n} themes", len(standing)), theme_counted.line(coded)]))
theme_drawer.from_link(here)
with st.container(horizontal=True, vertical_alignment="center", key="theme_ways"):
    theme_new.adding(here, every)
    theme_codebook.codebook(here, every)
    filters.opener(here)
    if len(standing) < len(every):
        st.toggle(_("Also those no longer in use"), key="themes_retired")
filters.on(here)
theme_counted.left_out(coded)
if not every:
    say.empty(
        _("There are no themes yet"),
        _(
            "A theme is a thread that runs through the notes of all blocks, such as trust. Add the first one, or bring "
            "in a codebook; then give it to notes wherever you meet them."
        ),
    )
    st.stop()

shown = every if retired else themes.in_use(every)
opened = theme_tree(here, shown, heard, reach)
if opened:
    theme_drawer.theme_drawer(here, *opened, on_close=lambda: return_focus(*opened))
