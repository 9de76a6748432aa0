"""What the columns of the notes screen are called, and what of a note or an answer stands in each."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from canvas.colours import shade
from canvas.exchange.wording import Wording
from canvas.store.notes.grid import GridOrder
from canvas.store.row_types import AttributeRow
from canvas.ui import elements
from canvas.ui.i18n import _, a_date, block, joined, name
from canvas.ui.page import PageContext
from canvas.ui.pickers import attribute_filter

LONGEST_TEXT = 600  # characters of a text in a row; what opens shows the whole
NOTES = ("text", "themes", "partnership", "wave", "role", "respondent", "block", "question", "kind", "origin", "date")
ANSWERS = (
    "text",
    "state",
    "rating",
    "notes",
    "themes",
    "partnership",
    "wave",
    "role",
    "respondent",
    "block",
    "question",
    "date",
)
_WIDTHS = {"text": 340, "themes": 150, "partnership": 160, "role": 176, "question": 180, "notes": 72, "rating": 80}


def columns(show: str, attributes: Sequence[Mapping]) -> list[dict]:
    """Return the columns: key, label, width in pixels, and whether their figures stand to the right."""
    titles = {
        "text": _("Note") if show == "notes" else _("Answer"),
        "themes": _("Themes"),
        "partnership": _("Partnership"),
        "wave": _("Moment"),
        "role": _("Role"),
        "respondent": _("Respondent"),
        "block": _("Block"),
        "question": _("Question"),
        "kind": _("Kind"),
        "origin": _("Origin"),
        "date": _("Date"),
        "state": _("State"),
        "rating": _("Rating"),
        "notes": _("Notes"),
    }
    fixed_columns = [
        {"key": key, "label": titles[key], "width": _WIDTHS.get(key, 100), "right": key in ("notes", "rating")}
        for key in (NOTES if show == "notes" else ANSWERS)
    ]
    return fixed_columns + [
        {"key": row["id"], "label": row["name"], "width": 120, "right": row["kind"] == "number"} for row in attributes
    ]


def order(page: PageContext, chosen: Mapping, show: str, attributes: Sequence[AttributeRow]) -> GridOrder:
    """Return how the rows are sorted; a column that is not there sorts nothing."""
    by, down = chosen.get("sort", ""), bool(chosen.get("down"))
    attribute = next((row for row in attributes if row["id"] == by), None)
    is_column = by in (NOTES if show == "notes" else ANSWERS)
    return GridOrder(
        by if is_column else "", down and bool(is_column or attribute), list(page.roles), page.blocks, attribute
    )


def row(page: PageContext, of: Mapping, show: str, attributes: Sequence[Mapping], wording: Wording) -> dict:
    """Return a row of `store.notes.grid` as the table draws it: id, name (how it is called aloud) and cells.

    A cell has text; title (in full), letter with its colour, or chips.
    """
    drawn = _cells(page, of, show, attributes, wording)
    return {"id": of["id"], "name": drawn[0]["text"][:80], "cells": drawn}


def _cells(page: PageContext, row: Mapping, show: str, attributes: Sequence[Mapping], wording: Wording) -> list[dict]:
    role = page.roles.get(row["role"] or "")
    words = row["text"][:LONGEST_TEXT] + ("…" if len(row["text"]) > LONGEST_TEXT else "")
    if show == "notes" and row["erased_at"]:
        words = _("The words of this note were erased on {when}.", when=a_date(row["erased_at"]))
    put_to = row["interview_role"] if show == "notes" else row["role"]
    question_words = wording.question(row["guide_id"], row["question"], put_to)
    cells: dict[str, dict] = {
        "text": {"text": words or _("No words")},
        "themes": {"chips": [{"label": theme["name"], "colour": shade(theme["colour"])} for theme in row["themes"]]},
        "partnership": {
            "text": row["partnership"] or _("Across partnerships"),
            "title": joined([row["code"], row["partnership"]]),
        },
        "wave": {"text": row["wave"] or ""},
        "role": {
            "text": elements.role_name(role),
            "letter": role.letter[page.language] if role else "❏",
            "colour": elements.colour(role),
            "plain": role is None,
        },
        "respondent": {"text": ", ".join(row["codes"])},
        "block": {"text": block(row["block"]), "title": block(row["block"])},
        "question": {"text": question_words, "title": question_words},
        "date": {"text": a_date(row["date"]) if len(row["date"]) >= 10 else row["date"]},
    }
    if show == "notes":
        cells |= {"kind": {"text": name(row["kind"])}, "origin": {"text": name(row["origin"])}}
    else:
        rated = _("don't know") if row["dont_know"] else str(row["rating"] or "")
        cells |= {
            "state": {"text": name(row["state"])},
            "rating": {"text": rated},
            "notes": {"text": str(row["notes"])},
        }
    fixed_cells = [cells[key] for key in (NOTES if show == "notes" else ANSWERS)]
    return fixed_cells + [{"text": _value(row, attribute)} for attribute in attributes]


def _value(row: Mapping, attribute: Mapping) -> str:
    values_by_attribute = row["of_partnership"] if attribute["scope"] == "partnership" else row["of_respondents"]
    values = values_by_attribute.get(attribute["id"], [])
    values = [values] if isinstance(values, str) else values
    return joined(map(attribute_filter.shown, values) if attribute["kind"] == "number" else values, ", ")
