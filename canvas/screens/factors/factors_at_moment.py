"""Draws how the roles of a partnership rated the success factors at a moment, with what explains the low ratings."""

from __future__ import annotations

from canvas import method
from canvas.analysis.factors import standings
from canvas.analysis.findings.rated_factors import rated_factors
from canvas.read_models.factors_page import factors_page
from canvas.report.headline_of_factors import factor_sentences
from canvas.screens.factors import factors_scope
from canvas.screens.factors.factor_explanations import explanations
from canvas.screens.factors.factors_figure import factors_figure
from canvas.ui import elements
from canvas.ui import plain_streamlit as st
from canvas.ui.held_back_notice import ratings_shown
from canvas.ui.i18n import _, joined, speech
from canvas.ui.page import PageContext
from canvas.ui.pickers import attribute_filter, moment_picker
from canvas.ui.ratings.rating_scale import people_rule


def at_moment(page: PageContext) -> None:
    """Draw the factors at a chosen moment of a partnership, beside those of an earlier one where there is one."""
    moment, head = moment_picker.titled_moment(
        page, moment_picker.name_heading(_("Success factors")), attribute_filter.SCOPES
    )
    filters = attribute_filter.chosen(page).of("respondent")
    pair = (moment["partnership_id"], moment["wave_id"])
    model = page.read(factors_page, pair, moment["position"], filters, list(page.roles))
    count = sum(row["n"] for row in model.now)
    with head:
        elements.heading(
            moment["name"],
            joined([_("Success factors"), moment["label"], ratings_shown(page.limits, count)]),
            [_("Fictional")] if moment["fictional"] else [],
        )
    with st.container(horizontal=True, vertical_alignment="center", key="factors_views"):
        factors_scope.view_switch()
        if model.now:
            factors_scope.plan_link(page, moment, model.has_respondents)
    if not model.now:
        factors_scope.nothing_rated(page, moment, model, bool(filters))
    order = standings(model.now, method.factors())
    findings = rated_factors(model.now, order, list(page.roles), model.before, model.held_back, model.any_held_back)
    elements.headlines(
        factor_sentences(findings, speech(), page.roles, model.earlier["label"] if model.earlier else "")
    )
    left, right = st.columns([3, 2], gap="large")
    with right:  # first, since it takes the browser less than the figure beside it
        explanations(page, model.low, model.any_held_back)
    with left:
        elements.subheading(
            _("The ten factors"),
            _(
                "In a dot: the letter of the role; ×2 says that two of it gave that rating. ▲ marks the middle rating "
                "of a role, from three ratings on."
            ),
        )
        elements.soft(people_rule())
        elements.legend(page.roles[key] for key in page.roles if key in {row["role"] for row in model.now})
        factors_figure(page, moment, model.now, model.earlier, model.before)
