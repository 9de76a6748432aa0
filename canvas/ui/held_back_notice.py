"""Says on a screen what is held back from who looks at it, and why: never a gap without a word."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from html import escape

from canvas.access.small_numbers import Limits
from canvas.method import Role
from canvas.read_models.held_back import HeldBack
from canvas.ui import elements
from canvas.ui import plain_streamlit as st
from canvas.ui.i18n import _, block, factor, joined, n_

NAMED = 3  # blocks, or factors, that a line names one by one


def notice_of_rule(limits: Limits | None) -> None:
    """Say above every screen by which rule a profile does not see all; nothing for one who does."""
    if limits is None:
        return
    short = _("As a lead you do not see what fewer than {n} people said.", n=limits.people)
    why = _("As a lead you do not see the words of a role or partner with fewer than {n} people.", n=limits.people)
    rated = _("Nor do you see ratings that fewer than {n} of a role gave.", n=limits.people)
    how = _("Points that a colleague checked you do see.") if limits.checked else ""
    _folded(short, [why, rated, how])


def notice_of_moment(model: HeldBack | None, roles: Mapping[str, Role]) -> None:
    """Say what is held back of the moment that a screen is about; nothing for a profile that sees all."""
    if model and model.any:
        ratings = _("some ratings") if model.any_ratings else ""
        much = joined([_amount(model), ratings], ", ") or _("nothing yet, as nothing was noted")
        _folded(_("Held back here: {much}.", much=much), [_few_people(model, roles), _ratings(model, roles)])


def _folded(short: str, lines: Sequence[str]) -> None:
    """Say the short of it in one line, above what a screen is about, and all of it in a fold."""
    more = "".join(f"<p>{escape(words)}</p>" for words in lines if words)
    st.html(f'<details class="pps-from pps-soft pps-held"><summary>{escape(short)}</summary>{more}</details>')


def notice_below(model: HeldBack | None) -> None:
    """Say in one line, below what is shown before a group, that something is held back; the others are hidden there."""
    much = _amount(model) if model else ""
    if much:
        elements.soft(_("Held back here: {much}.", much=much))


def notes_shown(limits: Limits | None, number: int) -> str:
    """Return how many notes there are; of a profile that does not see all, how many it sees."""
    if limits is None:
        return n_("{n} note", "{n} notes", number)
    return n_("{n} note that you may see", "{n} notes that you may see", number)


def ratings_shown(limits: Limits | None, number: int) -> str:
    """Return how many ratings there are; of a profile that does not see all, how many it sees."""
    if limits is None:
        return n_("{n} rating", "{n} ratings", number)
    return n_("{n} rating that you may see", "{n} ratings that you may see", number)


def of_what_shows(limits: Limits | None) -> None:
    """Say of what goes over several moments that it is of what the profile sees; nothing for one that sees all."""
    if limits is not None:
        elements.soft(_("This is of what you may see: words and ratings of few people are not counted in it."))


def no_rating(limits: Limits | None) -> str:
    """Return what stands where no rating shows; for a profile that does not see all there may be some."""
    return _("No rating that you may see") if limits else _("No rating")


def no_note(limits: Limits | None) -> str:
    """Return what stands where no note shows; for a profile that does not see all there may be some."""
    return _("No note that you may see") if limits else _("No note")


def _amount(model: HeldBack) -> str:
    return joined(
        [
            n_("{n} note", "{n} notes", model.notes) if model.notes else "",
            n_("{n} point", "{n} points", model.points) if model.points else "",
        ],
        ", ",
    )


def _ratings(model: HeldBack, roles: Mapping[str, Role]) -> str:
    """Return of which roles ratings are held back though they were heard, and on what; '' for none."""
    blocks, factors = model.rated_blocks, model.rated_factors
    if not blocks and not factors:
        return ""
    whose = "; ".join(
        joined([elements.named_role(roles, role), _rated_on(blocks.get(role, ()), factors.get(role, ()))], ": ")
        for role in dict.fromkeys([*blocks, *factors])
    )
    return _("Ratings held back, as fewer than {n} people gave them: {whose}.", n=model.people, whose=whose)


def _rated_on(blocks: Sequence[str], factors: Sequence[int]) -> str:
    """Return on what ratings are held back: by name, and where these are many how many."""
    named = [block(key) for key in blocks] if len(blocks) <= NAMED else [n_("{n} block", "{n} blocks", len(blocks))]
    if len(factors) > NAMED:
        return ", ".join([*named, n_("{n} factor", "{n} factors", len(factors))])
    return ", ".join([*named, *(factor(number, short=True) for number in factors)])


def _few_people(model: HeldBack, roles: Mapping[str, Role]) -> str:
    """Return of which roles and partners few people were heard, and how many; '' for none."""
    groups = [(elements.named_role(roles, role), number) for role, number in model.roles.items()]
    groups += list(model.partners.items())
    whose = ", ".join(
        _("{name} ({people})", name=name, people=n_("{n} person", "{n} people", number)) for name, number in groups
    )
    return _("Few people: {whose}.", whose=whose) if whose else ""
