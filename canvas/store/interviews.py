"""Interviews: planned, under way, completed; and with whom."""

from __future__ import annotations

import sqlalchemy as sa

from canvas.errors import N_, UserError
from canvas.store.database.days import checked_day
from canvas.store.database.ids import new_id
from canvas.store.database.prepared import PreparedStatement, list_of
from canvas.store.database.rows import batches, get_row, rows, typed_rows
from canvas.store.database.schema import (
    answer,
    guide,
    interview,
    interview_respondent,
    partnership,
    respondent,
    user,
    wave,
)
from canvas.store.row_types import ListedInterview
from canvas.store.study import Writer


def plan(
    writer: Writer,
    partnership_id: str,
    wave_id: str,
    respondent_ids: list[str],
    guide_id: str,
    language: str,
    mode: str = "in_person",
    planned_on: str | None = None,
    interviewer_id: str | None = None,
) -> str:
    """Plan an interview with one or more respondents of one role and return its id."""
    respondents = rows(writer.connection, sa.select(respondent).where(respondent.c.id.in_(respondent_ids)))
    if not respondents or len(respondents) != len(set(respondent_ids)):
        raise UserError(N_("Respondents"), N_("nobody is chosen."), N_("Choose at least one respondent."))
    if any(row["partnership_id"] != partnership_id for row in respondents):
        raise UserError(N_("Respondents"), N_("these respondents belong to another partnership."), N_("Choose again."))
    if len({row["role"] for row in respondents}) > 1:
        raise UserError(
            N_("Respondents"),
            N_("they speak from different roles, and the guide is worded for one."),
            N_("Plan an interview for each role."),
        )
    row = {
        "id": new_id(),
        "partnership_id": partnership_id,
        "wave_id": wave_id,
        "role": respondents[0]["role"],
        "guide_id": guide_id,
        "language": language,
        "mode": mode,
        "planned_on": checked_day(N_("Planned on"), planned_on),
        "interviewer_id": interviewer_id or writer.user_id,
        "created_at": writer.at,
    }
    writer.execute(interview.insert(), [row])
    writer.execute(
        interview_respondent.insert(),
        [{"interview_id": row["id"], "respondent_id": person["id"]} for person in respondents],
    )
    return row["id"]


def start(writer: Writer, interview_id: str, at: str | None = None) -> None:
    """Start an interview; starting again changes nothing. `at` is a past time when an earlier one is entered.

    Raises NotFoundError where it was removed meanwhile.
    """
    starting = interview.update().where(interview.c.id == interview_id, interview.c.started_at.is_(None))
    if not writer.execute(starting.values(started_at=at or writer.at)).rowcount:
        get_row(writer.connection, interview, interview_id, N_("Interview"))


def complete(writer: Writer, interview_id: str, at: str | None = None) -> None:
    """Mark a started interview as completed; one that is keeps the time at which it was."""
    ending = interview.update().where(interview.c.id == interview_id, interview.c.started_at.is_not(None))
    ending = ending.where(interview.c.completed_at.is_(None))
    writer.execute(ending.values(completed_at=at or writer.at))


def reopen(writer: Writer, interview_id: str) -> None:
    """Take a completed interview up again."""
    writer.execute(interview.update().where(interview.c.id == interview_id).values(completed_at=None))


def get(connection: sa.Connection, interview_id: str) -> ListedInterview:
    """Return one interview as `of_moment` gives it; raises NotFoundError."""
    get_row(connection, interview, interview_id, N_("Interview"))
    return _with_codes(connection, interview.c.id == interview_id)[0]


def by_ids(connection: sa.Connection, interview_ids: list[str]) -> dict[str, ListedInterview]:
    """Return those of these interviews that the study holds, by id, each as `of_moment` gives it."""
    return {
        row["id"]: row for ids in batches(interview_ids) for row in _with_codes(connection, interview.c.id.in_(ids))
    }


def of_moment(connection: sa.Connection, partnership_id: str, wave_id: str) -> list[ListedInterview]:
    """Return the interviews of a partnership at a wave, in the order of making.

    `asked` and `done` are numbers of answers, `codes` those of the respondents.
    """
    return _with_codes(connection, interview.c.partnership_id == partnership_id, interview.c.wave_id == wave_id)


