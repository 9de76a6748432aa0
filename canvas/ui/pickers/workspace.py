"""The tabs of a partnership's workspace: the screens that are about one partnership at one moment."""

from __future__ import annotations

from canvas.errors import N_
from canvas.ui import plain_streamlit as st
from canvas.ui.component_files import script
from canvas.ui.components import component
from canvas.ui.i18n import _
from canvas.ui.page import current_screen
from canvas.ui.plain_streamlit import Place

# The screens in the order of their tabs: what happened, what it rests on, and what can be made of it.
TABS = {
    "state": N_("State of affairs"),
    "interview": N_("Interviews"),
    "documents": N_("Documents"),
    "canvas": N_("Canvas"),
    "perspectives": N_("Perspectives"),
    "differences": N_("Differences"),
    "time": N_("Over time"),
    "factors": N_("Factors"),
    "partnerships": N_("Partners"),
}

_UNDER = {"agenda": "state"}  # a screen without a tab of its own → the tab that leads to it

_mark = component("pps_workspace", js=script("workspace.js"))


def place_of_tabs() -> Place:
    """Return the place at the top of a screen that tabs go in; it stays while the screens change under it."""
    return st.container(key="workspace", horizontal=True, gap=None)


def tabs(place: Place, at: tuple[str, int | None]) -> None:
    """Draw the tabs, each with a link that names this moment (code and position; no code for none)."""
    link = {"partnership": at[0], "moment": str(at[1])} if at[0] else None
    with place:
        for screen in TABS:
            st.page_link(f"pages/{screen}.py", label=_(TABS[screen]), query_params=link)
        _mark(key="workspace_mark", data={"screen": _UNDER.get(current_screen(), current_screen())})
