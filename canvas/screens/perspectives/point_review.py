"""Why a point asks for another look: of each note what changed since it was weighed; and the way to say it was seen."""

from __future__ import annotations

from collections.abc import Mapping
from html import escape

from canvas.errors import UserError
from canvas.screens.perspectives.point_status import DONE, FAULT
from canvas.store.points import point_states
from canvas.store.row_types import SourcedNote
from canvas.ui import plain_streamlit as st
from canvas.ui.dialogs import draft_fields
from canvas.ui.i18n import _, joined
from canvas.ui.page import PageContext
from canvas.ui.points.flag_line import flag_line
from canvas.ui.points.point_wording import flags_line


def point_flags(
    page: PageContext, point: Mapping, flagged: Mapping, notes: Mapping[str, SourcedNote], key: str
) -> None:
    """Draw what became of the notes of a point that `store.points.flagged` gave; `notes` by id as they are now."""
    with st.container(border=True, key=f"{key}_flags"):
        lines = "".join(flag_line(page, flag, notes.get(flag["note_id"])) for flag in flagged["flags"])
        title = escape(_("Needs another look"))
        since = escape(joined([_("Since its notes were weighed"), flags_line(flagged["flags"])], ": "))
        st.html(
            f'<div class="pps-flags"><h2 class="pps-h2">{title}</h2><p class="pps-soft">{since}</p>'
            f"<ul>{lines}</ul></div>"
        )
        if page.study.read_only:
            return
        st.text_input(
            _("What you conclude (kept in the history)"), max_chars=500, **draft_fields.field(f"{key}_looked", "")
        )
        shown = {note_id: {name: row[name] for name in ("revision", "changed_at")} for note_id, row in notes.items()}
        st.button(_("I looked at it again"), key=f"{key}_look", on_click=_look, args=(page, dict(point), shown, key))


def _look(page: PageContext, point: Mapping, shown: Mapping[str, Mapping], key: str) -> None:
    try:
        with page.study.writing(page.user["id"]) as writer:
            point_states.reweigh_notes(writer, point["id"], shown, draft_fields.typed(f"{key}_looked", ""), point)
    except UserError as error:  # in a callback nothing can be shown yet
        st.session_state[FAULT] = error
    else:
        draft_fields.forget(f"{key}_looked")
        st.session_state[DONE] = _("Kept that you looked at it again")
