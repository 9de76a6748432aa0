"""Reads what the evidence screen shows: what a point, a cell or a whole table rests on, down to the words spoken."""

from __future__ import annotations

from canvas.report.evidence import evidence
from canvas.report.evidence_model import Evidence, Scope
from canvas.store import Connection
from canvas.store.points import points


def evidence_page(connection: Connection, scope: Scope, made_by: str) -> Evidence:
    """Return the evidence of one scope, gathered for the profile with this name; raises NotFoundError."""
    return evidence(connection, [scope], made_by)


def require_point(connection: Connection, point_id: str) -> None:
    """Raise NotFoundError where there is no point with this id."""
    points.get(connection, point_id)
