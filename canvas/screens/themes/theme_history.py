"""The history of a theme: who added, changed, merged, split or retired it, and when."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from html import escape

from canvas.capture.difference import parts
from canvas.screens.themes.theme_form import THEME_FORM_FIELDS, labels
from canvas.ui import elements
from canvas.ui import plain_streamlit as st
from canvas.ui.i18n import _, a_time, joined
from canvas.ui.notes.theme_marks import colour_name


def theme_history(versions: Sequence[Mapping], names: Mapping[str, str]) -> None:
    """Draw the versions as `store.themes.revisions` gives them; `names` are those of all themes by id."""
    before = [*versions[1:], None]
    items = "".join(_version(now, old, names) for now, old in zip(versions, before, strict=True))
    st.html(f'<ol class="pps-acts">{items}</ol>')


def _version(now: Mapping, before: Mapping | None, names: Mapping[str, str]) -> str:
    who = escape(joined([now["by"], a_time(now["made_at"])]))
    head = f'<h3 class="pps-h3">{escape(_done(now))}</h3><p class="pps-soft">{who}</p>'
    return f"<li>{head}{_changes(now, before, names)}</li>"


def _done(row: Mapping) -> str:
    others = ", ".join(f"“{other}”" for other in row["others"]) or "–"
    if row["how"] == "merged":
        into, taken = _("Merged into {others}", others=others), _("{others} merged into it", others=others)
        return into if row["merged_into"] else taken
    if row["how"] == "split":
        first, later = _("Split off from {others}", others=others), _("{others} split off from it", others=others)
        return first if row["number"] == 1 else later
    return {
        "added": _("Added"),
        "changed": _("Changed"),
        "renamed": _("Renamed"),
        "retired": _("Taken out of use"),
        "restored": _("Brought back into use"),
        "imported": _("Taken from a codebook file"),
    }[row["how"]]


def _changes(now: Mapping, before: Mapping | None, names: Mapping[str, str]) -> str:
    items = ""
    for field in THEME_FORM_FIELDS:
        new, old = _shown(field, now, names), _shown(field, before, names) if before else ""
        if new != old:
            words = elements.differing(parts(old, new)) if before else escape(new)
            items += f"<li>{escape(labels()[field])}: <span class='pps-diff'>{words}</span></li>"
    return f"<ul>{items}</ul>" if items else ""


def _shown(field: str, row: Mapping, names: Mapping[str, str]) -> str:
    if field == "parent_id":
        return names.get(row[field], "–") if row[field] else ""
    return (colour_name(row[field]) if row[field] else "") if field == "colour" else row[field]
