"""Ratings of several roles on one line: how many of each gave 1 to 5, as dots with the role's letter.

Equal ratings of roles stand stacked on their place of the scale, so that none seems to be a little more or less.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from html import escape
from math import log2
from textwrap import wrap

import pandas as pd
import plotly.graph_objects as go

from canvas.analysis.response_state import RATINGS
from canvas.charts.drawing import Drawing, by_line

DONT_KNOW = 6.4  # where "don't know" stands, apart from 1 to 5
TITLE, VOICES, ROW, MIDDLE, GAP = 24, 20, 30, 18, 16  # pixels of what a line is made of, from its name down
WIDTH = 46  # signs of a title on one line, as a phone has room for
HEADING, BEFORE = 40, 20  # pixels of a heading over several lines, and of a row of dots of an earlier moment
WIDE = 52  # characters of a line of the caption: a phone has no room for more
SMALLEST, LARGEST = 20, 30  # pixels across a dot
SIGN, AROUND, APART = 6.5, 8, 3  # pixels of a sign in a dot, around its words, and between stacked dots
EARLIER = 16  # pixels across a dot of an earlier moment


def dots_figure(
    frame: pd.DataFrame, scale: Sequence[str], dont_know: str, soft: str, ink: str, caption: Sequence[str] = ()
) -> go.Figure:
    """Draw one line per value of `line`, in the order of the frame, with a dot per role and rating given.

    Columns: key (a dot carries `key|column of its count`), line, title (shown above it), voices (in words, under the
    title), letter, colour, text_colour (of the letter in a dot), rated_1 to rated_5, dont_know, and median (missing
    below 3 ratings), which stands under the line with the letter. A dot says the letter, and how many of the role gave
    that rating where that is more than one (B×2), and grows with it. `scale` words 1 to 5; `soft` and `ink` are the
    colours of the words around. `caption` stands under all lines, so that a picture that was saved says of itself what
    it shows.
    Two columns may be absent: group, a heading wherever it changes, and before, the words over the small dots of an
    earlier moment, which stand under those of now; a row is of now where it says nothing there.
    """
    drawing, dots = Drawing(), _Dots()
    at, group = 0.0, ""
    for rows in by_line(frame):
        if rows[0].get("group", group) != group:
            group = rows[0]["group"]
            drawing.say(0, at + HEADING / 2, escape(group, quote=False), soft, 15)
            at += HEADING
        at = _line_of(drawing, dots, at, rows, soft, ink) + GAP
    for line in [part for paragraph in caption for part in wrap(paragraph, WIDE)]:
        drawing.say(0, at + VOICES / 2, escape(line, quote=False), soft, 12)
        at += VOICES
    return drawing.figure(
        dots.mark(),
        at,
        height=int(at) + 72,
        margin={"l": 8, "r": 8, "t": 64, "b": 8, "autoexpand": False},
        xaxis={
            "range": [0.4, 7],
            "side": "top",
            "tickvals": [1, 2, 3, 4, 5, DONT_KNOW],
            "ticktext": [_tick(label) for label in (*scale, dont_know)],
            "showgrid": False,
            "zeroline": False,
            "fixedrange": True,
            "tickangle": 0,
            "tickfont": {"size": 13, "color": soft},
        },
    )


def _line_of(drawing: Drawing, dots: _Dots, at: float, rows: Sequence[Mapping], soft: str, ink: str) -> float:
    """Draw one line from this height down, and give where it ends."""
    title = [escape(part, quote=False) for part in wrap(rows[0]["title"], WIDTH)] or [""]
    drawing.say(0, at + TITLE * len(title) / 2, f"<b>{'<br>'.join(title)}</b>", ink, 14)
    at += TITLE * len(title)
    if rows[0]["voices"]:
        drawing.say(0, at + VOICES / 2, escape(rows[0]["voices"], quote=False), soft, 12)
        at += VOICES
    now, earlier = ([row for row in rows if bool(row.get("before")) == is_so] for is_so in (False, True))
    at = _strip(drawing, dots, at + 4, now, ROW)
    middles = [row for row in now if pd.notna(row["median"])]
    if middles:
        _middles(drawing, at + MIDDLE / 2, middles)
        at += MIDDLE
    if earlier:
        drawing.say(0, at + VOICES / 2, escape(earlier[0]["before"], quote=False), soft, 12)
        at = _strip(drawing, dots, at + VOICES, earlier, BEFORE)
    return at


def _strip(drawing: Drawing, dots: _Dots, at: float, rows: Sequence[Mapping], height: float) -> float:
    """Draw the scale with the dots of these rows from this height down, and give where it ends."""
    # where on the scale → whose dots stand there: of a role, by which of its counts
    rows_by_value: dict[float, list[tuple[Mapping, str]]] = {}
    for row in rows:
        for x, name in zip((1, 2, 3, 4, 5, DONT_KNOW), (*RATINGS, "dont_know"), strict=True):
            if row[name]:
                rows_by_value.setdefault(x, []).append((row, name))
    depths: list[float] = []  # of the first dots, of the second ones below them, and so on
    for there in rows_by_value.values():
        for place, (row, name) in enumerate(there):
            depths += [0] * (place + 1 - len(depths))
            depths[place] = max(depths[place], _size(row, name) + APART)
    depths = depths or [height]
    depths[0] = max(depths[0], height)
    for x in (1, 2, 3, 4, 5):
        drawing.line(x, at, x, at + sum(depths), "dot")
    drawing.line(1, at + depths[0] / 2, 5, at + depths[0] / 2)
    for x, there in rows_by_value.items():
        for place, (row, name) in enumerate(there):
            dots.add(x, at + sum(depths[:place]) + depths[place] / 2, row, name)
    return at + sum(depths)


class _Dots:
    """The dots of all lines, as one mark: a browser takes its time over each."""

    def __init__(self) -> None:
        self._rows: list[dict] = []

    def add(self, x: float, y: float, row: Mapping, name: str) -> None:
        """Add a dot, for the count `name` of a role; "don't know" is a ring, since it is no rating."""
        is_rating, earlier = name != "dont_know", bool(row.get("before"))
        self._rows.append(
            {
                "x": x,
                "y": y,
                "text": escape(_label(row, name), quote=False),
                "customdata": f"{row['key']}|{name}",
                "size": _size(row, name),
                "symbol": "circle" if is_rating else "circle-open",
                "color": row["colour"],
                "ink": row["text_colour"] if is_rating or earlier else row["colour"],
                "letter": 10 if earlier else 12,
            }
        )

    def mark(self) -> list[dict]:
        """Return the trace of all dots; none where there are none."""
        if not self._rows:
            return []
        columns = {name: [row[name] for row in self._rows] for name in self._rows[0]}
        return [
            {
                "type": "scatter",
                "mode": "markers+text",
                "cliponaxis": False,
                "name": "",
                **{name: columns[name] for name in ("x", "y", "text", "customdata")},
                "textfont": {"size": columns["letter"], "color": columns["ink"]},
                "marker": {name: columns[name] for name in ("size", "symbol", "color")} | {"opacity": 1},
                "hoverinfo": "none",  # "skip" would leave a press unheard
            }
        ]


def _label(row: Mapping, name: str) -> str:
    count = int(row[name])
    return f"{row['letter']}×{count}" if count > 1 else str(row["letter"])


def _size(row: Mapping, name: str) -> float:
    """Return how many pixels a dot is across: more for more people, by doublings, and as wide as its words."""
    label = _label(row, name)
    if row.get("before"):
        return max(EARLIER, (SIGN - 1) * len(label) + AROUND - 3)
    return max(min(LARGEST, SMALLEST + 3 * log2(int(row[name]))), SIGN * len(label) + AROUND)


def _middles(drawing: Drawing, y: float, rows: Sequence[Mapping]) -> None:
    """Draw the middle rating of each role that has one, by one mark under its place with the letters of equal ones."""
    at: dict[float, list[Mapping]] = {}
    for row in rows:
        at.setdefault(float(row["median"]), []).append(row)
    for x, there in at.items():
        letters = "".join(
            f'<span style="color:{escape(row["colour"])}">{escape(row["letter"], quote=False)}</span>' for row in there
        )
        drawing.say(x, y, f"▲{letters}", there[0]["colour"], 12, xref="x", xanchor="center")


def _tick(label: str) -> str:
    """Put the number last, right above its dots, and its words over it."""
    number, _gap, words = label.partition(" ")
    over, under = (words, number) if number.isdigit() else (label, "")
    return "<br>".join(escape(part, quote=False) for part in (*wrap(over, 10), under) if part)
