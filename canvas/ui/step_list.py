"""The list of questions beside an interview: what is done, passed over and still to do, as one component."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

import streamlit as st

from canvas.ui.frame import asset

# Registered once, at import: a component that is registered on a page is made anew with every run.
_list = st.components.v2.component("pps_step_list", css=asset("step_list.css"), js=asset("step_list.js"))


def step_list(steps: Sequence[Mapping], *, label: str, progress: str, share: int, on_go: Callable[[str], None]) -> None:
    """Draw the steps and call `on_go` with the key of the one that is chosen.

    A step has key, label, state (its style), sign, word (its state in words), quiet (word only for screen readers),
    current and apart (a little space above it). `share` is the progress in percent.
    """

    def went() -> None:
        on_go(st.session_state["step_list"].go)

    data = {"steps": list(steps), "label": label, "progress": progress, "share": share}
    _list(key="step_list", data=data, on_go_change=went)
