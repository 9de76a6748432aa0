"""Reads what the backup screen asks of the study itself: how far it has come, to be held beside the last copy."""

from __future__ import annotations

from canvas.store import Connection
from canvas.store.backup import fingerprint
from canvas.store.backup.fingerprint import Fingerprint


def backup_page(connection: Connection) -> Fingerprint:
    """Return how far the study has come."""
    return fingerprint.take_fingerprint(connection)
