"""What is on, as chips in a row: each is taken off by a click, or all at once."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from canvas.ui.component_files import script
from canvas.ui.components import a_line, component
from canvas.ui.i18n import _

# Its style is that of the page, in screen.css; a style of its own in there would hide it.
_chips = component("pps_chips", {"dropped": a_line()}, js=script("chips.js"), isolate_styles=False)
ALL_CHIPS = "*"  # what is dropped when all chips are


def chips(key: str, shown: Sequence[tuple[str, str]], drop: Callable[[str], None]) -> None:
    """Draw chips (key, words) in a row; `drop` is called with the key of a pressed one, or ALL_CHIPS, before a run."""
    lines = [{"key": chip_key, "label": label, "hint": _("Take off: {what}", what=label)} for chip_key, label in shown]
    data = {"chips": lines, "clear": _("Clear all") if len(lines) > 1 else "", "named": _("Filters that are on")}
    _chips(
        key=key,
        data=data,
        on={"dropped": drop},
        among={"dropped": {ALL_CHIPS, *(chip_key for chip_key, _label in shown)}},
    )
