"""What charts of our own form are made of: words, lines and marks, gathered and handed to plotly in one go.

Plotly checks all that stands in a figure at every word or line that is added to it, so that a hundred of them take
seconds; given at once they take a few hundredths.
"""

from __future__ import annotations

import pandas as pd
import plotly.graph_objects as go

QUIET = "rgba(128,136,144,.35)"  # of lines that only guide the eye


def inks(dark: bool) -> tuple[str, str]:
    """Return the colours of quiet words and of words, on light or on dark paper."""
    return ("#9AA3AD", "#E8EAED") if dark else ("#5E6770", "#1F2328")


def by_line(frame: pd.DataFrame) -> list[list[dict]]:
    """Return the rows of a frame that say the same under `line`, in its order."""
    lines: dict[object, list[dict]] = {}
    for row in frame.to_dict("records"):  # once: to have pandas part them takes as long as all else in a figure
        lines.setdefault(row["line"], []).append(row)
    return list(lines.values())


class Drawing:
    """A figure in the making, in data units across and pixels from the top down."""

    def __init__(self) -> None:
        self._words: list[dict] = []
        self._lines: dict[str, list[str]] = {}

    def say(self, x: float, y: float, text: str, colour: str, size: int, **place: object) -> None:
        """Put words (HTML as plotly knows it) at a height, from the left edge of the paper unless `place` says else."""
        self._words.append(
            {
                "x": x,
                "y": y,
                "text": text,
                "font": {"size": size, "color": colour},
                "yanchor": "middle",
                "align": "left",
                "showarrow": False,
                "xref": "paper",
                "xanchor": "left",
            }
            | place
        )

    def line(self, x: float, y: float, to_x: float, to_y: float, dash: str = "solid") -> None:
        """Draw a quiet line below everything; all lines of a kind become one shape."""
        self._lines.setdefault(dash, []).append(f"M{x:g},{y:g}L{to_x:g},{to_y:g}")

    def figure(self, marks: list[dict], depth: float, **layout: object) -> go.Figure:
        """Return the figure of what was gathered, with these marks (traces) in it `depth` pixels deep."""
        shapes = [
            {
                "type": "path",
                "path": "".join(parts),
                "line": {"color": QUIET, "width": 1, "dash": dash},
                "layer": "below",
            }
            for dash, parts in self._lines.items()
        ]
        down = {"range": [max(depth, 1), 0], "visible": False, "fixedrange": True}
        return go.Figure(
            {
                "data": marks,
                "layout": {
                    "annotations": self._words,
                    "shapes": shapes,
                    "yaxis": down,
                    "showlegend": False,
                    "dragmode": False,
                    "paper_bgcolor": "rgba(0,0,0,0)",
                    "plot_bgcolor": "rgba(0,0,0,0)",
                }
                | layout,
            },
            _validate=False,
        )
