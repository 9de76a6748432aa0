"""Answers and every version they had."""

from __future__ import annotations

import sqlalchemy as sa

from canvas.errors import N_, NotFound
from canvas.store.ids import new_id
from canvas.store.interviews import codes
from canvas.store.rows import insert_new, one, rows
from canvas.store.schema import answer, answer_revision, interview, user
from canvas.store.study import Writer

STATES = ("open", "answered", "no_opinion", "skipped")
SAID = ("text", "rating", "dont_know", "state", "reason")


def of_interview(connection: sa.Connection, interview_id: str) -> dict[str, dict]:
    """The answers of an interview by question key; only questions that were asked are in it."""
    found = rows(connection, sa.select(answer).where(answer.c.interview_id == interview_id))
    return {row["question"]: row for row in found}


def of_block(connection: sa.Connection, partnership_id: str, wave_id: str, block: str) -> list[dict]:
    """The answers asked on a block in the interviews of a moment, each with the `role` and `codes` of its interview."""
    held = interview.c
    found = sa.select(answer, held.role).join_from(answer, interview)
    found = found.where(held.partnership_id == partnership_id, held.wave_id == wave_id, answer.c.block == block)
    asked = rows(connection, found.order_by(held.created_at, held.id, answer.c.asked_at, answer.c.id))
    who = codes(connection, list({row["interview_id"] for row in asked}))
    return [row | {"codes": who.get(row["interview_id"], [])} for row in asked]


def get(connection: sa.Connection, answer_id: str) -> dict:
    """One answer; raises NotFound."""
    return one(connection, answer, answer_id, N_("Answer"))


def ask(writer: Writer, interview_id: str, question: str, block: str, at: str | None = None) -> str:
    """Note that a question was asked in an interview and return the answer's id; asking twice changes nothing."""
    known = sa.select(answer.c.id).where(answer.c.interview_id == interview_id, answer.c.question == question)
    found = writer.execute(known).scalar()
    if found:
        return found
    row = {
        "id": new_id(), "interview_id": interview_id, "question": question, "block": block, "text": "",
        "state": "open", "reason": "", "asked_at": at or writer.at, "revision": 0,
    }  # fmt: skip
    insert_new(writer.connection, answer, row)  # two screens may ask at the same moment
    held = one(writer.connection, interview, interview_id, N_("Interview"))
    writer.touch(held["partnership_id"], held["wave_id"], held["role"], block)
    return writer.execute(known).scalar()


def lock(writer: Writer, interview_id: str, question: str) -> dict:
    """One asked answer, held against other writers until the commit; raises NotFound.

    With it come partnership_id, wave_id, role and completed_at of its interview.
    """
    held = interview.c
    which = sa.select(answer, held.partnership_id, held.wave_id, held.role, held.completed_at).join_from(
        answer, interview
    )
    which = which.where(answer.c.interview_id == interview_id, answer.c.question == question)
    found = writer.execute(which.with_for_update(of=answer)).mappings().first()
    if found is None:
        raise NotFound(N_("Answer"), question)
    return dict(found)


def put(writer: Writer, known: dict, attempt: str, at: str | None = None, answered_at: str | None = None,
        **said: object) -> int:  # fmt: skip
    """Store a new version of an answer and return its number.

    `known` is the row as `lock` gave it; `said` holds text, rating, dont_know, state and reason; `attempt` is the
    id of this save, made where the key was struck, so that a save that is retried is the same save; `answered_at`
    stays what it was when a line is edited afterwards, elsewhere than in the interview.
    """
    number = known["revision"] + 1
    moment = at or writer.at
    values = {name: said[name] for name in SAID}
    writer.execute(
        answer.update()
        .where(answer.c.id == known["id"])
        .values(**values, revision=number, answered_at=answered_at or moment)
    )
    made = {"id": attempt, "answer_id": known["id"], "number": number, "user_id": writer.user_id, "made_at": moment}
    writer.execute(answer_revision.insert(), [made | values])
    writer.touch(known["partnership_id"], known["wave_id"], known["role"], known["block"])
    return number


def attempted(connection: sa.Connection, attempt: str) -> int | None:
    """The number of the version that this save attempt made, if it was stored."""
    return connection.execute(sa.select(answer_revision.c.number).where(answer_revision.c.id == attempt)).scalar()


def revisions(connection: sa.Connection, answer_id: str) -> list[dict]:
    """Every version of an answer, newest first, with the profile that made it."""
    found = sa.select(answer_revision, user.c.name.label("by")).join_from(answer_revision, user)
    found = found.where(answer_revision.c.answer_id == answer_id).order_by(answer_revision.c.number.desc())
    return rows(connection, found)
