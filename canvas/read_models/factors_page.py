"""Reads how each role rated the success factors: of a partnership at a moment, or across those of a wave."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field

from canvas import method
from canvas.analysis.factors import Standing, rated, standings
from canvas.read_models.held_back import HeldBack, held_back
from canvas.store import Connection, factors, respondents
from canvas.store.limited import held_back_counts
from canvas.store.overview.filtered_counts import AttributeFilter
from canvas.store.overview.filtered_moments import Pair
from canvas.store.row_types import WaveRow


@dataclass(frozen=True)
class FactorsPage:
    """How the factors were rated at a moment (`now`) and at an `earlier` one: rows of `analysis.factors.rated`.

    `earlier` is a row of `store.factors.earlier_moment`, None where there is none, and `before` its ratings. `low` are
    the answers that rate a 1 or a 2 (rows of `store.factors.answers`). `has_respondents` says whether a scan can be
    planned; where nothing was rated `last_rated` leads to where it was: a partnership's code and the place of the wave.
    `held_back` are the roles of which ratings are held back at either moment, and `any_held_back` whether anything is.
    """

    now: list[dict]
    before: list[dict]
    earlier: dict | None
    low: list[dict]
    has_respondents: bool
    last_rated: tuple[str | None, int] | None
    held_back: tuple[str, ...] = ()
    any_held_back: bool = False


@dataclass(frozen=True)
class RatedWaves:
    """The waves at which factors were rated, in their order: rows of id, label and position."""

    waves: list[WaveRow]


@dataclass(frozen=True)
class WaveFactors:
    """How factors were rated across partnerships: `rows` of `analysis.factors.rated`, and the order, weakest first.

    They were asked about in `partnerships` of them, of which `fictional` are. `held_back` are by role the factors of
    which ratings are held back from the reader, at one partnership or more.
    """

    partnerships: int
    fictional: int
    rows: list[dict]
    order: list[Standing]
    held_back: Mapping[str, Collection[int]] = field(default_factory=dict)


def factors_page(
    connection: Connection, pair: Pair, position: int, filters: Sequence[AttributeFilter], roles: Sequence[str]
) -> FactorsPage:
    """Return how respondents within the filters rated factors at a moment, the nth among waves, and before."""
    partnership_id, wave_id = pair
    earlier = factors.earlier_moment(connection, partnership_id, position)
    pairs = [pair, *([(partnership_id, earlier["wave_id"])] if earlier else [])]
    cells = factors.of_moments(connection, pairs, filters)
    hidden = [held_back(connection, at) for at in pairs]
    now, before = (
        rated(
            [cell for cell in cells if (cell["wave_id"] == wave_id) == of_now],
            method.factors(),
            roles,
            _unshown(hidden[0] if of_now else hidden[-1]),
        )
        for of_now in (True, False)
    )
    low = factors.answers(connection, [pair], figure="low", filters=filters)
    return FactorsPage(
        now=now,
        before=before,
        earlier=earlier,
        low=[row for row in low if row["voters"]],  # whoever rated again later is counted there
        has_respondents=bool(respondents.of_partnership(connection, partnership_id)),
        last_rated=None if now else factors.last_moment(connection),
        held_back=tuple(role for role in roles if any(_unshown(model).get(role) for model in hidden)),
        any_held_back=any(model and model.any for model in hidden),
    )


def _unshown(model: HeldBack | None) -> dict[str, Collection[int]]:
    """Return by role the factors of which ratings are held back at a moment; of a role of few people all of them."""
    if model is None:
        return {}
    return {**model.rated_factors, **dict.fromkeys(model.roles, method.factors())}


def rated_waves(connection: Connection) -> RatedWaves:
    """Return the waves at which factors were rated."""
    return RatedWaves(factors.waves(connection))


def factors_of_wave(
    connection: Connection, wave_id: str, filters: Sequence[AttributeFilter], roles: Sequence[str]
) -> WaveFactors:
    """Return how factors were rated at a wave in all partnerships within the filters."""
    partnerships, fictional = factors.count_partnerships(connection, wave_id, filters)
    across = held_back_counts.few_raters_across(connection, wave_id, "factor")
    hidden = {role: list(map(int, of)) for role, of in across.items()}
    rows = rated(factors.of_wave(connection, wave_id, filters), method.factors(), roles, hidden)
    return WaveFactors(partnerships, fictional, rows, standings(rows, method.factors()), hidden)
