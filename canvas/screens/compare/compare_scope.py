"""Whether a comparison is of moments chosen by hand, or of all partnerships of a moment; and of which moment then."""

from __future__ import annotations

from canvas.errors import N_
from canvas.read_models.compare_page import compared_waves, has_many_partnerships
from canvas.store.row_types import WaveRow
from canvas.ui import elements
from canvas.ui import plain_streamlit as st
from canvas.ui.i18n import _, a_number, joined, n_
from canvas.ui.page import PageContext
from canvas.ui.pickers import attribute_filter, moment_list, url_choice

HAND, WHOLE = "moments", "whole"
# what narrows all partnerships, besides words and attributes
NARROWING_PARTS = ("regions", "phases", "legal_forms", "covered")


def is_whole_wave(page: PageContext) -> bool:
    """Return whether all partnerships of a moment are compared: by choice, or as more than stand side by side."""
    chosen = st.query_params.get("moments") or st.session_state.get("compare_moments") is not None
    usual = HAND
    if not chosen and not st.query_params.get("scope") and "compare_scope" not in st.session_state:
        usual = WHOLE if page.read(has_many_partnerships) else HAND
        st.session_state["compare_scope"] = usual
    return url_choice.chosen("scope", (HAND, WHOLE), usual, N_("Compare")) == WHOLE


def scope_control() -> None:
    """Draw the choice between both."""
    named = {HAND: _("Chosen moments"), WHOLE: _("All partnerships")}
    st.segmented_control(
        _("Which moments"),
        list(named),
        format_func=named.get,
        required=True,
        key=url_choice.widget("scope"),
        on_change=url_choice.take_widget,
        args=("scope",),
        label_visibility="collapsed",
    )


def wave(page: PageContext) -> WaveRow:
    """Draw the choice of a moment and give its wave; at first the last one that holds notes."""
    waves = {str(row.wave["position"]): row for row in page.read(compared_waves)}
    noted = [place for place, row in waves.items() if row.with_notes]
    chosen = url_choice.chosen("wave", waves, (noted or list(waves))[-1], N_("Moment"))

    labels = {}
    for place, row in waves.items():
        count = n_("{n} partnership", "{n} partnerships", row.partnerships, n=a_number(row.partnerships))
        labels[place] = joined([row.wave["label"], count])
    st.selectbox(
        _("Moment"),
        list(waves),
        format_func=labels.get,
        key=url_choice.widget("wave"),
        on_change=url_choice.take_widget,
        args=("wave",),
        label_visibility="collapsed",
        width=250,
    )
    return waves[chosen].wave


def heading(wave: WaveRow, within: int, every: int) -> None:
    """Say of which moment all partnerships are compared, and how many of them are within what narrows."""
    of_all = n_("{n} partnership", "{n} partnerships", every, n=a_number(every))
    if within != every:
        of_all = _("{n} of {total} partnerships", n=a_number(within), total=a_number(every))
    elements.heading(_("Compare"), joined([wave["label"], of_all]))


def nothing(key: str, every: int) -> None:
    """Say that there is nothing to compare, or nothing left, with the way to clear the filters of `key`."""
    if not every:
        elements.empty(_("No partnership was there at this moment"), _("Choose another moment above."))
        return
    elements.empty(_("Nothing fits this filter"), _("Take a part of it off above, or clear all of it."))
    st.button(_("Clear the filter"), on_click=_clear, args=(key,), icon=":material/filter_alt_off:")


def _clear(key: str) -> None:
    moment_list.drop(key)
    attribute_filter.drop(attribute_filter.ALL_CHIPS)
