"""Factors: how each role rated the ten success factors, of one partnership over two moments, or across all."""

from canvas.screens.factors import factors_scope
from canvas.screens.factors.factors_at_moment import at_moment
from canvas.screens.factors.factors_at_wave import factors_at_wave
from canvas.ui.page import open_page
from canvas.ui.pickers import url_choice

page = open_page()
with url_choice.one_link_change():
    if factors_scope.chosen_view() == "across":
        factors_at_wave(page)
    else:
        url_choice.forget("wave")
        at_moment(page)
