"""Ratings over time as small multiples: a row per block or factor, a panel per role, and in it a column per moment."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from html import escape
from textwrap import shorten

import pandas as pd
import plotly.graph_objects as go

from canvas.analysis.response_state import RATINGS

LEVEL = 20  # pixels between two ratings
TITLE, HEAD, FOOT, GAP = 26, 12, 22, 18  # pixels: above a row its name, room for the letters; below it n; between rows
SMALLEST, LARGEST = 11, 20  # pixels across a dot
BETWEEN = 0.7  # room between panels, in columns
UNKNOWN = "dont_know"
LEVELS = {**{name: place for place, name in enumerate(reversed(RATINGS))}, UNKNOWN: len(RATINGS)}  # from the top down


def small_multiples(frame: pd.DataFrame, moments: Sequence[str], unknown: str, soft: str, ink: str) -> go.Figure:
    """Draw a row per `item` of the frame and in it a panel per `panel`, both in order; moments from left to right.

    Columns: item, title, panel (its place), letter, colour, text_colour (of a number in a dot), moment (its place),
    rated_1 to rated_5, dont_know, middle (the middle ratings as (low, high), whose dots are ringed on a bar; None below
    3 voices), voices (n, said under the column), silence (a sign where nobody rated, else ''), said and said_unknown
    (what pointing at a dot says, with gaps {rating} and {count}), and key (a dot carries `key|place of its count`).
    `unknown` marks "don't know" on the scale. No line joins the moments: other people may have answered.
    """
    figure = go.Figure()
    rows = frame.to_dict("records")
    panels = 1 + max((int(row["panel"]) for row in rows), default=0)
    most = max((int(row[name]) for row in rows for name in LEVELS), default=1)
    width = len(moments) + BETWEEN
    tops = {item: place * _height() for place, item in enumerate(dict.fromkeys(row["item"] for row in rows))}
    _scale(figure, rows, tops, len(moments), width, unknown, soft)
    _texts(figure, {(-0.5, top + TITLE / 2): _title(rows, item) for item, top in tops.items()}, ink, 14, "middle right")
    for panel in range(panels):
        _panel(figure, [row for row in rows if row["panel"] == panel], tops, panel * width, most, soft, ink)
    columns = [(panel * width + place, label) for panel in range(panels) for place, label in enumerate(moments)]
    figure.update_layout(
        height=int(len(tops) * _height()) + 72,
        showlegend=False,
        dragmode=False,
        hovermode="closest",
        margin={"l": 28, "r": 8, "t": 64, "b": 8, "autoexpand": False},
        paper_bgcolor="rgba(0,0,0,0)",
        plot_bgcolor="rgba(0,0,0,0)",
    )
    figure.update_xaxes(
        range=[-0.5, panels * width - BETWEEN - 0.5],
        side="top",
        tickvals=[at for at, _label in columns],
        ticktext=[escape(shorten(label, 14, placeholder="…"), quote=False) for _at, label in columns],
        autotickangles=[0, -90],
        showgrid=False,
        zeroline=False,
        fixedrange=True,
        tickfont={"size": 12, "color": soft},
    )
    figure.update_yaxes(range=[max(len(tops), 1) * _height(), 0], visible=False, fixedrange=True)
    return figure


def _height() -> float:
    return TITLE + HEAD + LEVEL * len(LEVELS) + FOOT + GAP


def _at(top: float, name: str) -> float:
    return top + TITLE + HEAD + LEVEL * (LEVELS[name] + 0.5)


def _foot(top: float) -> float:
    return top + TITLE + HEAD + LEVEL * len(LEVELS) + FOOT / 2


def _title(rows: Sequence[Mapping], item: object) -> str:
    title = next(row["title"] for row in rows if row["item"] == item)
    return f"<b>{escape(shorten(title, 60, placeholder='…'), quote=False)}</b>"


def _scale(
    figure: go.Figure, rows: Sequence[Mapping], tops: Mapping, columns: int, width: float, unknown: str, soft: str
) -> None:
    """Draw the lines of 1 to 5 under every panel, as one trace, and at the left what the highest and the lowest are."""
    xs, ys, names = [], [], {}
    for item, panel in dict.fromkeys((row["item"], row["panel"]) for row in rows):
        for name in RATINGS:
            y = _at(tops[item], name)
            xs += [panel * width - 0.45, panel * width + columns - 0.55, None]
            ys += [y, y, None]
    figure.add_trace(
        go.Scatter(
            x=xs,
            y=ys,
            mode="lines",
            line={"color": "rgba(128,136,144,.22)", "width": 1},
            hoverinfo="skip",
            name="scale",
        )
    )
    for top in tops.values():
        for name, label in (("rated_5", "5"), ("rated_1", "1"), (UNKNOWN, unknown)):
            names[-0.5, _at(top, name)] = label
        names[-0.5, _foot(top)] = "n"
    _texts(figure, names, soft, 12, "middle left")


def _panel(
    figure: go.Figure, rows: Sequence[Mapping], tops: Mapping, left: float, most: int, soft: str, ink: str
) -> None:
    if not rows:
        return
    colour = rows[0]["colour"]
    heads = {(left - 0.45, tops[row["item"]] + TITLE + HEAD / 2): f"<b>{escape(row['letter'])}</b>" for row in rows}
    _texts(figure, heads, colour, 13, "middle right")
    bars: dict[str, list] = {"x": [], "y": []}
    dots: dict[str, dict[str, list]] = {kind: {} for kind in ("rated", UNKNOWN)}
    under, silent = {}, {}
    for row in rows:
        x, top = left + row["moment"], tops[row["item"]]
        under[x, _foot(top)] = escape(row["voices"], quote=False)
        if row["silence"]:
            silent[x, _at(top, "rated_3")] = escape(row["silence"], quote=False)
        for value in dict.fromkeys(row["middle"] or ()):
            y = _at(top, f"rated_{value}")
            bars["x"] += [x - 0.42, x + 0.42, None]
            bars["y"] += [y, y, None]
        for place, name in enumerate((*RATINGS, UNKNOWN)):
            if row[name]:
                _dot(dots["rated" if name != UNKNOWN else UNKNOWN], row, name, place, x, _at(top, name), most)
    figure.add_trace(
        go.Scatter(**bars, mode="lines", line={"color": colour, "width": 3}, hoverinfo="skip", name="middle")
    )
    for kind, points in dots.items():
        if not points:
            continue
        sizes, rings = points.pop("size"), points.pop("ring")
        text_colour = rows[0]["text_colour"] if kind == "rated" else colour
        marker = {"size": sizes, "opacity": 1, "color": colour, "symbol": "circle"}
        marker |= {"line": {"color": ink, "width": rings}}  # where columns are narrow the bar is hidden by its dot
        if kind == UNKNOWN:
            marker |= {"color": "rgba(0,0,0,0)", "line": {"color": colour, "width": 1.5}}
        figure.add_trace(
            go.Scatter(
                **points,
                mode="markers+text",
                name=kind,
                marker=marker,
                hoverinfo="text",
                cliponaxis=False,
                textfont={"size": 12, "color": text_colour},
            )
        )
    _texts(figure, under, soft, 12, "middle center")
    _texts(figure, silent, soft, 13, "middle center")


def _dot(dots: dict[str, list], row: Mapping, name: str, place: int, x: float, y: float, most: int) -> None:
    count = int(row[name])
    size = LARGEST * (0.75 + 0.25 * count / most) if count > 1 else SMALLEST
    hover = row["said_unknown" if name == UNKNOWN else "said"]
    more = {
        "x": x,
        "y": y,
        "text": str(count) if count > 1 else "",
        "size": size,
        "ring": 2 if place + 1 in (row["middle"] or ()) else 0,
        "customdata": f"{row['key']}|{place}",
        "hovertext": escape(hover.format(rating=place + 1, count=count)),
    }
    for field, value in more.items():
        dots.setdefault(field, []).append(value)


def _texts(figure: go.Figure, texts: Mapping[tuple[float, float], str], colour: str, size: int, place: str) -> None:
    texts = {at: text for at, text in texts.items() if text}
    if texts:
        figure.add_trace(
            go.Scatter(
                x=[x for x, _y in texts],
                y=[y for _x, y in texts],
                text=list(texts.values()),
                mode="text",
                name="text",
                textposition=place,
                textfont={"size": size, "color": colour},
                hoverinfo="skip",
                cliponaxis=False,
            )
        )
