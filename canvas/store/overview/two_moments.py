"""What moments of one partnership hold, in few columns: to set them beside each other."""

from __future__ import annotations

from collections.abc import Sequence

import sqlalchemy as sa

from canvas.store.database.rows import rows
from canvas.store.database.schema import coding, note, theme
from canvas.store.overview.filtered_counts import AttributeFilter, note_is_from, of_respondents, respondents_query


def notes_at_waves(
    connection: sa.Connection, partnership_id: str, wave_ids: Sequence[str], filters: Sequence[AttributeFilter] = ()
) -> list[dict]:
    """Return the standing notes of these waves: id, wave_id, role, block, text and kind, oldest first.

    Filters on respondents leave only the notes of those who fit them.
    """
    columns = (note.c.id, note.c.wave_id, note.c.role, note.c.block, note.c.text, note.c.kind)
    query = sa.select(*columns).where(*_standing(partnership_id, wave_ids, filters))
    return rows(connection, query.order_by(note.c.created_at, note.c.position, note.c.id))


def themes_at_waves(
    connection: sa.Connection, partnership_id: str, wave_ids: Sequence[str], filters: Sequence[AttributeFilter] = ()
) -> list[dict]:
    """Return the themes on those notes: wave_id, block, role, theme_id, name, and how many notes carry it there.

    A note coded by two people counts once.
    """
    columns = (note.c.wave_id, note.c.block, note.c.role, coding.c.theme_id, theme.c.name)
    query = (
        sa.select(*columns, sa.func.count(sa.distinct(note.c.id)).label("notes"))
        .join_from(note, coding, coding.c.note_id == note.c.id)
        .join(theme, theme.c.id == coding.c.theme_id)
        .where(*_standing(partnership_id, wave_ids, filters), coding.c.removed_at.is_(None))
        .group_by(*columns)
    )
    return rows(connection, query.order_by(sa.func.lower(theme.c.name), note.c.wave_id, note.c.block))


def _standing(
    partnership_id: str, wave_ids: Sequence[str], filters: Sequence[AttributeFilter]
) -> list[sa.ColumnElement]:
    conditions = [note.c.partnership_id == partnership_id, note.c.wave_id.in_(wave_ids), note.c.retired.is_(False)]
    on_respondents = of_respondents(filters)
    return [*conditions, note_is_from(respondents_query(on_respondents))] if on_respondents else conditions
