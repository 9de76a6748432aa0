"""The table of the index on SQLite by which parts of words are found: which notes and answers hold which three signs.

It holds what a filter looks in, plain small letters, as FTS5's trigrams, without where they stand. Only the workbench
writes in it: other programs may have an SQLite that cannot. Triggers write down which texts came or changed since, by
`search_text`'s id, and these are read by who looks something up; those that came are put in it as a study is opened.
"""

from __future__ import annotations

import sqlalchemy as sa

from canvas.store.database.folding import SQLITE_NAME as FOLDED

SIZE = 3  # signs in a row
_TABLE = (
    "CREATE VIRTUAL TABLE search_part USING fts5(text, content='', tokenize='trigram', detail='none', columnsize=0)"
)
# What was taken away or `changed` stays written down until all is made anew: nothing is taken out of the table, and the
# id may be given again. So the table knows of each text at least what it holds.
_SINCE = "CREATE TABLE search_part_since (id INTEGER PRIMARY KEY, changed INTEGER NOT NULL)"
_KINDS = "{row}.kind IN ('note', 'answer')"
TRIGGERS = {
    f"search_part_{name}": (
        f"CREATE TRIGGER search_part_{name} AFTER {when} ON search_text WHEN {_KINDS.format(row=row)} "
        f"BEGIN INSERT INTO search_part_since (id, changed) VALUES ({row}.id, {changed}) ON CONFLICT (id) {met}; END"
    )
    for name, when, row, changed, met in (
        ("in", "INSERT", "new", 0, "DO NOTHING"),
        ("on", "UPDATE", "new", 1, "DO NOTHING"),
        ("out", "DELETE", "old", 1, "DO UPDATE SET changed = 1"),
    )
}
OBJECTS = {"search_part", "search_part_since", *TRIGGERS}
DESCRIBED = (_TABLE, _SINCE, TRIGGERS)
_TEXTS = (
    "SELECT stored.id, {folded}(note.text) FROM search_text AS stored JOIN note ON note.id = stored.ref "
    "WHERE stored.kind = 'note' {condition} UNION ALL "
    "SELECT stored.id, {folded}(answer.text) FROM search_text AS stored JOIN answer ON answer.id = stored.ref "
    "WHERE stored.kind = 'answer' {condition}"
)
WORTH_ADDING = 1_000  # texts that came since the table was made, from which on it is worth to put them in


def build(connection: sa.Connection) -> None:
    """Make the table of all texts in the index, with what keeps it."""
    connection.exec_driver_sql(_TABLE)
    _fill(connection, "")
    for statement in (_SINCE, *TRIGGERS.values()):
        connection.exec_driver_sql(statement)


def is_damage(error: sa.exc.DatabaseError) -> bool:
    """Tell whether a fault says that what FTS5 looks up in is damaged, in the words of any version of SQLite."""
    return any(sign in str(error.orig) for sign in ("malformed", "corruption"))


def lags(connection: sa.Connection) -> bool:
    """Tell whether many texts came since it was made."""
    came = connection.exec_driver_sql(
        f"SELECT count(*) FROM (SELECT 1 FROM search_part_since WHERE NOT changed LIMIT {WORTH_ADDING})"
    )
    return came.scalar_one() == WORTH_ADDING


def catch_up(connection: sa.Connection) -> None:
    """Put in the texts that came since it was made."""
    _fill(connection, "AND stored.id IN (SELECT id FROM search_part_since WHERE NOT changed)")
    connection.exec_driver_sql("DELETE FROM search_part_since WHERE NOT changed")


def _fill(connection: sa.Connection, condition: str) -> None:
    texts = _TEXTS.format(folded=FOLDED, condition=condition)
    connection.exec_driver_sql(f"INSERT INTO search_part (rowid, text) {texts}")
