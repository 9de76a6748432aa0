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
from canvas.store.overview.filtered_counts import AttributeFilter, note_is_from, partnerships_query, respondents_query

STANDS = (coding.c.removed_at.is_(None), note.c.retired.is_(False))  # of a coding and the note it is on
READ_AT_MOST = 20_000  # notes with a theme; beyond, what can only be told by reading all of them is left out


def counts(connection: sa.Connection) -> dict[str, int]:
    """Per theme id the number of standing notes that carry it; themes without any are left out."""
    of = rollup_theme.c
    found = dict(
        raw_rows(connection, sa.select(of.theme_id, sa.func.sum(of.notes)).where(of.notes > 0).group_by(of.theme_id))
    )
    for theme_id, _role, number in raw_rows(connection, _apart()):
        found[theme_id] = found.get(theme_id, 0) + number
    return {theme_id: int(number) for theme_id, number in found.items()}


def too_many_to_read(connection: sa.Connection) -> bool:
    """Whether so many notes carry a theme that not all of them are read to draw a screen."""
    return (connection.execute(sa.select(sa.func.sum(rollup_theme.c.notes))).scalar() or 0) > READ_AT_MOST


def newest_notes(
    connection: sa.Connection, theme_id: str, wanted: Sequence[AttributeFilter] = (), most: int = 200
) -> list[str]:
    """The ids of the newest standing notes that carry a theme, of those within what is `wanted`."""
    found = sa.select(coding.c.note_id).distinct().join_from(coding, note, coding.c.note_id == note.c.id)
    found = found.where(*STANDS, coding.c.theme_id == theme_id, *_of_partnerships(note, wanted))
    asked = [one for one in wanted if one.scope == "respondent"]
    found = found.where(note_is_from(respondents_query(asked))) if asked else found
    return list(connection.execute(found.order_by(coding.c.note_id.desc()).limit(most)).scalars())


def note_counts(connection: sa.Connection, wanted: Sequence[AttributeFilter] = ()) -> dict[str, int | None]:
    """How many notes stand, and how many of those are coded: carry at least one theme; None where that are `many`."""
    asked = [one for one in wanted if one.scope == "respondent"]
    if not asked and too_many_to_read(connection):
        return {"notes": _standing(connection, wanted), "coded": None}
    carries = sa.exists().where(coding.c.note_id == note.c.id, coding.c.removed_at.is_(None))
    found = sa.select(sa.func.count(), sa.func.sum(sa.case((carries, 1), else_=0))).where(note.c.retired.is_(False))
    if asked:
        found = found.where(note_is_from(respondents_query(asked)))
    found = found.where(*_of_partnerships(note, wanted))
    all_, some = connection.execute(found).one()
    return {"notes": all_, "coded": some or 0}


def counts_by_role(
    connection: sa.Connection, wanted: Sequence[AttributeFilter] = ()
) -> tuple[list[dict], dict[str, dict]]:
    """How each theme is heard: rows per role (theme_id, role or None, counts), and per theme id in all roles together.

    The counts are of distinct notes, respondents and partnerships; a note of an answer makes all heard who gave it, a
    passage of a transcript the one who speaks in it. What is `wanted` of partnerships and respondents leaves only
    theirs. Where `many` notes carry a theme, respondents are None, and per role partnerships too: those of several
    waves cannot be added up.
    """
    asked = [one for one in wanted if one.scope == "respondent"]
    if not asked and too_many_to_read(connection):
        return _by_cells(connection, wanted)
    found = rows(connection, _gathered().where(*_of_partnerships(note, wanted)))
    allowed = set(connection.execute(respondents_query(asked)).scalars()) if asked else None
    spoke: dict[str, set[str]] = {}
    for interview_id, respondent_id in connection.execute(
        sa.select(interview_respondent.c.interview_id, interview_respondent.c.respondent_id)
    ):
        spoke.setdefault(interview_id, set()).add(respondent_id)
    tallies: dict[tuple, _Tally] = {}
    for row in found:
        who = spoke.get(row["interview_id"], set()) or {row["respondent_id"]} - {None}
        if allowed is not None:
            who = who & allowed
            if not who:
                continue
        for key in ((row["theme_id"], row["role"]), (row["theme_id"],)):
            tally = tallies.setdefault(key, _Tally())
            tally.notes += row["notes"]
            tally.respondents |= who
            tally.partnerships |= {row["partnership_id"]} - {None}
    return _said({key: one.counts() for key, one in tallies.items()})


