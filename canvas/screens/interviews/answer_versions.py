"""The versions an answer had: who wrote which words when, what differs, and the way back to any of them."""

from __future__ import annotations

from collections.abc import Mapping
from html import escape

from canvas.capture import history
from canvas.errors import N_, ChangedMeanwhileError, UserError
from canvas.guides import Question
from canvas.read_models.interviews_page import answer_notes
from canvas.screens.interviews import interview_session
from canvas.screens.interviews.interview_session import OpenInterview
from canvas.ui import elements
from canvas.ui import plain_streamlit as st
from canvas.ui.dialogs.drawer import drawer
from canvas.ui.i18n import _, a_date, block, in_dutch_time, joined, n_, name
from canvas.ui.notes import note_versions
from canvas.ui.page import PageContext, show_user_errors

VERSIONS_AT_ONCE = 10  # versions drawn at once


def versions_button(page: PageContext, interview: OpenInterview, question: Question, answer: Mapping) -> None:
    """Draw the button that opens the versions of an answer."""
    if st.button(
        _("Versions"),
        key=f"versions_{question.key}",
        icon=":material/history:",
        type="tertiary",
        help=_("Earlier versions of this answer"),
    ):
        _open(page, interview, question, answer["id"])


def _open(page: PageContext, interview: OpenInterview, question: Question, answer_id: str) -> None:
    shown = f"versions_shown_{answer_id}"
    st.session_state.pop(shown, None)

    def body() -> None:
        versions = page.read(history.versions, answer_id)
        elements.soft(joined([n_("{n} version", "{n} versions", len(versions)), interview.wording(question)]))
        added, removed = escape(_("Added")), escape(_("Taken away"))
        st.html(f'<p class="pps-soft"><ins>{added}</ins> · <del>{removed}</del></p>')
        may = not page.study.read_only and not interview.row["completed_at"]
        if interview.row["completed_at"]:
            elements.soft(_("Open the interview again to go back to a version."))
        most = st.session_state.get(shown, VERSIONS_AT_ONCE)
        drawn = f"versions_drawn_{answer_id}"
        opened = st.session_state.get(drawn, versions[0])  # what stood where the button was pressed
        st.session_state[drawn] = versions[0]
        for place, version in enumerate(versions[:most]):
            _version(page, answer_id, version, opened, place, may)
        if len(versions) > most:
            st.button(
                n_("Show {n} more", "Show {n} more", min(len(versions) - most, VERSIONS_AT_ONCE)),
                key="versions_more",
                on_click=st.session_state.__setitem__,
                args=(shown, most + VERSIONS_AT_ONCE),
            )
        model = page.read(answer_notes, answer_id)
        if model.notes:
            elements.subheading(
                _("The notes of this answer"), _("Each with the versions it had, also what was taken away.")
            )
            st.html(f'<div class="pps-notes">{note_versions.versions_of_answer(model.notes, model.versions)}</div>')

    drawer(_("Versions: {block}", block=block(question.block)), body)


def _version(page: PageContext, answer_id: str, version: Mapping, opened: Mapping, place: int, may: bool) -> None:
    local = in_dutch_time(version["made_at"])
    rated = _("{n} of 5", n=version["rating"]) if version["rating"] else _("Don't know") if version["dont_know"] else ""
    passed = version["state"] in ("no_opinion", "skipped")
    marks = [rated, joined([name(version["state"]), version["reason"]], ": ") if passed else ""]
    now = escape(_("Stands now"))
    chip = f' <span class="pps-chip">{now}</span>' if place == 0 else ""
    with st.container(border=True, key=f"version_{version['number']}"):
        st.html(
            f"<h3 class='pps-h3'>{escape(a_date(local.date()))} {local:%H:%M:%S} · {escape(version['by'])}{chip}</h3>"
            f'<p class="pps-text pps-diff">{elements.differing(version["parts"]) or "—"}</p>'
            + "".join(f'<p class="pps-soft">{escape(mark)}</p>' for mark in marks if mark)
        )
        if place and may and st.button(_("Go back to this version"), key=f"version_back_{version['number']}"):
            with show_user_errors():
                _go_back(page, answer_id, version["number"], opened)
                elements.done(_("This version stands again, as a new one"))
                interview_session.focus_field()
                st.rerun()


def _go_back(page: PageContext, answer_id: str, number: int, opened: Mapping) -> None:
    try:
        history.go_back(page.study, page.user["id"], answer_id, number, opened=opened)
    except ChangedMeanwhileError as error:  # what stands now is drawn here by now
        raise UserError(
            N_("Answer"),
            N_("{who} changed it meanwhile, so nothing was stored."),
            N_("Look at what stands now, then choose again."),
            who=error.who,
        ) from None
