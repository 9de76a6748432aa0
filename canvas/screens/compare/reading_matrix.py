"""The reading matrix of the comparison: what each role said on a block, the moments side by side."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from canvas.access.small_numbers import Limits
from canvas.analysis.compare import matrix
from canvas.errors import N_
from canvas.guides import Question
from canvas.read_models import compare_page as read_models
from canvas.screens.compare import compared_moments
from canvas.screens.compare.heatmap.heatmap_view import columns
from canvas.ui import elements
from canvas.ui import plain_streamlit as st
from canvas.ui.components import return_focus
from canvas.ui.figures.heat_table import palette, reading_table
from canvas.ui.held_back_notice import no_note
from canvas.ui.i18n import _, block, joined, n_, name
from canvas.ui.notes.notes_drawer import notes_drawer
from canvas.ui.notes.state_label import state_of_seen
from canvas.ui.page import PageContext
from canvas.ui.pickers import url_choice
from canvas.ui.pickers.attribute_filter import chosen as within
from canvas.ui.plain_streamlit import Place

READING_MATRIX_KEY = "compare_matrix"
WHOLE = ""  # the choice of no single question
NOTES_A_CELL = 8  # notes drawn in one cell; the drawer has them all
LONGEST_NOTE = 600  # characters of a note in a cell; the drawer shows the whole


def reading_matrix(page: PageContext, moments: Sequence[Mapping], cells: Sequence[Mapping], filter_area: Place) -> None:
    """Draw what was noted on a chosen block or question, and a cell's notes in a drawer once it is opened."""
    chosen = url_choice.chosen("block", page.blocks, page.blocks[0], N_("Block"))
    pairs = [(row["partnership_id"], row["wave_id"]) for row in moments]
    model = page.read(read_models.reading_matrix, pairs, chosen, within(page).filters)
    question = url_choice.chosen("question", [WHOLE, *model.questions], WHOLE, N_("Question"))
    _fields(page, filter_area, model.questions)
    shown = [note for note in model.notes if question in (WHOLE, note["question"])]
    here_cells = [cell for cell in cells if cell["block"] == chosen]
    if not shown and not here_cells:
        elements.empty(
            block(chosen),
            _("Nothing that you may see was said about this here. Choose another block.")
            if page.limits
            else _("Nobody was asked about this here, and no document says anything of it. Choose another block."),
        )
        return
    rows = matrix(shown, here_cells, pairs, list(page.roles), expected=page.rows)
    drawn = [
        {"role": row["role"], "cells": [_cell(cell, row["role"], question, page.limits) for cell in row["cells"]]}
        for row in rows
    ]
    opened = reading_table(
        READING_MATRIX_KEY,
        {
            "words": {"table": _("{block}: notes side by side", block=block(chosen))},
            "palette": palette(page),
            "columns": columns(moments),
            "rows": drawn,
        },
    )
    if opened:
        _open(page, moments, chosen, question, opened)


def _fields(page: PageContext, filter_area: Place, questions: dict[str, Question | None]) -> None:
    def worded(key: str) -> str:
        if key == WHOLE:
            return _("All notes of this block")
        question = questions[key]
        return f"{key} · {question.text.get(page.language, '')}" if question else key

    with filter_area:
        st.selectbox(
            _("Block"),
            page.blocks,
            format_func=block,
            key=url_choice.widget("block"),
            on_change=url_choice.take_widget,
            args=("block",),
            label_visibility="collapsed",
            width=360,
        )
        st.selectbox(
            _("Question"),
            [WHOLE, *questions],
            format_func=worded,
            key=url_choice.widget("question"),
            on_change=url_choice.take_widget,
            args=("question",),
            label_visibility="collapsed",
            width=360,
            disabled=not questions,
        )


def _cell(cell: dict, role: str, question: str, limits: Limits | None) -> dict:
    shown = cell["notes"][:NOTES_A_CELL]
    left = len(cell["notes"]) - len(shown)
    if cell["notes"]:
        state = ""
    elif not role:
        state = no_note(limits)
    elif question != WHOLE and cell["state"] == "heard":
        state = no_note(limits) if limits else _("No note on this question")
    else:
        state = state_of_seen(cell["state"], limits)
    return {
        "notes": [{"text": shortened(note["text"]), "origin": _origin(note)} for note in shown],
        "more": n_("and {n} more", "and {n} more", left) if left else "",
        "opens": n_("Open {n} note", "Open {n} notes", len(cell["notes"])),
        "state": state,
    }


def shortened(text: str) -> str:
    """Return a text as far as a cell has room for it."""
    return text if len(text) <= LONGEST_NOTE else text[:LONGEST_NOTE] + "…"


def _origin(note: dict) -> str:
    kind = name(note["kind"]) if note["kind"] != "plain" else ""
    return joined([", ".join(note["codes"]) or note["section"] or name(note["origin"]), kind])


def _open(page: PageContext, moments: Sequence[Mapping], chosen: str, question: str, opened: str) -> None:
    role, _gap, column = opened.partition("|")
    row = next((candidate for candidate in moments if compared_moments.key(candidate) == column), None)
    if row is None:
        return  # the study changed under the table
    note_filter = {
        "moments": [(row["partnership_id"], row["wave_id"])],
        "blocks": [chosen],
        "roles": [role or None],
        "filters": within(page).filters,
    }
    if question != WHOLE:
        note_filter["question"] = question
    notes_drawer(
        page,
        block(chosen),
        joined([compared_moments.title(row), elements.role_name(page.roles.get(role))]),
        note_filter,
        "compare_notes",
        on_close=lambda: return_focus(READING_MATRIX_KEY, opened),
    )
