"""What keeps a codebook in order: names that tell themes apart, a tree without circles, and every version kept."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from typing import cast

import sqlalchemy as sa

from canvas.errors import N_, NotFoundError, UserError
from canvas.store.database.ids import new_id
from canvas.store.database.rows import rows
from canvas.store.database.schema import study, theme, theme_revision
from canvas.store.database.text import clean
from canvas.store.row_types import TreeTheme
from canvas.store.study import Writer
from canvas.store.study_settings import required_line

TEXT_FIELDS = ("definition", "use_when", "use_not", "example")
THEME_FIELDS = ("name", *TEXT_FIELDS, "colour", "parent_id", "retired")  # what a version keeps, beside merged_into
LONGEST_NAME = 200
DEEPEST = 30  # themes under each other; more is a fault of a file rather than a codebook
HOW = ("added", "changed", "renamed", "merged", "split", "retired", "restored", "imported")

_COLOUR = re.compile("#[0-9A-F]{6}")
# Signs without a shape that XML cannot hold: a codebook must read the same in any file it is written to.
SHAPELESS = re.compile("[\x01-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


def plain_name(name: str) -> str:
    """Return a name as it is compared.

    Without capitals, accents and double spaces, so that Relatie and relátie are one.
    """
    plain = unicodedata.normalize("NFKD", unicodedata.normalize("NFKC", name).casefold())
    return " ".join("".join(sign for sign in plain if not unicodedata.combining(sign)).split()) or name


def lock_all(writer: Writer) -> dict[str, dict]:
    """Lock every theme until the commit, against others who would change the codebook; return them by id."""
    writer.execute(sa.select(study.c.id).with_for_update())  # a row that is there also while there is no theme yet
    rows = writer.execute(sa.select(theme).order_by(theme.c.id).with_for_update())
    return {row["id"]: dict(row) for row in rows.mappings()}


def in_tree(themes: Iterable[Mapping], retired: bool = True) -> list[TreeTheme]:
    """Put themes in the order of the tree, parents first, each with its depth.

    Without the retired ones, what stood under such a one comes under the nearest parent that stands.
    """
    by_id = {row["id"]: row for row in themes}
    shown = {key: row for key, row in by_id.items() if retired or not row["retired"]}
    under: dict[str | None, list[Mapping]] = {}
    for row in sorted(shown.values(), key=lambda row: (row["position"], row["id"])):
        parent, seen = row["parent_id"], {row["id"]}
        while parent in by_id and parent not in shown and parent not in seen:
            seen.add(parent)
            parent = by_id[parent]["parent_id"]
        under.setdefault(parent if parent in shown else None, []).append(row)
    waiting = [(row, 0) for row in reversed(under.pop(None, []))]
    ordered: list[dict] = []
    while waiting:
        row, depth = waiting.pop()
        ordered.append({**row, "depth": depth})
        waiting += [(below, depth + 1) for below in reversed(under.pop(row["id"], []))]
    # a circle, which only a damaged study holds: what is in it is still shown
    return cast(list[TreeTheme], ordered + [{**row, "depth": 0} for rest in under.values() for row in rest])


def cleaned(row: Mapping) -> dict:
    """Return the row of a theme with its texts made clean, or a UserError."""
    name = required_line(SHAPELESS.sub(" ", row["name"]), N_("Name of the theme"), LONGEST_NAME)
    theme_row = {**row, "name": name} | {field: SHAPELESS.sub("", clean(row[field])).strip() for field in TEXT_FIELDS}
    theme_row["colour"] = clean(row["colour"]).strip().upper()
    if theme_row["colour"] and not _COLOUR.fullmatch(theme_row["colour"]):
        raise UserError(
            N_("Colour"),
            N_("“{given}” is not a colour."),
            N_("Choose one from the list."),
            given=theme_row["colour"][:60],
        )
    return theme_row


def check(after: Mapping[str, Mapping], moved: Iterable[str]) -> None:
    """Raise UserError where a book as it will be cannot be; the tree is seen where `moved` stand."""
    _check_names(after.values())
    _check_tree(after, moved)


def current(book: Mapping[str, dict], theme_id: str) -> dict:
    """Return the theme of this id, or the one it was merged into; raises NotFoundError."""
    seen: set[str] = set()
    while theme_id in book and book[theme_id]["merged_into"] and theme_id not in seen:
        seen.add(theme_id)
        theme_id = book[theme_id]["merged_into"]
    if theme_id not in book:
        raise NotFoundError(N_("Theme"), theme_id)
    return book[theme_id]


def insert(writer: Writer, rows: Sequence[dict], how: str) -> None:
    """Store new themes, parents before children, each with its first version."""
    if rows:
        names = [column.name for column in theme.c]
        writer.execute(theme.insert(), [{name: row[name] for name in names} for row in rows])
        _version(writer, rows, how)


def update(writer: Writer, changed: Sequence[dict], how: str | Mapping[str, str]) -> None:
    """Store themes as they are now, each as a new version; `how` may differ by id."""
    if not changed:
        return
    for row in changed:
        row |= {"revision": row["revision"] + 1, "changed_at": writer.at}
    names = (*THEME_FIELDS, "merged_into", "revision", "changed_at", "guid")
    statement = theme.update().where(theme.c.id == sa.bindparam("which"))
    statement = statement.values({name: sa.bindparam(f"new_{name}") for name in names})
    writer.execute(statement, [{"which": row["id"]} | {f"new_{name}": row[name] for name in names} for row in changed])
    _version(writer, changed, how)


def new_row(writer: Writer, book: Mapping[str, Mapping], values: Mapping) -> dict:
    """Return the row of a theme to be made, last in the order of the book."""
    row = dict.fromkeys(("name", *TEXT_FIELDS, "colour"), "") | {"parent_id": None, "retired": False, "guid": None}
    last = max((row["position"] for row in book.values()), default=0)
    return (
        row
        | {"id": new_id(), "position": last + 1}
        | dict(values)
        | {
            "merged_into": None,
            "revision": 1,
            "created_at": writer.at,
            "changed_at": writer.at,
        }
    )


def versions(connection: sa.Connection, theme_id: str) -> list[dict]:
    """Return the bare versions of a theme, oldest first."""
    query = sa.select(theme_revision).where(theme_revision.c.theme_id == theme_id)
    return rows(connection, query.order_by(theme_revision.c.number))


def _check_names(book: Iterable[Mapping]) -> None:
    """Raise UserError where two themes have one name; those merged into another need none of their own."""
    taken: dict[str, Mapping] = {}
    for row in book:
        if row["merged_into"]:
            continue
        other = taken.setdefault(plain_name(row["name"]), row)
        if other is not row:
            retired_one = other if other["retired"] else row
            if retired_one["retired"]:
                raise UserError(
                    N_("Name of the theme"),
                    N_("“{name}” is a theme that is no longer in use."),
                    N_("Bring that one back into use, or choose another name."),
                    name=retired_one["name"],
                )
            raise UserError(
                N_("Name of the theme"), N_("“{name}” exists already."), N_("Choose another name."), name=other["name"]
            )


def _check_tree(book: Mapping[str, Mapping], moved: Iterable[str]) -> None:
    """Raise UserError where a theme stands under itself, under one that is not there, or too deep."""
    below: dict[str | None, list[str]] = {}
    for theme_id, row in book.items():
        below.setdefault(row["parent_id"], []).append(theme_id)
    depth: dict[str, int] = {}
    waiting, visited = list(moved), set()
    while waiting:
        theme_id = waiting.pop()
        if theme_id in visited:
            continue
        visited.add(theme_id)
        waiting += below.get(theme_id, ())  # what stands under it moves along
        path: list[str] = []
        at = theme_id
        while at and at not in depth:
            if at not in book or at in path or len(path) > DEEPEST:
                _refuse(book, theme_id, at, path)
            path.append(at)
            at = book[at]["parent_id"]
        for step, ancestor_id in enumerate(reversed(path), 1 + depth.get(at or "", 0)):
            depth[ancestor_id] = step
            if step > DEEPEST:
                _refuse(book, theme_id, None, path)


def _refuse(book: Mapping[str, Mapping], theme_id: str, at: str | None, path: Sequence[str]) -> None:
    name = book[theme_id]["name"]
    if at is not None and at not in book:
        raise UserError(
            N_("Parent"),
            N_("the theme that “{name}” should stand under is not there."),
            N_("Choose another one."),
            name=name,
        )
    if at in path:
        raise UserError(
            N_("Parent"), N_("“{name}” would come to stand under itself."), N_("Choose another one."), name=name
        )
    raise UserError(
        N_("Parent"),
        N_("“{name}” would stand more than {deepest} themes deep."),
        N_("Put it under a theme that is higher up."),
        name=name,
        deepest=DEEPEST,
    )


def _version(writer: Writer, rows: Sequence[Mapping], how: str | Mapping[str, str]) -> None:
    writer.execute(
        theme_revision.insert(),
        [
            {name: row[name] for name in (*THEME_FIELDS, "merged_into")}
            | {
                "id": new_id(),
                "theme_id": row["id"],
                "number": row["revision"],
                "how": how if isinstance(how, str) else how[row["id"]],
                "user_id": writer.user_id,
                "made_at": writer.at,
            }
            for row in rows
        ],
    )
