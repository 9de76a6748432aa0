"""Builds each statement once per process of tests, not once per study: a server has one study, tests have thousands.

To build a statement costs more than to run it on a study of a test's size. What was built is kept per engine and per
dialect, and each study has its own of both; here all of one kind share what they keep.
"""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql.psycopg import PGDialect_psycopg
from sqlalchemy.dialects.sqlite.pysqlite import SQLiteDialect_pysqlite
from sqlalchemy.util import LRUCache

_COMPILED: Any = LRUCache(5000)
_DIALECTS: tuple[Any, ...] = (SQLiteDialect_pysqlite, PGDialect_psycopg)


def share_what_is_compiled() -> None:
    """Have all engines of one kind, on the same versions of driver and database, take what another has built."""
    create = sa.create_engine

    def create_sharing(*values: Any, **more: Any) -> sa.Engine:
        engine = create(*values, **more)
        engine._compiled_cache = _COMPILED
        return engine

    sa.create_engine = create_sharing
    for dialect in _DIALECTS:
        dialect.__hash__ = lambda self: hash(type(self))
        dialect.__eq__ = lambda self, other: type(self) is type(other)
