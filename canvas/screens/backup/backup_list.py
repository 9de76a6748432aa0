"""All backups of a study, and the command that puts one back."""

from __future__ import annotations

import shlex
import subprocess
import sys
from html import escape

from canvas.screens.backup.backup_now import size
from canvas.store import without_password
from canvas.store.backup.backup import Backup
from canvas.ui import elements
from canvas.ui import plain_streamlit as st
from canvas.ui.i18n import _, a_time
from canvas.ui.page import PageContext


def backup_list(backups: list[Backup]) -> None:
    """Draw the list, newest first."""
    elements.subheading(
        _("All copies"), _("Made here or by the command, and kept before the study was renewed or replaced.")
    )
    if not backups:
        elements.empty(_("No copies yet"), _("Every backup will stand here, with when and why it was made."))
        return
    labels = [_("Made"), _("Why"), _("Size"), _("File")]
    head = "".join(f'<th scope="col">{escape(label)}</th>' for label in labels)
    rows = "".join(
        "<tr>"
        f'<td class="name">{escape(a_time(copy.made_at))}</td>'
        f'<td data-label="{escape(labels[1])}">{escape(_why(copy))}</td>'
        f'<td data-label="{escape(labels[2])}">{escape(size(copy.size))}</td>'
        f'<td data-label="{escape(labels[3])}">{escape(copy.path.name)}</td></tr>'
        for copy in backups
    )
    label = escape(_("All copies"))
    st.html(
        f'<div class="pps-scroll" tabindex="0" role="region" aria-label="{label}">'
        f'<table class="pps"><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table></div>'
    )


def restore_instructions(page: PageContext, backups: list[Backup]) -> None:
    """Say how a copy is put back, with the command to the letter."""
    if not backups:
        return
    elements.subheading(
        _("Put a copy back"),
        _(
            "Choose one and run this command in a terminal. The study as it is now is "
            "kept as a copy, and the file you choose is not changed."
        ),
    )
    labels = {str(copy.path): f"{a_time(copy.made_at)} · {_why(copy)}" for copy in backups}
    first_asked_for = next((place for place, copy in enumerate(backups) if copy.why == "asked"), 0)
    chosen = st.selectbox(
        _("Which copy"), list(labels), first_asked_for, format_func=labels.get, width=420, key="backup_chosen"
    )
    words = ["pps-werkbank", "restore", chosen, "--study", without_password(page.study.target), "--replace"]
    st.code(subprocess.list2cmdline(words) if sys.platform == "win32" else shlex.join(words), "sh", wrap_lines=True)


def _why(copy: Backup) -> str:
    if copy.versions:
        return _("Before the move to version {new}", new=copy.versions[1])
    return _("Before a restore") if copy.why == "restore" else _("Backup")
