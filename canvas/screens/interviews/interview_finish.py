"""The end of an interview: what was left open, completing it, and looking back at it afterwards."""

from __future__ import annotations

from html import escape

from canvas.capture import interviewing
from canvas.capture.interviewing import Step
from canvas.screens.interviews import answer_versions, interview_session, response_options
from canvas.screens.interviews.answer_field import tidy
from canvas.screens.interviews.interview_session import Sitting
from canvas.store import interviews
from canvas.ui import browser, elements
from canvas.ui import plain_streamlit as st
from canvas.ui.i18n import _, a_time, joined, n_, name
from canvas.ui.page import PageContext, show_user_errors
from canvas.ui.pickers import moment_picker


def is_for_reading(page: PageContext, sitting: Sitting) -> bool:
    """Whether an interview can only be looked at."""
    return page.study.read_only or bool(sitting.row["completed_at"])


def finish(page: PageContext, sitting: Sitting) -> None:
    """The button that completes the interview, and under it what was left open and what misses its rating."""
    left = interviewing.left_open(sitting.way)
    if not sitting.way:
        line = _("This guide has no questions for this role.")
    elif left:
        line = _("What stays open remains so; you can open the interview again later.")
    else:
        line = _("Every question has an answer, an opinion or a reason to skip it.")
    with st.container(key="interview_finish_head"):
        elements.subheading(_("Finish the interview"), line)
    _keyboard_to_head()
    with st.container(horizontal=True):
        if st.button(_("Complete interview"), type="primary", key="interview_complete"):
            with show_user_errors():
                interviewing.complete(page.study, page.user["id"], sitting.row["id"])
                st.rerun()
        st.button(
            _("Go on"),
            key="interview_go_on",
            on_click=interview_session.wish,
            args=(sitting.row["id"], sitting.at, interview_session.first_open(sitting)),
        )
    for state, title in (("open", _("Asked, no answer noted")), ("to_do", _("Not asked yet"))):
        _left(sitting, [step for step in left if step.state == state], state, title)
    _left(sitting, [step for step in sitting.way if _unrated(sitting, step)], "unrated", _("Rating missing"))
    unexplained = [step for step in sitting.way if response_options.is_unexplained(sitting, step.question)]
    _left(sitting, unexplained, "unexplained", _("Rated 1 or 2, no explanation noted"))


def _keyboard_to_head() -> None:
    # the button one came by is gone; the heading and not the next button, which a second Enter would press
    moved = st.session_state.get(interview_session.FOCUS, 0)
    browser.focus("interview_finish_head", f"finish_{interview_session.session()}_{moved}" if moved else "")


def _unrated(sitting: Sitting, step: Step) -> bool:
    given = sitting.given.get(step.question.key)
    return bool(
        step.question.rating and step.state == "answered" and given and not given["rating"] and not given["dont_know"]
    )


def _left(sitting: Sitting, steps: list[Step], state: str, title: str) -> None:
    if not steps:
        return
    st.html(f'<h3 class="pps-h3">{escape(title)} <span class="pps-chip">{len(steps)}</span></h3>')
    with st.container(key=f"interview_left_{state}", gap=None):
        for step in steps:
            row = f"interview_left_row_{step.question.key}"
            with st.container(horizontal=True, vertical_alignment="center", key=row):
                st.html(
                    f'<p class="pps-left"><b>{escape(interview_session.subject(step.question))}</b><br>'
                    f'<span lang="{sitting.language}">{escape(sitting.asked(step.question))}</span></p>'
                )
                st.button(
                    _("Go there"),
                    key=f"interview_to_{step.question.key}",
                    type="tertiary",
                    help=_("Go to {block}", block=interview_session.subject(step.question)),
                    on_click=interview_session.wish,
                    args=(sitting.row["id"], sitting.at, step.question.key),
                )


def look_back(page: PageContext, sitting: Sitting) -> None:
    """All questions and answers to read, and the way to take the interview up again."""
    row = sitting.row
    notes = sum(len([line for line in given["text"].split("\n") if line.strip()]) for given in sitting.given.values())
    if row["completed_at"]:
        when = _("Completed on {when}", when=a_time(row["completed_at"]))
        elements.soft(
            joined([when, n_("{n} note", "{n} notes", notes), _("interviewer: {name}", name=row["interviewer"])])
        )
    with st.container(horizontal=True):
        if st.button(_("Read canvas"), key="interview_canvas", icon=":material/dashboard:"):
            moment_picker.go_to(row)
            st.switch_page("pages/canvas.py")
        if not page.study.read_only and st.button(
            _("Add transcript"), key="interview_transcript", icon=":material/record_voice_over:"
        ):
            moment_picker.go_to(row)
            st.switch_page(
                "pages/documents.py",
                query_params={
                    "partnership": row["code"],
                    "moment": str(row["position"]),
                    "add": row["id"],
                },
            )
        if (
            row["completed_at"]
            and not page.study.read_only
            and st.button(_("Open again"), key="interview_reopen", type="tertiary", icon=":material/lock_open:")
        ):
            open_again(page, row["id"])
    tidy(page, row["id"], sitting.given)
    with st.container(key="interview_read", gap=None):
        for step in sitting.way:
            st.html(f'<div class="pps-read">{_read(sitting, step)}</div>')
            given = sitting.given.get(step.question.key)
            if given and given["revision"] > 1:
                answer_versions.button(page, sitting, step.question, given)


def open_again(page: PageContext, interview_id: str) -> None:
    """Take a completed interview up again."""
    with show_user_errors():
        with page.study.writing(page.user["id"]) as writer:
            interviews.reopen(writer, interview_id)
        interview_session.to_field()
        st.rerun()


def _read(sitting: Sitting, step: Step) -> str:
    question, given = step.question, sitting.given.get(step.question.key)
    spoken = f' lang="{sitting.language}"'
    said = f'<p class="pps-text">{escape(given["text"])}</p>' if given and given["text"].strip() else ""
    marks = []
    if given and (given["rating"] or given["dont_know"]):
        mark = _("{n} of 5", n=given["rating"]) if given["rating"] else _("Don't know")
        rated = "" if question.kind == "rating" else escape(question.rating_text.get(sitting.language, ""))
        marks.append(f"<span{spoken}>{rated}</span> <b>{escape(mark)}</b>")
    if step.state != "answered":
        state = name("not_asked" if step.state == "to_do" else "not_answered" if step.state == "open" else step.state)
        marks.append(escape(joined([state, given["reason"] if given else ""], ": ")))
    return (
        f'<section><p class="pps-eyebrow">{escape(interview_session.subject(question))}</p>'
        f"<h2{spoken}>{escape(sitting.asked(question))}</h2>{said}"
        + "".join(f'<p class="pps-soft">{mark}</p>' for mark in marks)
        + "</section>"
    )
