"""Who was asked and heard in a partnership, person by person and wave by wave: what cells count without saying who."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypedDict, cast

import sqlalchemy as sa

from canvas.store.database.rows import rows
from canvas.store.database.schema import answer, interview, interview_respondent, note, passage, respondent


class VoiceRow(TypedDict):
    """Describe a respondent at a wave at which it was interviewed, or at which its words became notes."""

    respondent_id: str
    code: str
    role: str
    partner_id: str | None
    wave_id: str
    heard: bool


def voices(connection: sa.Connection, partnership_id: str) -> list[VoiceRow]:
    """Return who was interviewed or heard at each wave, by code.

    An interview that has started asks its respondents. Heard is who answered a question in it, or of whom words in a
    document became a note that stands.
    """
    answered = sa.exists().where(answer.c.interview_id == interview.c.id, answer.c.state == "answered")
    interviewed = (
        sa.select(interview_respondent.c.respondent_id, interview.c.wave_id, sa.case((answered, 1), else_=0).label("n"))
        .join_from(interview, interview_respondent, interview_respondent.c.interview_id == interview.c.id)
        .where(interview.c.partnership_id == partnership_id, interview.c.started_at.is_not(None))
    )
    quoted = (
        sa.select(passage.c.respondent_id, note.c.wave_id, sa.literal(1).label("n"))
        .join_from(note, passage, note.c.passage_id == passage.c.id)
        .where(
            note.c.partnership_id == partnership_id,
            note.c.wave_id.is_not(None),
            note.c.retired.is_(False),
            passage.c.respondent_id.is_not(None),
        )
        .distinct()
    )
    voice = sa.union_all(interviewed, quoted).subquery()
    query = (
        sa.select(
            respondent.c.id.label("respondent_id"),
            respondent.c.code,
            respondent.c.role,
            respondent.c.partner_id,
            voice.c.wave_id,
            sa.func.max(voice.c.n).label("heard"),
        )
        .join_from(voice, respondent, voice.c.respondent_id == respondent.c.id)
        .group_by(respondent.c.id, respondent.c.code, respondent.c.role, respondent.c.partner_id, voice.c.wave_id)
        .order_by(respondent.c.code, voice.c.wave_id)
    )
    return [cast(VoiceRow, row | {"heard": bool(row["heard"])}) for row in rows(connection, query)]


def notes_of(
    connection: sa.Connection, partnership_id: str, respondent_ids: Iterable[str]
) -> dict[tuple[str, str], list[str]]:
    """Return, per respondent and wave, the ids of notes that stand of what they said, in a partnership."""
    ids = list(respondent_ids)
    here = (note.c.partnership_id == partnership_id, note.c.wave_id.is_not(None), note.c.retired.is_(False))
    answered = (
        sa.select(interview_respondent.c.respondent_id, note.c.wave_id, note.c.id)
        .join_from(interview_respondent, answer, answer.c.interview_id == interview_respondent.c.interview_id)
        .join(note, note.c.answer_id == answer.c.id)
        .where(interview_respondent.c.respondent_id.in_(ids), *here)
    )
    quoted = (
        sa.select(passage.c.respondent_id, note.c.wave_id, note.c.id)
        .join_from(passage, note, note.c.passage_id == passage.c.id)
        .where(passage.c.respondent_id.in_(ids), *here)
    )
    by_person: dict[tuple[str, str], list[str]] = {}
    for respondent_id, wave_id, note_id in connection.execute(sa.union_all(answered, quoted)):
        by_person.setdefault((respondent_id, wave_id), []).append(note_id)
    return {at: sorted(note_ids) for at, note_ids in by_person.items()}
