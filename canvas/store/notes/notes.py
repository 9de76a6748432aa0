"""Notes: one statement each, with where it came from and every version it had."""

from __future__ import annotations

import operator
from collections.abc import Iterable, Mapping, Sequence
from typing import cast

import sqlalchemy as sa

from canvas.errors import N_, NotFoundError
from canvas.store.database.ids import new_id
from canvas.store.database.prepared import PreparedStatement, list_of
from canvas.store.database.rows import get_row, rows, typed_rows
from canvas.store.database.schema import (
    answer,
    coding,
    document,
    interview,
    note,
    note_revision,
    partnership,
    passage,
    point_note,
    respondent,
    turn,
    user,
    wave,
)
from canvas.store.interviews import respondent_codes
from canvas.store.overview.filtered_counts import AttributeFilter, note_is_from, of_respondents, respondents_query
from canvas.store.row_types import AnswerNote, SourcedNote
from canvas.store.study import Writer

ORIGINS = ("answer", "passage", "session")


def get(connection: sa.Connection, note_id: str) -> dict:
    """Return one note; raises NotFoundError."""
    return get_row(connection, note, note_id, N_("Note"))


def lock(writer: Writer, note_id: str) -> dict:
    """Lock a note against other writers until the commit, and return it; raises NotFoundError.

    The answer that it stands in is locked before it: a save of that changes the notes as it found them.
    """
    if writer.connection.dialect.name == "postgresql":
        of_note = sa.select(answer.c.id).join_from(answer, note, note.c.answer_id == answer.c.id)
        writer.execute(of_note.where(note.c.id == note_id).with_for_update(of=answer))
    # without its key: who gives it a theme need not wait, and who holds that theme is not waited for in a circle
    locking = sa.select(note).where(note.c.id == note_id).with_for_update(key_share=True)
    row = writer.execute(locking).mappings().first()
    if row is None:
        raise NotFoundError(N_("Note"), note_id)
    return dict(row)


def of_answer(connection: sa.Connection, answer_id: str) -> list[AnswerNote]:
    """Return all notes an answer ever gave, retired ones included, in the order of its lines.

    With each come made_at and made_by (a user's id) of its newest version.
    """
    return cast(list[AnswerNote], _OF_ANSWER.rows(connection, answer=answer_id))


def revisions(connection: sa.Connection, note_id: str) -> list[dict]:
    """Return every version of a note, newest first, with `by`, the profile that made it."""
    query = sa.select(note_revision, user.c.name.label("by")).join_from(note_revision, user)
    return rows(connection, query.where(note_revision.c.note_id == note_id).order_by(note_revision.c.number.desc()))


def add(
    writer: Writer,
    *,
    partnership_id: str | None,
    wave_id: str | None,
    role: str | None,
    block: str,
    text: str,
    origin: str,
    position: int,
    answer_id: str | None = None,
    passage_id: str | None = None,
    kind: str = "plain",
    at: str | None = None,
    attempt: str | None = None,
) -> str:
    """Store a note and return its id; `attempt` is the id of its first version, where that was made before."""
    row = {
        "partnership_id": partnership_id,
        "wave_id": wave_id,
        "role": role,
        "block": block,
        "text": text,
        "kind": kind,
        "origin": origin,
        "answer_id": answer_id,
        "passage_id": passage_id,
        "position": position,
    }
    return add_all(writer, [row], at, [attempt] if attempt else None)[0]


def find_by_attempt(connection: sa.Connection, attempt: str) -> dict | None:
    """Return the note of which a version has this id: the attempt that made it was stored before."""
    note_rows = rows(connection, sa.select(note).join_from(note_revision, note).where(note_revision.c.id == attempt))
    return next(iter(note_rows), None)


def add_all(
    writer: Writer, new: Sequence[dict], at: str | None = None, attempts: Sequence[str] | None = None
) -> list[str]:
    """Store notes, each a dict of what `add` takes, and return their ids; `attempts` are those of their versions."""
    moment = at or writer.at
    made = [
        row
        | {
            "id": new_id(),
            "retired": False,
            "revision": 1,
            "created_at": moment,
            "changed_at": moment,
            "erased_at": None,
        }
        for row in new
    ]
    _ADD.run(writer.connection, *made)
    versions = [_version(writer, row) for row in made]
    if attempts:
        versions = [row | {"id": attempt} for row, attempt in zip(versions, attempts, strict=True)]
    _VERSION.run(writer.connection, *versions)
    for row in made:
        writer.mark_dirty(row["partnership_id"], row["wave_id"], row["role"], row["block"])
    return [row["id"] for row in made]


def change(writer: Writer, note_row: dict, *, undoes: int | None = None, **changes: object) -> None:
    """Change text, block, kind, position or retired of a note; what does not differ is left alone.

    A new position alone makes no version: moving a line changes nothing that was said. `undoes` is the number of the
    version that is taken back.
    """
    change_all(writer, [(note_row, changes)], undoes=undoes)


