"""Reads what others learned that fits a moment, and whether there are enough of them to stand beside."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from canvas.analysis.beside_others import FEWEST_OTHERS
from canvas.store import Connection, factors, lesson_filter, moments
from canvas.store.overview import beside_others, moment_summaries
from canvas.store.overview.filtered_moments import Pair
from canvas.store.row_types import ListedLesson

MOST_LESSONS = 3  # of others that are named at once


@dataclass(frozen=True)
class OthersDid:
    """What others learned that fits: `lessons` (rows of `store.lessons`); `beside`: whether there are enough others."""

    lessons: list[ListedLesson]
    beside: bool


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
