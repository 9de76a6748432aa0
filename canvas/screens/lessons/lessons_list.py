"""The lessons as a list, a component: each says what was learned, and opens what it rests on."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from canvas.report.lesson_words import contested_words
from canvas.screens.lessons.lesson_filters import value_words
from canvas.store.lesson_filter import ABOUT
from canvas.store.row_types import ListedLesson, TablePoint
from canvas.ui.component_files import asset, script
from canvas.ui.components import a_line, component, focus_of
from canvas.ui.i18n import _, joined, n_, speech

_list = component("pps_lessons", {"opened": a_line()}, css=asset("lessons.css"), js=script("lessons.js"))
LESSONS_KEY = "lessons_list"
SHOWN_LETTERS = 500  # of each text of a lesson in the list; its drawer shows all


def lessons_list(rows: Sequence[ListedLesson], points: Mapping[str, TablePoint]) -> str | None:
    """Draw lessons, of which some rest on `points` (by id); return the id of the one that was just pressed."""
    data = {"lessons": [_card(row, points) for row in rows], "focus": focus_of(LESSONS_KEY)}
    return _list(key=LESSONS_KEY, data=data, among={"opened": {row["id"] for row in rows}}).opened


def where_from(row: ListedLesson) -> str:
    """Return where a lesson comes from: a partnership at a moment, or another study; "" where that is not said."""
    if row["source"]:
        return _("From another study: {study}", study=row["source"])
    return joined([row["partnership"] or "", row["label"] or ""])


def about_words(row: ListedLesson) -> list[str]:
    """Return what a lesson is about, in words."""
    return [value_words(field)(row[field]) for field in ABOUT if row[field] not in ("", None)]  # type: ignore[literal-required]


def rests_on(row: ListedLesson) -> str:
    """Return on how many points and notes a lesson rests, in words; "" for none."""
    return joined(
        [
            n_("{n} point", "{n} points", len(row["points"])) if row["points"] else "",
            n_("{n} note", "{n} notes", len(row["notes"])) if row["notes"] else "",
        ],
        ", ",
    )


def _card(row: ListedLesson, points: Mapping[str, TablePoint]) -> dict:
    rests = rests_on(row)
    contested = contested_words([points[point_id] for point_id in row["points"] if point_id in points], speech())
    used = n_("used in {n} other partnership", "used in {n} other partnerships", len(row["uses"]))
    parts = [
        (_("What was done"), row["action"]),
        (_("What it brought"), row["result"]),
        (_("For whom it holds"), row["applies_to"]),
    ]
    return {
        "key": row["id"],
        "title": _shortened(row["situation"]),
        "parts": [[label, _shortened(text)] for label, text in parts if text],
        "about": about_words(row),
        "foot": joined(
            [
                where_from(row),
                _("rests on {what}", what=rests) if rests else "",
                contested,
                used if row["uses"] else "",
            ]
        ),
    }


def _shortened(text: str) -> str:
    return text if len(text) <= SHOWN_LETTERS else text[: SHOWN_LETTERS - 1].rstrip() + "…"
