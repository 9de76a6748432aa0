"""A drawer at the right in which something opens: notes behind a block, a figure or a point."""

from __future__ import annotations

import uuid
from collections.abc import Callable

from canvas.ui import plain_streamlit as st
from canvas.ui.dialogs import draft_fields
from canvas.ui.page import PageContext, one_state_a_drawing, show_user_errors


def drawer(title: str, body: Callable[[], None], on_close: Callable[[], None] | None = None) -> None:
    """Open a drawer and draw `body` in it; what `body` does reruns the drawer alone, closing it reruns the screen.

    What is typed in it outlives a closing where its fields are those of `draft_fields`. All that one drawing of it
    reads is of one state of the study.
    """

    def guarded() -> None:
        with show_user_errors(pressed=False), one_state_a_drawing():
            body()

    def closed() -> None:
        draft_fields.keep()
        if on_close:
            on_close()

    draft_fields.renew()
    st.dialog(title, width="medium", position="right", on_dismiss=closed)(guarded)()


def drawer_key(page: PageContext, *opened: object) -> str:
    """Return a key for what a drawer opens on, the same at every opening: what is typed in it is kept under it."""
    return uuid.uuid5(uuid.NAMESPACE_OID, repr((page.user["id"], *opened))).hex
