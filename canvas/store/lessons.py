"""Lessons: in which situation, what was done, what it brought and for whom it holds; their evidence and their use.

A listed lesson is its own row with `notes` and `points` (ids of its evidence), `partnership` and `label` (of the moment
it comes from, None for none), `made_by`, and `uses` (rows of `lesson_use` with the `name` of the partnership).
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import Any

import sqlalchemy as sa

from canvas import method
from canvas.errors import N_, NotFoundError, UserError
from canvas.store import spoken_words
from canvas.store.database.ids import new_id
from canvas.store.database.prepared import PreparedStatement
from canvas.store.database.rows import batches, get_row, insert_new, rows, typed_rows
from canvas.store.database.schema import (
    LESSON_FIELDS,
    lesson,
    lesson_evidence,
    lesson_revision,
    lesson_use,
    lesson_use_revision,
    note,
    partnership,
    partnership_wave,
    point,
    study,
    user,
    wave,
)
from canvas.store.database.text import clean, clean_line, is_blank, printable, read_json
from canvas.store.lesson_bounds import LONGEST_LINE, LONGEST_REGION, LONGEST_TEXT, bounded
from canvas.store.limited.limited_views import base_schema
from canvas.store.row_types import ListedLesson
from canvas.store.study import Writer
from canvas.store.versioned_rows import (
    VersionedTable,
    insert_row,
    lock_row,
    merge_row,
    versions_of,
    write_version,
)

KIND = VersionedTable(
    lesson,
    lesson_revision,
    N_("Lesson"),
    {
        "situation": N_("In which situation"),
        "action": N_("What was done"),
        "result": N_("What it brought"),
        "applies_to": N_("For whom it holds"),
        "question": N_("Question"),
        "block": N_("Block"),
        "factor": N_("Success factor"),
        "phase": N_("Phase"),
        "region": N_("Region"),
        "evidence": N_("Evidence"),
    },
)
USE = VersionedTable(lesson_use, lesson_use_revision, N_("Use of a lesson"), {"text": N_("What came of it")})
TYPED = ("situation", "action", "result", "applies_to", "region")  # fields that are typed: words may stand in them
_AT_ONCE = 1_000  # lessons in a statement
_NO_FIELDS: dict[str, Any] = {name: None if name == "factor" else "" for name in LESSON_FIELDS}


def add(
    writer: Writer,
    fields: Mapping[str, object],
    note_ids: Iterable[str] = (),
    point_ids: Iterable[str] = (),
    moment: tuple[str, str] | None = None,
    guid: str | None = None,
    source: str = "",
    came_with: Mapping[str, object] | None = None,
) -> str:
    """Make a lesson and return its id.

    `fields` are those of LESSON_FIELDS, what is left out says nothing; `moment` is the (partnership, wave) it comes
    from. `guid` and `source` are for a lesson from another study: its id there, and the title of that study;
    `came_with` is what its file says of what it rests on and where it is used, to be handed on as it came.
    Raises UserError and NotFoundError.
    """
    checked = _checked(_NO_FIELDS | dict(fields))
    if moment is not None:
        _require_moment(writer, *moment)
    evidence = _evidence_rows(writer, note_ids, point_ids)
    row = checked | {"partnership_id": moment[0] if moment else None, "wave_id": moment[1] if moment else None}
    row |= {"retired": False, "created_at": writer.at, "created_by": writer.user_id, "changed_at": writer.at}
    row |= {"guid": clean_line(guid) or None, "source": bounded(clean_line(source), LONGEST_LINE)}
    row["came_with"] = json.dumps(dict(came_with or {}), sort_keys=True, ensure_ascii=False)
    made = insert_row(writer, KIND, row, {"evidence": _as_json(evidence)})
    _put_evidence(writer, made, evidence)
    return made


def add_of_files(writer: Writer, rows: Sequence[Mapping[str, Any]]) -> None:
    """Make many lessons of other studies, in a few statements: others wait for as long as it takes.

    Each row is {fields, guid, source, came_with}, as for `add`. Raises UserError and NotFoundError.
    """
    made: list[dict[str, Any]] = []
    for row in rows:
        of_row = _checked(_NO_FIELDS | dict(row["fields"])) | {"id": new_id(), "revision": 1, "retired": False}
        of_row |= {"partnership_id": None, "wave_id": None, "guid": clean_line(row["guid"]) or None}
        of_row |= {
            "source": bounded(clean_line(row["source"]), LONGEST_LINE),
            "created_at": writer.at,
            "created_by": writer.user_id,
        }
        of_row["came_with"] = json.dumps(dict(row["came_with"]), sort_keys=True, ensure_ascii=False)
        made.append(of_row | {"changed_at": writer.at})
    evidence = _as_json({"notes": (), "points": ()})
    more = {"number": 1, "how": "made", "evidence": evidence, "user_id": writer.user_id, "made_at": writer.at}
    versions = [
        {name: row[name] for name in KIND.fields} | more | {"id": new_id(), KIND.row_id.name: row["id"]} for row in made
    ]
    for some, of_some in zip(batches(made, _AT_ONCE), batches(versions, _AT_ONCE), strict=True):
        writer.execute(lesson.insert(), list(some))
        writer.execute(lesson_revision.insert(), list(of_some))


def change(
    writer: Writer,
    lesson_id: str,
    fields: Mapping[str, object],
    note_ids: Iterable[str] = (),
    point_ids: Iterable[str] = (),
    opened: Mapping | None = None,
) -> None:
    """Change what a lesson says (all LESSON_FIELDS), and what it rests on.

    `opened` is the lesson as `get` gave it to the form. Raises ChangedMeanwhileError and UserError.
    """
    now = lock_row(writer, KIND, lesson_id)
    stands = _evidence(writer.connection, [lesson_id]).get(lesson_id, {"notes": [], "points": []})
    evidence = _evidence_rows(writer, note_ids, point_ids, stands)
    mine = _checked(_NO_FIELDS | dict(fields)) | {"evidence": _as_json(evidence)}
    was = None
    if opened is not None:
        was = {name: opened[name] for name in LESSON_FIELDS}
        was["evidence"] = _as_json({kind: opened[kind] for kind in ("notes", "points")})
    now_fields = now | {"evidence": _as_json(stands)}
    after = merge_row(writer, KIND, now_fields, mine, was)
    if all(now_fields[name] == value for name, value in after.items()):
        return
    _put_evidence(writer, lesson_id, json.loads(after["evidence"]))
    changed = {name: after[name] for name in LESSON_FIELDS} | {"changed_at": writer.at}
    write_version(writer, KIND, now, changed, "changed", {"evidence": after["evidence"]})


def retire(writer: Writer, lesson_id: str, retired: bool = True) -> None:
    """Take a lesson off the list, or put it back; nothing of it is deleted."""
    now = lock_row(writer, KIND, lesson_id)
    if now["retired"] == retired:
        return
    evidence = _evidence(writer.connection, [lesson_id]).get(lesson_id, {"notes": [], "points": []})
    changed = {"retired": retired, "changed_at": writer.at}
    write_version(writer, KIND, now, changed, "retired" if retired else "put_back", {"evidence": _as_json(evidence)})


def record_use(
    writer: Writer, lesson_id: str, partnership_id: str, text: str = "", opened: Mapping | None = None
) -> str:
    """Note that a lesson is used in a partnership and what came of it, '' while nothing did; returns the use's id.

    `opened` is the use as its form was opened, None where there was none. Raises ChangedMeanwhileError.
    """
    lesson_row = get_row(writer.connection, lesson, lesson_id, KIND.place)
    get_row(writer.connection, partnership, partnership_id, N_("Partnership"))
    if lesson_row["partnership_id"] == partnership_id:
        raise UserError(N_("Lesson"), N_("it comes from this partnership."), N_("Choose another partnership."))
    of_it = (lesson_use.c.lesson_id == lesson_id, lesson_use.c.partnership_id == partnership_id)
    new = {"id": new_id(), "lesson_id": lesson_id, "partnership_id": partnership_id, "text": "", "retired": False}
    new |= {"created_at": writer.at, "created_by": writer.user_id, "changed_at": writer.at, "revision": 0}
    insert_new(writer.connection, lesson_use, new)
    now = dict(writer.execute(sa.select(lesson_use).where(*of_it).with_for_update()).mappings().one())
    mine = {"text": clean(text).strip()}
    _require_short(USE.labels["text"], mine["text"], LONGEST_TEXT)
    after = mine if now["revision"] == 0 else merge_row(writer, USE, now, mine, opened or {"text": ""})
    if now["revision"] == 0 or now["retired"] or after["text"] != now["text"]:
        how = "made" if now["revision"] == 0 else "changed"
        write_version(writer, USE, now, after | {"retired": False, "changed_at": writer.at}, how)
    return now["id"]


def retire_use(writer: Writer, use_id: str, retired: bool = True) -> None:
    """Say that a lesson is not used there after all, or is again."""
    now = lock_row(writer, USE, use_id)
    if now["retired"] != retired:
        changed = {"retired": retired, "changed_at": writer.at}
        write_version(writer, USE, now, changed, "retired" if retired else "put_back")


def get(connection: sa.Connection, lesson_id: str) -> ListedLesson:
    """Return one lesson as `every` does; raises NotFoundError."""
    get_row(connection, lesson, lesson_id, KIND.place)
    return _listed(connection, lesson.c.id == lesson_id)[0]


def by_ids(connection: sa.Connection, lesson_ids: Sequence[str]) -> list[ListedLesson]:
    """Return these lessons as `every` does, in this order; what is no longer there is left out."""
    of_id = {row["id"]: row for row in _listed(connection, lesson.c.id.in_(list(lesson_ids)))}
    return [of_id[lesson_id] for lesson_id in lesson_ids if lesson_id in of_id]


def every(
    connection: sa.Connection, retired: bool = False, partnership_id: str | None = None, **only: object
) -> list[ListedLesson]:
    """Return the lessons of the study, the newest first; of one partnership, or those with these fields alone.

    `only` are fields of LESSON_FIELDS with their value, such as `block="costs"` or `phase="running"`.
    """
    where = [lesson.c.retired.is_(retired), *(lesson.c[name] == value for name, value in only.items())]
    if partnership_id is not None:
        where.append(lesson.c.partnership_id == partnership_id)
    return _listed(connection, *where)


def is_learned_at(connection: sa.Connection, pair: tuple[str, str]) -> bool:
    """Tell whether a lesson that stands comes from this moment."""
    return bool(_LEARNED.raw_rows(connection, partnership=pair[0], wave=pair[1]))


_LEARNED = PreparedStatement(
    lambda _: (
        sa.select(lesson.c.id)
        .where(
            lesson.c.partnership_id == sa.bindparam("partnership"),
            lesson.c.wave_id == sa.bindparam("wave"),
            lesson.c.retired.is_(False),
        )
        .limit(1)
    )
)


def typed_texts(row: ListedLesson) -> Iterator[str]:
    """Yield what was typed in a lesson and in what came of it: words of people may have been copied into it."""
    yield from (str(row[name]) for name in TYPED)  # type: ignore[literal-required]
    yield from (use["text"] for use in row["uses"])


def came_with(row: ListedLesson) -> dict[str, Any]:
    """Return what the file of a lesson from another study said of it; nothing for one of this study."""
    return read_json(row["came_with"]) or {}


def evidence_size(connection: sa.Connection, lesson_id: str) -> tuple[int, int]:
    """Return on how many notes and points a lesson rests, those too that this reading does not show."""
    query = sa.text(
        f"SELECT count(note_id), count(point_id) FROM {base_schema(connection)}.lesson_evidence WHERE lesson_id = :id"
    )
    notes, points = connection.execute(query, {"id": lesson_id}).one()
    return notes, points


def by_guid(connection: sa.Connection, guids: Sequence[str]) -> dict[str, ListedLesson]:
    """Return the lessons with these ids of another study, or of this one, by those; also such as were taken off."""
    of_guid: dict[str, ListedLesson] = {}
    for some in batches(guids):
        for row in _listed(connection, sa.or_(lesson.c.guid.in_(some), lesson.c.id.in_(some))):
            of_guid |= {guid: row for guid in (row["id"], row["guid"]) if guid is not None}
    return of_guid


def lock_list(writer: Writer) -> None:
    """Lock the lessons of the study until the commit, against others who would bring in the same ones."""
    writer.execute(sa.select(study.c.id).with_for_update())


def versions(connection: sa.Connection, lesson_id: str) -> list[dict]:
    """Return every version of a lesson, the newest first; `evidence` is {"notes": ids, "points": ids}."""
    stored = versions_of(connection, KIND, lesson_id)
    shown = spoken_words.as_shown(connection, stored, TYPED)
    return [row | {"evidence": json.loads(row["evidence"])} for row in shown]


def use_versions(connection: sa.Connection, use_id: str) -> list[dict]:
    """Return every version of the use of a lesson, the newest first."""
    return spoken_words.as_shown(connection, versions_of(connection, USE, use_id), ("text",))


def evidence_faults(connection: sa.Connection) -> Iterator[tuple[str, str]]:
    """Yield lessons whose evidence is not that of their newest version, as (where, what)."""
    stands = _evidence(connection, None)
    made = lesson_revision.c
    newest = sa.and_(made.lesson_id == lesson.c.id, made.number == lesson.c.revision)
    query = sa.select(lesson.c.id, made.evidence).join_from(lesson, lesson_revision, newest).order_by(lesson.c.id)
    for lesson_id, evidence in connection.execute(query):
        if read_json(_as_json(stands.get(lesson_id, {"notes": [], "points": []}))) != read_json(evidence):
            yield f"lesson {lesson_id}", "its evidence is not that of its newest version"


def _checked(fields: Mapping[str, Any]) -> dict[str, Any]:
    if unknown := fields.keys() - set(LESSON_FIELDS):
        raise ValueError(unknown)
    checked: dict[str, Any] = {
        name: clean(fields[name]).strip() for name in ("situation", "action", "result", "applies_to")
    }
    if any(is_blank(printable(checked[name])) for name in ("situation", "action")):
        raise UserError(N_("Lesson"), N_("this is still empty."), N_("Write down the situation and what was done."))
    checked |= {name: clean_line(fields[name]) for name in ("question", "block", "phase", "region")}
    for name in TYPED:
        _require_short(KIND.labels[name], checked[name], LONGEST_REGION if name == "region" else LONGEST_TEXT)
    checked["factor"] = fields["factor"]
    allowed: dict[str, Collection[str]] = {
        "question": method.questions(),
        "block": method.blocks(),
        "phase": method.PHASES,
    }
    for name, values in allowed.items():
        if checked[name] and checked[name] not in values:
            raise NotFoundError(KIND.labels[name], checked[name])
    if checked["factor"] is not None and checked["factor"] not in method.factors():
        raise NotFoundError(KIND.labels["factor"], str(checked["factor"]))
    return checked


def _require_short(place: str, text: str, longest: int) -> None:
    if len(text) > longest:
        raise UserError(place, N_("this is longer than {most} characters."), N_("Make it shorter."), most=longest)


def _require_moment(writer: Writer, partnership_id: str, wave_id: str) -> None:
    moment = sa.select(partnership_wave.c.wave_id).where(
        partnership_wave.c.partnership_id == partnership_id, partnership_wave.c.wave_id == wave_id
    )
    if writer.execute(moment).first() is None:
        raise NotFoundError(N_("Moment"), wave_id)


def _evidence_rows(
    writer: Writer, note_ids: Iterable[str], point_ids: Iterable[str], stands: Mapping[str, Sequence[str]] | None = None
) -> dict[str, list[str]]:
    """Return the evidence by kind; raises UserError for a note or point that was taken away before it was chosen."""
    evidence = {"notes": list(dict.fromkeys(note_ids)), "points": list(dict.fromkeys(point_ids))}
    for kind, table, place in (("notes", note, N_("Note")), ("points", point, N_("Point"))):
        for row_id in evidence[kind]:
            row = get_row(writer.connection, table, row_id, place)
            gone = row["retired"] or row.get("erased_at")
            if gone and row_id not in (stands or {}).get(kind, ()):
                raise UserError(place, N_("it was taken away meanwhile."), N_("Choose another one."))
    return evidence


def _put_evidence(writer: Writer, lesson_id: str, evidence: Mapping[str, Sequence[str]]) -> None:
    now = _evidence(writer.connection, [lesson_id]).get(lesson_id, {"notes": [], "points": []})
    made = {"lesson_id": lesson_id, "linked_at": writer.at, "linked_by": writer.user_id}
    for kind, name in (("notes", "note_id"), ("points", "point_id")):
        gone = [row_id for row_id in now[kind] if row_id not in evidence[kind]]
        of_it = (lesson_evidence.c.lesson_id == lesson_id, lesson_evidence.c[name].in_(gone))
        writer.execute(lesson_evidence.delete().where(*of_it))
        for row_id in evidence[kind]:
            if row_id not in now[kind]:
                row = made | {"id": new_id(), "note_id": None, "point_id": None, name: row_id}
                writer.execute(lesson_evidence.insert(), [row])


def _evidence(connection: sa.Connection, lesson_ids: Sequence[str] | None) -> dict[str, dict[str, list[str]]]:
    query = sa.select(lesson_evidence).order_by(lesson_evidence.c.id)
    if lesson_ids is not None:
        query = query.where(lesson_evidence.c.lesson_id.in_(list(lesson_ids)))
    evidence: dict[str, dict[str, list[str]]] = {}
    for row in rows(connection, query):
        of_lesson = evidence.setdefault(row["lesson_id"], {"notes": [], "points": []})
        of_lesson["notes" if row["note_id"] else "points"].append(row["note_id"] or row["point_id"])
    return evidence


def _as_json(evidence: Mapping[str, Sequence[str]]) -> str:
    return json.dumps({kind: sorted(evidence[kind]) for kind in ("notes", "points")}, sort_keys=True)


def _listed(connection: sa.Connection, *where: sa.ColumnElement) -> list[ListedLesson]:
    query = (
        sa.select(lesson, partnership.c.name.label("partnership"), wave.c.label, user.c.name.label("made_by"))
        .join_from(lesson, user, user.c.id == lesson.c.created_by)
        .outerjoin(partnership, partnership.c.id == lesson.c.partnership_id)
        .outerjoin(wave, wave.c.id == lesson.c.wave_id)
        .where(*where)
        .order_by(lesson.c.created_at.desc(), lesson.c.id.desc())
    )
    lessons = typed_rows(connection, query, ListedLesson)
    chosen = [row["id"] for row in lessons]
    evidence, uses = _evidence(connection, chosen), _uses(connection, chosen)
    for row in lessons:
        of_lesson = evidence.get(row["id"], {"notes": [], "points": []})
        row["notes"], row["points"], row["uses"] = of_lesson["notes"], of_lesson["points"], uses.get(row["id"], [])
    texts = [text for row in lessons for text in typed_texts(row)]
    if hidden := spoken_words.hidden_words(connection, texts):
        for row in lessons:
            row.update({name: hidden.taken_out(row[name]) for name in TYPED})  # type: ignore[typeddict-item, literal-required]
            row["uses"] = [use | {"text": hidden.taken_out(use["text"])} for use in row["uses"]]
    return lessons


def _uses(connection: sa.Connection, lesson_ids: Sequence[str]) -> dict[str, list[dict]]:
    query = sa.select(lesson_use, partnership.c.name).join_from(lesson_use, partnership)
    query = query.where(lesson_use.c.lesson_id.in_(list(lesson_ids)), lesson_use.c.retired.is_(False))
    uses: dict[str, list[dict]] = {}
    for row in rows(connection, query.order_by(lesson_use.c.created_at, lesson_use.c.id)):
        uses.setdefault(row["lesson_id"], []).append(row)
    return uses
