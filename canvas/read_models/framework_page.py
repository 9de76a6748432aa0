"""Reads the framework matrix of the comparison: its themes, its cells with their summaries, and a cell's drawer."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from canvas.analysis.framework import framework, heard
from canvas.store import Connection
from canvas.store.matrix import matrix_summaries
from canvas.store.notes import notes
from canvas.store.overview import moment_summaries
from canvas.store.overview.filtered_moments import Pair
from canvas.store.row_types import SourcedNote, TreeTheme
from canvas.store.themes import theme_cells, themes


@dataclass(frozen=True)
class GoneSummary:
    """A summary of a theme that was merged into another (`merged_into`, its name, or "") or retired since."""

    pair: Pair
    theme: str
    merged_into: str
    summary: dict


@dataclass(frozen=True)
class FrameworkPage:
    """The cells of the matrix, a row per moment (`analysis.framework`), and what was written of themes gone since."""

    rows: list[list[dict]]
    gone: list[GoneSummary]


@dataclass(frozen=True)
class SummaryDrawer:
    """A cell of the matrix: its summary (None where there is none), why it is flagged, and its `notes`.

    `elsewhere` are the notes it rests on that are no longer in the cell; `history_id` is set once it was ever written.
    """

    summary: dict | None
    flags: list[dict]
    notes: list[SourcedNote]
    elsewhere: list[SourcedNote]
    history_id: str | None


def offered_themes(connection: Connection) -> list[TreeTheme]:
    """Return the themes that a table can be of, those no longer in use included: rows of `store.themes.tree`."""
    return themes.tree(connection, retired=True)


def framework_page(
    connection: Connection,
    pairs: Sequence[Pair],
    axis: str,
    keys: Sequence[str],
    blocks: Sequence[str],
    offered: Sequence[str],
) -> FrameworkPage:
    """Return the matrix of the moments at these pairs along an axis (block, question or theme); `keys` are its columns.

    A summary is of all that was said in the `blocks` in scope, so all of it is counted. `offered` are all columns that
    there are, also those that are not drawn.
    """
    if axis == "theme":
        counts = theme_cells.of_moments(connection, pairs, {key: [key] for key in keys})
    else:
        counts = [row for row in moment_summaries.cells(connection, pairs) if row["block"] in blocks]
    written = matrix_summaries.of_moments(connection, pairs, axis)
    flagged = matrix_summaries.flagged(connection, [row["id"] for row in written.values()])
    gone = _gone(connection, written, {*offered}) if axis == "theme" else []
    return FrameworkPage(framework(pairs, keys, heard(counts, axis), written, flagged), gone)


def summary_drawer(
    connection: Connection, at: tuple[str, str, str], axis: str, since: str, note_filter: Mapping
) -> SummaryDrawer:
    """Return the cell `at` a partnership, wave and key; `note_filter` picks its notes (`notes.with_sources`)."""
    partnership_id, wave_id, key = at
    summary = matrix_summaries.of_moments(connection, [(partnership_id, wave_id)], axis, since).get(at)
    flags = matrix_summaries.flagged(connection, [summary["id"]]).get(summary["id"], []) if summary else []
    own = notes.with_sources(connection, **note_filter)
    gone = {*(summary["notes"] if summary else ())} - {row["id"] for row in own}
    return SummaryDrawer(
        summary=summary,
        flags=flags,
        notes=own,
        elsewhere=notes.by_ids(connection, sorted(gone)) if gone else [],
        history_id=matrix_summaries.find(connection, partnership_id, wave_id, axis, key, since),
    )


def summary_versions(connection: Connection, summary_id: str) -> list[dict]:
    """Return the versions of a summary, the newest first: rows of `store.matrix.matrix_summaries.versions`."""
    return matrix_summaries.versions(connection, summary_id)


def _gone(connection: Connection, written: Mapping[tuple[str, str, str], dict], offered: set[str]) -> list[GoneSummary]:
    if not {theme_id for _partnership_id, _wave_id, theme_id in written} - offered:
        return []
    ever = {row["id"]: row for row in themes.all_with_merged(connection)}
    gone = []
    for (partnership_id, wave_id, theme_id), summary in written.items():
        theme = ever.get(theme_id)
        if theme and theme_id not in offered and (theme["retired"] or theme["merged_into"]):
            into = ever.get(theme["merged_into"] or "")
            gone.append(GoneSummary((partnership_id, wave_id), theme["name"], into["name"] if into else "", summary))
    return gone
