"""Which speaker of a transcript is the interviewer and which a respondent: proposed, and each to be changed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from html import escape

from canvas.capture import transcript_intake
from canvas.capture.transcript_intake import Speaker
from canvas.screens.documents.add_transcript.transcript_state import SPEAKER, Intake
from canvas.store.row_types import ListedRespondent
from canvas.ui import elements
from canvas.ui import plain_streamlit as st
from canvas.ui.i18n import _, joined, n_

SHOWN = 12  # speakers with a row of their own; a bad recognition of voices gives dozens
WORDS = 14  # of a speaker's first words


def speaker_table(now: Intake, interview_id: str, people: Sequence[ListedRespondent]) -> list[Speaker]:
    """Draw a row for each speaker with a choice of who that is, and return them as they are chosen."""
    proposed = now.once("match", (interview_id, people), lambda: transcript_intake.match(now.transcript, people))
    elements.subheading(_("Who speaks?"), _("The label of a speaker is never stored: only what you choose here."))
    choices = {
        "interviewer": _("Interviewer"),
        **{row["id"]: row["code"] for row in people},
        "other": _("Someone else"),
    }
    if len(people) > 1:
        choices["respondent"] = _("A respondent, not known which")
    order = sorted(range(len(proposed)), key=lambda place: -proposed[place].words)
    wide = set(order[:SHOWN])
    first = now.once("first", None, lambda: _first_words(now))
    chosen = []
    with st.container(key="intake_speakers", gap=None):
        for place, speaker in enumerate(proposed):
            if place in wide:
                chosen.append(_row(now, place, speaker, first[speaker.label], choices, interview_id))
            else:
                chosen.append(speaker)
    if len(proposed) > SHOWN:
        left = len(proposed) - SHOWN
        elements.soft(
            n_(
                "{n} more speaker who says little: someone else.",
                "{n} more speakers who say little: someone else.",
                left,
            )
        )
    return chosen


def _row(now: Intake, place: int, speaker: Speaker, first: str, choices: dict[str, str], interview_id: str) -> Speaker:
    name = f"{interview_id}_{speaker.label}"  # not its place, which differs once the file is read with other speakers
    proposed = speaker.respondent_id if speaker.respondent_id in choices else speaker.part
    if now.speakers.get(name) in choices:
        proposed = now.speakers[name]
    with st.container(horizontal=True, vertical_alignment="center", key=f"intake_speaker_row_{place}"):
        size = joined([n_("{n} turn", "{n} turns", speaker.turns), n_("{n} word", "{n} words", speaker.words)])
        label = escape(speaker.label or _("No label"))
        st.html(
            f'<p class="pps-intake-speaker"><b>{label}</b> <span>{escape(size)}</span><br><q>{escape(first)}</q></p>'
        )
        who = st.selectbox(
            _("Who is {label}?", label=speaker.label or _("No label")),
            list(choices),
            list(choices).index(proposed) if proposed in choices else list(choices).index("other"),
            format_func=choices.get,
            key=f"{SPEAKER}{name}",
            label_visibility="collapsed",
            persist_state="session",
            width=230,
        )
    if who in ("interviewer", "other", "respondent"):
        return replace(speaker, part=who, respondent_id=None)
    return replace(speaker, part="respondent", respondent_id=who)


def _first_words(now: Intake) -> dict[str, str]:
    first: dict[str, str] = {}
    for turn in now.transcript.turns:
        if turn.speaker not in first:
            words = turn.text.split()
            first[turn.speaker] = " ".join(words[:WORDS]) + (" …" if len(words) > WORDS else "")
    return first
