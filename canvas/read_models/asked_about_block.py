"""Reads who was asked about a block of the canvas, and what became of it."""

from __future__ import annotations

from collections.abc import Sequence

from canvas.store import Connection, answers
from canvas.store.overview import filtered_counts
from canvas.store.overview.filtered_counts import AttributeFilter
from canvas.store.overview.filtered_moments import Pair


def asked_about_block(connection: Connection, pair: Pair, block: str, filters: Sequence[AttributeFilter]) -> list[dict]:
    """Return the answers asked on a block at a partnership and wave: rows of `store.answers.of_block`.

    With `filters` on respondents, they are those of interviews in which such a one took part.
    """
    rows = answers.of_block(connection, *pair, block)
    of_respondents = [condition for condition in filters if condition.scope == "respondent"]
    if not of_respondents:
        return rows
    ids = filtered_counts.interview_ids(connection, *pair, of_respondents)
    return [row for row in rows if row["interview_id"] in ids]
