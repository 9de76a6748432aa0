"""Says the scale that ratings are given on."""

from __future__ import annotations

from canvas.ui.i18n import _


def scale() -> list[str]:
    """Return the words under 1 to 5."""
    return [_("1 not at all"), "2", "3", "4", _("5 fully")]
