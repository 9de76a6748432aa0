"""A row of the notes screen, opened in a drawer: a note with its source, or an answer with its question and notes."""

from __future__ import annotations

from html import escape

from canvas.read_models.opened_answer import opened_answer
from canvas.screens.notes import grid_table
from canvas.store.row_types import SourcedNote
from canvas.ui import plain_streamlit as st
from canvas.ui.components import return_focus
from canvas.ui.i18n import _, block, joined, name
from canvas.ui.notes.notes_drawer import notes_drawer
from canvas.ui.page import PageContext


def open_row(page: PageContext, show: str, row: dict) -> None:
    """Open this row, as `store.notes.grid` gives it."""
    line = joined([row["partnership"] or _("Across partnerships"), row["wave"]])
    if show == "notes":
        notes_drawer(
            page,
            block(row["block"]),
            line,
            {"note_ids": [row["id"]]},
            "grid_note",
            with_block=True,
            with_moment=True,
            on_close=lambda: return_focus(grid_table.GRID_KEY, row["id"]),
        )
        return
    model = page.read(opened_answer, row)
    wording = model.question or name("no_question")

    def answer(_notes: list[SourcedNote]) -> None:
        rated = _("don't know") if row["dont_know"] else _("rating {n} of 5", n=row["rating"]) if row["rating"] else ""
        state = joined([name(row["state"]), row["reason"], rated])
        heads = {_("Question as it was asked"): wording, _("Answer"): row["text"] or _("No words"), _("State"): state}
        parts = "".join(f"<h4>{escape(head)}</h4><p>{escape(text)}</p>" for head, text in heads.items())
        st.html(f'<div class="pps-source">{parts}</div>')

    notes_drawer(
        page,
        joined([", ".join(row["codes"]), block(row["block"])]),
        line,
        {"note_ids": model.note_ids},
        "grid_answer",
        on_close=lambda: return_focus(grid_table.GRID_KEY, row["id"]),
        below=answer,
    )
