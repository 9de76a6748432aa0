"""Opens the notes behind a block, a figure or a point in a drawer."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from canvas.read_models.listed_notes import drawer_notes
from canvas.store.row_types import SourcedNote
from canvas.ui import elements
from canvas.ui import plain_streamlit as st
from canvas.ui.dialogs.drawer import drawer, drawer_key
from canvas.ui.i18n import joined, n_
from canvas.ui.notes.note_list import note_list
from canvas.ui.notes.note_undo import undo
from canvas.ui.page import PageContext


def notes_drawer(
    page: PageContext,
    title: str,
    line: str,
    note_filter: dict,
    key: str,
    *,
    with_block: bool = False,
    with_moment: bool = False,
    on_close: Callable[[], None] | None = None,
    below: Callable[[list[SourcedNote]], None] | None = None,
) -> None:
    """Open the notes that `store.notes.with_sources(**note_filter)` finds, read anew at every change within the drawer.

    `below` draws what the caller knows besides, under the notes that were found.
    """
    key = f"{key}_{drawer_key(page, note_filter)}"
    st.session_state.pop(f"{key}_shown", None)

    def body() -> None:
        notes = page.read(drawer_notes, note_filter)
        elements.soft(joined([n_("{n} note", "{n} notes", len(notes)), line]))
        note_list(page, by_role(page, notes), key, with_block=with_block, with_moment=with_moment)
        if len(note_filter.get("moments", ())) == 1:
            partnership_id, wave_id = note_filter["moments"][0]
            undo(page, partnership_id, wave_id, key)
        if below:
            below(notes)

    drawer(title, body, on_close)


def by_role(page: PageContext, notes: Sequence[SourcedNote]) -> list[SourcedNote]:
    """Return notes in the order of the roles; those without a role last."""
    order = {role: place for place, role in enumerate(page.roles)}
    return sorted(notes, key=lambda note: order.get(note["role"] or "", len(order)))


LISTED = 300  # notes that a drawer lists; of more it says what they are, and leads to the screen that pages them
