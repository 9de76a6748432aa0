"""Whether the tables of a study are those of the schema: columns, keys, links, indexes, and no stray triggers."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import chain

import sqlalchemy as sa

from canvas.store.database.schema import HEAD, metadata

Fault = tuple[str, str]


class AtOnce:
    """What an inspector says of each of some tables, asked of all of them at once, as a server takes its time."""

    def __init__(self, connection: sa.Connection, tables: Iterable[sa.Table] = metadata.sorted_tables) -> None:
        self._names = [table.name for table in tables]
        self.inspector = sa.inspect(connection)
        self.bind = self.inspector.bind
        self._answers: dict[str, dict] = {}

    def __getattr__(self, name: str) -> Callable:
        if not name.startswith("get_"):
            raise AttributeError(name)
        return lambda table: self._of_all(name)[table]

    def get_table_names(self) -> list[str]:
        """Give the names of all tables there are, also of those that are not of the schema."""
        return self.inspector.get_table_names()

    def get_view_names(self) -> list[str]:
        """Give the names of all views there are."""
        return self.inspector.get_view_names()

    def _of_all(self, name: str) -> dict:
        if name not in self._answers:
            ask = getattr(self.inspector, name.replace("get_", "get_multi_"))
            rows = ask(filter_names=self._names)
            self._answers[name] = {table: answer for (_schema, table), answer in rows.items()}
        return self._answers[name]


def faults(connection: sa.Connection) -> Iterator[Fault]:
    """Give where and how the database differs from what the migrations make, as (where, what)."""
    made = _definitions(connection)
    if made not in _SOUND:
        inspector, sound = AtOnce(connection), True
        every = (of_table(connection, table, inspector) for table in metadata.sorted_tables)
        for fault in chain(chain.from_iterable(every), _triggers(connection)):
            sound = False
            yield fault
        if made is not None and sound:
            _SOUND.add(made)
    yield from _version(connection, sa.inspect(connection).get_table_names())


def known_sound(connection: sa.Connection) -> bool:
    """Return whether tables made in just these words were looked at before and nothing was wrong with them."""
    return _definitions(connection) in _SOUND


def _definitions(connection: sa.Connection) -> frozenset | None:
    """Return the words in which all in a file was made, from which SQLite works out all the rest; None of a server."""
    if connection.dialect.name != "sqlite":
        return None
    return frozenset(map(tuple, connection.exec_driver_sql("SELECT type, name, tbl_name, sql FROM sqlite_master")))


_SOUND: set[frozenset | None] = set()  # to ask it table by table takes longer than all the rest of a small study


def of_table(connection: sa.Connection, table: sa.Table, inspector: AtOnce | None = None) -> Iterator[Fault]:
    """Give how one table differs from the schema, as (where, what)."""
    inspector = inspector or AtOnce(connection, [table])
    if table.name in inspector.get_view_names():
        yield table.name, "is a view where a table should be"
    elif table.name not in inspector.get_table_names():
        yield table.name, "this table is missing"
    else:
        for part in (_columns, key_missing, _links, unique_missing, _indexes, _conditions):
            yield from part(inspector, table)


def _columns(inspector: AtOnce, table: sa.Table) -> Iterator[Fault]:
    dialect = inspector.bind.dialect
    there = {column["name"]: column for column in inspector.get_columns(table.name)}
    for column in table.c:
        where = f"{table.name}.{column.name}"
        made = there.pop(column.name, None)
        if made is None:
            yield where, "this column is missing"
            continue
        expected, kind = (column_type.compile(dialect=dialect) for column_type in (column.type, made["type"]))
        if kind != expected:
            yield where, f"is {kind or 'of no type'}, should be {expected}"
        if bool(made["nullable"]) != bool(column.nullable):
            yield where, f"{'may' if made['nullable'] else 'may not'} be empty, and should not be so"
        default = column.server_default.arg if isinstance(column.server_default, sa.DefaultClause) else None
        if _plain_default(made.get("default")) != _plain_default(default):
            expected = "nothing" if default is None else default
            yield where, f"begins as {made.get('default') or 'nothing'}, should begin as {expected}"
        if made.get("computed"):
            yield where, "is computed, and should hold what is stored"
    for name in there:
        yield f"{table.name}.{name}", "this column does not belong there"


def _plain_default(text: object) -> str:
    plain = re.sub(r"::[\w ]+$", "", str(text if text is not None else "")).strip().strip("()")
    return {"false": "0", "true": "1", "": "nothing", "NULL": "nothing"}.get(plain, plain.strip("'"))


def key_missing(inspector: AtOnce, table: sa.Table) -> list[Fault]:
    """Give how the primary key of a table differs from the schema."""
    made, expected = inspector.get_pk_constraint(table.name)["constrained_columns"], [c.name for c in table.primary_key]
    return (
        [] if made == expected else [(table.name, f"its primary key is {_listed(made)}, should be {_listed(expected)}")]
    )


def _links(inspector: AtOnce, table: sa.Table) -> Iterator[Fault]:
    made = {
        (*link["constrained_columns"], link["referred_table"], *link["referred_columns"], *_options(link))
        for link in inspector.get_foreign_keys(table.name)
    }
    expected = {(key.parent.name, key.column.table.name, key.column.name) for key in table.foreign_keys}
    for link in sorted(expected - made):
        yield f"{table.name}.{link[0]}", f"its link to {link[1]} is missing"
    for link in sorted(made - expected):
        yield f"{table.name}.{link[0]}", f"has a link to {' '.join(link[1:])} that does not belong there"


def _options(link: Mapping) -> list[str]:
    return [f"{name} {value}" for name, value in sorted(link.get("options", {}).items()) if value != "NO ACTION"]


def unique_missing(inspector: AtOnce, table: sa.Table) -> list[Fault]:
    """Give how the other unique rules of a table differ from the schema."""
    made = {tuple(sorted(rule["column_names"])) for rule in inspector.get_unique_constraints(table.name)}
    rules = [rule for rule in table.constraints if isinstance(rule, sa.UniqueConstraint)]
    expected = {tuple(sorted(column.name for column in rule.columns)) for rule in rules}
    missing = [(table.name, f"nothing keeps {_listed(columns)} unique") for columns in sorted(expected - made)]
    more = [
        (table.name, f"{_listed(columns)} is kept unique, and should not be") for columns in sorted(made - expected)
    ]
    return missing + more


def _indexes(inspector: AtOnce, table: sa.Table) -> Iterator[Fault]:
    engine = inspector.bind.dialect.name
    made = {
        index["name"]: (
            index["column_names"],
            bool(index["unique"]),
            _condition(index.get("dialect_options", {}).get(f"{engine}_where")),
        )
        for index in inspector.get_indexes(table.name)
        if not index.get("duplicates_constraint")
    }
    for index in sorted(table.indexes, key=lambda index: str(index.name)):
        where = index.dialect_options[engine]["where"]
        expected = ([column.name for column in index.columns], bool(index.unique), _condition(where))
        stands = made.pop(index.name, None)
        if stands is None:
            yield str(index.name), f"this index of {table.name} is missing"
        elif stands != expected:
            yield str(index.name), f"this index of {table.name} is on {_index(stands)}, should be on {_index(expected)}"
    for name, stands in made.items():
        if stands[1]:  # one that only makes reading quicker takes nothing and refuses nothing
            yield str(name), f"keeps {_listed(stands[0])} of {table.name} unique, and does not belong there"


def _index(index: tuple[list, bool, str]) -> str:
    columns, unique, condition = index
    return f"{_listed(columns)}{', unique' * unique}{f', where {condition}' if condition else ''}"


def _condition(where: object) -> str:
    return re.sub(r'[()"]', "", str(where if where is not None else "")).strip().lower()


def _conditions(inspector: AtOnce, table: sa.Table) -> Iterator[Fault]:
    for rule in inspector.get_check_constraints(table.name):
        yield table.name, f"has a condition that does not belong there: {rule['sqltext']}"


def _triggers(connection: sa.Connection) -> Iterator[Fault]:
    """Yield triggers that are not ours, and foreign keys that a server was told not to enforce."""
    names = [table.name for table in metadata.sorted_tables]
    if connection.dialect.name == "sqlite":
        query = "SELECT name, tbl_name FROM sqlite_master WHERE type = 'trigger'"
    else:
        query = (
            "SELECT CASE WHEN tgisinternal THEN '' ELSE tgname END, relname FROM pg_trigger JOIN pg_class "
            "ON pg_class.oid = tgrelid WHERE (NOT tgisinternal OR tgenabled = 'D') AND pg_table_is_visible(tgrelid)"
        )
    for name, table in sorted(set(map(tuple, connection.execute(sa.text(query))))):
        if not name:
            yield table, "the server was told not to guard its links"
        elif table in names and not name.startswith("search_"):
            yield table, f"has a trigger “{name}” that does not belong there"


def _version(connection: sa.Connection, there: Iterable[str]) -> Iterator[Fault]:
    if "alembic_version" not in there:
        yield "alembic_version", "this table is missing"
        return
    versions = list(connection.execute(sa.text("SELECT version_num FROM alembic_version")).scalars())
    if versions != [HEAD]:
        yield "alembic_version", f"is {_listed(versions)}, should be {HEAD}"


def _listed(names: Iterable[object]) -> str:
    return ", ".join("nothing" if name is None else str(name) for name in names) or "nothing"
