"""Forms on agreements: writing one down at a moment, and saying of one whether it was kept."""

from __future__ import annotations

from collections.abc import Mapping

from canvas import method
from canvas.errors import N_
from canvas.read_models.agreement_choice import agreement, partners_aboard
from canvas.store import agreements
from canvas.ui import elements
from canvas.ui import plain_streamlit as st
from canvas.ui.agreements.agreement_fields import agreement_fields
from canvas.ui.dialogs import draft_fields
from canvas.ui.dialogs.store_form import store
from canvas.ui.i18n import _
from canvas.ui.page import PageContext

STATES = {
    "open": N_("Still open"),
    "kept": N_("Was kept"),
    "not_kept": N_("Was not kept"),
    "changed": N_("Has changed"),
}


def new_agreement(page: PageContext, moment: Mapping) -> None:
    """Draw the fields for an agreement; what is typed stays until it is stored, wherever one goes meanwhile."""
    pair = (moment["partnership_id"], moment["wave_id"])
    form = draft_fields.Form(f"agreed_{pair[0]}_{pair[1]}")
    text, partner, due = agreement_fields(form, page.read(partners_aboard, pair[0]))
    if form.saving(page):
        store(
            page,
            lambda writer: agreements.add(writer, *pair, text, partner, due),
            _("Agreement added"),
            then=form.give_up,
        )


def agreement_state(page: PageContext, agreement_id: str) -> None:
    """Draw whether an agreement was kept, and why, to be changed."""
    row = page.read(agreement, agreement_id)
    form = draft_fields.Form(f"agreement_{agreement_id}")
    elements.subheading(_("Was it kept?"))
    names = {state: _(STATES[state]) for state in method.AGREEMENT_STATES}
    state = st.segmented_control(
        _("State"), list(names), format_func=names.get, required=True, **form("state", row["state"])
    )
    reason = st.text_area(_("Reason"), height=80, disabled=page.study.read_only, **form("reason", row["reason"]))
    if form.saving(page):
        opened = {**row, **form.opened}
        store(
            page,
            lambda writer: agreements.change_state(writer, agreement_id, state, reason, opened=opened),
            _("Saved"),
            then=form.give_up,
            on_conflict=form.remember_conflict,
        )
    form.draw_conflict(_in_words)


def _in_words(field: str, value: object) -> str:
    return _(STATES[str(value)]) if field == "state" and value in STATES else str(value)
