"""Factors: how each role rated the ten success factors, of one partnership, beside others, or across all."""

from canvas.screens.factors import factors_scope
from canvas.screens.factors.factors_at_moment import at_moment
from canvas.screens.factors.factors_at_wave import factors_at_wave
from canvas.screens.factors.factors_beside import beside_others
from canvas.ui.page import open_page
from canvas.ui.pickers import url_choice

page = open_page()
with url_choice.one_link_change():
    view = factors_scope.chosen_view()
    if view == "across":
        factors_at_wave(page)
    elif view == "beside":
        url_choice.forget("wave")
        beside_others(page)
    else:
        url_choice.forget("wave")
        at_moment(page)
