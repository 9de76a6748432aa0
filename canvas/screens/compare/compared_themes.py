"""Which themes stand in a table of the comparison: chosen once, for the framework matrix and the table for QCA."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from canvas.read_models.framework_page import offered_themes
from canvas.store.row_types import TreeTheme
from canvas.store.themes import themes
from canvas.ui import elements
from canvas.ui import plain_streamlit as st
from canvas.ui.i18n import _, joined
from canvas.ui.page import PageContext

MOST_THEMES = 30  # columns that are drawn; a file holds all that are chosen
_CHOSEN = "compare_themes"  # session: ids of the themes chosen; absent while the default stands
_RETIRED = "compare_themes_retired"  # session: whether themes no longer in use are offered too
_WHOLE = "compare_themes_whole"  # session: whether a theme takes in those under it
_WIDGET = "compare_themes_widget"


def chosen_themes(page: PageContext, whole: bool = False) -> list[TreeTheme]:
    """Draw the choice of themes, where there are any; return those of the table, as `store.themes.tree` gives them.

    `whole` draws the box by which a theme takes in those under it; `takes_in` says whether it does.
    """
    every = page.read(offered_themes)
    if not every:
        return []
    offered = {row["id"]: row for row in _in_table(every)}
    remembered = st.session_state.get(_CHOSEN)
    chosen = [theme_id for theme_id in offered if remembered is None or theme_id in remembered]
    st.session_state[_WIDGET] = chosen
    with st.popover(_("Themes: {n} of {total}", n=len(chosen), total=len(offered)), icon=":material/sell:"):
        st.multiselect(
            _("Themes in the table"),
            list(offered),
            key=_WIDGET,
            width=480,
            placeholder=_("Choose themes"),
            format_func=lambda theme_id: theme_label(offered[theme_id]),
            on_change=_take,
        )
        if len(chosen) < len(offered):
            st.button(_("All themes"), on_click=_all, type="tertiary", icon=":material/restart_alt:")
        if any(row["retired"] for row in every):
            _box(_("Also themes no longer in use"), _RETIRED)
        if whole and any(row["depth"] for row in every):
            _box(_("A theme takes in those under it"), _WHOLE)
    return [offered[theme_id] for theme_id in chosen]


def takes_in() -> bool:
    """Return whether a theme counts with those under it."""
    return bool(st.session_state.get(_WHOLE))


def nothing(page: PageContext) -> None:
    """Say that no theme stands in the table, with the way to what fills it."""
    if page.read(offered_themes):
        elements.empty(_("No theme is chosen"), _("Choose above which themes stand in the table."))
        return
    elements.empty(_("There are no themes yet"), _("Make them on the themes screen, and give them to notes."))
    st.page_link("pages/themes.py", label=_("To the themes"), icon=":material/arrow_forward:")


def tree(page: PageContext) -> list[TreeTheme]:
    """Return the whole tree that is offered, of which the chosen themes are a part."""
    return _in_table(page.read(offered_themes))


def _in_table(every: list[TreeTheme]) -> list[TreeTheme]:
    """Return those themes that can be chosen: those in use, and where that is asked the others too."""
    return every if st.session_state.get(_RETIRED) else themes.in_use(every)


def theme_label(row: Mapping) -> str:
    """Return the name of a theme as it stands in a list: indented below what it stands under."""
    gone = _("no longer in use") if row["retired"] else ""
    return "– " * row["depth"] + joined([row["name"], gone])


def columns(rows: Sequence[Mapping]) -> list[dict]:
    """Return the heads of columns of themes, for the tables of `heat_table`."""
    return [
        {"key": row["id"], "label": row["name"], "sub": _("no longer in use") if row["retired"] else ""} for row in rows
    ]


def _box(label: str, key: str) -> None:
    widget = f"{key}_widget"
    st.session_state[widget] = bool(st.session_state.get(key))
    st.checkbox(label, key=widget, on_change=_keep, args=(key, widget))


def _keep(key: str, widget: str) -> None:
    st.session_state[key] = st.session_state[widget]


def _take() -> None:
    st.session_state[_CHOSEN] = st.session_state[_WIDGET]


def _all() -> None:
    st.session_state.pop(_CHOSEN, None)
