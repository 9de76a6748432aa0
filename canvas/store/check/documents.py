"""Whether what is stored as JSON or as a guide can be read, has its shape, and names what there is."""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Iterator
from typing import Any

import sqlalchemy as sa

from canvas import method
from canvas.method.guide_hash import content_hash
from canvas.store.database.schema import (
    attribute,
    document,
    guide,
    lesson_revision,
    matrix_summary_revision,
    metadata,
    partnership_attribute,
    point_revision,
    respondent_attribute,
    study,
)
from canvas.store.database.text import read_json

Fault = tuple[str, str]


def faults(connection: sa.Connection) -> Iterator[Fault]:
    """Give where a stored document cannot be read or says what cannot be, as (where, what)."""
    yield from _study(connection)
    for column, right in (
        (study.c.own_roles, _roles),
        (study.c.blocks, _blocks),
        (attribute.c.choices, _texts),
        (document.c.intake, lambda value: isinstance(value, dict)),
        (point_revision.c.perspectives, _texts),
        (matrix_summary_revision.c.notes, _weighed),
        (lesson_revision.c.evidence, _evidence),
    ):
        yield from _json(connection, column, right)
    yield from _guides(connection)
    yield from _roles_named(connection)
    yield from _choices(connection)


def _study(connection: sa.Connection) -> Iterator[Fault]:
    rows = connection.execute(sa.select(sa.func.count()).select_from(study)).scalar_one()
    if rows > 1:
        yield "study", f"holds {rows} rows, should hold one"
    elif not rows:
        for table in ("partnership", "interview", "note"):
            if connection.execute(sa.select(sa.literal(1)).select_from(metadata.tables[table]).limit(1)).first():
                yield "study", "its one row is missing"
                return


def _json(connection: sa.Connection, column: sa.Column, right: Callable[[object], bool]) -> Iterator[Fault]:
    key = column.table.c.id
    for row_id, text in connection.execute(sa.select(key, column).order_by(key)):
        value = read_json(text)
        if value is None or not right(value):
            what = "cannot be read" if value is None else "has not the shape it should have"
            yield f"{column.table.name} {row_id}", f"its {column.name} {what}"


def _texts(value: Any) -> bool:
    return isinstance(value, list) and all(isinstance(text, str) for text in value) and len(set(value)) == len(value)


def _blocks(value: Any) -> bool:
    return _texts(value) and bool(value) and set(value) <= method.blocks().keys()


def _roles(value: object) -> bool:
    shape = {"key": str, "label_nl": str, "label_en": str, "in_table": bool}
    signs = {"letter": str, "colour": int}  # which a study of before does not have
    return isinstance(value, list) and all(
        isinstance(role, dict)
        and all(isinstance(role.get(name), kind) for name, kind in shape.items())
        and all(isinstance(role[name], kind) for name, kind in signs.items() if name in role)
        for role in value
    )


def _weighed(value: object) -> bool:
    return isinstance(value, dict) and all(type(number) is int and number >= 0 for number in value.values())


def _evidence(value: object) -> bool:
    return isinstance(value, dict) and value.keys() == {"notes", "points"} and all(map(_texts, value.values()))


def _guides(connection: sa.Connection) -> Iterator[Fault]:
    """Yield guides that cannot be read, have another key or version, or lack a question asked from them."""
    answer, interview = metadata.tables["answer"], metadata.tables["interview"]
    questions: dict[str, dict] = {}
    for row in connection.execute(sa.select(guide).order_by(guide.c.id)):
        where = f"guide {row.id}"
        try:
            content = tomllib.loads(row.content)
        except (TypeError, ValueError, RecursionError):
            yield where, "its content cannot be read"
            continue
        if content_hash(content) != row.hash:
            yield where, "its content is not what its hash was made of"
        if (content.get("id"), content.get("version")) != (row.key, row.version):
            yield where, "its content has another key or version"
        in_guide = content.get("question")
        questions[row.id] = {
            question.get("key"): question
            for question in (in_guide if isinstance(in_guide, list) else [])
            if isinstance(question, dict)
        }
    columns = (interview.c.guide_id, answer.c.question, answer.c.block, answer.c.factor)
    for guide_id, key, block, factor in connection.execute(
        sa.select(*columns).distinct().join_from(answer, interview).order_by(*columns[:3])
    ):
        in_guide = questions.get(guide_id)
        if in_guide is not None and key not in in_guide:
            yield f"answers to {key}", f"guide {guide_id} has no such question"
        elif in_guide is not None and (in_guide[key].get("block"), in_guide[key].get("factor")) != (block, factor):
            yield f"answers to {key}", f"stand on block {block}, factor {factor}, which is not what the guide says"


def _roles_named(connection: sa.Connection) -> Iterator[Fault]:
    """Yield roles that are neither of the method nor of the study."""
    own = connection.execute(sa.select(study.c.own_roles)).scalars().first()
    value = read_json(own or "[]")
    if not _roles(value):
        return  # said already
    roles = set(method.standard_roles()) | {role["key"] for role in value}
    for table in ("partner", "respondent", "interview", "note", "point_perspective"):
        column = metadata.tables[table].c.role
        for (role,) in connection.execute(sa.select(column).distinct().where(column.not_in(roles)).order_by(column)):
            yield f"{table}.role", f"“{role}” is no role of this study"


def _choices(connection: sa.Connection) -> Iterator[Fault]:
    """Yield values of attributes that are of another scope, no number, or none of the choices."""
    for table, scope in ((partnership_attribute, "partnership"), (respondent_attribute, "respondent")):
        rows = sa.select(table, attribute.c.scope, attribute.c.kind, attribute.c.choices)
        rows = rows.join_from(table, attribute).order_by(*table.primary_key)
        for row in connection.execute(rows):
            where = f"{table.name} {row[0]} / {row.attribute_id}"
            if row.scope != scope:
                yield where, f"its attribute is one of a {row.scope}"
            elif row.kind == "choice" and row.value not in (read_json(row.choices) or ()):
                yield where, "its value is none of the choices"
            elif row.kind == "number" and not _number(row.value):
                yield where, "its value is no number"


def _number(text: Any) -> bool:
    try:
        float(text)
    except (TypeError, ValueError):
        return False
    return True
