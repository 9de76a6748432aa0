"""Downloading what is filtered on the notes screen: all of its rows, made as the button is pressed."""

from __future__ import annotations

from collections.abc import Callable

from canvas.exchange.grid_file import filtered
from canvas.store import grid
from canvas.store.grid import Order, Sieve
from canvas.ui import plain_streamlit as st
from canvas.ui import say
from canvas.ui.opening import Here
from canvas.ui.words import _, n_

SHEET = 1_048_575  # rows that a sheet holds under its head


def export(here: Here, show: str, sieve: Sieve, order: Order, total: int) -> None:
    """Draw the button that opens the two downloads."""
    study = here.study

    def made(ending: str) -> Callable[[], bytes]:
        return lambda: filtered(study, show, sieve, order, ending)

    with st.popover(_("Export"), icon=":material/download:", key="grid_export", disabled=not total):
        if total > grid.COUNTED:
            say.soft(_("All rows that fit the filter, more than {n}.", n=grid.COUNTED))
        else:
            say.soft(n_("{n} row that fits the filter.", "All {n} rows that fit the filter.", total))
        file = _("notes") if show == "notes" else _("answers")
        st.download_button(
            _("For Excel (.xlsx)"), made(".xlsx"), f"{file}.xlsx", key="grid_xlsx", on_click="ignore",
            mime="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", disabled=total > SHEET,
        )  # fmt: skip
        st.download_button(_("As text (.csv)"), made(".csv"), f"{file}.csv", "text/csv", "grid_csv", on_click="ignore")
