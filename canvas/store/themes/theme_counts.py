"""How often themes are heard, and by whom: distinct standing notes, respondents and partnerships."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import sqlalchemy as sa

from canvas.store.database.rows import raw_rows, rows
from canvas.store.database.schema import (
    answer,
    cell_theme,
    coding,
    interview_respondent,
    note,
    passage,
    rollup_block,
    rollup_partnership,
    rollup_theme,
)
from canvas.store.overview.filtered_counts import (
    AttributeFilter,
    note_is_from,
    of_partnerships,
    of_respondents,
    partnerships_query,
    respondents_query,
)

STANDS = (coding.c.removed_at.is_(None), note.c.retired.is_(False))  # of a coding and the note it is on
READ_AT_MOST = 20_000  # notes with a theme; beyond, what can only be told by reading all of them is left out


def counts(connection: sa.Connection) -> dict[str, int]:
    """Return per theme id the number of standing notes that carry it; themes without any are left out."""
    columns = rollup_theme.c
    count_by_theme = dict(
        raw_rows(
            connection,
            sa.select(columns.theme_id, sa.func.sum(columns.notes)).where(columns.notes > 0).group_by(columns.theme_id),
        )
    )
    for theme_id, _role, number in raw_rows(connection, _apart()):
        count_by_theme[theme_id] = count_by_theme.get(theme_id, 0) + number
    return {theme_id: int(number) for theme_id, number in count_by_theme.items()}


def too_many_to_read(connection: sa.Connection) -> bool:
    """Tell whether so many notes carry a theme that not all of them are read to draw a screen."""
    return (connection.execute(sa.select(sa.func.sum(rollup_theme.c.notes))).scalar() or 0) > READ_AT_MOST


def newest_notes(
    connection: sa.Connection, theme_id: str, filters: Sequence[AttributeFilter] = (), most: int = 200
) -> list[str]:
    """Return the ids of the newest standing notes that carry a theme, within the filters."""
    query = sa.select(coding.c.note_id).distinct().join_from(coding, note, coding.c.note_id == note.c.id)
    query = query.where(*STANDS, coding.c.theme_id == theme_id, *_of_partnerships(note, filters))
    on_respondents = of_respondents(filters)
    query = query.where(note_is_from(respondents_query(on_respondents))) if on_respondents else query
    return list(connection.execute(query.order_by(coding.c.note_id.desc()).limit(most)).scalars())


def note_counts(connection: sa.Connection, filters: Sequence[AttributeFilter] = ()) -> dict[str, int | None]:
    """Return how many notes stand, and how many of those carry a theme (`coded`; None where `too_many_to_read`)."""
    on_respondents = of_respondents(filters)
    if not on_respondents and too_many_to_read(connection):
        return {"notes": _standing(connection, filters), "coded": None}
    carries = sa.exists().where(coding.c.note_id == note.c.id, coding.c.removed_at.is_(None))
    query = sa.select(sa.func.count(), sa.func.sum(sa.case((carries, 1), else_=0))).where(note.c.retired.is_(False))
    if on_respondents:
        query = query.where(note_is_from(respondents_query(on_respondents)))
    query = query.where(*_of_partnerships(note, filters))
    note_count, coded_count = connection.execute(query).one()
    return {"notes": note_count, "coded": coded_count or 0}


def counts_by_role(
    connection: sa.Connection, filters: Sequence[AttributeFilter] = ()
) -> tuple[list[dict], dict[str, dict]]:
    """Return how each theme is heard: rows per role (theme_id, role or None, counts), and per theme id over all roles.

    The counts are of distinct notes, respondents and partnerships; a note of an answer makes all heard who gave it, a
    passage of a transcript the one who speaks in it. Filters on partnerships and respondents leave only theirs.
    Where `too_many_to_read`, respondents are None, and per role partnerships too: those of several
    waves cannot be added up.
    """
    on_respondents = of_respondents(filters)
    if not on_respondents and too_many_to_read(connection):
        return _by_cells(connection, filters)
    place_rows = rows(connection, _gathered().where(*_of_partnerships(note, filters)))
    allowed = set(connection.execute(respondents_query(on_respondents)).scalars()) if on_respondents else None
    spoke: dict[str, set[str]] = {}
    for interview_id, respondent_id in connection.execute(
        sa.select(interview_respondent.c.interview_id, interview_respondent.c.respondent_id)
    ):
        spoke.setdefault(interview_id, set()).add(respondent_id)
    tallies: dict[tuple, _Tally] = {}
    for row in place_rows:
        respondents = spoke.get(row["interview_id"], set()) or {row["respondent_id"]} - {None}
        if allowed is not None:
            respondents = respondents & allowed
            if not respondents:
                continue
        for key in ((row["theme_id"], row["role"]), (row["theme_id"],)):
            tally = tallies.setdefault(key, _Tally())
            tally.notes += row["notes"]
            tally.respondents |= respondents
            tally.partnerships |= {row["partnership_id"]} - {None}
    return _by_role_and_total({key: tally.counts() for key, tally in tallies.items()})


def _by_cells(connection: sa.Connection, filters: Sequence[AttributeFilter]) -> tuple[list[dict], dict[str, dict]]:
    """Return `counts_by_role` from what is counted per partnership.

    Without respondents, and per role without partnerships.
    """
    columns = cell_theme.c if filters else rollup_theme.c
    conditions = (columns.notes > 0, *(_of_partnerships(cell_theme, filters) if filters else ()))
    counts_by_key: dict[tuple, dict] = {}
    by_role = (
        sa.select(columns.theme_id, columns.role, sa.func.sum(columns.notes))
        .where(*conditions)
        .group_by(columns.theme_id, columns.role)
    )
    for theme_id, role, notes in [*raw_rows(connection, by_role), *(() if filters else raw_rows(connection, _apart()))]:
        for key in ((theme_id, role or None), (theme_id,)):
            none = {"notes": 0, "respondents": None, "partnerships": 0 if len(key) == 1 else None}
            counts_by_key.setdefault(key, none)["notes"] += int(notes)
    # first what is there, then how much: counting what differs within a group took three times as long
    heard_at = sa.select(cell_theme.c.theme_id, cell_theme.c.partnership_id).distinct().where(cell_theme.c.notes > 0)
    heard_at = heard_at.where(*_of_partnerships(cell_theme, filters)).subquery()
    for theme_id, number in raw_rows(
        connection, sa.select(heard_at.c.theme_id, sa.func.count()).group_by(heard_at.c.theme_id)
    ):
        counts_by_key[theme_id,]["partnerships"] = number
    return _by_role_and_total(counts_by_key)


def _by_role_and_total(counts_by_key: Mapping[tuple, dict]) -> tuple[list[dict], dict[str, dict]]:
    by_role = [{"theme_id": key[0], "role": key[1], **counts} for key, counts in counts_by_key.items() if len(key) == 2]
    return by_role, {key[0]: counts for key, counts in counts_by_key.items() if len(key) == 1}


def _apart() -> sa.Select:
    """Return per theme and role the notes that belong to no moment, so that no cell counts them."""
    query = sa.select(coding.c.theme_id, note.c.role, sa.func.count(sa.distinct(note.c.id)))
    query = query.join_from(note, coding, coding.c.note_id == note.c.id)
    # found through their own indexes: each of the two conditions has one
    return query.where(*STANDS, of_no_moment()).group_by(coding.c.theme_id, note.c.role)


def of_no_moment() -> sa.ColumnElement:
    """Return the condition that a note belongs to no moment."""
    return sa.or_(note.c.partnership_id.is_(None), note.c.wave_id.is_(None))


def _standing(connection: sa.Connection, filters: Sequence[AttributeFilter]) -> int:
    if filters:
        rollup = rollup_partnership
        query = sa.select(sa.func.sum(rollup.c.notes)).where(*_of_partnerships(rollup, filters))
        return int(connection.execute(query).scalar() or 0)
    in_moments = connection.execute(sa.select(sa.func.sum(rollup_block.c.notes))).scalar() or 0
    outside_query = sa.select(sa.func.count()).select_from(note).where(note.c.retired.is_(False), of_no_moment())
    return int(in_moments) + connection.execute(outside_query).scalar_one()


@dataclass
class _Tally:
    notes: int = 0
    respondents: set[str] = field(default_factory=set)
    partnerships: set[str] = field(default_factory=set)

    def counts(self) -> dict[str, int]:
        return {"notes": self.notes, "respondents": len(self.respondents), "partnerships": len(self.partnerships)}


def _gathered() -> sa.Select:
    """Return the number of notes per theme and place they come from: each note is in one place, so these add up.

    Counting distinct respondents and partnerships in the database instead took 3.7 times as long (100,000 codings).
    """
    place = [note.c.role, note.c.partnership_id, answer.c.interview_id, passage.c.respondent_id]
    carried = sa.select(coding.c.theme_id, coding.c.note_id).distinct().where(coding.c.removed_at.is_(None)).subquery()
    query = sa.select(carried.c.theme_id, *place, sa.func.count().label("notes"))
    query = query.join_from(carried, note, carried.c.note_id == note.c.id).where(note.c.retired.is_(False))
    query = query.outerjoin(answer, note.c.answer_id == answer.c.id)
    query = query.outerjoin(passage, note.c.passage_id == passage.c.id)
    return query.group_by(carried.c.theme_id, *place)


def _of_partnerships(table: sa.Table, filters: Sequence[AttributeFilter]) -> list[sa.ColumnElement]:
    on_partnerships = of_partnerships(filters)
    return [table.c.partnership_id.in_(partnerships_query(on_partnerships))] if on_partnerships else []
