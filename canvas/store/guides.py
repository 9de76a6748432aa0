"""Guides as they were used: kept whole, so that an old answer stays readable."""

from __future__ import annotations

import sqlalchemy as sa

from canvas.errors import N_
from canvas.store.database.ids import new_id
from canvas.store.database.rows import get_row, insert_new, rows
from canvas.store.database.schema import guide
from canvas.store.study import Writer


def keep(writer: Writer, key: str, version: int, fingerprint: str, content: str) -> str:
    """Keep a guide under the fingerprint of what it says and return its id; the same guide is kept once."""
    existing = sa.select(guide.c.id).where(guide.c.hash == fingerprint)
    guide_id = writer.execute(existing).scalar()
    if guide_id:
        return guide_id
    row = {"id": new_id(), "key": key, "version": version, "hash": fingerprint, "content": content}
    insert_new(writer.connection, guide, row | {"added_at": writer.at})  # two interviews may be planned at once
    return writer.execute(existing).scalar_one()


def every(connection: sa.Connection) -> list[dict]:
    """All guides the study keeps, the oldest first."""
    return rows(connection, sa.select(guide).order_by(guide.c.added_at, guide.c.id))


def get(connection: sa.Connection, guide_id: str) -> dict:
    """One kept guide with key, version, hash and content; raises NotFoundError."""
    return get_row(connection, guide, guide_id, N_("Interview guide"))
