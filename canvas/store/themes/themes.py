"""Themes: the codebook of a study, across all blocks, with every version of every theme."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import partial
from typing import cast

import sqlalchemy as sa

from canvas.errors import N_, NotFoundError, UserError
from canvas.store import based_on
from canvas.store.database.rows import get_row, rows, typed_rows
from canvas.store.database.schema import theme, theme_revision, user
from canvas.store.row_types import CountedTheme, ThemeRow, TreeTheme
from canvas.store.study import Writer
from canvas.store.themes import codebook as book_of
from canvas.store.themes import codings, theme_counts
from canvas.store.themes.codings import assign as assign  # what others ask of themes, they find here
from canvas.store.themes.codings import of_notes as of_notes
from canvas.store.themes.codings import set_themes as set_themes
from canvas.store.themes.codings import unassign as unassign

THEME_FIELDS = book_of.THEME_FIELDS
_CHANGEABLE = ("name", *book_of.TEXT_FIELDS, "colour", "parent_id")


def every(connection: sa.Connection, retired: bool = False) -> list[CountedTheme]:
    """Return the themes in the order of the tree, parents first; with `retired` also those no longer offered.

    Each is its row with depth and notes, the number of standing notes that carry it. Themes merged into another are
    left out. Without the retired ones, what stood under such a one is shown under the nearest parent that stands.
    """
    counted = theme_counts.counts(connection)
    return [{**row, "notes": counted.get(row["id"], 0)} for row in tree(connection, retired)]


def tree(connection: sa.Connection, retired: bool = False) -> list[TreeTheme]:
    """Return the rows of `every` without counts, for where they are not shown."""
    return book_of.in_tree(rows(connection, sa.select(theme).where(theme.c.merged_into.is_(None))), retired)


def in_use(themes: Iterable[Mapping]) -> list[TreeTheme]:
    """Return those of the rows of `every` that are not retired, in the order of the tree."""
    return book_of.in_tree(themes, retired=False)


def all_with_merged(connection: sa.Connection) -> list[ThemeRow]:
    """Return every theme there ever was, those merged into another included, without counts."""
    return typed_rows(connection, sa.select(theme).order_by(theme.c.id), ThemeRow)


def get(connection: sa.Connection, theme_id: str) -> ThemeRow:
    """Return one theme, or the one it was merged into; raises NotFoundError."""
    return cast(ThemeRow, get_row(connection, theme, codings.current_id(connection, theme_id), N_("Theme")))


def revisions(connection: sa.Connection, theme_id: str) -> list[dict]:
    """Return every version of a theme, newest first, with `by` (the profile) and `others`.

    `others` names the themes on the other side of a merge or split: what went in, where it went, what split off.
    """
    version_rows = sa.select(theme_revision, user.c.name.label("by")).join_from(theme_revision, user)
    version_rows = rows(connection, version_rows.where(theme_revision.c.theme_id == theme_id))
    change_times = [row["made_at"] for row in version_rows if row["how"] in ("merged", "split")]
    beside: dict[tuple, list[str]] = {}
    if change_times:
        other = sa.select(
            theme_revision.c.made_at, theme_revision.c.how, theme_revision.c.user_id, theme_revision.c.name
        )
        other = other.where(theme_revision.c.made_at.in_(change_times), theme_revision.c.theme_id != theme_id)
        for row in connection.execute(other.order_by(theme_revision.c.name)):
            beside.setdefault((row.made_at, row.how, row.user_id), []).append(row.name)
    return [
        row | {"others": beside.get((row["made_at"], row["how"], row["user_id"]), [])}
        for row in sorted(version_rows, key=lambda row: -row["number"])
    ]


def add(
    writer: Writer,
    name: str,
    *,
    definition: str = "",
    use_when: str = "",
    use_not: str = "",
    example: str = "",
    colour: str = "",
    parent_id: str | None = None,
) -> str:
    """Make a theme and return its id; `colour` is #RRGGBB or nothing. Raises UserError for a name that is taken."""
    book = book_of.lock_all(writer)
    values = {
        "name": name,
        "definition": definition,
        "use_when": use_when,
        "use_not": use_not,
        "example": example,
        "colour": colour,
        "parent_id": parent_id,
    }
    return _add(writer, book, values, "added")


def change(writer: Writer, theme_id: str, opened: Mapping | None = None, **values: str | None) -> None:
    """Change name, definition, use_when, use_not, example, colour or parent_id; what is not named stays as it is.

    `opened` is the theme as its form was opened: what was left as it was there stays as it is now. Raises
    ChangedMeanwhileError where the same was changed here and elsewhere, and UserError for what does not fit.
    """
    if values.keys() - set(_CHANGEABLE):
        raise TypeError(f"a theme has no {sorted(values.keys() - set(_CHANGEABLE))}")
    book = book_of.lock_all(writer)
    current = book_of.current(book, theme_id)
    changed = book_of.cleaned(current | _under(book, values))
    mine = {field: changed[field] for field in values}
    changed |= based_on.merge_fields(
        N_("Theme"), _LABELS, opened, current, mine, partial(_changed_by, writer, current["id"]), partial(_shown, book)
    )
    if changed == current:
        return
    book_of.check(book | {current["id"]: changed}, [current["id"]])
    book_of.update(writer, [changed], "renamed" if changed["name"] != current["name"] else "changed")


