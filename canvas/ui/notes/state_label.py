"""Names why a block has no notes of a role: not asked, not answered, no opinion, or nothing noted."""

from __future__ import annotations

from canvas.ui.i18n import _, name


def state_name(state: str) -> str:
    """Return what an empty block says of itself."""
    return _("Answered, no note here") if state == "heard" else name(state)
