"""Points of the perspectives table: statements, their perspectives, and the notes they rest on."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from functools import partial
from typing import cast

import sqlalchemy as sa

from canvas import method
from canvas.errors import N_, NotFoundError, UserError
from canvas.store import answers, based_on
from canvas.store.database.ids import new_id
from canvas.store.database.prepared import PreparedShapes, PreparedStatement, list_of
from canvas.store.database.rows import batches, get_row, rows
from canvas.store.database.schema import (
    answer,
    note,
    note_revision,
    partnership,
    point,
    point_note,
    point_perspective,
    user,
    wave,
)
from canvas.store.database.text import clean_line, is_blank
from canvas.store.limited import held_back_counts
from canvas.store.limited.limited_views import limits_of
from canvas.store.points import point_versions
from canvas.store.points.point_flags import flagged as flagged  # others look for it here
from canvas.store.row_types import PointRow, TablePoint
from canvas.store.study import Writer
from canvas.store.study_settings import require_role

STANCES = ("supports", "contradicts")


def add(
    writer: Writer,
    question: str,
    text: str,
    perspectives: Iterable[str],
    partnership_id: str | None = None,
    wave_id: str | None = None,
    notes: Mapping[str, str] | None = None,
    state: str = "draft",
    state_by: str | None = None,
    reason: str = "",
    shown: Mapping[str, Mapping] | None = None,
) -> str:
    """Make a point and return its id.

    `perspectives` are role keys (none: it is about the partnership as a whole); `notes` maps note ids to a stance, and
    `shown` note ids to the note as it was weighed (see `put_note`); without partnership and wave it speaks across
    cases. `state` is for what comes from a file: signed by `state_by` (a profile's id, else the writer), by way of
    checked.
    """
    if bool(partnership_id) != bool(wave_id):
        raise UserError(
            N_("Point"),
            N_("a point belongs to one partnership at one moment, or to none."),
            N_("Choose both, or neither."),
        )
    if question not in method.questions():
        raise UserError(
            N_("Point"), N_("“{given}” is not one of the four questions."), N_("Choose one of them."), given=question
        )
    last = sa.select(sa.func.coalesce(sa.func.max(point.c.position), 0)).where(*_at(partnership_id, wave_id))
    row: dict = {
        "id": new_id(),
        "partnership_id": partnership_id,
        "wave_id": wave_id,
        "question": question,
        "text": _checked(text),
        "state": "draft",
        "position": writer.execute(last).scalar_one() + 1,
        "created_at": writer.at,
        "created_by": writer.user_id,
        "state_at": writer.at,
        "state_by": writer.user_id,
    }
    writer.execute(point.insert(), [row])
    _put_perspectives(writer, row["id"], perspectives)
    point_versions.add_version(writer, row["id"], "made")
    for note_id, stance in (notes or {}).items():
        put_note(writer, row["id"], note_id, stance, (shown or {}).get(note_id))
    for step in {"draft": (), "checked": ("checked",)}.get(state, ("checked", state)):
        record_state(writer, row["id"], step, reason if step == state else "", state_by)
    return row["id"]


def to_check(connection: sa.Connection, user_id: str, limit: int = 50) -> tuple[list[dict], int, int]:
    """Return the drafts that this profile may check, those made first at the top, how many, and how many it wrote.

    {id, text, question, partnership_id, wave_id, partnership, code, wave, place (of the wave)}, at most `limit`; the
    last four None across cases. What one wrote, or changed last, somebody else checks.
    """
    is_draft = (point.c.state == "draft", point.c.retired.is_(False))
    is_own = point_versions.author_id() == user_id
    drafts = (*is_draft, sa.not_(is_own))
    count = sa.select(sa.func.count()).select_from(point)
    total, own = (connection.execute(count.where(*some)).scalar_one() for some in (drafts, (*is_draft, is_own)))
    columns = [point.c[name] for name in ("id", "text", "question", "partnership_id", "wave_id")]
    query = (
        sa.select(
            *columns,
            partnership.c.name.label("partnership"),
            partnership.c.code,
            wave.c.label.label("wave"),
            wave.c.position.label("place"),
        )
        .outerjoin_from(point, partnership, point.c.partnership_id == partnership.c.id)
        .outerjoin(wave, point.c.wave_id == wave.c.id)
        .where(*drafts)
        .order_by(point.c.id)  # ids follow the order of making
        .limit(limit)
    )
    return rows(connection, query), total, own


def change(
    writer: Writer, point_id: str, text: str, perspectives: Iterable[str], opened: Mapping | None = None
) -> None:
    """Change what a point says, or whose it is said to be; it is a draft again: checked or agreed was the old one.

    `opened` is the point as its form was opened (`based_on.merge_fields`): raises ChangedMeanwhileError.
    """
    point_row = lock(writer, point_id)
    perspectives_now = _perspectives(writer, point_id)
    was = opened and {"text": opened["text"], "perspectives": set(opened["perspectives"])}
    after = based_on.merge_fields(
        N_("Point"),
        _LABELS,
        was,
        {"text": point_row["text"], "perspectives": perspectives_now},
        {"text": _checked(text), "perspectives": set(perspectives)},
        partial(_changed_by, writer, point_id),
    )
    text, perspectives_after = after["text"], after["perspectives"]
    if text == point_row["text"] and perspectives_after == perspectives_now:
        return
    changed = {"text": text, "revision": point_row["revision"] + 1}
    if point_row["state"] != "draft":
        changed |= {"state": "draft", "state_at": writer.at, "state_by": writer.user_id, "state_reason": ""}
    writer.execute(point.update().where(point.c.id == point_id).values(**changed))
    _put_perspectives(
        writer, point_id, [role for role in perspectives if role in perspectives_after] or sorted(perspectives_after)
    )
    point_versions.add_version(writer, point_id, "changed")


def lock(writer: Writer, point_id: str) -> PointRow:
    """Lock a point against other writers until the commit, and return it; raises NotFoundError."""
    row = writer.execute(sa.select(point).where(point.c.id == point_id).with_for_update()).mappings().first()
    if row is None:
        raise NotFoundError(N_("Point"), point_id)
    return cast(PointRow, dict(row))


def record_state(writer: Writer, point_id: str, state: str, reason: str = "", by: str | None = None) -> None:
    """Write down that a point has a state from now on, by whom (else the writer) and why.

    Whether it may have it is for `point_states.change_state` to say.
    """
    who = by or writer.user_id
    signed = {"state": state, "state_at": writer.at, "state_by": who, "state_reason": reason}
    writer.execute(point.update().where(point.c.id == point_id).values(**signed, revision=point.c.revision + 1))
    point_versions.add_version(writer, point_id, "state", reason, user_id=who)


def retire(writer: Writer, point_id: str, retired: bool = True) -> None:
    """Take a point off the table, or put it back; nothing of it is deleted."""
    if lock(writer, point_id)["retired"] == retired:
        return
    _count_up(writer, point_id, retired=retired)
    point_versions.add_version(writer, point_id, "retired" if retired else "put_back")


def put_note(
    writer: Writer,
    point_id: str,
    note_id: str,
    stance: str | None,
    shown: Mapping | None = None,
    opened: Mapping | None = None,
) -> None:
    """Have a note support or contradict a point, or with None take it off the point.

    `shown` is the note as it was weighed (its `revision` and `changed_at`), else it is as it stands. `opened` holds the
    `stance` that was shown, None for none. Raises UserError where the note was taken away meanwhile, and
    ChangedMeanwhileError where another had it bear on the point otherwise.
    """
    if stance not in (None, *STANCES):
        raise ValueError(stance)
    lock(writer, point_id)
    link = (point_note.c.point_id == point_id, point_note.c.note_id == note_id)
    now = writer.execute(sa.select(point_note.c.stance).where(*link)).scalar()
    based_on.merge_fields(
        N_("Note"),
        _LABELS,
        opened,
        {"stance": now},
        {"stance": stance},
        lambda _fields: point_versions.linked_by(writer.connection, point_id, note_id),
    )
    if now == stance:
        return
    # the note is held before its link: whoever changes a note comes to its links in that order
    locked_note = lock_notes(writer, [note_id]).get(note_id) if stance is not None else None
    writer.execute(point_note.delete().where(*link))
    if stance is not None:
        note_row = locked_note or get_row(writer.connection, note, note_id, N_("Note"))
        if note_row["retired"] or note_row["erased_at"]:
            raise UserError(N_("Note"), N_("this note was taken away meanwhile."), N_("Choose another note."))
        row: dict = {"point_id": point_id, "note_id": note_id, "stance": stance, "linked_at": writer.at}
        number = weighed_version(writer, note_row, shown)
        row |= {"seen": number, "changed": number != note_row["revision"], "linked_by": writer.user_id}
        writer.execute(point_note.insert(), [row])
    _count_up(writer, point_id)
    point_versions.add_version(writer, point_id, stance or "taken_off", note_id=note_id)


def lock_notes(writer: Writer, note_ids: Iterable[str]) -> dict[str, dict]:
    """Lock notes that are about to be weighed, and return them by id.

    The next save of an answer they came from begins a new version, also by who is typing in it.
    """
    unlocked = {row["id"]: row for row in rows(writer.connection, sa.select(note).where(note.c.id.in_(list(note_ids))))}
    for answer_id in sorted({row["answer_id"] for row in unlocked.values() if row["answer_id"]}):
        writer.execute(sa.select(answer.c.id).where(answer.c.id == answer_id).with_for_update())
        answers.end_edit_session(writer, answer_id)
    # read anew: a save that was waited for may have changed them; and held, so that none does before the link is there
    locking = sa.select(note).where(note.c.id.in_(list(unlocked))).order_by(note.c.id).with_for_update(read=True)
    return {row["id"]: row for row in rows(writer.connection, locking)}


def weighed_version(writer: Writer, note_row: Mapping, shown: Mapping | None) -> int:
    """Return the number of the version of a note that was weighed: of the note as it was `shown`.

    `note_row` is the note as it stands now, which counts where nothing was shown.
    """
    if not shown or all(shown[name] == note_row[name] for name in ("revision", "changed_at")):
        return note_row["revision"]
    made = note_revision.c
    stored_at = sa.select(made.made_at).where(made.note_id == note_row["id"], made.number == shown["revision"])
    # while somebody types, a version goes on with the burst: then what was weighed is kept nowhere
    return shown["revision"] if writer.execute(stored_at).scalar() == shown["changed_at"] else shown["revision"] - 1


def get(connection: sa.Connection, point_id: str) -> TablePoint:
    """Return one point as `of_moment` gives it; raises NotFoundError."""
    get_row(connection, point, point_id, N_("Point"))
    return _whole(connection, "ids", ids=[point_id])[0]


def of_moment(
    connection: sa.Connection, partnership_id: str | None = None, wave_id: str | None = None, retired: bool = False
) -> list[TablePoint]:
    """Return the points of a moment, or with neither id those across partnerships, in their order.

    With `retired` those that were taken off the table.
    """
    at = {name: value for name, value in (("partnership", partnership_id), ("wave", wave_id)) if value is not None}
    return _whole(connection, "retired" if retired else "standing", **at)


def by_ids(connection: sa.Connection, point_ids: Collection[str]) -> list[TablePoint]:
    """Return these points as `of_moment` gives them, those taken off the table too; what is not there is left out."""
    return _whole(connection, "ids", ids=list(point_ids)) if point_ids else []


def weights(connection: sa.Connection, note_ids: Sequence[str]) -> dict[str, int]:
    """Return per note how many points that stand rest on it; notes on which none does are left out."""
    counts: dict[str, int] = {}
    for ids in batches(note_ids):
        of_notes = sa.select(point_note.c.note_id, sa.func.count()).join_from(point_note, point)
        of_notes = of_notes.where(point_note.c.note_id.in_(ids), point.c.retired.is_(False))
        counts |= {row[0]: row[1] for row in connection.execute(of_notes.group_by(point_note.c.note_id))}
    return counts


def points_by_note(connection: sa.Connection, note_ids: Sequence[str]) -> dict[str, list[dict]]:
    """Return per note id, the points that rest on it: id, text, stance."""
    points_of: dict[str, list[dict]] = {}
    linked = sa.select(point_note.c.note_id, point_note.c.stance, point.c.id, point.c.text).join_from(point_note, point)
    linked = linked.where(point_note.c.note_id.in_(note_ids), point.c.retired.is_(False))
    for row in rows(connection, linked):
        points_of.setdefault(row.pop("note_id"), []).append(row)
    return points_of


_LABELS = {
    "text": N_("The point"),
    "perspectives": N_("Perspectives"),
    "stance": N_("How this note bears on the point"),
}


def _changed_by(writer: Writer, point_id: str, fields: Sequence[str]) -> str:
    return based_on.changed_by(point_versions.of_point(writer.connection, point_id), fields)


def _checked(text: str) -> str:
    text = clean_line(text)
    if is_blank(text):
        raise UserError(N_("Point"), N_("this is still empty."), N_("Write down what the point says."))
    return text


def _at(partnership_id: str | None, wave_id: str | None) -> list[sa.ColumnElement]:
    return [point.c.partnership_id.is_not_distinct_from(partnership_id), point.c.wave_id.is_not_distinct_from(wave_id)]


def _count_up(writer: Writer, point_id: str, **more: object) -> None:
    writer.execute(point.update().where(point.c.id == point_id).values(revision=point.c.revision + 1, **more))


def _perspectives(writer: Writer, point_id: str) -> set[str]:
    roles = sa.select(point_perspective.c.role).where(point_perspective.c.point_id == point_id)
    return set(writer.execute(roles).scalars())


def _put_perspectives(writer: Writer, point_id: str, perspectives: Iterable[str]) -> None:
    perspectives = list(perspectives)
    for role in set(perspectives) - _perspectives(writer, point_id):
        require_role(writer, role)
    writer.execute(point_perspective.delete().where(point_perspective.c.point_id == point_id))
    role_rows = [{"point_id": point_id, "role": role} for role in dict.fromkeys(perspectives)]
    if role_rows:
        writer.execute(point_perspective.insert(), role_rows)


def _whole(connection: sa.Connection, which: str, **values: object) -> list[TablePoint]:
    shape = (which, *sorted(values))
    point_rows = cast(list[TablePoint], _POINTS.of(*shape).rows(connection, **values))
    if not point_rows:
        return []
    ids = [row["id"] for row in point_rows]
    perspectives: dict[str, list[str]] = {}
    linked: dict[str, dict[str, str]] = {}
    for some in batches(ids):
        for point_id, role in _PERSPECTIVES.raw_rows(connection, ids=some):
            perspectives.setdefault(point_id, []).append(role)
        for point_id, note_id, stance in _LINKS.raw_rows(connection, ids=some):
            linked.setdefault(point_id, {})[note_id] = stance
    hidden = held_back_counts.stances_held_back(connection, ids) if limits_of(connection) else {}
    for row in point_rows:
        row["perspectives"], row["notes"] = perspectives.get(row["id"], []), linked.get(row["id"], {})
        row["held_back"] = hidden.get(row["id"], [])
    return point_rows


def _points(which: str, *names: str) -> sa.Select:
    """Return the query on points with some `ids`, or on those that are standing or retired at a moment, or at none."""
    query = sa.select(point, user.c.name.label("state_by_name")).join(user, point.c.state_by == user.c.id)
    if which == "ids":
        query = query.where(point.c.id.in_(list_of("ids")))
    else:
        query = query.where(point.c.retired.is_(which == "retired"))
        for column, name in ((point.c.partnership_id, "partnership"), (point.c.wave_id, "wave")):
            query = query.where(column == sa.bindparam(name) if name in names else column.is_(None))
    return query.order_by(point.c.position, point.c.id)


_POINTS = PreparedShapes(_points)
_PERSPECTIVES = PreparedStatement(
    lambda _: sa.select(point_perspective.c.point_id, point_perspective.c.role).where(
        point_perspective.c.point_id.in_(list_of("ids"))
    )
)
_LINKS = PreparedStatement(
    lambda _: (
        sa.select(point_note.c.point_id, point_note.c.note_id, point_note.c.stance)
        .join_from(point_note, note)
        .where(point_note.c.point_id.in_(list_of("ids")))
        .order_by(note.c.created_at)
    )
)