def per_wave(connection: sa.Connection, partnership_id: str) -> dict[str, int]:
    """Return how many interviews a partnership has at each wave, planned ones too; waves without any are left out."""
    of = interview.c
    query = sa.select(of.wave_id, sa.func.count()).where(of.partnership_id == partnership_id).group_by(of.wave_id)
    return {row[0]: row[1] for row in connection.execute(query)}


def to_hold(
    connection: sa.Connection, user_id: str, day: str, limit: int = 50
) -> tuple[list[ListedInterview], dict[str, int]]:
    """Return the interviews that this interviewer has still to hold, at most `limit`, and how many there are.

    Those under way come first, then by the day they are planned on, those without one last. The counts are of
    under_way, late (planned before `day`, YYYY-MM-DD), today (on it) and later (after it, or on no day).
    """
    of = interview.c
    mine = (of.interviewer_id == user_id, of.completed_at.is_(None))
    ids = sa.select(of.id).where(*mine)
    ids = ids.order_by(of.started_at.is_(None), of.planned_on.is_(None), of.planned_on, of.created_at, of.id)
    first = list(connection.execute(ids.limit(limit)).scalars())
    listed = by_ids(connection, first)
    planned = of.started_at.is_(None)
    when = {
        "under_way": of.started_at.is_not(None),
        "late": planned & (of.planned_on < day),
        "today": planned & (of.planned_on == day),
        "later": planned & (of.planned_on.is_(None) | (of.planned_on > day)),
    }
    counts = [sa.func.coalesce(sa.func.sum(sa.case((how, 1), else_=0)), 0).label(name) for name, how in when.items()]
    row = connection.execute(sa.select(*counts).where(*mine)).one()
    return [listed[id_] for id_ in first], {name: int(row._mapping[name]) for name in when}


def _with_codes(connection: sa.Connection, *conditions: sa.ColumnElement) -> list[ListedInterview]:
    tally = (
        sa.select(
            answer.c.interview_id,
            sa.func.count().label("asked"),
            sa.func.sum(sa.case((answer.c.state != "open", 1), else_=0)).label("done"),
        )
        .join_from(answer, interview)
        .where(*conditions)
        .group_by(answer.c.interview_id)
        .subquery()
    )
    interviews = typed_rows(
        connection,
        sa.select(
            interview,
            partnership.c.name,
            partnership.c.code,
            wave.c.label,
            wave.c.position,
            guide.c.key.label("guide_key"),
            guide.c.version.label("guide_version"),
            guide.c.hash.label("guide_hash"),
            user.c.name.label("interviewer"),
            sa.func.coalesce(tally.c.asked, 0).label("asked"),
            sa.func.coalesce(tally.c.done, 0).label("done"),
        )
        .join_from(interview, partnership)
        .join(wave, interview.c.wave_id == wave.c.id)
        .join(guide, interview.c.guide_id == guide.c.id)
        .join(user, interview.c.interviewer_id == user.c.id)
        .outerjoin(tally, tally.c.interview_id == interview.c.id)
        .where(*conditions)
        .order_by(interview.c.created_at, interview.c.id),
        ListedInterview,
    )
    who = respondent_codes(connection, [row["id"] for row in interviews])
    for row in interviews:
        row["codes"] = who.get(row["id"], [])
    return interviews


def respondent_codes(connection: sa.Connection, interview_ids: list[str]) -> dict[str, list[str]]:
    """Return respondent codes per interview id."""
    codes_of: dict[str, list[str]] = {}
    for ids in batches(interview_ids):
        for interview_id, code in _CODES.raw_rows(connection, ids=ids):
            codes_of.setdefault(interview_id, []).append(code)
    return codes_of


_CODES = PreparedStatement(
    lambda _: (
        sa.select(interview_respondent.c.interview_id, respondent.c.code)
        .join_from(interview_respondent, respondent)
        .where(interview_respondent.c.interview_id.in_(list_of("ids")))
        .order_by(respondent.c.code)
    )
)


def respondent_ids(connection: sa.Connection, interview_ids: list[str]) -> dict[str, list[str]]:
    """Return respondents' ids per interview id, in the order of their codes."""
    linked = interview_respondent.c
    who = sa.select(linked.interview_id, linked.respondent_id).join_from(interview_respondent, respondent)
    ids_of: dict[str, list[str]] = {}
    for ids in batches(interview_ids):
        for interview_id, respondent_id in connection.execute(
            who.where(linked.interview_id.in_(ids)).order_by(respondent.c.code)
        ):
            ids_of.setdefault(interview_id, []).append(respondent_id)
    return ids_of
