"""What goes from whom to whom, as a flow: givers at the left, receivers at the right, a band for each thing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from html import escape
from itertools import pairwise
from textwrap import shorten, wrap

import pandas as pd
import plotly.graph_objects as go

from canvas.charts.drawing import QUIET, inks

LINE, LINES = 18, 2  # signs of a line of a name, and lines of it: three names stand beside each other on a phone
NODE = 54  # pixels of the height of a name with the room around it
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
    points at the band). With `kinds` (key → name) every band passes a knot in the middle that names its kind.
    """
    ink = inks(dark)[1]
    rows = frame.to_dict("records")
    knots = _knots(rows, kinds)
    names = [(kinds or {})[name] if side == "kind" else name for side, name in knots]
    place = {knot: at for at, knot in enumerate(knots)}
    least = max((row["width"] for row in rows), default=0) * SHARE
    bands = [band for row in rows for band in _bands(row, place, kinds, least)]
    columns = [side for side, _name in knots]
    tallest = max((columns.count(side) for side in set(columns)), default=0)
    sankey = {
        "type": "sankey",
        "arrangement": "fixed",
        "node": {
            "label": [_label(name) for name in names],
            "customdata": [escape(name, quote=False) for name in names],
            "hovertemplate": "%{customdata}<extra></extra>",
            "color": [_colour(name, 0.9) if side == "kind" else QUIET for side, name in knots],
            "pad": 36,  # two lines of a name
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
        "textfont": {"size": 13, "color": ink},
    }
    return go.Figure(
        {
            "data": [sankey],
            "layout": {
                "height": max(260, NODE * tallest + 60),
                "margin": {"l": 8, "r": 8, "t": 16, "b": 16},
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
            "color": _colour(row["kind"], 0.5),
            "words": words,
        }
        for start, end in pairwise(stops)
    ]


def _label(name: str) -> str:
    lines = wrap(name, LINE)
    if len(lines) > LINES:
        lines = [*lines[: LINES - 1], shorten(" ".join(lines[LINES - 1 :]), LINE, placeholder="…")]
    return "<br>".join(escape(line, quote=False) for line in lines)


def _colour(kind: str, strength: float) -> str:
    return f"rgba({KIND_COLOURS[kind]},{strength})"
