"""Summaries that an evaluator writes: of a cell of the framework matrix, or why it changed since an earlier moment."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence

import sqlalchemy as sa

from canvas import method
from canvas.errors import N_, ChangedMeanwhileError, Clash, NotFoundError, UserError
from canvas.store.database.ids import new_id
from canvas.store.database.prepared import PreparedStatement
from canvas.store.database.rows import get_row, insert_new, rows
from canvas.store.database.schema import (
    matrix_summary,
    matrix_summary_note,
    matrix_summary_revision,
    note,
    partnership_wave,
    user,
    wave,
)
from canvas.store.database.text import clean, read_json
from canvas.store.matrix.matrix_flags import flagged as flagged  # others look for it here
from canvas.store.points import points
from canvas.store.study import Writer
from canvas.store.themes import codings

_PLACE = ("partnership_id", "wave_id", "axis", "key", "since")  # of a summary: where it stands
AXES = ("block", "question", "theme")  # what a matrix can have across; a key is one of its columns


def save(
    writer: Writer,
    partnership_id: str,
    wave_id: str,
    axis: str,
    key: str,
    text: str,
    note_ids: Iterable[str] = (),
    since: str = "",
    opened: int | None = None,
    shown: Mapping[str, Mapping] | None = None,
) -> dict:
    """Have a summary say this and rest on these notes, weighed as they stand; returns it as `of_moments` does.

    `since` is the id of an earlier wave: then it is the reason for what changed. `opened` is the number of the
    version the form showed (0: there was none); raises ChangedMeanwhileError where another stands there that says
    something else. `shown` holds notes by id as they were shown (their `revision` and `changed_at`). An empty text
    takes the summary away; its versions stay. Raises NotFoundError, and UserError for notes that belong elsewhere or
    were taken away.
    """
    key = _checked(writer, partnership_id, wave_id, axis, key, since)
    text, weighed_ids = clean(text).strip(), list(dict.fromkeys(note_ids))
    summary = _lock(writer, bool(text), partnership_id=partnership_id, wave_id=wave_id, since=since, axis=axis, key=key)
    if summary is None:
        return _NO_SUMMARY | {"notes": []}
    links = _links(writer.connection, [summary["id"]]).get(summary["id"], {})
    seen = _weigh(writer, summary, links, weighed_ids if text else [], shown or {}, {wave_id, since})
    if text == summary["text"] and seen == links:
        return _whole(writer.connection, matrix_summary.c.id == summary["id"])[0]
    shows = summary["revision"] if summary["text"] else 0  # one that was taken away is shown as none
    if opened is not None and opened not in (shows, summary["revision"]):
        clashes = [Clash("text", N_("Summary"), text, summary["text"])] if text != summary["text"] else []
        clashes += [Clash("notes", N_("Notes"), list(seen), list(links))] if seen.keys() != links.keys() else []
        raise ChangedMeanwhileError(N_("Summary"), summary["text"], _author(writer, summary["id"]), clashes)
    number = summary["revision"] + 1
    changed = {"text": text, "revision": number, "changed_at": writer.at}
    writer.execute(matrix_summary.update().where(matrix_summary.c.id == summary["id"]).values(**changed))
    _link(writer, summary["id"], links, seen)
    version = {"id": new_id(), "matrix_summary_id": summary["id"], "number": number, "text": text}
    version |= {"notes": json.dumps(seen, sort_keys=True), "user_id": writer.user_id, "made_at": writer.at}
    writer.execute(matrix_summary_revision.insert(), [version])
    return _whole(writer.connection, matrix_summary.c.id == summary["id"])[0]


def of_moments(
    connection: sa.Connection, pairs: Sequence[tuple[str, str]], axis: str, since: str = ""
) -> dict[tuple[str, str, str], dict]:
    """Return the summaries that stand in these moments, by (partnership_id, wave_id, key).

    Each is {id, text, revision, by, changed_at, notes (ids, in the order they were noted)}. `pairs` are (partnership,
    wave) ids.
    """
    at_wave: dict[str, list[str]] = {}
    for partnership_id, wave_id in pairs:
        at_wave.setdefault(wave_id, []).append(partnership_id)
    by_wave = [
        sa.and_(matrix_summary.c.wave_id == wave_id, matrix_summary.c.partnership_id.in_(ids))
        for wave_id, ids in at_wave.items()
    ]
    at = (matrix_summary.c.axis == axis, matrix_summary.c.since == since, matrix_summary.c.text != "")
    names = ("partnership_id", "wave_id", "key")
    summaries = _whole(connection, sa.or_(sa.false(), *by_wave), *at, names=names)
    return {tuple(row.pop(name) for name in names): row for row in summaries}


def written_blocks(connection: sa.Connection, pair: tuple[str, str]) -> frozenset[str]:
    """Return the blocks of which a summary stands at a moment."""
    return frozenset(row[0] for row in _WRITTEN.raw_rows(connection, partnership=pair[0], wave=pair[1]))


_WRITTEN = PreparedStatement(
    lambda _: sa.select(matrix_summary.c.key).where(
        matrix_summary.c.partnership_id == sa.bindparam("partnership"),
        matrix_summary.c.wave_id == sa.bindparam("wave"),
        matrix_summary.c.axis == "block",
        matrix_summary.c.since == "",
        matrix_summary.c.text != "",
    )
)


def get(connection: sa.Connection, summary_id: str) -> dict:
    """Return one summary as `of_moments` does, with partnership_id, wave_id, axis, key and since.

    Raises NotFoundError, also for one that was taken away.
    """
    summaries = _whole(connection, matrix_summary.c.id == summary_id, matrix_summary.c.text != "", names=_PLACE)
    if not summaries:
        raise NotFoundError(N_("Summary"), summary_id)
    return summaries[0]


def resting_on(connection: sa.Connection, note_ids: Sequence[str]) -> list[dict]:
    """Return the summaries and reasons that rest on some of these notes, as `get` does, the newest first."""
    linked = sa.select(matrix_summary_note.c.matrix_summary_id).where(matrix_summary_note.c.note_id.in_(list(note_ids)))
    resting = (matrix_summary.c.id.in_(linked), matrix_summary.c.text != "")
    summaries = _whole(connection, *resting, names=_PLACE) if note_ids else []
    return sorted(summaries, key=lambda row: (row["changed_at"], row["id"]), reverse=True)


def find(
    connection: sa.Connection, partnership_id: str, wave_id: str, axis: str, key: str, since: str = ""
) -> str | None:
    """Return the id of the summary of a cell, also of one that was taken away; None where there never was one."""
    at = {"partnership_id": partnership_id, "wave_id": wave_id, "axis": axis, "key": key, "since": since}
    of_cell = [matrix_summary.c[name] == value for name, value in at.items()]
    return connection.execute(sa.select(matrix_summary.c.id).where(*of_cell)).scalar()


def versions(connection: sa.Connection, summary_id: str) -> list[dict]:
    """Return every version of a summary, newest first: {number, text, notes (id → version weighed), by, made_at}.

    An empty text is where it was taken away. Raises NotFoundError.
    """
    get_row(connection, matrix_summary, summary_id, N_("Summary"))
    made = [matrix_summary_revision.c[name] for name in ("number", "text", "notes", "made_at")]
    query = sa.select(*made, user.c.name.label("by")).join_from(matrix_summary_revision, user)
    query = query.where(matrix_summary_revision.c.matrix_summary_id == summary_id)
    version_rows = rows(connection, query.order_by(matrix_summary_revision.c.number.desc()))
    return [row | {"notes": json.loads(row["notes"])} for row in version_rows]


def faults(connection: sa.Connection) -> Iterator[tuple[str, str]]:
    """Yield where and how a summary differs from its newest version: in its text, its number or its notes."""
    made = matrix_summary_revision.c
    last = sa.select(made.matrix_summary_id, sa.func.max(made.number).label("number"))
    last = last.group_by(made.matrix_summary_id).subquery()
    version_columns = [made[name].label(f"kept_{name}") for name in ("number", "text", "notes")]
    query = (
        sa.select(matrix_summary.c.id, matrix_summary.c.text, matrix_summary.c.revision, *version_columns)
        .outerjoin_from(matrix_summary, last, last.c.matrix_summary_id == matrix_summary.c.id)
        .outerjoin(
            matrix_summary_revision,
            sa.and_(made.matrix_summary_id == matrix_summary.c.id, made.number == last.c.number),
        )
        .order_by(matrix_summary.c.id)
    )
    links = _links(connection)
    for row in rows(connection, query):
        where = f"summary {row['id']}"
        if row["revision"] != row["kept_number"]:
            yield where, f"stands at version {row['revision']}, the newest version is {row['kept_number'] or 0}"
            continue
        if row["text"] != row["kept_text"]:
            yield where, f"its text is not that of version {row['revision']}"
        if links.get(row["id"], {}) != read_json(row["kept_notes"]):
            yield where, f"its notes are not those of version {row['revision']}"


_NO_SUMMARY = {"id": None, "text": "", "revision": 0, "by": "", "changed_at": None}


def _checked(writer: Writer, partnership_id: str, wave_id: str, axis: str, key: str, since: str) -> str:
    """Return the key as it is kept: that of a theme merged into another is the other's."""
    moment = sa.select(partnership_wave.c.wave_id).where(
        partnership_wave.c.partnership_id == partnership_id, partnership_wave.c.wave_id == wave_id
    )
    if writer.execute(moment).first() is None:
        raise NotFoundError(N_("Moment"), wave_id)
    if since:
        get_row(writer.connection, wave, since, N_("Wave"))
    if axis == "theme":
        return codings.current_id(writer.connection, key)
    place, keys = (N_("Block"), set(method.blocks())) if axis == "block" else (N_("Question"), set(method.questions()))
    if key not in keys:
        raise NotFoundError(place, key)
    return key


