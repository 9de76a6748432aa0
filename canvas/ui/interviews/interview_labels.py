"""Names the state of an interview, and its role, wherever interviews are listed."""

from __future__ import annotations

from html import escape

from canvas.store.row_types import ListedInterview
from canvas.ui import elements
from canvas.ui.page import PageContext


def role_line(page: PageContext, key: str) -> str:
    """Return HTML of a role's letter and name; of its key where the study no longer knows the role."""
    role = page.roles.get(key)
    role_label = escape(elements.role_name(role) if role else key)
    return f'<span class="pps-role">{elements.letter(role) if role else ""} {role_label}</span>'


def state(row: ListedInterview) -> str:
    """Return whether an interview is planned, under way or completed."""
    return "completed" if row["completed_at"] else "under_way" if row["started_at"] else "planned"
