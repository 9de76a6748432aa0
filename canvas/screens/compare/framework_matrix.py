"""The framework matrix of the comparison: moments down, and in each cell what an evaluator wrote of it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from canvas import method
from canvas.access.small_numbers import Limits
from canvas.analysis.framework import progress
from canvas.errors import N_
from canvas.exchange.framework_file import framework_book
from canvas.read_models.framework_page import GoneSummary, framework_page
from canvas.screens.compare import compared_moments, compared_themes
from canvas.screens.compare.summary_drawer import Cell, open_summary
from canvas.ui import elements
from canvas.ui import plain_streamlit as st
from canvas.ui.components import return_focus
from canvas.ui.figures.heat_table import words_table
from canvas.ui.file_button import file_button
from canvas.ui.held_back_notice import no_note
from canvas.ui.i18n import _, a_number, a_time, block, joined, language, n_, question
from canvas.ui.notes.state_label import state_of_seen
from canvas.ui.page import PageContext
from canvas.ui.pickers import url_choice
from canvas.ui.pickers.attribute_filter import chosen as within
from canvas.ui.plain_streamlit import Place

FRAMEWORK_KEY = "compare_framework"
CELL = "cell"  # in the link: the cell to open
WHOLE = ""  # the choice of all blocks
LONGEST_SUMMARY = 400  # characters of a summary in a cell; the drawer shows the whole


def framework_view(
    page: PageContext,
    moments: Sequence[Mapping],
    _cells: Sequence[Mapping],
    filter_area: Place,
    every: Callable[[], Sequence[Mapping]] | None = None,
    total: int = 0,
) -> None:
    """Draw the matrix of these moments and, once a cell is chosen, its summary and notes in a drawer.

    Where they are a page of more, `every` gives all and `total` says how many: a file holds those.
    """
    axes = {"block": _("Blocks"), "question": _("Questions"), "theme": _("Themes")}
    axis = url_choice.chosen("axis", axes, "block", N_("Columns"))
    with filter_area:
        st.segmented_control(
            _("Columns"),
            list(axes),
            format_func=axes.get,
            required=True,
            key=url_choice.widget("axis"),
            on_change=url_choice.take_widget,
            args=("axis",),
            label_visibility="collapsed",
        )
        columns = _columns(page, axis)
    if not columns:
        compared_themes.nothing(page)
        return
    names = {column["key"]: column["title"] for column in columns}
    shown = columns[: compared_themes.MOST_THEMES]
    pairs = [(row["partnership_id"], row["wave_id"]) for row in moments]
    keys = [column["key"] for column in shown]
    model = page.read(framework_page, pairs, axis, keys, page.blocks, list(names))
    _line(model.rows, len(columns) - len(shown), bool(within(page).of("respondent")))
    opened = words_table(
        FRAMEWORK_KEY,
        {
            "words": {
                "table": _("Framework matrix"),
                "blocks": _("Moment"),
                "how": _("Arrow keys move between the cells, Enter opens one."),
            },
            "columns": shown,
            "rows": [
                {
                    "key": compared_moments.key(moment),
                    "label": moment["name"],
                    "sub": moment["label"],
                    "chip": _("Fictional") if moment["fictional"] else "",
                    "cells": [_cell(cell, axis, page.limits) for cell in row],
                }
                for moment, row in zip(moments, model.rows, strict=True)
            ],
        },
    )
    with filter_area:
        _export(page, every or (lambda: moments), total or len(moments), axis, names)
    if model.gone:
        _out_of_use(moments, model.gone)
    if opened := opened or _linked():
        _open(page, moments, axis, names, opened)


def _linked() -> str | None:
    """Return the cell that a link opens, `moment|column`, once: the link names it no longer then."""
    return st.query_params.pop(CELL, None) if CELL in st.query_params else None


def summary_cell(page: PageContext, moment: Mapping, axis: str, key: str, title: str) -> Cell:
    """Return the cell of the matrix of a moment, with the notes that are its own."""
    pair = (moment["partnership_id"], moment["wave_id"])
    if axis == "theme":
        note_filter = {"theme_id": key}
    else:
        note_filter = {
            "blocks": [key]
            if axis == "block"
            else [of_question for of_question in method.blocks_of(key) if of_question in page.blocks]
        }
    return Cell(*pair, axis, key, title, compared_moments.title(moment), {"moments": [pair]} | note_filter)


def _columns(page: PageContext, axis: str) -> list[dict]:
    if axis == "theme":
        return [
            column | {"title": column["label"]}
            for column in compared_themes.columns(compared_themes.chosen_themes(page))
        ]
    questions = [key for key in method.questions() if {*method.blocks_of(key)} & {*page.blocks}]
    if axis == "question":
        return [{"key": key, "label": question(key), "title": question(key)} for key in questions]
    part = url_choice.chosen("part", [WHOLE, *questions], WHOLE, N_("Question"))
    st.selectbox(
        _("Blocks"),
        [WHOLE, *questions],
        key=url_choice.widget("part"),
        on_change=url_choice.take_widget,
        args=("part",),
        format_func=lambda key: question(key) if key else _("All blocks"),
        label_visibility="collapsed",
        width=300,
    )
    keys = [key for key in page.blocks if part == WHOLE or key in method.blocks_of(part)]
    return [{"key": key, "label": block(key), "title": block(key)} for key in keys]


def _line(rows: Sequence[Sequence[Mapping]], more: int, of_some: bool) -> None:
    done = progress(rows)
    lines = [
        n_("{n} cell written", "{n} cells written", done["written"]),
        n_("{n} cell with notes waits", "{n} cells with notes wait", done["waiting"]),
        n_("{n} summary needs another look", "{n} summaries need another look", done["flagged"])
        if done["flagged"]
        else "",
        n_("{n} more theme is in the file only.", "{n} more themes are in the file only.", more) if more else "",
    ]
    elements.soft(joined(lines))
    if of_some:
        elements.soft(_("The filter on respondents is not used here: a summary is of all that was said."))


def _cell(cell: Mapping, axis: str, limits: Limits | None) -> dict:
    summary = cell["summary"]
    if summary:
        number = len(summary["notes"])
        rests = n_("Rests on {n} note.", "Rests on {n} notes.", number) if number else _("Rests on no note yet.")
        mark = _("Needs another look") if cell["flagged"] else ""
        text = summary["text"] if len(summary["text"]) <= LONGEST_SUMMARY else summary["text"][:LONGEST_SUMMARY] + "…"
        return {"text": text, "sub": rests, "mark": mark, "said": joined([mark, text, rests], ". "), "opens": True}
    if cell["waiting"]:
        sub = n_("{n} note waits for a summary", "{n} notes wait for a summary", cell["waiting"])
    else:
        sub = no_note(limits) if axis == "theme" or cell["state"] == "heard" else state_of_seen(cell["state"], limits)
    return {"sub": sub, "said": sub, "opens": True}


def _export(
    page: PageContext, every: Callable[[], Sequence[Mapping]], total: int, axis: str, names: Mapping[str, str]
) -> None:
    study, spoken = page.study, language()
    file_button(
        _("With its notes (.xlsx)"),
        lambda: framework_book(study, every(), axis, names, spoken),
        _("framework matrix") + ".xlsx",
        key="framework_xlsx",
        on_click="ignore",
        icon=":material/download:",
        mime="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        help=n_("{n} moment", "{n} moments", total, n=a_number(total)),
    )


def _out_of_use(moments: Sequence[Mapping], gone: Sequence[GoneSummary]) -> None:
    """Draw, under the matrix, the summaries of themes that were merged into another or retired since."""
    titles = {(row["partnership_id"], row["wave_id"]): compared_moments.title(row) for row in moments}
    label = n_("{n} summary of a theme no longer in use", "{n} summaries of themes no longer in use", len(gone))
    with st.expander(label):
        for row in gone:
            became = _("merged into {name}", name=row.merged_into) if row.merged_into else _("no longer in use")
            written = a_time(row.summary["changed_at"])
            elements.soft(joined([titles[row.pair], row.theme, became, row.summary["by"], written]))
            st.html(f'<p class="pps-text">{elements.escape(row.summary["text"])}</p>')


def _open(page: PageContext, moments: Sequence[Mapping], axis: str, names: Mapping[str, str], opened: str) -> None:
    at, _gap, key = opened.rpartition("|")
    moment = next((row for row in moments if compared_moments.key(row) == at), None)
    if moment is None or key not in names:
        return  # the study changed under the table
    open_summary(page, summary_cell(page, moment, axis, key, names[key]), lambda: return_focus(FRAMEWORK_KEY, opened))
