"""Stores a codebook at once: many themes new or changed, checked as they come out together."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from canvas.store.study import Writer
from canvas.store.themes import codebook as book_of


def import_all(writer: Writer, added: Sequence[Mapping], changed: Mapping[str, Mapping]) -> None:
    """Store a codebook at once: new themes and changes by id; names and tree are checked as they come out together.

    A new theme may bring an id of its own, by which others name it as parent_id; retired and guid may be set too.
    """
    book = book_of.lock_all(writer)
    new_rows, changed_rows, after = _joined(book, [book_of.new_row(writer, {}, values) for values in added], changed)
    new = {row["id"] for row in new_rows}
    book_of.insert(writer, [dict(row) for row in book_of.in_tree(after.values()) if row["id"] in new], "imported")
    book_of.update(writer, changed_rows, "imported")


def check_import(themes: Sequence[Mapping], added: Sequence[Mapping], changed: Mapping[str, Mapping]) -> None:
    """Raise the UserError that `import_all` would raise on a study with these themes."""
    empty = dict.fromkeys(("name", *book_of.TEXT_FIELDS, "colour"), "") | {"parent_id": None, "merged_into": None}
    _joined(
        {row["id"]: dict(row) for row in themes}, [empty | {"retired": False} | dict(row) for row in added], changed
    )


def _joined(
    book: Mapping[str, dict], added: Sequence[Mapping], changed: Mapping[str, Mapping]
) -> tuple[list[dict], list[dict], dict[str, dict]]:
    """Return the new themes and the changed ones as they will be, and the book with both; raises UserError."""
    last = max((row["position"] for row in book.values()), default=0)
    new_rows = [book_of.cleaned({**row, "position": place}) for place, row in enumerate(added, last + 1)]
    changed_rows = [
        book_of.cleaned(book_of.current(book, theme_id) | dict(values)) for theme_id, values in changed.items()
    ]
    changed_rows = [row for row in changed_rows if row != book[row["id"]]]
    after = {**book, **{row["id"]: row for row in (*new_rows, *changed_rows)}}
    book_of.check(after, [row["id"] for row in (*new_rows, *changed_rows)])
    return new_rows, changed_rows, after
