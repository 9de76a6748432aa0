"""Asking the index of a search on PostgreSQL; `indexing_postgres` makes it."""

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
MANY = 50  # tags of one kind that are looked up in the index
FINDS_STEMS = True  # a word finds those with the same stem


def page(connection: sa.Connection, asked: SearchQuery, *, ranked: bool, after: int | None, limit: int) -> IndexPage:
    """One page of rows, the newest or the best first; `after` is the last id seen, or how many where ranked."""
    wanted = _queries(connection, asked.terms)
    if not all(wanted):
        return IndexPage()
    skip = (after or 0) if ranked else 0
    most = skip + limit + 1
    found: list[IndexRow] = []
    limited = False
    for rows, many in (
        _texts(connection, asked, wanted, ranked, after, most),
        _documents(connection, asked, wanted, ranked, after),
    ):
        found += rows
        limited = limited or many
    found.sort(key=lambda row: (row.rank or 0, row.id), reverse=True)
    found = found[skip:most]
    return IndexPage(found[:limit], len(found) > limit, limited)


def count(connection: sa.Connection, asked: SearchQuery, most: int) -> int:
    """How many rows answer, counted up to `most`."""
    wanted = _queries(connection, asked.terms)
    if not all(wanted):
        return 0
    where, values = _where(asked, wanted, [kind for kind in asked.kinds if kind != "document"])
    number = 0
    if where:
        some = f"SELECT 1 FROM search_text AS t WHERE {where} LIMIT :most"
        number = _run(connection, f"SELECT count(*) FROM ({some}) AS counted", values | {"most": most}).scalar_one()
    return min(most, number + len(_whole_documents(connection, asked, wanted)))


def same_stem(connection: sa.Connection, words: list[str], given: list[str]) -> dict[str, set[str]]:
    """Per word those of the words given that have the same stem."""
    stems = (
        "SELECT word, array_to_string(ts_lexize('search_stem', word), ' ') FROM unnest(CAST(:words AS text[])) AS word"
    )
    first = {word[0] for word in words}
    near = [one for one in given if one[0] in first]  # a stem begins as its word does
    known = dict(_run(connection, stems, {"words": [*words, *near]}).fetchall())
    return {word: {one for one in near if known.get(one) and known[one] == known.get(word)} - {word} for word in words}


def _texts(
    connection: sa.Connection, asked: SearchQuery, wanted: list[str], ranked: bool, after: int | None, most: int
) -> tuple[list[IndexRow], bool]:
    where, values = _where(asked, wanted, [kind for kind in asked.kinds if kind != "document"])
    if not where:
        return [], False
    if not ranked:
        if after is not None:
            where += " AND t.id < :after"
            values["after"] = after
        return [IndexRow(*row) for row in _newest(connection, where, values, "id, kind, ref", most, after)], False
    # to rank is to read every hit: of very many only the newest
    ids = [row[0] for row in _newest(connection, where, values, "id", RANKED + 1, None)]
    found = _run(
        connection,
        "SELECT id, kind, ref, ts_rank(words, CAST(:words AS tsquery), 1) AS rank FROM search_text "
        "WHERE id = ANY(:ids) ORDER BY rank DESC, id DESC LIMIT :most",
        {"ids": ids[:RANKED], "most": most, "words": _all_of(wanted)},
    ).fetchall()
    return [IndexRow(*row) for row in found], len(ids) > RANKED


def _newest(
    connection: sa.Connection, where: str, values: dict, columns: str, most: int, after: int | None
) -> Sequence[sa.Row]:
    """The newest rows that fit, at most so many: looked for among the newest of all, and else the quicker way.

    PostgreSQL takes every word for about as common, and would walk through all rows for a rare one, or gather all that
    hold a common one. So the newest rows tell how common the words are.
    """
    near = "WHERE id < :after " if after is not None else ""
    first = f"SELECT id, kind, ref, words FROM search_text {near}ORDER BY id DESC LIMIT :near"
    sql = f"SELECT {columns} FROM ({first}) AS t WHERE {where} ORDER BY id DESC LIMIT :most"
    found = _run(connection, sql, values | {"most": most, "near": min(NEAR * most, FAR)}).fetchall()
    if len(found) < most:
        words = f"SELECT words FROM search_text {near}ORDER BY id DESC LIMIT :sample"
        common = f"SELECT count(*) FROM ({words}) AS t WHERE words @@ CAST(:match AS tsquery)"
        if (
            _run(connection, common, values | {"sample": SAMPLE, "match": values["words"]}).scalar_one()
            > COMMON * SAMPLE
        ):
            sql = f"SELECT {columns} FROM search_text AS t WHERE {where} ORDER BY id DESC LIMIT :most"
            return _run(connection, sql, values | {"most": most}).fetchall()
        sql = (
            f"WITH fitting AS MATERIALIZED (SELECT {', '.join(f't.{one}' for one in columns.split(', '))} "
            f"FROM search_text AS t WHERE {where}) SELECT {columns} FROM fitting ORDER BY id DESC LIMIT :most"
        )
        found = _run(connection, sql, values | {"most": most}).fetchall()
    return found


