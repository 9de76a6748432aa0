"""Giving a theme to the notes that are ticked, or taking one off them, in a drawer."""

from __future__ import annotations

from collections.abc import Sequence

from canvas.errors import N_, UserError
from canvas.read_models.ticked_rows import carried_themes, themes_to_give
from canvas.screens.notes import grid_table
from canvas.store.themes import themes
from canvas.ui import elements
from canvas.ui import plain_streamlit as st
from canvas.ui.components import return_focus
from canvas.ui.dialogs.drawer import drawer
from canvas.ui.i18n import _, joined, n_
from canvas.ui.page import PageContext, show_user_errors

GRID_THEMES_KEY = "grid_theme"


def themes_drawer(page: PageContext, note_ids: Sequence[str], line: str) -> None:
    """Open the drawer for these notes; `line` says which they are."""
    ways = {"give": _("Give a theme"), "take": _("Take a theme off")}
    for field in ("way", "theme", "new"):
        st.session_state.pop(f"{GRID_THEMES_KEY}_{field}", None)

    def body() -> None:
        elements.soft(line)
        way = st.segmented_control(
            _("What to do"),
            list(ways),
            format_func=ways.get,
            default="give",
            required=True,
            key=f"{GRID_THEMES_KEY}_way",
            label_visibility="collapsed",
        )
        (_give if way == "give" else _take)(page, note_ids)

    drawer(_("Themes"), body, lambda: return_focus(grid_table.GRID_KEY, ""))


def _give(page: PageContext, note_ids: Sequence[str]) -> None:
    rows = page.read(themes_to_give)
    chosen = st.selectbox(
        _("Theme"),
        list(rows),
        index=None,
        key=f"{GRID_THEMES_KEY}_theme",
        placeholder=_("Choose a theme"),
        disabled=not rows,
        format_func=lambda theme_id: "\u2003" * rows[theme_id]["depth"] + rows[theme_id]["name"],
    )
    new = st.text_input(_("Or a new theme"), key=f"{GRID_THEMES_KEY}_new", max_chars=120)
    if st.button(n_("Give it to {n} note", "Give it to {n} notes", len(note_ids)), type="primary"):
        with show_user_errors():
            if not chosen and not new.strip():
                raise UserError(N_("Theme"), N_("no theme is chosen yet."), N_("Choose one, or name a new one."))
            with page.study.writing(page.user["id"]) as writer:
                theme_id = themes.add(writer, new) if new.strip() else chosen
                note_count = themes.assign(writer, theme_id, note_ids)
            name = new.strip() or rows[chosen]["name"]
            _done(n_("{n} note got “{name}”", "{n} notes got “{name}”", note_count, name=name))


def _take(page: PageContext, note_ids: Sequence[str]) -> None:
    model = page.read(carried_themes, note_ids)
    names, counts = model.names, model.note_counts
    if not names:
        elements.soft(_("None of these notes has a theme."))
        return
    chosen = st.selectbox(
        _("Theme"),
        sorted(names, key=lambda theme_id: names[theme_id].casefold()),
        key=f"{GRID_THEMES_KEY}_taken",
        format_func=lambda theme_id: joined([names[theme_id], n_("{n} note", "{n} notes", counts[theme_id])]),
    )
    if st.button(n_("Take it off {n} note", "Take it off {n} notes", counts[chosen]), type="primary"):
        with show_user_errors():
            with page.study.writing(page.user["id"]) as writer:
                taken = themes.unassign(writer, chosen, note_ids)
            _done(n_("“{name}” was taken off {n} note", "“{name}” was taken off {n} notes", taken, name=names[chosen]))


def _done(message: str) -> None:
    elements.done(message)
    return_focus(grid_table.GRID_KEY, "")
    st.rerun()
