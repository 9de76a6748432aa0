"""In which order moments and rows stand in a heatmap: by a figure, by one row, or the alike beside each other."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from canvas.read_models.heatmap_page import ALIKE, BY_ROW, AlikeOrder, HeatmapPage, HeatmapSort
from canvas.screens.compare.heatmap.heatmap_rows import Row
from canvas.ui import plain_streamlit as st
from canvas.ui.i18n import _
from canvas.ui.page import PageContext
from canvas.ui.pickers import moment_list

NARROWING_KEY = "heat"
_ALIKE = "heat_alike"  # session: of which study, and the order that was made last, as that takes longest


@dataclass(frozen=True)
class Order:
    """A page of moments in their order, rows in theirs, and the rule where it is not told by a name or a figure."""

    moments: Sequence[Mapping]
    rows: list[Row]
    rule: str = ""


def field(rows: Sequence[Row]) -> None:
    """Draw the choice of an order."""
    offered = {key: label for key, label in moment_list.sorts().items() if key != "changed"}
    offered |= {ALIKE: _("Alike beside each other")} | {BY_ROW + row.key: row.title for row in rows}
    moment_list.sorting(NARROWING_KEY, offered, fixed=(ALIKE,))


def chosen() -> HeatmapSort:
    """Return the order that is chosen, of those that `field` offers."""
    return HeatmapSort(*moment_list.order(NARROWING_KEY))


def last_alike(page: PageContext) -> AlikeOrder | None:
    """Return the order in which the alike stood beside each other last, in this study."""
    target, alike = st.session_state.get(_ALIKE, ("", None))
    return alike if target == page.study.target else None


def ordered(page: PageContext, model: HeatmapPage, rows: Sequence[Row]) -> Order:
    """Return the moments of a page with the rows as they stand beside them."""
    if model.alike is None:
        return Order(model.moments, list(rows))
    st.session_state[_ALIKE] = (page.study.target, model.alike)
    by_key = {row.key: replace(row, group="") for row in rows}
    return Order(model.moments, [by_key[key] for key in model.alike.keys], rule())


def rule() -> str:
    """Return the rule by which the alike stand beside each other."""
    return _(
        "Alike beside each other: each row counts as much, from its smallest figure to its largest, and no figure "
        "counts as the average of the row. What differs least is joined first (Euclidean distance, average linkage)."
    )
