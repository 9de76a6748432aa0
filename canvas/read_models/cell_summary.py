"""Reads the summary of one cell of a matrix as it stands."""

from __future__ import annotations

from canvas.store import Connection
from canvas.store.matrix import matrix_summaries
from canvas.store.overview.filtered_moments import Pair


def cell_summary(connection: Connection, pair: Pair, axis: str, key: str, since: str) -> dict | None:
    """Return the summary of a cell (row of `matrix_summaries.of_moments`), or None where there is none."""
    return matrix_summaries.of_moments(connection, [pair], axis, since).get((*pair, key))
