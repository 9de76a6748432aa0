"""How often themes are heard, and by whom: distinct standing notes, respondents and partnerships."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

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


def heard(connection: sa.Connection, wanted: Sequence[Wanted] = ()) -> tuple[list[dict], dict[str, dict]]:
    """How each theme is heard: rows per role (theme_id, role or None, counts), and per theme id in all roles together.

    The counts are of distinct notes, respondents and partnerships; a note of an answer makes all heard who gave it, a
    passage of a transcript the one who speaks in it. What is `wanted` of partnerships and respondents leaves only
    theirs.
    """
    found = rows(connection, _gathered().where(*_of_partnerships(wanted)))
    asked = [one for one in wanted if one.scope == "respondent"]
    allowed = set(connection.execute(respondents(asked)).scalars()) if asked else None
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
    by_role = [{"theme_id": key[0], "role": key[1], **one.counts()} for key, one in tallies.items() if len(key) == 2]
    return by_role, {key[0]: one.counts() for key, one in tallies.items() if len(key) == 1}


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


def _of_partnerships(wanted: Sequence[Wanted]) -> list[sa.ColumnElement]:
    asked = [one for one in wanted if one.scope == "partnership"]
    return [note.c.partnership_id.in_(partnerships(asked))] if asked else []
