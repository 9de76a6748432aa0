"""Asks the index on PostgreSQL for what is searched; `search_index.index_postgres` makes it."""

from __future__ import annotations

import re
from collections.abc import Sequence

import sqlalchemy as sa

from canvas.store.search.search_query import RANKED, IndexPage, IndexRow, SearchQuery
from canvas.store.search.search_terms import Term
from canvas.store.search_index import search_sources as sources

NEAR = 1000  # rows looked through for every hit that is wanted, before the index is asked
FAR = 100_000  # and never more than these
SAMPLE, COMMON = 20_000, 0.02  # of so many rows, the part that makes words common
FEW_TAGS = 50  # tags of one kind that are looked up in the index
FINDS_STEMS = True  # a word finds those with the same stem


def page(connection: sa.Connection, query: SearchQuery, *, ranked: bool, after: int | None, limit: int) -> IndexPage:
    """Return one page of rows, the newest or the best first; `after` is the last id seen, or how many where ranked."""
    ts_queries = _queries(connection, query.terms)
    if not all(ts_queries):
        return IndexPage()
    skip = (after or 0) if ranked else 0
    row_limit = skip + limit + 1
    index_rows: list[IndexRow] = []
    limited = False
    for rows, is_limited in (
        _texts(connection, query, ts_queries, ranked, after, row_limit),
        _documents(connection, query, ts_queries, ranked, after),
    ):
        index_rows += rows
        limited = limited or is_limited
    index_rows.sort(key=lambda row: (row.rank or 0, row.id), reverse=True)
    index_rows = index_rows[skip:row_limit]
    return IndexPage(index_rows[:limit], len(index_rows) > limit, limited)


def count(connection: sa.Connection, query: SearchQuery, most: int) -> int:
    """Return how many rows answer, counted up to `most`."""
    ts_queries = _queries(connection, query.terms)
    if not all(ts_queries):
        return 0
    where, values = _where(query, ts_queries, [kind for kind in query.kinds if kind != "document"])
    row_count = 0
    if where:
        some = f"SELECT 1 FROM search_text AS t WHERE {where} LIMIT :most"
        row_count = _run(connection, f"SELECT count(*) FROM ({some}) AS counted", values | {"most": most}).scalar_one()
    return min(most, row_count + len(_whole_documents(connection, query, ts_queries)))


def same_stem(connection: sa.Connection, words: list[str], text_words: list[str]) -> dict[str, set[str]]:
    """Return per word those of the words given that have the same stem."""
    stems = (
        "SELECT word, array_to_string(ts_lexize('search_stem', word), ' ') FROM unnest(CAST(:words AS text[])) AS word"
    )
    first = {word[0] for word in words}
    candidates = [text_word for text_word in text_words if text_word[0] in first]  # a stem begins as its word does
    stem_by_word = dict(_run(connection, stems, {"words": [*words, *candidates]}).fetchall())
    return {
        word: {
            text_word
            for text_word in candidates
            if stem_by_word.get(text_word) and stem_by_word[text_word] == stem_by_word.get(word)
        }
        - {word}
        for word in words
    }


def _texts(
    connection: sa.Connection, query: SearchQuery, ts_queries: list[str], ranked: bool, after: int | None, most: int
) -> tuple[list[IndexRow], bool]:
    where, values = _where(query, ts_queries, [kind for kind in query.kinds if kind != "document"])
    if not where:
        return [], False
    if not ranked:
        if after is not None:
            where += " AND t.id < :after"
            values["after"] = after
        return [IndexRow(*row) for row in _newest(connection, where, values, "id, kind, ref", most, after)], False
    # to rank is to read every hit: of very many only the newest
    ids = [row[0] for row in _newest(connection, where, values, "id", RANKED + 1, None)]
    ranked_rows = _run(
        connection,
        "SELECT id, kind, ref, ts_rank(words, CAST(:words AS tsquery), 1) AS rank FROM search_text "
        "WHERE id = ANY(:ids) ORDER BY rank DESC, id DESC LIMIT :most",
        {"ids": ids[:RANKED], "most": most, "words": _all_of(ts_queries)},
    ).fetchall()
    return [IndexRow(*row) for row in ranked_rows], len(ids) > RANKED


def _newest(
    connection: sa.Connection, where: str, values: dict, columns: str, most: int, after: int | None
) -> Sequence[sa.Row]:
    """Return the newest rows that fit, at most so many: looked for among the newest of all, and else the quicker way.

    PostgreSQL takes every word for about as common, and would walk through all rows for a rare one, or gather all that
    hold a common one. So the newest rows tell how common the words are.
    """
    near = "WHERE id < :after " if after is not None else ""
    newest_texts = f"SELECT id, kind, ref, words FROM search_text {near}ORDER BY id DESC LIMIT :near"
    sql = f"SELECT {columns} FROM ({newest_texts}) AS t WHERE {where} ORDER BY id DESC LIMIT :most"
    newest_rows = _run(connection, sql, values | {"most": most, "near": min(NEAR * most, FAR)}).fetchall()
    if len(newest_rows) < most:
        words = f"SELECT words FROM search_text {near}ORDER BY id DESC LIMIT :sample"
        common = f"SELECT count(*) FROM ({words}) AS t WHERE words @@ CAST(:match AS tsquery)"
        if (
            _run(connection, common, values | {"sample": SAMPLE, "match": values["words"]}).scalar_one()
            > COMMON * SAMPLE
        ):
            sql = f"SELECT {columns} FROM search_text AS t WHERE {where} ORDER BY id DESC LIMIT :most"
            return _run(connection, sql, values | {"most": most}).fetchall()
        sql = (
            f"WITH fitting AS MATERIALIZED (SELECT {', '.join(f't.{column}' for column in columns.split(', '))} "
            f"FROM search_text AS t WHERE {where}) SELECT {columns} FROM fitting ORDER BY id DESC LIMIT :most"
        )
        newest_rows = _run(connection, sql, values | {"most": most}).fetchall()
    return newest_rows


