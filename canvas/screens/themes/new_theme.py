"""Adding a theme to the codebook."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from canvas.screens.themes.theme_form import EMPTY, fields
from canvas.screens.themes.theme_tree import THEME_TREE_KEY
from canvas.store.themes import themes
from canvas.ui import elements
from canvas.ui import plain_streamlit as st
from canvas.ui.components import return_focus
from canvas.ui.dialogs import draft_fields
from canvas.ui.dialogs.drawer import drawer, drawer_key
from canvas.ui.i18n import _
from canvas.ui.page import PageContext, show_user_errors


def add_theme_button(page: PageContext, every: Sequence[Mapping]) -> None:
    """Draw the button that opens the drawer in which a theme is written; what was begun in it is still there."""
    if not page.study.read_only and st.button(_("Add theme"), type="primary", icon=":material/add:", key="theme_add"):
        key = f"new_theme_{drawer_key(page)}"
        drawer(_("New theme"), lambda: _new(page, every, key))


def _new(page: PageContext, every: Sequence[Mapping], key: str) -> None:
    elements.soft(_("A theme runs through the notes of all blocks. Only the name is needed now."))
    values = fields(EMPTY, every, key)
    with st.container(horizontal=True):
        added = st.button(_("Add theme"), type="primary", key=f"{key}_add")
        stopped = st.button(_("Cancel"), key=f"{key}_stop")
    if added:
        with show_user_errors():
            with page.study.writing(page.user["id"]) as writer:
                made = themes.add(writer, **values)
            draft_fields.forget(key)
            elements.done(_("Theme added"))
            return_focus(THEME_TREE_KEY, f"{made}|")
            st.rerun()
    elif stopped:
        draft_fields.forget(key)
        st.rerun()
