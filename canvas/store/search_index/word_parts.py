"""Narrows a filter on words to the texts that can hold them, by the three signs in a row that the index knows of each.

A filter looks for parts of words, which in all texts of a large study takes seconds. On SQLite the index knows which
texts can hold them (`part_table`). What it finds is looked at as before, so the answer is the same; only texts that
cannot fit are not read.
"""

from __future__ import annotations

import sqlalchemy as sa

from canvas.store.database.folding import folded
from canvas.store.search_index import search_index
from canvas.store.search_index.part_table import SIZE, is_damage

FEW = 100_000  # texts: where more can hold the words, or more than one in SHARE, all texts are read as fast
SHARE = 20
_CAN = "SELECT rowid FROM search_part WHERE search_part MATCH :parts UNION ALL SELECT id FROM search_part_since"
# the + keeps SQLite from going over all texts of the kind
_FITTING = f"SELECT ref FROM search_text WHERE +kind = :part_kind AND id IN ({_CAN})"


def parts(words: str) -> list[str]:
    """Return what three signs in a row a text with these words has in any case, each once."""
    plain = "".join(sign if sign.isascii() and sign.isalnum() else " " for sign in folded(words) or "")
    every = (row[at : at + SIZE] for row in plain.split() for at in range(len(row) - SIZE + 1))
    return list(dict.fromkeys(every))


def candidates(connection: sa.Connection, words: str, most: int) -> int | None:
    """Return how many texts can hold the words, counted up to `most` and one; None where the index does not say.

    It says nothing of words of one or two signs, where it is damaged, and on PostgreSQL.
    """
    needed_parts = parts(words)
    if not needed_parts or connection.dialect.name != "sqlite" or not search_index.is_complete(connection):
        return None
    counted = f"SELECT count(*) FROM (SELECT 1 FROM ({_CAN}) LIMIT :most)"
    try:
        return connection.execute(sa.text(counted), {"parts": _match(needed_parts), "most": most + 1}).scalar_one()
    except sa.exc.DatabaseError as error:
        if not is_damage(error):
            raise
        return None


def narrowed(connection: sa.Connection, kind: str, own_id: sa.Column, words: str) -> list[sa.ColumnElement]:
    """Return the condition that a text of this kind is among those that can hold the words; none where that is slower.

    That is so where very many can, or the index does not say which.
    """
    number = candidates(connection, words, FEW)
    if number is None:
        return []
    texts = connection.exec_driver_sql("SELECT max(id) FROM search_text").scalar() or 0
    if number > min(FEW, texts // SHARE):
        return []
    fitting = sa.text(_FITTING).bindparams(parts=_match(parts(words)), part_kind=kind)
    return [own_id.in_(fitting.columns(sa.column("ref", sa.Text)))]


def _match(needed_parts: list[str]) -> str:
    return " AND ".join(f'"{part}"' for part in needed_parts)
