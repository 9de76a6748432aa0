"""Forms on agreements: writing one down at a moment, and saying of one whether it was kept."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from canvas import method
from canvas.errors import ChangedMeanwhileError
from canvas.read_models.agreement_choice import agreement, partners_aboard
from canvas.store import agreements
from canvas.ui import elements
from canvas.ui import plain_streamlit as st
from canvas.ui.dialogs import draft_fields
from canvas.ui.i18n import _, name
from canvas.ui.page import PageContext, show_user_errors

LATEST = date(9999, 12, 31)


def new_agreement(page: PageContext, moment: Mapping) -> None:
    """Draw the fields for an agreement; what is typed stays until it is stored, wherever one goes meanwhile."""
    form = draft_fields.Form(f"agreed_{moment['partnership_id']}_{moment['wave_id']}")
    partners = page.read(partners_aboard, moment["partnership_id"])
    text = st.text_area(_("What is agreed"), height=80, **form("text", ""))
    who, when = st.columns([3, 2])
    partner = who.selectbox(
        _("By which partner"),
        ["", *partners],
        format_func=lambda key: partners.get(key, _("Nobody named")),
        **form("who", ""),
    )
    due = when.date_input(_("Before"), None, format="DD-MM-YYYY", max_value=LATEST, **form("due", None))
    if form.saving(page):
        with show_user_errors():
            with page.study.writing(page.user["id"]) as writer:
                day = due.isoformat() if due else None
                agreements.add(writer, moment["partnership_id"], moment["wave_id"], text, partner or None, day)
            form.give_up()
            elements.done(_("Agreement added"))
            st.rerun()


def agreement_state(page: PageContext, agreement_id: str) -> None:
    """Draw whether an agreement was kept, and why, to be changed."""
    row = page.read(agreement, agreement_id)
    form = draft_fields.Form(f"agreement_{agreement_id}")
    elements.subheading(_("Was it kept?"))
    state = st.segmented_control(
        _("State"), method.AGREEMENT_STATES, format_func=state_name, required=True, **form("state", row["state"])
    )
    reason = st.text_area(_("Reason"), height=80, disabled=page.study.read_only, **form("reason", row["reason"]))
    if form.saving(page):
        _save_state(page, row, form, state, reason)
    form.draw_conflict()


def _save_state(page: PageContext, row: Mapping, form: draft_fields.Form, state: str, reason: str) -> None:
    with show_user_errors():
        try:
            with page.study.writing(page.user["id"]) as writer:
                agreements.change_state(writer, row["id"], state, reason, opened={**row, **form.opened})
        except ChangedMeanwhileError as met:
            return form.remember_conflict(met)
        form.give_up()
        st.rerun()


def state_name(state: str) -> str:
    """Return what the state of an agreement is called: an open one is open, and not left so."""
    return _("Still open") if state == "open" else name(state)
