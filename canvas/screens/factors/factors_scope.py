"""What the screen of factors is about: one partnership or all, which wave, and what to do where nothing was rated."""

from __future__ import annotations

from collections.abc import Mapping

from canvas.errors import N_
from canvas.read_models.factors_page import (
    FactorsPage,
    WaveFactors,
    factors_of_wave,
    rated_waves,
)
from canvas.ui import elements
from canvas.ui import plain_streamlit as st
from canvas.ui.i18n import _, a_number, joined, n_
from canvas.ui.page import PageContext
from canvas.ui.pickers import attribute_filter, moment_picker, url_choice, workspace

GUIDE = "factor-scan"  # the guide that asks about the factors and nothing else


def chosen_view() -> str:
    """Return which view is on: `moment`, of a partnership, `beside`, of one beside the others, or `across`, of all."""
    return url_choice.chosen("factors", ("moment", "beside", "across"), "moment", N_("View"))


def view_switch() -> None:
    """Draw the switch between the views."""
    views = {"moment": _("One partnership"), "beside": _("Beside others"), "across": _("Across partnerships")}
    st.segmented_control(
        _("View"),
        list(views),
        format_func=views.get,
        key=url_choice.widget("factors"),
        required=True,
        on_change=url_choice.take_widget,
        args=("factors",),
        label_visibility="collapsed",
    )


def titled_wave(page: PageContext) -> tuple[Mapping, WaveFactors]:
    """Draw the heading and the choice of a wave; return the wave across partnerships, with its ratings.

    Stops the run where no factor was rated.
    """
    workspace.tabs(workspace.place_of_tabs(), moment_picker.last_moment(page))
    waves = page.read(rated_waves).waves
    head, field = st.columns([5, 4], vertical_alignment="bottom")
    if not waves:
        with head:
            elements.heading(_("Factors across partnerships"), _("Which success factors are weak, and which strong."))
        view_switch()
        url_choice.forget("wave")
        elements.empty(
            _("No factor was rated yet"), _("A factor scan asks for ten ratings and takes about ten minutes.")
        )
        st.page_link(
            "pages/interview.py",
            label=_("Plan a factor scan"),
            icon=":material/arrow_forward:",
            query_params={"guide": GUIDE},
        )
        st.stop()
    by_place = {str(row["position"]): row for row in waves}
    at = url_choice.chosen("wave", by_place, list(by_place)[-1], N_("Moment"))
    filters = attribute_filter.chosen(page).filters
    model = page.read(factors_of_wave, by_place[at]["id"], filters, list(page.roles))
    count, fictional = model.partnerships, model.fictional
    with head:
        elements.heading(
            _("Factors across partnerships"),
            joined(
                [
                    _("Which success factors are weak, and which strong."),
                    n_("{n} partnership", "{n} partnerships", count, n=a_number(count)),
                    _("{n} fictional", n=a_number(fictional)) if fictional else "",
                ]
            ),
        )
    with field, st.container(horizontal=True, key="choose", vertical_alignment="bottom"):
        st.selectbox(
            _("Moment"),
            list(by_place),
            format_func=lambda place: by_place[place]["label"],
            key=url_choice.widget("wave"),
            on_change=url_choice.take_widget,
            args=("wave",),
        )
        attribute_filter.filter_button(page, ("partnership",))
    attribute_filter.active_chips(page, ("partnership",))
    view_switch()
    return by_place[at], model


def nothing_rated(page: PageContext, moment: Mapping, model: FactorsPage, filtered: bool) -> None:
    """Say that the factors were not rated at this moment, with the way to a scan and to where they were; stops."""
    if filtered:
        attribute_filter.nothing_left(page)
        st.stop()
    elements.empty(
        _("The factors were not rated at this moment"),
        _("A factor scan asks for ten ratings and takes about ten minutes."),
    )
    with st.container(horizontal=True):
        plan_link(page, moment, model.has_respondents)
        at = model.last_rated
        if at:
            st.page_link(
                "pages/factors.py",
                label=_("To a moment at which they were"),
                icon=":material/arrow_forward:",
                query_params={"partnership": at[0], "moment": str(at[1])},
            )
    st.stop()


def plan_link(page: PageContext, moment: Mapping, has_respondents: bool) -> None:
    """Draw the way to planning a factor scan at this moment; first to the respondents where there are none."""
    if page.study.read_only:
        return
    at = {"partnership": moment["code"], "moment": str(moment["position"])}
    if has_respondents:
        st.page_link(
            "pages/interview.py",
            label=_("Plan a factor scan"),
            icon=":material/add:",
            query_params=at | {"guide": GUIDE},
        )
    else:
        st.page_link(
            "pages/partnerships.py", label=_("Add respondents first"), icon=":material/arrow_forward:", query_params=at
        )
