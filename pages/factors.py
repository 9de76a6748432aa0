"""Factors: how each role rated the ten success factors, of one partnership over two moments, or across all."""

from canvas import method
from canvas.analysis.factors import rated
from canvas.store import factors
from canvas.ui import choose, compare_link, factors_state, filters, say
from canvas.ui import plain_streamlit as st
from canvas.ui.factors_across import across
from canvas.ui.factors_explained import explanations
from canvas.ui.factors_figure import factors_figure
from canvas.ui.opening import open_page
from canvas.ui.words import _, joined, n_

here = open_page()
with compare_link.told_at_once():
    if factors_state.held_view() == "across":
        wave = factors_state.titled_wave(here)
        with here.study.reading() as connection:
            found = factors.across(connection, wave["id"], filters.chosen(here).wanted)
        if not found:
            filters.nothing_left(here)
            st.stop()
        across(here, wave, found)
    else:
        compare_link.forget("wave")
        factors_state.begin_where_rated(here)
        moment, head = choose.titled_moment(here, filters.SCOPES)
        wanted = filters.chosen(here).of("respondent")
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
            say.heading(
                moment["name"],
                joined([_("Success factors"), moment["label"], n_("{n} rating", "{n} ratings", count)]),
                [_("Fictional")] if moment["fictional"] else [],
            )
        with st.container(horizontal=True, vertical_alignment="center", key="factors_views"):
            factors_state.view_switch()
            if now:
                factors_state.plan_link(here, moment)
        if not now:
            factors_state.nothing_rated(here, moment, bool(wanted))
        left, right = st.columns([3, 2], gap="large")
        with right:  # first, since it takes the browser less than the figure beside it
            explanations(here, low)
        with left:
            say.subheading(
                _("The ten factors"),
                _(
                    "In a dot: the letter of the role and how many of it gave that rating. ▲ marks the middle rating "
                    "of a role, from three ratings on."
                ),
            )
            say.legend(here.roles[key] for key in here.roles if key in {row["role"] for row in now})
            factors_figure(here, moment, now, earlier, before)
