"""Answers and every version they had."""

from __future__ import annotations

from collections.abc import Collection, Sequence

import sqlalchemy as sa

from canvas.errors import N_, NotFoundError
from canvas.store.counts.votes import with_voters
from canvas.store.database.ids import new_id
from canvas.store.database.moment_condition import at_named_moments, moment_values
from canvas.store.database.prepared import PreparedStatement
from canvas.store.database.rows import batches, get_row, insert_new, rows
from canvas.store.database.schema import answer, answer_revision, interview, user, wave
from canvas.store.database.text import clean
from canvas.store.interviews import respondent_codes
from canvas.store.study import Writer

STATES = ("open", "answered", "no_opinion", "skipped")
ANSWER_FIELDS = ("text", "rating", "dont_know", "state", "reason")


def of_interview(connection: sa.Connection, interview_id: str) -> dict[str, dict]:
    """Return the answers of an interview by question key; only questions that were asked are in it."""
    answer_rows = rows(connection, sa.select(answer).where(answer.c.interview_id == interview_id))
    return {row["question"]: row for row in answer_rows}


def of_block(
    connection: sa.Connection, partnership_id: str, wave_id: str, block: str, respondent_ids: sa.Select | None = None
) -> list[dict]:
    """Return the answers asked on a block at a moment, each with the `role` and `codes` of its interview.

    `voters` are the codes of the people whose last rating it is (`counts.votes`), of these respondents or of all.
    Ratings of success factors are not among them: they judge the cooperation (`store.factors.answers`).
    """
    interview_columns = interview.c
    query = sa.select(answer, interview_columns.role).join_from(answer, interview)
    query = query.where(
        interview_columns.partnership_id == partnership_id,
        interview_columns.wave_id == wave_id,
        answer.c.block == block,
    )
    query = query.where(answer.c.factor.is_(None))
    answer_rows = rows(
        connection, query.order_by(interview_columns.created_at, interview_columns.id, answer.c.asked_at, answer.c.id)
    )
    who = respondent_codes(connection, list({row["interview_id"] for row in answer_rows}))
    coded = [row | {"codes": who.get(row["interview_id"], [])} for row in answer_rows]
    return with_voters(connection, coded, [(partnership_id, wave_id)], respondent_ids)


def by_ids(connection: sa.Connection, answer_ids: Collection[str]) -> list[dict]:
    """Return answers as `of_block` does, by moment and interview; those that rate success factors come last."""
    interview_columns = interview.c
    query = (
        sa.select(answer, interview_columns.role, interview_columns.partnership_id, interview_columns.wave_id)
        .join_from(answer, interview)
        .join(wave, wave.c.id == interview_columns.wave_id)
        .where(answer.c.id.in_(answer_ids))
        .order_by(wave.c.position, interview_columns.created_at, interview_columns.id, answer.c.id)
    )
    answer_rows = rows(connection, query) if answer_ids else []
    who = respondent_codes(connection, list({row["interview_id"] for row in answer_rows}))
    coded = [row | {"codes": who.get(row["interview_id"], [])} for row in answer_rows]
    pairs = sorted({(row["partnership_id"], row["wave_id"]) for row in answer_rows})
    on_blocks = with_voters(connection, [row for row in coded if row["factor"] is None], pairs)
    return on_blocks + with_voters(connection, [row for row in coded if row["factor"] is not None], pairs)


def rated(connection: sa.Connection, pairs: Sequence[tuple[str, str]]) -> dict[tuple[str, str | int], list[str]]:
    """Return the ids of answers with a rating at these moments, by role and block, or by role and success factor.

    They are in order of moment, interview and when they were asked.
    """
    by_place: dict[tuple[str, str | int], list[str]] = {}
    for answer_id, role, block, factor in _RATED.raw_rows(connection, **moment_values(pairs)):
        by_place.setdefault((role, block if factor is None else factor), []).append(answer_id)
    return by_place


