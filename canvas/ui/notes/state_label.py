"""Names why a block has no notes of a role: not asked, not answered, no opinion, or nothing noted."""

from __future__ import annotations

from canvas.access.small_numbers import Limits
from canvas.ui.i18n import _, name


def state_name(state: str, held_back: bool = False) -> str:
    """Return what an empty block says of itself; `held_back`: notes on it may be held back from the reader."""
    if state == "heard" and held_back:
        return _("Answered; what was said is held back")
    return _("Answered, no note here") if state == "heard" else name(state)


def state_of_seen(state: str, limits: Limits | None) -> str:
    """Return the same for a table over many moments: of a profile that does not see all no more than it sees."""
    if state == "heard" and limits is not None:
        return _("Answered; no note that you may see")
    return state_name(state)
