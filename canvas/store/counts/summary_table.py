"""Summaries: rows of counts that follow from other rows, recounted as a whole where something changed.

One way serves saving, checking and filling in bulk: the same counts, asked for one key or for all at once.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql, sqlite

from canvas.store.database.prepared import PreparedStatement


class SummaryTable:
    """One table of counts: its key, its counts, and the queries that say what they should be.

    `every` gives the queries that count all: each has the columns of the key and some of the counts, at most one row a
    key, and no two the same count. `of_one` gives the same for one key, as queries whose parameters are named as the
    columns of the key; where the queries differ by key, it is told which parts of the key are empty.
    """

    def __init__(
        self, table: sa.Table, every: Callable[[], Sequence[sa.Select]], of_one: Callable[..., Sequence[sa.Select]]
    ) -> None:
        self.table, self.every_query = table, cache(every)
        self.key = tuple(column.name for column in table.primary_key)
        self.counts = tuple(column.name for column in table.c if column.name not in self.key)
        self.none = dict.fromkeys(self.counts, 0)
        self._of_one = of_one
        self._fixed: dict = {}
        self._differing = cache(self._write_differing)
        at = [table.c[name] == sa.bindparam(name) for name in self.key]
        self._make = PreparedStatement(lambda engine: _insert(table, engine).on_conflict_do_nothing(), self.key)
        self._lock = PreparedStatement(lambda _: sa.select(table.c[self.key[0]]).where(*at).with_for_update())
        self._put = PreparedStatement(
            lambda engine: self._putting(_insert(table, engine), self.counts), (*self.key, *self.counts)
        )

    def lock(self, connection: sa.Connection, keys: Iterable[tuple]) -> None:
        """Lock these rows until the commit, in the order of their keys; on SQLite a writer is alone anyway."""
        if connection.dialect.name == "postgresql":
            keyed = self._in_order(keys)
            self._make.run(connection, *keyed)
            for key in keyed:
                self._lock.rows(connection, **key)

    def recount(self, connection: sa.Connection, keys: Iterable[tuple]) -> None:
        """Count these rows anew and store what is found.

        They must be locked before, themselves or by a row that all who count them lock: without it the counting can
        miss what another save is about to commit.
        """
        keyed = self._in_order(keys)
        self._put.run(connection, *(key | self.count(connection, tuple(key.values())) for key in keyed))

    def count(self, connection: sa.Connection, key: tuple) -> dict[str, int]:
        """Return the counts of one key, counted now."""
        named = dict(zip(self.key, key, strict=True))
        counts = dict(self.none)
        for statement in self._statements(key):
            for row in statement.rows(connection, **named):
                counts |= {name: value or 0 for name, value in row.items() if name in counts}
        return counts

    def every(self, connection: sa.Connection) -> dict[tuple, dict[str, int]]:
        """Return all counts by key, counted now; keys with nothing but zeros are left out."""
        by_key: dict[tuple, dict[str, int]] = {}
        for query in self.every_query():
            for row in connection.execute(query).mappings():
                key = tuple("" if row[name] is None else row[name] for name in self.key)
                counts = by_key.setdefault(key, dict(self.none))
                counts.update({name: value or 0 for name, value in row.items() if name in self.none})
        return {key: counts for key, counts in by_key.items() if any(counts.values())}

    def stored(self, connection: sa.Connection) -> dict[tuple, dict[str, int]]:
        """Return all stored counts by key; keys with nothing but zeros are left out."""
        rows = connection.execute(sa.select(self.table)).mappings()
        stored = {tuple(row[name] for name in self.key): {name: row[name] for name in self.counts} for row in rows}
        return {key: counts for key, counts in stored.items() if any(counts.values())}

    def fill(self, connection: sa.Connection) -> None:
        """Make all rows anew, within the database: for a study that came from elsewhere, or was filled in bulk."""
        connection.execute(self.table.delete())
        for query in self.every_query():
            counted = self._shaped(query)
            names = [*self.key, *(name for name in self.counts if name in query.selected_columns)]
            insert = _insert(self.table, connection.dialect.name).from_select(
                names, sa.select(*(counted.c[name] for name in names)).where(sa.true())
            )
            connection.execute(self._putting(insert, names[len(self.key) :]))

    def differing(self, connection: sa.Connection) -> Iterator[tuple[tuple, str, int, int]]:
        """Yield where the table differs from a recount: (key, name of the count, stored, recounted)."""
        half, keys = len(self.counts), len(self.key)
        for row in connection.execute(self._differing()):
            key, counted = tuple(row[:keys]), row[keys:]
            for place, name in enumerate(self.counts):
                if counted[place] != counted[half + place]:
                    yield key, name, int(counted[place]), int(counted[half + place])

    def _write_differing(self) -> sa.Select:
        """Return what gives keys, counts as stored and counts as recounted, where these differ."""
        says, should = ([f"{kind}_{name}" for name in self.counts] for kind in ("says", "should"))
        none = sa.literal(0)
        sides = [
            sa.select(
                *(self.table.c[name].label(name) for name in self.key),
                *(self.table.c[name].label(says[place]) for place, name in enumerate(self.counts)),
                *(none.label(name) for name in should),
            )
        ]
        for query in self.every_query():
            raw = query.subquery()
            recounted = [raw.c.get(name, none).label(should[place]) for place, name in enumerate(self.counts)]
            sides.append(sa.select(*self._keys(raw), *(none.label(name) for name in says), *recounted))
        # put under each other and added up, rather than joined: SQLite joins two large tables by going over the second
        # for every row of the first
        both = sa.union_all(*sides).subquery()
        added = [sa.func.coalesce(sa.func.sum(both.c[name]), 0) for name in (*says, *should)]
        half = len(self.counts)
        differ = sa.or_(*(stored != recounted for stored, recounted in zip(added[:half], added[half:], strict=True)))
        keys = [both.c[name] for name in self.key]
        return sa.select(*keys, *added).group_by(*keys).having(differ).order_by(*keys)

    def _in_order(self, keys: Iterable[tuple]) -> list[dict]:
        return [dict(zip(self.key, key, strict=True)) for key in sorted(set(keys))]

    def _shaped(self, query: sa.Select) -> sa.CTE:
        """Return a count of all as a table, worked out once."""
        raw = query.subquery()
        names = [name for name in self.counts if name in query.selected_columns]
        return sa.select(*self._keys(raw), *(sa.func.coalesce(raw.c[name], 0).label(name) for name in names)).cte(
            "counted"
        )

    def _keys(self, counted: sa.FromClause) -> list[sa.ColumnElement]:
        """Return the key as a count gives it; where a part of it can be null, '' stands for that."""
        of = [counted.c[name] for name in self.key]
        return [(sa.func.coalesce(column, "") if _text(column) else column).label(column.name) for column in of]

    def _statements(self, key: tuple) -> Sequence[PreparedStatement]:
        empty_parts = tuple(part == "" for part in key)
        if empty_parts not in self._fixed:
            self._fixed[empty_parts] = [PreparedStatement(_always(query)) for query in self._of_one(empty_parts)]
        return self._fixed[empty_parts]

    def _putting(self, insert: sqlite.Insert | postgresql.Insert, names: Iterable[str]) -> sa.Insert:
        return insert.on_conflict_do_update(
            index_elements=self.key, set_={name: insert.excluded[name] for name in names}
        )


def equals_parameters(columns: object, names: Iterable[str]) -> list[sa.ColumnElement]:
    """Return conditions that columns equal the parameters of their names."""
    return [getattr(columns, name) == sa.bindparam(name) for name in names]


def equals_parameter_unindexed(column: sa.ColumnElement) -> sa.ColumnElement:
    """Return a condition that a column equals the parameter of its name, which no index is looked up by.

    For rows that another condition finds: without statistics, which a study in use mostly lacks, SQLite would rather go
    over all cells of a wave than over those of one partnership.
    """
    return column.concat("") == sa.bindparam(column.name)


def count_where(condition: sa.ColumnElement) -> sa.ColumnElement:
    """Return an expression for the number of rows of a group for which a condition holds."""
    return sa.func.sum(sa.case((condition, 1), else_=0))


def _text(column: sa.ColumnElement) -> bool:
    return isinstance(column.type, sa.Text)


def _insert(table: sa.Table, engine: str) -> sqlite.Insert | postgresql.Insert:
    return (postgresql if engine == "postgresql" else sqlite).insert(table)


def _always(query: sa.Select) -> Callable[[str], sa.Select]:
    return lambda _engine: query
