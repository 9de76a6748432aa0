"""Reads what the phase of a partnership asks for next: whom to hear, what to compare, what to write."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from canvas.analysis.beside_others import FEWEST_OTHERS
from canvas.errors import N_, NotFoundError
from canvas.store import Connection, factors, lesson_filter, lessons, moments
from canvas.store.matrix import matrix_summaries
from canvas.store.overview import beside_others, moment_summaries
from canvas.store.overview.filtered_moments import Pair
from canvas.store.overview.voices import voices
from canvas.store.row_types import ListedLesson

MOST_STEPS = 3
MOST_LESSONS = 3  # of others that are named at once


@dataclass(frozen=True)
class NextStep:
    """One step: `kind` is hear, compare, summarise, learn (write a lesson) or report.

    `roles` are those to hear, `since` the label of the moment to compare with, `blocks` how many have notes and no
    summary.
    """

    kind: str
    roles: tuple[str, ...] = ()
    since: str = ""
    blocks: int = 0


@dataclass(frozen=True)
class OthersDid:
    """What others learned that fits: `lessons` (rows of `store.lessons`); `beside`: whether there are enough others."""

    lessons: list[ListedLesson]
    beside: bool


def next_steps(connection: Connection, pair: Pair, roles: Sequence[str]) -> list[NextStep]:
    """Return the steps for a partnership and wave (`pair`), at most MOST_STEPS; `roles` are keys in their order.

    Design hears roles that were not heard yet; a running partnership is compared with the moment before, and hears the
    same; an evaluation writes summaries and a lesson, and takes along what its points rest on. Raises NotFoundError.
    """
    partnership_id, wave_id = pair
    rows = moments.moments(connection, partnership_id)
    now = next((row for row in rows if row["wave_id"] == wave_id), None)
    if now is None:
        raise NotFoundError(N_("Moment"), wave_id)
    heard = {row["role"] for row in voices(connection, partnership_id) if row["wave_id"] == wave_id and row["heard"]}
    silent = tuple(role for role in roles if role not in heard)
    before = [row["label"] for row in rows if row["position"] < now["position"]]
    to_hear = [NextStep("hear", roles=silent)] if silent else []
    compare = [NextStep("compare", since=before[-1])] if before else []
    if now["phase"] == "design":
        return to_hear
    if now["phase"] == "running":
        return compare + to_hear
    noted = {cell["block"] for cell in moment_summaries.cells(connection, [pair]) if cell["notes"]}
    written = {key[2] for key in matrix_summaries.of_moments(connection, [pair], "block")}
    without = len(noted - written)
    summarise = [NextStep("summarise", blocks=without)] if without else []
    learned = any(row["wave_id"] == wave_id for row in lessons.every(connection, partnership_id=partnership_id))
    learn = [NextStep("learn")] if noted and not learned else []
    return [*summarise, *learn, *([NextStep("report")] if noted else []), *compare, *to_hear][:MOST_STEPS]


def what_others_did(connection: Connection, pair: Pair) -> OthersDid:
    """Return what a partnership at a wave (`pair`) can learn from others.

    Lessons fit it by its phase, and by blocks and factors that somebody rated 1 or 2 there. Raises NotFoundError.
    """
    partnership_id, wave_id = pair
    phase = moments.moment(connection, *pair)["phase"]
    weak_blocks = [cell["block"] for cell in moment_summaries.cells(connection, [pair]) if _is_weak(cell)]
    weak_factors = [cell["factor"] for cell in factors.of_moments(connection, [pair]) if _is_weak(cell)]
    fitting = lesson_filter.fitting(connection, partnership_id, phase, weak_blocks, weak_factors, MOST_LESSONS)
    return OthersDid(fitting, beside_others.has_others(connection, wave_id, partnership_id, FEWEST_OTHERS))


def _is_weak(cell: Mapping) -> bool:
    return cell["rated_1"] + cell["rated_2"] > 0
