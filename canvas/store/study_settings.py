"""The study itself: its title, language, blocks in scope and own roles."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence

import sqlalchemy as sa

from canvas import method
from canvas.access import small_numbers
from canvas.errors import N_, UserError
from canvas.store import based_on
from canvas.store.database.ids import new_id
from canvas.store.database.schema import study, user
from canvas.store.database.text import clean, clean_line
from canvas.store.study import Writer


def describe(connection: sa.Connection) -> dict | None:
    """Return the study's row with `own_roles` (rows) and `blocks` (keys in scope) as lists; None while it is empty."""
    row = connection.execute(sa.select(study)).mappings().first()
    return dict(row) | {name: json.loads(row[name]) for name in ("own_roles", "blocks")} if row else None


def require_begun(connection: sa.Connection) -> dict:
    """Return the same row of a study that has one; raises LookupError while it is empty."""
    row = describe(connection)
    if row is None:
        raise LookupError("the study is empty")
    return row


def begin(
    writer: Writer,
    title: str,
    language: str,
    about: str = "",
    blocks: Sequence[str] = (),
    small_rule: str = small_numbers.DEFAULT_RULE,
) -> str:
    """Give an empty study its title; all 18 blocks are in scope unless `blocks` names fewer. Returns its id.

    `small_rule` is what leads see of small numbers (`put_small_numbers`).
    """
    if describe(writer.connection):
        raise UserError(N_("Study"), N_("this study has begun already."), N_("Open it as it is."))
    row: dict = {
        "id": new_id(),
        "title": required_line(title, N_("Title")),
        "about": clean(about),
        "language": language,
        "method_version": method.version(),
        "own_roles": "[]",
        "blocks": json.dumps([key for key in method.blocks() if not blocks or key in blocks]),
        "created_at": writer.at,
        "small_numbers": small_rule,
        "small_below": small_numbers.DEFAULT_PEOPLE,
    }
    writer.execute(study.insert(), [row])
    return row["id"]


def put_small_numbers(writer: Writer, rule: str, below: int, opened: Mapping | None = None) -> None:
    """Set what leads see of roles and partners with fewer people than `below`: one of `small_numbers.RULES`.

    `opened` is the study's row as the form was opened (`based_on.merge_fields`): raises ChangedMeanwhileError. Raises
    UserError for a lead, whom it would limit, and for a number that makes no group.
    """
    kind = writer.execute(sa.select(user.c.kind).where(user.c.id == writer.user_id)).scalar()
    if kind in small_numbers.LIMITED_KINDS:
        raise UserError(
            N_("Small numbers"), N_("leads do not set what leads see."), N_("Ask a researcher or an evaluator.")
        )
    if rule not in small_numbers.RULES:
        raise ValueError(rule)
    if not small_numbers.FEWEST <= below <= small_numbers.MOST:
        raise UserError(
            N_("Small numbers"),
            N_("a number from {fewest} to {most} belongs here."),
            N_("Three is usual."),
            fewest=small_numbers.FEWEST,
            most=small_numbers.MOST,
        )
    writer.execute(sa.select(study.c.id).with_for_update())
    now = require_begun(writer.connection)
    names = ("small_numbers", "small_below")
    after = based_on.merge_fields(
        N_("Small numbers"),
        {"small_numbers": N_("What leads see of few people"), "small_below": N_("Few is fewer than")},
        opened and {name: opened[name] for name in names},
        {name: now[name] for name in names},
        {"small_numbers": rule, "small_below": below},
    )
    writer.execute(study.update().values(**after))


def add_own_role(writer: Writer, label_nl: str, label_en: str, in_table: bool) -> str:
    """Add a role of the study's own, such as a political party, and return its key, made from the English name."""
    writer.execute(sa.select(study.c.id).with_for_update())  # who adds one at the same time adds it to this one
    described = require_begun(writer.connection)
    label_nl, label_en = (
        required_line(label_nl, N_("Name in Dutch"), 60),
        required_line(label_en, N_("Name in English"), 60),
    )
    existing = method.roles(described["own_roles"])
    key = re.sub(r"[^a-z0-9]+", "_", label_en.casefold()).strip("_") or new_id()
    if key in existing or any(role.label["nl"].casefold() == label_nl.casefold() for role in existing.values()):
        raise UserError(N_("Role"), N_("“{name}” exists already."), N_("Choose another name."), name=label_nl)
    own = [*described["own_roles"], {"key": key, "label_nl": label_nl, "label_en": label_en, "in_table": in_table}]
    writer.execute(study.update().values(own_roles=json.dumps(own, ensure_ascii=False)))
    return key


def required_line(text: str, place: str, longest: int = 300) -> str:
    """Return a text of one line that must be there; raises UserError, which names `place`."""
    text = clean_line(text)
    if not text:
        raise UserError(place, N_("this is still empty."), N_("Fill it in."))
    if len(text) > longest:
        raise UserError(place, N_("this is longer than {longest} characters."), N_("Make it shorter."), longest=longest)
    return text
