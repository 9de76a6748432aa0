"""Downloading what is filtered on the notes screen: all of its rows, made as the button is pressed."""

from __future__ import annotations

from collections.abc import Callable

from canvas.exchange import columns
from canvas.exchange.columns import Column
from canvas.exchange.grid_file import filtered_file
from canvas.screens.notes.grid_filter import Offer
from canvas.store.notes import grid
from canvas.store.notes.grid import GridFilter, GridOrder
from canvas.ui import elements
from canvas.ui import plain_streamlit as st
from canvas.ui.file_button import file_button
from canvas.ui.i18n import _, language, n_, speech
from canvas.ui.page import PageContext
from canvas.ui.plain_streamlit import Place

SHEET = 1_048_575  # rows that a sheet holds under its head
WORKBOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_CHOSEN = "grid_export_columns"  # session: notes or answers → keys of the columns that go into a file


def export_button(total: int) -> Place:
    """Draw the button behind which `export` is drawn, after the table, which is seen at once."""
    return st.popover(_("Export"), icon=":material/download:", key="grid_export", disabled=not total)


def export(
    page: PageContext, show: str, row_filter: GridFilter, order: GridOrder, total: int, offered: Offer, place: Place
) -> None:
    """Draw the choice of columns and the downloads in their place."""
    with place:
        if total > grid.COUNTED:
            elements.soft(_("All rows that fit the filter, more than {n}.", n=grid.COUNTED))
        else:
            elements.soft(n_("{n} row that fits the filter.", "All {n} rows that fit the filter.", total))
        keys = _columns(show, columns.available_columns(show, offered.attributes, speech()))
        made = _maker(page, show, row_filter, order, keys)
        file = _("notes") if show == "notes" else _("answers")
        file_button(
            _("For Excel (.xlsx)"),
            made(".xlsx"),
            f"{file}.xlsx",
            WORKBOOK,
            "grid_xlsx",
            on_click="ignore",
            disabled=total > SHEET,
        )
        file_button(_("As text (.csv)"), made(".csv"), f"{file}.csv", "text/csv", "grid_csv", on_click="ignore")
        file_button(
            _("For scripts, with keys (.jsonl)"),
            made(".jsonl"),
            f"{file}.jsonl",
            "application/jsonl",
            "grid_jsonl",
            on_click="ignore",
            help=_("As the study keeps it: all columns, keys instead of words."),
        )


def _maker(
    page: PageContext, show: str, row_filter: GridFilter, order: GridOrder, keys: list[str]
) -> Callable[[str], Callable[[], bytes]]:
    study, spoken = page.study, language()  # as the button is pressed the session may be elsewhere
    return lambda ending: lambda: filtered_file(study, show, row_filter, order, ending, spoken, keys)


def _columns(show: str, there: list[Column]) -> list[str]:
    """Draw the choice of columns, which the session remembers; those a person reads stand in it at first."""
    usual = [column.key for column in there if column.usual]
    heads = {column.key: column.head for column in there}
    chosen_columns = st.session_state.setdefault(_CHOSEN, {})
    widget = f"{_CHOSEN}_{show}"
    st.session_state[widget] = [key for key in chosen_columns.get(show, usual) if key in heads] or usual

    def take() -> None:
        chosen_columns[show] = list(st.session_state[widget])

    st.multiselect(
        _("Columns"), list(heads), format_func=lambda key: heads.get(key, ""), key=widget, on_change=take, width=420
    )
    return [column.key for column in there if column.key in st.session_state[widget]]
