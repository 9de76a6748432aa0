"""Fields in a drawer that keep what was typed when the drawer closes, until it is saved or cancelled.

They stand outside a form: what is typed then comes along with the next press of a button or with the closing itself,
and moves nothing under the pointer meanwhile. What they say is kept by name; at every opening they are new fields to
Streamlit, filled with it, as the browser may have forgotten the old ones while the server has not.
"""

from __future__ import annotations

from typing import Any

import streamlit as st

_SAID = "kept_said"  # session: what each field says, by name, as far as it was sent
_TURN = "kept_turn"  # session: how often fields were made anew


def key(name: str) -> str:
    """The key that the field of this name has now."""
    return f"{name}_{st.session_state.get(_TURN, 0)}"


def field(name: str, otherwise: object) -> dict:
    """The settings of a field, holding what was typed in it before, or this."""
    _said().setdefault(name, otherwise)
    st.session_state.setdefault(key(name), _said()[name])
    return {"key": key(name), "on_change": "ignore", "persist_state": "session"}


def said(name: str, otherwise: object = None) -> Any:
    """What the field of this name says, or otherwise this."""
    return st.session_state.get(key(name), _said().get(name, otherwise))


def write(name: str, value: object) -> None:
    """Have a field say this, in a callback: before it is drawn."""
    _said()[name] = st.session_state[key(name)] = value


def keep() -> None:
    """Take over what the fields say now; called where a drawer closes."""
    for name in _said():
        _said()[name] = said(name)


def renew() -> None:
    """Make the fields anew, with what they say; called where a drawer opens."""
    keep()
    for name in _said():
        st.session_state.pop(key(name), None)
    st.session_state[_TURN] = st.session_state.get(_TURN, 0) + 1


def forget(start: str) -> None:
    """Forget what was typed in the fields whose name starts like this; the others go on."""
    renew()
    for name in [name for name in _said() if name.startswith(start)]:
        del _said()[name]


def _said() -> dict[str, Any]:
    return st.session_state.setdefault(_SAID, {})
