"""What is kept in a session only while its screen is shown, such as a list of names: gone once one is elsewhere."""

from __future__ import annotations

from typing import Any

from canvas.ui import plain_streamlit as st

_KEPT = "fleeting"  # session: by name, [value, whether it was looked at since the last run began]


def keep(name: str, value: object) -> None:
    """Keep something for as long as each run asks for it."""
    st.session_state.setdefault(_KEPT, {})[name] = [value, True]


def kept(name: str) -> Any:
    """What is kept under this name; None where nothing is, or where a run passed that did not ask for it."""
    found = st.session_state.get(_KEPT, {}).get(name)
    if found is None:
        return None
    found[1] = True
    return found[0]


def forget(name: str) -> None:
    """Let go of it now."""
    st.session_state.get(_KEPT, {}).pop(name, None)


def turn() -> None:
    """Begin a run: let go of all that the last one did not ask for."""
    held = st.session_state.get(_KEPT, {})
    for name in [name for name, (_value, asked) in held.items() if not asked]:
        del held[name]
    for one in held.values():
        one[1] = False
