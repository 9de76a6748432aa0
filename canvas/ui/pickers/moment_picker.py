"""Choosing what a screen is about: a partnership and a moment, kept over screens and told in the link.

A link reads `?partnership=NT&moment=1`: the partnership's code and the place of the wave in the study.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from canvas.errors import N_, NotFoundError, UserError
from canvas.read_models.held_back import held_back
from canvas.read_models.moment_choice import MomentChoice, all_moments, last_interviewed, moment_choice
from canvas.ui import elements, held_back_notice
from canvas.ui import plain_streamlit as st
from canvas.ui.i18n import _, joined
from canvas.ui.page import CHOSEN_MOMENT, PageContext
from canvas.ui.pickers import attribute_filter, workspace
from canvas.ui.plain_streamlit import Place

_LINK = "link_seen"  # session: the link as it was last taken over


def every_moment(page: PageContext, filtered: bool = True) -> list[dict]:
    """Return the moments of the study within the filter, or all, as `store.moments` gives them."""
    moments = page.read(all_moments)
    return attribute_filter.within_filter(page, moments) if filtered else moments


def titled_moment(
    page: PageContext, heading: Callable[[dict], None], narrows: Sequence[str] = ("partnership",)
) -> tuple[dict, Place]:
    """Return the moment this screen is about, and the place of its heading, left of the fields that choose it.

    `heading` draws in that place what can be said of the moment by itself: it stands on the screen while the rest is
    still read and drawn, until the screen puts more in its place. A link that names what is not there is said under
    both, across the page. The filter narrows what can be chosen; a screen that shows no more than respondents within
    it said says so by `narrows`. Stops the run where there is none.
    """
    above = workspace.place_of_tabs()
    link, remembered = _new_link(), last_moment(page)
    filters = attribute_filter.chosen(page, ["partnership"]).filters
    choice = page.read(moment_choice, filters, [link[0], remembered[0]] if link else [remembered[0]])
    if not choice.every:
        elements.empty(_("There is no partnership yet"), _("Make one first: a name is enough to begin."))
        st.page_link("pages/partnerships.py", label=_("To the partnerships"), icon=":material/arrow_forward:")
        st.stop()
    if not choice.names:
        attribute_filter.filter_control(page, narrows)
        attribute_filter.nothing_left(page)
        st.stop()
    wrong = _take_link(link, choice) if link else None
    code, place = st.session_state.get(CHOSEN_MOMENT, remembered)
    if place not in [row["position"] for row in choice.moments]:
        place = choice.moments[0 if choice.code != code else -1]["position"]
    at = (choice.code, place)
    left, fields = st.columns([5, 4], vertical_alignment="bottom")
    head = left.empty()
    with head:
        heading(next(row for row in choice.moments if row["position"] == place))
    workspace.tabs(above, at)
    with fields, st.container(horizontal=True, key="choose", vertical_alignment="bottom"):
        row = _fields(choice.names, choice.moments, at)
        attribute_filter.filter_button(page, narrows)
    attribute_filter.active_chips(page, narrows)
    if wrong:
        elements.fault(wrong)
    if page.limits:
        model = page.read(held_back, (row["partnership_id"], row["wave_id"]))
        held_back_notice.notice_of_moment(model, page.roles)
    return row, head


def name_heading(title: str) -> Callable[[dict], None]:
    """Return what draws the heading of a screen with this title: the partnership's name, title and moment."""

    def draw(moment: dict) -> None:
        elements.heading(
            moment["name"], joined([title, moment["label"]]), [_("Fictional")] if moment["fictional"] else []
        )

    return draw


def partnership_link(row: Mapping) -> str:
    """Return the part of a link that names a moment."""
    return f"partnership={row['code']}&moment={row['position']}"


def go_to(row: Mapping) -> None:
    """Have the screens be about this moment from the next run on."""
    st.session_state[CHOSEN_MOMENT] = (row["code"], row["position"])


def forget_moment() -> None:
    """Have the screens be about another moment from the next run on: what this one was of is gone."""
    for name in ("partnership", "moment"):
        st.query_params.pop(name, None)
    for key in (CHOSEN_MOMENT, _LINK):
        st.session_state.pop(key, None)


def last_moment(page: PageContext) -> tuple[str, int | None]:
    """Return code and position of the moment one was at last: in this session, else in this browser.

    With nothing remembered, that of the newest moment with interviews; ("", None) where there is none.
    """
    return st.session_state.get(CHOSEN_MOMENT) or page.remembered_moment() or page.read(last_interviewed) or ("", None)


def _new_link() -> tuple[str, str | None] | None:
    """Return what the link names, a code and a place; None where that is nothing, or was taken over already."""
    code, place = st.query_params.get("partnership"), st.query_params.get("moment")
    return None if code is None or (code, place) == st.session_state.get(_LINK) else (code, place)


def _take_link(link: tuple[str, str | None], choice: MomentChoice) -> UserError | None:
    """Take over a link and give what of it is not there; a partnership's newest moment stands in."""
    st.session_state[_LINK] = link
    code, place = link
    if code not in choice.names and code in choice.every:
        return UserError(
            N_("Partnership"), N_("“{code}” falls outside the filter."), N_("Take the filter off to see it."), code=code
        )
    if code not in choice.names:
        return NotFoundError(N_("Partnership"), code)
    linked = [row for row in choice.moments if place is None or str(row["position"]) == place]
    go_to((linked or choice.moments)[-1])
    return None if linked else NotFoundError(N_("Moment"), place or "")


def _fields(names: Mapping[str, str], moments: Sequence[dict], at: tuple[str, int]) -> dict:
    places = {row["position"]: row["label"] for row in moments}
    st.session_state["choose_partnership"], st.session_state["choose_moment"] = at
    st.selectbox(
        _("Partnership"),
        list(names),
        format_func=names.get,
        key="choose_partnership",
        width="stretch",
        on_change=_chose_partnership,
    )
    st.selectbox(
        _("Moment"), list(places), format_func=places.get, key="choose_moment", width=170, on_change=_chose_moment
    )
    row = next(row for row in moments if row["position"] == at[1])
    go_to(row)
    _tell_link(row)
    return row


def _chose_partnership() -> None:
    # where it was not there at that moment, its newest stands in
    st.session_state[CHOSEN_MOMENT] = (st.session_state["choose_partnership"], st.session_state[CHOSEN_MOMENT][1])


def _chose_moment() -> None:
    st.session_state[CHOSEN_MOMENT] = (st.session_state[CHOSEN_MOMENT][0], st.session_state["choose_moment"])


def _tell_link(row: dict) -> None:
    values = (row["code"], str(row["position"]))
    st.session_state[_LINK] = values
    link = dict(zip(("partnership", "moment"), values, strict=True))
    if link != {name: st.query_params.get(name) for name in link}:  # the browser takes its time over every change
        st.query_params.update(link)
