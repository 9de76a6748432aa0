"""Whether what belongs together stands together: notes with what they came from, people with their partnership."""

from __future__ import annotations

from collections.abc import Iterator

import sqlalchemy as sa

from canvas.store.database.schema import (
    agreement,
    answer,
    coding,
    contribution,
    document,
    finding_choice,
    interview,
    interview_respondent,
    lesson,
    lesson_evidence,
    matrix_summary,
    matrix_summary_note,
    note,
    partner,
    partnership_wave,
    passage,
    point,
    point_note,
    point_revision,
    respondent,
    speaker,
    state_summary,
    wave,
)
from canvas.store.points.point_versions import LINKS

Fault = tuple[str, str]
_MOST_NAMED = 20  # rows of a kind that are named
_AT_MOMENTS = (
    (interview, "interview"),
    (note, "note"),
    (point, "point"),
    (matrix_summary, "summary"),
    (agreement, "agreement"),
    (lesson, "lesson"),
    (state_summary, "summary above a state of affairs"),
    (finding_choice, "choice of sentences"),
)


def of_notes(connection: sa.Connection) -> Iterator[Fault]:
    """Give notes that stand elsewhere than what they came from, as (where, what)."""
    place = ("partnership_id", "wave_id", "role")
    beside_interview = [note.c[name].is_distinct_from(interview.c[name]) for name in place]
    rows = sa.select(note.c.id).join_from(note, answer).join(interview, interview.c.id == answer.c.interview_id)
    yield from _faults_of(
        connection, "note", rows.where(sa.or_(*beside_interview)), "stands elsewhere than its interview"
    )
    beside_document = [note.c[name].is_distinct_from(document.c[name]) for name in place[:2]]
    rows = sa.select(note.c.id).join_from(note, passage).join(document, document.c.id == passage.c.document_id)
    yield from _faults_of(
        connection, "note", rows.where(sa.or_(*beside_document)), "stands elsewhere than its document"
    )
    from_an_answer, from_a_passage = note.c.answer_id.is_not(None), note.c.passage_id.is_not(None)
    wrong = sa.or_(
        from_an_answer != (note.c.origin == "answer"),
        from_a_passage != (note.c.origin == "passage"),
    )
    yield from _faults_of(connection, "note", sa.select(note.c.id).where(wrong), "its origin is not what it came from")
    half = note.c.partnership_id.is_(None) != note.c.wave_id.is_(None)
    yield from _faults_of(
        connection, "note", sa.select(note.c.id).where(half), "has a partnership or a moment, not both"
    )


def of_moments(connection: sa.Connection) -> Iterator[Fault]:
    """Give what stands at a moment that its partnership does not have, as (where, what)."""
    for table, name in _AT_MOMENTS:
        used = (
            sa.select(table.c.partnership_id, table.c.wave_id)
            .distinct()
            .where(table.c.partnership_id.is_not(None), table.c.wave_id.is_not(None))
            .subquery()
        )
        at = sa.and_(
            partnership_wave.c.partnership_id == used.c.partnership_id, partnership_wave.c.wave_id == used.c.wave_id
        )
        rows = sa.select(used).outerjoin_from(used, partnership_wave, at).where(partnership_wave.c.wave_id.is_(None))
        for row in connection.execute(rows.order_by(*used.c)):
            yield f"partnership {row[0]}, wave {row[1]}", f"there is no such moment, and a {name} stands at it"


def of_people(connection: sa.Connection) -> Iterator[Fault]:
    """Give people who were heard for a partnership or in a role that is not theirs, as (where, what)."""
    linked = interview_respondent.c
    rows = (
        sa.select(linked.interview_id)
        .join_from(interview_respondent, interview)
        .join(respondent, respondent.c.id == linked.respondent_id)
    )
    for name, what in (("partnership_id", "of another partnership"), ("role", "in another role")):
        wrong = rows.where(interview.c[name] != respondent.c[name])
        yield from _faults_of(connection, "interview", wrong, f"one of its respondents is {what}")
    alone = sa.select(interview.c.id).outerjoin_from(interview, interview_respondent)
    yield from _faults_of(
        connection, "interview", alone.where(linked.respondent_id.is_(None)), "nobody was interviewed"
    )
    elsewhere = partner.c.partnership_id != respondent.c.partnership_id
    rows = sa.select(respondent.c.id).join_from(respondent, partner, partner.c.id == respondent.c.partner_id)
    yield from _faults_of(
        connection, "respondent", rows.where(elsewhere), "speaks for a partner of another partnership"
    )
    rows = sa.select(interview.c.id)
    ended = sa.and_(interview.c.completed_at.is_not(None), interview.c.started_at.is_(None))
    yield from _faults_of(connection, "interview", rows.where(ended), "was completed and never started")
    rows = sa.select(document.c.id).join_from(document, interview, interview.c.id == document.c.interview_id)
    apart = [document.c[name].is_distinct_from(interview.c[name]) for name in ("partnership_id", "wave_id")]
    yield from _faults_of(connection, "document", rows.where(sa.or_(*apart)), "stands elsewhere than its interview")


