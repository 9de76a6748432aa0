"""Whether passages and turns lie within the texts of their documents, and who speaks in them is known there."""

from __future__ import annotations

from collections.abc import Iterator

import sqlalchemy as sa

from canvas.store.database.schema import document, passage, respondent, speaker, turn

Fault = tuple[str, str]
_LONG = sa.func.length(document.c.text)


def faults(connection: sa.Connection) -> Iterator[Fault]:
    """Give where a span does not fit its text, as (where, what)."""
    yield from _outside(connection)
    yield from _turns(connection)
    yield from _speakers(connection)


def _outside(connection: sa.Connection) -> Iterator[Fault]:
    lengths = sa.select(document.c.id, _LONG.label("long")).subquery()
    for table, key in ((passage, passage.c.id), (turn, turn.c.number)):
        start, end = table.c.start, table.c.end
        outside = sa.or_(start < 0, start >= end, end > lengths.c.long)
        rows = sa.select(key, table.c.document_id, start, end, lengths.c.long)
        rows = rows.join_from(table, lengths, lengths.c.id == table.c.document_id).where(outside)
        for row in connection.execute(rows.order_by(table.c.document_id, key)):
            of = "" if table is passage else f"document {row[1]}, "
            yield f"{of}{table.name} {row[0]}", f"runs from {row[2]} to {row[3]} in a text of {row[4]} signs"


def _turns(connection: sa.Connection) -> Iterator[Fault]:
    """Yield turns that are not numbered from 0 in the order of the text, or that overlap."""
    beside = sa.select(
        turn.c.document_id,
        turn.c.number,
        turn.c.start,
        turn.c.from_ms,
        turn.c.to_ms,
        (sa.func.row_number().over(partition_by=turn.c.document_id, order_by=turn.c.number) - 1).label("place"),
        sa.func.lag(turn.c.end).over(partition_by=turn.c.document_id, order_by=turn.c.number).label("ended"),
    ).subquery()
    of = beside.c
    for wrong, what in (
        (of.number != of.place, "a turn before it is missing"),
        (of.start < of.ended, "begins before the turn before it ends"),
        (of.to_ms < of.from_ms, "ends at a time before it begins"),
    ):
        for row in connection.execute(sa.select(of.document_id, of.number).where(wrong).order_by(*of[:2])):
            yield f"document {row[0]}, turn {row[1]}", what


def _speakers(connection: sa.Connection) -> Iterator[Fault]:
    of = sa.and_(speaker.c.document_id == turn.c.document_id, speaker.c.label == turn.c.speaker)
    rows = sa.select(turn.c.document_id, turn.c.number).outerjoin_from(turn, speaker, of)
    for row in connection.execute(rows.where(speaker.c.label.is_(None)).order_by(*turn.primary_key)):
        yield f"document {row[0]}, turn {row[1]}", "its speaker is not one of the document"
    at = sa.and_(turn.c.document_id == passage.c.document_id, turn.c.number == passage.c.turn)
    rows = sa.select(passage.c.id, turn.c.start, turn.c.end).outerjoin_from(passage, turn, at)
    wrong = sa.or_(turn.c.number.is_(None), passage.c.start < turn.c.start, passage.c.start > turn.c.end)
    for row in connection.execute(rows.where(passage.c.turn.is_not(None), wrong).order_by(passage.c.id)):
        yield f"passage {row[0]}", "does not begin in the turn it names"
    for table, key in ((speaker, speaker.c.label), (passage, passage.c.id)):
        rows = (
            sa.select(key)
            .join_from(table, document, document.c.id == table.c.document_id)
            .join(respondent, respondent.c.id == table.c.respondent_id)
            .where(respondent.c.partnership_id != document.c.partnership_id)
            .order_by(key)
        )
        for (name,) in connection.execute(rows):
            yield f"{table.name} {name}", "who speaks there belongs to another partnership"
