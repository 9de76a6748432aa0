"""Reads which roles of the study fell silent, a page at a time: heard before, and not at the newest moment."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from canvas.store import Connection, moments
from canvas.store.overview import fell_silent
from canvas.store.overview.filtered_moments import MOMENTS_A_PAGE, page_start


@dataclass(frozen=True)
class FellSilentPage:
    """How many roles fell silent, in how many partnerships, and those from place `start` on.

    `rows` are those of `store.overview.fell_silent.fallen_silent`, each with `wave` and `last_wave`, their labels.
    """

    roles: int
    partnerships: int
    start: int
    rows: list[dict]


def fell_silent_page(connection: Connection, roles: Sequence[str], start: int = 0) -> FellSilentPage:
    """Return the page that begins at `start`, or the last where there are fewer by now; `roles` are keys in order."""
    every = fell_silent.fallen_silent(connection, roles)
    start = page_start(start, len(every))
    labels = {row["position"]: row["label"] for row in moments.waves(connection)}
    rows = [
        row | {"wave": labels[row["position"]], "last_wave": labels[row["last_position"]]}
        for row in every[start : start + MOMENTS_A_PAGE]
    ]
    return FellSilentPage(len(every), len({row["partnership_id"] for row in every}), start, rows)
