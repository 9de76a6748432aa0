"""Asking the index of a search on PostgreSQL; `indexing_postgres` makes it."""

from __future__ import annotations

import re
from collections.abc import Sequence

import sqlalchemy as sa

from canvas.store import search_sources as sources
from canvas.store.search_asked import RANKED, Asked, Page, Row
from canvas.store.search_words import Term

STEMS = True  # a word finds those with the same stem


def page(connection: sa.Connection, asked: Asked, *, ranked: bool, after: int | None, limit: int) -> Page:
    """One page of rows, the newest or the best first; `after` is the last id seen, or how many where ranked."""
    wanted = _queries(connection, asked.terms)
    if not all(wanted):
        return Page()
    skip = (after or 0) if ranked else 0
    most = skip + limit + 1
    found: list[Row] = []
    limited = False
    for rows, many in (
        _texts(connection, asked, wanted, ranked, after, most), _documents(connection, asked, wanted, ranked, after)
    ):  # fmt: skip
        found += rows
        limited = limited or many
    found.sort(key=lambda row: (row.rank or 0, row.id), reverse=True)
    found = found[skip:most]
    return Page(found[:limit], len(found) > limit, limited)


def count(connection: sa.Connection, asked: Asked, most: int) -> int:
    """How many rows answer, counted up to `most`."""
    wanted = _queries(connection, asked.terms)
    if not all(wanted):
        return 0
    where, values = _where(asked, wanted, [kind for kind in asked.kinds if kind != "document"])
    number = 0
    if where:
        some = f"SELECT 1 FROM search_text AS t WHERE {where} LIMIT :most"
        number = _run(connection, f"SELECT count(*) FROM ({some}) AS counted", values | {"most": most}).scalar()
    return min(most, number + len(_whole_documents(connection, asked, wanted)))


def alike(connection: sa.Connection, words: list[str], given: list[str]) -> dict[str, set[str]]:
    """Per word those of the words given that have the same stem."""
    stems = (
        "SELECT word, array_to_string(ts_lexize('search_stem', word), ' ') FROM unnest(CAST(:words AS text[])) AS word"
    )
    first = {word[0] for word in words}
    near = [one for one in given if one[0] in first]  # a stem begins as its word does
    known = dict(_run(connection, stems, {"words": [*words, *near]}).fetchall())
    return {word: {one for one in near if known.get(one) and known[one] == known.get(word)} - {word} for word in words}


def _texts(connection: sa.Connection, asked: Asked, wanted: list[str], ranked: bool, after: int | None,
           most: int) -> tuple[list[Row], bool]:  # fmt: skip
    where, values = _where(asked, wanted, [kind for kind in asked.kinds if kind != "document"])
    if not where:
        return [], False
    if not ranked:
        if after is not None:
            where += " AND t.id < :after"
            values["after"] = after
        newest = f"SELECT t.id, t.kind, t.ref FROM search_text AS t WHERE {where} ORDER BY t.id DESC LIMIT :most"
        return [Row(*row) for row in _run(connection, newest, values | {"most": most})], False
    # to rank is to read every hit: of very many only the newest
    newest = f"SELECT t.id, t.kind, t.ref, t.words FROM search_text AS t WHERE {where} ORDER BY t.id DESC LIMIT :enough"
    found = _run(
        connection,
        f"WITH newest AS MATERIALIZED ({newest}) "
        "SELECT id, kind, ref, ts_rank(words, CAST(:words AS tsquery), 1) AS rank, (SELECT count(*) FROM newest) "
        "FROM (SELECT * FROM newest ORDER BY id DESC LIMIT :ranked) AS ranked ORDER BY rank DESC, id DESC LIMIT :most",
        values | {"enough": RANKED + 1, "ranked": RANKED, "most": most, "words": _all_of(wanted)},
    ).fetchall()
    return [Row(*row[:4]) for row in found], bool(found) and found[0][4] > RANKED


def _documents(connection: sa.Connection, asked: Asked, wanted: list[str], ranked: bool,
               after: int | None) -> tuple[list[Row], bool]:  # fmt: skip
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
    rows = [Row(*row) for row in found]
    return [row for row in rows if ranked or after is None or row.id < after], False


def _whole_documents(connection: sa.Connection, asked: Asked, wanted: list[str]) -> list[str]:
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


def _where(asked: Asked, wanted: list[str], kinds: Sequence[str]) -> tuple[str, dict]:
    if not kinds:
        return "", {}
    groups = [[f"{letter}:{value}" for letter, value in group] for group in asked.groups]
    where, texts = "t.words @@ CAST(:match AS tsquery)", [kind for kind in sources.KINDS if kind != "document"]
    if set(kinds) == set(texts):
        where += " AND t.kind <> 'document'"
    else:
        groups.append([f"k{kind}" for kind in kinds])
    fitting = [f"({' | '.join(_quoted(tag) for tag in group)})" for group in groups]
    values: dict = {"match": " & ".join([_all_of(wanted), *fitting])}
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
