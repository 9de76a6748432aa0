"""Reads what a finding rests on: the points, notes and rated answers behind its ids, and ids that a rule leaves out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from canvas.analysis.findings.finding import Basis, Finding
from canvas.analysis.findings.same_people import with_same_people
from canvas.read_models.rated_answers import AnswerSources, answer_sources
from canvas.store import Connection, answers, respondents
from canvas.store.counts.votes import votes_by_person
from canvas.store.notes import notes
from canvas.store.overview.filtered_counts import AttributeFilter, of_respondents, respondents_query
from canvas.store.overview.filtered_moments import Pair
from canvas.store.overview.voices import VoiceRow, last_notes_of
from canvas.store.points import points
from canvas.store.row_types import MomentRow, SourcedNote, TablePoint


@dataclass(frozen=True)
class FindingEvidence:
    """What a finding rests on: points (rows of `points.points`), notes (`notes.with_sources`) and rated answers.

    `answers` are rows of `store.answers.by_ids`, `sources` where they were given; `words` are notes in which those it
    is about spoke last.
    """

    points: list[TablePoint]
    notes: list[SourcedNote]
    answers: list[dict]
    sources: AnswerSources
    words: Sequence[SourcedNote] = ()

    def by_stance(self) -> dict[str, list[SourcedNote]]:
        """Return the notes by how they bear on the point that the finding is about; those it does not rest on under ''.

        Where it is about no point, or about more, all stand under ''.
        """
        bearing = self.points[0]["notes"] if len(self.points) == 1 else {}
        grouped: dict[str, list[SourcedNote]] = {how: [] for how in (*points.STANCES, "")}
        for note in self.notes:
            grouped[bearing.get(note["id"], "")].append(note)
        return {how: of_stance for how, of_stance in grouped.items() if of_stance}


def finding_evidence(connection: Connection, basis: Basis) -> FindingEvidence:
    """Return what these ids stand for; what is no longer there is left out."""
    answered = answers.by_ids(connection, basis.answers)
    note_ids = list(dict.fromkeys([*basis.notes, *basis.words]))
    by_id = {note["id"]: note for note in notes.by_ids(connection, note_ids)}
    return FindingEvidence(
        points.by_ids(connection, basis.points),
        [by_id[note_id] for note_id in basis.notes if note_id in by_id],
        answered,
        answer_sources(connection, answered),
        [note for note_id, note in by_id.items() if note_id in set(basis.words) - set(basis.notes)],
    )


def with_words(
    connection: Connection,
    partnership_id: str,
    until_now: Sequence[MomentRow],
    heard: Sequence[VoiceRow],
    findings: Sequence[Finding],
) -> list[Finding]:
    """Return findings on partners and roles with their people's last words up to this moment: beside their basis.

    `heard` are the voices of the partnership.
    """
    people = {person for finding in findings for person in finding.basis.respondents}
    waves = [moment["wave_id"] for moment in until_now]
    last = last_notes_of(connection, partnership_id, people, waves, heard)

    def with_last(finding: Finding) -> Finding:
        note_ids = [note_id for person in finding.basis.respondents for note_id in last.get(person, [])]
        return replace(finding, basis=replace(finding.basis, words=tuple(dict.fromkeys(note_ids))))

    return [with_last(finding) for finding in findings]


def with_answers(connection: Connection, pairs: Sequence[Pair], findings: Sequence[Finding]) -> list[Finding]:
    """Return findings on ratings of a block or a factor with the answers that gave them, at these moments."""
    answer_ids = answers.rated(connection, pairs) if findings else {}

    def complete(finding: Finding) -> Finding:
        names = finding.names
        about = int(str(names["factor"])) if "factor" in names else str(names["block"])
        ids = answer_ids.get((str(names["role"]), about), ())
        return replace(finding, basis=replace(finding.basis, answers=tuple(ids)))

    return [complete(finding) for finding in findings]


def with_votes(
    connection: Connection,
    pairs: tuple[Pair, Pair],
    findings: Sequence[Finding],
    filters: Sequence[AttributeFilter] = (),
) -> list[Finding]:
    """Return findings on ratings that changed between two moments with what those did who rated at both.

    `filters` are on whom the ratings are counted.
    """
    if not findings:
        return []
    on_respondents = of_respondents(filters)
    within = respondents_query(on_respondents) if on_respondents else None
    votes = votes_by_person(connection, pairs, within)
    departed = respondents.departed(connection, {vote["code"] for vote in votes})
    return with_same_people(findings, votes, (pairs[0][1], pairs[1][1]), departed)
