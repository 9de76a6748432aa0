"""A popover with a form in it, which closes once the form is saved: what was written stands on the screen then."""

from __future__ import annotations

from canvas.ui import plain_streamlit as st
from canvas.ui.plain_streamlit import Place

_TURN = "popover_turn_"  # session, with a key: how often what was in the popover was saved


def form_popover(label: str, key: str, icon: str, **how: object) -> Place:
    """Return the place in a popover for a form, closed again after `close_popover`; `how` are its other settings."""
    # a key per turn, as the topbar has one per state: a browser draws a popover anew closed
    return st.popover(label, icon=icon, key=f"{key}_{st.session_state.get(_TURN + key, 0)}", **how)


def close_popover(key: str) -> None:
    """Have the popover with this key be closed in the next run."""
    st.session_state[_TURN + key] = st.session_state.get(_TURN + key, 0) + 1