def of_agreements(connection: sa.Connection) -> Iterator[Fault]:
    """Give agreements and contributions that rest on what is of another partnership, as (where, what)."""
    linked = (
        (agreement, partner, "partner_id"),
        (agreement, note, "note_id"),
        (agreement, point, "point_id"),
        (contribution, partner, "partner_id"),
        (contribution, partner, "other_partner_id"),
        (contribution, note, "note_id"),
        (contribution, respondent, "respondent_id"),
    )
    for table, other, column in linked:
        rows = sa.select(table.c.id).join_from(table, other, other.c.id == table.c[column])
        elsewhere = other.c.partnership_id.is_distinct_from(table.c.partnership_id)
        yield from _faults_of(
            connection, table.name, rows.where(elsewhere), f"its {other.name} is of another partnership"
        )
    earlier, earlier_wave, own_wave = agreement.alias("earlier"), wave.alias("earlier_wave"), wave.alias("own_wave")
    rows = (
        sa.select(agreement.c.id)
        .join_from(agreement, earlier, earlier.c.id == agreement.c.carried_from)
        .join(earlier_wave, earlier_wave.c.id == earlier.c.wave_id)
        .join(own_wave, own_wave.c.id == agreement.c.wave_id)
    )
    other = earlier.c.partnership_id != agreement.c.partnership_id
    yield from _faults_of(connection, "agreement", rows.where(other), "goes on from one of another partnership")
    no_later = earlier_wave.c.position >= own_wave.c.position
    yield from _faults_of(connection, "agreement", rows.where(no_later), "goes on from one of no earlier moment")
    half = (agreement.c.difference_rule == "") & (agreement.c.difference_about != "")
    yield from _faults_of(
        connection, "agreement", sa.select(agreement.c.id).where(half), "rests on a difference of no rule"
    )
    neither = lesson_evidence.c.note_id.is_(None) == lesson_evidence.c.point_id.is_(None)
    yield from _faults_of(
        connection, "lesson", sa.select(lesson_evidence.c.lesson_id).where(neither), "its evidence is no note or point"
    )


def of_links(connection: sa.Connection) -> Iterator[Fault]:
    """Give links of points, summaries and themes to notes that are not as their versions say, as (where, what)."""
    for table, name in ((point_note, "point"), (matrix_summary_note, "summary")):
        later = table.c.seen > note.c.revision
        rows = sa.select(table.c[f"{table.name.removesuffix('_note')}_id"]).join_from(table, note)
        yield from _faults_of(connection, name, rows.where(later), "weighed a version of a note that is not there")
    yield from _stances(connection)
    half = coding.c.removed_at.is_(None) != coding.c.removed_by.is_(None)
    yield from _faults_of(
        connection, "coding of note", sa.select(coding.c.note_id).where(half), "was taken off by nobody"
    )
    since = sa.and_(matrix_summary.c.since != "", matrix_summary.c.since.not_in(sa.select(wave.c.id)))
    yield from _faults_of(
        connection, "summary", sa.select(matrix_summary.c.id).where(since), "is since a wave not there"
    )


def _stances(connection: sa.Connection) -> Iterator[Fault]:
    """Yield notes that stand under a point otherwise than the last version about them says."""
    made, links = point_revision.c, point_revision.c.how.in_(LINKS)
    last = sa.select(made.point_id, made.note_id, sa.func.max(made.number).label("number")).where(links)
    last = last.group_by(made.point_id, made.note_id).subquery()
    rows = (
        sa.select(made.point_id, made.note_id, made.number)
        .join_from(last, point_revision, sa.and_(made.point_id == last.c.point_id, made.number == last.c.number))
        .outerjoin(point_note, sa.and_(point_note.c.point_id == made.point_id, point_note.c.note_id == made.note_id))
        .where(sa.func.coalesce(point_note.c.stance, "taken_off") != made.how)
        .order_by(made.point_id, made.number)
    )
    for row in connection.execute(rows):
        yield f"point {row[0]}, note {row[1]}", f"its link is not that of version {row[2]}"
    # a point that was made in bulk, or by an older workbench, has no versions of its links
    versioned = sa.select(made.point_id).where(
        links, made.point_id.not_in(sa.select(made.point_id).where(made.how == ""))
    )
    both = sa.and_(last.c.point_id == point_note.c.point_id, last.c.note_id == point_note.c.note_id)
    rows = sa.select(point_note.c.point_id, point_note.c.note_id).outerjoin_from(point_note, last, both)
    rows = rows.where(last.c.number.is_(None), point_note.c.point_id.in_(versioned))
    for row in connection.execute(rows.order_by(point_note.c.point_id, point_note.c.note_id)):
        yield f"point {row[0]}, note {row[1]}", "no version tells of this link"


def of_states(connection: sa.Connection) -> Iterator[Fault]:
    """Give answers whose state is not what they hold, as (where, what)."""
    of = answer.c
    heard = sa.or_(of.text != "", of.rating.is_not(None), of.dont_know.is_(True))
    yield from _faults_of(
        connection, "answer", sa.select(of.id).where(of.state == "open", heard), "says something and is open"
    )
    both = sa.and_(of.rating.is_not(None), of.dont_know.is_(True))
    yield from _faults_of(connection, "answer", sa.select(of.id).where(both), "is rated and not known at once")
    silent = sa.and_(of.state == "answered", sa.not_(heard))
    yield from _faults_of(connection, "answer", sa.select(of.id).where(silent), "is answered and says nothing")


def of_speakers(connection: sa.Connection) -> Iterator[Fault]:
    """Give speakers matched with a respondent who are not said to be one, as (where, what)."""
    wrong = sa.and_(speaker.c.respondent_id.is_not(None), speaker.c.part != "respondent")
    rows = sa.select(speaker.c.document_id).where(wrong)
    yield from _faults_of(connection, "document", rows, "a speaker is a respondent, and not said to be one")


def _faults_of(connection: sa.Connection, name: str, rows: sa.Select, what: str) -> Iterator[Fault]:
    ids = connection.execute(rows.distinct().limit(_MOST_NAMED + 1)).scalars().all()
    for row_id in sorted(map(str, ids[:_MOST_NAMED])):
        yield f"{name} {row_id}", what
    if len(ids) > _MOST_NAMED:
        yield name, f"more of them, after the first {_MOST_NAMED}: {what}"
