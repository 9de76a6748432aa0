"""Draws the marks and chips of themes, in colours that can be read in light and dark (`canvas.colours`)."""

from __future__ import annotations

from html import escape

from canvas.colours import NAMES, shade
from canvas.ui.i18n import _


def colour_name(colour: str) -> str:
    """Return the name of a colour in the session's language, or as it is written where it is none of ours."""
    return _(NAMES[colour]) if colour in NAMES else colour or _("None")


def marker(colour: str) -> str:
    """Return HTML of the mark of a theme; its name must stand beside it."""
    return f'<span class="pps-theme-mark" style="--t:{shade(colour)}" aria-hidden="true"></span>'


def chips(themes: list[dict]) -> str:
    """Return HTML of themes (name, colour, retired) as they stand under a note; nothing for none."""
    if not themes:
        return ""
    out, called = _("no longer in use"), _("Themes")
    entries = "".join(
        f'<li class="pps-theme{" out" if row["retired"] else ""}">{marker(row["colour"])}{escape(row["name"])}'
        + (f" <i>({escape(out)})</i>" if row["retired"] else "")
        + "</li>"
        for row in themes
    )
    return f'<ul class="pps-themes" aria-label="{escape(called)}">{entries}</ul>'
