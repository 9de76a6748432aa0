"""Says the scale that ratings are given on."""

from __future__ import annotations

from canvas.ui.i18n import _


def scale() -> list[str]:
    """Return the words under 1 to 5."""
    return [_("1 not at all"), "2", "3", "4", _("5 fully")]


def people_rule() -> str:
    """Return how ratings are counted: by person, and not by interview."""
    return _(
        "n counts people, not interviews. Who rated the same more than once at a moment counts once, with the last "
        "rating, or not at all where that was “don't know”; a rating of a group counts for everyone in it."
    )
