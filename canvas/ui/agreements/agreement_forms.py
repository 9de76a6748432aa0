"""Forms on agreements: writing one down, saying of one whether it was kept, and having it go on at a later moment."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from html import escape

from canvas import method
from canvas.access.quotable import LEFT_OUT
from canvas.errors import N_
from canvas.read_models.agreement_choice import agreed_texts, partners_aboard
from canvas.read_models.agreements_page import OpenedAgreement, opened_agreement
from canvas.store import agreements
from canvas.ui import elements
from canvas.ui import plain_streamlit as st
from canvas.ui.agreements.agreement_fields import agreement_fields
from canvas.ui.dialogs import draft_fields, kept_words
from canvas.ui.dialogs.store_form import store
from canvas.ui.i18n import _, a_date, a_time, block, joined
from canvas.ui.page import PageContext
from canvas.ui.pickers.moment_picker import partnership_link
from canvas.ui.words_of_few import warn_of_words_of_few

STATES = {
    "open": N_("Still open"),
    "kept": N_("Was kept"),
    "not_kept": N_("Was not kept"),
    "changed": N_("Has changed"),
}


def new_agreement(
    page: PageContext, moment: Mapping, note: Mapping | None = None, done: Callable[[], None] | None = None
) -> None:
    """Draw the fields for an agreement; what is typed stays until it is stored, also where the tab is closed meanwhile.

    It rests on the `note`, where it is made of one, and begins with its words. Once it is stored, `done` is called.
    """
    pair = (moment["partnership_id"], moment["wave_id"])
    note_id = note["id"] if note else None
    form = draft_fields.Form(f"agreed_{note_id}" if note_id else f"agreed_{pair[0]}_{pair[1]}")
    text, partner, due = agreement_fields(form, page.read(partners_aboard, pair[0]), note["text"] if note else "")
    kept_words.keep(page, form.key, ["text"], page.read(agreed_texts, *pair))
    warn_of_words_of_few(page, form.key, text, pair[0])
    if form.saving(page):

        def saved() -> None:
            form.give_up()
            if done:
                done()

        store(
            page,
            lambda writer: agreements.add(writer, *pair, text, partner, due, note_id=note_id),
            _("Agreement added"),
            then=saved,
        )


def agreement_state(page: PageContext, agreement_id: str) -> None:
    """Draw whether an agreement was kept, and why, to be changed; under it what has it go on at the next moment."""
    model = page.read(opened_agreement, agreement_id)
    row = model.agreement
    form = draft_fields.Form(f"agreement_{agreement_id}")
    elements.subheading(_("Was it kept?"))
    names = {state: _(STATES[state]) for state in method.AGREEMENT_STATES}
    state = st.segmented_control(
        _("State"), list(names), format_func=names.get, required=True, **form("state", row["state"])
    )
    held_back = not page.sees_all and LEFT_OUT in row["reason"]  # what is not seen would be lost with a change
    locked = page.study.read_only or held_back
    reason = st.text_area(_("Reason"), height=80, disabled=locked, **form("reason", row["reason"]))
    kept_words.keep(page, form.key, [] if locked else ["reason"])
    warn_of_words_of_few(page, form.key, reason, model.moment["partnership_id"])
    if form.saving(page):
        opened = {**row, **form.opened}
        store(
            page,
            lambda writer: agreements.change_state(writer, agreement_id, state, reason, opened=opened),
            _("Saved"),
            then=form.give_up,
            on_conflict=form.remember_conflict,
        )
    form.draw_conflict(_in_words)
    _carry_on(page, model)


def agreement_about(model: OpenedAgreement) -> None:
    """Draw an agreement itself: what, by whom, before when, and what it came from, with the way there."""
    row, at = model.agreement, partnership_link(model.moment)
    st.html(f'<p class="pps-lead">{escape(row["text"])}</p>')
    due = _("before {date}", date=a_date(row["due"])) if row["due"] else _("no date")
    elements.soft(joined([model.moment["name"], row["label"], row["organisation"] or _("Nobody named"), due]))
    elements.soft(_("Written by {who}, {when}.", who=row["made_by"], when=a_time(row["created_at"])))
    if row["note"]:
        title = escape(_("From a note"))
        st.html(f'<div class="pps-source"><p class="pps-eyebrow">{title}</p><p>{escape(row["note"])}</p></div>')
    if row["point_id"]:
        words, link = row["point"] or _("Open the point"), f"perspectives?point={row['point_id']}"
        st.html(f'<p class="pps-way"><a class="go" href="{escape(link)}">{escape(words)}</a></p>')
    elif row["difference_about"] in method.blocks():
        words = _("Difference on {block}", block=block(row["difference_about"]))
        st.html(f'<p class="pps-way"><a class="go" href="{escape("differences?" + at)}">{escape(words)}</a></p>')
    to_state = _("To the state of affairs")
    st.html(f'<p class="pps-way"><a class="go" href="{escape("state?" + at)}">{escape(to_state)}</a></p>')


def _carry_on(page: PageContext, model: OpenedAgreement) -> None:
    """Draw the button that has an open agreement go on at the next moment; what happened instead, where it did."""
    row, to = model.agreement, model.next_moment
    if row["carried_to"]:
        elements.soft(_("It goes on at a later moment."))
    elif row["state"] == "open" and to is None:
        elements.soft(_("Once there is a later moment, it can go on there."))
    elif row["state"] == "open" and to is not None and not page.study.read_only:
        label = _("Carry on to {moment}", moment=to["label"])
        if st.button(label, key=f"carry_{row['id']}", icon=":material/arrow_forward:"):
            done = _("It goes on at {moment}", moment=to["label"])
            store(page, lambda writer: agreements.carry(writer, row["id"], to["wave_id"]), done)


def _in_words(field: str, value: object) -> str:
    return _(STATES[str(value)]) if field == "state" and value in STATES else str(value)
