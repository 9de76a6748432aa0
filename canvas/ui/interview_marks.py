"""What can be marked at a question beside its words: a rating, no opinion, or that it is skipped and why."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from html import escape

import streamlit as st

from canvas.capture import answers as capture
from canvas.errors import UserError
from canvas.guides import Question
from canvas.ui import say
from canvas.ui.interview_sitting import Sitting
from canvas.ui.opening import Here
from canvas.ui.words import _, joined, name

DONT_KNOW = 0  # the place of "don't know" beside 1-5
_FAULT = "interview_mark_fault"  # session: (interview, question, what went wrong) until it is shown


def rating(here: Here, sitting: Sitting, asked: Question, answer: dict) -> None:
    """The rating 1-5 with don't know, where the question has one; saved at once, pressed again it is taken back."""
    if asked.rating:
        key = f"rating_{sitting.row['id']}_{asked.key}"
        st.session_state[key] = DONT_KNOW if answer["dont_know"] else answer["rating"]
        with st.container(key="interview_rating", gap="xsmall"):
            st.segmented_control(
                say.plain(asked.rating_text[sitting.language]), [1, 2, 3, 4, 5, DONT_KNOW], key=key,
                format_func=lambda mark: str(mark) if mark else _("Don't know"), on_change=_rate,
                args=(here, sitting.row["id"], asked.key, key),
            )  # fmt: skip
            say.soft(_("1 = not at all, 5 = fully. Press again to take it back."))
    held = st.session_state.pop(_FAULT, None)
    if held and held[:2] == (sitting.row["id"], asked.key):
        say.fault(held[2])


def passing(here: Here, sitting: Sitting, asked: Question, answer: dict) -> None:
    """No opinion and skip, or what was marked of these with the way to undo it."""
    mark = partial(_pass_over, here, sitting.row["id"], asked.key)
    if answer["state"] in ("no_opinion", "skipped"):
        passed = joined([name(answer["state"]), answer["reason"]], ": ")
        with st.container(horizontal=True, key="interview_passed", vertical_alignment="center"):
            st.html(f'<p class="pps-passed">{escape(passed)}</p>')
            st.button(_("Undo"), key="interview_undo", icon=":material/undo:", type="tertiary", on_click=mark,
                      args=("open",))  # fmt: skip
        return
    said = bool(answer["text"].strip() or answer["rating"] or answer["dont_know"])
    why = _("There is an answer already. Empty it first if it should not stand.") if said else None
    with st.container(horizontal=True, key="interview_passing"):
        st.button(name("no_opinion"), key="interview_no_opinion", disabled=said, help=why, on_click=mark,
                  args=("no_opinion",))  # fmt: skip
        with st.popover(_("Skip, because…"), disabled=said, help=why), st.form("skip", border=False):
            field = f"skip_{sitting.row['id']}_{asked.key}"
            st.text_input(_("Why is this question skipped?"), key=field, max_chars=300)
            st.form_submit_button(_("Skip question"), on_click=lambda: mark("skipped", st.session_state[field]))


def _rate(here: Here, interview_id: str, question: str, key: str) -> None:
    given = st.session_state[key]
    with _faults(interview_id, question):
        capture.rate(here.study, here.user["id"], interview_id, question, given or None, dont_know=given == DONT_KNOW)


def _pass_over(here: Here, interview_id: str, question: str, state: str, reason: str = "") -> None:
    with _faults(interview_id, question):
        capture.pass_over(here.study, here.user["id"], interview_id, question, state, reason)


@contextmanager
def _faults(interview_id: str, question: str) -> Iterator[None]:
    """Keep a user's fault in a callback until the screen is drawn."""
    try:
        yield
    except UserError as error:
        st.session_state[_FAULT] = (interview_id, question, error)
