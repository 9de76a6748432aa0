"""The list of questions beside an interview: what is done, passed over and still to do, as one component."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from canvas.ui.component_files import asset, script
from canvas.ui.components import a_line, component

_list = component("pps_step_list", {"go": a_line()}, css=asset("question_list.css"), js=script("question_list.js"))


def step_list(steps: Sequence[Mapping], *, label: str, progress: str, share: int, on_go: Callable[[str], None]) -> None:
    """Draw the steps and call `on_go` with the key of the one that is chosen.

    A step has key, label, state (its style), sign, word (its state in words), quiet (word only for screen readers),
    current and apart (a little space above it). `share` is the progress in percent.
    """
    data = {"steps": list(steps), "label": label, "progress": progress, "share": share}
    _list(key="step_list", data=data, on={"go": on_go}, among={"go": {step["key"] for step in steps}})
