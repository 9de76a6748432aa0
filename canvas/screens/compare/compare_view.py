"""Draws the chosen view of the comparison: of moments chosen by hand, or of all partnerships of a wave."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from canvas.errors import N_
from canvas.read_models.compare_page import compare_page
from canvas.screens.compare import compare_scope
from canvas.screens.compare.case_comparison import cases_view
from canvas.screens.compare.compared_giving import giving_compared
from canvas.screens.compare.compared_moments import chosen_moments
from canvas.screens.compare.framework_matrix import framework_view
from canvas.screens.compare.heatmap.heatmap_view import heatmap
from canvas.screens.compare.paged_tables import framework_of_all, giving_of_all, qca_of_all
from canvas.screens.compare.qca_table import qca_view
from canvas.screens.compare.rating_distribution import ratings_view
from canvas.screens.compare.reading_matrix import reading_matrix
from canvas.screens.compare.whole_wave import whole_moment
from canvas.ui import elements
from canvas.ui import plain_streamlit as st
from canvas.ui.i18n import _
from canvas.ui.page import PageContext
from canvas.ui.pickers import attribute_filter, url_choice
from canvas.ui.plain_streamlit import Place

OF_MOMENTS: dict[str, Callable[[PageContext, Sequence[Mapping], Sequence[Mapping], Place], None]] = {
    "heatmap": heatmap,
    "matrix": reading_matrix,
    "ratings": ratings_view,
    "framework": framework_view,
    "cases": cases_view,
    "qca": qca_view,
    "giving": giving_compared,
}
OF_WAVE = {  # of any number of moments
    "heatmap": whole_moment,
    "framework": framework_of_all,
    "qca": qca_of_all,
    "giving": giving_of_all,
}
CHOICES = {  # what a link says of one view alone
    "heatmap": ("figure", "of", "role"),
    "matrix": ("block", "question"),
    "ratings": ("rated",),
    "framework": ("axis", "part"),
    "cases": ("cases", "compared"),
    "qca": ("shows", "down", "unit", "least"),
}


def views() -> dict[str, str]:
    """Return the views by key, in their order."""
    return {
        "heatmap": _("Heatmap"),
        "matrix": _("Reading matrix"),
        "ratings": _("Ratings"),
        "framework": _("Framework matrix"),
        "cases": _("Partnerships"),
        "qca": _("Themes (QCA)"),
        "giving": _("Giving and taking"),
    }


def chosen_view() -> str:
    """Return the view that is on; what a link says of other views is forgotten."""
    view = url_choice.chosen("view", views(), "heatmap", N_("View"))
    others = [choice for other, choices in CHOICES.items() if other != view for choice in choices]
    for choice in others + ["scope", "wave"] * (view not in OF_WAVE):
        url_choice.forget(choice)
    return view


def is_of_wave(page: PageContext, view: str) -> bool:
    """Return whether the view is of all partnerships of a wave."""
    return view in OF_WAVE and compare_scope.is_whole_wave(page)


def draw_wave(page: PageContext, view: str, top: Place) -> None:
    """Draw a view of all partnerships of a wave."""
    with top:
        OF_WAVE[view](page, _choose_view)


def draw_moments(page: PageContext, view: str, top: Place) -> None:
    """Draw a view of moments chosen by hand; their choice stands at the top of the screen."""
    with top:
        moments = chosen_moments(page, scoped=view in OF_WAVE, per_partnership=view == "giving")
    pairs = [(row["partnership_id"], row["wave_id"]) for row in moments]
    filters = attribute_filter.chosen(page).filters
    cells = page.read(compare_page, pairs, filters).cells
    if not cells and filters:
        attribute_filter.nothing_left(page)
        st.stop()
    if not cells:
        elements.empty(_("These moments have no notes yet"), _("Choose others above, or hold an interview first."))
        st.page_link("pages/interview.py", label=_("To the interviews"), icon=":material/arrow_forward:")
        st.stop()
    bar = st.container(horizontal=True, vertical_alignment="center", key="compare_filters")
    with bar:
        _choose_view()
    OF_MOMENTS[view](page, moments, cells, bar)


def _choose_view() -> None:
    offered = views()
    st.segmented_control(
        _("View"),
        list(offered),
        format_func=offered.get,
        required=True,
        key=url_choice.widget("view"),
        on_change=url_choice.take_widget,
        args=("view",),
        label_visibility="collapsed",
    )
