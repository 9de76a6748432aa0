"""Reads what the themes screen shows: the tree of themes, how each is heard, and what stands behind one of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from canvas.store import Connection
from canvas.store.notes import notes
from canvas.store.overview import filtered_counts
from canvas.store.overview.filtered_counts import AttributeFilter
from canvas.store.row_types import CountedTheme, SourcedNote, ThemeRow, TreeTheme
from canvas.store.themes import codings, theme_counts, themes


@dataclass(frozen=True)
class ThemesPage:
    """The codebook, retired themes too: rows of `store.themes.tree`.

    `heard` and `reach` are what `theme_counts.counts_by_role` gives (per role, and in all roles together), `coded` how
    many notes stand and how many of those carry a theme.
    """

    themes: list[TreeTheme]
    heard: list[dict]
    reach: dict[str, dict]
    coded: dict[str, int | None]

    @property
    def in_use(self) -> list[TreeTheme]:
        """Return the themes that are not retired."""
        return [row for row in self.themes if not row["retired"]]


@dataclass(frozen=True)
class OpenedTheme:
    """A theme (row of `store.themes.get`), and the notes that carry it (rows of `notes.with_sources`).

    `of_many` is how many notes carry it in all where they are too many to read, and `notes` the newest alone; else
    None. `themes` are all themes, to merge it into or put it under.
    """

    theme: ThemeRow
    notes: list[SourcedNote]
    of_many: int | None
    themes: list[CountedTheme]


@dataclass(frozen=True)
class ThemeHistory:
    """The versions of a theme, and by id the names of all themes there ever were."""

    versions: list[dict]
    names: dict[str, str]


def themes_page(connection: Connection, filters: Sequence[AttributeFilter]) -> ThemesPage:
    """Return the codebook and how it is heard within the filters."""
    heard, reach = theme_counts.counts_by_role(connection, filters)
    counts = theme_counts.note_counts(connection, filters)
    return ThemesPage(themes.tree(connection, retired=True), heard, reach, counts)


def theme_or_successor(connection: Connection, theme_id: str) -> ThemeRow:
    """Return the theme, or the one it was merged into: rows of `store.themes.get`; raises NotFoundError."""
    return themes.get(connection, theme_id)


def opened_theme(connection: Connection, theme_id: str, filters: Sequence[AttributeFilter]) -> OpenedTheme:
    """Return a theme with its notes within the filters; raises NotFoundError."""
    theme = themes.get(connection, theme_id)
    of_many = None
    if theme_counts.too_many_to_read(connection):  # more than is read to draw a screen
        of_many = theme_counts.counts(connection).get(theme["id"], 0)
        rows = notes.by_ids(connection, theme_counts.newest_notes(connection, theme["id"], filters))
    else:
        of_respondents = [condition for condition in filters if condition.scope == "respondent"]
        rows = notes.with_sources(connection, theme_id=theme["id"], filters=of_respondents)
    of_partnerships = [condition for condition in filters if condition.scope == "partnership"]
    if of_partnerships:
        ids = filtered_counts.partnership_ids(connection, of_partnerships)
        rows = [row for row in rows if row["partnership_id"] in ids]
    return OpenedTheme(theme, rows, of_many, themes.every(connection, retired=True))


def given_by(connection: Connection, theme_id: str, note_ids: Sequence[str]) -> dict[str, list[tuple[str, str]]]:
    """Return per note id who gave it this theme and when: (name of the profile, time), the first one first."""
    return codings.assigned_by(connection, theme_id, note_ids)


def theme_history(connection: Connection, theme_id: str) -> ThemeHistory:
    """Return how a theme came to be what it is."""
    names = {row["id"]: row["name"] for row in themes.all_with_merged(connection)}
    return ThemeHistory(themes.revisions(connection, theme_id), names)
