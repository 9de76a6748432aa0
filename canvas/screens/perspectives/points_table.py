"""The perspectives table as a component: points are opened in it, and added to a cell of it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from html import escape
from urllib.parse import urlencode

from canvas import method
from canvas.analysis.perspectives import SHARED, hearing, places
from canvas.analysis.point_support import support_by_role, support_counts
from canvas.store.row_types import PlacedPoint, SourcedNote, TablePoint
from canvas.ui import elements, note_link
from canvas.ui import plain_streamlit as st
from canvas.ui.component_files import asset, script
from canvas.ui.components import a_line, component, focus_of, return_focus
from canvas.ui.dialogs.drawer import drawer
from canvas.ui.i18n import _, a_number, joined, n_, name, question
from canvas.ui.notes.notes_drawer import LISTED, notes_drawer
from canvas.ui.page import PageContext
from canvas.ui.points.point_wording import against_line, carried_line, flags_line

_SENDS = {event: a_line() for event in ("opened", "added", "evidence", "heard")}
POINTS_TABLE_KEY = "points"
_table = component("pps_points", _SENDS, css=asset("points_table.css"), js=script("points_table.js"))


@dataclass(frozen=True)
class Chosen:
    """What was just pressed in the table: the id of a point, or a cell as (row, question)."""

    opened: str | None = None
    added: tuple[str, str] | None = None
    evidence: tuple[str, str] | None = None
    heard: tuple[str, str] | None = None


def points_table(
    page: PageContext,
    points: Sequence[TablePoint],
    notes: Mapping[str, SourcedNote],
    cells: Sequence[Mapping],
    caption: str,
    flags: Mapping[str, Sequence[Mapping]],
    at: Mapping[str, str],
) -> Chosen:
    """Draw the table; `flags` are those of `store.points.flagged` by point, `at` what a link to this table says."""
    standing, heard = places(points, page.rows), hearing(cells, page.rows)

    def cell(row: str, column: str) -> dict:
        cell_points = standing[row, column]
        empty = _("No shared point yet") if row == SHARED else _state(heard[row, column])
        who = _("the shared row") if row == SHARED else page.roles[row].label[page.language]
        return {
            "key": f"{row}|{column}",
            "points": [_point(page, point, row, notes, flags.get(point["id"], ())) for point in cell_points],
            "state": "" if cell_points else empty,
            "heard": bool(row != SHARED and heard[row, column]["notes"]),
            "add": "" if page.study.read_only else "+ " + _("Add point"),
            "addLabel": _("Add a point: {row}, {question}", row=who, question=question(column)),
            "evidence": _("Evidence") if cell_points else "",
            "evidenceLabel": _("Evidence: {row}, {question}", row=who, question=question(column)),
            "evidenceLink": "evidence?" + urlencode({**at, "question": column, "row": row}),
        }

    shared = {
        "key": SHARED,
        "label": _("Shared"),
        "shared": True,
        "line": _("by all, or about the partnership as a whole"),
        "cells": [cell(SHARED, column) for column in method.questions()],
    }
    rows = [
        {
            "key": key,
            "label": page.roles[key].label[page.language],
            **_letter(page, key),
            "cells": [cell(key, column) for column in method.questions()],
        }
        for key in page.rows
    ]
    data: dict = {
        "caption": caption,
        "corner": _("Perspective"),
        "rows": [shared, *rows],
        "questions": [{"key": key, "label": question(key)} for key in method.questions()],
        "focus": focus_of(POINTS_TABLE_KEY),
    }
    at_cells = {cell["key"] for row in data["rows"] for cell in row["cells"]}
    shown = {point["id"] for row in data["rows"] for cell in row["cells"] for point in cell["points"]}
    among = {"opened": shown, "added": at_cells, "evidence": at_cells, "heard": at_cells}
    pressed = _table(key=POINTS_TABLE_KEY, data=data, among=among)
    return Chosen(pressed.opened, *map(_row_and_question, (pressed.added, pressed.evidence, pressed.heard)))


def _row_and_question(cell_key: str | None) -> tuple[str, str] | None:
    row, _sign, column = (cell_key or "").partition("|")
    return (row, column) if cell_key else None


def heard_drawer(
    page: PageContext, title: str, pairs: Sequence[tuple[str, str]] | None, row: str, column: str, count: int
) -> None:
    """Open the notes of a perspective on a question: those that its cell counts, of these moments or of all.

    Where there are too many for a list, it leads to the screen that pages them.
    """
    if count > LISTED:
        _many_heard(page, title, row, column, count)
        return
    note_filter = {"moments": pairs, "roles": [row], "blocks": list(method.blocks_of(column))}
    notes_drawer(
        page,
        question(column),
        joined([title, page.roles[row].label[page.language]]),
        note_filter,
        "heard_notes",
        with_block=True,
        with_moment=not pairs,
        on_close=lambda: return_focus(POINTS_TABLE_KEY, f"heard:{row}|{column}"),
    )


def _many_heard(page: PageContext, title: str, row: str, column: str, count: int) -> None:
    where = note_link.link(role=row, block=method.blocks_of(column))

    def body() -> None:
        note_count = n_("{n} note", "{n} notes", count, n=a_number(count))
        elements.soft(joined([note_count, title, page.roles[row].label[page.language]]))
        words = escape(_("To all these notes"))
        st.html(f'<p class="pps-way"><a class="go" href="{escape(where)}">{words}</a></p>')

    drawer(question(column), body, lambda: return_focus(POINTS_TABLE_KEY, f"heard:{row}|{column}"))


def _point(
    page: PageContext, point: PlacedPoint, row: str, notes: Mapping[str, SourcedNote], flags: Sequence[Mapping]
) -> dict:
    count, standing = support_counts(point, notes), support_by_role(point, notes, page.rows, page.roles)
    others = [page.roles[key].label[page.language] for key in page.rows if key in point["perspectives"] and key != row]
    gone = n_("{n} note was taken away", "{n} notes were taken away", count["withdrawn"])
    shared = {"partly": _("also: {roles}", roles=", ".join(others)), "whole": _("about the whole")}

    def who(fits: Callable[[dict], object]) -> list[dict]:
        return [_letter(page, voice["role"]) for voice in standing if fits(voice)]

    return {
        "id": point["id"],
        "text": point["text"],
        "state": name(point["state"]),
        "carried": joined([carried_line(count), "" if count["contradicting"] else against_line(count)]),
        "shared": shared.get(point["reach"], ""),
        "colour": elements.colour(page.roles.get(row)),
        "gone": gone if count["withdrawn"] and not flags else "",
        "voices": [
            {"said": _("Supported by"), "who": who(lambda voice: voice["supports"]["notes"])},
            {"said": _("No note of"), "who": who(_unsupported)},
            {"said": against_line(count), "who": who(lambda voice: voice["contradicts"]["notes"]), "against": True},
        ],
        "flag": joined([_("Needs another look"), flags_line(flags)], ": ") if flags else "",
    }


def _unsupported(voice: Mapping) -> bool:
    """Tell whether no note supports a point that is said to be this role's; not where notes on it are held back."""
    return voice["claimed"] and not voice["supports"]["notes"] and not voice["held_back"]


def _letter(page: PageContext, key: str) -> dict:
    role = page.roles.get(key)
    letter = role.letter[page.language] if role else "❏"
    return {"letter": letter, "colour": elements.colour(role), "name": elements.role_name(role), "none": role is None}


def _state(heard: Mapping) -> str:
    if heard["state"] != "heard":
        return {"not_answered": _("Silent: asked, no answer")}.get(heard["state"]) or name(heard["state"])
    if not heard["notes"]:
        return _("Heard, no point yet")
    return n_("Heard in {n} note, no point yet", "Heard in {n} notes, no point yet", heard["notes"])
