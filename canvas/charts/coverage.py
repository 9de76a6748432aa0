"""How far partnerships are covered: a bar for each number of blocks that somebody was heard on."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import plotly.graph_objects as go

from canvas.charts.drawing import inks


def coverage_figure(counted: Mapping[int, int], labels: Sequence[str], across: str, dark: bool) -> go.Figure:
    """Draw a bar per number of blocks, as high as so many partnerships have them covered; `labels` are those in words.

    `counted` maps a number of blocks to partnerships, in order; `across` names the axis. A bar carries `number|n`.
    """
    soft, bar = inks(dark)[0], "#79A9D4" if dark else "#41729F"
    numbers = list(counted)
    figure = go.Figure(
        go.Bar(
            x=numbers,
            y=list(counted.values()),
            text=[
                label if partnership_count else ""
                for label, partnership_count in zip(labels, counted.values(), strict=True)
            ],
            customdata=[f"{number}|n" for number in numbers],
            textposition="outside",
            cliponaxis=False,
            marker={"color": bar},
            textfont={"size": 13, "color": soft},
            hoverinfo="none",
        )
    )
    figure.update_layout(
        height=220,
        margin={"l": 8, "r": 8, "t": 24, "b": 8},
        bargap=0.25,
        showlegend=False,
        dragmode=False,
        paper_bgcolor="rgba(0,0,0,0)",
        plot_bgcolor="rgba(0,0,0,0)",
    )
    figure.update_xaxes(
        tickvals=numbers,
        title={"text": across, "font": {"size": 13, "color": soft}},
        showgrid=False,
        zeroline=False,
        fixedrange=True,
        tickfont={"size": 13, "color": soft},
    )
    figure.update_yaxes(visible=False, fixedrange=True, rangemode="tozero")
    return figure
