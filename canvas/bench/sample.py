"""What of a study is asked for while its views are timed: other partnerships, blocks and words at every turn."""

from __future__ import annotations

import random
from dataclasses import dataclass

from canvas import method
from canvas.store import Connection, moments, study_settings
from canvas.store.overview import filtered_moments
from canvas.store.overview.filtered_moments import MomentFilter, Pair
from canvas.store.themes import themes

SEED = 11
PLACES = 40  # moments that are asked for in turn


@dataclass(frozen=True)
class Sample:
    """One turn: a moment and an earlier one of its partnership, fifty others, and one of each thing to ask by."""

    pair: Pair
    earlier: Pair
    position: int  # the place of its wave
    code: str
    page: tuple[Pair, ...]
    start: int  # of the page, among all moments in the order of names
    wave: str
    role: str
    block: str
    theme: str
    factor: int
    blocks: tuple[str, ...]
    roles: tuple[str, ...]
    rows: tuple[str, ...]


def samples(connection: Connection) -> list[Sample]:
    """Return the turns of a study, the same each time; none where it has no moments."""
    about = study_settings.describe(connection)
    moment_rows = moments.moments(connection)
    if about is None or not moment_rows:
        return []
    chance = random.Random(SEED)
    roles = method.roles(about["own_roles"])
    pairs = [(row["partnership_id"], row["wave_id"]) for row in moment_rows]
    codes = {row["partnership_id"]: row["code"] for row in moment_rows}
    positions = {row["wave_id"]: row["position"] for row in moment_rows}
    by_partnership: dict[str, list[Pair]] = {}
    for pair in pairs:
        by_partnership.setdefault(pair[0], []).append(pair)
    tree = [row["id"] for row in themes.tree(connection)] or [""]
    made = []
    for pair in chance.choices(pairs, k=PLACES):
        mine = by_partnership[pair[0]]
        start = chance.randrange(max(1, len(pairs) - filtered_moments.MOMENTS_A_PAGE + 1))
        wave = chance.choice(moments.waves(connection))["id"]
        of_wave = filtered_moments.pairs_of(connection, MomentFilter(waves=(wave,)))
        first = chance.randrange(max(1, len(of_wave) - filtered_moments.MOMENTS_A_PAGE + 1))
        made.append(
            Sample(
                pair,
                mine[max(0, mine.index(pair) - 1)],
                positions[pair[1]],
                codes[pair[0]],
                tuple(of_wave[first : first + filtered_moments.MOMENTS_A_PAGE]),
                start,
                wave,
                chance.choice(list(method.standard_roles())),
                chance.choice(about["blocks"]),
                chance.choice(tree),
                chance.choice(list(method.factors())),
                tuple(about["blocks"]),
                tuple(roles),
                tuple(role.key for role in roles.values() if role.in_table),
            )
        )
    return made
