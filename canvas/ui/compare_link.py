"""What is chosen on the comparison: kept over screens, told in the link, and taken from a link."""

from __future__ import annotations

from collections.abc import Collection

import streamlit as st

from canvas.errors import NotFound
from canvas.ui import say


def held(name: str, known: Collection[str], default: str, what: str) -> str:
    """The choice `name` as it stands, put in the widget under `widget(name)`; `what` names it in a fault."""
    said = st.query_params.get(name)
    if said is not None and said != st.session_state.get(_link(name)):
        if said in known:
            st.session_state[_held(name)] = said
        else:
            say.fault(NotFound(what, said))
    value = st.session_state.get(_held(name))
    value = value if value in known else default
    st.session_state[widget(name)] = value
    tell(name, value)
    return value


def tell(name: str, value: str) -> None:
    """Have the link say so; it says nothing of an empty choice."""
    if not value:
        forget(name)
        return
    st.session_state[_link(name)] = value
    if st.query_params.get(name) != value:
        st.query_params[name] = value


def forget(name: str) -> None:
    """Have the link say nothing of this choice."""
    st.session_state.pop(_link(name), None)
    if name in st.query_params:
        del st.query_params[name]


def keep(name: str) -> None:
    """Take over what was just chosen; the `on_change` of the widget."""
    st.session_state[_held(name)] = st.session_state[widget(name)]


def widget(name: str) -> str:
    """The key of the widget that chooses `name`."""
    return f"compare_{name}_widget"


def _held(name: str) -> str:
    return f"compare_{name}"


def _link(name: str) -> str:
    return f"compare_{name}_link"
