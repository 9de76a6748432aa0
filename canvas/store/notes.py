"""Notes: one statement each, with where it came from and every version it had."""

from __future__ import annotations

from collections.abc import Sequence

import sqlalchemy as sa

from canvas.errors import N_, NotFound
from canvas.store.ids import new_id
from canvas.store.interviews import codes
from canvas.store.rows import one, rows
from canvas.store.schema import answer, document, interview, note, note_revision, partnership, passage, user, wave
from canvas.store.study import Writer

ORIGINS = ("answer", "passage", "session")


def get(connection: sa.Connection, note_id: str) -> dict:
    """One note; raises NotFound."""
    return one(connection, note, note_id, N_("Note"))


def lock(writer: Writer, note_id: str) -> dict:
    """One note, held against other writers until the commit; raises NotFound."""
    found = writer.execute(sa.select(note).where(note.c.id == note_id).with_for_update()).mappings().first()
    if found is None:
        raise NotFound(N_("Note"), note_id)
    return dict(found)


def changed_by(connection: sa.Connection, note_id: str) -> str:
    """The profile that made the version of a note that stands."""
    found = sa.select(user.c.name).join_from(note_revision, user).where(note_revision.c.note_id == note_id)
    return connection.execute(found.order_by(note_revision.c.number.desc()).limit(1)).scalar() or ""


def of_answer(connection: sa.Connection, answer_id: str) -> list[dict]:
    """All notes an answer ever gave, retired ones included, in the order of its lines."""
    which = sa.select(note).where(note.c.answer_id == answer_id)
    return rows(connection, which.order_by(note.c.retired, note.c.position, note.c.id))


def add(writer: Writer, *, partnership_id: str | None, wave_id: str | None, role: str | None, block: str, text: str,
        origin: str, position: int, answer_id: str | None = None, passage_id: str | None = None,
        kind: str = "plain", at: str | None = None) -> str:  # fmt: skip
    """Store a note and return its id."""
    row = {
        "id": new_id(), "partnership_id": partnership_id, "wave_id": wave_id, "role": role, "block": block,
        "text": text, "kind": kind, "origin": origin, "answer_id": answer_id, "passage_id": passage_id,
        "position": position, "retired": False, "revision": 1, "created_at": at or writer.at,
        "changed_at": at or writer.at,
    }  # fmt: skip
    writer.execute(note.insert(), [row])
    _keep_version(writer, row)
    writer.touch(partnership_id, wave_id, role, block)
    return row["id"]


def change(writer: Writer, known: dict, **changes: object) -> None:
    """Change text, block, kind, position or retired of a note; what does not differ is left alone.

    A new position alone makes no version: moving a line changes nothing that was said.
    """
    differing = {name: value for name, value in changes.items() if known[name] != value}
    if not differing:
        return
    row = known | differing
    if differing.keys() - {"position"}:
        row |= {"revision": known["revision"] + 1, "changed_at": writer.at}
        _keep_version(writer, row)
    writer.execute(note.update().where(note.c.id == known["id"]).values(**row))
    for state in (known, row):
        writer.touch(state["partnership_id"], state["wave_id"], state["role"], state["block"])


def _keep_version(writer: Writer, row: dict) -> None:
    version = {name: row[name] for name in ("text", "block", "kind", "retired")}
    version |= {
        "id": new_id(), "note_id": row["id"], "number": row["revision"], "user_id": writer.user_id,
        "made_at": row["changed_at"],
    }  # fmt: skip
    writer.execute(note_revision.insert(), [version])


def sourced(connection: sa.Connection, *, partnership_id: str | None = None, wave_id: str | None = None,
            moments: Sequence[tuple[str, str]] | None = None, roles: Sequence[str | None] | None = None,
            blocks: Sequence[str] | None = None, question: str | None = None, note_ids: Sequence[str] | None = None,
            across: bool = False, limit: int | None = None) -> list[dict]:  # fmt: skip
    """Notes that stand, each with all that leads back to the words spoken.

    Columns: the note's own, and partnership, code, wave, question, answer_text, answered_at, interview_id, guide_id,
    language, interview_role, started_at, codes (respondents), document_id, document, source, section, start, end.
    `moments` are (partnership, wave) pairs; `roles` may hold None for notes without a role; `across` takes the
    notes that belong to no partnership. Retired notes are given only when asked for by id.
    """
    found = (
        sa.select(
            note, partnership.c.name.label("partnership"), partnership.c.code, wave.c.label.label("wave"),
            answer.c.question, answer.c.text.label("answer_text"), answer.c.answered_at, answer.c.interview_id,
            interview.c.guide_id, interview.c.language, interview.c.role.label("interview_role"),
            interview.c.started_at, passage.c.document_id, document.c.title.label("document"), document.c.source,
            document.c.dated, passage.c.section, passage.c.start, passage.c.end,
        )
        .outerjoin_from(note, partnership, note.c.partnership_id == partnership.c.id)
        .outerjoin(wave, note.c.wave_id == wave.c.id)
        .outerjoin(answer, note.c.answer_id == answer.c.id)
        .outerjoin(interview, answer.c.interview_id == interview.c.id)
        .outerjoin(passage, note.c.passage_id == passage.c.id)
        .outerjoin(document, passage.c.document_id == document.c.id)
        .order_by(note.c.created_at, answer.c.id, note.c.position, note.c.id)
    )  # fmt: skip
    found = found.where(note.c.id.in_(note_ids)) if note_ids is not None else found.where(note.c.retired.is_(False))
    if partnership_id:
        found = found.where(note.c.partnership_id == partnership_id)
    if wave_id:
        found = found.where(note.c.wave_id == wave_id)
    if moments is not None:
        pairs = [sa.and_(note.c.partnership_id == one, note.c.wave_id == at) for one, at in moments]
        found = found.where(sa.or_(sa.false(), *pairs))
    if roles is not None:
        named = [role for role in roles if role]
        found = found.where(sa.or_(note.c.role.in_(named), note.c.role.is_(None) if None in roles else sa.false()))
    if blocks is not None:
        found = found.where(note.c.block.in_(blocks))
    if question:
        found = found.where(answer.c.question == question)
    if across:
        found = found.where(note.c.partnership_id.is_(None))
    if limit:
        found = found.limit(limit)
    gathered = rows(connection, found)
    who = codes(connection, list({row["interview_id"] for row in gathered if row["interview_id"]}))
    return [row | {"codes": who.get(row["interview_id"], [])} for row in gathered]
