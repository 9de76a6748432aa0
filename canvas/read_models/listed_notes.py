"""Reads what a list of notes shows: the notes behind a figure, where each comes from, and what rests on it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from canvas.report.origins import Origin, origins
from canvas.store import Connection, agreements, respondents
from canvas.store.notes import notes, provenance
from canvas.store.points import points
from canvas.store.row_types import SourcedNote
from canvas.store.themes import themes


@dataclass(frozen=True)
class ListedNotes:
    """What stands around the notes of a list, each by note id; notes without any are left out.

    `origins` are where they come from, `versions` rows of `provenance.versions`, `points` those that rest on them (rows
    of `points.points_by_note`), `themes` rows of `themes.of_notes`. `departed` are by code those who said them whose
    partner has left since (`respondents.departed`), `agreements` the ids of what was agreed on actions.
    """

    origins: dict[str, Origin]
    versions: dict[str, list[dict]]
    points: dict[str, list[dict]]
    themes: dict[str, list[dict]]
    departed: dict[str, dict]
    agreements: dict[str, str]


def drawer_notes(connection: Connection, note_filter: Mapping) -> list[SourcedNote]:
    """Return the notes that `store.notes.with_sources(**note_filter)` gives, or those with its `note_ids`."""
    if "note_ids" in note_filter:
        return notes.by_ids(connection, note_filter["note_ids"])
    return notes.with_sources(connection, **note_filter)


def listed_notes(connection: Connection, rows: Sequence[Mapping]) -> ListedNotes:
    """Return what stands around these notes, rows of `store.notes.notes.with_sources`."""
    note_ids = [row["id"] for row in rows]
    return ListedNotes(
        origins=origins(connection, rows),
        versions=provenance.versions(connection, note_ids),
        points=points.points_by_note(connection, note_ids),
        themes=themes.of_notes(connection, note_ids),
        departed=respondents.departed(connection, [code for row in rows for code in row["codes"]]),
        agreements=agreements.of_notes(connection, [row["id"] for row in rows if row["kind"] == "action"]),
    )


def themes_of_form(connection: Connection, carried: Sequence[str]) -> dict[str, str]:
    """Return by id the names of the themes that a note's form offers: those in use, and those it carries (by id)."""
    every = themes.tree(connection, retired=True)
    return {row["id"]: row["name"] for row in every if not row["retired"] or row["id"] in carried}
