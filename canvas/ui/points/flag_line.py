"""Draws what became of one note of a point since it was weighed."""

from __future__ import annotations

from collections.abc import Mapping
from html import escape

from canvas.analysis.point_history import changes
from canvas.ui import elements
from canvas.ui.i18n import _, block, joined, name
from canvas.ui.page import PageContext


def flag_line(page: PageContext, flag: Mapping, note: Mapping | None) -> str:
    """Return HTML of what became of one note; `flag` as `store.points.flagged` gives it."""
    role = page.roles.get((note or {}).get("role") or "")
    bears = name(flag["stance"]) if flag["stance"] else ""
    note_text = note["text"] if note and not note.get("erased_at") else ""
    what = {
        "changed": _("Changed"),
        "withdrawn": _("The note was taken away"),
        "erased": _("Erased: its words are gone for good"),
        "returned": _("Came back after it was taken away"),
        "added": _("Put to the point since it was signed"),
        "turned": _("Bears on the point otherwise since it was signed"),
        "taken_off": _("Taken off the point since it was signed"),
    }[flag["how"]]
    who = f"{elements.letter(role)} <b>{escape(elements.role_name(role))}</b> · " if note else ""
    about = f'<p class="pps-soft">{who}{escape(joined([bears, what]))}</p>'
    differing = {change["what"]: change for change in changes(flag)}
    if "text" in differing:
        words = elements.differing(differing["text"]["parts"])
    elif flag["how"] == "withdrawn":
        words = f"<del>{escape(note_text)}</del>"
    else:
        words = escape(note_text)
    called = {"block": (_("Block"), block), "kind": (_("Kind"), name)}
    more = "".join(
        f'<p class="pps-soft">{escape(called[what][0])}: <del>{escape(called[what][1](change["before"]))}</del> '
        f"<ins>{escape(called[what][1](change['now']))}</ins></p>"
        for what, change in differing.items()
        if what in called
    )
    return f'<li>{about}<p class="pps-text pps-diff">{words}</p>{more}</li>'
