"""The dots of a line are the counts of its roles, each with its letter, and no more than the voices allow."""

from __future__ import annotations

import re
from itertools import pairwise

import pandas as pd

from canvas.charts.dots import DONT_KNOW, dots_figure

SCALE = ["1 not at all", "2", "3", "4", "5 fully"]


def row(line: str, letter: str, counts: list[int], dont_know: int = 0, median: float | None = None, **more) -> dict:
    rated = {f"rated_{value}": count for value, count in enumerate(counts, 1)}
    values = {
        "key": f"{line}:{letter}",
        "line": line,
        "title": line.title(),
        "voices": "",
        "letter": letter,
        "colour": f"#{ord(letter):06x}",
        "text_colour": "#FFFFFF",
        "dont_know": dont_know,
        "median": median,
    }
    return values | rated | more


def drawn(*rows: dict):
    columns = list(row("a", "B", [0] * 5))
    return dots_figure(pd.DataFrame(list(rows), columns=columns), SCALE, "don't know", "#5E6770", "#1F2328")


def dots(figure) -> set[tuple[str, int, str]]:
    """(line, rating, what the dot says) of each dot; a rating is the nearest place on the scale."""
    return {
        (key.split(":")[0], round(x), label)
        for trace in figure.data
        for key, x, label in zip(trace.customdata, trace.x, trace.text, strict=True)
    }


def words(figure) -> list[str]:
    return [note.text for note in figure.layout.annotations]


def test_every_count_is_a_dot_with_the_letter_of_its_role():
    figure = drawn(row("costs", "B", [0, 2, 0, 1, 0]), row("costs", "O", [0, 0, 0, 3, 0]), row("impact", "B", [1] * 5))
    assert dots(figure) == {
        ("costs", 2, "B×2"),
        ("costs", 4, "B"),
        ("costs", 4, "O×3"),
        *{("impact", value, "B") for value in range(1, 6)},
    }


def test_a_dot_carries_the_key_of_its_count():
    figure = drawn(row("costs", "B", [0, 2, 0, 0, 0], dont_know=1))
    (of_role,) = figure.data
    assert list(of_role.customdata) == ["costs:B|rated_2", "costs:B|dont_know"]
    assert list(of_role.x) == [2, DONT_KNOW]
    assert list(of_role.marker.symbol) == ["circle", "circle-open"]  # "don't know" is no rating


def test_roles_that_gave_the_same_rating_are_stacked_on_its_place_and_never_beside_it():
    letters = "BOSPD"
    counts = [200, 1, 2, 30, 1]
    figure = drawn(
        *(row("costs", letter, [0, 0, 0, n, 1], dont_know=1) for letter, n in zip(letters, counts, strict=True))
    )
    (all_of_them,) = figure.data
    assert set(all_of_them.x) == {4, 5, DONT_KNOW}  # exactly: 4.2 would be read as a little more than 4
    for place in (4, 5, DONT_KNOW):
        of_place = zip(all_of_them.x, all_of_them.y, all_of_them.marker.size, strict=True)
        stacked = [(y, size) for x, y, size in of_place if x == place]
        assert len(stacked) == len(letters)
        for (above, size), (below, next_size) in pairwise(stacked):
            assert below - above > (size + next_size) / 2  # no dot hides the next


def test_lines_stand_in_the_order_of_the_frame_and_say_their_voices():
    figure = drawn(row("impact", "B", [1, 0, 0, 0, 0], voices="n: B 1"), row("costs", "B", [0, 1, 0, 0, 0]))
    assert words(figure) == ["<b>Impact</b>", "n: B 1", "<b>Costs</b>"]
    impact, costs = figure.data[0].y
    assert impact < costs  # the axis runs down


