"""Changes of notes that can be taken back: a note taken away, or moved to another block."""

from __future__ import annotations

import sqlalchemy as sa

from canvas.store.database.rows import rows
from canvas.store.database.schema import note, note_revision, user


def last_undoable(
    connection: sa.Connection,
    *,
    answer_id: str | None = None,
    partnership_id: str | None = None,
    wave_id: str | None = None,
    user_id: str | None = None,
    note_id: str | None = None,
    number: int | None = None,
) -> dict | None:
    """Return the newest removal or move that still stands, has not been taken back and was followed by no other change.

    {note_id, answer_id, number, retired, text, before (the text before it), from_block, to_block, by, at}
    """
    made, before = note_revision.alias("made"), note_revision.alias("before")
    query = (
        sa.select(
            made.c.note_id,
            note.c.answer_id,
            made.c.number,
            made.c.retired,
            made.c.text,
            before.c.text.label("before"),
            before.c.block.label("from_block"),
            made.c.block.label("to_block"),
            user.c.name.label("by"),
            made.c.made_at.label("at"),
        )
        .join_from(made, note, note.c.id == made.c.note_id)
        .join(before, sa.and_(before.c.note_id == made.c.note_id, before.c.number == made.c.number - 1))
        .join(user, user.c.id == made.c.user_id)
        .where(
            made.c.undoes.is_(None),
            before.c.retired.is_(False),
            note.c.retired == made.c.retired,
            sa.or_(made.c.retired.is_(True), made.c.block != before.c.block),
            ~_taken_back(made),
            ~_changed_since(made),
        )
        .order_by(made.c.id.desc())
        .limit(1)
    )
    filters = (
        (note.c.answer_id, answer_id),
        (note.c.partnership_id, partnership_id),
        (note.c.wave_id, wave_id),
        (made.c.user_id, user_id),
        (made.c.note_id, note_id),
        (made.c.number, number),
    )
    query = query.where(*(column == value for column, value in filters if value is not None))
    return next(iter(rows(connection, query)), None)


def _taken_back(version: sa.FromClause) -> sa.Exists:
    back = note_revision.alias()
    return sa.exists().where(back.c.note_id == version.c.note_id, back.c.undoes == version.c.number)


def _changed_since(version: sa.FromClause) -> sa.Exists:
    """Return whether a version came after this one that neither takes another back nor was taken back itself."""
    later = note_revision.alias()
    after = sa.exists().where(later.c.note_id == version.c.note_id, later.c.number > version.c.number)
    return after.where(later.c.undoes.is_(None), ~_taken_back(later))
