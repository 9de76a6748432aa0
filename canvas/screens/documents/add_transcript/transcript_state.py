"""The transcript that is being added in this session, in memory alone."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass, field
from typing import Any, Literal

from canvas.capture.pseudonyms import Term
from canvas.capture.transcript import Transcript
from canvas.errors import UserError
from canvas.ui import plain_streamlit as st
from canvas.ui.page import PageContext

INTAKE_KEY = "intake"  # session: the Intake; fields of its screen have keys that begin with it

LOST = "intake_lost"  # session: what was decided about a transcript that a server lost, until its file comes again
LISTED = "intake_listed"  # session: the terms of one's own
SPEAKER = "intake_speaker_"  # session: who a speaker is, by place and interview

STAYS = ("intake_interview", "intake_tried")  # what is chosen and counted beside the transcript itself


@dataclass
class Intake:
    """A transcript as it was read, and what was chosen about it so far.

    `data` are the bytes of the file, for reading it again with the labels in `also` as speakers. `decisions` says of
    the terms that a person changed by what they are replaced: None for kept, '' for the code that is proposed. `opened`
    are those of which all places are looked at.
    """

    owner: str
    transcript: Transcript
    data: bytes = b""
    file_name: str = ""  # as it was sent, with its ending
    also: list[str] = field(default_factory=list)
    decisions: dict[str, str | None] = field(default_factory=dict)
    speakers: dict[str, str] = field(default_factory=dict)  # as chosen before a server was started anew
    opened: set[str] = field(default_factory=set)
    downloaded: bytes = b""  # the list of replacements as it was downloaded, in its raw form
    turns_shown: Literal["all", "replaced", "stays"] = "all"  # the turns that are looked at
    page: int = 0
    did: tuple[str, ...] = ()  # the terms of the last choice in the text
    offered: str = ""  # the code offered for a word that is no term yet
    codes: dict[str, str] = field(default_factory=dict)  # of words just chosen in the text, until they are terms
    chosen_count: int = 0  # choices made in the text: the table of terms follows them
    before: tuple[dict[str, str | None], str] | None = None  # decisions and list before the last of them
    relist: str | None = None  # the list as it must become again
    refused: UserError | None = None  # why that choice was taken back
    _made: dict[str, tuple[Any, Any]] = field(default_factory=dict)

    def read_again(self, transcript: Transcript, also: Collection[str]) -> None:
        """Take the file as it is read with other labels as speakers; what was decided stays."""
        self.transcript, self.also = transcript, list(also)
        self._made.clear()

    def remember(self, listed: str) -> None:
        """Note what was decided before a choice in the text, so that it can be taken back where it cannot be done."""
        self.before, self.refused = (dict(self.decisions), listed), None
        self.chosen_count += 1

    def take_back(self, why: UserError) -> bool:
        """Undo the choice in the text that cannot be done; False where there is none."""
        if self.before is None:
            return False
        self.decisions, self.relist = self.before
        self.before, self.refused, self.did = None, why, ()
        self.chosen_count += 1
        return True

    def resolved(self, terms: Iterable[Term]) -> dict[str, str | None]:
        """Return what was decided, with the code that is proposed now where it was not changed."""
        proposed = {term.text: term.code for term in terms}
        return {
            text: proposed.get(text) if code == "" else code
            for text, code in self.decisions.items()
            if code != "" or text in proposed
        }

    def once(self, name: str, of: object, make: Callable[[], Any]) -> Any:
        """Return what `make` gives, made anew only where what it is made of differs from the last time."""
        cached = self._made.get(name)
        if cached is None or cached[0] != of:
            cached = self._made[name] = (of, make())
        return cached[1]


def current(page: PageContext) -> Intake | None:
    """Return the transcript this session is adding; one of another profile or study is let go of."""
    now = st.session_state.get(INTAKE_KEY)
    if now is not None and now.owner != page.owner:
        forget()
        return None
    return now


def lost_labels(name: str) -> list[str]:
    """Return the labels that were made speakers of a file of this name, where an earlier server lost it."""
    lost = st.session_state.get(LOST)
    return lost["also"] if lost and lost["name"] == name else []


def begin(page: PageContext, transcript: Transcript, data: bytes, file_name: str) -> None:
    """Hold a transcript that was read, with what was decided about it where an earlier server lost it."""
    lost, also = st.session_state.get(LOST), lost_labels(transcript.name)
    forget()
    st.session_state[INTAKE_KEY] = now = Intake(page.owner, transcript, data, file_name, also)
    if lost and lost["name"] == transcript.name:
        now.decisions.update(lost["decisions"])
        now.speakers.update(lost["speakers"])
        st.session_state[LISTED] = lost["listed"]


def forget() -> None:
    """Let go of the transcript and of all that was chosen about it, but for the interview."""
    for key in [str(key) for key in st.session_state]:
        if key.startswith(INTAKE_KEY) and not key.startswith(STAYS):
            del st.session_state[key]
