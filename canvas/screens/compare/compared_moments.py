"""Which moments stand side by side: each partnership's latest at first, others by choice or by link.

A link reads `?moments=NT-1,SP-1`: the partnership's code and the place of the wave in the study.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from canvas.errors import N_, NotFoundError
from canvas.read_models.compare_page import MOST_COMPARED, MOST_OFFERED, ComparableMoments, comparable_moments
from canvas.screens.compare import compare_scope
from canvas.ui import elements
from canvas.ui import plain_streamlit as st
from canvas.ui.i18n import _, a_number, joined, n_
from canvas.ui.page import PageContext
from canvas.ui.pickers import attribute_filter, url_choice

NAMED = 4  # partnerships named in the heading
CHOSEN = "compare_moments"  # session: keys of the moments chosen; absent while the default stands
_LINK = "compare_moments_link"  # session: the link as it was last told or taken over
_UNKNOWN = "compare_moments_unknown"  # session: what the link named and the study does not hold
_WIDGET = "compare_moments_widget"
_WORDS = "compare_moments_words"


def key(row: Mapping) -> str:
    """Return what a moment is called in a link."""
    return f"{row['code']}-{row['position']}"


def title(row: Mapping) -> str:
    """Return what a moment is called on screen; a fictional one always says so."""
    return joined([row["name"], row["label"], _("Fictional") if row["fictional"] else ""])


def chosen_moments(page: PageContext, scoped: bool = False, per_partnership: bool = False) -> Sequence[Mapping]:
    """Draw the heading and the choice beside it; return the moments to compare, in the order of the study.

    `scoped` draws the way to all partnerships of a moment as well. Where they stand side by side `per_partnership`,
    whatever their moments, the heading counts those.
    """
    model = _comparable(page)
    offered = {key(row): row for row in model.offered}
    within = {key(row): row for row in model.within}
    if not offered:
        elements.heading(_("Compare"), _("What each partnership says, block by block, side by side."))
        elements.empty(_("There is no partnership yet"), _("Make one first: a name is enough to begin."))
        st.page_link("pages/partnerships.py", label=_("To the partnerships"), icon=":material/arrow_forward:")
        st.stop()
    _take_link(offered)
    if not within:
        elements.heading(_("Compare"))
        attribute_filter.filter_control(page)
        attribute_filter.nothing_left(page)
        st.stop()
    usual = [key(row) for row in model.latest]
    remembered = st.session_state.get(CHOSEN)
    chosen = [moment for moment in within if moment in (usual if remembered is None else remembered)][:MOST_COMPARED]
    url_choice.tell("moments", ",".join(chosen))
    rows = [within[moment] for moment in chosen]
    head, field = st.columns([5, 4] if scoped else [5, 2], vertical_alignment="bottom")
    with head:
        elements.heading(_("Compare"), _line(rows, per_partnership))
    with field, st.container(horizontal=True, horizontal_alignment="right"):
        if scoped:
            compare_scope.scope_control()
        _field(within, chosen, usual, model.total)
        attribute_filter.filter_button(page)
    attribute_filter.active_chips(page)
    for moment in st.session_state.get(_UNKNOWN, ()):
        elements.fault(NotFoundError(N_("Moment"), moment))
    _remarks(within, rows, usual, model)
    return rows


def add(keys: Sequence[str]) -> None:
    """Put these moments beside those that stand there, from the next run on; a button's callback."""
    st.session_state[CHOSEN] = [*st.session_state[_LINK].split(","), *keys][-MOST_COMPARED:]


def _comparable(page: PageContext) -> ComparableMoments:
    """Return what can be chosen: of a large study the first by name, those chosen or linked, and those looked for."""
    moments = [*st.query_params.get("moments", "").split(","), *(st.session_state.get(CHOSEN) or ())]
    codes = {moment.rpartition("-")[0] for moment in moments}
    words = st.session_state.get(_WORDS, "").strip()
    return page.read(comparable_moments, attribute_filter.chosen(page, ["partnership"]).filters, codes, words)


