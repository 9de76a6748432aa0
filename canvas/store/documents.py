"""Documents, transcripts among them: their text, who speaks in which turn, and the passages that became notes."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import cast

import sqlalchemy as sa

from canvas.errors import N_, NotFoundError
from canvas.store import based_on
from canvas.store.database.ids import new_id
from canvas.store.database.rows import get_row, rows
from canvas.store.database.schema import (
    document,
    interview,
    note,
    partnership,
    passage,
    respondent,
    speaker,
    turn,
    user,
    wave,
)
from canvas.store.database.text import clean_line
from canvas.store.row_types import ListedDocument, ReadDocument
from canvas.store.study import Writer

SPEAKER_PARTS = ("interviewer", "respondent", "other")  # what a speaker is in a conversation


def add(
    writer: Writer,
    *,
    title: str,
    text: str,
    kind: str,
    source: str,
    language: str,
    dated: str | None = None,
    partnership_id: str | None = None,
    wave_id: str | None = None,
    interview_id: str | None = None,
    hash: str | None = None,
    intake: Mapping | None = None,
) -> str:
    """Store a document and return its id; without a partnership it speaks across cases.

    A transcript (kind "transcript") names its interview; `hash` is that of the file it came from, and `intake` what
    was read and left out of that.
    """
    row: dict = {
        "id": new_id(),
        "title": title,
        "text": text,
        "kind": kind,
        "source": source,
        "language": language,
        "dated": dated,
        "partnership_id": partnership_id,
        "wave_id": wave_id,
        "added_at": writer.at,
        "interview_id": interview_id,
        "hash": hash,
        "intake": json.dumps(dict(intake or {}), ensure_ascii=False),
        "added_by": writer.user_id or None,
    }
    writer.execute(document.insert(), [row])
    return row["id"]


def add_turns(writer: Writer, document_id: str, speakers: Sequence[Mapping], turns: Sequence[Mapping]) -> None:
    """Store who speaks in a transcript (label, part, respondent_id) and its turns, numbered from 0.

    A turn has speaker (a label), start and end in code points of the text, from_ms and to_ms, None where unknown.
    """
    if speakers:
        writer.execute(speaker.insert(), [dict(row) | {"document_id": document_id} for row in speakers])
    if turns:
        numbered = [dict(row) | {"document_id": document_id, "number": number} for number, row in enumerate(turns)]
        writer.execute(turn.insert(), numbered)


def add_passage(
    writer: Writer,
    document_id: str,
    section: str,
    start: int,
    end: int,
    turn_number: int | None = None,
    respondent_id: str | None = None,
) -> str:
    """Store a span of a document, in Unicode code points, end excluded; returns its id.

    `turn_number` is the turn in which it begins, `respondent_id` who speaks there, where that is known.
    """
    row: dict = {
        "id": new_id(),
        "document_id": document_id,
        "section": section,
        "start": start,
        "end": end,
        "turn": turn_number,
        "respondent_id": respondent_id,
    }
    writer.execute(passage.insert(), [row])
    return row["id"]


def get(connection: sa.Connection, document_id: str) -> ReadDocument:
    """Return one document with its text, and `intake` as a dict; raises NotFoundError."""
    row = get_row(connection, document, document_id, N_("Document"))
    return cast(ReadDocument, row | {"intake": json.loads(row["intake"])})


def of_moment(
    connection: sa.Connection, partnership_id: str | None = None, wave_id: str | None = None
) -> list[ListedDocument]:
    """Return the documents of a moment, or with neither id those across partnerships; without their text.

    Each has characters, passages (that carry a standing note), turns, `intake` as a dict, added_by_name, and of a
    transcript the role and started_at of its interview.
    """
    carried = (
        sa.select(sa.func.count(sa.distinct(passage.c.id)))
        .join_from(passage, note)
        .where(passage.c.document_id == document.c.id, note.c.retired.is_(False))
        .scalar_subquery()
    )
    spoken = sa.select(sa.func.count()).where(turn.c.document_id == document.c.id).scalar_subquery()
    query = (
        sa.select(
            *(column for column in document.c if column.name != "text"),
            sa.func.length(document.c.text).label("characters"),
            carried.label("passages"),
            spoken.label("turns"),
            user.c.name.label("added_by_name"),
            interview.c.role,
            interview.c.started_at,
        )
        .outerjoin_from(document, user, document.c.added_by == user.c.id)
        .outerjoin(interview, document.c.interview_id == interview.c.id)
        .where(
            document.c.partnership_id.is_not_distinct_from(partnership_id),
            document.c.wave_id.is_not_distinct_from(wave_id),
        )
        .order_by(document.c.added_at, document.c.id)
    )
    return [cast(ListedDocument, row | {"intake": json.loads(row["intake"])}) for row in rows(connection, query)]


def unread_by(connection: sa.Connection, user_id: str, limit: int = 50) -> tuple[list[dict], int]:
    """Return the transcripts of which no passage is a note yet, and how many there are: the oldest first.

    Those that this profile added, or of interviews that it holds: {id, title, added_at, name, label} with partnership
    and moment by name.
    """
    carried = sa.exists().where(
        passage.c.document_id == document.c.id, note.c.passage_id == passage.c.id, note.c.retired.is_(False)
    )
    unread = (
        document.c.kind == "transcript",
        sa.or_(document.c.added_by == user_id, interview.c.interviewer_id == user_id),
        ~carried,
    )
    source = sa.outerjoin(document, interview, document.c.interview_id == interview.c.id)
    total = connection.execute(sa.select(sa.func.count()).select_from(source).where(*unread)).scalar_one()
    columns = [document.c[name] for name in ("id", "title", "added_at")]
    query = (
        sa.select(*columns, partnership.c.name, wave.c.label)
        .select_from(
            source.outerjoin(partnership, document.c.partnership_id == partnership.c.id).outerjoin(
                wave, document.c.wave_id == wave.c.id
            )
        )
        .where(*unread)
        .order_by(document.c.added_at, document.c.id)
        .limit(limit)
    )
    return rows(connection, query), total


def find_by_hash(connection: sa.Connection, hash: str) -> dict | None:
    """Return the document that came from a file with this hash: id, title, added_at, partnership and wave by name."""
    query = (
        sa.select(
            document.c.id,
            document.c.title,
            document.c.added_at,
            partnership.c.name.label("partnership"),
            wave.c.label.label("wave"),
        )
        .outerjoin_from(document, partnership, document.c.partnership_id == partnership.c.id)
        .outerjoin(wave, document.c.wave_id == wave.c.id)
        .where(document.c.hash == hash)
        .order_by(document.c.added_at)
        .limit(1)
    )
    return next(iter(rows(connection, query)), None)


def speakers(connection: sa.Connection, document_id: str) -> list[dict]:
    """Return who speaks in a transcript: label, part, respondent_id and, where matched, code and role."""
    query = sa.select(speaker, respondent.c.code, respondent.c.role).outerjoin_from(speaker, respondent)
    return rows(connection, query.where(speaker.c.document_id == document_id).order_by(speaker.c.label))


def turns(connection: sa.Connection, document_id: str) -> list[dict]:
    """Return the turns of a transcript in their order: number, speaker, start, end, from_ms, to_ms, question."""
    return rows(connection, sa.select(turn).where(turn.c.document_id == document_id).order_by(turn.c.number))


def lock(writer: Writer, document_id: str) -> dict:
    """Lock a document against other writers until the commit, and return it without its text.

    With `characters`, the length of the text. Raises NotFoundError.
    """
    columns = [column for column in document.c if column.name not in ("text", "intake")]
    query = sa.select(*columns, sa.func.length(document.c.text).label("characters"))
    row = writer.execute(query.where(document.c.id == document_id).with_for_update()).mappings().first()
    if row is None:
        raise NotFoundError(N_("Document"), document_id)
    return dict(row)


def text_between(connection: sa.Connection, document_id: str, start: int, end: int) -> str:
    """Return the text of a document from one code point up to another."""
    part = sa.func.substr(document.c.text, start + 1, end - start)
    return connection.execute(sa.select(part).where(document.c.id == document_id)).scalar() or ""


def turn_at(connection: sa.Connection, document_id: str, place: int) -> dict | None:
    """Return the turn that a code point of a transcript lies in, or just after: number, part, respondent_id and role.

    part is that of its speaker; part, respondent_id and role are None where unknown. None before the first turn.
    """
    query = (
        sa.select(turn.c.number, speaker.c.part, speaker.c.respondent_id, respondent.c.role)
        .outerjoin_from(
            turn, speaker, sa.and_(speaker.c.document_id == turn.c.document_id, speaker.c.label == turn.c.speaker)
        )
        .outerjoin(respondent, speaker.c.respondent_id == respondent.c.id)
        .where(turn.c.document_id == document_id, turn.c.start <= place)
        .order_by(turn.c.start.desc())
        .limit(1)
    )
    return next(iter(rows(connection, query)), None)


def section_at(connection: sa.Connection, document_id: str, place: int) -> str:
    """Return the section that a code point lies in, as far as the passages before it tell; '' where they do not."""
    before = sa.select(passage.c.section).where(passage.c.document_id == document_id, passage.c.start <= place)
    return connection.execute(before.order_by(passage.c.start.desc(), passage.c.id).limit(1)).scalar() or ""


def sections(connection: sa.Connection, document_id: str) -> set[str]:
    """Return the titles of the sections of a document."""
    query = sa.select(passage.c.section).where(passage.c.document_id == document_id, passage.c.section != "")
    return set(connection.execute(query.distinct()).scalars())


def find_passage(connection: sa.Connection, document_id: str, start: int, end: int) -> str | None:
    """Return the id of a passage of exactly this span, if the document has one."""
    query = sa.select(passage.c.id).where(
        passage.c.document_id == document_id, passage.c.start == start, passage.c.end == end
    )
    return connection.execute(query.order_by(passage.c.id).limit(1)).scalar()


def link_question(
    writer: Writer, document_id: str, number: int, question: str | None, opened: Mapping | None = None
) -> None:
    """Say that a turn answers a question of the guide, by its key; None takes that back.

    `opened` holds the `question` that was shown. Raises ChangedMeanwhileError where another stands there by now.
    """
    this_turn = (turn.c.document_id == document_id, turn.c.number == number)
    now = writer.execute(sa.select(turn.c.question).where(*this_turn).with_for_update()).scalar()
    mine = {"question": clean_line(question) or None}
    after = based_on.merge_fields(N_("Turn"), {"question": N_("Question")}, opened, {"question": now}, mine)
    writer.execute(turn.update().where(*this_turn).values(**after))


def has_passage(connection: sa.Connection, document_id: str, passage_id: str | None) -> bool:
    """Return whether a passage is one of this document."""
    query = sa.select(passage.c.document_id).where(passage.c.id == passage_id)
    return connection.execute(query).scalar() == document_id


def passages(
    connection: sa.Connection, document_id: str, *, note_id: str | None = None, passage_id: str | None = None
) -> list[dict]:
    """Return the passages of a document with a standing note, in the order of the text; or those of one note or id.

    Each is {id, start, end, section, turn, respondent_id, note_id, text, block, kind, role, revision}; a passage with
    several notes comes once for each.
    """
    note_columns = [note.c[name] for name in ("text", "block", "kind", "role", "revision")]
    query = sa.select(passage, note.c.id.label("note_id"), *note_columns).join_from(passage, note)
    query = query.where(passage.c.document_id == document_id, note.c.retired.is_(False))
    if note_id:
        query = query.where(note.c.id == note_id)
    if passage_id:
        query = query.where(passage.c.id == passage_id)
    return rows(connection, query.order_by(passage.c.start, passage.c.end, note.c.id))
