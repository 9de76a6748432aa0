"""What the screen of factors says in words: who rated a factor and who did not, and the rule of weak and strong."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from canvas.analysis.factors import Standing
from canvas.method import ENOUGH_RATINGS
from canvas.ui import elements
from canvas.ui.i18n import _, a_number, joined, language
from canvas.ui.page import PageContext


def titled(number: int, label: str) -> str:
    """Return a factor with its number."""
    return f"{number}. {label}"


def voices(page: PageContext, rows: Sequence[Mapping], asked_roles: Sequence[str]) -> str:
    """Return how many of each role rated a factor, and which roles were asked and did not, or were not asked.

    `rows` are those of the factor in `analysis.factors.rated`, `asked` the roles that were asked about any factor.
    """
    counts = ", ".join(f"{letter(page, row)} {row['n']}" for row in rows if row["n"])
    hidden = ", ".join(letter(page, row) for row in rows if row["held_back"])
    silent = ", ".join(
        letter(page, row) for row in rows if not row["n"] and not row["dont_know"] and not row["held_back"]
    )
    not_asked = ", ".join(
        letter(page, {"role": role}) for role in asked_roles if role not in [row["role"] for row in rows]
    )
    return joined(
        [
            _("Number of ratings: {voices}", voices=counts) if counts else "",
            _("Nobody rated this factor") if rows and not counts and not hidden else "",
            _("ratings held back: {roles}", roles=hidden) if hidden else "",
            _("no rating: {roles}", roles=silent) if silent and (counts or hidden) else "",
            _("not asked: {roles}", roles=not_asked) if not_asked and rows else "",
            "" if rows else _("Nobody was asked about this factor"),
        ]
    )


def caption(page: PageContext, rows: Sequence[Mapping], *about: str) -> list[str]:
    """Return what a saved picture says of itself: whose letters these are, and what it is about."""
    there = {row["role"] for row in rows}
    letters = [f"{letter(page, {'role': key})} {role(page, key)}" for key in page.roles if key in there]
    return [", ".join(letters), *(line for line in about if line)]


def letter(page: PageContext, row: Mapping) -> str:
    """Return the letter of the role of a row."""
    return page.roles[row["role"]].letter[page.language]


def role(page: PageContext, key: str) -> str:
    """Return what a role is called."""
    return elements.role_name(page.roles.get(key))


def no_rating(row: Mapping) -> str:
    """Return what stands in place of a rating where there is none to see; `row` is of `analysis.factors.rated`."""
    return _("Ratings held back") if row["held_back"] else _("No rating")


def rule() -> str:
    """Return by what rule factors stand from weak to strong."""
    return _(
        "Per role: the share that gave a 4 or a 5, less the share that gave a 1 or a 2. A factor stands where the role "
        "that is least content puts it; roles are never averaged. A role counts from three ratings on."
    )


def standing_line(page: PageContext, standing: Standing, rows: Sequence[Mapping]) -> str:
    """Return why a factor stands where it does: what its least content role gave; `rows` are those of the factor."""
    row = next((row for row in rows if row["role"] == standing.least), None)
    if row is None:
        if any(row["held_back"] for row in rows):
            return _("No role has three ratings that you may see.")
        return _("No role gave three ratings: you see the counts alone.")
    return _(
        "{role}: {high} of {n} gave 4 or 5, {low} gave 1 or 2",
        role=role(page, row["role"]),
        **{name: a_number(row[name]) for name in ("high", "low", "n")},
    )


def percent(part: int, whole: int) -> str:
    """Return a share in whole percents; nothing below three."""
    return f"{round(100 * part / whole)} %" if whole >= ENOUGH_RATINGS else ""


def middle(value: float | None) -> str:
    """Return a middle rating as the session's language writes it."""
    if value is None:
        return ""
    figure = f"{value:g}"
    return figure.replace(".", ",") if language() == "nl" else figure
