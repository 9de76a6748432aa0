"""One agreement in a drawer, as the link names it: what it is, whether it was kept, and its history."""

from __future__ import annotations

import time
from collections.abc import Mapping
from html import escape

from canvas.errors import UserError
from canvas.read_models.agreements_page import opened_agreement
from canvas.ui import elements
from canvas.ui import plain_streamlit as st
from canvas.ui.agreements.agreement_forms import STATES, agreement_about, agreement_state
from canvas.ui.dialogs.drawer import drawer
from canvas.ui.i18n import _, a_time, joined
from canvas.ui.page import PageContext

LINK = "agreement"  # in the link: the id of the agreement that is open
# A press just after a drawer was closed comes with the link as the browser still has it: for so many seconds a link to
# the agreement that was left opens nothing.
STALE = 2.0
_LEFT = "agreement_left"  # session: the agreement whose drawer was closed last, and when


def linked_agreement(page: PageContext) -> None:
    """Open the agreement that the link names, or say that it is not there; nothing where it names none."""
    agreement_id = st.query_params.get(LINK, "")
    left, at = st.session_state.get(_LEFT, ("", 0.0))
    if not agreement_id:
        return
    if agreement_id == left and time.monotonic() - at < STALE:
        st.query_params.pop(LINK, None)
        return
    try:
        page.read(opened_agreement, agreement_id)
    except UserError as error:
        elements.fault(error)
        return
    drawer(_("Agreement of partners"), lambda: _body(page, agreement_id), lambda: _leave(agreement_id))


def _body(page: PageContext, agreement_id: str) -> None:
    model = page.read(opened_agreement, agreement_id)
    agreement_about(model)
    agreement_state(page, agreement_id)
    if len(model.versions) > 1:
        elements.subheading(_("History"))
        rows = "".join(_version(version) for version in model.versions)
        st.html(f'<ol class="pps-acts">{rows}</ol>')


def _version(version: Mapping) -> str:
    who, key = joined([version["by"], a_time(version["made_at"])]), version["state"]
    state = _(STATES[key])
    return (
        f'<li><p class="pps-soft">{escape(who)}</p><p class="pps-text">{escape(version["text"])}</p>'
        f'<p class="pps-soft">{escape(joined([state, version["reason"]]))}</p></li>'
    )


def _leave(agreement_id: str) -> None:
    st.session_state[_LEFT] = (agreement_id, time.monotonic())
    st.query_params.pop(LINK, None)
