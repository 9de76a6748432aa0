"""One block of two or three cases: who was heard, which themes and ratings, and the evaluator's judgement of it."""

from __future__ import annotations

import uuid
from collections.abc import Mapping, Sequence
from functools import partial

from canvas.analysis.cases import spread_over
from canvas.analysis.compare import level
from canvas.read_models.case_comparison_page import CaseBlock, case_block
from canvas.screens.compare import compared_moments
from canvas.screens.compare.framework_matrix import summary_cell
from canvas.screens.compare.heatmap.heatmap_cells import SIGNS
from canvas.screens.compare.heatmap.heatmap_view import columns as heads
from canvas.screens.compare.summary_drawer import open_summary
from canvas.ui import browser, elements
from canvas.ui import plain_streamlit as st
from canvas.ui.components import return_focus
from canvas.ui.figures.heat_table import heat_table, palette
from canvas.ui.held_back_notice import no_note, no_rating
from canvas.ui.i18n import _, a_time, block, joined, n_
from canvas.ui.notes.notes_drawer import notes_drawer
from canvas.ui.notes.state_label import state_of_seen
from canvas.ui.notes.who_was_asked import hearing_list
from canvas.ui.page import PageContext
from canvas.ui.pickers.attribute_filter import chosen as within
from canvas.ui.ratings.rated_answers import rated_drawer

CASE_BLOCK_KEY = "compare_cases_block"
FOCUS = "compare_cases_focus"  # session: where the keyboard is to go


def cases_block(
    page: PageContext,
    moments: Sequence[Mapping],
    of_block: str,
    parts: Mapping[str, Mapping],
    uncoded: Sequence[Mapping],
) -> None:
    """Draw what `analysis.cases.compared` says of one block; every figure opens what lies behind it."""
    with st.container(key="cases_block"):
        elements.subheading(block(of_block))
    if uncoded:
        names = ", ".join(compared_moments.title(row) for row in uncoded)
        elements.soft(_("No note carries a theme, so these are not compared by themes: {names}", names=names))
    pairs = [(row["partnership_id"], row["wave_id"]) for row in moments]
    model = page.read(case_block, pairs)
    opened = heat_table(CASE_BLOCK_KEY, _data(page, moments, of_block, parts, model.themes))
    _judgement(page, moments, of_block, model)
    focus = st.session_state.get(FOCUS, {"at": "cases_block", "token": ""})
    browser.focus(focus["at"], focus["token"], mount=CASE_BLOCK_KEY)
    if opened:
        _open(page, moments, of_block, opened)


def ask_focus(at: str) -> None:
    """Have the keyboard go to the element with this key with the next run."""
    st.session_state[FOCUS] = {"at": at, "token": uuid.uuid4().hex}


def _data(
    page: PageContext, moments: Sequence[Mapping], of_block: str, parts: Mapping[str, Mapping], names: Mapping[str, str]
) -> dict:
    groups = [
        {"label": _("Who was heard"), "rows": _heard(page, parts["heard"]["rows"])},
        *_themes(parts["themes"]["rows"], names),
        {"label": _("Median of the ratings, and how many there are"), "rows": _ratings(page, parts["ratings"]["rows"])},
    ]
    return {
        "words": {
            "table": _("{block}: the partnerships side by side", block=block(of_block)),
            "blocks": _("Role or theme"),
            "how": _("Arrow keys move between the figures, Enter opens what lies behind them."),
        },
        "palette": palette(page),
        "columns": heads(moments),
        "groups": [group for group in groups if group["rows"]],
    }


def _heard(page: PageContext, rows: Mapping[str, Sequence[Mapping]]) -> list[dict]:
    def cell(heard: Mapping, role: str) -> dict:
        if heard["notes"]:
            return {
                "text": str(heard["notes"]),
                "said": n_("{n} note", "{n} notes", heard["notes"]),
                "opens": True,
            }
        state = heard["state"] if role else "not_asked"
        if state == "heard":  # heard by a rating or an answer that left no note
            return {
                "text": "0",
                "said": joined([state_of_seen(state, page.limits), n_("{n} note", "{n} notes", 0)]),
                "opens": True,
            }
        words = state_of_seen(state, page.limits) if role else no_note(page.limits)
        # a silence opens too: who was asked, and what became of it
        return {"text": SIGNS[state], "said": words, "sign": True, "opens": state != "not_asked"}

    return [
        {
            "key": f"heard:{role}",
            "label": elements.role_name(page.roles.get(role)),
            "role": role,
            "cells": [cell(heard, role) for heard in row],
        }
        for role, row in rows.items()
    ]


