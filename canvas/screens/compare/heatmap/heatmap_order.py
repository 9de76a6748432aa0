"""In which order moments and rows stand in a heatmap: by a figure, by one row, or the alike beside each other."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from canvas.analysis import across as analysis
from canvas.screens.compare.heatmap.heatmap_rows import Row
from canvas.store.overview import across, across_cells
from canvas.store.overview.across import PAGE, Pair, Which
from canvas.ui import plain_streamlit as st
from canvas.ui.i18n import _
from canvas.ui.page import Here
from canvas.ui.pickers import moment_list

KEY = "heat"
ALIKE = "alike"
ROW = "row:"  # and the key of the row
_KNOWN = "heat_alike"  # session: what was put in order last, and the order, as that takes longest


@dataclass(frozen=True)
class Order:
    """A page of moments in their order, rows in theirs, and the rule where it is not told by a name or a figure."""

    moments: list[dict]
    rows: list[Row]
    rule: str = ""


def field(rows: Sequence[Row]) -> None:
    """Draw the choice of an order."""
    offered = {key: said for key, said in moment_list.sorts().items() if key != "changed"}
    offered |= {ALIKE: _("Alike beside each other")} | {ROW + row.key: row.title for row in rows}
    moment_list.sorting(KEY, offered, fixed=(ALIKE,))


def page(here: Here, kind: str, figure: str, which: Which, rows: Sequence[Row], at: int = 0) -> Order:
    """The moments from place `at` on, fifty at most, with the rows as they stand beside them."""
    by, down = moment_list.order(KEY)
    with here.study.reading() as connection:
        if by == ALIKE:
            pairs, keys = _alike(here, connection, kind, figure, which, rows)
            known = {row.key: replace(row, group="") for row in rows}
            moments = across.some(connection, pairs[at : at + PAGE], which)
            return Order(moments, [known[key] for key in keys], rule())
        if by.startswith(ROW):
            cells = across_cells.one(connection, kind, by.removeprefix(ROW), which)
            of = "ratings" if kind == "factor" and figure == "notes" else figure
            every = across.pairs_of(connection, which)
            pairs = analysis.ranked(cells, every, list(here.roles), of, which.role, down)
            return Order(across.some(connection, pairs[at : at + PAGE], which), list(rows))
        return Order(across.page_of(connection, which, by, down, at), list(rows))


def rule() -> str:
    """By what rule the alike stand beside each other."""
    return _(
        "Alike beside each other: each row counts as much, from its smallest figure to its largest, and no figure "
        "counts as the average of the row. What differs least is joined first (Euclidean distance, average linkage)."
    )


def _alike(
    here: Here, connection: object, kind: str, figure: str, which: Which, rows: Sequence[Row]
) -> tuple[list[Pair], list[str]]:
    keys = [row.key for row in rows]
    asked = (here.study.target, kind, figure, which, tuple(keys), across.stamp(connection))
    known = st.session_state.get(_KNOWN)
    if known and known[0] == asked:
        return known[1]
    found = across_cells.every(connection, kind, figure, which)
    order = analysis.beside(found, across.pairs_of(connection, which), keys, figure)
    st.session_state[_KNOWN] = (asked, order)
    return order
