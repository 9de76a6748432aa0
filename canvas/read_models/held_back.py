"""Reads what is held back from who may not see all: how much, of whom, and by which rule."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from canvas.errors import N_, UserError
from canvas.store import Connection
from canvas.store.limited import held_back_counts
from canvas.store.limited.limited_views import limits_of
from canvas.store.overview.filtered_moments import Pair


@dataclass(frozen=True)
class HeldBack:
    """What this reading holds back of a moment: of whom fewer than `people` were heard, and how much.

    `roles` (keys) and `partners` (organisations) are with how many of their people were heard. With `checked` points
    that were checked are shown in any case. `rated_blocks` and `rated_factors` are by role what fewer than `people` of
    it rated, though enough of it were heard: keys of blocks and numbers of factors.
    """

    people: int
    checked: bool
    roles: dict[str, int]
    partners: dict[str, int]
    notes: int
    points: int
    rated_blocks: Mapping[str, Sequence[str]] = field(default_factory=dict)
    rated_factors: Mapping[str, Sequence[int]] = field(default_factory=dict)

    @property
    def any(self) -> bool:
        """Tell whether anything is held back."""
        return bool(self.notes or self.points or self.roles or self.partners or self.any_ratings)

    @property
    def any_ratings(self) -> bool:
        """Tell whether ratings may be held back: of a role, or of a block or factor that few of it rated."""
        return bool(self.roles or self.rated_blocks or self.rated_factors)


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
        held_back_counts.few_raters(connection, pair, "block"),
        {role: list(map(int, of)) for role, of in held_back_counts.few_raters(connection, pair, "factor").items()},
    )


def is_held_back(connection: Connection, *pairs: Pair) -> bool:
    """Tell whether words, points or ratings are held back of any of these partnerships and waves.

    Where they are, "nobody", "nothing" and "none" are not for a screen to say of what was said.
    """
    models = [held_back(connection, pair) for pair in pairs]
    return any(model and model.any for model in models)


def require_one_person(connection: Connection, place: str) -> None:
    """Raise UserError, which names `place`, for a reader who may not read what one person said, word by word."""
    if limits_of(connection):
        raise UserError(
            place,
            N_("leads do not read what one person said, word by word."),
            N_("The canvas and the perspectives show what was said, without who said it."),
        )
