"""Which points ask for another look: their notes are no longer those that were weighed. Derived at every reading.

A link holds the version of its note that was last weighed. The note is compared with that version in what it says, its
kind, its block and whether it stands; what was changed and changed back since asks for nothing. Of a point that was
checked, agreed or contested the links themselves are compared with those at its last signature as well.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby

import sqlalchemy as sa

from canvas.store.database.rows import rows
from canvas.store.database.schema import note, note_revision, partnership, point, point_note, point_revision, wave
from canvas.store.points.point_versions import LINKS, SIGNED

# What can have become of a note since: of the note itself, or of its link to a point that was signed.
HOW = ("erased", "withdrawn", "returned", "changed", "added", "turned", "taken_off")


def flagged(connection: sa.Connection, point_id: str | None = None) -> list[dict]:
    """Return the points whose notes are not as they were weighed, of the whole study or this one alone.

    {id, text, question, state, partnership_id, wave_id, partnership, code, wave, place (of the wave; these five None
    across cases), flags}, by partnership and moment. A flag has how (one of HOW), note_id, stance (None where it was
    taken off) and of a note that was changed `before` and `now`, each {text, block, kind}.
    """
    only = [point.c.retired.is_(False), *([point.c.id == point_id] if point_id else [])]
    by_point: dict[str, list[dict]] = {}
    for flagged_id, flag in (*_notes(connection, only), *_links(connection, only)):
        flags = by_point.setdefault(flagged_id, [])
        if flag["note_id"] not in [
            earlier["note_id"] for earlier in flags
        ]:  # a note that is gone says more than its link
            flags.append(flag)
    shown = [point.c[name] for name in ("id", "text", "question", "state", "partnership_id", "wave_id")]
    query = (
        sa.select(
            *shown,
            partnership.c.name.label("partnership"),
            partnership.c.code,
            wave.c.label.label("wave"),
            wave.c.position.label("place"),
        )
        .outerjoin_from(point, partnership, point.c.partnership_id == partnership.c.id)
        .outerjoin(wave, point.c.wave_id == wave.c.id)
        .where(point.c.id.in_(list(by_point)))
        .order_by(partnership.c.name, wave.c.position, point.c.position, point.c.id)
    )
    return [row | {"flags": by_point[row["id"]]} for row in rows(connection, query)] if by_point else []


def _notes(connection: sa.Connection, only: list) -> Iterator[tuple[str, dict]]:
    """Yield notes that are not what they were at the version that was weighed."""
    was, link = note_revision.alias("was"), point_note.c
    differing = [was.c[name].is_distinct_from(note.c[name]) for name in ("text", "block", "kind", "retired")]
    erased = sa.func.coalesce(note.c.erased_at >= link.linked_at, sa.false())
    before = [was.c[name].label(f"was_{name}") for name in ("text", "block", "kind", "retired")]
    candidates = sa.or_(
        link.changed.is_(True), link.note_id.in_(sa.select(note.c.id).where(note.c.erased_at.is_not(None)))
    )
    query = (
        sa.select(
            link.point_id,
            link.note_id,
            link.stance,
            note.c.text,
            note.c.block,
            note.c.kind,
            note.c.retired,
            erased.label("erased"),
            *before,
        )
        .join_from(point_note, note, note.c.id == link.note_id)
        .join(point, point.c.id == link.point_id)
        .outerjoin(was, sa.and_(was.c.note_id == link.note_id, was.c.number == link.seen))
        .where(*only, candidates, sa.or_(erased, sa.and_(note.c.revision > link.seen, sa.or_(*differing))))
        .order_by(link.point_id, note.c.created_at, link.note_id)
    )
    for row in connection.execute(query).mappings():
        if row["erased"]:
            how = "erased"
        elif row["was_retired"] is not None and row["retired"] != row["was_retired"]:
            how = "withdrawn" if row["retired"] else "returned"
        else:
            how = "changed"
        flag = {"how": how, "note_id": row["note_id"], "stance": row["stance"]}
        if how == "changed":
            flag["before"] = {name: row[f"was_{name}"] for name in ("text", "block", "kind")}
            flag["now"] = {name: row[name] for name in ("text", "block", "kind")}
        yield row["point_id"], flag


def faults(connection: sa.Connection) -> Iterator[tuple[str, str]]:
    """Yield links that do not say that their note was changed since it was weighed, while it was."""
    link = point_note.c
    query = sa.select(link.point_id, link.note_id).join_from(point_note, note, note.c.id == link.note_id)
    query = query.where(link.changed.is_(False), note.c.revision > link.seen).order_by(link.point_id, link.note_id)
    for row in connection.execute(query):
        yield (
            f"point {row.point_id}, note {row.note_id}",
            "was changed since it was weighed, and its link does not say so",
        )


def _links(connection: sa.Connection, only: list) -> Iterator[tuple[str, dict]]:
    """Yield notes put to a point or taken off it since it was signed; of a draft nobody signed anything."""
    made, signed, later = point_revision.c, point_revision.alias("signed"), point_revision.alias("later")
    newer = (signed.c.point_id == later.c.point_id, signed.c.number > later.c.number, signed.c.how.in_(SIGNED))
    since = sa.exists().where(later.c.point_id == point.c.id, later.c.how.in_(LINKS), ~sa.exists().where(*newer))
    touched = sa.select(point.c.id).where(*only, point.c.state != "draft", since)
    query = (
        sa.select(made.point_id, made.how, made.note_id, point_note.c.stance)
        .outerjoin_from(
            point_revision,
            point_note,
            sa.and_(point_note.c.point_id == made.point_id, point_note.c.note_id == made.note_id),
        )
        .where(made.point_id.in_(touched), made.how.in_((*SIGNED, *LINKS)))
        .order_by(made.point_id, made.number)
    )
    for point_id, done in groupby(connection.execute(query), lambda row: row.point_id):
        yield from ((point_id, flag) for flag in _since_signed(done))


def _since_signed(done: Iterable[sa.Row]) -> Iterator[dict]:
    """Yield what became of the links of one point since its last signature, from what was done to it in order."""
    bore: dict[str, str | None] = {}  # how each note bore on it at that signature
    bears: dict[str, str | None] = {}
    first: dict[str, sa.Row] = {}  # what was done first to each note since
    for row in done:
        if row.note_id is None:
            bore, first = dict(bears), {}
        else:
            first.setdefault(row.note_id, row)
            bears[row.note_id] = None if row.how == "taken_off" else row.how
    for note_id, row in first.items():
        # of a link older than the keeping of versions is only known that it was there, if it was taken off first
        before = bore.get(note_id, "unknown" if row.how == "taken_off" else None)
        if before != row.stance:
            how = "taken_off" if row.stance is None else "added" if before is None else "turned"
            yield {"how": how, "note_id": note_id, "stance": row.stance}
