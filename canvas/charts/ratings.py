"""Ratings as strips of bubbles: per role and moment how many gave 1 to 5, and how many did not know."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from textwrap import wrap

import pandas as pd
from plotly.graph_objects import Figure

from canvas.analysis.compare import middle_ratings
from canvas.analysis.response_state import RATINGS
from canvas.charts.drawing import Drawing
from canvas.method import ENOUGH_RATINGS

LINE, GROUP, LEFT, RIGHT = (
    17,
    40,
    160,
    60,
)  # pixels: a line of a name, a title above rows, room beside the strips
DONT_KNOW = 6.4  # where "don't know" stands, apart from 1 to 5
LARGEST_BUBBLE = 26  # pixels of the largest bubble


def ratings_figure(
    frame: pd.DataFrame, scale: Sequence[str], dont_know: str, voices: str, middling: str, soft: str
) -> Figure:
    """Draw a strip per row of the frame, in its order, under a title wherever `group` changes.

    Columns: key (a bubble carries `key|place of its count`), group, name, moment, colour, ink (of the figure in a
    bubble), rated_1 to rated_5, dont_know, n, and silence (said in words where nobody rated). `scale` words 1 to 5;
    `voices` and `middling` word what stands at the right, with a gap {n} and {value}: below 3 voices n alone, from 3
    on the middle rating too.
    `soft` is the colour of the words around.
    """
    drawing, marks = Drawing(), []
    names = [_name(row) for row in frame.to_dict("records")]
    step = LINE * max((name.count("<br>") + 1 for name in names), default=1) + 12
    most = int(frame[[*RATINGS, "dont_know"]].to_numpy().max()) if len(frame) else 0
    at, group, places = 0.0, None, []
    for row in frame.to_dict("records"):
        if row["group"] != group:
            group = row["group"]
            drawing.say(0, at + GROUP / 2, f"<b>{escape(group)}</b>", row["colour"], 14, xshift=-LEFT)
            at += GROUP
        marks += _strip(drawing, at + step / 2, row, max(most, 1), soft)
        drawing.say(1, at + step / 2, _row_summary(row, voices, middling), soft, 13, xshift=8)
        places.append(at + step / 2)
        at += step
    quiet = {"showgrid": False, "zeroline": False, "fixedrange": True}
    return drawing.figure(
        marks,
        at,
        height=int(at) + 84,
        margin={"l": LEFT, "r": RIGHT, "t": 76, "b": 8, "autoexpand": False},
        xaxis=quiet
        | {
            "range": [0.4, 7],
            "side": "top",
            "tickvals": [1, 2, 3, 4, 5, DONT_KNOW],
            "ticktext": [_tick(label) for label in (*scale, dont_know)],
            "tickangle": 0,
            "tickfont": {"size": 13, "color": soft},
        },
        yaxis=quiet
        | {
            "range": [at, 0],
            "tickvals": places,
            "ticktext": names,
            "tickfont": {"size": 12, "color": soft},
            "automargin": False,
        },
    )


def _tick(label: str) -> str:
    """Put the number last, right above its bubbles, and its words over it."""
    number, _gap, words = label.partition(" ")
    over, under = (words, number) if number.isdigit() else (number, words)
    # a word a line: on a phone "fully" stands close to "don't know"
    return "<br>".join(escape(part, quote=False) for part in (*over.split(), under) if part)


def _name(row: dict) -> str:
    lines = wrap(row["name"], 26, max_lines=2, placeholder=" …")
    return "<br>".join(escape(line, quote=False) for line in [*lines, row["moment"]])


def _row_summary(row: dict, voices: str, middling: str) -> str:
    parts = [voices.format(n=int(row["n"]))]
    middle = middle_ratings([row[name] for name in RATINGS]) if row["n"] >= ENOUGH_RATINGS else None
    if middle:
        low, high = middle
        parts.append(middling.format(value=low if low == high else f"{low}–{high}"))
    return "<br>".join(map(escape, parts))


def _strip(drawing: Drawing, at: float, row: dict, most: int, soft: str) -> list[dict]:
    if row["silence"]:
        drawing.say(3, at, escape(row["silence"]), soft, 13, xref="x", xanchor="center")
        return []
    drawing.line(1, at, 5, at)
    count_by_value: dict[float, int] = {value: int(row[name]) for value, name in enumerate(RATINGS, 1) if row[name]}
    keys = [f"{row['key']}|{value - 1}" for value in count_by_value]
    rated = _bubbles("rated", at, count_by_value, most, row["ink"], {"color": row["colour"], "symbol": "circle"}, keys)
    unknown = {DONT_KNOW: int(row["dont_know"])} if row["dont_know"] else {}
    ring = {"color": "rgba(0,0,0,0)", "symbol": "circle", "line": {"color": row["colour"], "width": 1.5}}
    return rated + _bubbles("dont_know", at, unknown, most, row["colour"], ring, [f"{row['key']}|{len(RATINGS)}"])


def _bubbles(
    name: str, at: float, counts: dict[float, int], most: int, ink: str, marker: dict, keys: Sequence[str]
) -> list[dict]:
    if not counts:
        return []
    sizes = [LARGEST_BUBBLE * (0.7 + 0.3 * count / most) for count in counts.values()]
    return [
        {
            "type": "scatter",
            "x": list(counts),
            "y": [at] * len(counts),
            "text": [str(count) for count in counts.values()],
            "name": name,
            "mode": "markers+text",
            "textfont": {"size": 13, "color": ink},
            "cliponaxis": False,
            "customdata": list(keys),
            "hoverinfo": "none",  # "skip" would leave a press unheard
            "marker": marker | {"size": sizes, "opacity": 1},
        }
    ]
