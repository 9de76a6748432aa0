"""Profiles: pseudonymous names for those who work in a study."""

from __future__ import annotations

import sqlalchemy as sa

from canvas.errors import N_, UserError
from canvas.store.database.ids import new_id
from canvas.store.database.rows import rows
from canvas.store.database.schema import user
from canvas.store.study import Writer
from canvas.store.study_settings import required_line

KINDS = ("researcher", "lead", "evaluator")


def every(connection: sa.Connection) -> list[dict]:
    """Return all profiles by name."""
    return rows(connection, sa.select(user).order_by(user.c.name))


def find(connection: sa.Connection, identifier: str | None) -> dict | None:
    """Return the profile with this id, if there is one."""
    row = connection.execute(sa.select(user).where(user.c.id == identifier)).mappings().first()
    return dict(row) if row else None


def add(writer: Writer, name: str, kind: str) -> str:
    """Make a profile and return its id; the name must be new and look like a pseudonym."""
    name = required_line(name, N_("Profile name"), 60)
    if "@" in name:
        raise UserError(N_("Profile name"), N_("an e-mail address says who you are."), N_("Choose a pseudonym."))
    if any(row["name"].casefold() == name.casefold() for row in every(writer.connection)):
        raise UserError(
            N_("Profile name"), N_("“{name}” is taken."), N_("Choose that profile, or another name."), name=name
        )
    row = {"id": new_id(), "name": name, "kind": kind, "created_at": writer.at}
    writer.execute(user.insert(), [row])
    return row["id"]


def find_or_add(writer: Writer, name: str, kind: str = "researcher") -> str:
    """Return the id of the profile with this name, made where there is none yet: for what is done without a screen."""
    user_id = next((row["id"] for row in every(writer.connection) if row["name"].casefold() == name.casefold()), None)
    return user_id or add(writer, name, kind)
