"""The head of the state of affairs: which partnership and moment, and first of all whether everyone is aboard."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from html import escape

from canvas.read_models.held_back import is_held_back
from canvas.read_models.state_page import StatePage
from canvas.report import finding_words
from canvas.screens.state.state_summary import summary_form, summary_text
from canvas.store.overview.filtered_moments import Pair
from canvas.ui import elements
from canvas.ui import plain_streamlit as st
from canvas.ui.agreements.agreement_forms import new_agreement
from canvas.ui.dialogs import kept_words
from canvas.ui.dialogs.form_popover import close_popover, form_popover
from canvas.ui.i18n import _, joined, name, speech
from canvas.ui.long_text import both_ends
from canvas.ui.page import PageContext
from canvas.ui.paper_button import paper_button
from canvas.ui.plain_streamlit import Place


def state_header(page: PageContext, head: Place, model: StatePage) -> None:
    """Draw the heading in its place, and under it the first finding as the sentence that a lead must know."""
    moment = model.affairs.moment
    line = joined([_("State of affairs"), moment["label"]])
    chips = [name(moment["phase"]), *([_("Fictional")] if moment["fictional"] else [])]
    with head:
        elements.heading(moment["name"], line, chips)
    if model.first:
        first = both_ends(finding_words.sentence(model.first, speech(), page.roles))
        st.html(f'<p class="pps-lead">{escape(first)}</p>')
    summary_text(model)
    if not model.affairs.findings:
        elements.empty(
            _("Nobody was heard yet"),
            _("Once somebody was interviewed or a document was read, what the study knows stands here."),
        )


def said_of_held_back(page: PageContext, pair: Pair, model: StatePage) -> None:
    """Say under the sentences which of them there may be that this profile does not see."""
    if not page.limits or not page.read(is_held_back, pair):
        return
    if any(finding.part == "risks" for finding in model.affairs.findings):
        elements.soft(_("Sentences that rest on words or ratings of few people are held back from you."))
    else:
        elements.soft(
            _("No risks stand here: that does not say there are none. What few people said is held back from you.")
        )


def state_ways(page: PageContext, moment: Mapping, model: StatePage) -> None:
    """Draw what can be done with a state of affairs: take it along on paper, go to the agenda, write an agreement."""
    with st.container(horizontal=True, key="state_ways", vertical_alignment="center"):
        paper_button(page, moment, "state")
        st.page_link(
            "pages/agenda.py",
            label=_("Agenda of the steering group"),
            icon=":material/checklist:",
            query_params={"partnership": moment["code"], "moment": str(moment["position"])},
        )
        st.page_link(
            "pages/agreements.py",
            label=_("Agreements"),
            icon=":material/fact_check:",
            query_params={"of": moment["code"]},
        )
        if not page.study.read_only:
            with form_popover(_("Write an agreement down"), "state_agree", ":material/handshake:"):
                new_agreement(page, moment, done=partial(close_popover, "state_agree"))
            with form_popover(_("Write a summary"), "state_summarise", ":material/edit_note:"):
                summary_form(page, model, partial(close_popover, "state_summarise"))
    kept_words.sweep(page)
