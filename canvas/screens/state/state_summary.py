"""The summary that somebody writes above a state of affairs, with its versions."""

from __future__ import annotations

from collections.abc import Callable
from html import escape

from canvas.access.quotable import LEFT_OUT
from canvas.read_models.state_page import StatePage
from canvas.store import state_texts
from canvas.ui import elements
from canvas.ui import plain_streamlit as st
from canvas.ui.dialogs import draft_fields, kept_words
from canvas.ui.dialogs.store_form import store
from canvas.ui.i18n import _, a_time, joined
from canvas.ui.long_text import beginning
from canvas.ui.page import PageContext
from canvas.ui.words_of_few import warn_of_words_of_few


def summary_text(model: StatePage) -> None:
    """Draw the summary as it stands, and who wrote it; nothing where there is none."""
    summary = model.summary
    if summary["text"]:
        by = escape(_("Written by {who}, {when}.", who=summary["by"], when=a_time(summary["changed_at"])))
        text = beginning(summary["text"])
        st.html(f'<p class="pps-text">{escape(text)}</p><p class="pps-soft">{by}</p>')
        if text != summary["text"]:
            with st.expander(_("Read the whole summary")):
                st.html(f'<p class="pps-text">{escape(summary["text"])}</p>')


def summary_form(page: PageContext, model: StatePage, done: Callable[[], None]) -> None:
    """Draw the field of the summary; what is typed stays until it is stored, and two who write lose nothing.

    Once it is stored, `done` is called.
    """
    moment, summary = model.affairs.moment, model.summary
    form = draft_fields.Form(f"state_summary_{moment['partnership_id']}_{moment['wave_id']}")
    held_back = not page.sees_all and LEFT_OUT in summary["text"]  # what is not seen would be lost with a change
    text = st.text_area(
        _("Summary"),
        height=160,
        placeholder=_("What the sentences come down to, in your own words"),
        disabled=held_back,
        **form("text", summary["text"]),
    )
    kept_words.keep(page, form.key, [] if held_back else ["text"])
    warn_of_words_of_few(page, form.key, text, moment["partnership_id"])
    if form.saving(page):
        pair = (moment["partnership_id"], moment["wave_id"])
        opened = _opened(form.opened["text"], model)

        def saved() -> None:
            form.give_up()
            done()

        store(
            page,
            lambda writer: state_texts.save_summary(writer, *pair, text, opened=opened),
            _("Summary saved"),
            then=saved,
            on_conflict=form.remember_conflict,
        )
    form.draw_conflict()
    if len(model.versions) > 1:
        elements.subheading(_("Earlier versions"))
        rows = "".join(
            f'<li><p class="pps-soft">{escape(joined([row["by"], a_time(row["made_at"])]))}</p>'
            f'<p class="pps-text">{escape(row["text"])}</p></li>'
            for row in model.versions[1:]
        )
        st.html(f'<ol class="pps-acts">{rows}</ol>')


def _opened(text: str, model: StatePage) -> int:
    """Return the number of the version that the form was opened on; 0 for none yet, -1 where it is not known."""
    if text == model.summary["text"]:
        return model.summary["revision"]
    return next((row["number"] for row in model.versions if row["text"] == text), -1 if text else 0)
