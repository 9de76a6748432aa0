"""What is said over time of roles, counts and ratings, the same in cards, drawers and charts."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from canvas.analysis.findings.finding import Finding
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
    """Return sign and word of what became of a theme, and of a note that has words in common with one of then."""
    return {
        "new": {"sign": "+", "label": _("new")},
        "gone": {"sign": "−", "label": _("gone")},
        "changed": {"sign": "~", "label": _("in similar words")},
        "stays": {"sign": "=", "label": _("in the same words")},
        "then": {"sign": "", "label": ""},
        "now": {"sign": "", "label": ""},
    }


def badges_of_hearing(page: PageContext, hearing: Sequence[Mapping], letters: Mapping[str, Mapping]) -> list[dict]:
    """Return as badges (tone, short, text) which roles were heard on a block at one of two moments alone.

    `hearing` are rows of `analysis.over_time.hearing_compared`, `letters` as `palette` gives them.
    """
    badges = []
    for row in hearing:
        if "heard" not in (row["before"], row["after"]) or row["before"] == row["after"]:
            continue
        role, letter = role_name(page, row["role"]), letters[row["role"]]["letter"]
        if row["after"] == "heard":
            badges.append({"tone": "new", "short": f"{letter} +", "text": _("{role}: heard now", role=role)})
            continue
        words = _("{role}: not asked again", role=role)
        if row["after"] != "not_asked":
            words = _("{role}: silent now", role=role)
        badges.append({"tone": "gone", "short": f"{letter} −", "text": words})
    return badges


def badges_of_ratings(page: PageContext, findings: Sequence[Finding], letters: Mapping[str, Mapping]) -> list[dict]:
    """Return as badges which roles rate a block higher or lower; `findings` are those on its ratings."""
    badges = []
    for finding in findings:
        key = str(finding.names["role"])
        rose = (finding.figure or 0) > 0
        words = _("{role}: higher rating") if rose else _("{role}: lower rating")
        text = words.format(role=role_name(page, key))
        badges.append({"tone": "changed", "short": f"{letters[key]['letter']} {'▲' if rose else '▼'}", "text": text})
    return badges


def figure(page: PageContext, rated: Mapping) -> str:
    """Return what a role rated at a moment: the middle from three voices on, else the ratings themselves; with n."""
    if not rated["n"] and not rated["dont_know"]:
        return _("no rating that you may see") if page.limits else _("no rating")
    unknown = n_("{n} does not know", "{n} do not know", rated["dont_know"]) if rated["dont_know"] else ""
    if not rated["n"]:
        return unknown
    if rated["middle"]:
        low, high = rated["middle"]
        ratings = _("middle {value}", value=low if low == high else f"{low}–{high}")
    else:
        ratings = ", ".join(str(value) for value, count in enumerate(rated["counts"], 1) for _repeat in range(count))
    return joined([ratings, _("n = {n}", n=rated["n"]), unknown])
