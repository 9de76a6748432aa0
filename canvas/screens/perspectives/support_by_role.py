"""Who carries a point and who contradicts it, role by role: dissent and silence beside agreement."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from html import escape

from canvas.ui import elements
from canvas.ui import plain_streamlit as st
from canvas.ui.i18n import _, joined, n_, name
from canvas.ui.page import PageContext


def voices_list(page: PageContext, rows: Sequence[Mapping]) -> None:
    """Draw the rows of `analysis.point_support.support_by_role`."""
    lines = "".join(_line(page, row) for row in rows)
    st.html(f'<ul class="pps-heard pps-voices">{lines}</ul>')


def counted(count: Mapping[str, int]) -> str:
    """Return notes, and the respondents or documents they come from."""
    return joined(
        [
            n_("{n} note", "{n} notes", count["notes"]),
            n_("{n} respondent", "{n} respondents", count["respondents"]) if count["respondents"] else "",
            n_("{n} document", "{n} documents", count["documents"]) if count["documents"] else "",
        ],
        ", ",
    )


def _line(page: PageContext, row: Mapping) -> str:
    role = page.roles.get(row["role"])
    lines = [
        f'<span class="{how}"><b>{escape(name(how))}</b> {escape(counted(row[how]))}</span>'
        for how in ("supports", "contradicts")
        if row[how]["notes"]
    ]
    if row["claimed"] and not row["supports"]["notes"]:
        hidden = escape(_("Counted among its perspectives; words on it are held back"))
        missing = escape(_("Counted among its perspectives, but no note supports it"))
        lines.append(f"<span>{hidden}</span>" if row["held_back"] else f'<span class="missing">{missing}</span>')
    elif not lines:
        lines.append(f"<span>{escape(_unsaid(row['heard'], row['held_back']))}</span>")
    who = f"{elements.letter(role)}<b>{escape(elements.role_name(role))}</b>"
    return f'<li class="pps-asked">{who}<div>{"".join(lines)}</div></li>'


def _unsaid(heard: str | None, held_back: bool) -> str:
    if held_back and heard in (None, "heard"):
        return _("Words on this point are held back")
    if heard == "heard":
        return _("Heard on this question, not on this point")
    return name(heard) if heard else _("No note on this point")
