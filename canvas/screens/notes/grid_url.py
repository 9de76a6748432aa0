"""What is chosen on the notes screen: kept in the session, told in the link, and taken from one.

A link reads `notes?partnership=FV&moment=3&block=costs&theme=ID&role=employer`; make one with `link`. Its parts, each
with one value or several with commas between them:

show        notes (the usual) or answers
partnership codes; `none` for notes across cases          moment      places of waves: 1, 2
role        keys of roles; `none` for notes without one   respondent  codes
block       keys of blocks                                question    keys of questions
theme       ids of themes; `none` for notes without       kind        keys of kinds of notes
origin      answer, passage, session                      state       answered, no_opinion, skipped, open (of answers)
words       words in the text                             a.ID        an attribute: `2..10`, `..10`, `2..`, choices with
sort        a column, and `down` for from large to small              commas between them, or `*words`

What a link names and the study does not hold is said, and left out.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from urllib.parse import quote, unquote

from canvas.ui import note_link
from canvas.ui import plain_streamlit as st
from canvas.ui.pickers import attribute_filter
from canvas.ui.url_state import UrlState

SINGLE = ("show", "words", "sort", "down")
WITHOUT_ONE = "none"  # in a link: what has no partnership, role or theme
_ATTRIBUTE = "a."  # in a link: what stands before the id of an attribute
_NUMBER = re.compile(r"-?[0-9]{1,15}(\.[0-9]{1,10})?")  # as `store.database.numbers` keeps one

_state = UrlState(
    "grid", note_link.NOTE_LINK_FIELDS, SINGLE, also=lambda name: name.startswith(_ATTRIBUTE), usual=("show", "notes")
)
chosen, put = _state.chosen, _state.put


def take_link() -> None:
    """Take over a link not seen before, as a whole: what it does not name is not asked, but for attributes."""
    conditions = {
        name.removeprefix(_ATTRIBUTE): _read_condition(value)
        for name, value in _state.take_link().items()
        if name.startswith(_ATTRIBUTE)
    }
    if conditions:  # a link from another screen names none: what is on there stays on here
        st.session_state[attribute_filter.ACTIVE_CONDITIONS] = conditions


def clear() -> None:
    """Take everything off that narrows the rows; how they are shown and sorted stays."""
    _state.keep_only(("show", "sort", "down"))
    attribute_filter.drop(attribute_filter.ALL_CHIPS)


def tell_link() -> None:
    """Have the link say what is chosen, the filter on attributes too."""
    conditions = st.session_state.get(attribute_filter.ACTIVE_CONDITIONS, {})
    _state.tell_link({f"{_ATTRIBUTE}{key}": _written(condition) for key, condition in conditions.items() if condition})


def _read_condition(value: str) -> dict:
    if value.startswith("*"):
        return {"words": value[1:]}
    low, dots, high = value.partition("..")
    if dots and all(not part or _NUMBER.fullmatch(part) for part in (low, high)):
        return {part: bound for part, bound in (("low", low), ("high", high)) if bound}
    return {"choices": tuple(unquote(choice) for choice in value.split(",") if choice)}


def _written(condition: Mapping) -> str:
    if condition.get("words"):
        return f"*{condition['words']}"
    if condition.get("low") or condition.get("high"):
        return f"{condition.get('low', '')}..{condition.get('high', '')}"
    # a point in a choice is written out: else 1..2 would read as a range
    return ",".join(quote(choice, safe="").replace(".", "%2E") for choice in condition.get("choices", ()))
