"""Ratings of many as shares around a neutral middle: 1 and 2 to the left, 4 and 5 to the right, a bar per role."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from html import escape
from textwrap import wrap

import pandas as pd
import plotly.graph_objects as go

from canvas.charts.drawing import Drawing, by_line

TITLE, ABOUT, ROW, GAP = 24, 20, 24, 18  # pixels of a factor, from its name down
BAR = 18  # pixels of the height of a bar
WIDTH = 46  # signs of a title on one line, as a phone has room for
WIDE = 52  # signs of a line of the caption
THIN = 0.06  # a share below which its figure has no room in it
ROOM = 0.04  # beside the widest bar, as a share
LEFT, RIGHT = 40, 64  # pixels beside the bars: the letter of a role, the number of its ratings


@dataclass(frozen=True)
class Ink:
    """The colours of a figure of shares: of words, quiet words, the three parts of a bar and the words in them."""

    words: str
    soft: str
    low: str
    middle: str
    high: str
    in_low: str
    in_middle: str
    in_high: str


def shares_figure(frame: pd.DataFrame, heads: tuple[str, str, str], ink: Ink, caption: Sequence[str] = ()) -> go.Figure:
    """Draw a bar per row of the frame, in its order, under a title wherever `line` changes.

    Columns: key (a part of a bar carries `key|low`, `key|middle` or `key|high`), line, title, about (quiet, under the
    title), letter, colour, voices (at the right), low, middle, high (counts), n, and few (in words instead of a bar,
    where there are too few to speak of shares). `heads` word the three parts; `caption` stands under all, so that
    a picture that was saved says of itself what it shows.
    """
    drawing = Drawing()
    at, bars = 0.0, []
    for rows in by_line(frame):
        title = [escape(part, quote=False) for part in wrap(rows[0]["title"], WIDTH)] or [""]
        drawing.say(0, at + TITLE * len(title) / 2, f"<b>{'<br>'.join(title)}</b>", ink.words, 14, xshift=-LEFT)
        at += TITLE * len(title)
        drawing.say(0, at + ABOUT / 2, escape(rows[0]["about"], quote=False), ink.soft, 12, xshift=-LEFT)
        at += ABOUT
        drawing.line(0, at, 0, at + ROW * len(rows))
        for row in rows:
            y = at + ROW / 2
            if row["letter"]:  # else nobody was asked
                letter = f"<b>{escape(row['letter'], quote=False)}</b>"
                drawing.say(0, y, letter, row["colour"], 13, xshift=-LEFT)
                drawing.say(1, y, escape(row["voices"], quote=False), ink.soft, 12, xshift=8)
            if row["few"]:
                drawing.say(0.5, y, escape(row["few"], quote=False), ink.soft, 12, xshift=8)
            else:
                bars.append((y, row))
            at += ROW
        at += GAP
    for line in [part for paragraph in caption for part in wrap(paragraph, WIDE)]:
        drawing.say(0, at + ABOUT / 2, escape(line, quote=False), ink.soft, 12, xshift=-LEFT)
        at += ABOUT
    for x, head, anchor in zip((0, 0.5, 1), heads, ("left", "center", "right"), strict=True):
        drawing.say(x, 0, escape(head, quote=False), ink.soft, 13, xanchor=anchor, yshift=16)
    ends = [(row["middle"] / 2 + max(row["low"], row["high"])) / row["n"] for _y, row in bars]
    widest = max(ends, default=1) + ROOM
    return drawing.figure(
        _bars(bars, ink),
        at,
        height=int(at) + 48,
        barmode="overlay",
        margin={"l": LEFT + 8, "r": RIGHT, "t": 40, "b": 8, "autoexpand": False},
        xaxis={"range": [-widest, widest], "visible": False, "fixedrange": True},
    )


def _bars(bars: Sequence[tuple[float, Mapping]], ink: Ink) -> list[dict]:
    """Return one trace per part: a middle that straddles the line, and low and high beside it."""
    half = {id(row): row["middle"] / row["n"] / 2 for _y, row in bars}
    parts = {
        "low": (lambda row, width: -half[id(row)] - width, ink.low, ink.in_low),
        "middle": (lambda row, _width: -half[id(row)], ink.middle, ink.in_middle),
        "high": (lambda row, _width: half[id(row)], ink.high, ink.in_high),
    }
    traces = []
    for part, (starts, colour, word) in parts.items():
        shown = [(y, row, row[part] / row["n"]) for y, row in bars if row[part]]
        traces.append(
            {
                "type": "bar",
                "orientation": "h",
                "name": part,
                "y": [y for y, _row, _width in shown],
                "width": BAR,
                "x": [width for _y, _row, width in shown],
                "base": [starts(row, width) for _y, row, width in shown],
                "text": [f"{round(100 * width)}%" if width >= THIN else "" for _y, _row, width in shown],
                "textposition": "inside",
                "insidetextanchor": "middle",
                "textangle": 0,
                "textfont": {"size": 11, "color": word},
                "constraintext": "none",
                "marker": {"color": colour, "line": {"width": 0}},
                "hoverinfo": "none",
                "customdata": [f"{row['key']}|{part}" for _y, row, _width in shown],
            }
        )
    return traces
