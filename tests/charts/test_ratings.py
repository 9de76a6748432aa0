"""The figure of the ratings shows the counts of its frame, row by row, and no more than the voices allow."""

from __future__ import annotations

import pandas as pd
import pytest

from canvas.charts.ratings import DONT_KNOW, ratings_figure

SCALE = ["1 not at all", "2", "3", "4", "5 fully"]


def row(counts: list[int], dont_know: int = 0, group: str = "Employers", **more: object) -> dict:
    rated = {f"rated_{value}": count for value, count in enumerate(counts, 1)}
    values = {
        "key": "employer|NT-1",
        "group": group,
        "name": "NexTechnician",
        "moment": "Wave 1",
        "colour": "#B34A00",
        "ink": "#FFFFFF",
        "silence": "",
    }
    return values | rated | {"dont_know": dont_know, "n": sum(counts)} | more


def drawn(*rows: dict):
    return ratings_figure(pd.DataFrame(list(rows)), SCALE, "don't know", "n = {n}", "middle {value}", "#5E6770")


def bubbles(figure, name: str) -> list[dict]:
    return [dict(zip(trace.x, trace.text, strict=True)) for trace in figure.data if trace.name == name]


def words(figure) -> list[str]:
    return [note.text for note in figure.layout.annotations]


def test_the_counts_on_the_bubbles_are_those_of_the_frame():
    figure = drawn(row([0, 2, 0, 1, 0]), row([1, 0, 0, 0, 7], dont_know=2))
    assert bubbles(figure, "rated") == [{2: "2", 4: "1"}, {1: "1", 5: "7"}]
    assert bubbles(figure, "dont_know") == [{DONT_KNOW: "2"}]
    heights = [trace.y[0] for trace in figure.data if trace.name == "rated"]
    assert heights == list(figure.layout.yaxis.tickvals)


def test_a_bubble_carries_the_key_of_the_count_it_shows():
    figure = drawn(row([0, 2, 0, 1, 0], dont_know=2), row([0, 0, 0, 0, 1], key="government|NT-1"))
    assert [list(trace.customdata) for trace in figure.data] == [
        ["employer|NT-1|1", "employer|NT-1|3"],
        ["employer|NT-1|5"],
        ["government|NT-1|4"],
    ]


def test_roles_have_titles_of_their_own_and_every_row_its_number_of_voices():
    figure = drawn(
        row([0, 0, 1, 0, 0]), row([0, 0, 1, 1, 0]), row([0, 0, 0, 1, 0], group="Government", colour="#005F99")
    )
    assert words(figure) == ["<b>Employers</b>", "n = 1", "n = 2", "<b>Government</b>", "n = 1"]
    assert [trace.marker.color for trace in figure.data] == ["#B34A00", "#B34A00", "#005F99"]


@pytest.mark.parametrize("counts", [[1, 0, 0, 0, 0], [1, 0, 0, 0, 1]])
def test_below_three_voices_there_are_counts_alone(counts):
    assert words(drawn(row(counts, dont_know=5)))[1] == f"n = {sum(counts)}"


def test_from_three_voices_on_the_middle_is_named_and_never_a_mean():
    assert words(drawn(row([2, 0, 0, 0, 1])))[1] == "n = 3<br>middle 1"
    assert words(drawn(row([2, 0, 0, 0, 2])))[1] == "n = 4<br>middle 1–5"


def test_a_row_without_ratings_says_why_and_has_no_bubble():
    figure = drawn(row([0, 0, 0, 0, 0], silence="No opinion"))
    assert words(figure)[1:] == ["No opinion", "n = 0"]
    assert len(figure.data) == 0


def test_words_of_users_are_words():
    figure = drawn(row([1, 0, 0, 0, 0], group="<b>Own</b> role", name="A <i>firm</i> & more"))
    assert words(figure)[0] == "<b>&lt;b&gt;Own&lt;/b&gt; role</b>"
    assert figure.layout.yaxis.ticktext[0] == "A &lt;i&gt;firm&lt;/i&gt; &amp; more<br>Wave 1"


def test_the_axis_speaks_in_words_with_the_number_right_above_the_bubbles():
    assert list(drawn(row([1, 0, 0, 0, 0])).layout.xaxis.ticktext) == [
        "not<br>at<br>all<br>1",
        "2",
        "3",
        "4",
        "fully<br>5",
        "don't<br>know",
    ]
