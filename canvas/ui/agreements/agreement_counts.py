"""How many agreements there are and how they are, in a sentence, and as a line that leads to them."""

from __future__ import annotations

from collections.abc import Mapping
from html import escape

from canvas.ui import plain_streamlit as st
from canvas.ui.i18n import _, joined, n_


def counts_line(counts: Mapping[str, int]) -> str:
    """Return how many agreements there are of each kind, as a sentence; that there are none where there are none."""
    overdue, open_ = counts["overdue"], counts["open"]
    parts = [
        n_("the day of {n} agreement has passed", "the day of {n} agreements has passed", overdue) if overdue else "",
        n_("{n} is open", "{n} are open", open_) if open_ else "",
        n_("{n} was kept", "{n} were kept", counts["kept"]) if counts["kept"] else "",
        n_("{n} was not kept", "{n} were not kept", counts["not_kept"]) if counts["not_kept"] else "",
        n_("{n} changed", "{n} changed", counts["changed"]) if counts["changed"] else "",
    ]
    words = joined(parts, ", ")
    return f"{words[:1].upper()}{words[1:]}." if words else _("Nothing was agreed yet.")


def agreements_line(counts: Mapping[str, int]) -> None:
    """Draw how many agreements of the study wait, with the way to them; to all of them where none waits."""
    if not any(counts.values()):
        return
    waits = next((how for how in ("overdue", "open") if counts[how]), "")
    shown = ("overdue", "open") if waits else tuple(counts)
    line = counts_line({how: number if how in shown else 0 for how, number in counts.items()})
    where = f"agreements?how={waits or 'all'}"
    st.html(f'<p class="pps-way"><a class="go" href="{where}">{escape(line)}</a></p>')
