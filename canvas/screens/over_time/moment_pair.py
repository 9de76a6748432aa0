"""Which two moments of a partnership stand side by side: the last two at first, others by choice or by link.

A link reads `?partnership=FV&since=2&moment=3`: the partnership's code and the places of the two waves in the study.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from canvas.errors import N_, NotFoundError, UserError
from canvas.ui import elements
from canvas.ui import plain_streamlit as st
from canvas.ui.i18n import _, joined
from canvas.ui.page import PageContext
from canvas.ui.pickers import attribute_filter, moment_picker, workspace

PAIRS = "time_pairs"  # session: per partnership's code the places of the two waves that were chosen
_LINK = "time_link"  # session: the link as it was last told or taken over


@dataclass(frozen=True)
class Moments:
    """All moments of a partnership in order, and the two that stand side by side; twice the same where it is one."""

    every: Sequence[dict]
    since: dict
    until: dict

    @property
    def partnership_id(self) -> str:
        """Return the id of the partnership whose moments they are."""
        return self.until["partnership_id"]

    @property
    def several(self) -> bool:
        """Return whether there are two to compare."""
        return self.since is not self.until

    @property
    def title(self) -> str:
        """Return the two moments in words, for a heading or a drawer."""
        labels = f"{self.since['label']} → {self.until['label']}" if self.several else self.until["label"]
        return joined([self.until["name"], labels, _("Fictional") if self.until["fictional"] else ""])


def chosen_moments(page: PageContext) -> Moments:
    """Draw the heading, and beside it the fields that choose two moments; return these.

    Stops the run, with a way on, where there is no partnership or none within the filter.
    """
    above = workspace.place_of_tabs()
    every = moment_picker.every_moment(page, filtered=False)
    within = attribute_filter.within_filter(page, every)
    if not within:
        elements.heading(_("Over time"), _("What changed between two moments, and why."))
        if every:
            attribute_filter.filter_control(page)
            attribute_filter.nothing_left(page)
        else:
            elements.empty(_("There is no partnership yet"), _("Make one first: a name is enough to begin."))
            st.page_link("pages/partnerships.py", label=_("To the partnerships"), icon=":material/arrow_forward:")
        st.stop()
    wrong = _take_link(within, every)
    of_code: dict[str, list[dict]] = {}
    for row in within:
        of_code.setdefault(row["code"], []).append(row)
    code, place = moment_picker.last_moment(page)
    if code not in of_code:
        code, place = next(iter(of_code)), None
    moments = pair(of_code[code], st.session_state.get(PAIRS, {}).get(code, (None, place)))
    moment_picker.go_to(moments.until)
    workspace.tabs(above, (code, moments.until["position"]))
    head, fields = st.columns([4, 5], vertical_alignment="bottom")
    with head:  # before the fields: it stands on the screen while the rest is still drawn
        elements.heading(
            moments.until["name"],
            _("What changed between two moments, and why."),
            [_("Fictional")] if moments.until["fictional"] else [],
        )
    with fields, st.container(horizontal=True, key="choose", vertical_alignment="bottom"):
        _fields(of_code, moments)
        attribute_filter.filter_button(page)
    attribute_filter.active_chips(page)
    if wrong:
        elements.fault(wrong)
    _tell_link(moments)
    return moments


def pair(every: Sequence[dict], positions: tuple[int | None, int | None] | None) -> Moments:
    """Return the two moments of a partnership at these places of waves, or as near to that as there are.

    Without a later one it is the last; without an earlier one it is the one before, or at the first the one after.
    """
    since, until = positions or (None, None)
    places = [row["position"] for row in every]
    last = places.index(until) if until in places else len(every) - 1
    if since in places and places.index(since) != last:
        first = places.index(since)
    else:
        first = last - 1 if last else min(1, len(every) - 1)
    first, last = sorted((first, last))
    return Moments(every, every[first], every[last])


def _take_link(within: Sequence[dict], every: Sequence[dict]) -> UserError | None:
    link = st.query_params.to_dict()
    code, since, until = (link.get(name) for name in ("partnership", "since", "moment"))
    if code is None or (code, since, until) == st.session_state.get(_LINK):
        return None
    st.session_state[_LINK] = (code, since, until)
    of_code = [row for row in within if row["code"] == code]
    if not of_code and any(row["code"] == code for row in every):
        return UserError(
            N_("Partnership"), N_("“{code}” falls outside the filter."), N_("Take the filter off to see it."), code=code
        )
    if not of_code:
        return NotFoundError(N_("Partnership"), code)
    places = {str(row["position"]): row["position"] for row in of_code}
    st.session_state.setdefault(PAIRS, {})[code] = (places.get(since or ""), places.get(until or ""))
    moment_picker.go_to(next((row for row in of_code if str(row["position"]) == until), of_code[-1]))
    absent = next((place for place in (since, until) if place is not None and place not in places), None)
    return NotFoundError(N_("Moment"), absent) if absent else None


def _fields(of_code: Mapping[str, Sequence[dict]], moments: Moments) -> None:
    names = {code: some[0]["name"] for code, some in of_code.items()}
    st.session_state["time_partnership"] = moments.until["code"]
    st.selectbox(
        _("Partnership"),
        list(names),
        format_func=names.get,
        key="time_partnership",
        width="stretch",
        on_change=_chose_partnership,
        args=(of_code,),
    )
    if not moments.several:
        return
    labels = {row["position"]: row["label"] for row in moments.every}
    places, code = list(labels), moments.until["code"]
    st.session_state["time_since"], st.session_state["time_until"] = (
        moments.since["position"],
        moments.until["position"],
    )
    for key, label, options in (
        ("time_since", _("Then"), places[:-1]),
        ("time_until", _("Now"), places[1:]),
    ):
        st.selectbox(
            label,
            options,
            format_func=labels.get,
            key=key,
            width=150,
            on_change=_chose_moment,
            args=(code, key, places),
        )


def _chose_partnership(of_code: Mapping[str, Sequence[dict]]) -> None:
    code = st.session_state["time_partnership"]
    moment_picker.go_to(of_code[code][-1])
    st.session_state.get(PAIRS, {}).pop(code, None)  # a partnership opens at its last two moments


def _chose_moment(code: str, changed: str, places: Sequence[int]) -> None:
    since, until = st.session_state["time_since"], st.session_state["time_until"]
    if since >= until:  # the other one gives way
        at = places.index(since if changed == "time_since" else until)
        since, until = (since, places[at + 1]) if changed == "time_since" else (places[at - 1], until)
    st.session_state.setdefault(PAIRS, {})[code] = (since, until)
    st.session_state[moment_picker.CHOSEN_MOMENT] = (code, until)


def _tell_link(moments: Moments) -> None:
    code = moments.until["code"]
    values = (code, str(moments.since["position"]) if moments.several else None, str(moments.until["position"]))
    st.session_state[_LINK] = values
    names = ("partnership", "since", "moment")
    link = {name: value for name, value in zip(names, values, strict=True) if value}
    link_now = st.query_params.to_dict()
    if link != {
        name: link_now[name] for name in names if name in link_now
    }:  # the browser takes its time over every change
        st.query_params.from_dict(link)
