"""The words of a text field that are kept elsewhere too, such as in the link of a screen."""

from __future__ import annotations

from canvas.ui import plain_streamlit as st


def show(key: str, words: str) -> None:
    """Have the text field with this key say these words, unless it says them already, be it with blanks around.

    What is put in a field reaches the browser at the end of its way, where it writes over what was typed there since:
    put in on every run, it takes away words that somebody types while a run is under way.
    """
    if st.session_state.get(key, "").strip() != words or key not in st.session_state:
        st.session_state[key] = words
