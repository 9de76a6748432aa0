"""What the themes screen says of its counts, and of what it does not count where there is very much."""

from __future__ import annotations

from collections.abc import Mapping

from canvas.ui import elements
from canvas.ui.i18n import _, a_number, n_


def line(coded: Mapping) -> str:
    """Return how many notes there are and carry a theme, of `store.themes.theme_counts.note_counts`."""
    if coded["coded"] is None:
        return n_("{n} note", "{n} notes", coded["notes"], n=a_number(coded["notes"]))
    return n_(
        "{n} of {total} notes carries one", "{n} of {total} notes carry one", coded["coded"], total=coded["notes"]
    )


def left_out(coded: Mapping) -> None:
    """Say what is left out where too many notes carry a theme to read them all."""
    if coded["coded"] is None:
        elements.soft(
            _("So many notes carry a theme that respondents are not counted here, nor notes without a theme.")
        )
