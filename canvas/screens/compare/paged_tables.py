"""All partnerships of a moment in the framework matrix and the table for QCA: narrowed, in order, fifty at a time."""

from __future__ import annotations

from collections.abc import Callable

from canvas.read_models.compare_page import every_wave_moment, wave_moments
from canvas.screens.compare import compare_scope
from canvas.screens.compare.compared_giving import giving_compared
from canvas.screens.compare.framework_matrix import framework_view
from canvas.screens.compare.heatmap import heatmap_order
from canvas.screens.compare.qca_table import qca_view
from canvas.store.overview.filtered_moments import MOMENTS_A_PAGE
from canvas.ui import plain_streamlit as st
from canvas.ui.page import PageContext
from canvas.ui.pickers import attribute_filter, moment_list

NARROWING_KEY = heatmap_order.NARROWING_KEY  # what is narrowed to here goes along from the heatmap and back


def framework_of_all(page: PageContext, views: Callable[[], None]) -> None:
    """Draw the framework matrix of all partnerships of a moment; `views` draws the choice of another view."""
    _paged(page, views, framework_view)


def qca_of_all(page: PageContext, views: Callable[[], None]) -> None:
    """Draw the table for QCA of all partnerships of a moment; `views` draws the choice of another view."""
    _paged(page, views, qca_view)


def giving_of_all(page: PageContext, views: Callable[[], None]) -> None:
    """Draw what partners give in all partnerships of a moment; `views` draws the choice of another view."""
    _paged(page, views, giving_compared)


def _paged(page: PageContext, views: Callable[[], None], draw: Callable) -> None:
    head, field = st.columns([2, 3], vertical_alignment="bottom")
    with field, st.container(horizontal=True, horizontal_alignment="right"):
        compare_scope.scope_control()
        wave = compare_scope.wave(page)
        attribute_filter.filter_button(page)
    attribute_filter.active_chips(page)
    bar = st.container(horizontal=True, vertical_alignment="center", key="compare_filters")
    with bar:
        views()
    moment_filter = moment_list.moment_filter(page, NARROWING_KEY, waves=(wave["id"],))
    with st.container(horizontal=True, vertical_alignment="center", key="compare_narrowing"):
        moment_list.fields(page, NARROWING_KEY, compare_scope.NARROWING_PARTS)
        moment_list.sorting(
            NARROWING_KEY, {key: label for key, label in moment_list.sorts().items() if key != "changed"}
        )
    moment_list.active_chips(page, NARROWING_KEY, compare_scope.NARROWING_PARTS)
    by, down = moment_list.order(NARROWING_KEY)
    filters = attribute_filter.chosen(page).filters
    model = page.read(wave_moments, moment_filter, by, down, moment_list.chosen_start(NARROWING_KEY), filters)
    with head:
        compare_scope.heading(wave, model.within, model.every)
    if not model.moments:
        compare_scope.nothing(NARROWING_KEY, model.every)
        return
    if model.within > MOMENTS_A_PAGE:
        moment_list.pager(NARROWING_KEY, model.start, len(model.moments), model.within)

    def every() -> list[dict]:
        return page.read(every_wave_moment, moment_filter, by, down)

    draw(page, model.moments, model.cells, bar, every, model.within)
