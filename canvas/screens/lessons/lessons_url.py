"""What is chosen among the lessons: kept in the session, told in the link, and taken from one.

A link reads `lessons?words=werkplein&block=costs&phase=running`; `question`, `block`, `factor` (a number), `phase` and
`region` may name several with commas between them. `lesson=ID` opens one; `write=new` or `write=ID` shows its form, and
`from=point:ID`, `from=summary:ID` or `from=answer:ID` what a new one begins with.
"""

from __future__ import annotations

from urllib.parse import quote, unquote

from canvas.read_models.lessons_page import BEGUN_FROM
from canvas.store.lesson_filter import ABOUT, LessonFilter
from canvas.store.overview.filtered_counts import AttributeFilter
from canvas.ui import plain_streamlit as st
from canvas.ui.url_state import UrlState

WORDS, RETIRED = "words", "off"  # parts of a link with one value
_STARTED = "lessons_started"  # session: (what is chosen, the place of the first lesson that is shown)

_state = UrlState("lessons", ABOUT, (WORDS, RETIRED))
take_link, chosen, put, tell_link = _state.take_link, _state.chosen, _state.put, _state.tell_link


def clear() -> None:
    """Take off every filter."""
    _state.keep_only(())


def values(name: str) -> list:
    """Return what is chosen of one of ABOUT, as a lesson has it."""
    parts = [unquote(part) for part in chosen().get(name, ())]
    if name != "factor":
        return parts
    return [int(part) for part in parts if part.isascii() and part.isdecimal() and len(part) < 4]


def choose(name: str, chosen_values: list) -> None:
    """Have these be chosen of one of ABOUT."""
    put(name, tuple(quote(str(value), safe=" ") for value in chosen_values))


def lesson_filter(attributes: tuple[AttributeFilter, ...]) -> LessonFilter:
    """Return which lessons are asked for."""
    about = {name: tuple(values(name)) for name in ABOUT}
    return LessonFilter(chosen().get(WORDS, ""), **about, attributes=attributes, retired=RETIRED in chosen())


def start() -> int:
    """Return the place of the first lesson that is shown of what is chosen now."""
    of, place = st.session_state.get(_STARTED, (None, 0))
    return place if of == repr(chosen()) else 0


def go_to(place: int) -> None:
    """Have the page that begins at this place be shown, of what is chosen now."""
    st.session_state[_STARTED] = (repr(chosen()), max(0, place))


def opened() -> str:
    """Return the id of the lesson that the link opens; "" for none."""
    return st.query_params.get("lesson", "")


def writing() -> str:
    """Return the id of the lesson that is changed, "new" for one that is made; "" for none."""
    return st.query_params.get("write", "") or ("new" if begun_from() else "")


def begun_from() -> tuple[str, str] | None:
    """Return what a new lesson begins with, its kind (of BEGUN_FROM) and id; None for nothing."""
    kind, _sign, row_id = st.query_params.get("from", "").partition(":")
    return (kind, row_id) if kind in BEGUN_FROM and row_id else None


def leave() -> None:
    """Show the list: the link names no lesson any more."""
    for name in ("lesson", "write", "from"):
        st.query_params.pop(name, None)


def write(lesson_id: str) -> None:
    """Show the form of a lesson, or of a "new" one."""
    leave()
    st.query_params["write"] = lesson_id
