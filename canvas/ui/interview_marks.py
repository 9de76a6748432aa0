"""What can be marked at a question beside its words: a rating, no opinion, or that it is skipped and why."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from html import escape

from canvas.capture import answers as capture
from canvas.errors import ChangedMeanwhile, UserError
from canvas.guides import LOW, Question
from canvas.ui import frame, interview_sitting, say
from canvas.ui import plain_streamlit as st
from canvas.ui.both_shown import both_shown
from canvas.ui.interview_sitting import Sitting
from canvas.ui.opening import Here
from canvas.ui.words import _, joined, name

DONT_KNOW = 0  # the place of "don't know" beside 1-5
NEXT = "interview_next"  # the button that goes on, where the keyboard waits once a question is passed over
_SKIP = "interview_skip"  # the button that asks for the reason to skip
_WHY = "interview_skip_why"  # the place under it where the reason is given
_FAULT = "interview_mark_fault"  # session: (interview, question, what went wrong) until it is shown
_ASKING = "interview_skip_asking"  # session: (interview, question) for which the reason to skip is being asked
_KEYBOARD = "interview_mark_keyboard"  # session: key of what the keyboard was last sent to → a token of that time


def rating(here: Here, sitting: Sitting, asked: Question, answer: dict) -> None:
    """The rating 1-5 with don't know, where the question has one; saved at once, pressed again it is taken back."""
    if asked.rating:
        key = f"rating_{sitting.row['id']}_{asked.key}"
        st.session_state[key] = DONT_KNOW if answer["dont_know"] else answer["rating"]
        with st.container(key="interview_rating", gap="xsmall"):
            st.segmented_control(
                asked.rated(sitting.row["role"], sitting.language), [1, 2, 3, 4, 5, DONT_KNOW], key=key,
                format_func=lambda mark: str(mark) if mark else _("Don't know"), on_change=_rate,
                args=(here, sitting.row["id"], asked, key, dict(answer)),
                label_visibility="collapsed" if asked.kind == "rating" else "visible",  # it stands above already
            )  # fmt: skip
            say.soft(_("1 = not at all, 5 = fully. Press again to take it back."))
            _explain(sitting, asked, answer)


def _explain(sitting: Sitting, asked: Question, answer: dict) -> None:
    """The follow-up to a low rating; until then, in its place, that there is one."""
    if not asked.explain:
        return
    if is_low(answer):
        said, how = asked.explain[sitting.language], f'class="pps-explain" lang="{sitting.language}"'
    else:
        said, how = _("After a 1 or a 2 an explanation is asked."), 'class="pps-explain quiet"'
    st.html(f'<div role="status"><p {how}>{escape(said)}</p></div>')


def is_low(answer: dict) -> bool:
    """Whether an answer holds a rating after which an explanation is asked."""
    return answer["rating"] in LOW


def is_unexplained(sitting: Sitting, asked: Question) -> bool:
    """Whether a question got a low rating and the explanation that it asks for is not noted."""
    given = sitting.given.get(asked.key)
    return bool(asked.explain and given and is_low(given) and not given["text"].strip())


def keyboard_to_rating(answer: dict, moved: int) -> None:
    """Put the keyboard at the rating of a question just come to, and not rated yet; `moved` counts the coming."""
    asked = bool(moved) and not answer["rating"] and not answer["dont_know"]
    frame.focus("interview_rating", f"rate_{interview_sitting.session()}_{moved}" if asked else "")


def passing(here: Here, sitting: Sitting, asked: Question, answer: dict) -> None:
    """No opinion and skip, or what was marked of these with the way to undo it.

    Both stay open to press where there is an answer already, and say so then: a button that closed with a save would
    drop the keyboard that has just come to it.
    """
    at = (here, sitting.row["id"], asked.key, dict(answer))
    if _passed(answer):
        passed = joined([name(answer["state"]), answer["reason"]], ": ")
        with st.container(horizontal=True, key="interview_passed", vertical_alignment="center"):
            st.html(f'<p class="pps-passed">{escape(passed)}</p>', width="content")
            st.button(_("Undo"), key="interview_undo", icon=":material/undo:", type="tertiary", on_click=_undo,
                      args=at)  # fmt: skip
        return
    with st.container(horizontal=True, key="interview_passing"):
        st.button(name("no_opinion"), key="interview_no_opinion", on_click=_no_opinion, args=at)
        if st.button(_("Skip, because…"), key=_SKIP):
            _ask_why(sitting.row["id"], asked.key, answer)


