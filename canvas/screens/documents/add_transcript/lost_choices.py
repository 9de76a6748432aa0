"""What was decided about a transcript that is not stored yet, for a server that was started anew meanwhile.

The transcript was in the memory of the server alone and is gone with it; what was decided about it lies in the page,
comes back, and waits for the same file.
"""

from __future__ import annotations

from canvas.errors import N_, UserError
from canvas.screens.documents.add_transcript.transcript_state import LISTED, LOST, SPEAKER, Intake
from canvas.ui import browser, elements
from canvas.ui import plain_streamlit as st
from canvas.ui.component_files import script
from canvas.ui.components import Written, a_line, a_list, a_mapping, a_record, a_text, component, either, nothing

_CHOICES = a_record(
    name=a_line(),
    decisions=a_mapping(either(a_line(200), nothing)),
    listed=a_text(),
    speakers=a_mapping(a_line()),
    also=a_list(a_line()),
)
_memory = component("pps_intake_memory", {"lost": Written(_CHOICES)}, js=script("lost_choices.js"))


def remember(now: Intake | None) -> None:
    """Have the page remember what is decided about the transcript under way, and give back what a server lost."""
    choices = _choices(now) if now else st.session_state.get(LOST)
    _memory(key="intake_memory", on={"lost": _take}, data={"choices": choices, "session": browser.session()})


def is_lost() -> bool:
    """Return whether a transcript was lost with its server, and its file is waited for."""
    return LOST in st.session_state


def say_lost() -> None:
    """Say, where the file is chosen, which transcript was lost, and that what was decided about it was not."""
    if lost := st.session_state.get(LOST):
        elements.fault(
            UserError(
                lost["name"],
                N_("the workbench was started anew before this transcript was stored; it was in its memory alone."),
                N_("Choose the file again: what you decided about it comes back."),
            )
        )


def _choices(now: Intake) -> dict:
    speakers = {
        str(key).removeprefix(SPEAKER): value
        for key, value in st.session_state.items()
        if str(key).startswith(SPEAKER) and isinstance(value, str)
    }
    return {
        "name": now.transcript.name,
        "decisions": now.decisions,
        "listed": st.session_state.get(LISTED, ""),
        "speakers": now.speakers | speakers,
        "also": now.also,
    }


def _take(choices: dict) -> None:
    st.session_state[LOST] = choices
