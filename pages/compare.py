"""Compare: moments side by side, as heatmap, notes, ratings, summaries, cases block by block and themes for QCA."""

from canvas.errors import N_
from canvas.screens.compare import compare_scope
from canvas.screens.compare.case_comparison import cases_view
from canvas.screens.compare.compared_moments import chosen_moments
from canvas.screens.compare.framework_matrix import framework_view
from canvas.screens.compare.heatmap.heatmap_view import heatmap
from canvas.screens.compare.paged_tables import framework_of_all, qca_of_all
from canvas.screens.compare.qca_table import qca_view
from canvas.screens.compare.rating_distribution import ratings_view
from canvas.screens.compare.reading_matrix import reading_matrix
from canvas.screens.compare.whole_wave import whole_moment
from canvas.store.overview import filtered_counts
from canvas.ui import elements
from canvas.ui import plain_streamlit as st
from canvas.ui.i18n import _
from canvas.ui.page import open_page
from canvas.ui.pickers import url_choice
from canvas.ui.pickers.attribute_filter import chosen, nothing_left

here = open_page()
views = {
    "heatmap": _("Heatmap"),
    "matrix": _("Reading matrix"),
    "ratings": _("Ratings"),
    "framework": _("Framework matrix"),
    "cases": _("Partnerships"),
    "qca": _("Themes (QCA)"),
}
with url_choice.told_at_once():
    top = st.container()
    view = url_choice.held("view", views, "heatmap", N_("View"))
    of_views = {
        "figure": "heatmap",
        "of": "heatmap",
        "role": "heatmap",
        "block": "matrix",
        "question": "matrix",
        "rated": "ratings",
        "axis": "framework",
        "part": "framework",
        "cases": "cases",
        "compared": "cases",
        "shows": "qca",
        "down": "qca",
        "unit": "qca",
        "least": "qca",
    }
    of_all = {"heatmap": whole_moment, "framework": framework_of_all, "qca": qca_of_all}  # of any number of moments
    for choice in [one for one, of in of_views.items() if of != view] + ["scope", "wave"] * (view not in of_all):
        url_choice.forget(choice)

    def choose_view() -> None:
        st.segmented_control(
            _("View"),
            list(views),
            format_func=views.get,
            required=True,
            key=url_choice.widget("view"),
            on_change=url_choice.keep,
            args=("view",),
            label_visibility="collapsed",
        )

    if view in of_all and compare_scope.whole(here):
        with top:
            of_all[view](here, choose_view)
    else:
        with top:
            moments = chosen_moments(here, scoped=view in of_all)
        with here.study.reading() as connection:
            found = filtered_counts.cells(
                connection, [(row["partnership_id"], row["wave_id"]) for row in moments], chosen(here).wanted
            )
        if not found and chosen(here):
            nothing_left(here)
            st.stop()
        if not found:
            elements.empty(_("These moments have no notes yet"), _("Choose others above, or hold an interview first."))
            st.page_link("pages/interview.py", label=_("To the interviews"), icon=":material/arrow_forward:")
            st.stop()
        bar = st.container(horizontal=True, vertical_alignment="center", key="compare_filters")
        with bar:
            choose_view()
        draw = {
            "heatmap": heatmap,
            "matrix": reading_matrix,
            "ratings": ratings_view,
            "framework": framework_view,
            "cases": cases_view,
            "qca": qca_view,
        }[view]
        draw(here, moments, found, bar)
