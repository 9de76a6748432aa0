"""Reads where the roles of a partnership agree and differ at a moment, and what lies behind one row of that."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from canvas.analysis import differences
from canvas.analysis.difference_quotes import Quote, quotes
from canvas.analysis.findings.aboard import Hearing, aboard
from canvas.analysis.findings.finding import Finding
from canvas.analysis.findings.points import contested
from canvas.read_models.finding_evidence import with_words
from canvas.read_models.held_back import HeldBack, held_back
from canvas.read_models.rated_answers import AnswerSources, answer_sources, block_answers
from canvas.store import Connection, moments, respondents
from canvas.store.notes import notes
from canvas.store.overview import filtered_counts, moment_summaries
from canvas.store.overview.filtered_counts import AttributeFilter
from canvas.store.overview.filtered_moments import Pair
from canvas.store.overview.said_at_moment import said_at_moment
from canvas.store.overview.voices import voices
from canvas.store.points import points
from canvas.store.row_types import SourcedNote, TablePoint


@dataclass(frozen=True)
class DifferencesPage:
    """The differences at a moment per block and per question (rows of `analysis.differences`), and what they rest on.

    `cells` are rows of `filtered_counts.cells`, `points` of `store.points.points.of_moment`, `notes` those that points
    rest on, by id; `words` rows of `said_at_moment`, and `departed` by code those whose partner has left. `fell_silent`
    are the findings on roles heard before and not now, and `last_words` one note by role of what they said then. What
    differs is worked out once it is asked for: a screen says its first words before.
    `hidden` is what is held back from the reader, None for one who sees all.
    """

    cells: Sequence[Mapping]
    points: list[TablePoint]
    notes: dict[str, SourcedNote]
    blocks: Sequence[str]
    roles: Sequence[str]
    table_roles: Sequence[str]
    words: Sequence[Mapping] = ()
    departed: Mapping[str, Mapping] = field(default_factory=dict)
    fell_silent: Sequence[Finding] = ()
    last_words: Mapping[str, SourcedNote] = field(default_factory=dict)
    hidden: HeldBack | None = None

    @property
    def held_back(self) -> bool:
        """Tell whether anything is held back from the reader."""
        return self.hidden is not None and self.hidden.any

    @cached_property
    def unshown(self) -> dict[str, set[str]]:
        """Return by block the roles of which ratings are held back, or may be: of so few that none of theirs show."""
        if self.hidden is None:
            return {}
        roles: dict[str, set[str]] = {block: set() for block in self.blocks}
        for cell in self.cells:
            if cell["role"] in self.hidden.roles and cell["answered"] and cell["block"] in roles:
                roles[cell["block"]].add(cell["role"])
        for role, blocks in self.hidden.rated_blocks.items():
            for block in set(blocks) & roles.keys():
                roles[block].add(role)
        return roles

    @cached_property
    def per_block(self) -> list[dict]:
        """Return the rows of blocks, what differs most first."""
        return differences.holding_back(differences.per_block(*self._basis), self.unshown, self.blocks)

    @cached_property
    def per_question(self) -> list[dict]:
        """Return the rows of questions, what differs most first."""
        return differences.holding_back(differences.per_question(*self._basis), self.unshown, self.blocks)

    def disputed(self, row: Mapping) -> Finding | None:
        """Return the most disputed point of a row as a finding, with a quote of each side; None where none is."""
        standing = [point for point in self.points if point["id"] in row["points"]["ids"]]
        return next(iter(contested(standing, self.notes)), None)

    def unplaced(self, rows: Sequence[Mapping]) -> int:
        """Return how many disputed points stand in none of these rows, as what places them is held back."""
        placed = {point_id for row in rows for point_id in row["points"]["ids"]}
        return len([point for point in contested(self.points, self.notes) if point.basis.points[0] not in placed])

    def quotes(self, row: Mapping, blocks: Sequence[str]) -> list[Quote]:
        """Return the quotes of a row that is no disputed point: `blocks` are those that it takes together."""
        return quotes(row, [words for block in blocks for words in self._words_by_block.get(block, ())])

    @cached_property
    def _words_by_block(self) -> dict[str, list[Mapping]]:
        by_block: dict[str, list[Mapping]] = {}
        for row in self.words:
            by_block.setdefault(row["block"], []).append(row)
        return by_block

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
    words = said_at_moment(connection, pair, filters)
    codes = [code for row in (*words, *linked) for code in row["codes"]]
    departed = respondents.departed(connection, codes)
    fell_silent = _fell_silent(connection, pair, list(roles))
    first_notes = {finding.basis.words[0]: str(finding.names["role"]) for finding in fell_silent if finding.basis.words}
    last_words = {first_notes[note["id"]]: note for note in notes.with_sources(connection, note_ids=list(first_notes))}
    return DifferencesPage(
        cells,
        of_table,
        by_id,
        blocks,
        list(roles),
        table_roles,
        words,
        departed,
        fell_silent,
        last_words,
        held_back(connection, pair),
    )


def _fell_silent(connection: Connection, pair: Pair, roles: Sequence[str]) -> list[Finding]:
    """Return the findings on roles that were heard at an earlier moment and not at this one, with what they said."""
    partnership_id, wave_id = pair
    every = moments.moments(connection, partnership_id)
    place = next((row["position"] for row in every if row["wave_id"] == wave_id), 0)
    up_to = [row for row in every if row["position"] <= place]
    if len(up_to) < 2:
        return []
    cells = moment_summaries.cells(connection, [(partnership_id, row["wave_id"]) for row in up_to])
    hearing = Hearing(up_to, (), voices(connection, partnership_id), cells, roles, ())
    again = [finding for finding in aboard(hearing) if finding.rule == "role_not_heard_again"]
    return with_words(connection, partnership_id, up_to, again)


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