def retire(writer: Writer, theme_id: str) -> None:
    """Offer a theme no longer; notes that carry it go on showing it, and what stands under it stays there."""
    theme_row = book_of.current(book_of.lock_all(writer), theme_id)
    if not theme_row["retired"]:
        book_of.update(writer, [theme_row | {"retired": True}], "retired")


def restore(writer: Writer, theme_id: str) -> None:
    """Offer a retired theme again; one that was merged gets back the notes it had then, and its target keeps them."""
    book = book_of.lock_all(writer)
    if theme_id not in book:
        raise NotFoundError(N_("Theme"), theme_id)
    theme_row = book[theme_id]
    if not theme_row["retired"]:
        return
    restored = theme_row | {"retired": False, "merged_into": None}
    book_of.check(book | {theme_id: restored}, [theme_id])
    book_of.update(writer, [restored], "restored")
    if theme_row["merged_into"]:
        merged = [row for row in book_of.versions(writer.connection, theme_id) if row["how"] == "merged"]
        codings.restore_assignments(writer, theme_id, merged[-1]["made_at"])


def merge(writer: Writer, source_id: str, target_id: str) -> None:
    """Merge a theme into another: its codings go there with coder and time, and what stood under it moves along.

    The source is retired and from then on leads to the target. Raises UserError where one is retired or both are one.
    """
    book = book_of.lock_all(writer)
    source, target = book_of.current(book, source_id), book_of.current(book, target_id)
    if source["id"] == target["id"]:
        raise UserError(N_("Theme"), N_("a theme cannot be merged into itself."), N_("Choose another one."))
    for row in (source, target):
        _check_in_use(row)
    codings.move(writer, source["id"], target["id"])
    if _stands_under(book, target["id"], source["id"]):
        target = target | {"parent_id": source["parent_id"]}
    below = [
        row | {"parent_id": target["id"]}
        for row in book.values()
        if row["parent_id"] == source["id"] and row["id"] != target["id"]
    ]
    changed = [source | {"retired": True, "merged_into": target["id"]}, dict(target), *below]
    after = book | {row["id"]: row for row in changed}
    book_of.check(after, [row["id"] for row in changed])
    book_of.update(
        writer, changed, {row["id"]: "changed" for row in below} | dict.fromkeys((source["id"], target["id"]), "merged")
    )


def split(writer: Writer, theme_id: str, name: str, note_ids: Iterable[str], **values: str | None) -> str:
    """Make a theme beside this one (or under the `parent_id` given) to which these of its notes go; returns its id.

    The codings keep their coder and time; notes that do not carry the theme are passed over.
    """
    book = book_of.lock_all(writer)
    current = book_of.current(book, theme_id)
    _check_in_use(current)
    new_values = {"parent_id": current["parent_id"], "colour": current["colour"]} | values | {"name": name}
    new_id = _add(writer, book, new_values, "split")
    codings.move(writer, current["id"], new_id, note_ids)
    book_of.update(writer, [dict(current)], "split")
    return new_id


def _add(writer: Writer, book: Mapping[str, dict], values: Mapping, how: str) -> str:
    row = book_of.cleaned(book_of.new_row(writer, book, _under(book, values)))
    book_of.check({**book, row["id"]: row}, [row["id"]])
    book_of.insert(writer, [row], how)
    return row["id"]


def _under(book: Mapping[str, dict], values: Mapping) -> dict:
    """Return the values of a theme, with a parent that was merged away as what it is now."""
    parent = values.get("parent_id")
    return dict(values) | ({"parent_id": book_of.current(book, parent)["id"]} if parent else {})


def _check_in_use(row: Mapping) -> None:
    if row["retired"]:
        raise UserError(
            N_("Theme"), N_("“{name}” is no longer in use."), N_("Bring it back into use first."), name=row["name"]
        )


def _stands_under(book: Mapping[str, Mapping], theme_id: str, above: str) -> bool:
    at, seen = book[theme_id]["parent_id"], set()
    while at in book and at not in seen:
        if at == above:
            return True
        seen.add(at)
        at = book[at]["parent_id"]
    return False


_LABELS = {
    "name": N_("Name"),
    "definition": N_("Definition"),
    "use_when": N_("When to use it"),
    "use_not": N_("When not to use it"),
    "example": N_("Example"),
    "colour": N_("Colour"),
    "parent_id": N_("Stands under"),
}


def _shown(book: Mapping[str, Mapping], field: str, value: object) -> str:
    return book[str(value)]["name"] if field == "parent_id" and value in book else ""


def _changed_by(writer: Writer, theme_id: str, fields: Sequence[str]) -> str:
    versions = revisions(writer.connection, theme_id)
    return based_on.changed_by(versions, fields)