def _line(rows: Sequence[Mapping], per_partnership: bool) -> str:
    """Return what is compared, in one line: the partnerships by name while they are few."""
    names = list(dict.fromkeys(row["name"] for row in rows))
    if per_partnership:
        count = n_("{n} partnership side by side", "{n} partnerships side by side", len(names))
        return joined([count, ", ".join(names) if len(names) <= NAMED else ""])
    moments = n_("{n} moment side by side", "{n} moments side by side", len(rows))
    few = len(names) <= NAMED
    return joined([moments, ", ".join(names) if few else n_("{n} partnership", "{n} partnerships", len(names))])


def _field(within: Mapping[str, Mapping], chosen: list[str], usual: list[str], total: int) -> None:
    st.session_state[_WIDGET] = chosen
    label = _("Moments: {n} of {total}", n=len(chosen), total=a_number(total if total > MOST_OFFERED else len(within)))
    with st.popover(label, icon=":material/view_column:", width="content"):
        if total > MOST_OFFERED:
            st.text_input(
                _("Name or code contains"),
                key=_WORDS,
                icon=":material/search:",
                width=520,
                help=_("Moments of the partnerships found can then be chosen below."),
            )
        st.multiselect(
            _("Moments side by side"),
            list(within),
            format_func=lambda moment: title(within[moment]),
            key=_WIDGET,
            max_selections=MOST_COMPARED,
            placeholder=_("Choose moments"),
            on_change=_take_choice,
            width=520,
        )
        if chosen != usual:
            latest_of_each = _("Latest moment of each")
            st.button(latest_of_each, on_click=_take_usual, type="tertiary", icon=":material/restart_alt:")


def _remarks(
    within: Mapping[str, Mapping], rows: Sequence[Mapping], usual: list[str], model: ComparableMoments
) -> None:
    if not rows:
        elements.empty(_("No moment is chosen"), _("Choose above which moments stand side by side."))
        st.stop()
    all_fictional = all(row["fictional"] for row in within.values())
    if all_fictional:
        elements.soft(_("These partnerships are fictional: there are no others in this study yet."))
    elif st.session_state.get(CHOSEN) is None and model.fictional:
        with st.container(horizontal=True, vertical_alignment="center", gap="small", key="compare_left_out"):
            elements.soft(_("Fictional partnerships are left out."))
            st.button(
                _("Add them"),
                on_click=add,
                args=([key(row) for row in model.fictional],),
                type="tertiary",
                icon=":material/add:",
                key="compare_add_fictional",
            )
    comparable = {row["partnership_id"] for row in within.values() if all_fictional or not row["fictional"]}
    left = (model.partnerships if model.total > MOST_OFFERED else len(comparable)) - len(usual)
    if left > 0 and st.session_state.get(CHOSEN) is None:
        more = n_("{n} more partnership can be chosen.", "{n} more partnerships can be chosen.", left, n=a_number(left))
        elements.soft(more)


def _take_link(offered: Mapping[str, Mapping]) -> None:
    link = st.query_params.get("moments")
    if link is None:
        st.session_state.pop(_UNKNOWN, None)
        return
    if link == st.session_state.get(_LINK):
        return
    linked = list(dict.fromkeys(moment.strip() for moment in link.split(",") if moment.strip()))
    st.session_state[_UNKNOWN] = [moment for moment in linked if moment not in offered][:5]
    there = [moment for moment in linked if moment in offered]
    if there:
        st.session_state[CHOSEN] = there


def _take_choice() -> None:
    st.session_state[CHOSEN] = st.session_state[_WIDGET]
    st.session_state.pop(_UNKNOWN, None)


def _take_usual() -> None:
    st.session_state.pop(CHOSEN, None)
    st.session_state.pop(_UNKNOWN, None)
