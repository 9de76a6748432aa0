"""Which summaries of a matrix ask for another look: their notes are no longer those that were weighed."""

from __future__ import annotations

from collections.abc import Sequence

import sqlalchemy as sa

from canvas.store.database.schema import matrix_summary_note, note, note_revision

HOW = ("erased", "withdrawn", "returned", "changed")  # what can have become of a note since it was weighed


def flagged(connection: sa.Connection, summary_ids: Sequence[str]) -> dict[str, list[dict]]:
    """Return per summary that asks for another look, the notes it rests on that are not what they were when weighed.

    {note_id, how (one of HOW), before, now}, the last two {text, block, kind} of a note that was changed, else None.
    What was changed and changed back asks for nothing.
    """
    was, link = note_revision.alias("was"), matrix_summary_note.c
    compared = ("text", "block", "kind")
    erased = sa.func.coalesce(note.c.erased_at >= link.linked_at, sa.false())
    differing = [was.c[name].is_distinct_from(note.c[name]) for name in (*compared, "retired")]
    before = [was.c[name].label(f"was_{name}") for name in (*compared, "retired")]
    query = (
        sa.select(
            link.matrix_summary_id,
            link.note_id,
            note.c.text,
            note.c.block,
            note.c.kind,
            note.c.retired,
            erased.label("erased"),
            *before,
        )
        .join_from(matrix_summary_note, note)
        .outerjoin(was, sa.and_(was.c.note_id == link.note_id, was.c.number == link.seen))
        .where(link.matrix_summary_id.in_(list(summary_ids)))
        .where(sa.or_(erased, sa.and_(note.c.revision > link.seen, sa.or_(*differing))))
        .order_by(link.matrix_summary_id, note.c.created_at, link.note_id)
    )
    flags: dict[str, list[dict]] = {}
    for row in connection.execute(query).mappings():
        flag = {"note_id": row["note_id"], "how": "changed", "before": None, "now": None}
        if row["erased"]:
            flag["how"] = "erased"
        elif row["was_retired"] is not None and row["retired"] != row["was_retired"]:
            flag["how"] = "withdrawn" if row["retired"] else "returned"
        else:
            flag["before"] = {name: row[f"was_{name}"] for name in compared}
            flag["now"] = {name: row[name] for name in compared}
        flags.setdefault(row["matrix_summary_id"], []).append(flag)
    return flags
