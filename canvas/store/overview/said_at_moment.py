"""What was said at a moment, in few columns, with how the same people rated the block it stands on."""

from __future__ import annotations

from collections.abc import Sequence

import sqlalchemy as sa

from canvas.store.database.rows import rows
from canvas.store.database.schema import answer, document, interview, note, passage, point_note, respondent
from canvas.store.interviews import respondent_codes
from canvas.store.overview.filtered_counts import AttributeFilter, note_is_from, of_respondents, respondents_query


def said_at_moment(
    connection: sa.Connection, pair: tuple[str, str], filters: Sequence[AttributeFilter] = ()
) -> list[dict]:
    """Return the standing notes of roles at a (partnership, wave) pair, oldest first.

    Keys: id, role, block, text, kind, in_points (whether a point rests on it), rating (what its interview rated its
    block, None for none), interview_id, and codes of who said it.
    """
    partnership_id, wave_id = pair
    conditions = [
        note.c.partnership_id == partnership_id,
        note.c.wave_id == wave_id,
        note.c.retired.is_(False),
        note.c.role.is_not(None),
    ]
    if on_respondents := of_respondents(filters):
        conditions.append(note_is_from(respondents_query(on_respondents)))
    interview_id = sa.func.coalesce(answer.c.interview_id, document.c.interview_id)
    query = (
        sa.select(
            note.c.id,
            note.c.role,
            note.c.block,
            note.c.text,
            note.c.kind,
            note.c.answer_id,
            interview_id.label("interview_id"),
            respondent.c.code.label("speaks"),
            sa.exists().where(point_note.c.note_id == note.c.id).label("in_points"),
        )
        .outerjoin(answer, note.c.answer_id == answer.c.id)
        .outerjoin(passage, note.c.passage_id == passage.c.id)
        .outerjoin(document, passage.c.document_id == document.c.id)
        .outerjoin(respondent, passage.c.respondent_id == respondent.c.id)
        .where(*conditions)
        .order_by(note.c.created_at, note.c.position, note.c.id)
    )
    noted = rows(connection, query)
    rated = _ratings(connection, pair)
    codes = respondent_codes(connection, sorted({row["interview_id"] for row in noted if row["answer_id"]}))
    for row in noted:
        of_answer, speaks = row.pop("answer_id"), row.pop("speaks")
        row["codes"] = codes.get(row["interview_id"], []) if of_answer else [speaks] if speaks else []
        row["rating"] = rated.get((row["interview_id"], row["block"]))
    return noted


def _ratings(connection: sa.Connection, pair: tuple[str, str]) -> dict[tuple[str, str], int]:
    query = (
        sa.select(answer.c.interview_id, answer.c.block, answer.c.rating)
        .join_from(answer, interview)
        .where(
            interview.c.partnership_id == pair[0],
            interview.c.wave_id == pair[1],
            answer.c.factor.is_(None),
            answer.c.rating.is_not(None),
        )
        .order_by(answer.c.asked_at, answer.c.id)
    )
    return {(interview_id, block): rating for interview_id, block, rating in connection.execute(query)}
