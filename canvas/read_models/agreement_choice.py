"""Reads what a form on an agreement asks for: the agreement as it stands, partners aboard, and what was agreed."""

from __future__ import annotations

from canvas.speech import today
from canvas.store import Connection, agreements, partnerships
from canvas.store.row_types import ListedAgreement


def agreement(connection: Connection, agreement_id: str) -> ListedAgreement:
    """Return an agreement as `store.agreements.get` gives it; raises NotFoundError."""
    return agreements.get(connection, agreement_id)


def partners_aboard(connection: Connection, partnership_id: str) -> dict[str, str]:
    """Return the partners of a partnership that have not left by today: id → name."""
    rows, day = partnerships.partners(connection, partnership_id), today().isoformat()
    return {row["id"]: row["organisation"] for row in rows if not row["left"] or row["left"] > day}


def agreed_texts(connection: Connection, partnership_id: str, wave_id: str) -> set[str]:
    """Return the words of the agreements of a moment."""
    rows = agreements.of_partnership(connection, partnership_id)
    return {row["text"] for row in rows if row["wave_id"] == wave_id}