def change_all(
    writer: Writer, changed: Iterable[tuple[Mapping, dict]], *, since: str | None = None, undoes: int | None = None
) -> None:
    """Change notes as `change` does: each as it is known and what it should be.

    `since` is when the burst began that goes on: a note that this user changed in it (of which made_at and made_by are
    known) goes on in the same version.
    """
    all_, versions, going_on = [], [], []
    for note_row, changes in changed:
        differing = {name: value for name, value in changes.items() if note_row[name] != value}
        if not differing:
            continue
        row = {**note_row, **differing}
        if differing.keys() - {"position"}:
            row["changed_at"] = writer.at
            if since and note_row["made_by"] == writer.user_id and note_row["made_at"] >= since:
                going_on.append(_version(writer, row) | {"row_id": row["id"], "was": row["revision"]})
            else:
                row["revision"] += 1
                versions.append(_version(writer, row) | {"undoes": undoes})
        all_.append(row | {"row_id": row["id"]})
        for state in (note_row, row):
            writer.mark_dirty(state["partnership_id"], state["wave_id"], state["role"], state["block"])
        if "retired" in differing:
            writer.recount_themes(row["partnership_id"], row["wave_id"], row["role"], row["id"])
    _CHANGE.run(writer.connection, *all_)
    _FLAG_POINT_LINKS.run(writer.connection, *({"row_id": row["id"]} for row in all_))
    _GO_ON.run(writer.connection, *going_on)
    _VERSION.run(writer.connection, *versions)


def _version(writer: Writer, row: dict) -> dict:
    version = {name: row[name] for name in _VERSIONED}
    return version | {
        "id": new_id(),
        "note_id": row["id"],
        "number": row["revision"],
        "user_id": writer.user_id,
        "made_at": row["changed_at"],
        "undoes": None,
    }


def with_sources(
    connection: sa.Connection,
    *,
    partnership_id: str | None = None,
    wave_id: str | None = None,
    moments: Sequence[tuple[str, str]] | None = None,
    roles: Sequence[str | None] | None = None,
    blocks: Sequence[str] | None = None,
    question: str | None = None,
    across: bool = False,
    limit: int | None = None,
    filters: Sequence[AttributeFilter] = (),
    theme_id: str | None = None,
    theme_ids: Sequence[str] | None = None,
    kinds: Sequence[str] | None = None,
) -> list[SourcedNote]:
    """Return notes that stand, each with all that leads back to the words spoken.

    Of a passage in a transcript the interview is that of the transcript, the question the one its turn was linked to,
    and the code that of who speaks. `moments` are
    (partnership, wave) pairs; `roles` may hold None for notes without a role; `across` takes the notes that belong to
    no partnership. `filters` on respondents take the notes of those who fit them, `theme_id` those that carry this
    theme, `theme_ids` one of these.
    """
    conditions: list[sa.ColumnElement] = [note.c.retired.is_(False), *_at(partnership_id, wave_id, moments, across)]
    few = moments is not None or bool(partnership_id)  # then its index finds the notes of those places first
    if roles is not None:
        named = [role for role in roles if role]
        conditions.append(sa.or_(note.c.role.in_(named), note.c.role.is_(None) if None in roles else sa.false()))
    if blocks is not None:
        # of a partnership by its index alone: that of wave and block would give those of all partnerships first
        conditions.append((note.c.block.concat("") if few else note.c.block).in_(blocks))
    if kinds is not None:
        conditions.append(note.c.kind.in_(kinds))
    if question:
        conditions.append(_question == question)
    if on_respondents := of_respondents(filters):
        conditions.append(note_is_from(respondents_query(on_respondents)))
    if (carried := [theme_id] if theme_id else theme_ids) is not None:
        conditions.append(_carrying(carried, few))
    note_rows = typed_rows(connection, _sources_query().where(*conditions).limit(limit or None), SourcedNote)
    return _with_codes(connection, note_rows)


def by_ids(connection: sa.Connection, note_ids: Sequence[str]) -> list[SourcedNote]:
    """Return notes with these ids as `with_sources` does, those that were taken away too."""
    if not note_ids:
        return []
    return _with_codes(connection, cast(list[SourcedNote], _BY_IDS.rows(connection, ids=list(note_ids))))


def of_kinds(connection: sa.Connection, pair: tuple[str, str], kinds: Sequence[str]) -> list[SourcedNote]:
    """Return the notes of these kinds that stand at a moment, as `with_sources` does."""
    values = {"partnership": pair[0], "wave": pair[1], "kinds": list(kinds)}
    return _with_codes(connection, cast(list[SourcedNote], _OF_KINDS.rows(connection, **values)))


def _with_codes(connection: sa.Connection, note_rows: list[SourcedNote]) -> list[SourcedNote]:
    codes = respondent_codes(
        connection, list({row["interview_id"] for row in note_rows if row["answer_id"] and row["interview_id"]})
    )
    for row in note_rows:
        speaks = [row["speaks"]] if row["speaks"] else []
        row["codes"] = codes.get(row["interview_id"] or "", []) if row["answer_id"] else speaks
    return note_rows


