"""The fields to search in: one at the top of every screen, and the one of the screen itself."""

from __future__ import annotations

from canvas.ui import browser
from canvas.ui import plain_streamlit as st
from canvas.ui.component_files import script
from canvas.ui.components import a_count, a_line, a_record, component
from canvas.ui.i18n import _
from canvas.ui.pickers import typed_words
from canvas.ui.search import search_url

LONGEST_QUERY = 10_000  # characters one can search for
# Its style is that of the page, in screen.css.
_field = component(
    "pps_search",
    {"asked": a_record(words=a_line(LONGEST_QUERY), at=a_count)},
    js=script("search_field.js"),
    isolate_styles=False,
)
SEARCH_FIELD_KEY = "search_words"


def topbar_field() -> None:
    """Draw the field at the top of every screen; Enter leads to what is found, and / brings the keyboard there."""
    data = {"label": _("Search the study"), "hint": _("Search"), "own": SEARCH_FIELD_KEY}
    searched = _field(key="search_top", data=data).asked
    if searched:
        st.switch_page("pages/search.py", query_params={"q": searched["words"]})


def words_field(arrived: str) -> None:
    """Draw the field of the screen, with the keyboard in it once per arrival."""
    typed_words.show(SEARCH_FIELD_KEY, search_url.chosen().get("q", ""))
    st.text_input(
        _("Search for"),
        key=SEARCH_FIELD_KEY,
        icon=":material/search:",
        on_change=_take,
        label_visibility="collapsed",
        placeholder=_("Words, a beginning* or “words in a row”"),
        max_chars=LONGEST_QUERY,
    )
    browser.focus(SEARCH_FIELD_KEY, arrived, mount="search_field")


def _take() -> None:
    search_url.put("q", st.session_state[SEARCH_FIELD_KEY].strip())
