"""Attributes: what a study keeps of its partnerships and respondents besides, such as size, sector or years of work."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from typing import cast

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql, sqlite

from canvas.errors import N_, NotFoundError, UserError
from canvas.store import based_on
from canvas.store.database.ids import new_id
from canvas.store.database.numbers import format_number, parse_number
from canvas.store.database.rows import batches, get_row, rows
from canvas.store.database.schema import attribute, partnership, partnership_attribute, respondent, respondent_attribute
from canvas.store.database.text import clean_line
from canvas.store.row_types import AttributeRow
from canvas.store.study import Writer
from canvas.store.study_settings import required_line

SCOPES = ("partnership", "respondent")
KINDS = ("text", "number", "choice")
LONGEST_VALUE = 500  # characters of a value


def every(connection: sa.Connection, scope: str | None = None, retired: bool = False) -> list[AttributeRow]:
    """Return the attributes of a scope, or of both, in their order: their rows, choices as a list.

    Those no longer in use are left out, unless `retired`.
    """
    query = sa.select(attribute).order_by(attribute.c.scope, attribute.c.position, attribute.c.id)
    if scope:
        query = query.where(attribute.c.scope == scope)
    if not retired:
        query = query.where(attribute.c.retired.is_(False))
    return [_read(row) for row in rows(connection, query)]


def get(connection: sa.Connection, attribute_id: str) -> AttributeRow:
    """Return one attribute as `every` gives it; raises NotFoundError."""
    return _read(get_row(connection, attribute, attribute_id, N_("Attribute")))


def values(connection: sa.Connection, scope: str, ids: Iterable[str] | None = None) -> dict[str, dict[str, str]]:
    """Return the values of subjects (ids of partnerships or respondents): {subject id: {attribute id: value}}.

    A number is a text with a point, such as 12.5; without `ids` all subjects are given.
    """
    table, subject = _value_table(scope)
    by_subject: dict[str, dict[str, str]] = {}
    query = sa.select(subject, table.c.attribute_id, table.c.value)
    chosen = None if ids is None else sorted(set(ids))
    parts = [None] if chosen is None else batches(chosen)
    for part in parts:
        for row in connection.execute(query if part is None else query.where(subject.in_(part))):
            by_subject.setdefault(row[0], {})[row[1]] = row[2]
    return by_subject


def usage_counts(connection: sa.Connection, attribute_id: str) -> dict[str, int]:
    """Return how many subjects have each value of an attribute."""
    table, _subject = _value_table(get(connection, attribute_id)["scope"])
    counted = sa.select(table.c.value, sa.func.count()).where(table.c.attribute_id == attribute_id)
    return {row[0]: row[1] for row in connection.execute(counted.group_by(table.c.value).order_by(table.c.value))}


def add(writer: Writer, scope: str, name: str, kind: str, choices: Sequence[str] = ()) -> str:
    """Make an attribute of partnerships or respondents and return its id; `choices` belong to kind "choice"."""
    if scope not in SCOPES or kind not in KINDS:
        raise ValueError((scope, kind))
    name = _free_name(writer, scope, name, None)
    offered = _checked_choices(choices) if kind == "choice" else []
    last = sa.select(sa.func.coalesce(sa.func.max(attribute.c.position), 0)).where(attribute.c.scope == scope)
    row: dict = {
        "id": new_id(),
        "scope": scope,
        "name": name,
        "kind": kind,
        "choices": json.dumps(offered, ensure_ascii=False),
        "position": writer.execute(last).scalar_one() + 1,
        "created_at": writer.at,
        "changed_at": writer.at,
    }
    writer.execute(attribute.insert(), [row])
    return row["id"]


def change(
    writer: Writer,
    attribute_id: str,
    name: str,
    choices: Sequence[str] = (),
    renamed: Mapping[str, str] | None = None,
    opened: Mapping | None = None,
) -> None:
    """Change the name of an attribute and what can be chosen; the kind stays, since values were written for it.

    `renamed` says which earlier choices go on under another name: their values go along. `opened` is the attribute as
    its form was opened. Raises UserError for a choice that is left out while it is in use, and ChangedMeanwhileError.
    """
    now = _lock(writer, attribute_id)
    mine: dict = {"name": clean_line(name)}
    if now["kind"] == "choice":
        mine["choices"] = _checked_choices(choices)
    after = based_on.merge_fields(N_("Attribute"), _LABELS, opened, now, mine)
    row = {"name": _free_name(writer, now["scope"], after["name"], attribute_id), "changed_at": writer.at}
    if mine.get("choices") == after.get("choices", []) != now["choices"]:
        _change_choices(writer, now, after["choices"], renamed or {})
        row["choices"] = json.dumps(after["choices"], ensure_ascii=False)
    writer.execute(attribute.update().where(attribute.c.id == attribute_id).values(**row))


_LABELS = {"name": N_("Name of the attribute"), "choices": N_("Choices"), "value": N_("Value")}


def _change_choices(writer: Writer, now: AttributeRow, offered: Sequence[str], renamed: Mapping[str, str]) -> None:
    turned = {old: clean_line(new) for old, new in renamed.items() if clean_line(new) in offered}
    for choice, used in usage_counts(writer.connection, now["id"]).items():
        if choice not in offered and choice not in turned:
            raise UserError(
                N_("Choices"),
                N_("“{choice}” is in use {count} times, so it cannot go."),
                N_("Rename it, or give those another value first."),
                choice=choice,
                count=used,
            )
    _rename_values(writer, now, turned)


def retire(writer: Writer, attribute_id: str, retired: bool = True) -> None:
    """Ask for an attribute no longer, or again; its values stay."""
    if _lock(writer, attribute_id)["retired"] == retired:
        return
    changed = {"retired": retired, "changed_at": writer.at}
    writer.execute(attribute.update().where(attribute.c.id == attribute_id).values(**changed))


def set_value(
    writer: Writer, scope: str, subject_id: str, attribute_id: str, value: object, opened: str | None = None
) -> str:
    """Give a partnership or respondent a value, and return it as it is kept; an empty one takes it away.

    A number may be written as 12,5 or 12.5. `opened` is the value as it was shown: raises ChangedMeanwhileError where
    another stands there by now, and UserError for what does not fit the kind.
    """
    attribute_row = _lock(writer, attribute_id)
    if attribute_row["scope"] != scope:
        raise ValueError((scope, attribute_row["scope"]))
    what = {"partnership": (partnership, N_("Partnership")), "respondent": (respondent, N_("Respondent"))}[scope]
    get_row(writer.connection, what[0], subject_id, what[1])
    checked = _checked_value(attribute_row, value)
    table, subject = _value_table(scope)
    of_subject = (subject == subject_id, table.c.attribute_id == attribute_id)
    now = writer.execute(sa.select(table.c.value).where(*of_subject)).scalar() or ""
    based_on.merge_fields(
        N_("Attribute"),
        _LABELS,
        None if opened is None else {"value": opened},
        {"value": now},
        {"value": checked},
        words=lambda _field, value: format_number(str(value)) if attribute_row["kind"] == "number" else str(value),
    )
    if not checked:
        writer.execute(table.delete().where(*of_subject))
    elif checked != now:
        row = {subject.name: subject_id, "attribute_id": attribute_id, "value": checked, "changed_at": writer.at}
        insert = (postgresql if writer.connection.dialect.name == "postgresql" else sqlite).insert(table).values(row)
        keys = [subject.name, "attribute_id"]
        changed = {"value": checked, "changed_at": writer.at}
        writer.execute(insert.on_conflict_do_update(index_elements=keys, set_=changed))
    return checked


def _read(row: dict) -> AttributeRow:
    return cast(AttributeRow, row | {"choices": json.loads(row["choices"])})


def _value_table(scope: str) -> tuple[sa.Table, sa.Column]:
    if scope == "partnership":
        return partnership_attribute, partnership_attribute.c.partnership_id
    return respondent_attribute, respondent_attribute.c.respondent_id


def _lock(writer: Writer, attribute_id: str) -> AttributeRow:
    selected = writer.execute(sa.select(attribute).where(attribute.c.id == attribute_id).with_for_update())
    row = selected.mappings().first()
    if row is None:
        raise NotFoundError(N_("Attribute"), attribute_id)
    return _read(dict(row))


def _free_name(writer: Writer, scope: str, name: str, own_id: str | None) -> str:
    name = required_line(name, N_("Name of the attribute"), 60)
    for row in every(writer.connection, scope, retired=True):
        if row["id"] != own_id and row["name"].casefold() == name.casefold():
            again = N_("Choose another name, or use that one again.") if row["retired"] else N_("Choose another name.")
            raise UserError(N_("Name of the attribute"), N_("“{name}” exists already."), again, name=row["name"])
    return name


def _checked_choices(choices: Sequence[str]) -> list[str]:
    offered = [line for choice in choices if (line := clean_line(choice))]
    if not offered:
        raise UserError(N_("Choices"), N_("there is nothing to choose from yet."), N_("Write one choice a line."))
    twice = next(
        (choice for at, choice in enumerate(offered) if choice.casefold() in [o.casefold() for o in offered[:at]]), ""
    )
    if twice:
        raise UserError(N_("Choices"), N_("“{choice}” stands there twice."), N_("Take one of them out."), choice=twice)
    long = next((choice for choice in offered if len(choice) > LONGEST_VALUE), "")
    if long:
        raise UserError(
            N_("Choices"), N_("this is longer than {most} characters."), N_("Make it shorter."), most=LONGEST_VALUE
        )
    return offered


def _rename_values(writer: Writer, attribute_row: AttributeRow, turned: Mapping[str, str]) -> None:
    table, _subject = _value_table(attribute_row["scope"])
    moved = {old: new for old, new in turned.items() if old != new}
    if moved:  # at once: two choices may change places
        renamed_rows = (table.c.attribute_id == attribute_row["id"], table.c.value.in_(list(moved)))
        into = sa.case(moved, value=table.c.value)
        writer.execute(table.update().where(*renamed_rows).values(value=into, changed_at=writer.at))


def _checked_value(attribute_row: Mapping, value: object) -> str:
    text = clean_line(str(value)) if value is not None else ""
    if not text:
        return ""
    if attribute_row["kind"] == "number":
        return parse_number(text, attribute_row["name"])
    if attribute_row["kind"] == "choice" and text not in attribute_row["choices"]:
        raise UserError(
            attribute_row["name"],
            N_("“{value}” is not one of its choices."),
            N_("Choose one of them."),
            value=text[:80],
        )
    if len(text) > LONGEST_VALUE:
        raise UserError(
            attribute_row["name"],
            N_("this is longer than {most} characters."),
            N_("Make it shorter."),
            most=LONGEST_VALUE,
        )
    return text
