"""Backup: when the last one was made, making one, and how one is put back."""

from canvas.ui import backup_list, backup_now, say
from canvas.ui.opening import open_page
from canvas.ui.words import _

here = open_page(empty=True)
say.heading(
    _("Backup"), _("A copy of the whole study in one file. While it is made, you and others can go on working.")
)
known = backup_now.backup_now(here)
backup_list.backup_list(known)
backup_list.putting_back(here, known)
