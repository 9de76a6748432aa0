"""The text of an agenda, an item on a line, in a field that two people may change at once and lose nothing."""

from __future__ import annotations

from canvas.access.quotable import LEFT_OUT
from canvas.errors import ChangedMeanwhileError
from canvas.read_models.agenda_page import AgendaPage
from canvas.report import agenda
from canvas.store import moments
from canvas.ui import elements
from canvas.ui import plain_streamlit as st
from canvas.ui.dialogs import draft_fields, kept_words
from canvas.ui.i18n import _
from canvas.ui.page import PageContext, show_user_errors
from canvas.ui.words_of_few import warn_of_words_of_few


def agenda_form(page: PageContext, model: AgendaPage) -> None:
    """Draw the field with its buttons; saving leaves all else that is said of the moment as it stands."""
    row = model.moment
    form = draft_fields.Form(f"agenda_{row['partnership_id']}_{row['wave_id']}")
    with st.container(border=True, key="agenda_form"):
        elements.subheading(
            _("Write the agenda"), _("An item on a line. Without a text the agenda is what the rules propose.")
        )
        field = form("agenda", row["agenda"])
        held_back = not page.sees_all and LEFT_OUT in row["agenda"]  # what is not seen would be lost with a change
        locked = page.study.read_only or held_back
        text = st.text_area(_("Agenda"), height=220, disabled=locked, **field)
        kept_words.keep(page, form.key, [] if locked else ["agenda"])
        warn_of_words_of_few(page, form.key, text, row["partnership_id"])
        if form.saving(page):
            _save(page, model, text, form)
        form.draw_conflict()
        missing = [item for item in model.proposals if item.text not in text.splitlines()]
        if missing and not held_back and not page.study.read_only:
            st.button(
                _("Put the proposals below it") if text.strip() else _("Begin with the proposals"),
                icon=":material/playlist_add:",
                key="agenda_take_over",
                on_click=_put_below,
                args=(field["key"], agenda.as_text(missing)),
            )


def _put_below(key: str, lines: str) -> None:
    typed = st.session_state[key].rstrip()
    st.session_state[key] = f"{typed}\n{lines}" if typed else lines


def _save(page: PageContext, model: AgendaPage, text: str, form: draft_fields.Form) -> None:
    row = model.moment
    with show_user_errors():
        try:
            with page.study.writing(page.user["id"]) as writer:
                moments.put_moment(
                    writer,
                    row["partnership_id"],
                    row["wave_id"],
                    row["phase"],
                    row["legal_form"],
                    row["from_date"],
                    row["to_date"],
                    text,
                    opened=row | form.opened,
                )
        except ChangedMeanwhileError as met:
            return form.remember_conflict(met)
        form.give_up()
        elements.done(_("Saved"))
        st.rerun()
