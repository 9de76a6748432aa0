"""Points that ask for another look: as a list above a perspectives table, and as a line that leads there."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from html import escape

from canvas.ui import plain_streamlit as st
from canvas.ui.i18n import _, joined, n_, name
from canvas.ui.points.point_links import link, table_link
from canvas.ui.points.point_wording import flags_line

MOST_POINTS = 50  # points listed; who looks at these sees the others after


def flagged_list(points: Sequence[Mapping], table: tuple[str | None, str | None]) -> None:
    """Draw points as `store.points.flagged` gives them, those of this table (partnership, wave) first."""
    if not points:
        return
    mine = [row for row in points if (row["partnership_id"], row["wave_id"]) == table]
    others = [row for row in points if (row["partnership_id"], row["wave_id"]) != table]
    where = (
        joined(
            [
                n_("{n} in this table", "{n} in this table", len(mine)),
                n_("{n} elsewhere in the study", "{n} elsewhere in the study", len(others)),
            ]
        )
        if others
        else ""
    )
    lines = "".join(_line(row, row in others) for row in [*mine, *others][:MOST_POINTS])
    more = n_("and {n} more", "and {n} more", len(points) - MOST_POINTS) if len(points) > MOST_POINTS else ""
    st.html(
        f'<details class="pps-flagged"><summary>{escape(_asking(len(points)))} '
        f'<span class="pps-soft">{escape(where)}</span></summary><ul>{lines}</ul>'
        + (f'<p class="pps-soft">{escape(more)}</p>' if more else "")
        + "</details>"
    )


def flagged_line(points: Sequence[Mapping]) -> None:
    """Draw how many points of the study ask for another look, with the way to the table of the first."""
    if points:
        href = escape(table_link(points[0]))
        st.html(f'<p class="pps-way"><a class="go" href="{href}">{escape(_asking(len(points)))}</a></p>')


def _asking(number: int) -> str:
    return n_("{n} point asks for another look", "{n} points ask for another look", number)


def _line(row: Mapping, elsewhere: bool) -> str:
    at = (joined([row["partnership"], row["wave"]]) or _("Across partnerships")) if elsewhere else ""
    about = joined([at, name(row["state"]), flags_line(row["flags"])])
    return (
        f'<li><a class="go" href="{escape(link(row))}">{escape(row["text"])}</a>'
        f'<span class="pps-soft">{escape(about)}</span></li>'
    )
