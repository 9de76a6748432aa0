"""Reads which roles of the study fell silent, a page at a time: heard before, and not at the newest moment."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from canvas.store import Connection
from canvas.store.overview import fell_silent
from canvas.store.overview.filtered_moments import MOMENTS_A_PAGE, page_start


@dataclass(frozen=True)
class FellSilentPage:
    """How many roles fell silent, in how many partnerships, and those from place `start` on.

    `rows` are those of `store.overview.fell_silent.fallen_silent`.
    """

    roles: int
    partnerships: int
    start: int
    rows: list[dict]


def fell_silent_page(connection: Connection, roles: Sequence[str], start: int = 0) -> FellSilentPage:
    """Return the page that begins at `start`, or the last where there are fewer by now; `roles` are keys in order."""
    total, partnerships = fell_silent.count_fallen_silent(connection, roles)
    start = page_start(start, total)
    rows = fell_silent.fallen_silent(connection, roles, start, MOMENTS_A_PAGE) if total else []
    return FellSilentPage(total, partnerships, start, rows)
