"""Reads what is asked of the rows that are ticked on the notes screen: their notes, themes, and points for them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from canvas.store import Connection
from canvas.store.notes import grid, notes
from canvas.store.notes.grid import GridFilter
from canvas.store.points import points
from canvas.store.row_types import CountedTheme, SourcedNote, TablePoint
from canvas.store.themes import themes


@dataclass(frozen=True)
class CarriedThemes:
    """The themes that some notes carry: by id their names, and how many of the notes carry each."""

    names: dict[str, str]
    note_counts: dict[str, int]


def row_ids(connection: Connection, show: str, grid_filter: GridFilter) -> list[str]:
    """Return the ids of the notes or answers (`show`) that fit, at most `grid.AT_ONCE`."""
    return grid.ids(connection, show, grid_filter)


def note_ids_of_answers(connection: Connection, answer_ids: Sequence[str]) -> list[str]:
    """Return the ids of the standing notes of these answers."""
    return grid.notes_of_answers(connection, answer_ids)


def standing_notes(connection: Connection, note_ids: Sequence[str]) -> dict[str, SourcedNote]:
    """Return by id those of these notes that stand, as `store.notes.notes.with_sources` gives them."""
    return {row["id"]: row for row in notes.by_ids(connection, note_ids) if not row["retired"]}


def themes_to_give(connection: Connection) -> dict[str, CountedTheme]:
    """Return by id the themes in use, in the order of the tree: rows of `store.themes.every`, with their depth."""
    return {row["id"]: row for row in themes.every(connection)}


def carried_themes(connection: Connection, note_ids: Sequence[str]) -> CarriedThemes:
    """Return which themes these notes carry."""
    rows = [row for of_note in themes.of_notes(connection, note_ids).values() for row in of_note]
    return CarriedThemes({row["id"]: row["name"] for row in rows}, Counter(row["id"] for row in rows))


def points_to_add_to(connection: Connection, place: tuple[str | None, str | None]) -> dict[str, TablePoint]:
    """Return by id the points at this partnership and wave (None, None: across cases): rows of `points.of_moment`."""
    return {row["id"]: row for row in points.of_moment(connection, *place)}
