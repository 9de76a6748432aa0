"""Why a point asks for another look: of each note what changed since it was weighed; and the way to say it was seen."""

from __future__ import annotations

from collections.abc import Mapping
from html import escape

from canvas.errors import UserError
from canvas.store import point_states
from canvas.ui import kept
from canvas.ui import plain_streamlit as st
from canvas.ui.opening import Here
from canvas.ui.point_said import flags_line
from canvas.ui.point_state import DONE, FAULT
from canvas.ui.points.flag_line import flag_line
from canvas.ui.words import _, joined


def point_flags(here: Here, point: Mapping, flagged: Mapping, notes: Mapping[str, dict], key: str) -> None:
    """Draw what became of the notes of a point that `store.points.flagged` gave; `notes` by id as they are now."""
    with st.container(border=True, key=f"{key}_flags"):
        lines = "".join(flag_line(here, flag, notes.get(flag["note_id"])) for flag in flagged["flags"])
        title = escape(_("Needs another look"))
        since = escape(joined([_("Since its notes were weighed"), flags_line(flagged["flags"])], ": "))
        st.html(
            f'<div class="pps-flags"><h2 class="pps-h2">{title}</h2><p class="pps-soft">{since}</p>'
            f"<ul>{lines}</ul></div>"
        )
        if here.study.read_only:
            return
        st.text_input(_("What you conclude (kept in the history)"), max_chars=500, **kept.field(f"{key}_looked", ""))
        shown = {note_id: {name: row[name] for name in ("revision", "changed_at")} for note_id, row in notes.items()}
        st.button(_("I looked at it again"), key=f"{key}_look", on_click=_look, args=(here, dict(point), shown, key))


def _look(here: Here, point: Mapping, shown: Mapping[str, Mapping], key: str) -> None:
    try:
        with here.study.writing(here.user["id"]) as writer:
            point_states.look_again(writer, point["id"], shown, kept.said(f"{key}_looked", ""), point)
    except UserError as error:  # in a callback nothing can be shown yet
        st.session_state[FAULT] = error
    else:
        kept.forget(f"{key}_looked")
        st.session_state[DONE] = _("Kept that you looked at it again")