def _themes(rows: Mapping[str, Sequence[int | None]], names: Mapping[str, str]) -> list[dict]:
    """Return groups of rows for themes heard in all cases, in some, and in one alone; the one with most notes first."""
    labels = {
        "all": _("Themes in all partnerships"),
        "some": _("Themes in some"),
        "only": _("Themes in one partnership only"),
        "unknown": _("Themes, of one partnership alone known"),
    }
    most = max((notes or 0 for row in rows.values() for notes in row), default=0)
    by_kind: dict[str, list[dict]] = {kind: [] for kind in labels}
    for theme in sorted(
        rows, key=lambda theme_id: (-sum(notes or 0 for notes in rows[theme_id]), names.get(theme_id, ""))
    ):
        if theme in names:
            cells = [
                {"text": "–", "said": _("nothing is known"), "sign": True, "opens": False}
                if notes is None
                else {
                    "text": str(notes),
                    "level": level(notes, 2 * most),
                    "opens": bool(notes),
                    "said": n_("{n} note", "{n} notes", notes),
                }
                for notes in rows[theme]
            ]
            row = {"key": f"theme:{theme}", "label": names[theme], "title": names[theme], "cells": cells}
            by_kind[spread_over(rows[theme])].append(row)
    return [{"label": labels[kind], "rows": themes} for kind, themes in by_kind.items()]


def _ratings(page: PageContext, rows: Mapping[str, Sequence[Mapping]]) -> list[dict]:
    def cell(rating: Mapping) -> dict:
        counts = ", ".join(f"{count}×{value}" for value, count in enumerate(rating["counts"], 1) if count)
        n = n_("{n} rating", "{n} ratings", rating["n"])
        if not rating["n"]:
            return {"text": "–", "said": no_rating(page.limits), "sign": True, "opens": False}
        if rating["median"] is None:  # below three voices only what they gave
            return {"text": counts, "said": joined([counts, n]), "opens": True}
        middle = f"{rating['median']:g}".replace(".", "," if page.language == "nl" else ".")
        words = joined([_("median {n}", n=middle), n, counts])
        return {"text": f"{middle} (n={rating['n']})", "said": words, "opens": True}

    return [
        {
            "key": f"rated:{role}",
            "label": elements.role_name(page.roles.get(role)),
            "role": role,
            "cells": list(map(cell, row)),
        }
        for role, row in rows.items()
    ]


def _judgement(page: PageContext, moments: Sequence[Mapping], of_block: str, model: CaseBlock) -> None:
    """Draw the summaries of this block in the framework matrix, case by case, with the way to write them."""
    elements.subheading(_("Your judgement"), _("The summaries of this block in the framework matrix."))
    pairs = [(row["partnership_id"], row["wave_id"]) for row in moments]
    for place, (column, moment, pair) in enumerate(zip(st.columns(len(moments)), moments, pairs, strict=True)):
        summary = model.summaries.get((*pair, of_block))
        with column, st.container(border=True):
            elements.subheading(compared_moments.title(moment))
            if summary:
                look = _("Needs another look") if summary["id"] in model.flagged else ""
                st.html(f'<p class="pps-text">{elements.escape(summary["text"])}</p>')
                elements.soft(joined([summary["by"], a_time(summary["changed_at"]), look]))
            else:
                elements.soft(_("No summary yet."))
            label = _("Open the summary") if summary else _("Write a summary")
            if st.button(label, key=f"cases_summary_{place}", icon=":material/edit_note:"):
                cell = summary_cell(page, moment, "block", of_block, block(of_block))
                open_summary(page, cell, partial(ask_focus, f"cases_summary_{place}"))


def _open(page: PageContext, moments: Sequence[Mapping], of_block: str, opened: str) -> None:
    row, _gap, column = opened.rpartition("|")
    kind, _gap, key = row.partition(":")
    moment = next((candidate for candidate in moments if compared_moments.key(candidate) == column), None)
    if moment is None:
        return  # the study changed under the table
    if kind == "rated":
        rated_drawer(page, moment, key, of_block, "n", lambda: return_focus(CASE_BLOCK_KEY, opened))
        return
    pair = (moment["partnership_id"], moment["wave_id"])
    note_filter = {"moments": [pair], "blocks": [of_block], "filters": within(page).filters}
    note_filter |= {"theme_ids": [key]} if kind == "theme" else {"roles": [key or None]}
    notes_drawer(
        page,
        block(of_block),
        compared_moments.title(moment),
        note_filter,
        "compare_notes",
        on_close=lambda: return_focus(CASE_BLOCK_KEY, opened),
        below=None if kind == "theme" else lambda notes: hearing_list(page, moment, of_block, bool(notes)),
    )
