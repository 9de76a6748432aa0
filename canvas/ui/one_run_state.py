"""What is kept in a session only while its screen is shown, such as a list of names: gone once one is elsewhere."""

from __future__ import annotations

from typing import Any

from canvas.ui import plain_streamlit as st

_ENTRIES = "fleeting"  # session: by name, [value, whether it was looked at since the last run began]


def keep(name: str, value: object) -> None:
    """Keep something for as long as each run asks for it."""
    st.session_state.setdefault(_ENTRIES, {})[name] = [value, True]


def get(name: str) -> Any:
    """Return what is kept under this name; None where nothing is, or where a run passed that did not ask for it."""
    entry = st.session_state.get(_ENTRIES, {}).get(name)
    if entry is None:
        return None
    entry[1] = True
    return entry[0]


def forget(name: str) -> None:
    """Let go of it now."""
    st.session_state.get(_ENTRIES, {}).pop(name, None)


def begin_run() -> None:
    """Begin a run: let go of all that the last one did not ask for."""
    entries = st.session_state.get(_ENTRIES, {})
    for name in [name for name, (_value, was_read) in entries.items() if not was_read]:
        del entries[name]
    for entry in entries.values():
        entry[1] = False
