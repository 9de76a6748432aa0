"""A button that removes what was made by mistake, once it is confirmed, or says what it is still in use for."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from canvas.store import Writer
from canvas.store.removal import Use, in_words
from canvas.ui import elements
from canvas.ui import plain_streamlit as st
from canvas.ui.dialogs.store_form import store
from canvas.ui.i18n import _, catalogue, language
from canvas.ui.page import PageContext


def remove_button(
    page: PageContext,
    key: str,
    label: str,
    question: str,
    uses: Sequence[Use],
    remove: Callable[[Writer], None],
    done: str,
    then: Callable[[], object] | None = None,
) -> None:
    """Draw a quiet button that opens on `question` and asks once more; with `uses` it says those instead.

    `done` is said once it is removed, and `then` is called first.
    """
    if page.study.read_only:
        return
    with st.popover(label, type="tertiary", icon=":material/delete:", key=f"{key}_remove"):
        if uses:
            elements.soft(
                _("This is in use and stays: {uses}.", uses=in_words(list(uses), catalogue(language()).gettext))
            )
            return
        elements.soft(question)
        if st.button(_("Yes, remove"), key=f"{key}_remove_now"):
            store(page, remove, done, then=then)
