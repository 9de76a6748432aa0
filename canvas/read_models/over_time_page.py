"""Reads two moments of a partnership side by side, why a block changed, and the ratings over all its moments."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from canvas.analysis.findings.aboard import Hearing
from canvas.analysis.findings.between_moments import Points, TwoMoments, between_moments
from canvas.analysis.findings.finding import Finding
from canvas.analysis.over_time import blocks_compared
from canvas.read_models.finding_evidence import FindingEvidence, finding_evidence, with_answers, with_votes, with_words
from canvas.read_models.held_back import HeldBack, held_back
from canvas.read_models.state_of_affairs import givings_of
from canvas.speech import today
from canvas.store import Connection, factors, moments, partnerships
from canvas.store.limited import held_back_counts
from canvas.store.matrix import matrix_summaries
from canvas.store.notes import notes
from canvas.store.overview import filtered_counts, moment_summaries, two_moments
from canvas.store.overview.filtered_counts import AttributeFilter
from canvas.store.overview.filtered_moments import Pair
from canvas.store.overview.voices import voices
from canvas.store.points import points
from canvas.store.row_types import SourcedNote

NO_REASON: dict = {"id": None, "text": "", "revision": 0, "by": "", "changed_at": None, "notes": []}


@dataclass(frozen=True)
class ChangesPage:
    """What changed from one moment to another: `changes` first, and per block (`analysis.over_time.blocks_compared`).

    `noted` are the waves with notes, also where these are held back from the reader; without notes at either nothing is
    compared, and `changes` is None. `reasons` are by block: rows of `matrix_summaries.of_moments`.
    """

    noted: set[str]
    changes: TwoMoments | None
    blocks: dict[str, dict]
    reasons: dict[str, dict]


@dataclass(frozen=True)
class ReasonDrawer:
    """Why a block changed: the reason as it stands (or NO_REASON), and notes of both moments by id."""

    reason: dict
    notes: dict[str, SourcedNote]


@dataclass(frozen=True)
class RatingsOverTime:
    """The ratings of blocks (rows of `filtered_counts.cells`) or of factors (`store.factors.of_moments`).

    `hidden` says by wave what is held back from the reader, where anything may be.
    """

    cells: Sequence[Mapping]
    hidden: Mapping[str, HeldBack] = field(default_factory=dict)

    def is_unshown(self, wave_id: str, role: str, item: str | int) -> bool:
        """Tell whether ratings by a role of a block (key) or factor (number) are held back at a moment, or may be."""
        model = self.hidden.get(wave_id)
        return model is not None and (role in model.roles or (item, role) in _few_rated(model))

    @property
    def unshown(self) -> set[tuple[str | int, str]]:
        """Return the blocks and factors with the roles of which ratings are held back at any of the moments."""
        return {place for model in self.hidden.values() for place in _few_rated(model)}


def changes_page(
    connection: Connection,
    partnership_id: str,
    waves: tuple[str, str],
    filters: Sequence[AttributeFilter],
    blocks: Sequence[str],
    roles: Sequence[str],
) -> ChangesPage:
    """Return what changed from the first to the second of these waves, by what respondents within the filters said.

    `blocks` are the keys of those in scope. Points, partners and roles stand whole, whoever is within the filters.
    """
    since, until = waves
    pairs = [(partnership_id, wave_id) for wave_id in waves]
    rows = two_moments.notes_at_waves(connection, partnership_id, list(waves), filters)
    hidden_models = [held_back(connection, pair) for pair in pairs]
    # who came, who went and what may be shown of ratings is no less so where the words are held back
    noted = {row["wave_id"] for row in rows} | {
        wave_id for wave_id, model in zip(waves, hidden_models, strict=True) if model and model.notes
    }
    if noted != {*waves}:
        return ChangesPage(noted, None, {}, {})
    themes = two_moments.themes_at_waves(connection, partnership_id, list(waves), filters)
    cells = filtered_counts.cells(connection, pairs, filters)
    before, after = (points.of_moment(connection, *pair) for pair in pairs)
    hidden = held_back_counts.are_points_held_back(connection, *pairs)
    reasons = matrix_summaries.of_moments(connection, pairs[1:], "block", since)
    rated: dict[str, Sequence[Mapping]] = {
        "block": [cell for cell in cells if cell["block"] in blocks],
        "factor": factors.of_moments(connection, pairs, filters),
    }
    changes = between_moments(
        _hearing(connection, partnership_id, waves, roles),
        Points(before, after, hidden),
        rated,
        any(model and model.any_ratings for model in hidden_models),
    )
    ratings = with_votes(connection, (pairs[0], pairs[1]), changes.parts["ratings"], filters)
    return ChangesPage(
        noted=noted,
        changes=replace(changes, parts={**changes.parts, "ratings": ratings}),
        blocks=blocks_compared(rows, themes, cells, since, until, blocks, list(roles)),
        reasons={block: row for (_partnership_id, _wave_id, block), row in reasons.items()},
    )


def change_evidence(
    connection: Connection, partnership_id: str, waves: tuple[str, str], finding: Finding
) -> FindingEvidence:
    """Return what a finding on these two moments rests on: of ratings the answers, of people what they said last."""
    if "n_before" in finding.names:
        (finding,) = with_answers(connection, [(partnership_id, wave_id) for wave_id in waves], [finding])
    elif finding.basis.respondents:
        rows = moments.moments(connection, partnership_id)
        until = next(row["position"] for row in rows if row["wave_id"] == waves[1])
        up_to = [row for row in rows if row["position"] <= until]
        (finding,) = with_words(connection, partnership_id, up_to, voices(connection, partnership_id), [finding])
    return finding_evidence(connection, finding.basis)


def _hearing(connection: Connection, partnership_id: str, waves: tuple[str, str], roles: Sequence[str]) -> Hearing:
    rows = {row["wave_id"]: row for row in moments.moments(connection, partnership_id)}
    since, until = (rows[wave_id] for wave_id in waves)
    up_to = [row for row in rows.values() if row["position"] <= until["position"]]
    return Hearing(
        up_to,
        partnerships.partners(connection, partnership_id),
        voices(connection, partnership_id),
        moment_summaries.cells(connection, [(partnership_id, row["wave_id"]) for row in up_to]),
        roles,
        (),
        givings_of(connection, partnership_id),
        since,
        today().isoformat(),
    )


def reason_drawer(connection: Connection, pair: Pair, since: str, block: str, note_ids: Sequence[str]) -> ReasonDrawer:
    """Return why a block at a moment is not as it was at the wave `since`, and these notes as they are now."""
    rows = notes.by_ids(connection, note_ids)
    return ReasonDrawer(change_reason(connection, pair, since, block), {row["id"]: row for row in rows})


def change_reason(connection: Connection, pair: Pair, since: str, block: str) -> dict:
    """Return the reason why a block changed since a wave, a row of `matrix_summaries.of_moments`, or NO_REASON."""
    reasons = matrix_summaries.of_moments(connection, [pair], "block", since)
    return reasons.get((*pair, block), NO_REASON)


def reason_versions(connection: Connection, reason_id: str) -> list[dict]:
    """Return the versions of a reason, the newest first: rows of `matrix_summaries.versions`."""
    return matrix_summaries.versions(connection, reason_id)


def ratings_over_time(
    connection: Connection, pairs: Sequence[Pair], of: str, filters: Sequence[AttributeFilter]
) -> RatingsOverTime:
    """Return how respondents within the filters rated "blocks" or "factors" (`of`) at the moments at these pairs."""
    read = filtered_counts.cells if of == "blocks" else factors.of_moments
    models = {pair[1]: held_back(connection, pair) for pair in pairs}
    return RatingsOverTime(
        read(connection, pairs, filters), {wave_id: model for wave_id, model in models.items() if model}
    )


def _few_rated(model: HeldBack) -> set[tuple[str | int, str]]:
    return {
        (item, role)
        for by_role in (model.rated_blocks, model.rated_factors)
        for role, items in by_role.items()
        for item in items
    }
