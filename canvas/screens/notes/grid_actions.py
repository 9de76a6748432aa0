"""What the notes screen says of itself, and what is done there with the rows that are ticked."""

from __future__ import annotations

from contextlib import AbstractContextManager

from canvas.errors import N_, UserError
from canvas.read_models.notes_page import NotesPage
from canvas.read_models.ticked_rows import note_ids_of_answers, row_ids
from canvas.screens.notes import grid_selection, grid_table, grid_url
from canvas.screens.notes.grid_points import points_drawer
from canvas.screens.notes.grid_themes import themes_drawer
from canvas.store.notes import grid
from canvas.store.notes.grid import GridFilter
from canvas.ui import elements
from canvas.ui import plain_streamlit as st
from canvas.ui.components import return_focus
from canvas.ui.i18n import _, joined, n_
from canvas.ui.page import PageContext


def counted(show: str, total: int, row_filter: GridFilter) -> str:
    """Return the line under the heading: how many rows there are, and whether a filter made them fewer."""
    if total > grid.COUNTED:
        rows = (
            _("more than {n} notes", n=grid.COUNTED) if show == "notes" else _("more than {n} answers", n=grid.COUNTED)
        )
    elif show == "notes":
        rows = n_("{n} note", "{n} notes", total)
    else:
        rows = n_("{n} answer", "{n} answers", total)
    return joined([rows, _("within the filter") if row_filter else _("of the whole study")])


def unsorted(model: NotesPage) -> None:
    """Say where there are too many rows for the order that was asked for, so that the newest come first."""
    if model.newest_first:
        elements.soft(
            _("With more than {n} rows the newest come first. Filter to sort by this column.", n=grid.COUNTED)
        )


def nothing(page: PageContext, show: str, row_filter: GridFilter) -> None:
    """Say, where no row fits, what will stand here, or draw the way to clear the filter."""
    if row_filter:
        elements.empty(_("Nothing fits this filter"), _("Take a part of it off above, or clear all of it."))
        st.button(_("Clear the filter"), on_click=grid_url.clear, type="primary", icon=":material/filter_alt_off:")
        return
    what = _("Notes come from interviews and documents; each will be a row here.")
    if show == "answers":
        what = _("Every question that was asked in an interview will be a row here.")
    if page.limits:
        elements.empty(_("There is nothing that you may see"), _("What few people said is held back from you."))
        return
    elements.empty(_("There is nothing to show yet"), what)
    st.page_link("pages/interview.py", label=_("To the interviews"), icon=":material/arrow_forward:")


def acts(page: PageContext) -> list[dict]:
    """Return what can be done with rows that are ticked; nothing in a study that is read-only."""
    if page.study.read_only:
        return []
    return [
        {"key": "theme", "label": _("Themes…"), "main": True},
        {"key": "point", "label": _("Add to a point…")},
    ]


def act(page: PageContext, show: str, chosen: str, row_filter: GridFilter, above: AbstractContextManager) -> None:
    """Do what was chosen with the rows that are ticked; what goes wrong is said `above` the table, at its buttons."""
    if chosen in ("all", "none"):
        grid_selection.set_ids(page.read(row_ids, show, row_filter) if chosen == "all" else ())
        return_focus(grid_table.GRID_KEY, "")
        st.rerun()
    ticked = sorted(grid_selection.ids())
    line = n_("{n} note ticked", "{n} notes ticked", len(ticked))
    if show == "answers":
        note_ids = page.read(note_ids_of_answers, ticked)
        line = joined(
            [
                n_("{n} answer ticked", "{n} answers ticked", len(ticked)),
                n_("with {n} note", "with {n} notes", len(note_ids)),
            ]
        )
        ticked = note_ids
    if not ticked:
        fault = UserError(N_("Notes"), N_("these answers have no notes."), N_("Tick answers that have some."))
        with above:
            elements.fault(fault, anew=True)
        return
    (themes_drawer if chosen == "theme" else points_drawer)(page, ticked, line)
