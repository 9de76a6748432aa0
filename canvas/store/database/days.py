"""Days as they are stored: YYYY-MM-DD, and in the calendar."""

from __future__ import annotations

import re
from datetime import date

from canvas.errors import N_, UserError

_WRITTEN = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


def day_of(stored: str | None) -> date | None:
    """Return a stored day, None for none and for what is no day, as a damaged study may hold."""
    if not stored or not _WRITTEN.fullmatch(stored):
        return None
    try:
        return date.fromisoformat(stored)
    except ValueError:
        return None


def checked_day(place: str, value: str | None) -> str | None:
    """Return a day as it is stored, None for none; raises UserError at this place (N_) for what is no day."""
    if not value:
        return None
    if day_of(str(value)) is None:
        raise UserError(place, N_("“{value}” is no day."), N_("Write it as 2026-03-31."), value=str(value)[:40])
    return str(value)
