"""What can be marked at a question beside its words: a rating, no opinion, or that it is skipped and why.

The field of the answer draws and saves it (`answer_field`), so that a mark needs no run of the screen.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager

from canvas.errors import N_, UserError
from canvas.guides import LOW, Question
from canvas.screens.interviews.interview_session import OpenInterview
from canvas.ui import elements
from canvas.ui import plain_streamlit as st
from canvas.ui.i18n import _, catalogue, language, name

_FAULT = "interview_mark_fault"  # session: (interview, question, what went wrong) until it is shown


def rating(interview: OpenInterview, question: Question) -> dict | None:
    """Return what the field needs to ask for the rating of a question; None where it has none.

    `first` has it asked before the words, and go on by a digit alone; `explain` is the follow-up to a low one.
    """
    if not question.rating:
        return None
    return {
        "first": question.kind == "rating",
        "asked": question.rated(interview.row["role"], interview.language),
        "language": interview.language,
        "explain": question.explain.get(interview.language, ""),
    }


def standing(answer: Mapping) -> dict:
    """Return the marks that stand on an answer."""
    return {"rating": answer["rating"], "dont_know": bool(answer["dont_know"]), "reason": answer["reason"]}


def words() -> dict:
    """Return what the field says of marks; faults in three parts, as they are said elsewhere."""
    heard = UserError(N_("Answer"), N_("there is an answer already."), N_("Empty it first if it should not stand."))
    reason = UserError(N_("Skip"), N_("the reason is missing."), N_("Say in a few words why it is skipped."))
    number = UserError(N_("Rating"), N_("a rating is a whole number from 1 to 5."), N_("Choose one of them."))
    translate = catalogue(language()).gettext
    return {
        "dontKnow": _("Don't know"),
        "scale": _("1 = not at all, 5 = fully. Press again to take it back."),
        "digits": _("Keys: 1 to 5 rate and go on, 0 is don't know; other keys begin an explanation."),
        "altDigits": _("Keys: Alt+1 to Alt+5 rate, Alt+0 is don't know; Alt+Shift does too."),
        "explains": _("After a 1 or a 2 an explanation is asked."),
        "previous": _("Previous"),
        "next": _("Next"),
        "finish": _("Finish"),
        "undo": _("Undo"),
        "noOpinion": name("no_opinion"),
        "skipped": name("skipped"),
        "skip": _("Skip, because…"),
        "why": _("Why is this question skipped?"),
        "skipIt": _("Skip question"),
        "cancel": _("Cancel"),
        "sameBy": _("{who} changed the same meanwhile, so nothing was stored yet."),
        "same": _("Somebody changed the same meanwhile, so nothing was stored yet."),
        "yours": _("Yours"),
        "stands": _("Stands now"),
        "keepMine": _("Keep mine"),
        "takeNow": _("Take what stands now"),
        "answer": _("Answer"),
        "of5": _("{n} of 5"),
        "noMark": _("None"),
        "reason": _("Reason"),
        "state": _("State"),
        "rating": _("Rating"),
        "states": {state: name(state) for state in ("open", "answered", "no_opinion", "skipped")},
        "standing": list(heard.parts(translate)),
        "noReason": list(reason.parts(translate)),
        "noRating": list(number.parts(translate)),
    }


def is_low(answer: Mapping) -> bool:
    """Return whether an answer holds a rating after which an explanation is asked."""
    return answer["rating"] in LOW


def is_unexplained(interview: OpenInterview, question: Question) -> bool:
    """Return whether a question got a low rating and the explanation that it asks for is not noted."""
    answer = interview.answers.get(question.key)
    return bool(question.explain and answer and is_low(answer) and not answer["text"].strip())


def fault(interview_id: str, question: str) -> None:
    """Say what went wrong in a callback at this question, once."""
    met = st.session_state.pop(_FAULT, None)
    if met and met[:2] == (interview_id, question):
        elements.fault(met[2])


@contextmanager
def faults(interview_id: str, question: str) -> Iterator[None]:
    """Keep a user's fault in a callback until the question is drawn, which says it."""
    try:
        yield
    except UserError as error:
        st.session_state[_FAULT] = (interview_id, question, error)
