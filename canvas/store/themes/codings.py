"""Codings: which themes stand on which notes, given by whom; what is taken away is marked, never deleted."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql, sqlite

from canvas.errors import N_, NotFoundError, UserError
from canvas.store.database.rows import rows
from canvas.store.database.schema import coding, note, theme, user
from canvas.store.study import Writer

IDS_AT_ONCE = 2000  # note ids in one statement


def assign(writer: Writer, theme_id: str, note_ids: Iterable[str]) -> int:
    """Give a theme to notes, many at once; returns how many of them this user had not given it before.

    Notes that are not there or were taken away are passed over; one from which the theme was taken gets it again. A
    theme that was merged into another is that other one; raises UserError for a retired one and NotFoundError.
    """
    row = lock_themes(writer, [theme_id])[theme_id]
    if row["retired"]:
        raise UserError(
            N_("Theme"),
            N_("“{name}” is no longer in use, so it is not given to notes."),
            N_("Bring it back into use first, or choose another theme."),
            name=row["name"],
        )
    values = {"theme_id": row["id"], "user_id": writer.user_id, "coded_at": writer.at}
    fixed = [sa.literal(value).label(name) for name, value in values.items()]
    assigned_count = 0
    for chunk in _chunks(note_ids):
        note_query = sa.select(note.c.id, *fixed).where(note.c.id.in_(chunk), note.c.retired.is_(False))
        insert = _insert(writer).from_select(["note_id", *values], note_query.order_by(note.c.id))
        insert = insert.on_conflict_do_update(
            index_elements=[coding.c.note_id, coding.c.theme_id, coding.c.user_id],
            set_={"coded_at": writer.at, "removed_at": None, "removed_by": None},
            where=coding.c.removed_at.is_not(None),
        )
        assigned_count += writer.execute(insert.execution_options(preserve_rowcount=True)).rowcount
        _touch(writer, row["id"], note.c.id.in_(chunk))
    return assigned_count


def unassign(writer: Writer, theme_id: str, note_ids: Iterable[str]) -> int:
    """Take a theme off notes, whoever gave it; returns how many of the notes carried it. Raises NotFoundError."""
    row = lock_themes(writer, [theme_id])[theme_id]
    unassigned_count = 0
    for chunk in _chunks(note_ids):
        conditions = (coding.c.theme_id == row["id"], coding.c.note_id.in_(chunk), coding.c.removed_at.is_(None))
        unassigned_count += writer.execute(
            sa.select(sa.func.count(sa.distinct(coding.c.note_id))).where(*conditions)
        ).scalar_one()
        writer.execute(coding.update().where(*conditions).values(removed_at=writer.at, removed_by=writer.user_id))
        _touch(writer, row["id"], note.c.id.in_(chunk))
    return unassigned_count


def set_themes(writer: Writer, note_id: str, theme_ids: Iterable[str], opened: Iterable[str] | None = None) -> bool:
    """Have a note carry these themes, and no others of those it carried when it was opened; whether that changed any.

    `opened` are the themes that its form showed (else those it carries now): what another gave meanwhile stays.
    """
    chosen_ids = set(theme_ids)
    current_ids = {row["id"] for row in of_notes(writer.connection, [note_id]).get(note_id, [])}
    opened_ids = current_ids if opened is None else set(opened)
    lock_themes(writer, chosen_ids ^ opened_ids)  # all at once, so that two who do this cannot wait for each other
    assigned_count = sum(
        assign(writer, theme_id, [note_id]) for theme_id in sorted(chosen_ids - opened_ids - current_ids)
    )
    return bool(
        assigned_count + sum(unassign(writer, theme_id, [note_id]) for theme_id in sorted(opened_ids - chosen_ids))
    )


def of_notes(connection: sa.Connection, note_ids: Iterable[str]) -> dict[str, list[dict]]:
    """Return per note id the themes that stand on it, in the order of their names: id, name, colour, retired.

    Notes without a theme are left out.
    """
    columns = [theme.c[name] for name in ("id", "name", "colour", "retired")]
    themes_by_note: dict[str, list[dict]] = {}
    for chunk in _chunks(note_ids):
        query = (
            sa.select(coding.c.note_id, *columns).distinct().join_from(coding, theme, coding.c.theme_id == theme.c.id)
        )
        query = query.where(coding.c.note_id.in_(chunk), coding.c.removed_at.is_(None))
        for row in rows(connection, query):
            themes_by_note.setdefault(row.pop("note_id"), []).append(row)
    for themes in themes_by_note.values():
        themes.sort(key=lambda row: (row["name"].casefold(), row["id"]))
    return themes_by_note


def assigned_by(
    connection: sa.Connection, theme_id: str, note_ids: Iterable[str] | None = None
) -> dict[str, list[tuple[str, str]]]:
    """Return who gave a theme, and when, to these notes or all: note id → (profile, time), the first one first."""
    query = sa.select(coding.c.note_id, user.c.name, coding.c.coded_at).join(user, coding.c.user_id == user.c.id)
    query = query.where(coding.c.theme_id == theme_id, coding.c.removed_at.is_(None))
    query = query if note_ids is None else query.where(coding.c.note_id.in_(list(note_ids)))
    assignments: dict[str, list[tuple[str, str]]] = {}
    for note_id, name, at in connection.execute(query.order_by(coding.c.coded_at, user.c.name)):
        assignments.setdefault(note_id, []).append((name, at))
    return assignments


def lock_themes(writer: Writer, theme_ids: Iterable[str]) -> dict[str, dict]:
    """Lock themes until the commit; return them by the id asked for, one merged away as the theme it went into."""
    sorted_ids = sorted(set(theme_ids))
    target_ids = {theme_id: current_id(writer.connection, theme_id) for theme_id in sorted_ids}
    query = (
        sa.select(theme).where(theme.c.id.in_(sorted(set(target_ids.values())))).order_by(theme.c.id).with_for_update()
    )
    theme_by_id = {row["id"]: dict(row) for row in writer.execute(query).mappings()}
    if any(theme_by_id[to]["merged_into"] for to in target_ids.values()):  # while one waited for it
        return lock_themes(writer, sorted_ids)
    return {source: theme_by_id[target] for source, target in target_ids.items()}


def current_id(connection: sa.Connection, theme_id: str) -> str:
    """Return the id of the theme that this one is now: itself, or what it was merged into. Raises NotFoundError."""
    seen: set[str] = set()
    while True:
        row = connection.execute(sa.select(theme.c.merged_into).where(theme.c.id == theme_id)).first()
        if row is None:
            raise NotFoundError(N_("Theme"), theme_id)
        if row[0] is None or theme_id in seen:
            return theme_id
        seen.add(theme_id)
        theme_id = row[0]


def move(writer: Writer, source_id: str, target_id: str, note_ids: Iterable[str] | None = None) -> None:
    """Have the codings that stand on one theme stand on another, with their coder and time; both must be held."""
    standing = (coding.c.theme_id == source_id, coding.c.removed_at.is_(None))
    for chunk in [None] if note_ids is None else _chunks(note_ids):
        conditions = standing if chunk is None else (*standing, coding.c.note_id.in_(chunk))
        columns = [coding.c.note_id, sa.literal(target_id).label("theme_id"), coding.c.user_id, coding.c.coded_at]
        moved = _insert(writer).from_select(
            ["note_id", "theme_id", "user_id", "coded_at"],
            sa.select(*columns).where(*conditions).order_by(coding.c.note_id),
        )
        moved = moved.on_conflict_do_update(
            index_elements=[coding.c.note_id, coding.c.theme_id, coding.c.user_id],
            set_={"coded_at": moved.excluded.coded_at, "removed_at": None, "removed_by": None},
            where=coding.c.removed_at.is_not(None),
        )
        writer.execute(moved)
        for theme_id in (source_id, target_id):
            _touch(writer, theme_id, note.c.id.in_(sa.select(coding.c.note_id).where(*conditions)))
        writer.execute(coding.update().where(*conditions).values(removed_at=writer.at, removed_by=writer.user_id))


def restore_assignments(writer: Writer, theme_id: str, taken_at: str) -> None:
    """Have the codings stand again that were taken from a theme at that moment."""
    condition = (coding.c.theme_id == theme_id, coding.c.removed_at == taken_at)
    _touch(writer, theme_id, note.c.id.in_(sa.select(coding.c.note_id).where(*condition)))
    writer.execute(coding.update().where(*condition).values(removed_at=None, removed_by=None))


def _touch(writer: Writer, theme_id: str, condition: sa.ColumnElement) -> None:
    """Have a theme recounted wherever these notes stand."""
    places = sa.select(note.c.partnership_id, note.c.wave_id, note.c.role).distinct().where(condition)
    for partnership_id, wave_id, role in writer.execute(places):
        writer.mark_theme_dirty(partnership_id, wave_id, role, theme_id)


def _insert(writer: Writer) -> sqlite.Insert | postgresql.Insert:
    return (postgresql if writer.connection.dialect.name == "postgresql" else sqlite).insert(coding)


def _chunks(note_ids: Iterable[str]) -> Iterator[list[str]]:
    all_ = sorted(set(note_ids))
    return (all_[start : start + IDS_AT_ONCE] for start in range(0, len(all_), IDS_AT_ONCE))
