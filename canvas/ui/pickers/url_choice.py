"""What is chosen on the comparison: kept over screens, told in the link, and taken from a link."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from contextlib import contextmanager

from canvas.errors import NotFoundError
from canvas.ui import elements
from canvas.ui import plain_streamlit as st

_LINK_VALUES = (
    "compare_told"  # session: what the link is to say of each choice ('' for nothing) once the screen is drawn
)
_LAST_LINK = "compare_last_link"  # session: the link as the screen last left it
_WHOLE_BY = "view"  # a link that names this is one that a screen left: of what it does not name nothing is chosen


@contextmanager
def one_link_change() -> Iterator[None]:
    """Change the link once, when all is drawn: the browser takes its time over every change."""
    st.session_state[_LINK_VALUES] = {}
    try:
        yield
    finally:
        now = st.query_params.to_dict()
        link = {name: value for name, value in (now | st.session_state[_LINK_VALUES]).items() if value}
        st.session_state[_LAST_LINK] = link
        if link != now:
            st.query_params.from_dict(link)


def chosen(name: str, options: Collection[str], default: str, what: str) -> str:
    """Return the choice `name` as it stands, put in the widget under `widget(name)`; `what` names it in a fault."""
    linked = st.query_params.get(name)
    if linked is not None and linked != st.session_state.get(_link(name)):
        if linked in options:
            st.session_state[_session_key(name)] = linked
        else:
            elements.fault(NotFoundError(what, linked))
    elif linked is None and _is_another_link():
        st.session_state.pop(_session_key(name), None)
    value = st.session_state.get(_session_key(name))
    value = value if value in options else default
    st.session_state[widget(name)] = value
    tell(name, value)
    return value


def _is_another_link() -> bool:
    """Return whether a link was followed, or gone back to, that a screen left as a whole."""
    link = st.query_params.to_dict()
    return _WHOLE_BY in link and link != st.session_state.get(_LAST_LINK)


def tell(name: str, value: str) -> None:
    """Have the link say so; it says nothing of an empty choice."""
    st.session_state[_link(name)] = value
    st.session_state[_LINK_VALUES][name] = value


def forget(name: str) -> None:
    """Have the link say nothing of this choice."""
    st.session_state.pop(_link(name), None)
    st.session_state[_LINK_VALUES][name] = ""


def take_widget(name: str) -> None:
    """Take over what was just chosen; the `on_change` of the widget."""
    st.session_state[_session_key(name)] = st.session_state[widget(name)]


def widget(name: str) -> str:
    """Return the key of the widget that chooses `name`."""
    return f"compare_{name}_widget"


def _session_key(name: str) -> str:
    return f"compare_{name}"


def _link(name: str) -> str:
    return f"compare_{name}_link"
