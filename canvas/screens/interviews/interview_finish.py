"""The end of an interview: what was left open, completing it, and looking back at it afterwards."""

from __future__ import annotations

from html import escape

from canvas.capture import interviewing
from canvas.capture.interviewing import Step
from canvas.screens.interviews import answer_versions, interview_session, response_options
from canvas.screens.interviews.answer_field import tidy
from canvas.screens.interviews.interview_session import OpenInterview
from canvas.store import interviews
from canvas.ui import browser, elements
from canvas.ui import plain_streamlit as st
from canvas.ui.i18n import _, a_time, joined, n_, name
from canvas.ui.page import PageContext, show_user_errors
from canvas.ui.pickers import moment_picker


def is_for_reading(page: PageContext, interview: OpenInterview) -> bool:
    """Return whether an interview can only be looked at."""
    return page.study.read_only or bool(interview.row["completed_at"])


def finish(page: PageContext, interview: OpenInterview) -> None:
    """Draw the button that completes the interview, and under it what was left open and what misses its rating."""
    left = interviewing.left_open(interview.steps)
    if not interview.steps:
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
                interviewing.complete(page.study, page.user["id"], interview.row["id"])
                st.rerun()
        st.button(
            _("Go on"),
            key="interview_go_on",
            on_click=interview_session.go_next_run,
            args=(interview.row["id"], interview.at, interview_session.first_open(interview)),
        )
    for state, title in (("open", _("Asked, no answer noted")), ("to_do", _("Not asked yet"))):
        _left(interview, [step for step in left if step.state == state], state, title)
    _left(interview, [step for step in interview.steps if _unrated(interview, step)], "unrated", _("Rating missing"))
    unexplained = [step for step in interview.steps if response_options.is_unexplained(interview, step.question)]
    _left(interview, unexplained, "unexplained", _("Rated 1 or 2, no explanation noted"))


def _keyboard_to_head() -> None:
    # the button one came by is gone; the heading and not the next button, which a second Enter would press
    moved = st.session_state.get(interview_session.FOCUS, 0)
    browser.focus("interview_finish_head", f"finish_{interview_session.session()}_{moved}" if moved else "")


def _unrated(interview: OpenInterview, step: Step) -> bool:
    answer = interview.answers.get(step.question.key)
    return bool(
        step.question.rating
        and step.state == "answered"
        and answer
        and not answer["rating"]
        and not answer["dont_know"]
    )


def _left(interview: OpenInterview, steps: list[Step], state: str, title: str) -> None:
    if not steps:
        return
    st.html(f'<h3 class="pps-h3">{escape(title)} <span class="pps-chip">{len(steps)}</span></h3>')
    with st.container(key=f"interview_left_{state}", gap=None):
        for step in steps:
            row = f"interview_left_row_{step.question.key}"
            with st.container(horizontal=True, vertical_alignment="center", key=row):
                st.html(
                    f'<p class="pps-left"><b>{escape(interview_session.subject(step.question))}</b><br>'
                    f'<span lang="{interview.language}">{escape(interview.wording(step.question))}</span></p>'
                )
                st.button(
                    _("Go there"),
                    key=f"interview_to_{step.question.key}",
                    type="tertiary",
                    help=_("Go to {block}", block=interview_session.subject(step.question)),
                    on_click=interview_session.go_next_run,
                    args=(interview.row["id"], interview.at, step.question.key),
                )


def look_back(page: PageContext, interview: OpenInterview) -> None:
    """Draw all questions and answers to read, and the way to take the interview up again."""
    row = interview.row
    notes = sum(
        len([line for line in answer["text"].split("\n") if line.strip()]) for answer in interview.answers.values()
    )
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
    tidy(page, row["id"], interview.answers)
    with st.container(key="interview_read", gap=None):
        for step in interview.steps:
            st.html(f'<div class="pps-read">{_read(interview, step)}</div>')
            answer = interview.answers.get(step.question.key)
            if answer and answer["revision"] > 1:
                answer_versions.versions_button(page, interview, step.question, answer)


def open_again(page: PageContext, interview_id: str) -> None:
    """Take a completed interview up again."""
    with show_user_errors():
        with page.study.writing(page.user["id"]) as writer:
            interviews.reopen(writer, interview_id)
        interview_session.focus_field()
        st.rerun()


def _read(interview: OpenInterview, step: Step) -> str:
    question, answer = step.question, interview.answers.get(step.question.key)
    spoken = f' lang="{interview.language}"'
    paragraph = f'<p class="pps-text">{escape(answer["text"])}</p>' if answer and answer["text"].strip() else ""
    marks = []
    if answer and (answer["rating"] or answer["dont_know"]):
        mark = _("{n} of 5", n=answer["rating"]) if answer["rating"] else _("Don't know")
        rated = "" if question.kind == "rating" else escape(question.rating_text.get(interview.language, ""))
        marks.append(f"<span{spoken}>{rated}</span> <b>{escape(mark)}</b>")
    if step.state != "answered":
        state = name("not_asked" if step.state == "to_do" else "not_answered" if step.state == "open" else step.state)
        marks.append(escape(joined([state, answer["reason"] if answer else ""], ": ")))
    return (
        f'<section><p class="pps-eyebrow">{escape(interview_session.subject(question))}</p>'
        f"<h2{spoken}>{escape(interview.wording(question))}</h2>{paragraph}"
        + "".join(f'<p class="pps-soft">{mark}</p>' for mark in marks)
        + "</section>"
    )
