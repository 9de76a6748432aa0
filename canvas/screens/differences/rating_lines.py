"""The ratings of a moment in one figure, a line per block and a dot per role, with all figures of the screen below."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

import pandas as pd

from canvas.analysis.agreement import Spread
from canvas.analysis.response_state import RATINGS
from canvas.charts.dots import dots_figure
from canvas.charts.drawing import inks
from canvas.read_models.held_back import is_held_back
from canvas.read_models.rated_answers import FIGURES
from canvas.screens.differences import differences_wording as words
from canvas.screens.differences.differences_list import SIGNS
from canvas.ui import elements
from canvas.ui import plain_streamlit as st
from canvas.ui.components import return_focus
from canvas.ui.figures.figure import Figure, figure, table_figure
from canvas.ui.figures.heat_table import palette
from canvas.ui.i18n import _, block, joined, name
from canvas.ui.notes.notes_drawer import notes_drawer
from canvas.ui.page import PageContext
from canvas.ui.pickers import attribute_filter
from canvas.ui.ratings.rated_answers import rated_drawer
from canvas.ui.ratings.rating_scale import scale

RATING_LINES_KEY = "differences_ratings"


def ratings_on_lines(page: PageContext, moment: Mapping, rows: Sequence[Mapping]) -> None:
    """Draw rows of `analysis.differences.per_block`, and what one of their figures counts once that is opened."""
    rated = [row for row in rows if any(role_row["spread"].n or role_row["dont_know"] for role_row in row["roles"])]
    file = joined([_("Differences"), moment["code"], moment["label"]])
    if rated:
        elements.subheading(
            _("The ratings, a line per block"),
            _("In a dot: the letter of the role; ×2 says that two of it gave that rating."),
        )
        # a chart takes a browser longer than all above it, and what to talk about first stands there
        place, opened = st.expander(_("Show the figure"), on_change="rerun", key=f"{RATING_LINES_KEY}_drawn"), None
        if place.open:
            with place, st.container(key="differences_lines"):
                opened = figure(RATING_LINES_KEY, _drawn(page, moment, rated), _table(page, rows), file)
    else:
        hidden = page.limits and page.read(is_held_back, (moment["partnership_id"], moment["wave_id"]))
        elements.subheading(
            _("All figures of this screen"),
            _("Ratings of few people are held back from you.") if hidden else _("Nobody gave a rating at this moment."),
        )
        opened = None
        place = (
            st.expander(_("Show the figures"), on_change="rerun", key=f"{RATING_LINES_KEY}_table") if hidden else None
        )
        if place is None or place.open:  # of what is held back it is a table of hardly more than dots
            with place or st.container():
                opened = table_figure(RATING_LINES_KEY, _table(page, rows), file)
    if opened:
        _open(page, moment, opened)


def _drawn(page: PageContext, moment: Mapping, rated: Sequence[Mapping]) -> Figure:
    dark = st.context.theme.type == "dark"
    spoken = [
        (row, role_row) for row in rated for role_row in row["roles"] if role_row["spread"].n or role_row["dont_know"]
    ]
    keys = {role_row["role"] for _row, role_row in spoken}
    letters = ", ".join(
        f"{role.letter[page.language]} {words.role(page, key)}" for key, role in page.roles.items() if key in keys
    )
    middle = _("▲ middle rating of a role (from 3 ratings on)")
    caption = [
        letters,
        middle,
        moment["name"],
        joined([moment["label"], _("Fictional") if moment["fictional"] else ""]),
    ]
    lines = pd.DataFrame([_worded(page, row, role_row, dark) for row, role_row in spoken])
    soft, ink = inks(dark)
    return dots_figure(lines, scale(), _("don't know"), soft, ink, caption)


def _worded(page: PageContext, row: Mapping, role_row: Mapping, dark: bool) -> dict:
    role = page.roles[role_row["role"]]
    voices = ", ".join(
        f"{page.roles[other['role']].letter[page.language]} {other['spread'].n}"
        for other in row["roles"]
        if other["spread"].n or other["dont_know"]
    )
    return {
        "key": f"{row['key']}:{role_row['role']}",
        "line": row["key"],
        "title": block(row["key"]),
        "voices": _("Number of ratings: {voices}", voices=voices),
        "letter": role.letter[page.language],
        "colour": role.dark if dark else role.light,
        "text_colour": "#14171A" if dark else "#FFFFFF",
        "median": role_row["spread"].median,
        "dont_know": role_row["dont_know"],
    } | dict(zip(RATINGS, role_row["rated"], strict=True))


def _table(page: PageContext, rows: Sequence[Mapping]) -> dict:
    heads = {figure: str(value) for value, figure in enumerate(RATINGS, 1)}
    heads |= {
        "dont_know": _("don't know"),
        "n": "n",
        "middle": _("Middle"),
        "a": "A",
        "consensus": _("Consensus"),
        "state": _("State"),
        "respondents": _("Respondents"),
        "notes": _("Notes"),
    }
    return {
        "words": {
            "table": _("Figures per block and role"),
            "blocks": _("Role"),
            "how": _("Arrow keys move between the figures, Enter opens the answers or notes."),
        },
        "palette": palette(page),
        "columns": [{"key": key, "label": label} for key, label in heads.items()],
        "groups": [
            {
                "label": block(row["key"]),
                "rows": [
                    {
                        "key": f"{row['key']}:{role_row['role']}",
                        "label": words.role(page, role_row["role"]),
                        "title": joined([block(row["key"]), words.role(page, role_row["role"])]),
                        "role": role_row["role"],
                        "cells": _cells(role_row, role_row["role"] in row["unshown"]),
                    }
                    for role_row in row["roles"]
                ],
            }
            for row in rows
        ],
        "legend": {
            "steps": [],
            "unit": "",
            "signs": [
                *({"sign": sign or "●", "label": name(state)} for state, sign in SIGNS.items()),
                {"sign": "=", "label": _("no variation")},
                {"sign": "<3", "label": _("fewer than three ratings: the counts alone")},
            ],
        },
        "repaints": True,
    }


def _cells(role_row: Mapping, held_back: bool) -> list[dict]:
    none = _("Ratings held back") if held_back else _("No rating")
    spread = role_row["spread"]
    counts = [*role_row["rated"], role_row["dont_know"], spread.n]
    rated = [_plain(count, True) for count in counts]
    measures = [_measure(spread.median, spread, words.number, none)]
    measures += [_measure(value, spread, words.measure, none) for value in (spread.agreement, spread.consensus)]
    state = {"text": SIGNS[role_row["state"]] or "●", "opens": False} | dict.fromkeys(
        ("value", "said"), name(role_row["state"])
    )
    others = [_plain(role_row["respondents"], False), _plain(role_row["notes"], True)]
    return [*rated, *measures, state, *others]


def _plain(count: int, opens: bool) -> dict:
    return {"text": str(count or "·"), "value": count, "said": str(count), "opens": opens and count > 0}


def _measure(value: float | None, spread: Spread, written: Callable[[float], str], none: str) -> dict:
    if value is not None:
        return {"text": written(value), "value": round(value, 4), "said": written(value), "opens": False}
    if spread.median is not None:
        return {"text": "=", "value": _("no variation"), "said": _("no variation"), "opens": False}
    few = _("fewer than three ratings: the counts alone") if spread.n else none
    return {"text": "<3" if spread.n else "·", "value": "", "said": few, "opens": False}


def _open(page: PageContext, moment: Mapping, opened: str) -> None:
    row, _gap, column = opened.partition("|")
    of_block, _gap, role = row.partition(":")
    if of_block not in page.blocks or role not in page.roles:
        return  # the study changed under the table
    if column in FIGURES:
        rated_drawer(page, moment, role, of_block, column, lambda: return_focus(RATING_LINES_KEY, opened))
    elif column == "notes":
        note_filter = {
            "moments": [(moment["partnership_id"], moment["wave_id"])],
            "blocks": [of_block],
            "roles": [role],
            "filters": attribute_filter.chosen(page).of("respondent"),
        }
        notes_drawer(
            page,
            block(of_block),
            joined([moment["name"], moment["label"], words.role(page, role)]),
            note_filter,
            "differences_notes",
            on_close=lambda: return_focus(RATING_LINES_KEY, opened),
        )
