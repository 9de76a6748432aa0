"""The ways through a list that is shown a page at a time."""

from __future__ import annotations

from collections.abc import Callable

from canvas.ui import plain_streamlit as st
from canvas.ui.i18n import _, a_number


def pager(key: str, size: int, at: int, shown: int, total: int, go: Callable[[int], None]) -> None:
    """Draw which of all are shown, with the ways to the pages of `size` before and after; `go` takes their place."""
    with st.container(horizontal=True, vertical_alignment="center", horizontal_alignment="right", key=f"{key}_pager"):
        say = _(
            "{first}–{last} of {total}",
            first=a_number(at + 1 if shown else 0),
            last=a_number(at + shown),
            total=a_number(total),
        )
        st.html(f'<p class="pps-soft" role="status">{say}</p>', width="content")
        for words, to, icon, there in (
            (_("Previous"), at - size, "chevron_left", at > 0),
            (_("Next"), at + size, "chevron_right", at + shown < total),
        ):
            st.button(
                words,
                icon=f":material/{icon}:",
                key=f"{key}_{icon}",
                disabled=not there,
                on_click=go,
                args=(max(0, to),),
            )
