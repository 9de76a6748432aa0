"""The first steps of adding a transcript: the file, how completely it was read, and the interview it belongs to."""

from __future__ import annotations

from html import escape

from streamlit.runtime.memory_uploaded_file_manager import MemoryUploadedFileManager
from streamlit.runtime.scriptrunner import get_script_run_ctx

from canvas import limited_process
from canvas.capture import transcript_intake
from canvas.capture.transcript import Transcript
from canvas.errors import UserError
from canvas.exchange import transcripts
from canvas.read_models.documents_page import interviews_to_record, recorded_interview
from canvas.screens.documents.add_transcript import lost_choices, new_interview, transcript_state
from canvas.screens.documents.add_transcript.transcript_state import Intake
from canvas.screens.documents.reader.reader import completeness
from canvas.store.database.text import clean_line
from canvas.store.row_types import ListedInterview
from canvas.ui import elements
from canvas.ui import plain_streamlit as st
from canvas.ui.i18n import _, a_date, catalogue, joined, n_, name
from canvas.ui.i18n import language as spoken
from canvas.ui.interviews.interview_labels import state
from canvas.ui.page import PageContext

TYPES = [ending.removeprefix(".") for ending in transcripts.READERS]
NEW_INTERVIEW = "new"
MOST_LISTED = 500  # lines left out that are shown one by one


def file_and_interview(page: PageContext, moment: dict, now: Intake | None) -> str | None:
    """Draw both choices, and what was read; returns the interview that is chosen."""
    if now is None:
        _upload(page)
    else:
        _read(page, moment, now)
    return _interview(page, moment)


def language(page: PageContext, interview_id: str) -> str:
    """Return the language an interview is held in."""
    return page.read_people(recorded_interview, interview_id)["language"]


def _upload(page: PageContext) -> None:
    limited_process.warm()
    tried = st.session_state.get("intake_tried", 0)
    file = st.file_uploader(
        _("Transcript: captions, a text, a document or a .pdf"),
        type=TYPES,
        key=f"intake_file_{tried}",
        max_upload_size=transcripts.MOST_BYTES // 1_000_000,
    )
    lost_choices.say_lost()
    if fault := st.session_state.pop("intake_fault", None):
        elements.fault(fault)
    if file is None:
        return
    try:
        with st.spinner(_("The file is being read…")):
            name, data = clean_line(file.name)[:200], file.getvalue()
            also = tuple(transcript_state.lost_labels(name))
            transcript = limited_process.run(name, transcripts.read, data, file.name, also)
            page.read(transcript_intake.check_new, transcript)
        transcript_state.begin(page, transcript, data, file.name)
    except UserError as error:
        st.session_state["intake_fault"] = error
    # the file itself is kept with the transcript alone, and goes with it
    context = get_script_run_ctx()
    if context is not None and isinstance(context.uploaded_file_mgr, MemoryUploadedFileManager):
        context.uploaded_file_mgr.remove_file(context.session_id, file.file_id)
    st.session_state["intake_tried"] = tried + 1
    st.rerun()


def _read(page: PageContext, moment: dict, now: Intake) -> None:
    transcript = now.transcript
    words = sum(len(turn.text.split()) for turn in transcript.turns)
    size = joined(
        [
            n_("{n} turn", "{n} turns", len(transcript.turns)),
            n_("{n} word", "{n} words", words),
            n_("{n} speaker", "{n} speakers", len([label for label in transcript.speakers if label])),
        ]
    )
    st.html(
        f'<p class="pps-intake-read"><b>{escape(transcript.name)}</b> <span class="pps-soft">{escape(size)}</span><br>'
        f"{completeness(transcript_intake.reading_counts(transcript))}</p>"
    )
    # labels that may be speakers have a row of their own, with a button
    warnings = [row for row in transcript.warnings if dict(transcript.doubtful).get(row[1].get("label", "")) is None]
    if warnings:
        entries = "".join(f"<li>{escape(_warning(*row))}</li>" for row in warnings)
        st.html(f'<ul class="pps-intake-warnings">{entries}</ul>')
    if transcript.left_out:
        st.html(_left_out(transcript))
    where = (moment["partnership_id"], moment["wave_id"])
    title = now.once("alike", where, lambda: page.read(transcript_intake.similar_transcript, transcript, *where))
    if title:
        elements.soft(_("Most of these words are in “{title}” already. Is this the same conversation?", title=title))


def _left_out(transcript: Transcript) -> str:
    """Return HTML of what stands in the file and is not stored, folded: each line with its words and why."""
    translate = catalogue(spoken()).gettext
    count = len(transcript.left_out)
    head = n_("{n} line of the file is left out", "{n} lines of the file are left out", count)
    places = [_("line {line}", line=row.line) + ": " if row.line else "" for row in transcript.left_out[:MOST_LISTED]]
    rows = "".join(
        f'<li>{escape(place)}“{escape(row.text)}” <span class="pps-soft">({escape(translate(row.why))})</span></li>'
        for place, row in zip(places, transcript.left_out, strict=False)
    )
    more = n_("and {n} more line", "and {n} more lines", count - MOST_LISTED) if count > MOST_LISTED else ""
    rest = f"<li>{escape(more)}</li>" if more else ""
    return f'<details><summary>{escape(head)}</summary><ul class="pps-intake-warnings">{rows}{rest}</ul></details>'


def _warning(message: str, values: dict) -> str:
    sentence = catalogue(spoken()).gettext(message).format(**values)
    return sentence[:1].upper() + sentence[1:]


def _interview(page: PageContext, moment: dict) -> str | None:
    interviews = page.read_people(interviews_to_record, (moment["partnership_id"], moment["wave_id"]))
    lines = {row["id"]: _line(page, row) for row in interviews} | {
        NEW_INTERVIEW: _("An interview that is not in the list yet…")
    }
    linked = st.query_params.get("add")
    place = list(lines).index(linked) if linked in lines else 0 if len(interviews) <= 1 else None
    chosen = st.selectbox(
        _("Interview it belongs to"),
        list(lines),
        place,
        format_func=lines.get,
        persist_state="session",
        key=f"intake_interview_{moment['partnership_id']}_{moment['wave_id']}_{linked}_{len(interviews)}",
        placeholder=_("Choose the interview"),
    )
    if chosen == NEW_INTERVIEW:
        new_interview.new(page, moment)
        return None
    return chosen


def _line(page: PageContext, row: ListedInterview) -> str:
    role = page.roles.get(row["role"])
    day = row["completed_at"] or row["started_at"] or row["planned_on"]
    return joined(
        [", ".join(row["codes"]), elements.role_name(role) if role else row["role"], a_date(day), name(state(row))]
    )
