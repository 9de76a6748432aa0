"""Reads what is held back from who may not see all: how much, of whom, and by which rule."""

from __future__ import annotations

from dataclasses import dataclass

from canvas.errors import N_, UserError
from canvas.store import Connection
from canvas.store.limited import held_back_counts
from canvas.store.limited.limited_views import limits_of
from canvas.store.overview.filtered_moments import Pair


@dataclass(frozen=True)
class HeldBack:
    """What this reading holds back of a moment: of whom fewer than `people` were heard, and how much.

    `roles` (keys) and `partners` (organisations) are with how many of their people were heard. With `checked` points
    that were checked are shown in any case.
    """

    people: int
    checked: bool
    roles: dict[str, int]
    partners: dict[str, int]
    notes: int
    points: int


def held_back(connection: Connection, pair: Pair) -> HeldBack | None:
    """Return what is held back of a partnership and wave (`pair`); None for a reader who sees all."""
    limits = limits_of(connection)
    if limits is None:
        return None
    return HeldBack(
        limits.people,
        limits.checked,
        held_back_counts.few_roles(connection, pair),
        held_back_counts.few_partners(connection, pair),
        held_back_counts.notes_held_back(connection, pair),
        held_back_counts.points_held_back(connection, pair),
    )


def is_held_back(connection: Connection, *pairs: Pair) -> bool:
    """Tell whether words, points or ratings are held back of any of these partnerships and waves.

    Where they are, "nobody", "nothing" and "none" are not for a screen to say of what was said.
    """
    models = [held_back(connection, pair) for pair in pairs]
    return any(model and (model.notes or model.points or model.roles or model.partners) for model in models)


def require_one_person(connection: Connection, place: str) -> None:
    """Raise UserError, which names `place`, for a reader who may not read what one person said, word by word."""
    if limits_of(connection):
        raise UserError(
            place,
            N_("leads do not read what one person said, word by word."),
            N_("The canvas and the perspectives show what was said, without who said it."),
        )
