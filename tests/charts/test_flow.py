"""A band runs from who gives to who gets, by a knot that names its kind, and says who said so."""

from __future__ import annotations

import pandas as pd

from canvas.charts.flow import flow_figure

KINDS = {"hours": "Hours", "euros": "Euros"}


def row(giver: str, receiver: str, kind: str = "hours", width: float = 1, words: tuple[str, ...] = ("iets",)) -> dict:
    return {"giver": giver, "receiver": receiver, "kind": kind, "width": width, "words": list(words)}


def drawn(*rows: dict, kinds=None):
    (trace,) = flow_figure(pd.DataFrame(list(rows)), kinds, False).data
    return trace


def bands(trace) -> list[tuple[str, str, float]]:
    names = trace.node.label
    ends = zip(trace.link.source, trace.link.target, trace.link.value, strict=True)
    return [(names[start], names[end], value) for start, end, value in ends]


def test_a_band_is_as_wide_as_its_amount_and_who_gives_and_gets_stands_at_both_sides():
    trace = drawn(row("De Zon", "De School", width=200), row("De School", "De Zon", width=50))
    assert list(trace.node.label) == ["De Zon", "De School", "De School", "De Zon"]
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


def test_what_people_wrote_is_no_html_and_a_long_name_takes_two_lines():
    hostile, long = "<img src=x onerror=1>", "Samenwerkingsverband van alle scholen in de wijde omtrek"
    trace = drawn(row(hostile, long, words=(hostile, "gezegd door FV-B1")))
    assert "<img" not in trace.node.label[0]
    assert "&lt;img" in trace.node.label[0]
    assert trace.node.label[1].count("<br>") == 1
    assert trace.node.label[1].endswith("…")
    assert trace.node.customdata[1] == long
    assert trace.link.customdata[0] == "&lt;img src=x onerror=1&gt;<br>gezegd door FV-B1"


def test_a_thin_band_beside_a_wide_one_can_still_be_pointed_at():
    values = [value for _giver, _receiver, value in bands(drawn(row("a", "c", width=100_000), row("b", "c", width=1)))]
    assert values == [100_000, 2000]  # 2 % of the widest


def test_nothing_to_draw_is_an_empty_figure():
    assert bands(drawn(row("a", "b"))) == [("a", "b", 1)]
    (trace,) = flow_figure(pd.DataFrame([]), None, True).data
    assert list(trace.link.value) == []