def _documents(
    connection: sa.Connection, query: SearchQuery, ts_queries: list[str], ranked: bool, after: int | None
) -> tuple[list[IndexRow], bool]:
    refs = _whole_documents(connection, query, ts_queries)
    if not refs:
        return [], False
    rank = "max(ts_rank(words, CAST(:words AS tsquery), 1))" if ranked else "CAST(NULL AS real)"
    document_rows = _run(
        connection,
        f"SELECT min(id), kind, ref, {rank} FROM search_text WHERE kind = 'document' AND ref = ANY(:refs) "
        "GROUP BY kind, ref",
        {"refs": refs} | ({"words": _all_of(ts_queries)} if ranked else {}),
    )
    rows = [IndexRow(*row) for row in document_rows]
    return [row for row in rows if ranked or after is None or row.id < after], False


def _whole_documents(connection: sa.Connection, query: SearchQuery, ts_queries: list[str]) -> list[str]:
    """Return the documents in which every term occurs, wherever: each may stand in a piece of its own."""
    refs: list[str] | None = None
    if "document" not in query.kinds or query.theme_ids is not None:
        return []
    for ts_query in ts_queries:
        where, values = _where(query, [ts_query], ["document"])
        if refs is not None:
            where += " AND t.ref = ANY(:refs)"
            values["refs"] = refs
        refs = list(_run(connection, f"SELECT DISTINCT t.ref FROM search_text AS t WHERE {where}", values).scalars())
        if not refs:
            break
    return refs or []


def _where(query: SearchQuery, ts_queries: list[str], kinds: Sequence[str]) -> tuple[str, dict]:
    if not kinds:
        return "", {}
    groups = [[f"{letter}:{value}" for letter, value in group] for group in query.groups]
    large_groups = [group for group in groups if len(group) > FEW_TAGS]
    groups = [group for group in groups if len(group) <= FEW_TAGS]
    where, texts = "t.words @@ CAST(:match AS tsquery)", [kind for kind in sources.KINDS if kind != "document"]
    if set(kinds) == set(texts):
        where += " AND t.kind <> 'document'"
    else:
        groups.append([f"k{kind}" for kind in kinds])
    fitting = [f"({' | '.join(_quoted(tag) for tag in group)})" for group in groups]
    values: dict = {"match": " & ".join([_all_of(ts_queries), *fitting]), "words": _all_of(ts_queries)}
    for place, group in enumerate(large_groups):  # asked of the hits: to look so many tags up takes longer
        where += f" AND (t.words @@ CAST(:many_{place} AS tsquery)) IS TRUE"
        values[f"many_{place}"] = " | ".join(_quoted(tag) for tag in group)
    if query.left_out:
        where += " AND NOT (t.kind = 'lesson' AND t.ref = ANY(:left_out))"
        values["left_out"] = list(query.left_out)
    if query.theme_ids is not None:
        where += (
            " AND t.kind = 'note' AND EXISTS (SELECT 1 FROM coding AS c WHERE c.note_id = t.ref "
            "AND c.theme_id = ANY(:themes) AND c.removed_at IS NULL)"
        )
        values["themes"] = list(query.theme_ids)
    return where, values


def _queries(connection: sa.Connection, terms: Sequence[Term]) -> list[str]:
    """Return per term what PostgreSQL is asked for; '' for what holds no word it knows."""
    values = {"words": [" ".join(term.words) for term in terms]}
    parsed = _run(
        connection,
        "SELECT CAST(plainto_tsquery('search_dutch', search_fold(word)) AS text), "
        "CAST(phraseto_tsquery('pg_catalog.simple', search_fold(word)) AS text) "
        "FROM unnest(CAST(:words AS text[])) WITH ORDINALITY AS given (word, place) ORDER BY place",
        values,
    )
    ts_queries = []
    for term, (stems, literal) in zip(terms, parsed, strict=True):
        if not (term.exact or term.prefix):
            ts_queries.append(stems and f"({stems})")
            continue
        # weight A: the words as they were written
        exact = re.sub(r"'((?:[^']|'')*)'", r"'\1':A", literal)
        ts_queries.append(exact and f"({exact[:-1]}*A)" if term.prefix else exact and f"({exact})")
    return ts_queries


def _all_of(ts_queries: Sequence[str]) -> str:
    return " & ".join(ts_queries)


def _quoted(tag: str) -> str:
    return "'" + tag.replace("\\", "\\\\").replace("'", "''") + "'"


def _run(connection: sa.Connection, sql: str, values: dict) -> sa.CursorResult:
    return connection.execute(sa.text(sql), values)
