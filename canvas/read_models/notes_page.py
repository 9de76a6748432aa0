"""Reads what the notes screen shows: what its filter can choose from, and the rows that fit, a page at a time."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from canvas.capture.interviewing import guide_of
from canvas.guides import Guide
from canvas.store import Connection, attributes, guides, moments, partnerships, respondents
from canvas.store.notes import grid
from canvas.store.notes.grid import GridFilter, GridOrder
from canvas.store.row_types import AttributeRow, PartnershipRow, RespondentRow, TreeTheme, WaveRow
from canvas.store.themes import themes


@dataclass(frozen=True)
class NotesFilter:
    """What the filter can choose from: rows of the store's modules of the same names, `guides` by their id there."""

    partnerships: list[PartnershipRow]
    waves: list[WaveRow]
    themes: list[TreeTheme]
    respondents: list[RespondentRow]
    attributes: list[AttributeRow]
    guides: dict[str, Guide]


@dataclass(frozen=True)
class NotesPage:
    """One page of the rows that fit: `total` of them (one more than `grid.COUNTED` where there are more than that).

    `rows` (as `store.notes.grid.by_ids` gives them) begin at place `start`, in this `order`; `newest_first` says that
    there are too many for the order that was asked for.
    """

    total: int
    start: int
    order: GridOrder
    newest_first: bool
    rows: list[dict]


def notes_filter(connection: Connection, codes: Sequence[str]) -> NotesFilter:
    """Return what can be chosen; respondents are those of the partnerships with these codes, or all for none."""
    places = partnerships.every(connection)
    chosen = [row["id"] for row in places if row["code"] in codes]
    return NotesFilter(
        partnerships=places,
        waves=moments.waves(connection),
        themes=themes.tree(connection, retired=True),
        respondents=respondents.every(connection, chosen),
        attributes=attributes.every(connection),
        guides={row["id"]: guide_of(row["content"]) for row in guides.every(connection)},
    )


def notes_page(connection: Connection, show: str, grid_filter: GridFilter, order: GridOrder, start: int) -> NotesPage:
    """Return the page of notes or answers (`show`) that holds place `start`, or the last one where that is past it."""
    total = grid.count(connection, show, grid_filter)
    start = min(start, max(0, total - 1) // grid.ROWS_A_PAGE * grid.ROWS_A_PAGE)
    newest_first = total > grid.COUNTED and not grid.can_sort_all(order)
    order = GridOrder() if newest_first else order
    return NotesPage(total, start, order, newest_first, grid.page(connection, show, grid_filter, order, start))
