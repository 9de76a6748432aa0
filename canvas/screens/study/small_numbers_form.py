"""The form for what leads see of roles and partners with few people."""

from __future__ import annotations

from canvas.access import small_numbers
from canvas.errors import N_
from canvas.store import Writer, study_settings
from canvas.ui import elements
from canvas.ui import plain_streamlit as st
from canvas.ui.dialogs import draft_fields
from canvas.ui.dialogs.store_form import store
from canvas.ui.i18n import _
from canvas.ui.page import PageContext

RULES = {
    "all": N_("Everything, nothing is held back"),
    "checked_points": N_("No words; points only once a colleague checked them"),
    "nothing_below_n": N_("No words, and no points that rest on them"),
}


def small_numbers_form(page: PageContext, row: dict) -> None:
    """Draw the setting of a study (its row); a lead reads it and cannot change it."""
    elements.subheading(
        _("What leads see of few people"),
        _(
            "A lead knows the people of a partnership. Where only a few of them spoke for a role or a partner, a note "
            "or a rating points at one of them. Researchers and evaluators always see everything."
        ),
    )
    if page.user["kind"] in small_numbers.LIMITED_KINDS:
        elements.soft(_rule(row["small_numbers"]))
        return
    form, labels = draft_fields.Form("small_numbers"), {key: _rule(key) for key in small_numbers.RULES}
    with st.container(border=True, width=720):
        rule = st.radio(
            _("Of a role or partner with few people, leads see"),
            small_numbers.RULES,
            format_func=labels.get,
            **form("small_numbers", row["small_numbers"]),
        )
        below = st.number_input(
            _("Few is fewer than"),
            small_numbers.FEWEST,
            small_numbers.MOST,
            step=1,
            width=200,
            disabled=rule == "all",
            **form("small_below", row["small_below"]),
        )
        if form.saving(page):

            def save(writer: Writer) -> None:
                study_settings.put_small_numbers(writer, rule, int(below), opened=form.opened)

            store(page, save, _("Saved"), then=form.give_up, on_conflict=form.remember_conflict)
        form.draw_conflict(lambda field, value: _rule(str(value)) if field == "small_numbers" else str(value))


def _rule(key: str) -> str:
    return _(RULES[key])
