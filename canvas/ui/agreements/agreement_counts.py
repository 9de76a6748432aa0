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
    """Draw how many agreements of the study wait, with the way to them; nothing where none does."""
    if counts["overdue"] or counts["open"]:
        due = {"overdue": counts["overdue"], "open": counts["open"], "kept": 0, "not_kept": 0, "changed": 0}
        where = "agreements?how=overdue" if counts["overdue"] else "agreements?how=open"
        st.html(f'<p class="pps-way"><a class="go" href="{where}">{escape(counts_line(due))}</a></p>')