def _rated() -> sa.Select:
    interview_columns = interview.c
    return (
        sa.select(answer.c.id, interview_columns.role, answer.c.block, answer.c.factor)
        .join_from(interview, answer, answer.c.interview_id == interview_columns.id)
        .join(wave, wave.c.id == interview_columns.wave_id)
        .where(answer.c.rating.is_not(None), at_named_moments(interview))
        .order_by(wave.c.position, interview_columns.created_at, interview_columns.id, answer.c.asked_at, answer.c.id)
    )


_RATED = PreparedStatement(lambda _: _rated())


def get(connection: sa.Connection, answer_id: str) -> dict:
    """Return one answer; raises NotFoundError."""
    return get_row(connection, answer, answer_id, N_("Answer"))


def record_asked(
    writer: Writer, interview_id: str, question: str, block: str, at: str | None = None, factor: int | None = None
) -> str:
    """Note that a question was asked in an interview and return the answer's id; asking twice changes nothing.

    `factor` is the success factor that it has rated, where it does.
    """
    existing = sa.select(answer.c.id).where(answer.c.interview_id == interview_id, answer.c.question == question)
    answer_id = writer.execute(existing).scalar()
    if answer_id:
        return answer_id
    row = {
        "id": new_id(),
        "interview_id": interview_id,
        "question": question,
        "block": block,
        "text": "",
        "state": "open",
        "reason": "",
        "asked_at": at or writer.at,
        "revision": 0,
        "factor": factor,
    }
    insert_new(writer.connection, answer, row)  # two screens may ask at the same moment
    interview_row = get_row(writer.connection, interview, interview_id, N_("Interview"))
    writer.mark_dirty(interview_row["partnership_id"], interview_row["wave_id"], interview_row["role"], block)
    writer.mark_factor_dirty(interview_row["partnership_id"], interview_row["wave_id"], interview_row["role"], factor)
    return writer.execute(existing).scalar_one()


def lock(writer: Writer, interview_id: str, question: str, attempt: str | None = None) -> dict:
    """Lock an answer against other writers until the commit, and return it; raises NotFoundError.

    With it come partnership_id, wave_id, role and completed_at of its interview; made_at, begun_at, burst, dropped,
    made_by (a user's id) and by (its name) of the version that stands, None where there is none; `attempted`, the
    number of the version that this attempt made, None where it made none that is kept; and `me`, the writer's name.
    """
    named = {"interview": clean(interview_id), "question": clean(question)}
    if writer.connection.dialect.name == "postgresql":
        # apart from the reading: a row that was waited for is read anew, but not what is joined to it
        _LOCK.rows(writer.connection, **named)
    locked = _LOCKED_ANSWER.rows(writer.connection, **named, attempt=attempt, me=writer.user_id)
    if not locked:
        raise NotFoundError(N_("Answer"), question)
    return locked[0]


def store_version(
    writer: Writer,
    answer_row: dict,
    attempt: str,
    at: str | None = None,
    answered_at: str | None = None,
    *,
    burst: str = "",
    dropped: int | None = None,
    **fields: object,
) -> int:
    """Store a new version of an answer and return its number.

    `answer_row` is the row as `lock` gave it; `fields` hold text, rating, dont_know, state and reason; `attempt` is the
    id of this save, made where the key was struck, so that a save that is retried is the same save; `answered_at`
    stays what it was when a line is edited afterwards, elsewhere than in the interview. With `dropped` (characters)
    the version goes on with the edit session (`burst`) that made the newest one, and takes its place.
    """
    moment = at or writer.at
    made = {name: fields[name] for name in ANSWER_FIELDS} | {
        "revision": answer_row["revision"] + 1,
        "row_id": answer_row["id"],
    }
    made |= {"id": attempt, "user_id": writer.user_id, "made_at": moment, "answered_at": answered_at or moment}
    _PUT.run(writer.connection, made)
    if dropped is None:
        _VERSION.run(writer.connection, _version(made) | {"burst": burst, "begun_at": moment, "dropped": 0})
    else:
        _GO_ON.run(
            writer.connection,
            _version(made) | {"of": answer_row["id"], "was": answer_row["revision"], "dropped": dropped},
        )
    writer.mark_dirty(answer_row["partnership_id"], answer_row["wave_id"], answer_row["role"], answer_row["block"])
    writer.mark_factor_dirty(
        answer_row["partnership_id"], answer_row["wave_id"], answer_row["role"], answer_row["factor"]
    )
    return answer_row["revision"] + 1


