"""The fields of an agreement: what is agreed, by which partner, before which day."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from canvas.speech import today
from canvas.ui import plain_streamlit as st
from canvas.ui.dialogs.draft_fields import Form
from canvas.ui.i18n import _

_LATEST = date(9999, 12, 31)


def agreement_fields(form: Form, partners: Mapping[str, str], begin: str = "") -> tuple[str, str | None, str | None]:
    """Draw the fields under the keys of a form; return the text, the id of the partner, and the day as it is stored.

    `partners` are those to choose from, id → name; `begin` are the words that it begins with.
    """
    text = st.text_area(_("What is agreed"), height=100, **form("text", begin))
    who, when = st.columns([3, 2])
    names = {"": _("Nobody named"), **partners}
    partner = who.selectbox(_("By which partner"), list(names), format_func=names.get, **form("who", ""))
    due = when.date_input(_("Before"), None, format="DD-MM-YYYY", max_value=_LATEST, **form("due", None))
    if due and due < today():
        when.caption(_("This day has passed already."))
    return text, partner or None, due.isoformat() if due else None
