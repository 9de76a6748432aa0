"""The ratings of the comparison: how many of each role gave 1 to 5, in a figure and in a table that opens."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pandas as pd

from canvas.analysis.compare import rated_blocks
from canvas.charts.drawing import inks
from canvas.charts.ratings import ratings_figure
from canvas.errors import N_
from canvas.read_models.compare_page import moments_with_interviews, rating_distribution
from canvas.read_models.rated_answers import FIGURES
from canvas.screens.compare import compared_moments
from canvas.ui import elements
from canvas.ui import plain_streamlit as st
from canvas.ui.components import return_focus
from canvas.ui.figures.figure import figure as draw_figure
from canvas.ui.figures.heat_table import palette
from canvas.ui.held_back_notice import no_rating
from canvas.ui.i18n import _, block, joined, n_, name
from canvas.ui.notes.notes_drawer import notes_drawer
from canvas.ui.page import PageContext
from canvas.ui.pickers import url_choice
from canvas.ui.pickers.attribute_filter import chosen as within
from canvas.ui.plain_streamlit import Place
from canvas.ui.ratings.rated_answers import rated_drawer
from canvas.ui.ratings.rating_scale import scale

RATINGS_KEY = "compare_ratings"


def ratings_view(page: PageContext, moments: Sequence[Mapping], cells: Sequence[Mapping], filter_area: Place) -> None:
    """Draw the ratings of a chosen block at these moments, and a row's notes in a drawer once opened."""
    blocks = rated_blocks(cells, page.blocks)
    if not blocks:
        _none(page, moments)
        return
    chosen = url_choice.chosen("rated", blocks, blocks[0], N_("Block"))
    with filter_area:
        st.selectbox(
            _("Rating on"),
            blocks,
            format_func=block,
            key=url_choice.widget("rated"),
            on_change=url_choice.take_widget,
            args=("rated",),
            label_visibility="collapsed",
            width=360,
        )
    pairs = [(row["partnership_id"], row["wave_id"]) for row in moments]
    by_pair = dict(zip(pairs, moments, strict=True))
    model = page.read(rating_distribution, cells, chosen, pairs, list(page.roles), page.language)
    elements.subheading(
        model.question or block(chosen),
        _("How often each rating was given, once an interview. Roles are never taken together."),
    )
    dark = st.context.theme.type == "dark"
    figure = ratings_figure(
        _worded(page, model.rows, by_pair, dark),
        scale(),
        _("don't know"),
        _("n = {n}"),
        _("middle {value}"),
        inks(dark)[0],
    )
    opened = draw_figure(RATINGS_KEY, figure, _table(page, model.rows, by_pair), joined([_("ratings"), block(chosen)]))
    if opened:
        _open(page, moments, chosen, opened)


def _none(page: PageContext, moments: Sequence[Mapping]) -> None:
    if page.limits:
        elements.empty(_("No rating can be shown"), _("Ratings of few people are held back from you."))
    else:
        elements.empty(_("No ratings in these moments"), _("Ratings come from interviews; documents give none."))
    begun = page.read(moments_with_interviews, within(page, ["partnership"]).filters)
    shown = {compared_moments.key(row) for row in moments}
    others = [compared_moments.key(row) for row in begun if compared_moments.key(row) not in shown]
    if others:
        st.button(
            n_("Add {n} moment with interviews", "Add {n} moments with interviews", len(others)),
            icon=":material/add:",
            on_click=compared_moments.add,
            args=(others,),
        )


def _worded(page: PageContext, rows: Sequence[dict], by_pair: Mapping[tuple, Mapping], dark: bool) -> pd.DataFrame:
    """Return a frame of the rows with the words and colours that the figure needs."""
    worded = []
    for row in rows:
        role, moment = page.roles[row["role"]], by_pair[row["partnership_id"], row["wave_id"]]
        rated = row["n"] + row["dont_know"] > 0
        silence = "" if rated else no_rating(page.limits) if row["state"] == "heard" else name(row["state"])
        worded.append(
            row
            | {
                "key": f"{row['role']}|{compared_moments.key(moment)}",
                "group": f"{role.letter[page.language]} · {role.label[page.language]}",
                "name": moment["name"],
                "moment": joined([moment["label"], _("Fictional") if moment["fictional"] else ""]),
                "silence": silence,
                "colour": role.dark if dark else role.light,
                "ink": "#14171A" if dark else "#FFFFFF",
            }
        )
    return pd.DataFrame(worded)


def _table(page: PageContext, rows: Sequence[Mapping], by_pair: Mapping[tuple, Mapping]) -> dict:
    heads = [*scale(), _("don't know"), "n", _("Notes")]
    groups: list[dict] = []
    for row in rows:
        role, moment = page.roles[row["role"]], by_pair[row["partnership_id"], row["wave_id"]]
        label = role.label[page.language]
        if not groups or groups[-1]["label"] != label:
            groups.append({"label": label, "rows": []})
        counts = [int(row[name]) for name in (*FIGURES, "notes")]
        title = compared_moments.title(moment)
        groups[-1]["rows"].append(
            {
                "key": f"{row['role']}|{compared_moments.key(moment)}",
                "label": title,
                "title": joined([label, title]),
                "role": row["role"],
                "cells": [
                    {"text": str(count or "·"), "value": count, "said": str(count), "opens": bool(count)}
                    for count in counts
                ],
            }
        )
    return {
        "words": {"table": _("Ratings per role and moment"), "blocks": _("Moment"), "how": ""},
        "palette": palette(page),
        "wide": True,
        "repaints": True,
        "columns": [{"key": str(place), "label": head} for place, head in enumerate(heads)],
        "groups": groups,
    }


def _open(page: PageContext, moments: Sequence[Mapping], chosen: str, opened: str) -> None:
    role, _gap, rest = opened.partition("|")
    key, _gap, column = rest.rpartition("|")
    moment = next((row for row in moments if compared_moments.key(row) == key), None)
    if moment is None or role not in page.roles or not column.isdigit() or int(column) > len(FIGURES):
        return  # the study changed under the table
    if int(column) < len(FIGURES):
        rated_drawer(page, moment, role, chosen, FIGURES[int(column)], lambda: return_focus(RATINGS_KEY, opened))
        return
    note_filter = {"moments": [(moment["partnership_id"], moment["wave_id"])], "blocks": [chosen], "roles": [role]}
    note_filter["filters"] = within(page).filters
    notes_drawer(
        page,
        block(chosen),
        joined([compared_moments.title(moment), elements.role_name(page.roles[role])]),
        note_filter,
        "compare_notes",
        on_close=lambda: return_focus(RATINGS_KEY, opened),
    )
