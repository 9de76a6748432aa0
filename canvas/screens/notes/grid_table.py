"""The table of the notes screen as one component: rows to sort, page, tick and open.

The page's part is the data; drawing, arrow keys and focus are in assets/grid.{js,css}.
"""

from __future__ import annotations

from collections.abc import Sequence

from canvas.screens.notes import grid_selection, grid_url
from canvas.store.notes import grid
from canvas.store.notes.grid import GridOrder
from canvas.ui import plain_streamlit as st
from canvas.ui.component_files import asset, script
from canvas.ui.components import (
    Shape,
    Written,
    a_count,
    a_flag,
    a_line,
    a_mapping,
    a_record,
    component,
    digits,
    focus_of,
)
from canvas.ui.i18n import _, n_

_SENDS: dict[str, Shape] = {
    "opened": a_line(),
    "act": a_line(),
    "sorted": a_line(),
    "paged": digits,
    "picked": Written(a_record(turn=a_count, rows=a_mapping(a_flag))),
}
_table = component("pps_grid", _SENDS, css=asset("grid.css"), js=script("grid.js"))
GRID_KEY = "grid"
START = "grid_start"  # session: the place of the first row that is shown


def grid_table(
    columns: Sequence[dict], rows: Sequence[dict], total: int, order: GridOrder, acts: Sequence[dict]
) -> tuple[str, str]:
    """Draw the table; returns the id of a row just opened, and the key of an act just chosen, '' for none.

    `columns` are those of `grid_columns`; a row has id, name and cells. `acts` (key, label) are what can be done with
    the rows that are ticked; without any, no row can be ticked.
    """
    start, chosen = st.session_state.get(START, 0), grid_selection.ids()
    shown = {row["id"] for row in rows}
    data = {
        "columns": list(columns),
        "rows": list(rows),
        "acts": list(acts),
        "count": len(chosen),
        "sort": order.attribute["id"] if order.attribute else order.column,
        "down": order.down,
        "turn": grid_selection.turn(),
        "chosen": sorted(chosen & shown),
        "focus": focus_of(GRID_KEY),
        "before": start > 0,
        "after": start + len(rows) < total,
        "start": start,
        "size": grid.ROWS_A_PAGE,
        "words": _words(start, len(rows), total, len(chosen)),
    }
    drawn = _table(
        key=GRID_KEY,
        data=data,
        on={"picked": _pick, "sorted": _sort, "paged": _turn},
        among={"act": {"all", "none", *(act["key"] for act in acts)}},
    )
    return drawn.opened or "", drawn.act or ""


def _words(start: int, rows: int, total: int, chosen: int) -> dict[str, str]:
    counted = _("more than {n}", n=grid.COUNTED) if total > grid.COUNTED else str(total)
    every = _("Tick all {n}", n=total) if chosen < total <= grid.AT_ONCE else ""
    return {
        "table": _("Notes and answers"),
        "tick": _("Tick: {what}", what="{what}"),
        "page": _("{first}–{last} of {total}", first=start + 1 if rows else 0, last=start + rows, total=counted),
        "before": _("Previous"),
        "after": _("Next"),
        "every": _("Tick all rows on this page"),
        "sortby": _("Sort by"),
        "newest": _("Newest first"),
        "turn": _("Turn the order around"),
        "none": _("Nothing ticked: tick rows to do something with them at once."),
        "ticked": n_("{n} ticked", "{n} ticked", chosen),
        "clear": _("Untick all"),
        "all": every,
        "how": _("Arrow keys move between rows, Enter opens one, the space bar ticks it; with Shift a range."),
    }


def _pick(picked: dict) -> None:
    if picked["turn"] == grid_selection.turn():  # ticks made before all were unticked count no more
        for row_id, on in picked["rows"].items():
            grid_selection.tick(row_id, on)


def _sort(by: str) -> None:
    column, _sign, how = by.partition(" ")
    st.session_state.pop(START, None)
    grid_url.put("sort", column)
    grid_url.put("down", "1" if how == "down" else "")


def _turn(start: str) -> None:
    st.session_state[START] = int(start)
