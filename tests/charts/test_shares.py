"""A bar is as wide as its shares, around a middle that straddles the line; few ratings are said in words."""

from __future__ import annotations

import pandas as pd
import pytest

from canvas.charts.shares import Ink, shares_figure

INK = Ink("#1F2328", "#5E6770", "#B8622B", "#DEDBD4", "#2F6CA3", "#FFFFFF", "#1F2328", "#FFFFFF")


def row(letter: str, low: int, middle: int, high: int, line: int = 1, **more) -> dict:
    n = low + middle + high
    return {
        "key": f"{line}:{letter}",
        "line": line,
        "title": f"Factor {line}",
        "about": "",
        "letter": letter,
        "colour": "#B34A00",
        "voices": f"n {n}",
        "low": low,
        "middle": middle,
        "high": high,
        "n": n,
        "few": "",
    } | more


def drawn(*rows: dict):
    return shares_figure(pd.DataFrame(list(rows)), ("1 or 2", "3", "4 or 5"), INK)


def spans(figure) -> dict[str, tuple[float, float]]:
    """From where to where each part runs, by its key."""
    return {
        trace.customdata[at]: (trace.base[at], trace.base[at] + trace.x[at])
        for trace in figure.data
        for at in range(len(trace.y))
    }


def words(figure) -> list[str]:
    return [note.text for note in figure.layout.annotations]


def test_a_bar_straddles_the_line_with_its_middle_and_adds_up_to_one():
    # 5 low, 2 middle, 3 high of ten: the middle from -0.1 to 0.1
    parts = spans(drawn(row("B", 5, 2, 3)))
    assert parts["1:B|low"] == pytest.approx((-0.6, -0.1))
    assert parts["1:B|middle"] == pytest.approx((-0.1, 0.1))
    assert parts["1:B|high"] == pytest.approx((0.1, 0.4))


def test_a_part_of_nobody_is_not_drawn_and_a_thin_one_has_no_figure_in_it():
    figure = drawn(row("B", 0, 1, 99))
    assert set(spans(figure)) == {"1:B|middle", "1:B|high"}
    assert {trace.name: list(trace.text) for trace in figure.data if trace.text} == {"middle": [""], "high": ["99%"]}


def test_all_alike_is_one_bar_of_a_hundred():
    assert spans(drawn(row("B", 0, 0, 3)))["1:B|high"] == (0, 1)


def test_few_ratings_are_words_and_no_bar_and_say_their_number():
    figure = drawn(row("B", 1, 1, 0, few="1, 3"), row("O", 0, 0, 200))
    assert set(spans(figure)) == {"1:O|high"}
    assert {"1, 3", "n 2", "n 200"} <= set(words(figure))


def test_a_factor_of_which_nobody_was_asked_has_its_title_alone():
    nobody = row("", 0, 0, 0, 2, colour="", voices="", few=" ", about="Nobody was asked about this factor")
    figure = drawn(row("B", 1, 1, 1), nobody)
    assert "<b>Factor 2</b>" in words(figure)
    assert "Nobody was asked about this factor" in words(figure)
    assert not any(key.startswith("2:") for key in spans(figure))


def test_what_people_wrote_is_shown_as_text_and_a_long_title_is_broken():
    figure = drawn(row("<b>", 1, 1, 1, title="<i>x</i> " + "word " * 20))
    assert "<b>&lt;b&gt;</b>" in words(figure)
    title = next(text for text in words(figure) if "&lt;i&gt;" in text)
    assert title.count("<br>") >= 1
