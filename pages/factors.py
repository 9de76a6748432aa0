"""Factors: how each role rated the ten success factors, of one partnership over two moments, or across all."""

from canvas import method
from canvas.analysis.factors import rated
from canvas.screens.factors import factors_scope
from canvas.screens.factors.factor_explanations import explanations
from canvas.screens.factors.factors_across import across
from canvas.screens.factors.factors_figure import factors_figure
from canvas.store import factors
from canvas.ui import elements
from canvas.ui import plain_streamlit as st
from canvas.ui.i18n import _, joined, n_
from canvas.ui.page import open_page
from canvas.ui.pickers import attribute_filter, moment_picker, url_choice

here = open_page()
with url_choice.told_at_once():
    if factors_scope.held_view() == "across":
        wave = factors_scope.titled_wave(here)
        with here.study.reading() as connection:
            found = factors.across(connection, wave["id"], attribute_filter.chosen(here).wanted)
        if not found:
            attribute_filter.nothing_left(here)
            st.stop()
        across(here, wave, found)
    else:
        url_choice.forget("wave")
        factors_scope.begin_where_rated(here)
        moment, head = moment_picker.titled_moment(here, attribute_filter.SCOPES)
        wanted = attribute_filter.chosen(here).of("respondent")
        pair = (moment["partnership_id"], moment["wave_id"])
        with here.study.reading() as connection:
            earlier = factors.earlier(connection, pair[0], moment["position"])
            pairs = [pair, *([(pair[0], earlier["wave_id"])] if earlier else [])]
            cells = factors.of_moments(connection, pairs, wanted)
            low = factors.answers(connection, [pair], figure="low", wanted=wanted)
        now, before = (
            rated([cell for cell in cells if (cell["wave_id"] == pair[1]) == of_now], method.factors(), here.roles)
            for of_now in (True, False)
        )
        count = sum(row["n"] for row in now)
        with head:
            elements.heading(
                moment["name"],
                joined([_("Success factors"), moment["label"], n_("{n} rating", "{n} ratings", count)]),
                [_("Fictional")] if moment["fictional"] else [],
            )
        with st.container(horizontal=True, vertical_alignment="center", key="factors_views"):
            factors_scope.view_switch()
            if now:
                factors_scope.plan_link(here, moment)
        if not now:
            factors_scope.nothing_rated(here, moment, bool(wanted))
        left, right = st.columns([3, 2], gap="large")
        with right:  # first, since it takes the browser less than the figure beside it
            explanations(here, low)
        with left:
            elements.subheading(
                _("The ten factors"),
                _(
                    "In a dot: the letter of the role and how many of it gave that rating. ▲ marks the middle rating "
                    "of a role, from three ratings on."
                ),
            )
            elements.legend(here.roles[key] for key in here.roles if key in {row["role"] for row in now})
            factors_figure(here, moment, now, earlier, before)
