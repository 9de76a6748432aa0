"""Words of a field that outlive the page: they lie in this browser until they are stored, or taken out of the field."""

from __future__ import annotations

from collections.abc import Collection

from canvas.ui import plain_streamlit as st
from canvas.ui.component_files import script
from canvas.ui.components import a_line, component
from canvas.ui.page import PageContext

LONGEST = 5_000  # characters that are put back
_STORED = "kept_words_stored"  # session: by field what was stored of it last
_keeper = component("pps_kept_words", {"restored": a_line(LONGEST)}, js=script("kept_words.js"))


def keep(page: PageContext, form: str, field: str, stored_texts: Collection[str] = ()) -> None:
    """Keep the words of a text field of a `Form` in this browser, and put them back where the field has none.

    Call it before the field is drawn. They lie under the profile and the study, so nobody else is shown them.
    What is one of `stored_texts` was stored before the page heard of it, as where the server died: it is let go of.
    """
    key = f"{form}_{field}"
    now = st.session_state.get(key) or ""

    def restored(words: str) -> None:
        if " ".join(words.split()) in stored_texts:
            stored(form, words)
        else:
            st.session_state[key] = words

    data = {
        "place": f"{page.owner}/{key}",
        "field": key,
        "now": now,
        "stored": st.session_state.get(_STORED, {}).get(form, ""),
    }
    _keeper(key=f"kept_{form}", data=data, on={"restored": restored})


def stored(form: str, words: str) -> None:
    """Have the browser let go of these words, as they are stored."""
    st.session_state.setdefault(_STORED, {})[form] = words
