"""What is searched for: kept in the session, told in the link, and taken from one.

A link reads `search?q=financ*&kind=note`; further parts, each with one value or several with commas between them:
`partnership` codes, `moment` places of waves, `role` keys (`none` for what has no role), `block` keys, `theme` ids; and
`sort=best` for the best first instead of the newest.
"""

from __future__ import annotations

import uuid
from urllib.parse import urlencode

from canvas.ui import plain_streamlit as st

FIELDS = ("partnership", "moment", "role", "block", "theme")
SINGLE = ("q", "kind", "sort")
NONE = "none"  # in a link: what has no role
_CHOSEN = "search_held"  # session: name → a tuple of values, or one text for those of SINGLE
_LAST_LINK = "search_told"  # session: the link as it was last told or taken over
_AWAY = "search_away"  # session: whether another screen was shown last
_ARRIVED = "search_arrived"  # session: an id of the last arrival on the screen
_SHOWN = "search_shown"  # session: (what is searched for, how many hits are shown)


def link(q: str, **chosen: str) -> str:
    """Return a link to this search."""
    return "search?" + urlencode({"q": q} | chosen)


def away() -> None:
    """Remember that another screen is shown, so that coming back is noticed."""
    st.session_state[_AWAY] = True


def take_link() -> str:
    """Take over a link not seen before, as a whole; returns an id of this arrival, the same until the next one."""
    link_now = {name: value for name, value in st.query_params.to_dict().items() if name in (*FIELDS, *SINGLE)}
    arrived = st.session_state.pop(_AWAY, False) or _ARRIVED not in st.session_state
    if link_now and link_now != st.session_state.get(_LAST_LINK):
        arrived = True
        st.session_state[_LAST_LINK] = link_now
        chosen_parts: dict[str, object] = {name: link_now[name] for name in SINGLE if link_now.get(name)}
        for name in FIELDS:
            values = tuple(dict.fromkeys(part for part in link_now.get(name, "").split(",") if part))
            if values:
                chosen_parts[name] = values
        st.session_state[_CHOSEN] = chosen_parts
    if arrived:
        st.session_state[_ARRIVED] = uuid.uuid4().hex
    return st.session_state[_ARRIVED]


def chosen() -> dict:
    """Return what is searched for, by name: for FIELDS tuples of values as a link has them, for SINGLE texts."""
    return dict(st.session_state.get(_CHOSEN, {}))


def put(name: str, value: tuple[str, ...] | str) -> None:
    """Have this be searched for; nothing for an empty one."""
    now = chosen()
    now.pop(name, None)
    st.session_state[_CHOSEN] = now | ({name: value} if value else {})


def clear() -> None:
    """Take off every filter; the words, and the order of the hits, stay."""
    st.session_state[_CHOSEN] = {name: value for name, value in chosen().items() if name in ("q", "sort")}


def tell_link() -> None:
    """Have the link say what is searched for; once a run, as the browser takes its time over every change."""
    link_parts = {name: ",".join(value) if isinstance(value, tuple) else value for name, value in chosen().items()}
    st.session_state[_LAST_LINK] = link_parts
    now = st.query_params.to_dict()
    wanted = {name: value for name, value in now.items() if name not in (*FIELDS, *SINGLE)} | link_parts
    if wanted != now:
        st.query_params.from_dict(wanted)


def hits_shown(page: int) -> int:
    """Return how many hits are shown of what is searched for now: a page of them, unless more were asked for."""
    of, number = st.session_state.get(_SHOWN, (None, page))
    return number if of == repr(chosen()) else page


def show_more(number: int) -> None:
    """Have so many hits be shown of what is searched for now."""
    st.session_state[_SHOWN] = (repr(chosen()), number)
