"""Ratings over time as small multiples: dots with counts, a bar where the middle may be said, moments not joined."""

from __future__ import annotations

import pandas as pd

from canvas.charts.small_multiples import small_multiples


def row(item: str, panel: int, moment: int, counts: list[int], unknown: int = 0, **more) -> dict:
    n = sum(counts)
    return {
        "item": item,
        "title": f"<{item}>",
        "panel": panel,
        "letter": "BO"[panel],
        "colour": ("#B34A00", "#005F99")[panel],
        "text_colour": "#FFFFFF",
        "moment": moment,
        "dont_know": unknown,
        "middle": None,
        "voices": str(n),
        "silence": "",
        "said": "{rating}: {count}",
        "said_unknown": "?: {count}",
        "key": f"{item}|{panel}|{moment}",
        **{f"rated_{value}": count for value, count in enumerate(counts, 1)},
    } | more


def drawn(*rows: dict, moments=("Meting 1", "Meting 2")):
    return small_multiples(pd.DataFrame(rows), moments, "?", "#5E6770", "#1F2328")


def traces(figure, name: str) -> list:
    return [trace for trace in figure.data if trace.name == name]


def test_a_dot_stands_per_rating_given_and_says_how_many_where_it_is_more_than_one():
    figure = drawn(row("costs", 0, 0, [0, 2, 0, 1, 0]), row("costs", 0, 1, [0, 0, 0, 0, 1]))
    (dots,) = traces(figure, "rated")
    assert list(dots.text) == ["2", "", ""]
    assert list(dots.customdata) == ["costs|0|0|1", "costs|0|0|3", "costs|0|1|4"]
    assert list(dots.hovertext) == ["2: 2", "4: 1", "5: 1"]
    assert dots.y[0] > dots.y[1] > dots.y[2]  # five stands on top: the axis counts pixels downwards
    assert dots.x[0] == dots.x[1] < dots.x[2]


def test_a_middle_is_a_bar_with_a_ringed_dot_and_there_is_none_below_three_voices():
    figure = drawn(row("costs", 0, 0, [0, 1, 0, 2, 0], middle=(4, 4)), row("costs", 0, 1, [0, 1, 0, 1, 0]))
    (bar,) = traces(figure, "middle")
    (dots,) = traces(figure, "rated")
    assert len([x for x in bar.x if x is not None]) == 2
    assert bar.y[0] == bar.y[1] == dots.y[1]
    assert list(dots.marker.line.width) == [0, 2, 0, 0]


def test_two_middle_ratings_are_two_bars():
    (bar,) = traces(drawn(row("costs", 0, 0, [0, 2, 0, 2, 0], middle=(2, 4))), "middle")
    assert len([x for x in bar.x if x is not None]) == 4


def test_nothing_joins_the_moments():
    figure = drawn(
        row("costs", 0, 0, [3, 0, 0, 0, 0], middle=(1, 1)), row("costs", 0, 1, [0, 0, 0, 0, 3], middle=(5, 5))
    )
    for line in [trace for trace in figure.data if "lines" in trace.mode]:
        parts = [[]]
        for x, y in zip(line.x, line.y, strict=True):
            parts.append([]) if x is None else parts[-1].append((x, y))
        assert all(len({y for _x, y in part}) <= 1 for part in parts)


def test_each_role_has_a_panel_of_its_own_and_silence_a_sign():
    figure = drawn(row("costs", 0, 0, [1, 0, 0, 0, 0]), row("costs", 1, 0, [0] * 5, silence="–", voices=""))
    assert len(traces(figure, "rated")) == 1
    texts = [text for trace in traces(figure, "text") for text in trace.text]
    assert {"<b>B</b>", "<b>O</b>", "–", "n", "5", "1", "?"} <= set(texts)
    assert "<b>&lt;costs&gt;</b>" in texts  # what people wrote is no markup
    assert list(figure.layout.xaxis.ticktext) == ["Meting 1", "Meting 2"] * 2


def test_do_not_know_is_a_ring_below_the_scale():
    (ring,) = traces(drawn(row("costs", 0, 0, [1, 0, 0, 0, 0], unknown=2)), "dont_know")
    assert list(ring.text) == ["2"]
    assert list(ring.customdata) == ["costs|0|0|5"]
    assert ring.marker.color == "rgba(0,0,0,0)"


def test_a_figure_grows_with_its_rows_and_shortens_names_of_200_signs():
    few, large = (drawn(*(row(f"b{n}", 0, 0, [1, 0, 0, 0, 0]) for n in range(count))) for count in (1, 18))
    assert large.layout.height > 15 * (few.layout.height - 72)
    long = drawn(row("b", 0, 0, [1, 0, 0, 0, 0], title="naam " * 40), moments=("moment " * 30,))
    assert all(len(text) < 80 for trace in traces(long, "text") for text in trace.text)
    assert len(long.layout.xaxis.ticktext[0]) <= 14
