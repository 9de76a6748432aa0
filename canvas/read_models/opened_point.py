"""Reads what a point shows in its drawer: its words, the notes it rests on, who signed it, and its history."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from canvas import method
from canvas.store import Connection, moments
from canvas.store.notes import notes
from canvas.store.overview.filtered_moments import Pair
from canvas.store.points import point_versions, points
from canvas.store.row_types import MomentRow, SourcedNote, TablePoint

CANDIDATES = 1000  # notes offered to a point across cases; of a large study there may be millions


@dataclass(frozen=True)
class OpenedPoint:
    """A point (row of `store.points.get`) with what stands behind it.

    `flagged` are rows of `store.points.flagged`, none where nothing changed since it was weighed; `notes` by id those
    it rests on or is flagged for, `author` the name of who wrote it, `versions` those of `point_versions.of_point`.
    """

    point: TablePoint
    flagged: list[dict]
    notes: dict[str, SourcedNote]
    author: str
    versions: list[dict]


@dataclass(frozen=True)
class LinkedPoint:
    """A point that a link names, and the moment of its table (row of `store.moments`); None across cases."""

    point: TablePoint
    moment: MomentRow | None


@dataclass(frozen=True)
class CandidateNotes:
    """Notes that feed the question of a point (rows of `notes.with_sources`), and whether there may be more of them."""

    notes: list[SourcedNote]
    limited: bool


def opened_point(connection: Connection, point_id: str, with_history: bool) -> OpenedPoint:
    """Return a point for its drawer, its versions only where they are to be shown; raises NotFoundError."""
    point = points.get(connection, point_id)
    flagged = points.flagged(connection, point_id)
    note_ids = {*point["notes"], *(flag["note_id"] for row in flagged for flag in row["flags"])}
    return OpenedPoint(
        point=point,
        flagged=flagged,
        notes={row["id"]: row for row in notes.by_ids(connection, list(note_ids))},
        author=point_versions.author(connection, point_id)["name"],
        versions=point_versions.of_point(connection, point_id) if with_history else [],
    )


def linked_point(connection: Connection, point_id: str) -> LinkedPoint:
    """Return the point that a link names, with its moment; raises NotFoundError."""
    point = points.get(connection, point_id)
    if not point["partnership_id"]:
        return LinkedPoint(point, None)
    of_partnership = moments.moments(connection, point["partnership_id"])
    return LinkedPoint(point, next((row for row in of_partnership if row["wave_id"] == point["wave_id"]), None))


def candidate_notes(
    connection: Connection, question: str, pair: Pair | None, within: Sequence[Pair] | None
) -> CandidateNotes:
    """Return the notes of the blocks that feed a question: of the moment `pair`, or without it across all cases.

    Across cases they are those `within` these moments where any are given, at most CANDIDATES.
    """
    blocks = method.blocks_of(question)
    if pair:
        return CandidateNotes(notes.with_sources(connection, blocks=blocks, moments=[pair]), limited=False)
    rows = notes.with_sources(connection, blocks=blocks, moments=within, limit=CANDIDATES)
    return CandidateNotes(rows, limited=len(rows) == CANDIDATES)
