"""Compare: moments side by side, as heatmap, notes, ratings, summaries, cases block by block and themes for QCA."""

from canvas.screens.compare import compare_view
from canvas.ui import plain_streamlit as st
from canvas.ui.page import open_page
from canvas.ui.pickers import url_choice

page = open_page()
with url_choice.one_link_change():
    top = st.container()
    view = compare_view.chosen_view()
    if compare_view.is_of_wave(page, view):
        compare_view.draw_wave(page, view, top)
    else:
        compare_view.draw_moments(page, view, top)
