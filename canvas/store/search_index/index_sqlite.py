"""The index of a search on SQLite: one table that maps every text to a whole number, and FTS5 over it.

FTS5 knows rows by their rowid, which VACUUM and a rebuilt table may change where the key is a text; so it stands on a
table of its own, whose key is that rowid. What hits can be filtered by stands in the index too, as words of a column
that nobody searches. The texts stand in it spelled out in plain letters (`spelling`).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from hashlib import blake2b

import sqlalchemy as sa
import sqlite_utils

from canvas.store import spelling
from canvas.store.search_index import part_table
from canvas.store.search_index import search_sources as sources

TAGS = sources.Tags(
    of_id=lambda letter, expression: f"'{letter}' || replace({expression}, '-', '')",
    of_key=lambda letter, expression: f"'{letter}' || lower(hex({expression}))",
    joined=lambda expression: f"group_concat({expression}, '')",
    spelled=spelling.on_sqlite,
)
_SOURCES = sources.sources(TAGS)
_SOURCES_OF_TRIGGERS = sources.sources(replace(TAGS, spelled=spelling.on_any_sqlite))
_TABLE = (
    "CREATE TABLE search_text (id INTEGER PRIMARY KEY, kind TEXT NOT NULL, ref TEXT NOT NULL, tags TEXT NOT NULL, "
    "title TEXT NOT NULL, text TEXT NOT NULL, UNIQUE (kind, ref))"
)
CHECKED = 200_000  # texts; to compare the index of more with them would keep people from saving for too long
_COLUMNS = ("title", "text", "tags")
_TOKENS = "unicode61 remove_diacritics 2"


def _put(kind: str, condition: str) -> str:
    return (
        f"INSERT INTO search_text (kind, ref, tags, title, text) SELECT kind, ref, tags, title, text "
        f"FROM ({_SOURCES_OF_TRIGGERS[kind]} AND {condition}) WHERE true ON CONFLICT (kind, ref) DO UPDATE "
        "SET tags = excluded.tags, title = excluded.title, text = excluded.text"
    )


def _off(kind: str, row: str) -> str:
    return f"DELETE FROM search_text WHERE kind = '{kind}' AND ref = {row}.id"


def _triggers() -> dict[str, str]:
    made = {}

    def add(name: str, when: str, *statements: str) -> None:
        body = "; ".join(statements)
        made[f"search_{name}"] = f"CREATE TRIGGER search_{name} AFTER {when} BEGIN {body}; END"

    for kind, columns in sources.COLUMNS.items():
        changed = " OR ".join(f"old.{name} IS NOT new.{name}" for name in columns)
        gone = f"{_off(kind, 'new')} AND NOT EXISTS ({_SOURCES_OF_TRIGGERS[kind]} AND {kind}.id = new.id)"
        add(f"{kind}_in", f"INSERT ON {kind}", _put(kind, f"{kind}.id = new.id"))
        add(
            f"{kind}_on",
            f"UPDATE OF {', '.join(columns)} ON {kind} WHEN {changed}",
            _put(kind, f"{kind}.id = new.id"),
            gone,
        )
        add(f"{kind}_out", f"DELETE ON {kind}", _off(kind, "old"))
    for link in sources.LINKS:
        name = f"{link.table}_{link.kind}"

        def following(row: str, link: sources.Link = link) -> str:
            return _put(link.kind, f"{link.kind}.id IN ({link.ids.format(row=row)})")

        if link.columns:
            changed = " OR ".join(f"old.{column} IS NOT new.{column}" for column in link.columns)
            add(f"{name}_on", f"UPDATE OF {', '.join(link.columns)} ON {link.table} WHEN {changed}", following("new"))
        else:
            add(f"{name}_in", f"INSERT ON {link.table}", following("new"))
            add(f"{name}_out", f"DELETE ON {link.table}", following("old"))
    return made


_TRIGGERS = _triggers()
_DESCRIBED = repr((_TABLE, _COLUMNS, _TOKENS, _SOURCES, _TRIGGERS, spelling.SIGN_ROWS, part_table.DESCRIBED))
VERSION = blake2b(_DESCRIBED.encode(), digest_size=8).hexdigest()
_OF_FTS = ("search_text_fts", *(f"search_text_{end}" for end in ("ai", "ad", "au")))
_OBJECTS = {"search_text", "search_sign", *_OF_FTS, *_TRIGGERS, *part_table.OBJECTS}


def is_complete(connection: sa.Connection) -> bool:
    """Tell whether the index is there, with all that keeps it, as this workbench makes it."""
    name_rows = connection.exec_driver_sql("SELECT name FROM sqlite_master WHERE name LIKE 'search!_%' ESCAPE '!'")
    names = {row[0] for row in name_rows}
    if not names >= _OBJECTS | {"search_made"}:
        return False
    return connection.exec_driver_sql("SELECT version FROM search_made").scalar() == VERSION


def build(connection: sa.Connection) -> None:
    """Make the index anew from the study, in the transaction that is open."""
    drop(connection)
    connection.exec_driver_sql(_TABLE)
    connection.exec_driver_sql(spelling.SIGN_TABLE)
    connection.exec_driver_sql("INSERT INTO search_sign VALUES (?, ?, ?)", spelling.SIGN_ROWS)
    every = " UNION ALL ".join(_SOURCES.values())
    connection.exec_driver_sql(
        f"INSERT INTO search_text (kind, ref, tags, title, text) SELECT kind, ref, tags, title, text FROM ({every}) "
        "ORDER BY ref"  # ids rise in the order of making
    )
    database = sqlite_utils.Database(connection.connection.driver_connection, recursive_triggers=False)
    database.table("search_text").enable_fts(_COLUMNS, tokenize=_TOKENS, create_triggers=True)
    part_table.build(connection)
    for statement in _TRIGGERS.values():
        connection.exec_driver_sql(statement)
    connection.exec_driver_sql("CREATE TABLE search_made (version TEXT NOT NULL)")
    connection.exec_driver_sql("INSERT INTO search_made VALUES (?)", (VERSION,))


def drop(connection: sa.Connection) -> None:
    """Take the index away, and all that keeps it."""
    # the table of FTS5 before its own: they go with it
    kinds = (("trigger", "TRIGGER"), ("table", "TABLE"))
    for kind, called in kinds:
        name_rows = connection.exec_driver_sql(
            "SELECT name FROM sqlite_master WHERE type = ? AND name LIKE 'search!_%' ESCAPE '!' "
            "ORDER BY sql NOT LIKE 'CREATE VIRTUAL%', name",
            (kind,),
        )
        for name in [row[0] for row in name_rows]:
            connection.exec_driver_sql(f'DROP {called} IF EXISTS "{name}"')


def faults(connection: sa.Connection) -> Iterator[tuple[str, str]]:
    """Yield where the index differs from the study: (where, what)."""
    triggers = connection.exec_driver_sql("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'")
    for name, statement in triggers.all():
        if statement != (_TRIGGERS | part_table.TRIGGERS).get(name, statement):
            yield name, "is not the trigger that keeps the index"
    signs = connection.exec_driver_sql("SELECT number, sign, plain FROM search_sign ORDER BY number")
    if [tuple(row) for row in signs] != spelling.SIGN_ROWS:
        yield "search_sign", "does not hold the signs that are spelled out"
    for kind, source in _SOURCES.items():
        if _differs(connection, kind, source):
            yield from _differing(connection, kind, source)
    texts, indexed = (
        connection.exec_driver_sql(f"SELECT count(*) FROM {table}").scalar()
        for table in ("search_text", "search_text_fts_docsize")
    )
    if texts != indexed:
        yield "search_text_fts", f"knows {indexed} texts of {texts}"


def _differs(connection: sa.Connection, kind: str, source: str) -> bool:
    """Tell whether anything differs of one kind: every text looked up once, and both sides counted."""
    differ = " OR ".join(f"stored.{name} IS NOT source.{name}" for name in ("tags", "title", "text"))
    texts, differing = connection.exec_driver_sql(
        f"SELECT count(*), coalesce(sum({differ}), 0) FROM ({source}) AS source "
        "LEFT JOIN search_text AS stored ON stored.kind = source.kind AND stored.ref = source.ref"
    ).one()
    stored = connection.exec_driver_sql("SELECT count(*) FROM search_text WHERE kind = ?", (kind,)).scalar()
    return bool(differing) or texts != stored


def _differing(connection: sa.Connection, kind: str, source: str) -> Iterator[tuple[str, str]]:
    """Yield where they differ, at most twenty of each: this goes over both sides several times."""
    every = f"SELECT kind, ref, tags, title, text FROM ({source})"
    stored = f"SELECT kind, ref, tags, title, text FROM search_text WHERE kind = '{kind}'"
    for what, first, second in (
        ("is not in the search index as it stands", every, stored),
        ("stands in the search index, and not so in the study", stored, every),
    ):
        query = f"SELECT kind, ref FROM (SELECT * FROM ({first}) EXCEPT SELECT * FROM ({second})) ORDER BY ref LIMIT 20"
        for row in connection.exec_driver_sql(query):
            yield f"{row[0]} {row[1]}", what


_SELF_CHECKS = (
    "INSERT INTO search_text_fts (search_text_fts, rank) VALUES ('integrity-check', 1)",
    "INSERT INTO search_part (search_part) VALUES ('integrity-check')",
)


def is_corrupt(connection: sa.Connection) -> bool:
    """Tell whether the index of FTS5 does not fit the texts it was made of; on a connection that may write."""
    if (connection.exec_driver_sql("SELECT max(id) FROM search_text").scalar() or 0) > CHECKED:
        return False
    try:
        for statement in _SELF_CHECKS:
            connection.exec_driver_sql(statement)
    except sa.exc.DatabaseError as error:
        if not part_table.is_damage(error):
            raise
        return True
    return False
