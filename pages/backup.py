"""Backup: when the last one was made, making one, and how one is put back."""

from canvas.screens.backup import backup_list, backup_now
from canvas.ui import elements
from canvas.ui.i18n import _
from canvas.ui.page import open_page

page = open_page(empty=True)
elements.heading(
    _("Backup"), _("A copy of the whole study in one file. While it is made, you and others can go on working.")
)
backup_now.require_copies(page)
backups = backup_now.backup_now(page)
backup_list.backup_list(backups)
backup_list.restore_instructions(page, backups)
