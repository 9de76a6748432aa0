"""Choosing the themes of one note, in the form of that note."""

from __future__ import annotations

from collections.abc import Sequence

from canvas.read_models.listed_notes import themes_of_form
from canvas.ui import plain_streamlit as st
from canvas.ui.dialogs import draft_fields
from canvas.ui.i18n import _
from canvas.ui.page import PageContext


def choice(page: PageContext, field: str, carried: Sequence[str]) -> list[str]:
    """Draw the field in which the themes of a note are chosen, by id; nothing is drawn where there are none."""
    names = page.read(themes_of_form, carried)
    if not names:
        return []
    typed = draft_fields.typed(field, list(carried))
    now = [theme_id for theme_id in typed if theme_id in names]  # one may be merged away meanwhile
    if now != typed:
        draft_fields.write(field, now)
    return st.multiselect(
        _("Themes"),
        list(names),
        format_func=names.get,
        placeholder=_("Choose themes"),
        **draft_fields.field(field, list(carried)),
    )


def differs(field: str, carried: Sequence[str]) -> bool:
    """Return whether other themes were chosen than those a note carries."""
    return {*draft_fields.typed(field, list(carried))} != {*carried}
