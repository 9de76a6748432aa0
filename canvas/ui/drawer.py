"""A drawer at the right in which something opens: notes behind a block, a figure or a point."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Sequence

from canvas.store import notes
from canvas.ui import kept, say
from canvas.ui import plain_streamlit as st
from canvas.ui.note_list import note_list
from canvas.ui.note_undo import undo
from canvas.ui.opening import Here, mending
from canvas.ui.words import joined, n_

LISTED = 300  # notes that a drawer lists; of more it says what they are, and leads to the screen that pages them


def drawer(title: str, body: Callable[[], None], on_close: Callable[[], None] | None = None) -> None:
    """Open a drawer and draw `body` in it; what `body` does reruns the drawer alone, closing it reruns the screen.

    What is typed in it outlives a closing where its fields are those of `kept`.
    """

    def guarded() -> None:
        with mending(pressed=False):
            body()

    def closed() -> None:
        kept.keep()
        if on_close:
            on_close()

    kept.renew()
    st.dialog(title, width="medium", position="right", on_dismiss=closed)(guarded)()


def place(here: Here, *opened: object) -> str:
    """A key for what a drawer opens on, the same at every opening: what this person types in it is kept under it."""
    return uuid.uuid5(uuid.NAMESPACE_OID, repr((here.user["id"], *opened))).hex


def notes_drawer(
    here: Here,
    title: str,
    line: str,
    which: dict,
    key: str,
    *,
    with_block: bool = False,
    with_moment: bool = False,
    on_close: Callable[[], None] | None = None,
    below: Callable[[list[dict]], None] | None = None,
) -> None:
    """Open the notes that `store.notes.sourced(**which)` finds, read anew at every change within the drawer.

    `below` draws what the caller knows besides, under the notes that were found.
    """
    key = f"{key}_{place(here, which)}"
    st.session_state.pop(f"{key}_shown", None)

    def body() -> None:
        with here.study.reading() as connection:
            found = notes.sourced(connection, **which)
        say.soft(joined([n_("{n} note", "{n} notes", len(found)), line]))
        note_list(here, by_role(here, found), key, with_block=with_block, with_moment=with_moment)
        if len(which.get("moments", ())) == 1:
            undo(here, *which["moments"][0], key)
        if below:
            below(found)

    drawer(title, body, on_close)


def by_role(here: Here, found: Sequence[dict]) -> list[dict]:
    """Notes in the order of the roles; those without a role last."""
    order = {role: place for place, role in enumerate(here.roles)}
    return sorted(found, key=lambda note: order.get(note["role"] or "", len(order)))