def test_a_middle_rating_is_marked_only_where_there_is_one():
    figure = drawn(row("costs", "B", [0, 2, 1, 0, 0], median=2.0), row("costs", "O", [0, 0, 0, 2, 0]))
    marks = [(re.sub("<[^>]*>", "", note.text), note.x) for note in figure.layout.annotations if "▲" in note.text]
    assert marks == [("▲B", 2.0)]


def test_equal_middle_ratings_share_one_mark_on_their_place_each_letter_in_its_colour():
    figure = drawn(*(row("costs", letter, [0, 3, 0, 0, 0], median=2.0) for letter in "BO"))
    (mark,) = [note for note in figure.layout.annotations if "▲" in note.text]
    assert (mark.x, re.sub("<[^>]*>", "", mark.text)) == (2, "▲BO")
    assert re.findall("color:(#[0-9a-f]{6})", mark.text) == ["#000042", "#00004f"]


def test_a_larger_count_is_a_larger_dot():
    figure = drawn(row("costs", "B", [1, 0, 0, 0, 200]))
    small, large = figure.data[0].marker.size
    assert small < large


def test_what_people_wrote_is_shown_as_text():
    figure = drawn(row("costs", "B", [1, 0, 0, 0, 0], title="<b>x</b>", voices="<a href=1>n</a>"))
    assert words(figure) == ["<b>&lt;b&gt;x&lt;/b&gt;</b>", "&lt;a href=1&gt;n&lt;/a&gt;"]


def test_many_lines_are_one_trace_and_two_shapes_for_a_browser_to_draw():
    figure = drawn(*(row(f"line{at}", letter, [1] * 5) for at in range(40) for letter in "BOSPD"))
    assert (len(figure.data), len(figure.layout.shapes)) == (1, 2)
    assert len(figure.data[0].x) == 40 * 5 * 5


def test_nothing_rated_gives_an_empty_figure():
    assert len(drawn().data) == 0


def test_a_heading_stands_over_the_lines_of_a_group():
    figure = drawn_with(
        row("a", "B", [1, 0, 0, 0, 0], group="Set up"),
        row("b", "B", [1, 0, 0, 0, 0], group="Set up"),
        row("c", "B", [1, 0, 0, 0, 0], group="Keep going"),
    )
    assert words(figure) == ["Set up", "<b>A</b>", "<b>B</b>", "Keep going", "<b>C</b>"]


def test_an_earlier_moment_stands_small_under_now_with_its_own_words_and_no_middle_rating():
    figure = drawn_with(
        row("a", "B", [0, 0, 0, 0, 3], before=""),
        row("a", "B", [0, 3, 0, 0, 0], median=2.0, before="First", key="a:B:before"),
    )
    assert words(figure) == ["<b>A</b>", "First"]
    (of_both,) = figure.data
    assert list(of_both.x) == [5, 2]
    assert of_both.y[1] > of_both.y[0]
    assert of_both.marker.size[1] < of_both.marker.size[0]
    assert of_both.customdata[1] == "a:B:before|rated_2"


def drawn_with(*rows: dict):
    return dots_figure(pd.DataFrame(list(rows)), SCALE, "don't know", "#5E6770", "#1F2328")


def test_a_saved_picture_says_what_it_shows_in_lines_that_fit_a_phone():
    caption = ["B Employers, O Government", "A partnership with a name " + "that goes on and on " * 5]
    frame = pd.DataFrame([row("costs", "B", [1, 0, 0, 0, 0])])
    lines = words(dots_figure(frame, SCALE, "don't know", "#5E6770", "#1F2328", caption))
    assert lines[1] == caption[0]
    assert " ".join(lines[2:]) == caption[1].strip()
    assert max(map(len, lines)) <= 52


def test_the_letter_of_a_role_of_one_s_own_is_no_markup():
    figure = drawn(row("costs", "&", [3, 0, 0, 0, 0], median=1.0))
    assert dots(figure) == {("costs", 1, "&amp;×3")}
    assert any(re.sub("<[^>]*>", "", text) == "▲&amp;" for text in words(figure))
