"""Lines with a button each, such as partners and respondents, as one component: a long list is drawn at once."""

from __future__ import annotations

from collections.abc import Sequence

from canvas.ui.component_files import script
from canvas.ui.components import a_line, component, focus_of, return_focus

# Its style is that of the page, in screen.css; a style of its own in there would hide it, as that hides what holds one.
_list = component("pps_line_list", {"pressed": a_line()}, js=script("line_list.js"), isolate_styles=False)


def line_list(key: str, lines: Sequence[dict], button: str) -> str | None:
    """Draw the lines and return the key of the one whose button was just pressed, if any.

    A line has key, title and said; hint, what its button does in full; and letter and colour, '' for none. `button`
    is what every button says, '' for no buttons. The keyboard goes on at a pressed button once the page runs again.
    """
    data = {"lines": list(lines), "button": button, "focus": focus_of(key)}
    pressed = _list(key=key, data=data, among={"pressed": {line["key"] for line in lines}}).pressed
    if pressed:
        return_focus(key, pressed)
    return pressed
