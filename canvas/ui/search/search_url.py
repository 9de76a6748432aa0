"""What is searched for: kept in the session, told in the link, and taken from one.

A link reads `search?q=financ*&kind=note`; further parts, each with one value or several with commas between them:
`partnership` codes, `moment` places of waves, `role` keys (`none` for what has no role), `block` keys, `theme` ids; and
`sort=best` for the best first instead of the newest.
"""

from __future__ import annotations

import uuid
from urllib.parse import urlencode

from canvas.ui import plain_streamlit as st
from canvas.ui.url_state import UrlState

SEARCH_LINK_FIELDS = ("partnership", "moment", "role", "block", "theme")
SINGLE = ("q", "kind", "sort")
NO_ROLE = "none"  # in a link: what has no role
_AWAY = "search_away"  # session: whether another screen was shown last
_ARRIVED = "search_arrived"  # session: an id of the last arrival on the screen
_SHOWN = "search_shown"  # session: (what is searched for, how many hits are shown)

_state = UrlState("search", SEARCH_LINK_FIELDS, SINGLE)
chosen, put, tell_link = _state.chosen, _state.put, _state.tell_link


def link(q: str, **more: str) -> str:
    """Return a link to this search."""
    return "search?" + urlencode({"q": q} | more)


def away() -> None:
    """Remember that another screen is shown, so that coming back is noticed."""
    st.session_state[_AWAY] = True


def take_link() -> str:
    """Take over a link not seen before; return an id of this arrival, the same until the next one."""
    arrived = st.session_state.pop(_AWAY, False) or _ARRIVED not in st.session_state
    if _state.take_link() or arrived:
        st.session_state[_ARRIVED] = uuid.uuid4().hex
    return st.session_state[_ARRIVED]


def clear() -> None:
    """Take off every filter; the words, and the order of the hits, stay."""
    _state.keep_only(("q", "sort"))


def hits_shown(page: int) -> int:
    """Return how many hits are shown of what is searched for now: a page of them, unless more were asked for."""
    of, number = st.session_state.get(_SHOWN, (None, page))
    return number if of == repr(chosen()) else page


def show_more(number: int) -> None:
    """Have so many hits be shown of what is searched for now."""
    st.session_state[_SHOWN] = (repr(chosen()), number)
