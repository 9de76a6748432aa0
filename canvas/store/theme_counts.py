"""How often themes are heard, and by whom: distinct standing notes, respondents and partnerships."""

from __future__ import annotations

from collections.abc import Sequence

import sqlalchemy as sa

from canvas.store.narrowing import Wanted, noted_by, partnerships, respondents
from canvas.store.rows import rows
from canvas.store.schema import answer, coding, interview_respondent, note, passage

STANDS = (coding.c.removed_at.is_(None), note.c.retired.is_(False))  # of a coding and the note it is on


def counts(connection: sa.Connection) -> dict[str, int]:
    """Per theme id the number of standing notes that carry it; themes without any are left out."""
    found = sa.select(coding.c.theme_id, sa.func.count(sa.distinct(coding.c.note_id)))
    found = found.join_from(coding, note, coding.c.note_id == note.c.id).where(*STANDS).group_by(coding.c.theme_id)
    return {row[0]: row[1] for row in connection.execute(found)}


def coded(connection: sa.Connection, wanted: Sequence[Wanted] = ()) -> dict[str, int]:
    """How many notes stand, and how many of those are coded: carry at least one theme."""
    carries = sa.exists().where(coding.c.note_id == note.c.id, coding.c.removed_at.is_(None))
    found = sa.select(sa.func.count(), sa.func.sum(sa.case((carries, 1), else_=0))).where(note.c.retired.is_(False))
    asked = [one for one in wanted if one.scope == "respondent"]
    if asked:
        found = found.where(noted_by(respondents(asked)))
    found = found.where(*_of_partnerships(wanted))
    all_, some = connection.execute(found).one()
    return {"notes": all_, "coded": some or 0}


def heard(connection: sa.Connection, wanted: Sequence[Wanted] = ()) -> list[dict]:
    """How a theme is heard per role: theme_id, role (None for none), notes, respondents, partnerships.

    All three are distinct ones; a note of an answer makes all heard who gave it, a passage of a transcript the one who
    speaks in it. What is `wanted` of partnerships and respondents leaves only theirs.
    """
    return _counted(connection, wanted, "theme_id", "role")


def reach(connection: sa.Connection, wanted: Sequence[Wanted] = ()) -> dict[str, dict[str, int]]:
    """Per theme id the distinct notes, respondents and partnerships in all roles together."""
    return {row.pop("theme_id"): row for row in _counted(connection, wanted, "theme_id")}


def _counted(connection: sa.Connection, wanted: Sequence[Wanted], *keys: str) -> list[dict]:
    who = sa.func.coalesce(interview_respondent.c.respondent_id, passage.c.respondent_id).label("respondent_id")
    carried = (
        sa.select(coding.c.theme_id, note.c.role, note.c.id.label("note_id"), note.c.partnership_id, who)
        .join_from(coding, note, coding.c.note_id == note.c.id)
        .outerjoin(answer, note.c.answer_id == answer.c.id)
        .outerjoin(interview_respondent, interview_respondent.c.interview_id == answer.c.interview_id)
        .outerjoin(passage, note.c.passage_id == passage.c.id)
        .where(*STANDS, *_of_partnerships(wanted))
    )
    asked = [one for one in wanted if one.scope == "respondent"]
    if asked:
        carried = carried.where(who.element.in_(respondents(asked)))
    carried = carried.subquery()
    by = [carried.c[key] for key in keys]
    tallies = {"notes": "note_id", "respondents": "respondent_id", "partnerships": "partnership_id"}
    counted = [sa.func.count(sa.distinct(carried.c[column])).label(name) for name, column in tallies.items()]
    return rows(connection, sa.select(*by, *counted).group_by(*by))


def _of_partnerships(wanted: Sequence[Wanted]) -> list[sa.ColumnElement]:
    asked = [one for one in wanted if one.scope == "partnership"]
    return [note.c.partnership_id.in_(partnerships(asked))] if asked else []
