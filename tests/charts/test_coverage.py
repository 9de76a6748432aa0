"""The bars of how far partnerships are covered."""

from __future__ import annotations

from canvas.charts.coverage import coverage_figure


def test_each_bar_is_as_high_as_so_many_partnerships_and_says_so_and_opens_them():
    figure = coverage_figure({0: 2, 1: 0, 2: 1200}, ["2", "0", "1,200"], "blocks covered", dark=False)
    (bars,) = figure.data
    assert (list(bars.x), list(bars.y)) == ([0, 1, 2], [2, 0, 1200])
    assert list(bars.text) == ["2", "", "1,200"]  # no figure where there is no bar
    assert list(bars.customdata) == ["0|n", "1|n", "2|n"]
    assert figure.layout.xaxis.title.text == "blocks covered"


def test_in_the_dark_bars_and_words_are_light():
    light, dark = (coverage_figure({0: 1}, ["1"], "x", dark=dark_).data[0] for dark_ in (False, True))
    assert light.marker.color != dark.marker.color
    assert light.textfont.color != dark.textfont.color
