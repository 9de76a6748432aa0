"""Reads what the perspectives screen shows: the points of one table, the notes they rest on, and who was heard."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from canvas.analysis.findings.finding import Finding
from canvas.analysis.findings.tabled import tabled
from canvas.analysis.perspectives import RoleStanding, hearing, standings_of_roles
from canvas.store import Connection
from canvas.store.limited.held_back_counts import are_points_held_back
from canvas.store.notes import notes
from canvas.store.overview import filtered_cells, moment_summaries
from canvas.store.overview.filtered_counts import AttributeFilter
from canvas.store.overview.filtered_moments import MomentFilter, Pair
from canvas.store.points import points
from canvas.store.row_types import SourcedNote, TablePoint


@dataclass(frozen=True)
class PerspectivesPage:
    """One perspectives table: that of a partnership at a moment, or the one across cases.

    `points` and `taken_off` (what was retired) are rows of `store.points.of_moment`, `notes` by id those of
    `notes.with_sources` that the points rest on, `cells` counts per role and block, `heard` what
    `analysis.perspectives.hearing` makes of them, `flagged` the points of the whole study that ask for another look,
    `rows` the roles with a row, `points_held_back` whether the reader does not see all points of this table.
    """

    points: list[TablePoint]
    taken_off: list[TablePoint]
    notes: dict[str, SourcedNote]
    cells: Sequence[Mapping]
    heard: Mapping[tuple[str, str], Mapping]
    flagged: list[dict]
    rows: Sequence[str] = ()
    points_held_back: bool = False

    @property
    def findings(self) -> list[Finding]:
        """Return what the table comes to: `analysis.findings.tabled`."""
        return tabled(self.points, self.heard, self.rows, held_back=self.points_held_back)

    def standings(self, roles: Sequence[str]) -> list[RoleStanding]:
        """Return why a role of `roles` has no row or no point, and where its points go."""
        return standings_of_roles(self.points, self.notes, self.cells, roles, self.rows)

    @property
    def flags(self) -> dict[str, list[dict]]:
        """Return per point what became of its notes, for those points that ask for another look."""
        return {row["id"]: row["flags"] for row in self.flagged}


def perspectives_page(
    connection: Connection, pair: Pair | None, filters: Sequence[AttributeFilter], rows: Sequence[str]
) -> PerspectivesPage:
    """Return the table of a partnership and wave, or without `pair` the one across cases.

    Across cases those partnerships are heard within the `filters`; `rows` are the keys of the roles with a row.
    """
    partnership_id, wave_id = pair or (None, None)
    of_table = points.of_moment(connection, partnership_id, wave_id)
    if pair:
        cells = moment_summaries.cells(connection, [pair])
    else:
        cells = filtered_cells.block_totals(connection, MomentFilter(attribute_filters=tuple(filters)))
    return PerspectivesPage(
        points=of_table,
        taken_off=points.of_moment(connection, partnership_id, wave_id, retired=True),
        notes=_by_id(
            notes.with_sources(connection, note_ids=[note_id for row in of_table for note_id in row["notes"]])
        ),
        cells=cells,
        heard=hearing(cells, rows),
        flagged=points.flagged(connection),
        rows=rows,
        points_held_back=pair is not None and are_points_held_back(connection, pair)[0],
    )


def _by_id(rows: Sequence[SourcedNote]) -> dict[str, SourcedNote]:
    return {row["id"]: row for row in rows}
