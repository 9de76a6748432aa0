"""Names why a block has no notes of a role: not asked, not answered, no opinion, or nothing noted."""

from __future__ import annotations

from canvas.ui.i18n import _, name


def state_name(state: str, held_back: bool = False) -> str:
    """Return what an empty block says of itself; `held_back`: notes on it may be held back from the reader."""
    if state == "heard" and held_back:
        return _("Answered; what was said is held back")
    return _("Answered, no note here") if state == "heard" else name(state)
