"""Asks the index on SQLite for what is searched; `search_index.index_sqlite` makes it."""

from __future__ import annotations

import json

import sqlalchemy as sa

from canvas.store.limited.limited_views import limits_of
from canvas.store.search.search_query import LOOKED_UP, RANKED, SPARSE, IndexPage, IndexRow, SearchQuery
from canvas.store.search.search_terms import Term
from canvas.store.search_index import search_sources as sources

FINDS_STEMS = False  # words are taken to the letter
_KEYS = (sources.ROLE, sources.BLOCK, sources.QUESTION)
_WEIGHTS = "5.0, 1.0, 0.0"  # of title, text and tags, for bm25: a title says more, a tag nothing


def page(connection: sa.Connection, query: SearchQuery, *, ranked: bool, after: int | None, limit: int) -> IndexPage:
    """Return one page of rows, the newest or the best first; `after` is the last id seen, or how many where ranked."""
    if ranked:
        return _ranked(connection, query, after or 0, limit)
    where, values = _where(connection, query, SPARSE)
    if after is not None:
        where += " AND f.rowid < :after"
        values["after"] = after
    row_ids = [
        row[0]
        for row in _run(
            connection, f"SELECT f.rowid {where} ORDER BY f.rowid DESC LIMIT :limit", values | {"limit": limit + 1}
        )
    ]
    return IndexPage(_rows(connection, dict.fromkeys(row_ids[:limit])), len(row_ids) > limit)


def count(connection: sa.Connection, query: SearchQuery, most: int) -> int:
    """Return how many rows answer, counted up to `most`."""
    where, values = _where(connection, query, SPARSE)
    return _run(
        connection, f"SELECT count(*) FROM (SELECT 1 {where} LIMIT :most)", values | {"most": most}
    ).scalar_one()


def _ranked(connection: sa.Connection, query: SearchQuery, skip: int, limit: int) -> IndexPage:
    # to rank is to read every hit: of very many only the newest
    where, values = _where(connection, query, LOOKED_UP)
    newest = f"SELECT f.rowid {where} ORDER BY f.rowid DESC LIMIT :enough"
    ids = [row[0] for row in _run(connection, newest, values | {"enough": RANKED + 1})]
    limited = len(ids) > RANKED
    ids = ids[:RANKED]
    # by their words alone: bm25 counts how often each thing that is asked for occurs in all of the study, and what
    # filters occurs everywhere
    ranked_query = (
        f"SELECT f.rowid, -bm25(search_text_fts, {_WEIGHTS}) AS rank FROM search_text_fts AS f "
        "WHERE search_text_fts MATCH :match AND f.rowid BETWEEN :last AND :first "
        "AND +f.rowid IN (SELECT value FROM json_each(:ids)) ORDER BY rank DESC, f.rowid DESC LIMIT :limit OFFSET :skip"
    )
    ranked_rows = (
        _run(
            connection,
            ranked_query,
            {
                "match": _words(query),
                "ids": json.dumps(ids),
                "first": ids[0],
                "last": ids[-1],
                "limit": limit + 1,
                "skip": skip,
            },
        ).fetchall()
        if ids
        else []
    )
    ranks = {row[0]: row[1] for row in ranked_rows[:limit]}
    return IndexPage(_rows(connection, ranks), len(ranked_rows) > limit, limited)


def _rows(connection: sa.Connection, ranks: dict[int, float | None]) -> list[IndexRow]:
    marks = ", ".join(str(int(number)) for number in ranks)
    index_rows = connection.exec_driver_sql(f"SELECT id, kind, ref FROM search_text WHERE id IN ({marks})")
    stored = {row_id: (kind, ref) for row_id, kind, ref in index_rows}
    return [IndexRow(row_id, *stored[row_id], rank) for row_id, rank in ranks.items() if row_id in stored]


def _where(connection: sa.Connection, query: SearchQuery, sparse: int) -> tuple[str, dict]:
    match = _words(query)
    groups = [[_tag(*tag) for tag in group] for group in query.groups]
    if set(query.kinds) != set(sources.KINDS):
        groups.append([f"k{kind}" for kind in query.kinds])
    for group in groups:
        any_of = " OR ".join(f'"{tag}"' for tag in group)
        match += f" AND tags : ({any_of})"
    where = "FROM search_text_fts AS f WHERE search_text_fts MATCH :match"
    values: dict = {"match": match}
    if limits_of(connection):  # a view stands before the texts, and none can stand before what they are looked up in
        where += " AND EXISTS (SELECT 1 FROM search_text AS shown WHERE shown.id = f.rowid)"
    if query.left_out:
        where += (
            " AND f.rowid NOT IN (SELECT id FROM search_text WHERE kind = 'lesson' "
            "AND ref IN (SELECT value FROM json_each(:left_out)))"
        )
        values["left_out"] = json.dumps(query.left_out)
    if query.theme_ids is not None:
        where += " AND " + _under(connection, query.theme_ids, values, sparse)
    return where, values


def _under(connection: sa.Connection, theme_ids: tuple[str, ...], values: dict, sparse: int) -> str:
    """Return the condition that a hit is a note under one of these themes, as is quickest for their number."""
    names = {f"theme_{place}": theme for place, theme in enumerate(theme_ids)}
    values |= names
    on_themes = f"c.theme_id IN ({', '.join(':' + name for name in names)}) AND c.removed_at IS NULL"
    coding_count = _run(
        connection, f"SELECT count(*) FROM (SELECT 1 FROM coding AS c WHERE {on_themes} LIMIT {sparse + 1})", names
    )
    if coding_count.scalar_one() <= sparse:
        # the + keeps SQLite from asking FTS5 anew for every note
        return (
            "+f.rowid IN (SELECT t.id FROM coding AS c CROSS JOIN search_text AS t "
            f"ON t.kind = 'note' AND t.ref = c.note_id WHERE {on_themes})"
        )
    return (
        "EXISTS (SELECT 1 FROM search_text AS t JOIN coding AS c ON c.note_id = t.ref "
        f"WHERE t.id = f.rowid AND t.kind = 'note' AND {on_themes})"
    )


def _words(query: SearchQuery) -> str:
    return f"{{title text}} : ({' AND '.join(_term(term) for term in query.terms)})"


def _term(term: Term) -> str:
    return f'"{" ".join(term.words)}"{" *" if term.prefix else ""}'  # words hold letters and digits alone


def _tag(letter: str, value: str) -> str:
    return letter + (value.encode().hex() if letter in _KEYS else value.replace("-", "").replace('"', ""))


def _run(connection: sa.Connection, sql: str, values: dict) -> sa.CursorResult:
    return connection.execute(sa.text(sql), values)