_interview_id = sa.func.coalesce(answer.c.interview_id, document.c.interview_id)
_question: sa.ColumnElement = sa.func.coalesce(answer.c.question, turn.c.question)


def _sources_query() -> sa.Select:
    return (
        sa.select(
            note,
            partnership.c.name.label("partnership"),
            partnership.c.code,
            wave.c.label.label("wave"),
            _question.label("question"),
            answer.c.text.label("answer_text"),
            answer.c.rating.label("answer_rating"),
            answer.c.answered_at,
            _interview_id.label("interview_id"),
            interview.c.guide_id,
            interview.c.language,
            interview.c.role.label("interview_role"),
            interview.c.started_at,
            passage.c.document_id,
            document.c.title.label("document"),
            document.c.kind.label("document_kind"),
            document.c.source,
            document.c.dated,
            passage.c.section,
            passage.c.start,
            passage.c.end,
            passage.c.turn,
            respondent.c.code.label("speaks"),
        )
        .outerjoin_from(note, partnership, note.c.partnership_id == partnership.c.id)
        .outerjoin(wave, note.c.wave_id == wave.c.id)
        .outerjoin(answer, note.c.answer_id == answer.c.id)
        .outerjoin(passage, note.c.passage_id == passage.c.id)
        .outerjoin(document, passage.c.document_id == document.c.id)
        .outerjoin(turn, sa.and_(turn.c.document_id == passage.c.document_id, turn.c.number == passage.c.turn))
        .outerjoin(respondent, passage.c.respondent_id == respondent.c.id)
        .outerjoin(interview, interview.c.id == _interview_id)
        .order_by(note.c.created_at, answer.c.id, note.c.position, note.c.id)
    )


def _at(
    partnership_id: str | None, wave_id: str | None, moments: Sequence[tuple[str, str]] | None, across: bool
) -> list[sa.ColumnElement]:
    conditions: list[sa.ColumnElement] = []
    if partnership_id:
        conditions.append(note.c.partnership_id == partnership_id)
    if wave_id:
        conditions.append(note.c.wave_id == wave_id)
    if moments is not None:
        at = (note.c.partnership_id, note.c.wave_id)
        if len(moments) <= 50:
            conditions.append(sa.or_(sa.false(), *(sa.and_(*map(operator.eq, at, pair)) for pair in moments)))
        else:  # so many alternatives are more than a database takes
            conditions.append(sa.tuple_(*at).in_(list(moments)))
    if across:
        conditions.append(note.c.partnership_id.is_(None))
    return conditions


def _carrying(theme_ids: Sequence[str], few: bool) -> sa.ColumnElement:
    coded = sa.select(coding.c.note_id).where(coding.c.theme_id.in_(theme_ids), coding.c.removed_at.is_(None))
    if few:  # the few notes that are there are asked, rather than all of a theme
        return coded.where(coding.c.note_id == note.c.id).correlate(note).exists()
    return note.c.id.in_(coded)


def _of_answer() -> sa.Select:
    made = note_revision.alias("made")
    newest = sa.and_(made.c.note_id == note.c.id, made.c.number == note.c.revision)
    query = sa.select(note, made.c.made_at, made.c.user_id.label("made_by")).outerjoin_from(note, made, newest)
    query = query.where(note.c.answer_id == sa.bindparam("answer"))
    return query.order_by(note.c.retired, note.c.position, note.c.id)


_BY_IDS = PreparedStatement(lambda _: _sources_query().where(note.c.id.in_(list_of("ids"))))
_OF_KINDS = PreparedStatement(
    lambda _: _sources_query().where(
        note.c.partnership_id == sa.bindparam("partnership"),
        note.c.wave_id == sa.bindparam("wave"),
        note.c.retired.is_(False),
        note.c.kind.in_(list_of("kinds")),
    )
)
_VERSIONED = ("text", "block", "kind", "retired")
_OF_ANSWER = PreparedStatement(lambda _: _of_answer())
_ADD = PreparedStatement(lambda _: note.insert(), [column.name for column in note.c])
_CHANGE = PreparedStatement(
    lambda _: note.update().where(note.c.id == sa.bindparam("row_id")),
    (*_VERSIONED, "position", "revision", "changed_at"),
)
_FLAG_POINT_LINKS = PreparedStatement(  # what rests on them asks for another look
    lambda _: point_note.update().where(point_note.c.note_id == sa.bindparam("row_id")).values(changed=True)
)
_VERSION = PreparedStatement(lambda _: note_revision.insert(), [column.name for column in note_revision.c])
_GO_ON = PreparedStatement(
    lambda _: note_revision.update().where(
        note_revision.c.note_id == sa.bindparam("row_id"), note_revision.c.number == sa.bindparam("was")
    ),
    (*_VERSIONED, "made_at"),
)
