"""The choice between light, dark and as the computer says; the browser keeps it, and no run of a screen is needed."""

from __future__ import annotations

from canvas.ui.component_files import asset, script
from canvas.ui.components import component
from canvas.ui.i18n import _

_choice = component("pps_scheme", css=asset("scheme_choice.css"), js=script("scheme_choice.js"))


def scheme_choice() -> None:
    """Draw the choice."""
    words = {
        "title": _("Light or dark"),
        "system": _("As this computer"),
        "light": _("Light"),
        "dark": _("Dark"),
    }
    _choice(key="scheme_choice", data={"words": words})
