"""The transcript that is being added in this session, in memory alone."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from canvas.capture.transcript import Transcript
from canvas.ui import plain_streamlit as st
from canvas.ui.opening import Here

KEY = "intake"  # session: the Intake; fields of its screen have keys that begin with it

LOST = "intake_lost"  # session: what was decided about a transcript that a server lost, until its file comes again
LISTED = "intake_listed"  # session: the terms of one's own
SPEAKER = "intake_speaker_"  # session: who a speaker is, by place and interview

STAYS = ("intake_interview", "intake_tried")  # what is chosen and counted beside the transcript itself


@dataclass
class Intake:
    """A transcript as it was read, and what was chosen about it so far.

    `decisions` says of the terms that a person changed by what they are replaced, None for kept; `opened` are those of
    which all places are looked at.
    """

    owner: str
    transcript: Transcript
    decisions: dict[str, str | None] = field(default_factory=dict)
    speakers: dict[str, str] = field(default_factory=dict)  # as chosen before a server was started anew
    opened: set[str] = field(default_factory=set)
    downloaded: bytes = b""  # the list of replacements as it was downloaded, in its raw form
    _made: dict[str, tuple[Any, Any]] = field(default_factory=dict)

    def once(self, name: str, of: object, make: Callable[[], Any]) -> Any:
        """What `make` gives, made anew only when what it is made of differs from the last time."""
        known = self._made.get(name)
        if known is None or known[0] != of:
            known = self._made[name] = (of, make())
        return known[1]


def current(here: Here) -> Intake | None:
    """The transcript this session is adding; one of another profile or study is let go of."""
    now = st.session_state.get(KEY)
    if now is not None and now.owner != here.owner:
        forget()
        return None
    return now


def begin(here: Here, transcript: Transcript) -> None:
    """Hold a transcript that was read, with what was decided about it where an earlier server lost it."""
    lost = st.session_state.get(LOST)
    forget()
    st.session_state[KEY] = now = Intake(here.owner, transcript)
    if lost and lost["name"] == transcript.name:
        now.decisions.update(lost["decisions"])
        now.speakers.update(lost["speakers"])
        st.session_state[LISTED] = lost["listed"]


def forget() -> None:
    """Let go of the transcript and of all that was chosen about it, but for the interview."""
    for key in [str(key) for key in st.session_state]:
        if key.startswith(KEY) and not key.startswith(STAYS):
            del st.session_state[key]
