"""Choosing what a screen is about: a partnership and a moment, kept over screens and told in the link.

A link reads `?partnership=NT&moment=1`: the partnership's code and the place of the wave in the study.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from canvas.errors import N_, NotFound, UserError
from canvas.store import moments
from canvas.store.overview import across
from canvas.store.overview.across import Which
from canvas.ui import elements
from canvas.ui import plain_streamlit as st
from canvas.ui.i18n import _
from canvas.ui.page import Here
from canvas.ui.pickers import attribute_filter
from canvas.ui.plain_streamlit import Place

AT = "at"  # session: (code, position) of the moment that screens are about
_LINK = "link_seen"  # session: the link as it was last taken over


def every_moment(here: Here, filtered: bool = True) -> list[dict]:
    """The moments of the study within the filter, or all, as `store.moments` gives them."""
    with here.study.reading() as connection:
        known = moments.moments(connection)
    return attribute_filter.kept(here, known) if filtered else known


def titled_moment(here: Here, narrows: Sequence[str] = ("partnership",)) -> tuple[dict, Place]:
    """The moment this screen is about, and the place for its heading, at the left of the two fields that choose it.

    A link that names what is not there is said under both, across the page. The filter narrows what can be chosen; a
    screen that shows no more than respondents within it said says so by `narrows`. Stops the run where there is none.
    """
    with here.study.reading() as connection:
        asked = attribute_filter.chosen(here, ["partnership"])
        known = across.names(connection, Which(wanted=asked.wanted))
        every = known if not asked else across.names(connection)
    if not every:
        elements.empty(_("There is no partnership yet"), _("Make one first: a name is enough to begin."))
        st.page_link("pages/partnerships.py", label=_("To the partnerships"), icon=":material/arrow_forward:")
        st.stop()
    if not known:
        attribute_filter.control(here, narrows)
        attribute_filter.nothing_left(here)
        st.stop()
    wrong = _take_link(here, known, every)
    code, place = st.session_state.get(AT, ("", None))
    code = code if code in known else next(iter(known))
    places = of_code(here, code)
    if place not in [row["position"] for row in places]:
        place = places[0 if code != st.session_state.get(AT, ("",))[0] else -1]["position"]
    at = (code, place)
    head, fields = st.columns([5, 4], vertical_alignment="bottom")
    with fields, st.container(horizontal=True, key="choose", vertical_alignment="bottom"):
        row = _fields(known, places, at)
        attribute_filter.opener(here, narrows)
    attribute_filter.on(here, narrows)
    if wrong:
        elements.fault(wrong)
    return row, head


def partnership_link(row: dict) -> str:
    """The part of a link that names a moment."""
    return f"partnership={row['code']}&moment={row['position']}"


def go_to(row: dict) -> None:
    """Have the screens be about this moment from the next run on."""
    st.session_state[AT] = (row["code"], row["position"])


def of_code(here: Here, code: str) -> list[dict]:
    """The moments of the partnership with this code."""
    with here.study.reading() as connection:
        return moments.moments(connection, codes=[code])


def _take_link(here: Here, known: Mapping[str, str], every: Mapping[str, str]) -> UserError | None:
    """Take over a link not seen before and give what of it is not there; a partnership's newest moment stands in."""
    code, place = st.query_params.get("partnership"), st.query_params.get("moment")
    if code is None or (code, place) == st.session_state.get(_LINK):
        return None
    st.session_state[_LINK] = (code, place)
    if code not in known and code in every:
        return UserError(
            N_("Partnership"), N_("“{code}” falls outside the filter."), N_("Take the filter off to see it."), code=code
        )
    of_it = of_code(here, code) if code in known else []
    if not of_it:
        return NotFound(N_("Partnership"), code)
    found = [row for row in of_it if place is None or str(row["position"]) == place]
    go_to((found or of_it)[-1])
    return None if found else NotFound(N_("Moment"), place)


def _fields(known: Mapping[str, str], of_it: Sequence[dict], at: tuple[str, int]) -> dict:
    places = {row["position"]: row["label"] for row in of_it}
    st.session_state["choose_partnership"], st.session_state["choose_moment"] = at
    st.selectbox(
        _("Partnership"),
        list(known),
        format_func=known.get,
        key="choose_partnership",
        width="stretch",
        on_change=_chose_partnership,
    )
    st.selectbox(
        _("Moment"), list(places), format_func=places.get, key="choose_moment", width=170, on_change=_chose_moment
    )
    row = next(row for row in of_it if row["position"] == at[1])
    go_to(row)
    _tell_link(row)
    return row


def _chose_partnership() -> None:
    # where it was not there at that moment, its newest stands in
    st.session_state[AT] = (st.session_state["choose_partnership"], st.session_state[AT][1])


def _chose_moment() -> None:
    st.session_state[AT] = (st.session_state[AT][0], st.session_state["choose_moment"])


def _tell_link(row: dict) -> None:
    told = (row["code"], str(row["position"]))
    st.session_state[_LINK] = told
    link = dict(zip(("partnership", "moment"), told, strict=True))
    if link != {name: st.query_params.get(name) for name in link}:  # the browser takes its time over every change
        st.query_params.update(link)
