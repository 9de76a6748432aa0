"""The codebook as a component: a tree of themes, heard per role, whose names and counts open."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from canvas.colours import shade
from canvas.store.row_types import TreeTheme
from canvas.ui import elements
from canvas.ui.component_files import asset, script
from canvas.ui.components import a_line, component, focus_of
from canvas.ui.i18n import _, joined, n_
from canvas.ui.page import PageContext

THEME_TREE_KEY = "theme_tree"
_tree = component(
    "pps_theme_tree",
    {"opened": a_line()},
    css=asset("theme_tree.css"),
    js=script("theme_tree.js"),
)
ALL_ROLES = "*"  # a count of all roles together
NO_ROLE = "-"  # that of notes without a role
COUNTED = ("notes", "respondents", "partnerships")


def theme_tree(
    page: PageContext, themes: Sequence[TreeTheme], heard: Sequence[dict], reach: Mapping[str, Mapping]
) -> tuple[str, str] | None:
    """Draw the tree; returns (theme id, what) when something was just opened.

    `found` as `store.themes.tree` gives it, `heard` and `reach` as `store.themes.theme_counts.counts_by_role`. What was
    opened is "" for the theme itself, a role's key, NO_ROLE or ALL_ROLES for its notes.
    """
    voices = {(row["theme_id"], row["role"] or ""): row for row in heard}
    shown = [key for key in [*page.roles, ""] if any(of == key for _theme, of in voices)]
    data = {
        "words": {
            "table": _("Themes, and how often each is heard per role"),
            "theme": _("Theme"),
            "notes": _("Notes"),
            # where they are not counted, the column is not there
            "respondents": "" if any(row["respondents"] is None for row in reach.values()) else _("Respondents"),
            "partnerships": _("Partnerships"),
            "find": _("Find a theme"),
            "nothing": _("No theme has these words."),
            "show": _("Show what is under it"),
            "hide": _("Hide what is under it"),
            "more": _("Show more themes"),
            "retired": _("no longer in use"),
        },
        "roles": [_role(page, key) for key in shown],
        "rows": [_row(page, row, shown, voices, reach.get(row["id"], {})) for row in themes],
        "focus": focus_of(THEME_TREE_KEY),
    }
    ways = {f"{row['id']}|{what}" for row in themes for what in ("", ALL_ROLES, *shown)}
    opened = _tree(key=THEME_TREE_KEY, data=data, among={"opened": ways}).opened
    theme_id, _sign, what = (opened or "").partition("|")
    return (theme_id, what) if opened else None


def _role(page: PageContext, key: str) -> dict:
    role = page.roles.get(key)
    return {
        "key": key,
        "letter": role.letter[page.language] if role else "❏",
        "label": elements.role_name(role),
        "colour": elements.colour(role),
        "plain": role is None,
    }


def _row(page: PageContext, row: TreeTheme, shown: Sequence[str], voices: Mapping, reach: Mapping) -> dict:
    words = {
        "notes": n_("{n} note", "{n} notes", reach.get("notes", 0)),
        "respondents": n_("{n} respondent", "{n} respondents", reach.get("respondents") or 0),
        "partnerships": n_("{n} partnership", "{n} partnerships", reach.get("partnerships", 0)),
    }
    shown_fields = {name: row[name] for name in ("id", "depth", "name", "retired")}
    return shown_fields | {
        "colour": shade(row["colour"]),
        "definition": " ".join(row["definition"].split()),
        "voices": [_voice(page, key, voices.get((row["id"], key))) for key in shown],
        **{name: str(reach[name]) if reach.get(name) else "" for name in COUNTED},
        **{f"{name}Said": words[name] for name in COUNTED},
    }


def _voice(page: PageContext, key: str, heard: Mapping | None) -> dict:
    who = elements.role_name(page.roles.get(key))
    if not heard:
        return {"notes": "", "said": _("{role}: not heard", role=who)}
    voices = heard["respondents"]
    of = joined(
        [
            n_("{n} note", "{n} notes", heard["notes"]),
            n_("{n} respondent", "{n} respondents", voices) if voices else "",
        ]
    )
    return {"notes": str(heard["notes"]), "said": f"{who}: {of}"}
