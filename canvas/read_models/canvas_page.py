"""Reads what the canvas screen shows: the notes of a moment, the cells they count in, and who was interviewed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from canvas.analysis.overview import blocks_covered
from canvas.store import Connection
from canvas.store.notes import notes
from canvas.store.overview import filtered_counts
from canvas.store.overview.filtered_counts import AttributeFilter
from canvas.store.points import points
from canvas.store.row_types import SourcedNote


@dataclass(frozen=True)
class CanvasPage:
    """The canvas of a partnership at a moment, narrowed to the respondents that were asked for.

    `notes` are rows of `notes.with_sources`, `cells` of `store.overview.filtered_counts.cells`; `covered` is how
    many of the blocks in scope hold a note, `interviews` how many were begun; `weights` how many points rest on a note,
    by id, where any does.
    """

    notes: list[SourcedNote]
    cells: Sequence[Mapping]
    covered: int
    interviews: int
    weights: Mapping[str, int]


def canvas_page(
    connection: Connection, pair: tuple[str, str], filters: Sequence[AttributeFilter], blocks: Sequence[str]
) -> CanvasPage:
    """Return the canvas of a partnership and wave (`pair`); `blocks` are the keys of those in scope."""
    cells = filtered_counts.cells(connection, [pair], filters)
    interviews = filtered_counts.interview_counts(connection, filters, pair).get(pair, {})
    shown = notes.with_sources(connection, moments=[pair], filters=filters)
    return CanvasPage(
        notes=shown,
        cells=cells,
        covered=blocks_covered(cells, blocks),
        interviews=interviews.get("under_way", 0) + interviews.get("completed", 0),
        weights=points.weights(connection, [note["id"] for note in shown]),
    )
