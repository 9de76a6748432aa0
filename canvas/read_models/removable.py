"""Reads what rests on what somebody would remove; nothing rests on what can go."""

from __future__ import annotations

from canvas.store import Connection, removal
from canvas.store.removal import Kind, Use


def uses_of(connection: Connection, kind: Kind, row_id: str) -> list[Use]:
    """Return what rests on a row of this kind, such as `removal.RESPONDENT`."""
    return removal.uses_of(connection, kind, row_id)
