"""A chart as all screens show one: its marks open, the figures stand in a table below, and both can be taken along.

The picture is made in the browser (SVG or PNG, as it stands on the screen), the .csv from the table.
"""

from __future__ import annotations

from collections.abc import Mapping

from canvas.charts import Figure
from canvas.exchange.tables import csv_text
from canvas.exchange.wording import distinct_heads, numeric
from canvas.store.database.text import file_stem
from canvas.ui import plain_streamlit as st
from canvas.ui.component_files import asset, script
from canvas.ui.components import component
from canvas.ui.figures.heat_table import heat_table, openable
from canvas.ui.i18n import _, language

_take = component("pps_take_along", css=asset("save_figure.css"), js=script("save_figure.js"))


def figure(key: str, drawn: Figure, table: dict, file: str, folded: bool = False) -> str | None:
    """Draw a chart with its table below it and return the key of what was just opened in either, if anything.

    A mark that opens carries its key as `customdata`, the same as the cell of the table that shows its figure; `table`
    is what `heat_table` takes, `file` the name of what is taken along, without an ending. Give `return_focus` the same
    `key`. `folded` shows the table only once it is asked for.
    """
    pressed = _chart(key, drawn)
    take_along(f"{key}_figure", table, file, picture="chart")
    title, opened = _("The same figures as a table, with what lies behind them"), None
    if folded:  # a table of hundreds of figures takes a browser longer than all else on a screen
        place = st.expander(title, expanded=False, on_change="rerun", key=f"{key}_table")
    else:
        place = st.expander(title, expanded=True)
    if place.open or not folded:
        with place:
            opened = heat_table(key, table)
    return opened or (pressed if pressed in openable(table) else None)


def table_figure(key: str, table: dict, file: str) -> str | None:
    """Draw a table of figures that is a picture itself, as a heatmap is; the same ways to open and to take along."""
    with st.container(key=f"{key}_figure"):
        opened = heat_table(key, table)
    take_along(f"{key}_figure", table, file, picture="table")
    return opened


def take_along(key: str, table: Mapping, file: str, picture: str) -> None:
    """Draw the row that saves the picture of the element whose key begins with `key`, and the figures as .csv."""
    _take(
        key=f"{key}_take",
        data={
            "of": key,
            "picture": picture,
            "file": file_stem(file, "pps"),
            "csv": csv_text(rows_of(table), language()),
            "title": table["words"]["table"],
            "words": {
                "take": _("Save this figure"),
                "svg": _("Picture (.svg)"),
                "png": _("Picture (.png)"),
                "csv": _("Figures (.csv)"),
                "failed": _("The picture could not be made. Try the other kind."),
            },
        },
    )


def rows_of(table: Mapping) -> list[list[str | int | float]]:
    """Return the figures of a table of `heat_table` as rows, its heads first, no two of which are the same.

    A cell that says its figure otherwise than it shows it has `value`; the group of a row stands in the first column
    where there are any.
    """
    grouped = any(group["label"] for group in table["groups"])
    total = (
        table["words"].get("total") if any("total" in row for group in table["groups"] for row in group["rows"]) else ""
    )
    heads = [" · ".join(filter(None, (column["label"], column.get("sub")))) for column in table["columns"]]
    first = [*([_("Group")] if grouped else []), table["words"].get("blocks", "")]
    rows_written: list[list[str | int | float]] = [[*distinct_heads([*first, *heads, *([total] if total else [])])]]
    rows = [(group["label"], row) for group in table["groups"] for row in group["rows"]]
    rows += [("", table["total"])] if table.get("total") else []
    for label, row in rows:
        cells = [_value(cell) for cell in (*row["cells"], *([row["total"]] if total and "total" in row else []))]
        rows_written.append([*([label] if grouped else []), row.get("title") or row["label"], *cells])
    return rows_written


def _value(cell: Mapping) -> str | int | float:
    value = cell.get("value", cell["text"])
    if isinstance(value, str) and "value" in cell and value.isascii():
        digits = value.removeprefix("-").replace(".", "", 1)
        return numeric(value) if digits.isdigit() and not value.endswith(".") else value
    return value


def _chart(key: str, drawn: Figure) -> str | None:
    """Draw the chart and return the key of the mark that was just pressed, if any; the table does so by keyboard."""
    # A mark that was pressed stays chosen, and pressing it again would only undo that: so the figure is drawn as
    # another chart, in the run that opens the drawer, and not under the pointer once that closes.
    turns = f"{key}_turn"
    turn = st.session_state.setdefault(turns, 0)
    chart_state = st.session_state.get(f"{key}_figure_{turn}")
    pressed = _marks(chart_state)
    st.session_state[turns] = turn = turn + bool(pressed)
    st.plotly_chart(
        drawn,
        width="stretch",
        key=f"{key}_figure_{turn}",
        theme="streamlit",
        on_select="rerun",
        selection_mode="points",
        # the bar of buttons is hidden by the style: its one button makes the picture when ours is pressed
        config={
            "displayModeBar": True,
            "modeBarButtons": [["toImage"]],
            "displaylogo": False,
            "scrollZoom": False,
            "doubleClick": False,
        },
    )
    if not pressed:
        return None
    cell_key = pressed[0].get("customdata")
    cell_key = cell_key[0] if isinstance(cell_key, list) and cell_key else cell_key
    return cell_key if isinstance(cell_key, str) else None


def _marks(chart_state: object) -> list[Mapping]:
    """Return the marks that a browser says were pressed, which may send anything."""
    chosen = chart_state.get("selection") if isinstance(chart_state, Mapping) else None
    points = chosen.get("points") if isinstance(chosen, Mapping) else None
    return [point for point in points if isinstance(point, Mapping)] if isinstance(points, list) else []
