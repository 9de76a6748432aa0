"""Adding a transcript to an interview: reading, matching speakers, replacing names, storing; one flow on one screen."""

from __future__ import annotations

from collections.abc import Callable

from canvas import beside
from canvas.capture import intake, pseudonyms
from canvas.errors import UserError
from canvas.ui import (
    intake_file,
    intake_keep,
    intake_labels,
    intake_memory,
    intake_speakers,
    intake_state,
    intake_terms,
    intake_text,
    say,
)
from canvas.ui import plain_streamlit as st
from canvas.ui.opening import Here, mending
from canvas.ui.words import _


def under_way(here: Here) -> bool:
    """Whether a transcript has been read and waits to be stored, was just stored, or was lost with its server."""
    now = intake_state.current(here)
    intake_memory.remember(now)
    return now is not None or intake_keep.just_stored() is not None or intake_memory.is_lost()


def add_transcript(here: Here, moment: dict, on_leave: Callable[[], None] = lambda: None) -> None:
    """Draw the whole way in; `on_leave` is called, in a callback, where it is finished or left off.

    The link may say `add=<interview id>`, the interview the transcript belongs to.
    """
    with st.container(border=True, key="intake"):
        if intake_keep.just_stored():
            intake_keep.stored(on_leave)
            return
        now = intake_state.current(here)
        with st.container(horizontal=True, vertical_alignment="center", key="intake_head"):
            say.subheading(
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
        interview_id = intake_file.file_and_interview(here, moment, now)
        if now is not None:
            intake_labels.doubtful(now)
        if now is not None and interview_id:
            with mending(pressed=False):
                _go_on(here, moment, now, interview_id)


def _go_on(here: Here, moment: dict, now: intake_state.Intake, interview_id: str) -> None:
    people = intake.respondents_of(here.study, interview_id)
    speakers = intake_speakers.matched(here, now, interview_id, people)
    known = intake.known(here.study, interview_id, speakers)
    language = intake_file.language(here, interview_id)
    terms = intake_terms.terms(now, known, language)
    labels = intake.labels(speakers, people, language)
    decisions = now.resolved(terms)
    try:
        new, list_ = now.once(
            "replaced",
            (terms, decisions, labels),
            lambda: beside.run(now.transcript.name, pseudonyms.replaced, now.transcript, terms, decisions, labels),
        )
    except UserError as error:
        if now.take_back(error):
            st.rerun()
        say.fault(error)
        return
    now.before = None
    intake_text.text(now, new, terms, decisions, list_, language)
    intake_keep.keep(here, now, interview_id, speakers, new, list_)


def _cancel(on_leave: Callable[[], None]) -> None:
    intake_state.forget()
    on_leave()
