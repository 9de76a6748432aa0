"""How the roles of a partnership rated the ten factors at a moment: dots on a line per factor, and their table."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pandas as pd

from canvas import method
from canvas.analysis.response_state import RATINGS
from canvas.charts.dots import dots_figure
from canvas.charts.drawing import inks
from canvas.ui import plain_streamlit as st
from canvas.ui.components import return_focus
from canvas.ui.figures.figure import Figure, figure
from canvas.ui.figures.heat_table import palette
from canvas.ui.i18n import _, factor, joined, name
from canvas.ui.page import PageContext
from canvas.ui.ratings import factor_wording as words
from canvas.ui.ratings.factor_drawers import answers_drawer
from canvas.ui.ratings.rating_scale import scale

FACTORS_KEY = "factors"
COUNTS = (*RATINGS, "dont_know", "n")


def factors_figure(
    page: PageContext, moment: Mapping, rows: Sequence[Mapping], earlier: Mapping | None, before: Sequence[Mapping]
) -> None:
    """Draw rows of `analysis.factors.rated` at a moment, those of an `earlier` one small, and what one opens.

    A moment has partnership_id, wave_id, position and label.
    """
    dark = st.context.theme.type == "dark"
    caption = words.caption(
        page,
        [*rows, *before],
        _("▲ middle rating of a role (from 3 ratings on)"),
        moment["name"],
        joined([moment["label"], _("Fictional") if moment["fictional"] else ""]),
    )
    drawn = _drawn(page, rows, earlier, before, dark, caption)
    file = joined([_("Factors"), moment["code"], moment["label"]])
    opened = figure(FACTORS_KEY, drawn, _table(page, moment, rows, earlier, before), file, folded=True)
    if opened:
        _open(page, moment, earlier, opened)


def _drawn(
    page: PageContext,
    rows: Sequence[Mapping],
    earlier: Mapping | None,
    before: Sequence[Mapping],
    dark: bool,
    caption: Sequence[str],
) -> Figure:
    soft, ink = inks(dark)
    asked_now, asked_before = (
        [role for role in page.roles if role in {row["role"] for row in some}] for some in (rows, before)
    )
    lines = []
    for number, about in method.factors().items():
        now, then = ([row for row in some if row["factor"] == number] for some in (rows, before))
        line = {
            "line": number,
            "title": words.titled(number, about.label[page.language]),
            "group": name(about.group),
            "voices": words.voices(page, now, asked_now),
            "before": "",
        }
        nothing = dict.fromkeys((*RATINGS, "dont_know"), 0) | {"role": "", "median": None}
        lines += [line | _dotted(page, row, dark) for row in now] or [line | _dotted(page, nothing, dark)]
        if earlier and then:
            line["before"] = joined([earlier["label"], words.voices(page, then, asked_before)])
            grey = {"colour": "#4A525A" if dark else "#D5D3CD", "text_colour": ink}
            lines += [line | _dotted(page, row, dark, f":{earlier['position']}") | grey for row in then]
    return dots_figure(pd.DataFrame(lines), scale(), _("don't know"), soft, ink, caption)


def _dotted(page: PageContext, row: Mapping, dark: bool, of: str = "") -> dict:
    role = page.roles.get(row["role"])
    return {
        "key": f"{row['factor']}:{row['role']}{of}" if role else "",
        "letter": words.letter(page, row) if role else "",
        "colour": (role.dark if dark else role.light) if role else "",
        "text_colour": "#14171A" if dark else "#FFFFFF",
        "median": row["median"],
    } | {count: row[count] for count in (*RATINGS, "dont_know")}


def _table(
    page: PageContext, moment: Mapping, rows: Sequence[Mapping], earlier: Mapping | None, before: Sequence[Mapping]
) -> dict:
    heads = {figure_key: str(value) for value, figure_key in enumerate(RATINGS, 1)}
    heads |= {"dont_know": _("don't know"), "n": "n", "middle": _("Middle")}
    groups = []
    for number in method.factors():
        rows_by_moment = [(row, None) for row in rows] + [(row, earlier) for row in before]
        of_factor = [pair for pair in rows_by_moment if pair[0]["factor"] == number]
        order = list(page.roles)
        of_factor.sort(key=lambda pair: (order.index(pair[0]["role"]), pair[1] is not None))
        label = words.titled(number, factor(number))
        groups.append({"label": label, "rows": [_row(page, label, row, at) for row, at in of_factor]})
    return {
        "words": {
            "table": joined([_("Ratings per factor and role"), moment["name"], moment["label"]]),
            "blocks": _("Role"),
            "how": _("Arrow keys move between the figures, Enter opens the answers."),
        },
        "palette": palette(page),
        "columns": [{"key": key, "label": label} for key, label in heads.items()],
        "groups": [group for group in groups if group["rows"]],
        "repaints": True,
        "tight": True,
    }


def _row(page: PageContext, label: str, row: Mapping, earlier: Mapping | None) -> dict:
    who = joined([words.role(page, row["role"]), earlier["label"] if earlier else ""])
    counts = [
        {
            "text": str(row[count_key] or "·"),
            "value": row[count_key],
            "said": str(row[count_key]),
            "opens": bool(row[count_key]),
        }
        for count_key in COUNTS
    ]
    return {
        "key": f"{row['factor']}:{row['role']}" + (f":{earlier['position']}" if earlier else ""),
        "label": who,
        "title": joined([label, who]),
        "role": row["role"],
        "cells": [*counts, _middle(row)],
    }


def _middle(row: Mapping) -> dict:
    middle = words.middle(row["median"])
    few = _("fewer than three ratings: the counts alone") if row["n"] else words.no_rating(row)
    return {
        "text": middle or ("<3" if row["n"] else "·"),
        "value": row["median"] or "",
        "said": middle or few,
        "opens": False,
    }


def _open(page: PageContext, moment: Mapping, earlier: Mapping | None, opened: str) -> None:
    row, _gap, figure = opened.partition("|")
    number, role, of = (*row.split(":"), "", "")[:3]
    at = moment if not of else earlier if earlier and of == str(earlier["position"]) else None
    if at and role in page.roles and figure in COUNTS and number in map(str, method.factors()):
        answers_drawer(page, {**moment, **at}, role, int(number), figure, lambda: return_focus(FACTORS_KEY, opened))
