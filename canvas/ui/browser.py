"""What stands around every screen: style, the page's language, and what this browser remembers."""

from __future__ import annotations

import re
from urllib.parse import parse_qsl, urlsplit

from canvas.shipped import shipped
from canvas.store.database.ids import new_id
from canvas.ui import plain_streamlit as st
from canvas.ui.component_files import asset, script
from canvas.ui.components import a_line, anything, component

_SESSION = "frame_session"  # session: an id of its memory, by which a page sees that another one draws it now


_keep = component("pps_keep", {"go": a_line(20_000), "no_file": anything}, js=script("browser.js"))
_focus = component("pps_focus", js=script("focus.js"))


def style() -> None:
    """Place the style that all screens share: app.py does, so that a browser keeps it from one screen to the next."""
    st.html(f"<style>{asset('screen.css')}</style>")


def keep(language: str, cookies: dict[str, str], drafts: dict | None = None) -> bool:
    """Have the page say which language it is in, the browser remember these values, and follow a clicked link.

    Returns whether a file that was asked for could not be made.

    `drafts` ({owner, pass, words}) names whose typed words are told of while they lie in
    this browser and are not stored.
    """
    data = {"language": language, "cookies": cookies, "drafts": drafts, "session": session()}
    drawn = _keep(key="keep", data=data)
    if drawn.go and (to := screen_of(drawn.go)):
        st.switch_page(to[0], query_params=to[1])
    return drawn.no_file is not None


def session() -> str:
    """Return the id of the server's memory of this page; a server that was started anew has another one."""
    return st.session_state.setdefault(_SESSION, new_id())


def screen_of(link: str) -> tuple[str, dict[str, str]] | None:
    """Return the page and the query of a link from one screen to another; None where it leads to no screen."""
    try:
        where = urlsplit(link)
        query = dict(parse_qsl(where.query, max_num_fields=1_000))
    except ValueError:
        return None
    screen = where.path.strip("/") or "overview"
    elsewhere = where.scheme or where.netloc or not re.fullmatch("[a-z_]{1,40}", screen)
    if elsewhere or not shipped(f"pages/{screen}.py").is_file():
        return None
    return f"pages/{screen}.py", {name: value for name, value in query.items() if not name.lower().startswith("embed")}


def focus(key: str, token: str, mount: str = "") -> None:
    """Put the keyboard in the first field or button of the element or container with this `key`, once per `token`.

    A heading, with nothing in it to press, takes the keyboard itself. Call it on every run that may draw that element,
    anywhere in the same page or drawer, with the token of the last time focus was asked for (`uuid.uuid4().hex`, made
    where the key was struck) or "" for none: a run more does nothing, another token moves the keyboard again. Keys
    hold letters, digits, - and _ only, as Streamlit turns other signs in its class names. Where `key` differs from run
    to run, give a `mount` that does not: what stays mounted answers at once.
    """
    _focus(key=f"focus_{mount or key}", data={"key": key, "token": token})


def remembered(name: str) -> str | None:
    """Return what this browser remembered under a name when it connected."""
    value = st.context.cookies.get(name)
    return value if isinstance(value, str) else None  # a run without a browser has no cookies to speak of
