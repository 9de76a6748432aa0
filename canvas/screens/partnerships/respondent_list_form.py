"""The field into which a list of new respondents is pasted, such as from Excel."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from canvas.exchange import respondent_list
from canvas.store import Writer, respondents
from canvas.store.row_types import PartnerRow
from canvas.ui import elements
from canvas.ui import plain_streamlit as st
from canvas.ui.dialogs import draft_fields
from canvas.ui.dialogs.store_form import store
from canvas.ui.i18n import _
from canvas.ui.page import PageContext


def respondent_list_form(
    page: PageContext, partnership_id: str, partners: Sequence[PartnerRow], added: Callable[[list[str]], None]
) -> None:
    """Draw the field; all lines are stored or none, and `added` gets the codes that were stored."""
    key = f"respondents_listed_{partnership_id}"
    elements.soft(
        _(
            "One respondent a line: role, partner, code, as in columns of Excel. Without a code the next free one is "
            "given. No names: keep who is behind a code in a file apart from this study."
        )
    )
    example = [
        f"{role.singular[page.language]}; {partner['organisation']}"
        for role, partner in zip(page.roles.values(), partners, strict=False)
    ]
    text = st.text_area(
        _("Respondents, one a line"),
        height=220,
        placeholder="\n".join(example[:3]),
        **draft_fields.field(f"{key}_text", ""),
    )
    if not st.button(_("Add respondents"), type="primary", key=f"{key}_save"):
        return
    codes: list[str] = []

    def save(writer: Writer) -> None:
        lines = respondent_list.read(text, page.roles, partners)
        letters = {role.key: role.letter["nl"] for role in page.roles.values()}
        codes.extend(respondents.add_all(writer, partnership_id, lines, letters))

    def next_list() -> None:
        draft_fields.forget(key)
        added(codes)

    store(page, save, _("Respondents added"), then=next_list, stay=True)
