"""All partnerships of a moment as a heatmap: narrowed, put in order, fifty at a time, with what holds for all."""

from __future__ import annotations

from collections.abc import Callable

from canvas.charts.coverage import coverage_figure
from canvas.read_models.heatmap_page import covered_counts, heatmap_of_wave
from canvas.screens.compare import compare_scope
from canvas.screens.compare.heatmap import heatmap_order, heatmap_rows
from canvas.screens.compare.heatmap.heatmap_drawers import WholeWave
from canvas.screens.compare.heatmap.heatmap_view import draw, fields, remarks
from canvas.store.overview.filtered_moments import MOMENTS_A_PAGE, MomentFilter
from canvas.ui import elements
from canvas.ui import plain_streamlit as st
from canvas.ui.figures.figure import figure
from canvas.ui.i18n import _, a_number, n_
from canvas.ui.page import PageContext
from canvas.ui.pickers import attribute_filter, moment_list, url_choice

NARROWING_KEY = heatmap_order.NARROWING_KEY


def whole_moment(page: PageContext, views: Callable[[], None]) -> None:
    """Draw the screen; `views` draws the choice of another view."""
    head, field = st.columns([3, 4], vertical_alignment="bottom")
    with field, st.container(horizontal=True, horizontal_alignment="right"):
        compare_scope.scope_control()
        wave = compare_scope.wave(page)
        attribute_filter.filter_button(page, ["partnership"])
    attribute_filter.active_chips(page, ["partnership"])
    with st.container(horizontal=True, vertical_alignment="center", key="compare_filters"):
        views()
    with st.container(horizontal=True, vertical_alignment="center", key="heat_fields"):
        choice = fields(page)
        moment_filter = moment_list.moment_filter(page, NARROWING_KEY, waves=(wave["id"],), role=choice.role)
        rows, left_out = heatmap_rows.rows_of(page, choice.kind, moment_filter)
        heatmap_order.field(rows)
    with st.container(horizontal=True, vertical_alignment="center", key="heat_narrowing"):
        moment_list.fields(page, NARROWING_KEY, compare_scope.NARROWING_PARTS)
        turning = st.container(horizontal=True, horizontal_alignment="right")
    moment_list.active_chips(page, NARROWING_KEY, compare_scope.NARROWING_PARTS)
    model = page.read(
        heatmap_of_wave,
        choice,
        moment_filter,
        [row.key for row in rows],
        heatmap_order.chosen(),
        list(page.roles),
        moment_list.chosen_start(NARROWING_KEY),
        heatmap_order.last_alike(page),
    )
    with head:
        compare_scope.heading(wave, model.within, model.every)
    if not model.within:
        compare_scope.nothing(NARROWING_KEY, model.every)
        return
    if model.within > MOMENTS_A_PAGE:
        with turning:
            moment_list.pager(NARROWING_KEY, model.start, len(model.page.moments), model.within)
    order = heatmap_order.ordered(page, model.page, rows)
    whole = WholeWave(moment_filter, model.within, model.every, model.totals, wave, model.gaps)
    draw(page, choice, order, model.page.cells, whole)
    remarks(choice, left_out, order)
    if model.within > 1:
        # drawn once it is asked for: a chart takes a browser as long as the table
        more = st.expander(
            _("How many blocks somebody was heard on"),
            icon=":material/bar_chart:",
            on_change="rerun",
            key="heat_distribution",
        )
        if more.open:
            with more:
                _distribution(page, moment_filter, model.within)


def _distribution(page: PageContext, moment_filter: MomentFilter, total: int) -> None:
    """Draw how many partnerships have 0, 1, 2 … blocks covered; a bar narrows the table above to those."""
    counted = page.read(covered_counts, moment_filter, page.blocks)
    elements.soft(
        n_(
            "{n} partnership; press a bar to see those alone.",
            "{n} partnerships; press a bar to see those alone.",
            total,
            n=a_number(total),
        )
    )
    dark = st.context.theme.type == "dark"
    drawn = coverage_figure(counted, [a_number(count) for count in counted.values()], _("blocks covered"), dark)
    cells = [
        {
            "text": a_number(count),
            "value": str(count),
            "opens": bool(count),
            "said": n_("{n} partnership", "{n} partnerships", count, n=a_number(count)),
        }
        for count in counted.values()
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
    if number.isascii() and number.isdecimal() and len(number) < 4:
        moment_list.ask(NARROWING_KEY, "covered", int(number))
        url_choice.forget("moments")
        st.rerun()
