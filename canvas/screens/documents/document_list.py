"""The documents of a moment, and those that speak across cases, as a list that leads to the reader."""

from __future__ import annotations

from html import escape

from canvas.errors import N_, UserError
from canvas.read_models.documents_page import ReaderPage, documents_page, reader_page, recorded_interview
from canvas.screens.documents.add_transcript import add_transcript
from canvas.screens.documents.reader.reader import completeness
from canvas.store.row_types import ListedDocument
from canvas.ui import elements
from canvas.ui import plain_streamlit as st
from canvas.ui.i18n import _, a_date, joined, n_
from canvas.ui.interviews.interview_labels import role_line
from canvas.ui.page import PageContext
from canvas.ui.pickers import moment_picker

_ADDING = "documents_adding"  # session: whether a transcript is being added
_FOLLOWED = "documents_followed"  # session: the interview of a link to add a transcript to, once it was gone to
_WRONG = "documents_wrong"  # session: what was wrong with the link to a document, said above the list


def chosen(page: PageContext) -> tuple[ReaderPage, int | None] | None:
    """Return the document that the link names, and the code point to begin at; None for the list."""
    document_id = st.query_params.get("document")
    if not document_id:
        _go_to_interview(page, st.query_params.get("add"))
        return None
    try:
        model = page.read(reader_page, document_id)
    except UserError as error:
        st.session_state[_WRONG] = error
        del st.query_params["document"]
        return None
    at = st.query_params.get("at", "")
    if model.moment:
        moment_picker.go_to(model.moment)  # the way back leads to the list that it stands in
    return model, int(at) if at.isascii() and at.isdigit() and len(at) < 10 else None


def _go_to_interview(page: PageContext, interview_id: str | None) -> None:
    """Have the screen be about the moment of an interview that a link would add a transcript to."""
    if interview_id and st.session_state.get(_FOLLOWED) != interview_id:
        st.session_state[_FOLLOWED] = interview_id
        try:
            moment_picker.go_to(page.read_people(recorded_interview, interview_id))
        except UserError as error:
            st.session_state[_WRONG] = error


def heading() -> None:
    """Draw the heading of the list."""
    elements.heading(_("Documents"), _("What was said, in full: read it, and make notes of passages."))


def document_list(page: PageContext, moment: dict) -> None:
    """Draw the way to add a transcript, and every document of this moment with its one next step."""
    if wrong := st.session_state.pop(_WRONG, None):
        elements.fault(wrong)
    if _adds(page):
        add_transcript.add_transcript(page, moment, stop_adding)
    model = page.read(documents_page, (moment["partnership_id"], moment["wave_id"]))
    if model.of_moment:
        _rows(page, model.of_moment)
    if model.held_back:
        elements.soft(
            n_(
                "{n} document of this moment is held back from you: a transcript shows what one person said, word by "
                "word.",
                "{n} documents of this moment are held back from you: a transcript shows what one person said, word by "
                "word.",
                model.held_back,
            )
        )
    elif not model.of_moment:
        elements.empty(
            _("No documents yet"),
            _(
                "Here you will find the transcripts and other texts of this moment. Add the transcript of an "
                "interview, and give passages in it a block: they become notes."
            ),
        )
    if model.across:
        elements.subheading(_("Across partnerships"))
        _rows(page, model.across)


def _adds(page: PageContext) -> bool:
    """Return whether a transcript is being added, by the link or the button, which is drawn where it is not."""
    if page.study.read_only or not page.sees_all:
        return False
    under_way = add_transcript.under_way(page)
    if st.query_params.get("add") or st.session_state.get(_ADDING) or under_way:
        return True
    st.button(
        _("Add a transcript"),
        type="primary",
        icon=":material/add:",
        key="documents_add",
        on_click=st.session_state.__setitem__,
        args=(_ADDING, True),
    )
    return False


def stop_adding() -> None:
    """Go back to the list alone, once a transcript was added or that is left off."""
    st.session_state.pop(_ADDING, None)
    if "add" in st.query_params:
        del st.query_params["add"]


def _rows(page: PageContext, documents: list[ListedDocument]) -> None:
    # one piece of HTML with links: each element of a screen takes its time
    st.html(f'<ul class="pps-interviews">{"".join(_row(page, row) for row in documents)}</ul>')


KINDS = {
    "transcript": N_("Transcript"),
    "publication": N_("Publication"),
    "report": N_("Report"),
    "minutes": N_("Minutes"),
}


def _row(page: PageContext, row: ListedDocument) -> str:
    role = role_line(page, row["role"]) if row["role"] else ""
    key = row["kind"]
    kind = _(KINDS[key]) if key in KINDS else key
    size = n_("{n} turn", "{n} turns", row["turns"]) if row["turns"] else ""
    line = joined([kind, a_date(row["started_at"] or row["dated"]), size, row["source"], row["added_by_name"]])
    whole = completeness(row["intake"])
    passages = n_("{n} passage", "{n} passages", row["passages"])
    title, way = escape(row["title"]), escape(_("Read"))
    link = f'<a class="go" href="documents?document={escape(row["id"])}" aria-label="{way}: {title}">{way}</a>'
    return (
        f'<li class="pps-interview"><div><h2 class="pps-codes">{title} {role}</h2>'
        f'<p class="pps-soft">{escape(line)}</p></div>'
        f'<div><p class="pps-progress">{escape(passages)}</p><p class="pps-soft">{whole}</p></div>'
        f"{link if page.sees_all or not row['interview_id'] else ''}</li>"
    )