def _documents(
    connection: sa.Connection, asked: SearchQuery, wanted: list[str], ranked: bool, after: int | None
) -> tuple[list[IndexRow], bool]:
    refs = _whole_documents(connection, asked, wanted)
    if not refs:
        return [], False
    rank = "max(ts_rank(words, CAST(:words AS tsquery), 1))" if ranked else "CAST(NULL AS real)"
    found = _run(
        connection,
        f"SELECT min(id), kind, ref, {rank} FROM search_text WHERE kind = 'document' AND ref = ANY(:refs) "
        "GROUP BY kind, ref",
        {"refs": refs} | ({"words": _all_of(wanted)} if ranked else {}),
    )
    rows = [IndexRow(*row) for row in found]
    return [row for row in rows if ranked or after is None or row.id < after], False


def _whole_documents(connection: sa.Connection, asked: SearchQuery, wanted: list[str]) -> list[str]:
    """The documents in which every term occurs, wherever: each may stand in a piece of its own."""
    refs: list[str] | None = None
    if "document" not in asked.kinds or asked.theme_ids is not None:
        return []
    for one in wanted:
        where, values = _where(asked, [one], ["document"])
        if refs is not None:
            where += " AND t.ref = ANY(:refs)"
            values["refs"] = refs
        refs = list(_run(connection, f"SELECT DISTINCT t.ref FROM search_text AS t WHERE {where}", values).scalars())
        if not refs:
            break
    return refs or []


def _where(asked: SearchQuery, wanted: list[str], kinds: Sequence[str]) -> tuple[str, dict]:
    if not kinds:
        return "", {}
    groups = [[f"{letter}:{value}" for letter, value in group] for group in asked.groups]
    many, groups = [one for one in groups if len(one) > MANY], [one for one in groups if len(one) <= MANY]
    where, texts = "t.words @@ CAST(:match AS tsquery)", [kind for kind in sources.KINDS if kind != "document"]
    if set(kinds) == set(texts):
        where += " AND t.kind <> 'document'"
    else:
        groups.append([f"k{kind}" for kind in kinds])
    fitting = [f"({' | '.join(_quoted(tag) for tag in group)})" for group in groups]
    values: dict = {"match": " & ".join([_all_of(wanted), *fitting]), "words": _all_of(wanted)}
    for place, group in enumerate(many):  # asked of the hits: to look so many tags up takes longer
        where += f" AND (t.words @@ CAST(:many_{place} AS tsquery)) IS TRUE"
        values[f"many_{place}"] = " | ".join(_quoted(tag) for tag in group)
    if asked.theme_ids is not None:
        where += (
            " AND t.kind = 'note' AND EXISTS (SELECT 1 FROM coding AS c WHERE c.note_id = t.ref "
            "AND c.theme_id = ANY(:themes) AND c.removed_at IS NULL)"
        )
        values["themes"] = list(asked.theme_ids)
    return where, values


def _queries(connection: sa.Connection, wanted: Sequence[Term]) -> list[str]:
    """Per term what PostgreSQL is asked for; '' for what holds no word it knows."""
    given = {"words": [" ".join(term.words) for term in wanted]}
    found = _run(
        connection,
        "SELECT CAST(plainto_tsquery('search_dutch', search_fold(word)) AS text), "
        "CAST(phraseto_tsquery('pg_catalog.simple', search_fold(word)) AS text) "
        "FROM unnest(CAST(:words AS text[])) WITH ORDINALITY AS given (word, place) ORDER BY place",
        given,
    )
    made = []
    for term, (stems, literal) in zip(wanted, found, strict=True):
        if not (term.exact or term.prefix):
            made.append(stems and f"({stems})")
            continue
        # weight A: the words as they were written
        exact = re.sub(r"'((?:[^']|'')*)'", r"'\1':A", literal)
        made.append(exact and f"({exact[:-1]}*A)" if term.prefix else exact and f"({exact})")
    return made


def _all_of(wanted: Sequence[str]) -> str:
    return " & ".join(wanted)


def _quoted(tag: str) -> str:
    return "'" + tag.replace("\\", "\\\\").replace("'", "''") + "'"


def _run(connection: sa.Connection, sql: str, values: dict) -> sa.CursorResult:
    return connection.execute(sa.text(sql), values)
