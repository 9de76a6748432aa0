"""Labels that recur in a transcript without being taken for a speaker: each with its words, and a button that does."""

from __future__ import annotations

import re
from collections.abc import Collection
from html import escape

from canvas import limited_process
from canvas.capture.transcript import Transcript
from canvas.exchange import transcripts
from canvas.screens.documents.add_transcript.transcript_state import Intake
from canvas.ui import elements
from canvas.ui import plain_streamlit as st
from canvas.ui.i18n import _, n_
from canvas.ui.page import show_user_errors

SHOWN = 8  # labels with a row of their own; others are counted
WORDS = 14  # of what is said first behind a label


def doubtful_labels(now: Intake) -> None:
    """Draw a row for each label that may be a speaker's, and one for each that a person made a speaker."""
    transcript = now.transcript
    spoken = [label for label in now.also if label in transcript.speakers]
    open_ = sorted(transcript.doubtful, key=lambda row: -row[1])
    if not spoken and not open_:
        return
    elements.subheading(
        _("Is this a speaker?"),
        _("These words stand before a colon more than once. Until you say so they are words, not a speaker."),
    )
    with st.container(key="intake_labels", gap=None):
        for place, label in enumerate(spoken):
            count = transcript.speakers[label]
            what = n_("speaker, {n} turn", "speaker, {n} turns", count)
            if _row(f"off_{place}", label, what, _first_turn(transcript, label), _("Not a speaker after all")):
                _read_again(now, [other for other in now.also if other != label])
        for place, (label, count) in enumerate(open_[:SHOWN]):
            what = n_("{n} time, kept as words", "{n} times, kept as words", count)
            if _row(f"on_{place}", label, what, first_words(transcript, label), _("Is a speaker")):
                _read_again(now, [*now.also, label])
    if len(open_) > SHOWN:
        more = len(open_) - SHOWN
        elements.soft(n_("{n} more label, kept as words.", "{n} more labels, kept as words.", more))


def first_words(transcript: Transcript, label: str) -> str:
    """Return what stands behind a label where it is first met among the words of a transcript."""
    before_colon = re.compile(rf"(?<!\w){re.escape(label)}\s?:")
    for turn in transcript.turns:
        if place := before_colon.search(turn.text):
            return _cut(turn.text[place.end() :].lstrip().split("\n")[0])
    return ""


def _row(key: str, label: str, what: str, words: str, button: str) -> bool:
    with st.container(horizontal=True, vertical_alignment="center", key=f"intake_speaker_row_label_{key}"):
        quoted = f"<q>{escape(words)}</q>" if words else ""
        st.html(f'<p class="pps-intake-speaker"><b>{escape(label)}</b> <span>{escape(what)}</span><br>{quoted}</p>')
        return st.button(button, key=f"intake_label_{key}")


def _read_again(now: Intake, also: Collection[str]) -> None:
    with show_user_errors():
        with st.spinner(_("The file is being read…")):
            name = now.transcript.name
            transcript = limited_process.run(name, transcripts.read, now.data, now.file_name, tuple(also))
        now.read_again(transcript, also)
        st.rerun()


def _first_turn(transcript: Transcript, label: str) -> str:
    return next((_cut(turn.text) for turn in transcript.turns if turn.speaker == label), "")


def _cut(text: str) -> str:
    words = text.split()
    return " ".join(words[:WORDS]) + (" …" if len(words) > WORDS else "")
