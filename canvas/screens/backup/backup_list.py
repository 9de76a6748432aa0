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


def backup_list(known: list[Backup]) -> None:
    """Draw the list, newest first."""
    elements.subheading(
        _("All copies"), _("Made here or by the command, and kept before the study was renewed or replaced.")
    )
    if not known:
        elements.empty(_("No copies yet"), _("Every backup will stand here, with when and why it was made."))
        return
    labels = [_("Made"), _("Why"), _("Size"), _("File")]
    head = "".join(f'<th scope="col">{escape(label)}</th>' for label in labels)
    rows = "".join(
        "<tr>"
        f'<td class="name">{escape(a_time(one.made_at))}</td>'
        f'<td data-label="{escape(labels[1])}">{escape(_why(one))}</td>'
        f'<td data-label="{escape(labels[2])}">{escape(size(one.size))}</td>'
        f'<td data-label="{escape(labels[3])}">{escape(one.path.name)}</td></tr>'
        for one in known
    )
    label = escape(_("All copies"))
    st.html(
        f'<div class="pps-scroll" tabindex="0" role="region" aria-label="{label}">'
        f'<table class="pps"><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table></div>'
    )


def putting_back(page: PageContext, known: list[Backup]) -> None:
    """Say how a copy is put back, with the command to the letter."""
    if not known:
        return
    elements.subheading(
        _("Put a copy back"),
        _(
            "Choose one and run this command in a terminal. The study as it is now is "
            "kept as a copy, and the file you choose is not changed."
        ),
    )
    labels = {str(one.path): f"{a_time(one.made_at)} · {_why(one)}" for one in known}
    asked = next((place for place, one in enumerate(known) if one.why == "asked"), 0)
    chosen = st.selectbox(_("Which copy"), list(labels), asked, format_func=labels.get, width=420, key="backup_chosen")
    words = ["pps-werkbank", "restore", chosen, "--study", without_password(page.study.target), "--replace"]
    st.code(subprocess.list2cmdline(words) if sys.platform == "win32" else shlex.join(words), "sh", wrap_lines=True)


def _why(one: Backup) -> str:
    if one.why == "migration":
        return _("Before the move to version {new}", new=one.versions[1])
    return _("Before a restore") if one.why == "restore" else _("Backup")
