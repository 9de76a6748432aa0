"""What is said over time of roles, counts and ratings, the same in cards, drawers and charts."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from canvas.ui import elements
from canvas.ui.figures.heat_table import palette as known_palette
from canvas.ui.i18n import _, joined, n_
from canvas.ui.page import PageContext


def role_name(page: PageContext, key: str) -> str:
    """Return a role's name; the key of one that the study no longer has, as its notes still carry it."""
    return elements.named_role(page.roles, key)


def palette(page: PageContext, keys: Collection[str]) -> dict[str, dict]:
    """Return letter, label and colour per role, also of those among `keys` that the study no longer has."""
    gone = {
        key: {"letter": key[:1].upper(), "label": role_name(page, key), "colour": elements.colour(None), "plain": True}
        for key in sorted(set(keys) - {*page.roles, ""})
    }
    return known_palette(page) | gone


def tones() -> dict[str, dict]:
    """Return sign and word of what became of a note."""
    return {
        "new": {"sign": "+", "label": _("new")},
        "gone": {"sign": "−", "label": _("gone")},
        "changed": {"sign": "~", "label": _("changed")},
        "stays": {"sign": "=", "label": _("stays")},
    }


def badges(counts: Mapping[str, int]) -> list[dict]:
    """Return the counts of `analysis.over_time` as badges: tone, n and text; what is none is left out."""
    now, then = counts.get("not_asked_now", 0), counts.get("not_asked_then", 0)
    tone_counts = [
        ("new", counts["new"] - then, n_("{n} new", "{n} new", counts["new"] - then)),
        ("changed", counts["changed"], n_("{n} changed", "{n} changed", counts["changed"])),
        ("gone", counts["gone"] - now, n_("{n} gone", "{n} gone", counts["gone"] - now)),
        ("unasked", now, n_("{n} not asked again", "{n} not asked again", now)),
        ("first", then, n_("{n} first asked now", "{n} first asked now", then)),
    ]
    return [{"tone": tone, "n": count, "text": text} for tone, count, text in tone_counts if count]


def figure(rated: Mapping) -> str:
    """Return what a role rated at a moment: the middle from three voices on, else the ratings themselves; with n."""
    if not rated["n"] and not rated["dont_know"]:
        return _("no rating")
    unknown = n_("{n} does not know", "{n} do not know", rated["dont_know"]) if rated["dont_know"] else ""
    if not rated["n"]:
        return unknown
    if rated["middle"]:
        low, high = rated["middle"]
        ratings = _("middle {value}", value=low if low == high else f"{low}–{high}")
    else:
        ratings = ", ".join(str(value) for value, count in enumerate(rated["counts"], 1) for _repeat in range(count))
    return joined([ratings, _("n = {n}", n=rated["n"]), unknown])
