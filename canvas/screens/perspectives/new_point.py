"""The drawer in which a point is written, or made from notes."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from canvas import method
from canvas.analysis.perspectives import SHARED
from canvas.screens.perspectives.point_form import choose_perspectives
from canvas.screens.perspectives.point_notes import Table, filtered, stance
from canvas.screens.perspectives.points_table import POINTS_TABLE_KEY
from canvas.store.points import points
from canvas.store.row_types import SourcedNote
from canvas.ui import elements
from canvas.ui import plain_streamlit as st
from canvas.ui.components import return_focus
from canvas.ui.dialogs import draft_fields
from canvas.ui.dialogs.drawer import drawer, drawer_key
from canvas.ui.i18n import _, block, joined, question
from canvas.ui.notes.note_list import note_list
from canvas.ui.page import PageContext, show_user_errors


def new_point(page: PageContext, table: Table, row: str, column: str) -> None:
    """Open the drawer in which a point is written, or made from notes; what was begun in this cell is still there."""
    key = f"new_point_{drawer_key(page, table.partnership_id, table.wave_id, row, column)}"
    perspectives = page.rows if row == SHARED else [row]

    def closed() -> None:
        return_focus(POINTS_TABLE_KEY, f"add:{row}|{column}")

    def leave() -> None:
        draft_fields.forget(key)
        st.session_state.pop(f"{key}_notes", None)
        closed()
        st.rerun()

    drawer(
        _("New point: {question}", question=question(column)),
        lambda: _new(page, table, column, perspectives, key, leave),
        closed,
    )


def _new(
    page: PageContext, table: Table, column: str, usual: Sequence[str], key: str, leave: Callable[[], None]
) -> None:
    chosen: dict[str, dict] = st.session_state.setdefault(f"{key}_notes", {})  # by id, each as it was weighed
    elements.soft(joined([table.title, _("one statement; choose the notes it rests on below")]))
    text = st.text_area(_("The point"), height=90, **draft_fields.field(f"{key}_text", ""))
    perspectives = choose_perspectives(page, usual, f"{key}_perspectives")
    with st.container(horizontal=True):
        added = st.button(_("Add point"), type="primary")
        stopped = st.button(_("Cancel"))
    if added:
        with show_user_errors():
            stances = {note_id: note["stance"] for note_id, note in chosen.items()}
            with page.study.writing(page.user["id"]) as writer:
                points.add(
                    writer, column, text, perspectives, table.partnership_id, table.wave_id, stances, shown=chosen
                )
            elements.done(_("Point added"))
            leave()
    elif stopped:
        leave()
    notes = table.candidates(page, column)
    elements.subheading(_("Notes that feed this question"), ", ".join(block(key) for key in method.blocks_of(column)))
    shown = filtered(page, notes, usual, key)
    by_id = {note["id"]: note for note in notes}

    def choose(note: SourcedNote) -> None:
        now = chosen.get(note["id"], {}).get("stance")
        stance(note, now, key, lambda how: _pick(by_id[note["id"]], chosen, how, f"{key}_text"))

    note_list(
        page, shown, f"{key}_list", with_block=True, with_moment=not table.partnership_id, edit=False, extra=choose
    )


def _pick(note: SourcedNote, chosen: dict[str, dict], how: str | None, wording: str) -> None:
    chosen.pop(note["id"], None)
    if how:
        chosen[note["id"]] = {"stance": how, "revision": note["revision"], "changed_at": note["changed_at"]}
        if how == "supports" and not draft_fields.typed(wording, "").strip():
            draft_fields.write(wording, note["text"])  # a first wording, to be written over
