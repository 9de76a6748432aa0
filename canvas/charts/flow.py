"""What goes from whom to whom, as a flow: givers at the left, receivers at the right, a band for each thing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from html import escape
from itertools import pairwise
from textwrap import shorten, wrap

import pandas as pd
import plotly.graph_objects as go

from canvas.charts.drawing import QUIET, inks

LINE, LINES, SIZE = 18, 3, 12  # signs of a line of a name, lines of it, and pixels of a sign
SIDE = 124  # pixels beside the bands in which the names stand: on a phone as much is left for the bands
APART = LINES * SIZE * 1.2  # pixels between two knots: the most that a name takes
ROW, BAND = 12, 10  # pixels for each knot of the longest column and for each band
SHARE = 0.02  # of the widest band: no band is too thin to be seen or pointed at
# Colours of kinds of giving; a band of a kind leads through a knot that names it, so colour never stands alone.
KIND_COLOURS = {
    "hours": "91,141,184",
    "euros": "190,150,60",
    "in_kind": "150,120,178",
    "candidates": "100,160,130",
    "knowledge": "200,120,104",
    "network": "128,140,152",
}


def flow_figure(frame: pd.DataFrame, kinds: Mapping[str, str] | None, dark: bool) -> go.Figure:
    """Draw a band per row of the frame from its giver to its receiver, as wide as its width says.

    Columns: giver, receiver (names), kind (of KIND_COLOURS), width (above 0), words (lines of text, shown where one
    points at the band), and `pale` for a band that counts in no total. With `kinds` (key → name) every band passes a
    knot in the middle that names its kind. Names stand beside the bands, and those of kinds above their knots.
    """
    rows = frame.to_dict("records")
    knots = _knots(rows, kinds)
    names = [(kinds or {})[name] if side == "kind" else name for side, name in knots]
    place = {knot: at for at, knot in enumerate(knots)}
    least = max((row["width"] for row in rows), default=0) * SHARE
    bands = [band for row in rows for band in _bands(row, place, kinds, least)]
    sides = [side for side, _name in knots]
    tallest = max((sides.count(side) for side in set(sides)), default=0)
    height = max(200.0, (ROW + APART) * tallest + BAND * len(rows))
    middles = _middles(knots, bands, height)
    sankey = {
        "type": "sankey",
        "arrangement": "fixed",
        "node": {
            "label": [""] * len(knots),  # would stand on the bands
            "x": [{"giver": 0.001, "kind": 0.5, "receiver": 0.999}[side] for side in sides],
            "y": [min(max(middle / height, 0.001), 0.999) for middle, _high in middles],
            "customdata": [escape(name, quote=False) for name in names],
            "hovertemplate": "%{customdata}<extra></extra>",
            "color": [_colour(name, 0.9) if side == "kind" else QUIET for side, name in knots],
            "pad": APART,
            "thickness": 10,
            "line": {"width": 0},
        },
        "link": {
            "source": [band["source"] for band in bands],
            "target": [band["target"] for band in bands],
            "value": [band["value"] for band in bands],
            "color": [band["color"] for band in bands],
            "customdata": [band["words"] for band in bands],
            "hovertemplate": "%{customdata}<extra></extra>",
        },
    }
    ink = inks(dark)[1]
    notes = [
        _name_beside(side, _label(name), middle, high, height, ink)
        for (side, _key), name, (middle, high) in zip(knots, names, middles, strict=True)
    ]
    return go.Figure(
        {
            "data": [sankey],
            "layout": {
                "height": height + 2 * SIZE * 2,
                "margin": {"l": SIDE, "r": SIDE, "t": 2 * SIZE, "b": 2 * SIZE},
                "annotations": notes,
                "paper_bgcolor": "rgba(0,0,0,0)",
                "plot_bgcolor": "rgba(0,0,0,0)",
                "dragmode": False,
                "hoverlabel": {"align": "left"},
            },
        },
        _validate=False,
    )


def _knots(rows: Sequence[Mapping], kinds: Mapping[str, str] | None) -> list[tuple[str, str]]:
    """Return the knots from left to right: (giver, kind or receiver, its name), each once in the order of the rows."""
    sides = ["giver", *(["kind"] if kinds else []), "receiver"]
    return [(side, name) for side in sides for name in dict.fromkeys(row[side] for row in rows)]


def _bands(row: Mapping, place: Mapping[tuple[str, str], int], kinds: Mapping | None, least: float) -> list[dict]:
    stops = [("giver", row["giver"]), *([("kind", row["kind"])] if kinds else []), ("receiver", row["receiver"])]
    words = "<br>".join(escape(part, quote=False) for line in row["words"] for part in wrap(line, 48))
    return [
        {
            "source": place[start],
            "target": place[end],
            "value": max(float(row["width"]), least),
            "color": _colour(row["kind"], 0.15 if row["pale"] else 0.5),
            "words": words,
        }
        for start, end in pairwise(stops)
    ]


def _middles(knots: Sequence[tuple[str, str]], bands: Sequence[Mapping], height: float) -> list[tuple[float, float]]:
    """Return per knot how far down its middle lies and how high it is, so that every column is as wide as it must."""
    sums = [
        max(sum(band["value"] for band in bands if band[end] == at) for end in ("source", "target"))
        for at in range(len(knots))
    ]
    columns = {side: [at for at, knot in enumerate(knots) if knot[0] == side] for side, _name in knots}
    scale = min(
        ((height - APART * (len(column) - 1)) / sum(sums[at] for at in column) for column in columns.values()),
        default=0,
    )
    placed: dict[int, tuple[float, float]] = {}
    for column in columns.values():
        down = (height - APART * (len(column) - 1) - scale * sum(sums[at] for at in column)) / 2
        for at in column:
            high = sums[at] * scale
            placed[at] = (down + high / 2, high)
            down += high + APART
    return [placed[at] for at in range(len(knots))]


def _name_beside(side: str, label: str, middle: float, high: float, height: float, ink: str) -> dict:
    """Return the words of a knot: left of a giver, right of a receiver, above a kind."""
    place = {
        "giver": {"x": 0, "xanchor": "right", "xshift": -10, "align": "right", "yanchor": "middle"},
        "kind": {"x": 0.5, "xanchor": "center", "align": "center", "yanchor": "bottom", "yshift": high / 2 + 1},
        "receiver": {"x": 1, "xanchor": "left", "xshift": 10, "align": "left", "yanchor": "middle"},
    }[side]
    where = {"y": 1 - middle / height, "xref": "paper", "yref": "paper", "showarrow": False}
    return {"text": label, "font": {"size": SIZE, "color": ink}} | where | place


def _label(name: str) -> str:
    lines = wrap(name, LINE)
    if len(lines) > LINES:
        lines = [*lines[: LINES - 1], shorten(" ".join(lines[LINES - 1 :]), LINE, placeholder="…")]
    return "<br>".join(escape(line, quote=False) for line in lines)


def _colour(kind: str, strength: float) -> str:
    return f"rgba({KIND_COLOURS[kind]},{strength})"