def _lock(writer: Writer, make: bool, **at: str) -> dict | None:
    """Return the summary of a cell, locked until the commit; with `make` one is made where there is none."""
    if make:
        new = {"id": new_id(), "text": "", "revision": 0, "created_at": writer.at, "changed_at": writer.at}
        insert_new(writer.connection, matrix_summary, at | new)
    of_cell = [matrix_summary.c[name] == value for name, value in at.items()]
    row = writer.execute(sa.select(matrix_summary).where(*of_cell).with_for_update()).mappings().first()
    return dict(row) if row else None


def _weigh(
    writer: Writer, summary: Mapping, links: Mapping[str, int], note_ids: Sequence[str], shown: Mapping, waves: set[str]
) -> dict[str, int]:
    """Return per note the version that was weighed; raises UserError for one that may not stand under the summary."""
    locked = points.lock_notes(writer, note_ids)
    seen = {}
    for note_id in note_ids:
        row = locked.get(note_id)
        if row is None:
            raise NotFoundError(N_("Note"), note_id)
        if row["partnership_id"] != summary["partnership_id"] or row["wave_id"] not in waves:
            raise UserError(
                N_("Note"), N_("this note belongs to another partnership or moment."), N_("Choose a note of this cell.")
            )
        if (row["retired"] or row["erased_at"]) and note_id not in links:
            raise UserError(N_("Note"), N_("this note was taken away meanwhile."), N_("Choose another note."))
        seen[note_id] = points.weighed_version(writer, row, shown.get(note_id))
    return seen


