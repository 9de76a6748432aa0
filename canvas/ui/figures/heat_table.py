"""A table whose figures open what lies behind them, and its sister for reading: notes side by side.

The page's part is the data; drawing, colour, arrow keys and focus are in assets/heat_table.{js,css}.
"""

from __future__ import annotations

from collections.abc import Mapping

from canvas.ui import elements
from canvas.ui.component_files import asset, script
from canvas.ui.components import a_line, anything, component, focus_of
from canvas.ui.page import PageContext

_table = component(
    "pps_heat_table", {"opened": a_line(), "repaint": anything}, css=asset("heat_table.css"), js=script("heat_table.js")
)


def heat_table(key: str, data: dict) -> str | None:
    """Draw a table and return the key of the cell that was just opened, `row|column`, if any.

    `data`: words (table, blocks, total, how), palette (role: letter), columns (key, label; sub, code, chip),
    groups (label, rows); total (a row), legend (steps, unit, signs). A row has key, label and cells; title,
    total, role, sub and chip. A cell has text, and `said`, the same in words; level (0 to 5, or of a difference -2,
    -1, ~, +1, +2), letters, small (beside the text), sign and opens. What comes after a semicolon may be absent; so may
    wide, for rows with long names; tight, for short figures; turned, for many rows and narrow columns, whose heads may
    have a group; tall, for heads that stay in sight, and shown, which says when it is another table that begins at its
    top; and repaints, for a rerun as the screen turns light or dark.
    """
    return _drawn(key, {"kind": "heat"} | data)


def reading_table(key: str, data: dict) -> str | None:
    """Draw notes side by side and return the key of the cell that was just opened, `row|column`, if any.

    `data`: words (table), palette (role: letter, label, colour), columns as in `heat_table`, and rows (role,
    cells). A cell has notes (text, origin), more and opens, or state.
    """
    return _drawn(key, {"kind": "reading"} | data)


def words_table(key: str, data: dict) -> str | None:
    """Draw a matrix of words and return the key of the cell that was just opened, `row|column`, if any.

    `data`: words (table, blocks, how), columns as in `heat_table`, and rows (key, label, sub, chip, cells). A cell has
    `said`, the same in words, and opens; text, sub (a quiet line) and mark (what asks for a look) may be absent, and
    narrow, for many columns of a few words.
    """
    return _drawn(key, {"kind": "words"} | data)


def openable(data: Mapping) -> set[str]:
    """Return the keys of the cells that open something in what these tables draw, each `row|column`."""
    if "groups" in data:
        rows = [row for group in data["groups"] for row in group["rows"]] + [data.get("total") or {"cells": ()}]
    else:
        rows = data["rows"]
    columns = [column["key"] for column in data["columns"]]
    cells = [(row, column, cell) for row in rows for column, cell in zip(columns, row["cells"], strict=False)]
    cells += [(row, "*", row["total"]) for row in rows if row.get("total")]
    return {f"{row.get('key', row.get('role'))}|{column}" for row, column, cell in cells if cell.get("opens")}


def palette(page: PageContext) -> dict[str, dict]:
    """Return letter, label and colour per role, and those of notes without one under ''."""
    return {
        key: {
            "letter": role.letter[page.language] if role else "❏",
            "label": elements.role_name(role),
            "colour": elements.colour(role),
            "plain": role is None,
        }
        for key, role in (*page.roles.items(), ("", None))
    }


def _drawn(key: str, data: dict) -> str | None:
    return _table(key=key, data=data | {"focus": focus_of(key)}, among={"opened": openable(data)}).opened
