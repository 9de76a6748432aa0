"""The study itself: its title, language, blocks in scope and own roles."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence

import sqlalchemy as sa

from canvas import method
from canvas.errors import N_, UserError
from canvas.store.database.ids import new_id
from canvas.store.database.schema import study
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


def begin(writer: Writer, title: str, language: str, about: str = "", blocks: Sequence[str] = ()) -> str:
    """Give an empty study its title; all 18 blocks are in scope unless `blocks` names fewer. Returns its id."""
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
    }
    writer.execute(study.insert(), [row])
    return row["id"]


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