def _link(writer: Writer, summary_id: str, links: Mapping[str, int], seen: Mapping[str, int]) -> None:
    of_it, now = matrix_summary_note.c.matrix_summary_id == summary_id, {"linked_at": writer.at}
    now |= {"linked_by": writer.user_id}
    gone = [note_id for note_id in links if note_id not in seen]
    writer.execute(matrix_summary_note.delete().where(of_it, matrix_summary_note.c.note_id.in_(gone)))
    for note_id, number in seen.items():
        if note_id in links:  # weighed anew
            link = (of_it, matrix_summary_note.c.note_id == note_id)
            writer.execute(matrix_summary_note.update().where(*link).values(seen=number, **now))
        else:
            row = {"matrix_summary_id": summary_id, "note_id": note_id, "seen": number} | now
            writer.execute(matrix_summary_note.insert(), [row])


def _links(connection: sa.Connection, summary_ids: Sequence[str] | None = None) -> dict[str, dict[str, int]]:
    link = matrix_summary_note.c
    query = sa.select(link.matrix_summary_id, link.note_id, link.seen).join_from(matrix_summary_note, note)
    if summary_ids is not None:
        query = query.where(link.matrix_summary_id.in_(list(summary_ids)))
    linked: dict[str, dict[str, int]] = {}
    for summary_id, note_id, seen in connection.execute(query.order_by(note.c.created_at, note.c.position, note.c.id)):
        linked.setdefault(summary_id, {})[note_id] = seen
    return linked


def _author(writer: Writer, summary_id: str) -> str:
    return versions(writer.connection, summary_id)[0]["by"]


def _whole(connection: sa.Connection, *conditions: sa.ColumnElement, names: Sequence[str] = ()) -> list[dict]:
    newest = sa.and_(
        matrix_summary_revision.c.matrix_summary_id == matrix_summary.c.id,
        matrix_summary_revision.c.number == matrix_summary.c.revision,
    )
    columns = [matrix_summary.c[name] for name in (*names, "id", "text", "revision", "changed_at")]
    query = (
        sa.select(*columns, user.c.name.label("by"))
        .join_from(matrix_summary, matrix_summary_revision, newest)
        .join(user, user.c.id == matrix_summary_revision.c.user_id)
        .where(*conditions)
    )
    summaries = rows(connection, query)
    links = _links(connection, [row["id"] for row in summaries])
    return [row | {"notes": list(links.get(row["id"], {}))} for row in summaries]
