"""All partnerships of a moment as a heatmap: narrowed, put in order, fifty at a time, with what holds for all."""

from __future__ import annotations

from collections.abc import Callable

from canvas.analysis.across import covering
from canvas.charts.coverage import coverage_figure
from canvas.screens.compare import compare_scope
from canvas.screens.compare.heatmap import heatmap_order, heatmap_rows
from canvas.screens.compare.heatmap.heatmap_drawers import Whole
from canvas.screens.compare.heatmap.heatmap_view import Asked, draw, fields, remarks
from canvas.store.counts.rollups import BITS
from canvas.store.overview import across, across_cells
from canvas.store.overview.across import PAGE, Which
from canvas.ui import elements
from canvas.ui import plain_streamlit as st
from canvas.ui.figures.figure import figure
from canvas.ui.i18n import _, a_number, n_
from canvas.ui.page import Here
from canvas.ui.pickers import attribute_filter, moment_list, url_choice
from canvas.ui.plain_streamlit import Place

KEY = heatmap_order.KEY


def whole_moment(here: Here, views: Callable[[], None]) -> None:
    """Draw the screen; `views` draws the choice of another view."""
    head, field = st.columns([3, 4], vertical_alignment="bottom")
    with field, st.container(horizontal=True, horizontal_alignment="right"):
        compare_scope.control()
        wave = compare_scope.wave(here)
        attribute_filter.opener(here, ["partnership"])
    attribute_filter.on(here, ["partnership"])
    with st.container(horizontal=True, vertical_alignment="center", key="compare_filters"):
        views()
    with st.container(horizontal=True, vertical_alignment="center", key="heat_fields"):
        asked = fields(here)
        which = moment_list.which(here, KEY, waves=(wave["id"],), role=asked.role)
        rows, left_out = heatmap_rows.rows_of(here, asked.kind, which)
        heatmap_order.field(rows)
    with st.container(horizontal=True, vertical_alignment="center", key="heat_narrowing"):
        moment_list.fields(here, KEY, compare_scope.PARTS)
        turning = st.container(horizontal=True, horizontal_alignment="right")
    moment_list.on(here, KEY, compare_scope.PARTS)
    with here.study.reading() as connection:
        every = across.count(connection, Which(waves=which.waves))[0]
        found = every if which.whole else across.count(connection, which)[0]
        totals = across_cells.totals(connection, asked.kind, which) if found else []
    with head:
        compare_scope.heading(wave, found, every)
    if not found:
        compare_scope.nothing(KEY, every)
        return
    _page(here, asked, Whole(which, found, every, totals, wave), rows, left_out, turning)
    if found > 1:
        # drawn once it is asked for: a chart takes a browser as long as the table
        more = st.expander(
            _("How many blocks somebody was heard on"),
            icon=":material/bar_chart:",
            on_change="rerun",
            key="heat_distribution",
        )
        if more.open:
            with more:
                _distribution(here, which, found)


def _page(here: Here, asked: Asked, whole: Whole, rows: list, left_out: int, turning: Place) -> None:
    at = moment_list.start(KEY, whole.moments)
    order = heatmap_order.page(here, asked.kind, asked.figure, whole.which, rows, at)
    pairs = [(row["partnership_id"], row["wave_id"]) for row in order.moments]
    with here.study.reading() as connection:
        cells = across_cells.cells(connection, asked.kind, pairs, asked.role)
    if whole.moments > PAGE:
        with turning:
            moment_list.pager(KEY, at, len(pairs), whole.moments)
    draw(here, asked, order, cells, whole)
    remarks(asked, left_out, order)


def _distribution(here: Here, which: Which, found: int) -> None:
    """How many partnerships have 0, 1, 2 … blocks covered; a bar narrows the table above to those."""
    scope = sum(BITS[key] for key in here.blocks if key in BITS)
    with here.study.reading() as connection:
        counted = covering(across_cells.covered(connection, which), scope)
    elements.soft(
        n_(
            "{n} partnership; press a bar to see those alone.",
            "{n} partnerships; press a bar to see those alone.",
            found,
            n=a_number(found),
        )
    )
    dark = st.context.theme.type == "dark"
    drawn = coverage_figure(counted, [a_number(one) for one in counted.values()], _("blocks covered"), dark)
    cells = [
        {
            "text": a_number(many_of),
            "value": str(many_of),
            "opens": bool(many_of),
            "said": n_("{n} partnership", "{n} partnerships", many_of, n=a_number(many_of)),
        }
        for many_of in counted.values()
    ]
    table = {
        "words": {"table": _("Partnerships by number of blocks covered"), "blocks": _("Blocks covered"), "how": ""},
        "palette": {},
        "columns": [{"key": "n", "label": _("Partnerships")}],
        "groups": [
            {
                "label": "",
                "rows": [
                    {"key": str(number), "label": str(number), "cells": [cell]}
                    for number, cell in zip(counted, cells, strict=True)
                ],
            }
        ],
    }
    pressed = figure("compare_coverage", drawn, table, _("blocks covered"), folded=True)
    number = (pressed or "").partition("|")[0]
    if number.isdigit():
        moment_list.ask(KEY, "covered", int(number))
        url_choice.forget("moments")
        st.rerun()
