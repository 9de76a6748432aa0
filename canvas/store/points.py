"""Points of the perspectives table: statements, their perspectives, and the notes they rest on."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence

import sqlalchemy as sa

from canvas import method
from canvas.errors import N_, ChangedMeanwhile, NotFound, UserError
from canvas.store.ids import new_id
from canvas.store.rows import one, rows
from canvas.store.schema import note, point, point_note, point_perspective, point_revision, user
from canvas.store.study import Writer
from canvas.store.text import clean_line

STANCES = ("supports", "contradicts")


def add(writer: Writer, question: str, text: str, perspectives: Iterable[str], partnership_id: str | None = None,
        wave_id: str | None = None, notes: Mapping[str, str] | None = None, state: str = "draft") -> str:  # fmt: skip
    """Make a point and return its id.

    `perspectives` are role keys (none: it is about the partnership as a whole); `notes` maps note ids to a stance;
    without partnership and wave it speaks across cases.
    """
    if bool(partnership_id) != bool(wave_id):
        raise UserError(N_("Point"), N_("a point belongs to one partnership at one moment, or to none."),
                        N_("Choose both, or neither."))  # fmt: skip
    if question not in method.questions():
        raise UserError(N_("Point"), N_("“{given}” is not one of the four questions."), N_("Choose one of them."),
                        given=question)  # fmt: skip
    last = sa.select(sa.func.coalesce(sa.func.max(point.c.position), 0)).where(*_at(partnership_id, wave_id))
    row = {
        "id": new_id(), "partnership_id": partnership_id, "wave_id": wave_id, "question": question,
        "text": _checked(text), "state": state, "position": writer.execute(last).scalar() + 1,
        "created_at": writer.at, "created_by": writer.user_id, "state_at": writer.at, "state_by": writer.user_id,
    }  # fmt: skip
    writer.execute(point.insert(), [row])
    _put_perspectives(writer, row["id"], perspectives)
    _version(writer, row["id"])
    for note_id, stance in (notes or {}).items():
        put_note(writer, row["id"], note_id, stance)
    return row["id"]


def change(writer: Writer, point_id: str, text: str, perspectives: Iterable[str], state: str,
           opened: Mapping | None = None) -> None:  # fmt: skip
    """Change a point; a new state is signed with user and time, and a changed wording falls back to draft.

    `opened` is the point as its form was opened: what was left as it was there stays as it is now. Raises
    ChangedMeanwhile where it was reworded or given a state there, and reworded elsewhere.
    """
    known = lock(writer, point_id)
    said = {"text": _checked(text)}
    if opened:
        same = said["text"] == opened["text"]
        if known["text"] not in (opened["text"], said["text"]) and not (same and state == opened["state"]):
            raise ChangedMeanwhile(N_("Point"), known["text"])
        said["text"] = known["text"] if same else said["text"]
        state = known["state"] if state == opened["state"] else state
    if said["text"] != known["text"] and state == known["state"]:
        state = "draft"  # what was checked or agreed was the old wording
    if state != known["state"]:
        said |= {"state": state, "state_at": writer.at, "state_by": writer.user_id}
    writer.execute(point.update().where(point.c.id == point_id).values(**said, revision=point.c.revision + 1))
    if not opened or set(perspectives) != set(opened["perspectives"]):
        _put_perspectives(writer, point_id, perspectives)
    _version(writer, point_id)


def lock(writer: Writer, point_id: str) -> dict:
    """One point, held against other writers until the commit; raises NotFound."""
    found = writer.execute(sa.select(point).where(point.c.id == point_id).with_for_update()).mappings().first()
    if found is None:
        raise NotFound(N_("Point"), point_id)
    return dict(found)


def retire(writer: Writer, point_id: str, retired: bool = True) -> None:
    """Take a point off the table, or put it back; nothing of it is deleted."""
    putting = point.update().where(point.c.id == point_id)
    writer.execute(putting.values(retired=retired, revision=point.c.revision + 1))
    _version(writer, point_id)


def put_note(writer: Writer, point_id: str, note_id: str, stance: str | None) -> None:
    """Have a note support or contradict a point, or with None take it off the point."""
    which = (point_note.c.point_id == point_id, point_note.c.note_id == note_id)
    writer.execute(point_note.delete().where(*which))
    if stance is not None:
        if stance not in STANCES:
            raise ValueError(stance)
        seen = sa.select(note.c.revision).where(note.c.id == note_id).scalar_subquery()
        row = {"point_id": point_id, "note_id": note_id, "stance": stance, "linked_at": writer.at}
        writer.execute(point_note.insert().values(**row, seen=seen, linked_by=writer.user_id))


def get(connection: sa.Connection, point_id: str) -> dict:
    """One point as `of_table` gives it; raises NotFound."""
    one(connection, point, point_id, N_("Point"))
    return _whole(connection, point.c.id == point_id)[0]


def of_table(connection: sa.Connection, partnership_id: str | None = None, wave_id: str | None = None,
             retired: bool = False) -> list[dict]:  # fmt: skip
    """The points of one moment, or with neither id those across cases, in their order; or those taken off it.

    Each has `perspectives` (role keys), `notes` (note id → stance) and `state_by_name`.
    """
    return _whole(connection, point.c.retired.is_(retired), *_at(partnership_id, wave_id))


def using(connection: sa.Connection, note_ids: Sequence[str]) -> dict[str, list[dict]]:
    """Per note id, the points that rest on it: id, text, stance."""
    found: dict[str, list[dict]] = {}
    linked = sa.select(point_note.c.note_id, point_note.c.stance, point.c.id, point.c.text).join_from(point_note, point)
    linked = linked.where(point_note.c.note_id.in_(note_ids), point.c.retired.is_(False))
    for row in rows(connection, linked):
        found.setdefault(row.pop("note_id"), []).append(row)
    return found


def _checked(text: str) -> str:
    text = clean_line(text)
    if not text:
        raise UserError(N_("Point"), N_("this is still empty."), N_("Write down what the point says."))
    return text


def _at(partnership_id: str | None, wave_id: str | None) -> list[sa.ColumnElement]:
    return [point.c.partnership_id.is_not_distinct_from(partnership_id), point.c.wave_id.is_not_distinct_from(wave_id)]


def _version(writer: Writer, point_id: str) -> None:
    """Keep what a point says now as a version of its own."""
    now = one(writer.connection, point, point_id, N_("Point"))
    given = sa.select(point_perspective.c.role).where(point_perspective.c.point_id == point_id)
    row = {
        "id": new_id(), "point_id": point_id, "number": now["revision"], "text": now["text"], "state": now["state"],
        "reason": now["state_reason"], "retired": now["retired"], "user_id": writer.user_id, "made_at": writer.at,
        "perspectives": json.dumps(sorted(writer.execute(given).scalars())),
    }  # fmt: skip
    writer.execute(point_revision.insert(), [row])


def _put_perspectives(writer: Writer, point_id: str, perspectives: Iterable[str]) -> None:
    writer.execute(point_perspective.delete().where(point_perspective.c.point_id == point_id))
    given = [{"point_id": point_id, "role": role} for role in dict.fromkeys(perspectives)]
    if given:
        writer.execute(point_perspective.insert(), given)


def _whole(connection: sa.Connection, *which: sa.ColumnElement) -> list[dict]:
    by_name = sa.select(point, user.c.name.label("state_by_name")).join(user, point.c.state_by == user.c.id)
    found = rows(connection, by_name.where(*which).order_by(point.c.position, point.c.id))
    chosen = sa.select(point.c.id).where(*which)
    perspectives: dict[str, list[str]] = {}
    for row in connection.execute(sa.select(point_perspective).where(point_perspective.c.point_id.in_(chosen))):
        perspectives.setdefault(row.point_id, []).append(row.role)
    linked: dict[str, dict[str, str]] = {}
    standing = sa.select(point_note).join(note).where(point_note.c.point_id.in_(chosen)).order_by(note.c.created_at)
    for row in connection.execute(standing):
        linked.setdefault(row.point_id, {})[row.note_id] = row.stance
    return [
        row | {"perspectives": perspectives.get(row["id"], []), "notes": linked.get(row["id"], {})} for row in found
    ]
