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
from canvas.screens.interviews.interview_session import END, Sitting
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


def top(page: PageContext, sitting: Sitting) -> None:
    """Where one is: codes, partnership, moment, role and time, and the way back to the list."""
    row = sitting.row
    title = _("Interview {codes}", codes=", ".join(row["codes"]))
    parts = [escape(part) for part in (row["name"], row["label"])]
    parts += [role_line(page, row["role"]), escape(interview_clock.beside(sitting))]
    with st.container(horizontal=True, key="interview_top", vertical_alignment="top"):
        st.html(
            f'<div class="pps-head"><h1>{escape(title)}</h1><p>{" · ".join(part for part in parts if part)}</p></div>'
        )
        interview_clock.clock(sitting)
        st.button(
            _("All interviews"),
            key="interview_leave",
            icon=":material/arrow_back:",
            type="tertiary",
            on_click=interview_session.leave,
        )


def begin(page: PageContext, sitting: Sitting) -> None:
    """A planned interview: the words to open it with, and the button that starts it."""
    with st.container(border=True, width=720):
        elements.subheading(_("Ready to begin?"))
        st.html(f'<p class="pps-text">{escape(sitting.guide.intro[sitting.language])}</p>')
        if st.button(_("Start interview"), type="primary", key="interview_start"):
            with show_user_errors():
                with page.study.writing(page.user["id"]) as writer:
                    interviews.start(writer, sitting.row["id"])
                interview_session.to_field()
                st.rerun()


def steps(sitting: Sitting) -> None:
    """The list of questions with the state of each."""
    labels = [interview_session.subject(step.question, short=True) for step in sitting.way]
    shown = []
    for place, step in enumerate(sitting.way):
        current = step.question.key == sitting.at
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
            "current": sitting.at == END,
            "apart": True,
        }
    )
    step_list(
        shown,
        label=_("Questions of this interview"),
        share=round(100 * sitting.done / max(len(sitting.way), 1)),
        progress=_("{n} of {total} done", n=sitting.done, total=len(sitting.way)),
        on_go=partial(interview_session.wish, sitting.row["id"], sitting.at),
    )


def question(page: PageContext, sitting: Sitting) -> None:
    """The question that one is at: its wording, the field, the rating, and the ways on."""
    asked, row = sitting.way[sitting.place].question, sitting.row
    if asked.key not in sitting.given:
        with show_user_errors():
            interviewing.ask(page.study, page.user["id"], row, asked)
    answer = sitting.given.get(asked.key, NOT_ASKED_YET)
    probes = "".join(f"<li>{escape(probe)}</li>" for probe in asked.probes_to(row["role"], sitting.language))
    spoken = f' lang="{sitting.language}"'
    st.html(
        f'<p class="pps-eyebrow">{escape(_eyebrow(asked))}</p>'
        f'<h2 class="pps-question"{spoken}>{escape(sitting.asked(asked))}</h2>'
        + (f'<ul class="pps-probes"{spoken}>{probes}</ul>' if probes else "")
    )
    answer_field(
        page,
        row["id"],
        asked.key,
        answer,
        label=f"{interview_session.subject(asked)}: {sitting.asked(asked)}",
        stands=_stands(answer),
        focus=st.session_state.get(interview_session.FOCUS, 0),
        first=sitting.place == 0,
        last=sitting.place == len(sitting.way) - 1,
        rating=response_options.rating(sitting, asked),
        on_go=partial(interview_session.wish, row["id"]),
        on_reopen=partial(_open_again, page, row["id"], asked.key),
    )
    response_options.fault(row["id"], asked.key)
    if answer["revision"]:
        answer_versions.button(page, sitting, asked, answer)


def _eyebrow(asked: Question) -> str:
    if not asked.factor:
        return block(asked.block)
    return _(
        "Success factor {n} of {total}: {factor}",
        n=asked.factor,
        total=len(method.factors()),
        factor=interview_session.subject(asked),
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