def end_edit_session(writer: Writer, answer_id: str) -> None:
    """Have the next save of this answer make a version of its own, also by who is typing in it."""
    newest = sa.and_(answer_revision.c.answer_id == answer_id, answer_revision.c.burst != "")
    writer.execute(answer_revision.update().where(newest).values(burst=""))


def version_numbers(connection: sa.Connection, answer_id: str, attempts: Sequence[str]) -> list[int]:
    """Return the numbers of those versions of an answer that these attempts made."""
    found_numbers: list[int] = []
    for batch in batches(attempts):
        some = answer_revision.c.id.in_([clean(attempt) for attempt in batch])
        made = sa.select(answer_revision.c.number).where(answer_revision.c.answer_id == answer_id, some)
        found_numbers += connection.execute(made).scalars()
    return found_numbers


def revisions(connection: sa.Connection, answer_id: str, since: int = 0) -> list[dict]:
    """Return every version of an answer from number `since` on, newest first, with `by`, the profile that made it."""
    query = sa.select(answer_revision, user.c.name.label("by")).join_from(answer_revision, user)
    query = query.where(answer_revision.c.answer_id == answer_id, answer_revision.c.number >= since)
    return rows(connection, query.order_by(answer_revision.c.number.desc()))


def _version(made: dict) -> dict:
    version = {name: made[name] for name in (*ANSWER_FIELDS, "id", "user_id", "made_at")}
    return version | {"answer_id": made["row_id"], "number": made["revision"]}


def _locked_answer() -> sa.Select:
    interview_columns, made, tried = interview.c, answer_revision.alias("made"), answer_revision.alias("tried")
    me = user.alias("me")
    return (
        sa.select(
            answer,
            interview_columns.partnership_id,
            interview_columns.wave_id,
            interview_columns.role,
            interview_columns.completed_at,
            made.c.made_at,
            made.c.begun_at,
            made.c.burst,
            made.c.dropped,
            made.c.user_id.label("made_by"),
            user.c.name.label("by"),
            tried.c.number.label("attempted"),
            me.c.name.label("me"),
        )
        .join_from(answer, interview)
        .outerjoin(made, sa.and_(made.c.answer_id == answer.c.id, made.c.number == answer.c.revision))
        .outerjoin(user, user.c.id == made.c.user_id)
        .outerjoin(tried, sa.and_(tried.c.id == sa.bindparam("attempt"), tried.c.answer_id == answer.c.id))
        .outerjoin(me, me.c.id == sa.bindparam("me"))
        .where(*_NAMED)
    )


_NAMED = (answer.c.interview_id == sa.bindparam("interview"), answer.c.question == sa.bindparam("question"))
_LOCK = PreparedStatement(lambda _: sa.select(answer.c.id).where(*_NAMED).with_for_update())
_LOCKED_ANSWER = PreparedStatement(lambda _: _locked_answer())
_PUT = PreparedStatement(
    lambda _: answer.update().where(answer.c.id == sa.bindparam("row_id")), (*ANSWER_FIELDS, "revision", "answered_at")
)
_VERSION = PreparedStatement(lambda _: answer_revision.insert(), [column.name for column in answer_revision.c])
_GO_ON = PreparedStatement(
    lambda _: answer_revision.update().where(
        answer_revision.c.answer_id == sa.bindparam("of"), answer_revision.c.number == sa.bindparam("was")
    ),
    ("id", "number", *ANSWER_FIELDS, "made_at", "dropped"),
)