def below(here: Here, sitting: Sitting, asked: Question, answer: dict) -> None:
    """Under the buttons: the reason to skip while it is asked for, and what went wrong with a mark."""
    for place in (NEXT, _SKIP, _WHY):  # before what comes and goes, so that these stay where they are
        frame.focus(place, st.session_state.get(_KEYBOARD, {}).get(place, ""))
    at = (sitting.row["id"], asked.key)
    if _passed(answer) or st.session_state.get(_ASKING) != at:
        st.session_state.pop(_ASKING, None)
    else:
        field = f"skip_{at[0]}_{asked.key}"
        with st.container(key=_WHY), st.form("skip"):
            st.text_input(_("Why is this question skipped?"), key=field, max_chars=300)
            with st.container(horizontal=True):
                # the first of the two is what Enter in the field presses
                st.form_submit_button(_("Skip question"), on_click=_skip,
                                      args=(here, *at, dict(answer), field))  # fmt: skip
                st.form_submit_button(_("Cancel"), type="tertiary", on_click=_cancel)
    fault = st.session_state.get(_FAULT)
    if fault and fault[:2] == at and isinstance(fault[2], ChangedMeanwhile):  # stays until one of the two is chosen
        both_shown(fault[2], "interview_mark", lambda: fault[3](dict(answer)), _leave, _in_words)
        return
    st.session_state.pop(_FAULT, None)
    if fault and fault[:2] == at:
        say.fault(fault[2])


def _passed(answer: dict) -> bool:
    return answer["state"] in ("no_opinion", "skipped")


def _rate(here: Here, interview_id: str, asked: Question, key: str, shown: dict) -> None:
    mark = st.session_state[key]

    def store(opened: dict) -> None:
        capture.rate(here.study, here.user["id"], interview_id, asked.key, mark or None, mark == DONT_KNOW, opened)
        if asked.explain and mark in LOW:
            interview_sitting.to_field()

    _mark(interview_id, asked.key, store, shown)


def _no_opinion(here: Here, interview_id: str, question: str, shown: dict) -> None:
    _pass_over(here, interview_id, question, shown, "no_opinion")


def _pass_over(here: Here, interview_id: str, question: str, shown: dict, state: str, reason: str = "") -> None:
    def store(opened: dict) -> None:
        capture.pass_over(here.study, here.user["id"], interview_id, question, state, reason, opened)
        if state == "open":
            interview_sitting.to_field()
        else:
            _keyboard_to(NEXT)

    _mark(interview_id, question, store, shown)


def _mark(interview_id: str, question: str, store: Callable[[dict], None], opened: dict) -> None:
    """Store a mark on top of the answer as it was `opened`; where another marked it since, both are shown."""
    st.session_state.pop(_FAULT, None)
    with faults(interview_id, question):
        try:
            store(opened)
        except ChangedMeanwhile as met:
            again = partial(_mark, interview_id, question, store)
            st.session_state[_FAULT] = (interview_id, question, met, again)


def _leave() -> None:
    st.session_state.pop(_FAULT, None)


def _in_words(field: str, value: object) -> str:
    if field == "mark":
        return _("None") if value is None else _("{n} of 5", n=value) if value else _("Don't know")
    return name(str(value)) if field == "state" else str(value)


def _ask_why(interview_id: str, question: str, answer: dict) -> None:
    with faults(interview_id, question):
        capture.require_silence(answer)
        st.session_state[_ASKING] = (interview_id, question)
        _keyboard_to(_WHY)


def _skip(here: Here, interview_id: str, question: str, shown: dict, field: str) -> None:
    _keyboard_to(_WHY)
    _pass_over(here, interview_id, question, shown, "skipped", st.session_state[field])


def _cancel() -> None:
    st.session_state.pop(_ASKING, None)
    _keyboard_to(_SKIP)


def _undo(here: Here, interview_id: str, question: str, shown: dict) -> None:
    _pass_over(here, interview_id, question, shown, "open")


def _keyboard_to(place: str) -> None:
    st.session_state[_KEYBOARD] = {place: uuid.uuid4().hex}


@contextmanager
def faults(interview_id: str, question: str) -> Iterator[None]:
    """Keep a user's fault in a callback until the question is drawn, which says it."""
    try:
        yield
    except UserError as error:
        st.session_state[_FAULT] = (interview_id, question, error)
