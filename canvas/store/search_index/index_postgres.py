"""The index of a search on PostgreSQL: one table of text search vectors, kept by triggers, with a GIN index.

A vector holds every word as it was written (weight A, for prefixes and phrases), its stem by the Dutch dictionary, and
what hits can be filtered by. A document is cut into pieces: a vector keeps no more than 16,383 places.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from hashlib import blake2b

import sqlalchemy as sa

from canvas.store import spelling
from canvas.store.search_index import search_sources as sources

TAGS = sources.Tags(
    of_id=lambda letter, expression: f"'{letter}:' || {expression}",
    of_key=lambda letter, expression: f"'{letter}:' || {expression}",
    joined=lambda expression: f"string_agg({expression}, '')",
)
_SOURCES = sources.sources(TAGS)
# Signs from which PostgreSQL would make an address, a path or a number of several words.
_SIGNS = "[\\u0001-/:-@\\[-`{-\\u00a0\\u00ab\\u00b7\\u00bb\\u2010-\\u206f]"
_SPELLED = spelling.on_postgresql("given", "search_spelled(given)")
_ACCENTS = "[\\u0300-\\u036f]"
_PLAIN = "SET LOCAL jit = off"  # seconds of compiling for what takes one second to run
_PAUSED = "pps.search"

_MACHINERY: tuple[str, ...] = (
    # the Dutch stems, and no word left out for being common: “van de school” must be found too
    "CREATE TEXT SEARCH DICTIONARY search_stem (TEMPLATE = snowball, LANGUAGE = dutch)",
    "CREATE TEXT SEARCH CONFIGURATION search_dutch (COPY = pg_catalog.dutch)",
    "ALTER TEXT SEARCH CONFIGURATION search_dutch ALTER MAPPING REPLACE pg_catalog.dutch_stem WITH search_stem",
    # a function of its own, which is not planned anew with every save
    f"""CREATE FUNCTION search_spelled(given text) RETURNS text LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE AS $$
    BEGIN RETURN {spelling.body_on_postgresql("given")}; END $$""",
    f"""CREATE FUNCTION search_fold(given text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT regexp_replace(
      regexp_replace(normalize({_SPELLED}, NFD), '{_ACCENTS}', '', 'g'), '{_SIGNS}', ' ', 'g') $$""",
    """CREATE FUNCTION search_words(tags text, given text) RETURNS tsvector LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT setweight(to_tsvector('pg_catalog.simple', folded), 'A') || to_tsvector('search_dutch', folded)
           || array_to_tsvector(string_to_array(tags, ' ')) FROM (SELECT search_fold(given) AS folded) AS once $$""",
    # pieces end at white space where there is any, and begin a little before the last one ended: for phrases across
    """CREATE FUNCTION search_pieces(kind text, title text, given text) RETURNS TABLE (start integer, piece text)
    LANGUAGE plpgsql IMMUTABLE ROWS 2 AS $$
    DECLARE size CONSTANT integer := 6000; again CONSTANT integer := 300; place integer := 0; length_ integer; cut text;
    BEGIN
      IF kind <> 'document' THEN
        RETURN QUERY SELECT 0, left(given, 50000); RETURN;
      END IF;
      RETURN QUERY SELECT -1, left(title, size);
      length_ := length(given);
      WHILE place < length_ LOOP
        piece := substr(given, place + 1, size);
        IF place + size < length_ THEN
          piece := coalesce(substring(piece FROM '^(.*)\\s'), piece);
        END IF;
        start := place;
        RETURN NEXT;
        EXIT WHEN place + length(piece) >= length_;
        cut := CASE WHEN length(piece) > 2 * again THEN substring(right(piece, again) FROM '\\s(.*)$') END;
        place := place + length(piece) - coalesce(length(cut), 0);
      END LOOP;
    END $$""",
)
_TABLE = (
    "CREATE TABLE search_text (id bigserial PRIMARY KEY, kind text NOT NULL, ref text NOT NULL, "
    "start integer NOT NULL, words tsvector NOT NULL, UNIQUE (kind, ref, start))"
)
_INDEX = "CREATE INDEX search_text_words ON search_text USING gin (words)"


def _rows_of(source: str) -> str:
    return (
        "SELECT found.kind, found.ref, cut.start, search_words(found.tags, cut.piece) AS words "
        f"FROM ({source}) AS found CROSS JOIN LATERAL search_pieces(found.kind, found.title, found.text) AS cut"
    )


def _keep(kind: str) -> str:
    columns = "kind, ref, start, words"
    # a document comes anew as a whole, as it may have fewer pieces now
    first = "DELETE FROM search_text WHERE search_text.kind = 'document' AND ref = which;" * (kind == "document")
    return f"""CREATE FUNCTION search_keep_{kind}(which text) RETURNS void LANGUAGE plpgsql AS $$
    BEGIN
      {first}
      INSERT INTO search_text ({columns}) SELECT {columns} FROM ({_rows_of(f"{_SOURCES[kind]} AND {kind}.id = which")})
        AS rows ON CONFLICT (kind, ref, start) DO UPDATE SET words = excluded.words;
      IF NOT FOUND THEN DELETE FROM search_text WHERE search_text.kind = '{kind}' AND ref = which; END IF;
    END $$"""


def _machinery() -> Iterator[str]:
    yield from _MACHINERY
    paused = f"IF current_setting('{_PAUSED}', true) = 'paused' THEN RETURN NULL; END IF;"

    def on(name: str, table: str, body: str, *times: str) -> Iterator[str]:
        yield (
            f"CREATE FUNCTION search_on_{name}() RETURNS trigger LANGUAGE plpgsql AS $$ DECLARE one text; BEGIN "
            f"{paused} {body} RETURN NULL; END $$"
        )
        for place, when in enumerate(times):
            yield (
                f"CREATE TRIGGER search_{name}_{place} AFTER {when.format(table=table)} FOR EACH ROW {{when}} "
                f"EXECUTE FUNCTION search_on_{name}()"
            )

    def of_columns(columns: Sequence[str]) -> tuple[str, str]:
        changed = " OR ".join(f"old.{name} IS DISTINCT FROM new.{name}" for name in columns)
        return f"UPDATE OF {', '.join(columns)} ON {{table}}", f"WHEN ({changed})"

    for kind, columns in sources.COLUMNS.items():
        yield _keep(kind)
        body = (
            f"IF TG_OP = 'DELETE' THEN DELETE FROM search_text WHERE kind = '{kind}' AND ref = old.id; "
            f"ELSE PERFORM search_keep_{kind}(new.id); END IF;"
        )
        update, when = of_columns(columns)
        made = list(on(kind, kind, body, "INSERT OR DELETE ON {table}", update))
        yield from (*made[:1], made[1].format(when=""), made[2].format(when=when))
    for link in sources.LINKS:
        name = f"{link.table}_{link.kind}"

        def each(row: str, link: sources.Link = link) -> str:
            # in one order: two saves must not wait for each other
            ids = f"{link.ids.format(row=row)} ORDER BY 1"
            return f"FOR one IN {ids} LOOP PERFORM search_keep_{link.kind}(one); END LOOP;"

        if link.columns:
            update, when = of_columns(link.columns)
            made = list(on(name, link.table, each("new"), update))
            yield from (made[0], made[1].format(when=when))
        else:
            body = f"IF TG_OP = 'DELETE' THEN {each('old')} ELSE {each('new')} END IF;"
            made = list(on(name, link.table, body, "INSERT OR DELETE ON {table}"))
            yield from (made[0], made[1].format(when=""))


_STATEMENTS = tuple(_machinery())
_TRIGGERS = {match[1] for statement in _STATEMENTS if (match := re.match(r"CREATE TRIGGER (\w+)", statement))}
VERSION = blake2b(repr((_TABLE, _INDEX, _STATEMENTS)).encode(), digest_size=8).hexdigest()


def is_complete(connection: sa.Connection) -> bool:
    """Tell whether the index is there, with all that keeps it, as this workbench makes it."""
    is_there = connection.exec_driver_sql("SELECT to_regclass('search_made') IS NOT NULL").scalar()
    if not is_there or connection.exec_driver_sql("SELECT version FROM search_made").scalar() != VERSION:
        return False
    trigger_rows = connection.exec_driver_sql(
        "SELECT tgname FROM pg_trigger JOIN pg_class ON pg_class.oid = tgrelid "
        "WHERE tgname LIKE 'search\\_%%' AND tgenabled <> 'D' AND relnamespace = current_schema()::regnamespace"
    )
    return {row[0] for row in trigger_rows} >= _TRIGGERS


def build(connection: sa.Connection) -> None:
    """Make the index anew from the study, in the transaction that is open."""
    drop(connection)
    for statement in _MACHINERY:
        _run(connection, statement)
    _run(connection, _TABLE)
    for statement in _STATEMENTS[len(_MACHINERY) :]:
        _run(connection, statement)
    fill(connection)
    _run(connection, _INDEX)
    _run(connection, "CREATE TABLE search_made (version text NOT NULL)")
    _run(connection, f"INSERT INTO search_made VALUES ('{VERSION}')")


def fill(connection: sa.Connection) -> None:
    """Fill the index anew, as it is made; who reads goes on meanwhile."""
    _run(connection, _PLAIN)
    _run(connection, "DELETE FROM search_text")
    columns = "kind, ref, start, words"
    every = " UNION ALL ".join(_rows_of(source) for source in _SOURCES.values())
    # ids rise in the order of making
    _run(
        connection, f"INSERT INTO search_text ({columns}) SELECT {columns} FROM ({every}) AS every ORDER BY ref, start"
    )


def pause(connection: sa.Connection) -> None:
    """Have the triggers leave the index alone until the transaction ends."""
    _run(connection, f"SET LOCAL {_PAUSED} = 'paused'")


def drop(connection: sa.Connection) -> None:
    """Take the index away, and all that keeps it."""
    function_rows = connection.exec_driver_sql(
        "SELECT p.oid::regprocedure::text FROM pg_proc p WHERE p.proname LIKE 'search\\_%%' "
        "AND pg_function_is_visible(p.oid)"
    )
    for (name,) in function_rows.fetchall():
        _run(connection, f"DROP FUNCTION IF EXISTS {name} CASCADE")  # with their triggers
    for what in (
        "TABLE IF EXISTS search_text",
        "TABLE IF EXISTS search_made",
        "TEXT SEARCH CONFIGURATION IF EXISTS search_dutch",
        "TEXT SEARCH DICTIONARY IF EXISTS search_stem",
    ):
        _run(connection, f"DROP {what} CASCADE")


def faults(connection: sa.Connection) -> Iterator[tuple[str, str]]:
    """Yield where the index differs from the study: (where, what)."""
    _run(connection, _PLAIN)
    for kind, source in _SOURCES.items():
        if _differs(connection, kind, _rows_of(source)):
            yield from _differing(connection, kind, _rows_of(source))


def _differs(connection: sa.Connection, kind: str, made: str) -> bool:
    """Tell whether anything differs of one kind: every text is made into words once, and both sides are counted."""
    pieces, differing = _run(
        connection,
        "SELECT count(*), count(*) FILTER (WHERE stored.words IS DISTINCT FROM made.words) "
        f"FROM ({made}) AS made LEFT JOIN search_text AS stored "
        "ON stored.kind = made.kind AND stored.ref = made.ref AND stored.start = made.start",
    ).one()
    stored = _run(connection, f"SELECT count(*) FROM search_text WHERE kind = '{kind}'").scalar()
    return bool(differing) or pieces != stored


def _differing(connection: sa.Connection, kind: str, made: str) -> Iterator[tuple[str, str]]:
    """Yield where they differ, at most twenty of each: this makes every text into words again."""
    every = f"SELECT kind, ref, start, words FROM ({made}) AS rows"
    stored = f"SELECT kind, ref, start, words FROM search_text WHERE kind = '{kind}'"
    for what, first, second in (
        ("is not in the search index as it stands", every, stored),
        ("stands in the search index, and not so in the study", stored, every),
    ):
        query = f"SELECT DISTINCT kind, ref FROM (({first}) EXCEPT ({second})) AS differing ORDER BY kind, ref LIMIT 20"
        for row in _run(connection, query):
            yield f"{row[0]} {row[1]}", what


def _run(connection: sa.Connection, sql: str) -> sa.CursorResult:
    return connection.exec_driver_sql(sql.replace("%", "%%"))  # what looks like a placeholder is none
