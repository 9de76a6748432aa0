"""What many notes lead back to, in a few queries: versions, passages with what stands around them, documents."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence

import sqlalchemy as sa

from canvas.store.database.rows import batches, rows
from canvas.store.database.schema import document, note_revision, passage, respondent, speaker, turn, user

ABOUT = (
    "id",
    "partnership_id",
    "wave_id",
    "title",
    "kind",
    "source",
    "dated",
    "language",
    "added_at",
    "hash",
    "interview_id",
)


def versions(connection: sa.Connection, note_ids: Iterable[str]) -> dict[str, list[dict]]:
    """Return per note id every version it had, newest first, with `by`, the profile that made it."""
    versions_of: dict[str, list[dict]] = {}
    made = sa.select(note_revision, user.c.name.label("by")).join_from(note_revision, user)
    made = made.order_by(note_revision.c.note_id, note_revision.c.number.desc())
    for some in _parts(note_ids):
        for row in rows(connection, made.where(note_revision.c.note_id.in_(some))):
            versions_of.setdefault(row["note_id"], []).append(row)
    return versions_of


def passage_windows(connection: sa.Connection, passage_ids: Iterable[str], around: int) -> dict[str, dict]:
    """Return per passage id a piece of its document: the passage, and up to `around` characters on either side.

    {id, document_id, start, end, turn, at (where in the document the piece begins), text, more (whether the document
    goes on after it)}. Only the piece is read, not the document.
    """
    begin = sa.case((passage.c.start > around, passage.c.start - around), else_=0)
    long = passage.c.end + around - begin
    piece = sa.func.substr(document.c.text, begin + 1, long + 1)  # a character more tells whether it goes on
    query = sa.select(passage, begin.label("at"), long.label("long"), piece.label("text")).join_from(passage, document)
    windows = {}
    for some in _parts(passage_ids):
        for row in rows(connection, query.where(passage.c.id.in_(some)).order_by(passage.c.document_id)):
            long = row.pop("long")
            windows[row["id"]] = row | {"text": row["text"][:long], "more": len(row["text"]) > long}
    return windows


def turns_around(connection: sa.Connection, passage_ids: Iterable[str], around: int) -> dict[str, list[dict]]:
    """Return per passage id of a transcript the turns that a window of `around` characters touches, in their order.

    From the turn before the one in which the passage begins: number, speaker, start, end, from_ms, to_ms.
    """
    named = [turn.c[name] for name in ("number", "speaker", "start", "end", "from_ms", "to_ms")]
    query = sa.select(passage.c.id.label("passage_id"), *named).join_from(
        passage,
        turn,
        sa.and_(
            turn.c.document_id == passage.c.document_id,
            turn.c.number >= passage.c.turn - 1,
            # a turn has a character at least, so that no more of them can follow: this keeps to the index
            turn.c.number <= passage.c.turn + passage.c.end - passage.c.start + around,
            turn.c.start < passage.c.end + around,
            turn.c.end > passage.c.start - around,
        ),
    )
    turns_of: dict[str, list[dict]] = {}
    for some in _parts(passage_ids):
        for row in rows(connection, query.where(passage.c.id.in_(some)).order_by(turn.c.number)):
            turns_of.setdefault(row.pop("passage_id"), []).append(row)
    return turns_of


def speakers(connection: sa.Connection, document_ids: Iterable[str]) -> dict[tuple[str, str], dict]:
    """Return per (document id, label) who speaks: part, and where matched the code and role of the respondent."""
    query = sa.select(speaker, respondent.c.code, respondent.c.role).outerjoin_from(speaker, respondent)
    return {
        (row["document_id"], row["label"]): row
        for some in _parts(document_ids)
        for row in rows(connection, query.where(speaker.c.document_id.in_(some)))
    }


def documents(connection: sa.Connection, document_ids: Iterable[str]) -> dict[str, dict]:
    """Return documents by id without their text: the columns of ABOUT, characters, intake and added_by_name."""
    named = [document.c[name] for name in (*ABOUT, "intake")]
    query = sa.select(*named, sa.func.length(document.c.text).label("characters"), user.c.name.label("added_by_name"))
    query = query.outerjoin_from(document, user, document.c.added_by == user.c.id)
    return {
        row["id"]: row | {"intake": json.loads(row["intake"])}
        for some in _parts(document_ids)
        for row in rows(connection, query.where(document.c.id.in_(some)))
    }


def _parts(ids: Iterable[str]) -> Iterator[Sequence[str]]:
    return batches(list(dict.fromkeys(row_id for row_id in ids if row_id)))
