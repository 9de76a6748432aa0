"""Who was asked and heard in a partnership, person by person and wave by wave: what cells count without saying who."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from typing import TypedDict, cast

import sqlalchemy as sa

from canvas.store.database.prepared import PreparedStatement, list_of
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
    voice_rows = _VOICES.rows(connection, partnership=partnership_id)
    return [cast(VoiceRow, row | {"heard": bool(row["heard"])}) for row in voice_rows]


def _voices() -> sa.Select:
    answered = sa.exists().where(answer.c.interview_id == interview.c.id, answer.c.state == "answered")
    interviewed = (
        sa.select(interview_respondent.c.respondent_id, interview.c.wave_id, sa.case((answered, 1), else_=0).label("n"))
        .join_from(interview, interview_respondent, interview_respondent.c.interview_id == interview.c.id)
        .where(interview.c.partnership_id == sa.bindparam("partnership"), interview.c.started_at.is_not(None))
    )
    quoted = (
        sa.select(passage.c.respondent_id, note.c.wave_id, sa.literal(1).label("n"))
        .join_from(note, passage, note.c.passage_id == passage.c.id)
        .where(
            note.c.partnership_id == sa.bindparam("partnership"),
            note.c.wave_id.is_not(None),
            note.c.retired.is_(False),
            passage.c.respondent_id.is_not(None),
        )
        .distinct()
    )
    voice = sa.union_all(interviewed, quoted).subquery()
    return (
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


_VOICES = PreparedStatement(lambda _: _voices())


def notes_of(
    connection: sa.Connection, partnership_id: str, respondent_ids: Iterable[str], wave_ids: Iterable[str]
) -> dict[tuple[str, str], list[str]]:
    """Return, per respondent and wave, the ids of notes that stand of what they said, in a partnership at waves."""
    by_person: dict[tuple[str, str], list[str]] = {}
    values = {"partnership": partnership_id, "people": list(respondent_ids), "waves": list(wave_ids)}
    for statement in (_ANSWERED, _QUOTED) if values["people"] else ():
        for respondent_id, wave_id, note_id in statement.raw_rows(connection, **values):
            by_person.setdefault((respondent_id, wave_id), []).append(note_id)
    return {at: sorted(note_ids) for at, note_ids in by_person.items()}


def last_notes_of(
    connection: sa.Connection,
    partnership_id: str,
    respondent_ids: Collection[str],
    wave_ids: Sequence[str],
    heard: Sequence[VoiceRow],
) -> dict[str, list[str]]:
    """Return per respondent the ids of the notes of the last of these waves (in order) at which there are any.

    `heard` are the voices of the partnership: most people have notes at the last wave at which they were interviewed,
    so that is looked at first.
    """
    place = {wave_id: number for number, wave_id in enumerate(wave_ids)}
    last: dict[str, int] = {}
    for voice in heard:
        if voice["wave_id"] in place:
            last[voice["respondent_id"]] = max(last.get(voice["respondent_id"], 0), place[voice["wave_id"]])
    at_last = {person: wave_ids[last[person]] for person in respondent_ids if person in last}
    noted = notes_of(connection, partnership_id, at_last, set(at_last.values()))
    notes = {person: noted[person, wave_id] for person, wave_id in at_last.items() if (person, wave_id) in noted}
    earlier = notes_of(connection, partnership_id, [person for person in respondent_ids if person not in notes], place)
    for person, wave_id in sorted(earlier, key=lambda at: place[at[1]]):
        notes[person] = earlier[person, wave_id]
    return notes


def _answered() -> sa.Select:
    return (
        sa.select(interview_respondent.c.respondent_id, note.c.wave_id, note.c.id)
        .join_from(interview_respondent, interview, interview.c.id == interview_respondent.c.interview_id)
        .join(answer, answer.c.interview_id == interview.c.id)
        .join(note, note.c.answer_id == answer.c.id)
        .where(
            interview_respondent.c.respondent_id.in_(list_of("people")),
            interview.c.wave_id.concat("").in_(list_of("waves")),
            *_standing_there(),
        )
    )


def _quoted() -> sa.Select:
    return (
        sa.select(passage.c.respondent_id, note.c.wave_id, note.c.id)
        .join_from(passage, note, note.c.passage_id == passage.c.id)
        .where(passage.c.respondent_id.in_(list_of("people")), *_standing_there())
    )


def _standing_there() -> tuple[sa.ColumnElement, ...]:
    # looked up by the people, who are few: by the partnership all its notes would be gone through
    there = note.c.partnership_id.concat("") == sa.bindparam("partnership")
    return there, note.c.wave_id.concat("").in_(list_of("waves")), note.c.retired.is_(False)


_ANSWERED, _QUOTED = PreparedStatement(lambda _: _answered()), PreparedStatement(lambda _: _quoted())