def _by_cells(connection: sa.Connection, wanted: Sequence[AttributeFilter]) -> tuple[list[dict], dict[str, dict]]:
    """The same from what is counted per partnership: without respondents, and per role without partnerships."""
    of = cell_theme.c if wanted else rollup_theme.c
    which = (of.notes > 0, *(_of_partnerships(cell_theme, wanted) if wanted else ()))
    found: dict[tuple, dict] = {}
    by_role = sa.select(of.theme_id, of.role, sa.func.sum(of.notes)).where(*which).group_by(of.theme_id, of.role)
    for theme_id, role, notes in [*raw_rows(connection, by_role), *(() if wanted else raw_rows(connection, _apart()))]:
        for key in ((theme_id, role or None), (theme_id,)):
            none = {"notes": 0, "respondents": None, "partnerships": 0 if len(key) == 1 else None}
            found.setdefault(key, none)["notes"] += int(notes)
    # first what is there, then how much: counting what differs within a group took three times as long
    there = sa.select(cell_theme.c.theme_id, cell_theme.c.partnership_id).distinct().where(cell_theme.c.notes > 0)
    there = there.where(*_of_partnerships(cell_theme, wanted)).subquery()
    for theme_id, number in raw_rows(
        connection, sa.select(there.c.theme_id, sa.func.count()).group_by(there.c.theme_id)
    ):
        found[theme_id,]["partnerships"] = number
    return _said(found)


def _said(found: Mapping[tuple, dict]) -> tuple[list[dict], dict[str, dict]]:
    by_role = [{"theme_id": key[0], "role": key[1], **counts} for key, counts in found.items() if len(key) == 2]
    return by_role, {key[0]: counts for key, counts in found.items() if len(key) == 1}


def _apart() -> sa.Select:
    """Per theme and role the notes that belong to no moment, so that no cell counts them."""
    found = sa.select(coding.c.theme_id, note.c.role, sa.func.count(sa.distinct(note.c.id)))
    found = found.join_from(note, coding, coding.c.note_id == note.c.id)
    # found through their own indexes: each of the two conditions has one
    return found.where(*STANDS, of_no_moment()).group_by(coding.c.theme_id, note.c.role)


def of_no_moment() -> sa.ColumnElement:
    """Whether a note belongs to no moment."""
    return sa.or_(note.c.partnership_id.is_(None), note.c.wave_id.is_(None))


def _standing(connection: sa.Connection, wanted: Sequence[AttributeFilter]) -> int:
    if wanted:
        of = rollup_partnership
        found = sa.select(sa.func.sum(of.c.notes)).where(*_of_partnerships(of, wanted))
        return int(connection.execute(found).scalar() or 0)
    within = connection.execute(sa.select(sa.func.sum(rollup_block.c.notes))).scalar() or 0
    beside = sa.select(sa.func.count()).select_from(note).where(note.c.retired.is_(False), of_no_moment())
    return int(within) + connection.execute(beside).scalar_one()


@dataclass
class _Tally:
    notes: int = 0
    respondents: set[str] = field(default_factory=set)
    partnerships: set[str] = field(default_factory=set)

    def counts(self) -> dict[str, int]:
        return {"notes": self.notes, "respondents": len(self.respondents), "partnerships": len(self.partnerships)}


def _gathered() -> sa.Select:
    """Per theme and place where notes come from the number of notes: each note is in one place, so these add up.

    Counting distinct respondents and partnerships in the database instead took 3.7 times as long (100,000 codings).
    """
    place = [note.c.role, note.c.partnership_id, answer.c.interview_id, passage.c.respondent_id]
    carried = sa.select(coding.c.theme_id, coding.c.note_id).distinct().where(coding.c.removed_at.is_(None)).subquery()
    found = sa.select(carried.c.theme_id, *place, sa.func.count().label("notes"))
    found = found.join_from(carried, note, carried.c.note_id == note.c.id).where(note.c.retired.is_(False))
    found = found.outerjoin(answer, note.c.answer_id == answer.c.id)
    found = found.outerjoin(passage, note.c.passage_id == passage.c.id)
    return found.group_by(carried.c.theme_id, *place)


def _of_partnerships(table: sa.Table, wanted: Sequence[AttributeFilter]) -> list[sa.ColumnElement]:
    asked = [one for one in wanted if one.scope == "partnership"]
    return [table.c.partnership_id.in_(partnerships_query(asked))] if asked else []
