"""Whether everything with versions says what its newest version says, and no version is missing."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

import sqlalchemy as sa

from canvas.store.check import tables
from canvas.store.database.schema import (
    agreement,
    agreement_revision,
    answer,
    answer_revision,
    contribution,
    contribution_revision,
    lesson,
    lesson_revision,
    lesson_use,
    lesson_use_revision,
    matrix_summary,
    matrix_summary_revision,
    metadata,
    note,
    note_revision,
    point,
    point_revision,
    state_summary,
    state_summary_revision,
    theme,
    theme_revision,
)

Fault = tuple[str, str]


@dataclass(frozen=True)
class Versioned:
    """A table whose rows have versions, the table of these, and which columns are the same in both."""

    name: str
    table: sa.Table
    revision: sa.Table
    same: tuple[str, ...]

    @property
    def of(self) -> sa.Column:
        """Give the column of a version that names its row."""
        return self.revision.c[f"{self.table.name}_id"]


NOTES = Versioned("note", note, note_revision, ("text", "block", "kind", "retired"))
ANSWERS = Versioned("answer", answer, answer_revision, ("text", "rating", "dont_know", "state", "reason"))
OTHERS = (
    Versioned("point", point, point_revision, ()),  # what these say is compared where the rest of them is
    Versioned("summary", matrix_summary, matrix_summary_revision, ()),
    Versioned("theme", theme, theme_revision, ()),
)
# Those of which every column that a version has is that of its row
WHOLE = tuple(
    Versioned(
        table.name.replace("_", " "),
        table,
        made,
        tuple(column.name for column in table.c if column.name in made.c and column.name != "id"),
    )
    for table, made in (
        (agreement, agreement_revision),
        (contribution, contribution_revision),
        (lesson, lesson_revision),
        (lesson_use, lesson_use_revision),
        (state_summary, state_summary_revision),
    )
)


def of_notes(connection: sa.Connection) -> Iterator[Fault]:
    """Give notes that differ from their versions, as (where, what)."""
    yield from _differing(connection, NOTES)
    yield from _missing(connection, NOTES)
    undone = note_revision.c.undoes
    rows = sa.select(note_revision.c.note_id, note_revision.c.number, undone).where(undone >= note_revision.c.number)
    for row in connection.execute(rows.order_by(*rows.selected_columns)):
        yield f"note {row[0]}, version {row[1]}", f"takes back version {row[2]}, which came no earlier"


def of_answers(connection: sa.Connection) -> Iterator[Fault]:
    """Give answers that differ from their versions, as (where, what)."""
    yield from _differing(connection, ANSWERS)
    yield from _missing(connection, ANSWERS)


def of_others(connection: sa.Connection) -> Iterator[Fault]:
    """Give points, summaries, themes and what was added by hand of which a version is missing, as (where, what)."""
    for kind in OTHERS:
        yield from _missing(connection, kind)
    for kind in WHOLE:
        yield from _differing(connection, kind)
        yield from _missing(connection, kind)


def duplicates(connection: sa.Connection) -> Iterator[Fault]:
    """Give rows that are there twice, in tables that nothing keeps from it any more, as (where, what)."""
    if tables.known_sound(connection):
        return
    inspector = tables.AtOnce(connection)
    there = set(inspector.get_table_names())
    for table in metadata.sorted_tables:
        if table.name not in there:
            continue
        rules = [constraint for constraint in table.constraints if isinstance(constraint, sa.UniqueConstraint)]
        rules = [list(rule.columns) for rule in rules] if tables.unique_missing(inspector, table) else []
        rules += [list(table.primary_key)] if tables.key_missing(inspector, table) else []
        columns_there = {column["name"] for column in inspector.get_columns(table.name)}
        for columns in rules:
            if not {column.name for column in columns} <= columns_there:
                continue
            twice = sa.select(*columns, sa.func.count()).group_by(*columns).having(sa.func.count() > 1)
            for row in connection.execute(twice.order_by(*columns).limit(20)):
                named = ", ".join(f"{column.name} {value}" for column, value in zip(columns, row, strict=False))
                yield f"{table.name} {named}", f"is there {row[-1]} times"


def _differing(connection: sa.Connection, kind: Versioned) -> Iterator[Fault]:
    for found_row in connection.execute(_compared(kind)):
        where = f"{kind.name} {found_row.id}"
        if found_row.revision != found_row.number:
            yield where, f"stands at version {found_row.revision}, the newest version is {found_row.number}"
        else:
            differing = [name for name, differs in zip(kind.same, found_row[3:], strict=True) if differs]
            said_in = ", ".join(differing) or "text"
            yield where, f"its {said_in} is not that of version {found_row.number}"


@cache
def _compared(kind: Versioned) -> sa.Select:
    """Return what gives the rows that differ from their newest version, and in which columns."""
    made, row = kind.revision.c, kind.table.c
    newest = sa.select(kind.of, sa.func.max(made.number).label("number")).group_by(kind.of).subquery()
    number = sa.func.coalesce(newest.c.number, 0)
    pairs = {name: _differs(row[name], made[name]) for name in kind.same}
    if "erased_at" in row:
        pairs["text"] = sa.and_(row.erased_at.is_(None), pairs["text"])
    when = [sa.case((differs, 1), else_=0).label(f"differs_{name}") for name, differs in pairs.items()]
    return (
        sa.select(row.id, row.revision, number.label("number"), *when)
        .outerjoin_from(kind.table, newest, newest.c[kind.of.name] == row.id)
        .outerjoin(kind.revision, sa.and_(kind.of == row.id, made.number == newest.c.number))
        .where(
            sa.or_(
                row.revision.is_distinct_from(number),
                sa.and_(number > 0, sa.or_(*pairs.values())),
                *([sa.and_(number == 0, row.text != "")] if "text" in row else []),
            )
        )
        .distinct()
        .order_by(row.id)
    )


def _differs(column: sa.Column, other: sa.Column) -> sa.ColumnElement:
    return column.is_distinct_from(other) if column.nullable else column != other


def _missing(connection: sa.Connection, kind: Versioned) -> Iterator[Fault]:
    """Yield gaps and duplicates in the numbers of versions, which run on from 1.

    Those of an answer may leave some out: what is typed in one go becomes one version.
    """
    for row in connection.execute(_gaps(kind)):
        if row.number == row.before:
            yield f"{kind.name} {row.of}, version {row.number}", "the same number is there 2 times"
        else:
            yield f"{kind.name} {row.of}", f"after version {row.before} comes version {row.number}"


@cache
def _gaps(kind: Versioned) -> sa.Select:
    """Return what gives the versions that do not follow on the one before."""
    made = kind.revision.c
    counted = (
        sa.select(kind.of.label("of"), sa.func.count().label("rows"), sa.func.max(made.number).label("newest"))
        .group_by(kind.of)
        .having(sa.or_(sa.func.count() != sa.func.max(made.number), sa.func.min(made.number) < 1))
        .subquery()
    )
    before = sa.func.lag(made.number, 1, 0).over(partition_by=kind.of, order_by=made.number)
    steps = sa.select(kind.of.label("of"), made.number, before.label("before"))
    steps = steps.where(kind.of.in_(sa.select(counted.c.of))).subquery()
    leaves_out = "burst" in made
    wrong = steps.c.number <= steps.c.before if leaves_out else steps.c.number != steps.c.before + 1
    gaps = sa.select(steps.c.of, steps.c.number, steps.c.before).where(wrong)
    return gaps.order_by(steps.c.of, steps.c.number)
