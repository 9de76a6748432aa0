"""A band runs from who gives to who gets, by a knot that names its kind, and says who said so."""

from __future__ import annotations

from itertools import pairwise

import pandas as pd

from canvas.charts.flow import APART, flow_figure

KINDS = {"hours": "Hours", "euros": "Euros"}


def row(giver: str, receiver: str, kind: str = "hours", width: float = 1, words: tuple[str, ...] = ("iets",)) -> dict:
    return {"giver": giver, "receiver": receiver, "kind": kind, "width": width, "words": list(words), "pale": False}


def drawn(*rows: dict, kinds=None):
    (trace,) = flow_figure(pd.DataFrame(list(rows)), kinds, False).data
    return trace


def bands(trace) -> list[tuple[str, str, float]]:
    names = trace.node.customdata
    ends = zip(trace.link.source, trace.link.target, trace.link.value, strict=True)
    return [(names[start], names[end], value) for start, end, value in ends]


def test_a_band_is_as_wide_as_its_amount_and_who_gives_and_gets_stands_at_both_sides():
    trace = drawn(row("De Zon", "De School", width=200), row("De School", "De Zon", width=50))
    assert list(trace.node.customdata) == ["De Zon", "De School", "De School", "De Zon"]
    assert bands(trace) == [("De Zon", "De School", 200), ("De School", "De Zon", 50)]


def test_with_kinds_every_band_passes_the_knot_of_its_kind():
    trace = drawn(row("De Zon", "De School"), row("De Zon", "De Stad", "euros"), kinds=KINDS)
    assert bands(trace) == [
        ("De Zon", "Hours", 1),
        ("Hours", "De School", 1),
        ("De Zon", "Euros", 1),
        ("Euros", "De Stad", 1),
    ]
    colours = list(trace.link.color)
    assert colours[0] == colours[1] != colours[2] == colours[3]


def test_what_people_wrote_is_no_html_and_a_long_name_takes_three_lines():
    hostile, long = "<img src=x onerror=1>", "Samenwerkingsverband van alle scholen in de wijde omtrek en daarbuiten"
    made = flow_figure(pd.DataFrame([row(hostile, long, words=(hostile, "gezegd door FV-B1"))]), None, False)
    (trace,), labels = made.data, [note.text for note in made.layout.annotations]
    assert "<img" not in labels[0]
    assert "&lt;img" in labels[0]
    assert labels[1].count("<br>") == 2
    assert labels[1].endswith("…")
    assert trace.node.customdata[1] == long
    assert trace.link.customdata[0] == "&lt;img src=x onerror=1&gt;<br>gezegd door FV-B1"


def test_names_stand_beside_the_bands_and_never_on_each_other():
    rows = [row(f"Gever {at}", f"Krijger {at % 3}", ("hours", "euros")[at % 2]) for at in range(9)]
    made = flow_figure(pd.DataFrame(rows), KINDS, False)
    layout = made.layout
    inside = layout.height - layout.margin.t - layout.margin.b
    assert set(made.data[0].node.label) == {""}
    for x in (0, 0.5, 1):
        down = sorted((1 - note.y) * inside - (note.yshift or 0) for note in layout.annotations if note.x == x)
        assert all(lower - upper >= APART - 0.01 for upper, lower in pairwise(down))
        assert down[0] > -layout.margin.t
        assert down[-1] < inside + layout.margin.b


def test_a_band_that_counts_in_no_total_is_pale():
    pale, other = drawn(row("De Zon", "De School") | {"pale": True}, row("De Stad", "De School")).link.color
    assert pale != other


def test_a_thin_band_beside_a_wide_one_can_still_be_pointed_at():
    values = [value for _giver, _receiver, value in bands(drawn(row("a", "c", width=100_000), row("b", "c", width=1)))]
    assert values == [100_000, 2000]  # 2 % of the widest


def test_nothing_to_draw_is_an_empty_figure():
    assert bands(drawn(row("a", "b"))) == [("a", "b", 1)]
    (trace,) = flow_figure(pd.DataFrame([]), None, True).data
    assert list(trace.link.value) == []
