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

SINGLE = ("show", "words", "sort", "down")
NONE = "none"  # in a link: what has no partnership, role or theme
_NUMBER = re.compile(r"-?[0-9]{1,15}(\.[0-9]{1,10})?")  # as `store.database.numbers` keeps one
_CHOSEN = "grid_chosen"  # session: name → a tuple of values as a link has them, or one text for those of SINGLE
_LAST_LINK = "grid_link"  # session: the link as it was last told or taken over


def take_link() -> None:
    """Take over a link not seen before, as a whole: what it does not name is not asked, but for attributes."""
    link_now = {name: value for name, value in st.query_params.to_dict().items() if _ours(name)}
    if not link_now or link_now == st.session_state.get(_LAST_LINK):
        return
    st.session_state[_LAST_LINK] = link_now
    chosen_parts: dict[str, object] = {name: link_now[name] for name in SINGLE if link_now.get(name)}
    for name in note_link.FIELDS:
        values = tuple(dict.fromkeys(part for part in link_now.get(name, "").split(",") if part))
        if values:
            chosen_parts[name] = values
    st.session_state[_CHOSEN] = chosen_parts
    conditions = {
        name.removeprefix("a."): _read_condition(value) for name, value in link_now.items() if name.startswith("a.")
    }
    if conditions:  # a link from another screen names none: what is on there stays on here
        st.session_state[attribute_filter.ON] = conditions


def chosen() -> dict:
    """Return what is chosen, by name: for FIELDS tuples of values as a link has them, for SINGLE texts."""
    return dict(st.session_state.get(_CHOSEN, {}))


def put(name: str, value: tuple[str, ...] | str) -> None:
    """Have this be chosen; nothing for an empty one."""
    now = chosen()
    now.pop(name, None)
    st.session_state[_CHOSEN] = now | ({name: value} if value else {})


def clear() -> None:
    """Take everything off that narrows the rows; how they are shown and sorted stays."""
    st.session_state[_CHOSEN] = {name: value for name, value in chosen().items() if name in ("show", "sort", "down")}
    attribute_filter.drop(attribute_filter.ALL)


def tell_link() -> None:
    """Have the link say what is chosen; once a run, as the browser takes its time over every change."""
    now = st.query_params.to_dict()
    link_parts = {name: ",".join(value) if isinstance(value, tuple) else value for name, value in chosen().items()}
    link_parts |= {
        f"a.{attribute_id}": _written(condition)
        for attribute_id, condition in st.session_state.get(attribute_filter.ON, {}).items()
        if condition
    }
    st.session_state[_LAST_LINK] = link_parts
    wanted = {name: value for name, value in now.items() if not _ours(name)} | link_parts
    if wanted != now:
        st.query_params.from_dict(wanted)


def _ours(name: str) -> bool:
    return name in note_link.FIELDS or name in SINGLE or name.startswith("a.")


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
