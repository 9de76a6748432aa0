"""Choosing what a screen is about: a partnership and a moment, kept over screens and told in the link.

A link reads `?partnership=NT&moment=1`: the partnership's code and the place of the wave in the study.
"""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from canvas.errors import N_, NotFound, UserError
from canvas.store import moments
from canvas.ui import filters, say
from canvas.ui.opening import Here
from canvas.ui.words import _

AT = "at"  # session: (code, position) of the moment that screens are about
_LINK = "link_seen"  # session: the link as it was last taken over


def every_moment(here: Here, filtered: bool = True) -> list[dict]:
    """The moments of the study within the filter, or all, as `store.moments` gives them."""
    with here.study.reading() as connection:
        known = moments.moments(connection)
    return filters.kept(here, known) if filtered else known


def titled_moment(here: Here, narrows: Sequence[str] = ("partnership",)) -> tuple[dict, DeltaGenerator]:
    """The moment this screen is about, and the place for its heading, at the left of the two fields that choose it.

    A link that names what is not there is said under both, across the page. The filter narrows what can be chosen; a
    screen that shows no more than respondents within it said says so by `narrows`. Stops the run where there is none.
    """
    every = every_moment(here, filtered=False)
    if not every:
        say.empty(_("There is no partnership yet"), _("Make one first: a name is enough to begin."))
        st.page_link("pages/partnerships.py", label=_("To the partnerships"), icon=":material/arrow_forward:")
        st.stop()
    known = filters.kept(here, every)
    if not known:
        filters.control(here, narrows)
        filters.nothing_left(here)
        st.stop()
    wrong = _take_link(known, every)
    at = st.session_state.get(AT)
    if at not in [(row["code"], row["position"]) for row in known]:
        at = (known[0]["code"], known[0]["position"])
    head, fields = st.columns([5, 4], vertical_alignment="bottom")
    with fields, st.container(horizontal=True, key="choose", vertical_alignment="bottom"):
        row = _fields(known, at)
        filters.opener(here, narrows)
    filters.on(here, narrows)
    if wrong:
        say.fault(wrong)
    return row, head


def partnership_link(row: dict) -> str:
    """The part of a link that names a moment."""
    return f"partnership={row['code']}&moment={row['position']}"


def go_to(row: dict) -> None:
    """Have the screens be about this moment from the next run on."""
    st.session_state[AT] = (row["code"], row["position"])


def _take_link(known: list[dict], every: list[dict]) -> UserError | None:
    """Take over a link not seen before and give what of it is not there; a partnership's newest moment stands in."""
    code, place = st.query_params.get("partnership"), st.query_params.get("moment")
    if code is None or (code, place) == st.session_state.get(_LINK):
        return None
    st.session_state[_LINK] = (code, place)
    of_code = [row for row in known if row["code"] == code]
    if not of_code and any(row["code"] == code for row in every):
        return UserError(
            N_("Partnership"), N_("“{code}” falls outside the filter."), N_("Take the filter off to see it."), code=code
        )  # fmt: skip
    if not of_code:
        return NotFound(N_("Partnership"), code)
    found = [row for row in of_code if place is None or str(row["position"]) == place]
    go_to((found or of_code)[-1])
    return None if found else NotFound(N_("Moment"), place)


def _fields(known: list[dict], at: tuple[str, int]) -> dict:
    names = {row["code"]: row["name"] for row in known}
    places = {row["position"]: row["label"] for row in known if row["code"] == at[0]}
    st.session_state["choose_partnership"], st.session_state["choose_moment"] = at
    st.selectbox(
        _("Partnership"), list(names), format_func=names.get, key="choose_partnership", width="stretch",
        on_change=_chose_partnership, args=(known,),
    )  # fmt: skip
    st.selectbox(
        _("Moment"), list(places), format_func=places.get, key="choose_moment", width=170, on_change=_chose_moment
    )
    row = next(row for row in known if (row["code"], row["position"]) == at)
    go_to(row)
    _tell_link(row)
    return row


def _chose_partnership(known: list[dict]) -> None:
    code = st.session_state["choose_partnership"]
    places = [row["position"] for row in known if row["code"] == code]
    held = st.session_state[AT][1]
    st.session_state[AT] = (code, held if held in places else places[-1])


def _chose_moment() -> None:
    st.session_state[AT] = (st.session_state[AT][0], st.session_state["choose_moment"])


def _tell_link(row: dict) -> None:
    told = (row["code"], str(row["position"]))
    st.session_state[_LINK] = told
    link = dict(zip(("partnership", "moment"), told, strict=True))
    if link != {name: st.query_params.get(name) for name in link}:  # the browser takes its time over every change
        st.query_params.update(link)
