"""Asking the index of a search on SQLite; `indexing_sqlite` makes it."""

from __future__ import annotations

import json

import sqlalchemy as sa

from canvas.store.search.search_query import LOOKED_UP, RANKED, SPARSE, IndexPage, IndexRow, SearchQuery
from canvas.store.search.search_terms import Term
from canvas.store.search_index import search_sources as sources

FINDS_STEMS = False  # words are taken to the letter
_KEYS = (sources.ROLE, sources.BLOCK, sources.QUESTION)
_WEIGHTS = "5.0, 1.0, 0.0"  # of title, text and tags, for bm25: a title says more, a tag nothing


def page(connection: sa.Connection, asked: SearchQuery, *, ranked: bool, after: int | None, limit: int) -> IndexPage:
    """One page of rows, the newest or the best first; `after` is the last id seen, or how many where ranked."""
    if ranked:
        return _ranked(connection, asked, after or 0, limit)
    where, values = _where(connection, asked, SPARSE)
    if after is not None:
        where += " AND f.rowid < :after"
        values["after"] = after
    found = [
        row[0]
        for row in _run(
            connection, f"SELECT f.rowid {where} ORDER BY f.rowid DESC LIMIT :limit", values | {"limit": limit + 1}
        )
    ]
    return IndexPage(_rows(connection, dict.fromkeys(found[:limit])), len(found) > limit)


def count(connection: sa.Connection, asked: SearchQuery, most: int) -> int:
    """How many rows answer, counted up to `most`."""
    where, values = _where(connection, asked, SPARSE)
    return _run(
        connection, f"SELECT count(*) FROM (SELECT 1 {where} LIMIT :most)", values | {"most": most}
    ).scalar_one()


def _ranked(connection: sa.Connection, asked: SearchQuery, skip: int, limit: int) -> IndexPage:
    # to rank is to read every hit: of very many only the newest
    where, values = _where(connection, asked, LOOKED_UP)
    newest = f"SELECT f.rowid {where} ORDER BY f.rowid DESC LIMIT :enough"
    ids = [row[0] for row in _run(connection, newest, values | {"enough": RANKED + 1})]
    limited = len(ids) > RANKED
    ids = ids[:RANKED]
    # by their words alone: bm25 counts how often each thing that is asked for occurs in all of the study, and what
    # filters occurs everywhere
    best = (
        f"SELECT f.rowid, -bm25(search_text_fts, {_WEIGHTS}) AS rank FROM search_text_fts AS f "
        "WHERE search_text_fts MATCH :match AND f.rowid BETWEEN :last AND :first "
        "AND +f.rowid IN (SELECT value FROM json_each(:ids)) ORDER BY rank DESC, f.rowid DESC LIMIT :limit OFFSET :skip"
    )
    found = (
        _run(
            connection,
            best,
            {
                "match": _words(asked),
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
    ranks = {row[0]: row[1] for row in found[:limit]}
    return IndexPage(_rows(connection, ranks), len(found) > limit, limited)


def _rows(connection: sa.Connection, ranks: dict[int, float | None]) -> list[IndexRow]:
    marks = ", ".join(str(int(one)) for one in ranks)
    found = connection.exec_driver_sql(f"SELECT id, kind, ref FROM search_text WHERE id IN ({marks})")
    stored = {row_id: (kind, ref) for row_id, kind, ref in found}
    return [IndexRow(row_id, *stored[row_id], rank) for row_id, rank in ranks.items() if row_id in stored]


def _where(connection: sa.Connection, asked: SearchQuery, sparse: int) -> tuple[str, dict]:
    match = _words(asked)
    groups = [[_tag(*tag) for tag in group] for group in asked.groups]
    if set(asked.kinds) != set(sources.KINDS):
        groups.append([f"k{kind}" for kind in asked.kinds])
    for group in groups:
        any_of = " OR ".join(f'"{tag}"' for tag in group)
        match += f" AND tags : ({any_of})"
    where, values = "FROM search_text_fts AS f WHERE search_text_fts MATCH :match", {"match": match}
    if asked.theme_ids is not None:
        where += " AND " + _under(connection, asked.theme_ids, values, sparse)
    return where, values


def _under(connection: sa.Connection, theme_ids: tuple[str, ...], values: dict, sparse: int) -> str:
    """The condition that a hit is a note under one of these themes, the way that is quick for how many there are."""
    names = {f"theme_{place}": theme for place, theme in enumerate(theme_ids)}
    values |= names
    given = f"c.theme_id IN ({', '.join(':' + name for name in names)}) AND c.removed_at IS NULL"
    few = _run(connection, f"SELECT count(*) FROM (SELECT 1 FROM coding AS c WHERE {given} LIMIT {sparse + 1})", names)
    if few.scalar_one() <= sparse:
        # the + keeps SQLite from asking FTS5 anew for every note
        return (
            "+f.rowid IN (SELECT t.id FROM coding AS c CROSS JOIN search_text AS t "
            f"ON t.kind = 'note' AND t.ref = c.note_id WHERE {given})"
        )
    return (
        "EXISTS (SELECT 1 FROM search_text AS t JOIN coding AS c ON c.note_id = t.ref "
        f"WHERE t.id = f.rowid AND t.kind = 'note' AND {given})"
    )


def _words(asked: SearchQuery) -> str:
    return f"{{title text}} : ({' AND '.join(_term(term) for term in asked.terms)})"


def _term(term: Term) -> str:
    return f'"{" ".join(term.words)}"{" *" if term.prefix else ""}'  # words hold letters and digits alone


def _tag(letter: str, value: str) -> str:
    return letter + (value.encode().hex() if letter in _KEYS else value.replace("-", "").replace('"', ""))


def _run(connection: sa.Connection, sql: str, values: dict) -> sa.CursorResult:
    return connection.execute(sa.text(sql), values)
