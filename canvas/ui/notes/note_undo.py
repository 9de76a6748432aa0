"""Taking back one's last change of a note, where notes open: it was moved to another block, or taken away."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from canvas.capture import history
from canvas.ui import plain_streamlit as st
from canvas.ui.i18n import _, block
from canvas.ui.page import PageContext, show_user_errors

RECENT = timedelta(hours=1)  # what one did longer ago is found in the versions of its answer
LONGEST_EXCERPT = 60  # characters of the note that the button names


def undo(page: PageContext, partnership_id: str, wave_id: str, key: str) -> None:
    """Draw the button that takes back the last move or removal this profile made at a moment, if that is recent."""
    if page.study.read_only:
        return
    last = page.read(history.last_change, partnership_id=partnership_id, wave_id=wave_id, user_id=page.user["id"])
    if last is None or datetime.now(UTC) - datetime.fromisoformat(last["at"]) > RECENT:
        return
    note = last["text"] if len(last["text"]) <= LONGEST_EXCERPT else last["text"][:LONGEST_EXCERPT] + "…"
    if last["how"] == "moved":
        label = _("Undo: “{note}” was moved to {block}", note=note, block=block(last["to_block"]))
    else:
        label = _("Undo: “{note}” was taken away", note=note)
    if st.button(label, key=f"{key}_undo", icon=":material/undo:", type="tertiary"):
        with show_user_errors():
            history.undo(page.study, page.user["id"], last["note_id"], last["number"])
            st.rerun(scope="fragment")
