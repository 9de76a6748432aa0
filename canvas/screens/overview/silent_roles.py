"""The roles that fell silent, over all partnerships: a sentence, and behind it who they are."""

from __future__ import annotations

from html import escape

from canvas.read_models.fell_silent_page import fell_silent_page
from canvas.store.overview.filtered_moments import MOMENTS_A_PAGE
from canvas.ui import elements
from canvas.ui import plain_streamlit as st
from canvas.ui.i18n import _, n_
from canvas.ui.page import PageContext
from canvas.ui.pickers import moment_list

SILENT_KEY = "silent_roles"


def silent_roles(page: PageContext) -> None:
    """Draw in how many partnerships a role fell silent, with the list folded away; nothing where none did."""
    model = page.read(fell_silent_page, list(page.roles), moment_list.chosen_start(SILENT_KEY))
    if not model.roles:
        return
    sentence = n_(
        "In {n} partnership a role that was heard before was not heard at the newest moment.",
        "In {n} partnerships a role that was heard before was not heard at the newest moment.",
        model.partnerships,
    )
    with st.expander(sentence, icon=":material/volume_off:"):
        if model.roles > MOMENTS_A_PAGE:
            moment_list.pager(SILENT_KEY, model.start, len(model.rows), model.roles)
        st.html(f'<ul class="pps-acts">{"".join(_line(page, row) for row in model.rows)}</ul>')


def _line(page: PageContext, row: dict) -> str:
    role = page.roles[row["role"]]
    link = escape(f"state?partnership={row['code']}&moment={row['position']}")
    now = (
        _("asked at {moment}, and silent", moment=row["wave"])
        if row["asked"]
        else _("not asked at {moment}", moment=row["wave"])
    )
    became = _(
        "{role}: heard last at {moment}; {now}.", role=role.label[page.language], moment=row["last_wave"], now=now
    )
    return (
        f'<li><a class="go" href="{link}">{escape(row["name"])}</a> {elements.letter(role)} '
        f'<span class="pps-text">{escape(became)}</span></li>'
    )
