"""Stores what a form holds, says that it did, and draws the screen anew."""

from __future__ import annotations

from collections.abc import Callable

from canvas.errors import ChangedMeanwhileError
from canvas.store import Writer
from canvas.ui import elements
from canvas.ui import plain_streamlit as st
from canvas.ui.page import PageContext, show_user_errors


def store(
    page: PageContext,
    save: Callable[[Writer], object],
    message: str,
    then: Callable[[], object] | None = None,
    on_conflict: Callable[[ChangedMeanwhileError], None] | None = None,
    stay: bool = False,
) -> None:
    """Save in a transaction and draw anew; `on_conflict` gets what another changed meanwhile, if the form shows it.

    To `stay` is for a form in a drawer: the drawer alone is drawn anew, and stays open.
    """
    with show_user_errors():
        try:
            with page.study.writing(page.user["id"]) as writer:
                save(writer)
        except ChangedMeanwhileError as met:
            if not on_conflict:
                raise
            return on_conflict(met)
        if then:
            then()
        elements.done(message)
        st.rerun(scope="fragment" if stay else "app")
