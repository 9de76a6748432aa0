"""Searching what was said and written: notes, answers, documents, points and lessons, the same on both engines."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

import sqlalchemy as sa

from canvas.errors import N_, UserError
from canvas.store.limited.limited_views import limits_of
from canvas.store.search.search_hits import Hit as Hit
from canvas.store.search.search_hits import engine_of, read_hits, unshown_lessons
from canvas.store.search.search_query import RANKED as RANKED  # others look for it here
from canvas.store.search.search_query import SearchQuery, build_query
from canvas.store.search.search_terms import Snippet as Snippet
from canvas.store.search.search_terms import parse_terms
from canvas.store.search_index import search_index
from canvas.store.search_index.search_sources import KINDS as KINDS

HITS_A_PAGE = 20
MOST_COUNTED = 1000  # hits that are counted


@dataclass(frozen=True)
class HitPage:
    """One page of hits. `after` gives the next one (None at the end); `limited`: only the newest were ranked."""

    hits: list[Hit]
    after: int | None = None
    limited: bool = False

    @property
    def more(self) -> bool:
        """Tell whether there are more hits."""
        return self.after is not None


def find(
    connection: sa.Connection,
    words: str,
    *,
    kinds: Sequence[str] = KINDS,
    partnership_ids: Sequence[str] | None = None,
    wave_ids: Sequence[str] | None = None,
    roles: Sequence[str | None] | None = None,
    blocks: Sequence[str] | None = None,
    questions: Sequence[str] | None = None,
    theme_ids: Sequence[str] | None = None,
    respondent_ids: Sequence[str] | None = None,
    ranked: bool = False,
    limit: int = HITS_A_PAGE,
    after: int | None = None,
) -> HitPage:
    """Return what holds all the words: the newest first, or (`ranked`) the best.

    A word may end in * (its beginning is enough), words between quotes must stand in that row; small letters, capitals
    and accents are the same. Any text is taken as words; one without letters finds nothing. A filter of None is none;
    `roles` may hold None for what has no role. Blocks do not fit documents and points, nor themes anything but notes.
    `after` is that of the page before. Retired notes, points and lessons are not found; nor in a limited reading a
    lesson by words that this reading does not show of it. On PostgreSQL words with the same Dutch
    stem are found too. Raises UserError where the index is not whole.
    """
    query = build_query(
        parse_terms(words),
        kinds,
        partnership_ids=partnership_ids,
        wave_ids=wave_ids,
        roles=roles,
        blocks=blocks,
        questions=questions,
        theme_ids=theme_ids,
        respondent_ids=respondent_ids,
    )
    if query.is_empty:
        return HitPage([])
    _require(connection)
    query = _as_shown(connection, query)
    page = engine_of(connection).page(connection, query, ranked=ranked, after=after, limit=limit)
    following = None
    if page.more:
        following = (after or 0) + limit if ranked else page.rows[-1].id
    return HitPage(read_hits(connection, page.rows, query.terms), following, page.limited)


def count(connection: sa.Connection, words: str, *, kinds: Sequence[str] = KINDS, **filters: Any) -> dict[str, int]:
    """Return per kind how many hits `find` has, filters as there; MOST_COUNTED + 1 stands for more than that."""
    query = build_query(parse_terms(words), kinds, **filters)
    if query.is_empty:
        return dict.fromkeys(kinds, 0)
    _require(connection)
    query = _as_shown(connection, query)
    return {kind: _count(connection, query.of_kind(kind)) for kind in kinds}


def query_terms(words: str) -> list[str]:
    """Return the terms of a search as a person may write them: words, begin*, "words in a row"."""
    return [
        f'"{" ".join(term.words)}"' if term.exact and not term.prefix else " ".join(term.words) + "*" * term.prefix
        for term in parse_terms(words)
    ]


def _count(connection: sa.Connection, query: SearchQuery) -> int:
    return 0 if query.is_empty else engine_of(connection).count(connection, query, MOST_COUNTED + 1)


def _as_shown(connection: sa.Connection, query: SearchQuery) -> SearchQuery:
    """Return a search that leaves out the lessons that a limited reading does not show these words of.

    The index holds them whole: found by words that are taken out of what is shown, a hit would tell of these.
    """
    of_lessons = query.of_kind("lesson")
    if limits_of(connection) is None or of_lessons.is_empty:
        return query
    page = engine_of(connection).page(connection, of_lessons, ranked=False, after=None, limit=RANKED)
    if page.more:  # more than can be looked through
        return replace(query, kinds=tuple(kind for kind in query.kinds if kind != "lesson"))
    return replace(query, left_out=tuple(unshown_lessons(connection, [row.ref for row in page.rows], query.terms)))


def _require(connection: sa.Connection) -> None:
    if not search_index.is_complete(connection):
        raise UserError(
            N_("Search"),
            N_("the index for searching is not whole."),
            N_("Run “pps-werkbank check --mend” on this study; nothing is lost."),
        )
