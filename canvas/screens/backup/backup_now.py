"""The last backup of a study, whether it holds everything, and the button that makes one."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from html import escape

import babel.dates
import babel.numbers

from canvas.access.small_numbers import may_copy_study
from canvas.errors import UserError
from canvas.read_models.backup_page import backup_page
from canvas.store import without_password
from canvas.store.backup import backup
from canvas.store.backup.backup import Backup
from canvas.store.limited.limited_study import whole
from canvas.ui import elements
from canvas.ui import plain_streamlit as st
from canvas.ui.file_button import file_button
from canvas.ui.i18n import _, a_time, joined, language
from canvas.ui.page import PageContext


def require_copies(page: PageContext) -> None:
    """End the run, with the reason, for a profile that may not take the whole study along."""
    if not may_copy_study(page.user["kind"]):
        elements.empty(
            _("Backups are made by researchers and evaluators"),
            _("A backup holds the words of everyone, those too that a lead does not see on a screen."),
        )
        st.stop()


def backup_now(page: PageContext) -> list[Backup]:
    """Draw it, and return the backups that there are, newest first."""
    with st.container(border=True, width=720, key="backup_now"):
        head, ways = st.container(), st.container(horizontal=True, vertical_alignment="center")
        with ways:
            if st.button(_("Make a backup"), type="primary", icon=":material/save:"):
                _make(page)
        backups = backup.list_backups(page.study.target)
        newest = next((copy for copy in backups if copy.why == "asked"), None)
        with head:
            _last(page, newest)
        if newest:
            with ways:
                file_button(
                    _("Download the last backup"),
                    newest.path.read_bytes,
                    file_name=newest.path.name,
                    mime="application/vnd.sqlite3",
                    icon=":material/download:",
                    on_click="ignore",
                )
        elements.soft(_("Study: {where}", where=without_password(page.study.target)))
        elements.soft(_("Backups: {where}", where=backup.backup_folder(page.study.target)))
    return backups


def size(number: int) -> str:
    """Return a number of bytes for people, in kB or MB, with the decimal sign of the session's language."""
    unit, value = ("kB", number / 1e3) if number < 1e6 else ("MB", number / 1e6)
    return f"{babel.numbers.format_decimal(round(value, 1), locale=language())} {unit}"


def ago(moment: str) -> str:
    """Return how long ago a stored moment was, in words."""
    passed = datetime.now(UTC) - datetime.fromisoformat(moment)
    if passed < timedelta(minutes=1):
        return _("just now")
    return babel.dates.format_timedelta(-passed, add_direction=True, locale=language())


def _make(page: PageContext) -> None:
    try:
        with st.spinner(_("The backup is being made and checked…")):
            backup.back_up_open(whole(page.study))
    except UserError as error:
        elements.fault(error, anew=True)
    else:
        elements.done(_("Backup made and checked"))


def _last(page: PageContext, newest: Backup | None) -> None:
    if newest is None:
        elements.subheading(_("No backup yet"), _("Make one now, and again after every day of interviews."))
        return
    line = joined([ago(newest.made_at), size(newest.size)])
    elements.subheading(_("Last backup: {when}", when=a_time(newest.made_at)), line)
    try:
        then = backup.read_fingerprint(newest)
    except UserError as error:
        elements.fault(error)
        return
    same = page.read_people(backup_page).same(then)
    change = _("Nothing has changed since.") if same else _("The study has changed since.")
    st.html(f'<p class="pps-text">{escape(change)}</p>')
