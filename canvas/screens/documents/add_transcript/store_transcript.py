"""The last steps of adding a transcript: seeing what will be stored, keeping the list that leads back, and storing."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from canvas.capture import transcript_intake
from canvas.capture.pseudonyms import Replacement
from canvas.capture.transcript import Transcript
from canvas.capture.transcript_intake import Speaker
from canvas.exchange import replacements
from canvas.read_models.documents_page import stored_transcript
from canvas.screens.documents.add_transcript import transcript_state
from canvas.screens.documents.add_transcript.transcript_state import Intake
from canvas.screens.documents.reader.reader import completeness
from canvas.ui import elements, one_run_state
from canvas.ui import plain_streamlit as st
from canvas.ui.file_button import file_button
from canvas.ui.i18n import _, joined, language, n_
from canvas.ui.page import PageContext, show_user_errors

STORED = "intake_stored"  # what was just stored, with its list, while its screen is shown


@dataclass(frozen=True)
class Stored:
    """A transcript that was just stored: its document, what is counted of its rows, and the list that leads back."""

    document_id: str
    line: str
    whole: str  # HTML
    listed: bytes


def store_step(
    page: PageContext,
    now: Intake,
    interview_id: str,
    speakers: Sequence[Speaker],
    new: Transcript,
    list_: Sequence[Replacement],
) -> None:
    """Draw the list of replacements to download, and the button that stores the transcript."""
    elements.subheading(_("Keep the list apart, then store"))
    listed, same = replacements.as_csv(list_, language()), replacements.as_csv(list_, "")  # whatever the language is
    done = n_("{n} place is replaced", "{n} places are replaced", sum(len(replacement.places) for replacement in list_))
    elements.soft(f"{done}. " + _("This list is the only way back to the names. It is not stored: keep it elsewhere."))
    title = st.text_input(
        _("Title"),
        key="intake_title",
        persist_state="session",
        placeholder=_title(page, interview_id),
        help=_("Without a name in it. Left empty, it is called after the code of the respondent."),
    )
    if list_:
        file_button(
            _("Download the list of replacements"),
            listed,
            _file(),
            "text/csv",
            icon=":material/download:",
            key="intake_download",
            on_click=lambda: setattr(now, "downloaded", same),
        )
    if now.downloaded and now.downloaded != same:
        elements.soft(_("The list has changed since you downloaded it."))
    sure = not list_ or now.downloaded == same
    if not sure:
        sure = st.checkbox(_("Store without this list: nobody can find out then who is who"), key="intake_without_list")
    pressed = st.button(_("Store transcript"), type="primary", disabled=not sure, key="intake_store")
    if not sure:
        elements.soft(_("First download the list, or tick that you do without."))
    if pressed:
        with show_user_errors():
            made = transcript_intake.store(
                page.study,
                page.user["id"],
                new,
                interview_id=interview_id,
                speakers=speakers,
                replacements=list_,
                title=title or "",
            )
            one_run_state.keep(STORED, Stored(made, *_counted(page, made), listed if list_ else b""))
            transcript_state.forget()
            st.rerun()


def just_stored() -> Stored | None:
    """Return what was just stored, as long as its screen is shown."""
    return one_run_state.get(STORED)


def stored_notice(done: Stored, on_leave: Callable[[], None]) -> None:
    """Say that it is stored, with the list once more and the way on."""
    elements.subheading(_("The transcript is stored"), done.line)
    st.html(f'<p class="pps-intake-read">{done.whole}</p>')
    if done.listed:
        elements.soft(
            _("The list of replacements can still be downloaded here. It is gone once you leave this screen.")
        )
    with st.container(horizontal=True, vertical_alignment="center"):
        st.button(
            _("Read the transcript"),
            type="primary",
            key="intake_read",
            on_click=_leave,
            args=(on_leave, done.document_id),
        )
        if done.listed:
            file_button(
                _("Download the list of replacements"),
                done.listed,
                _file(),
                "text/csv",
                icon=":material/download:",
                key="intake_download_again",
                on_click="ignore",
            )
        st.button(_("Close"), type="tertiary", key="intake_close", on_click=_leave, args=(on_leave, None))


def _counted(page: PageContext, document_id: str) -> tuple[str, str]:
    """Return what stands in the study now, in words and as HTML: counted of the rows, not of what was to be stored."""
    stored_now = page.read(stored_transcript, document_id)
    line = joined([n_("{n} turn", "{n} turns", stored_now.turns), n_("{n} word", "{n} words", stored_now.words)])
    return line, completeness(stored_now.document["intake"], stored_now.document["text"])


def _file() -> str:
    return _("list of replacements") + ".csv"


def _leave(on_leave: Callable[[], None], document_id: str | None) -> None:
    one_run_state.forget(STORED)
    on_leave()
    if document_id:
        st.query_params["document"] = document_id


def _title(page: PageContext, interview_id: str) -> str:
    codes = [row["code"] for row in page.read(transcript_intake.respondents_of, interview_id)]
    return joined([_("Transcript"), ", ".join(codes)], " ")
