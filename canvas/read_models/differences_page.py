"""Reads where the roles of a partnership agree and differ at a moment, and what lies behind one row of that."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from canvas.analysis import differences
from canvas.read_models.rated_answers import AnswerSources, answer_sources, block_answers
from canvas.store import Connection
from canvas.store.notes import notes
from canvas.store.overview import filtered_counts
from canvas.store.overview.filtered_counts import AttributeFilter
from canvas.store.overview.filtered_moments import Pair
from canvas.store.points import points
from canvas.store.row_types import SourcedNote, TablePoint


@dataclass(frozen=True)
class DifferencesPage:
    """The differences at a moment per block and per question (rows of `analysis.differences`), and what they rest on.

    `cells` are rows of `filtered_counts.cells`, `points` of `store.points.points.of_moment`, `notes` those that points
    rest on, by id. What differs is worked out once it is asked for: a screen says its first words before.
    """

    cells: Sequence[Mapping]
    points: list[TablePoint]
    notes: dict[str, SourcedNote]
    blocks: Sequence[str]
    roles: Sequence[str]
    table_roles: Sequence[str]

    @cached_property
    def per_block(self) -> list[dict]:
        """Return the rows of blocks, what differs most first."""
        return differences.per_block(*self._basis)

    @cached_property
    def per_question(self) -> list[dict]:
        """Return the rows of questions, what differs most first."""
        return differences.per_question(*self._basis)

    @property
    def _basis(self) -> tuple:
        return self.cells, self.points, self.notes, self.blocks, self.roles, self.table_roles


@dataclass(frozen=True)
class DifferenceDrawer:
    """What lies behind a row: notes (rows of `notes.with_sources`), answers that rate it, and their interviews."""

    notes: list[SourcedNote]
    answers: list[dict]
    sources: AnswerSources


def differences_page(
    connection: Connection,
    pair: Pair,
    filters: Sequence[AttributeFilter],
    blocks: Sequence[str],
    roles: Sequence[str],
    table_roles: Sequence[str],
) -> DifferencesPage:
    """Return the differences at a moment by what respondents within the filters said.

    Points stand whole, whoever they rest on. `blocks` are those in scope, `table_roles` those of the `roles` that have
    a row in the perspectives table.
    """
    cells = filtered_counts.cells(connection, [pair], filters)
    of_table = points.of_moment(connection, *pair)
    linked = notes.with_sources(connection, note_ids=[note_id for point in of_table for note_id in point["notes"]])
    by_id = {note["id"]: note for note in linked}
    return DifferencesPage(cells, of_table, by_id, blocks, list(roles), table_roles)


def difference_drawer(
    connection: Connection, pair: Pair, blocks: Sequence[str], rated: str, filters: Sequence[AttributeFilter]
) -> DifferenceDrawer:
    """Return what respondents within the filters said of blocks at a moment, and how they rated `rated` ("": none).

    Ratings of a success factor are not among them: they are counted elsewhere.
    """
    rows = block_answers(connection, pair, rated, filters) if rated else []
    answers = [row for row in rows if row["factor"] is None and (row["rating"] or row["dont_know"])]
    return DifferenceDrawer(
        notes=notes.with_sources(connection, moments=[pair], blocks=blocks, filters=filters),
        answers=answers,
        sources=answer_sources(connection, answers),
    )
