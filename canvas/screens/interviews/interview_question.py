"""One question of an interview on the screen, with the list of all of them and the line that says where one is."""

from __future__ import annotations

from datetime import datetime
from functools import partial
from html import escape

from canvas import method
from canvas.capture import interviewing
from canvas.guides import Question
from canvas.screens.interviews import answer_versions, interview_clock, interview_session, response_options
from canvas.screens.interviews.answer_field import answer_field
from canvas.screens.interviews.interview_session import END, OpenInterview
from canvas.screens.interviews.question_list import step_list
from canvas.store import interviews
from canvas.ui import elements, i18n
from canvas.ui import plain_streamlit as st
from canvas.ui.i18n import _, block, name
from canvas.ui.interviews.interview_labels import role_line
from canvas.ui.page import PageContext, show_user_errors

SIGNS = {"answered": "✓", "no_opinion": "–", "skipped": "»", "open": "○", "to_do": "·"}
NOT_ASKED_YET = {
    "text": "",
    "rating": None,
    "dont_know": False,
    "state": "open",
    "reason": "",
    "revision": 0,
    "answered_at": None,
}


def top(page: PageContext, interview: OpenInterview) -> None:
    """Draw where one is: codes, partnership, moment, role and time, and the way back to the list."""
    row = interview.row
    title = _("Interview {codes}", codes=", ".join(row["codes"]))
    parts = [escape(part) for part in (row["name"], row["label"])]
    parts += [role_line(page, row["role"]), escape(interview_clock.time_line(interview))]
    with st.container(horizontal=True, key="interview_top", vertical_alignment="top"):
        st.html(
            f'<div class="pps-head"><h1>{escape(title)}</h1><p>{" · ".join(part for part in parts if part)}</p></div>'
        )
        interview_clock.clock(interview)
        st.button(
            _("All interviews"),
            key="interview_leave",
            icon=":material/arrow_back:",
            type="tertiary",
            on_click=interview_session.leave,
        )


def begin(page: PageContext, interview: OpenInterview) -> None:
    """Draw a planned interview: the words to open it with, and the button that starts it."""
    with st.container(border=True, width=720):
        elements.subheading(_("Ready to begin?"))
        st.html(f'<p class="pps-text">{escape(interview.guide.intro[interview.language])}</p>')
        if st.button(_("Start interview"), type="primary", key="interview_start"):
            with show_user_errors():
                with page.study.writing(page.user["id"]) as writer:
                    interviews.start(writer, interview.row["id"])
                interview_session.focus_field()
                st.rerun()


def steps(interview: OpenInterview) -> None:
    """Draw the list of questions with the state of each."""
    labels = [interview_session.subject(step.question, short=True) for step in interview.steps]
    shown = []
    for place, step in enumerate(interview.steps):
        current = step.question.key == interview.at
        label = labels[place]
        if labels.count(label) > 1:
            label += f" {labels[: place + 1].count(label)}"
        word = _("Now") if current and step.state in ("open", "to_do") else name(step.state)
        shown.append(
            {
                "key": step.question.key,
                "label": label,
                "state": step.state,
                "sign": SIGNS[step.state],
                "word": word,
                "quiet": step.state in ("answered", "to_do") or current,
                "current": current,
                "apart": False,
            }
        )
    shown.append(
        {
            "key": END,
            "label": _("Finish"),
            "state": "end",
            "sign": "→",
            "word": "",
            "quiet": True,
            "current": interview.at == END,
            "apart": True,
        }
    )
    step_list(
        shown,
        label=_("Questions of this interview"),
        share=round(100 * interview.done / max(len(interview.steps), 1)),
        progress=_("{n} of {total} done", n=interview.done, total=len(interview.steps)),
        on_go=partial(interview_session.go_next_run, interview.row["id"], interview.at),
    )


def question(page: PageContext, interview: OpenInterview) -> None:
    """Draw the question that one is at: its wording, the field, the rating, and the ways on."""
    current_question, row = interview.steps[interview.place].question, interview.row
    if current_question.key not in interview.answers:
        with show_user_errors():
            interviewing.ask(page.study, page.user["id"], row, current_question)
    answer = interview.answers.get(current_question.key, NOT_ASKED_YET)
    probes = "".join(
        f"<li>{escape(probe)}</li>" for probe in current_question.probes_to(row["role"], interview.language)
    )
    spoken = f' lang="{interview.language}"'
    st.html(
        f'<p class="pps-eyebrow">{escape(_eyebrow(current_question))}</p>'
        f'<h2 class="pps-question"{spoken}>{escape(interview.wording(current_question))}</h2>'
        + (f'<ul class="pps-probes"{spoken}>{probes}</ul>' if probes else "")
    )
    answer_field(
        page,
        row["id"],
        current_question.key,
        answer,
        label=f"{interview_session.subject(current_question)}: {interview.wording(current_question)}",
        stands=_stands(answer),
        focus=st.session_state.get(interview_session.FOCUS, 0),
        first=interview.place == 0,
        last=interview.place == len(interview.steps) - 1,
        rating=response_options.rating(interview, current_question),
        on_go=partial(interview_session.go_next_run, row["id"]),
        on_reopen=partial(_open_again, page, row["id"], current_question.key),
    )
    response_options.fault(row["id"], current_question.key)
    if answer["revision"]:
        answer_versions.versions_button(page, interview, current_question, answer)


def _eyebrow(question: Question) -> str:
    if not question.factor:
        return block(question.block)
    return _(
        "Success factor {n} of {total}: {factor}",
        n=question.factor,
        total=len(method.factors()),
        factor=interview_session.subject(question),
    )


def _open_again(page: PageContext, interview_id: str, key: str) -> None:
    with response_options.faults(interview_id, key), page.study.writing(page.user["id"]) as writer:
        interviews.reopen(writer, interview_id)


def _stands(answer: dict) -> str:
    if not answer["text"] or not answer["answered_at"]:
        return ""
    local = i18n.in_dutch_time(answer["answered_at"])
    today = datetime.now(i18n.ZONE).date() == local.date()
    return _("Saved {when}", when=f"{local:%H:%M:%S}" if today else i18n.a_time(answer["answered_at"]))
