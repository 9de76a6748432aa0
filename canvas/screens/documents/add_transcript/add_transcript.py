"""Adding a transcript to an interview: reading, matching speakers, replacing names, storing; one flow on one screen."""

from __future__ import annotations

from collections.abc import Callable

from canvas import limited_process
from canvas.capture import pseudonyms, transcript_intake
from canvas.errors import UserError
from canvas.screens.documents.add_transcript import (
    lost_choices,
    recurring_labels,
    speaker_table,
    store_transcript,
    term_table,
    transcript_file,
    transcript_state,
    whole_text,
)
from canvas.ui import elements
from canvas.ui import plain_streamlit as st
from canvas.ui.i18n import _
from canvas.ui.page import PageContext, show_user_errors


def under_way(page: PageContext) -> bool:
    """Return whether a transcript waits to be stored, was just stored, or was lost with its server."""
    now = transcript_state.current(page)
    lost_choices.remember(now)
    return now is not None or store_transcript.just_stored() is not None or lost_choices.is_lost()


def add_transcript(page: PageContext, moment: dict, on_leave: Callable[[], None] = lambda: None) -> None:
    """Draw the whole way in; `on_leave` is called, in a callback, where it is finished or left off.

    The link may say `add=<interview id>`, the interview the transcript belongs to.
    """
    with st.container(border=True, key="intake"):
        if done := store_transcript.just_stored():
            store_transcript.stored_notice(done, on_leave)
            return
        now = transcript_state.current(page)
        with st.container(horizontal=True, vertical_alignment="center", key="intake_head"):
            elements.subheading(
                _("Add a transcript"),
                _(
                    "Names are replaced before anything is stored. Until then the text is in the memory of this server "
                    "alone, and is gone once you store or cancel."
                ),
            )
            st.button(
                _("Cancel"),
                type="tertiary",
                icon=":material/close:",
                key="intake_cancel",
                on_click=_cancel,
                args=(on_leave,),
            )
        interview_id = transcript_file.file_and_interview(page, moment, now)
        if now is not None:
            recurring_labels.doubtful_labels(now)
        if now is not None and interview_id:
            with show_user_errors(pressed=False):
                _go_on(page, now, interview_id)


def _go_on(page: PageContext, now: transcript_state.Intake, interview_id: str) -> None:
    people = page.read(transcript_intake.respondents_of, interview_id)
    speakers = speaker_table.speaker_table(now, interview_id, people)
    known_terms = page.read(transcript_intake.known_names, interview_id, speakers)
    language = transcript_file.language(page, interview_id)
    terms = term_table.terms(now, known_terms, language)
    labels = transcript_intake.labels(speakers, people, language)
    decisions = now.resolved(terms)
    try:
        new, list_ = now.once(
            "replaced",
            (terms, decisions, labels),
            lambda: limited_process.run(
                now.transcript.name, pseudonyms.replace_terms, now.transcript, terms, decisions, labels
            ),
        )
    except UserError as error:
        if now.take_back(error):
            st.rerun()
        elements.fault(error)
        return
    now.before = None
    whole_text.text(now, new, terms, decisions, list_, language)
    store_transcript.store_step(page, now, interview_id, speakers, new, list_)


def _cancel(on_leave: Callable[[], None]) -> None:
    transcript_state.forget()
    on_leave()
