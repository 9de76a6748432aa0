"""Choosing the themes of one note, in the form of that note."""

from __future__ import annotations

from collections.abc import Sequence

from canvas.store.themes import themes
from canvas.ui import plain_streamlit as st
from canvas.ui.dialogs import draft_fields
from canvas.ui.i18n import _
from canvas.ui.page import Here


def choice(here: Here, field: str, given: Sequence[str]) -> list[str]:
    """The field in which the themes of a note are chosen, by id; nothing is drawn where there are none."""
    with here.study.reading() as connection:
        every = themes.tree(connection, retired=True)
    names = {row["id"]: row["name"] for row in every if not row["retired"] or row["id"] in given}
    if not names:
        return []
    now = [one for one in draft_fields.said(field, list(given)) if one in names]  # one may be merged away meanwhile
    if now != draft_fields.said(field, list(given)):
        draft_fields.write(field, now)
    return st.multiselect(
        _("Themes"),
        list(names),
        format_func=names.get,
        placeholder=_("Choose themes"),
        **draft_fields.field(field, list(given)),
    )


def differs(field: str, given: Sequence[str]) -> bool:
    """Whether other themes were chosen than those a note carries."""
    return {*draft_fields.said(field, list(given))} != {*given}
