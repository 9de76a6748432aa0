"""Compare: moments side by side, as heatmap, notes, ratings, summaries, cases block by block and themes for QCA."""

import streamlit as st

from canvas.errors import N_
from canvas.store import narrowing
from canvas.ui import compare_link, say
from canvas.ui.compare_cases import cases_view
from canvas.ui.compare_framework import framework_view
from canvas.ui.compare_heatmap import heatmap
from canvas.ui.compare_matrix import reading_matrix
from canvas.ui.compare_moments import chosen_moments
from canvas.ui.compare_qca import qca_view
from canvas.ui.compare_ratings import ratings_view
from canvas.ui.filters import chosen, nothing_left
from canvas.ui.opening import open_page
from canvas.ui.words import _

here = open_page()
with compare_link.told_at_once():
    moments = chosen_moments(here)
    with here.study.reading() as connection:
        found = narrowing.cells(connection, [(row["partnership_id"], row["wave_id"]) for row in moments],
                                chosen(here).wanted)  # fmt: skip
    if not found and chosen(here):
        nothing_left(here)
        st.stop()
    if not found:
        say.empty(_("These moments have no notes yet"), _("Choose others above, or hold an interview first."))
        st.page_link("pages/interview.py", label=_("To the interviews"), icon=":material/arrow_forward:")
        st.stop()

    views = {"heatmap": _("Heatmap"), "matrix": _("Reading matrix"), "ratings": _("Ratings"),
             "framework": _("Framework matrix"), "cases": _("Cases"), "qca": _("Themes (QCA)")}  # fmt: skip
    view = compare_link.held("view", views, "heatmap", N_("View"))
    filters = st.container(horizontal=True, vertical_alignment="center", key="compare_filters")
    with filters:
        st.segmented_control(
            _("View"), list(views), format_func=views.get, required=True, key=compare_link.widget("view"),
            on_change=compare_link.keep, args=("view",), label_visibility="collapsed",
        )  # fmt: skip
    of_views = {
        "figure": "heatmap", "block": "matrix", "question": "matrix", "rated": "ratings", "axis": "framework",
        "part": "framework", "cases": "cases", "compared": "cases", "shows": "qca", "rows": "qca", "unit": "qca",
        "least": "qca",
    }  # fmt: skip
    for choice, of in of_views.items():
        if of != view:
            compare_link.forget(choice)
    draw = {"heatmap": heatmap, "matrix": reading_matrix, "ratings": ratings_view,
            "framework": framework_view, "cases": cases_view, "qca": qca_view}[view]  # fmt: skip
    draw(here, moments, found, filters)
