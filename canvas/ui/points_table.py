"""The perspectives table as a component: points are opened in it, and added to a cell of it."""

from __future__ import annotations

import uuid
from collections.abc import Mapping, Sequence

import streamlit as st

from canvas import method
from canvas.analysis.perspectives import SHARED, carried, hearing, places
from canvas.ui import say
from canvas.ui.frame import asset
from canvas.ui.opening import Here
from canvas.ui.words import _, joined, n_, name, question

_table = st.components.v2.component("pps_points", css=asset("points_table.css"), js=asset("points_table.js"))


def points_table(here: Here, points: Sequence[dict], notes: Mapping[str, dict], cells: Sequence[dict],
                 caption: str) -> tuple[str | None, tuple[str, str] | None]:  # fmt: skip
    """Draw the table; returns the id of a point just opened, and the (row, question) of a cell to add to."""
    standing, heard = places(points, here.rows), hearing(cells, here.rows)

    def cell(row: str, column: str) -> dict:
        found = standing[row, column]
        empty = _("No shared point yet") if row == SHARED else _state(heard[row, column])
        who = _("the shared row") if row == SHARED else here.roles[row].label[here.language]
        return {
            "key": f"{row}|{column}",
            "points": [_point(here, point, row, notes) for point in found],
            "state": "" if found else empty,
            "add": "" if here.study.read_only else "+ " + _("Add point"),
            "addLabel": _("Add a point: {row}, {question}", row=who, question=question(column)),
        }

    shared = {
        "key": SHARED, "label": _("Shared"), "shared": True, "line": _("by all, or about the partnership as a whole"),
        "cells": [cell(SHARED, column) for column in method.questions()],
    }  # fmt: skip
    rows = [
        {
            "key": key, "label": here.roles[key].label[here.language], "letter": here.roles[key].letter[here.language],
            "colour": say.colour(here.roles[key]), "cells": [cell(key, column) for column in method.questions()],
        }
        for key in here.rows
    ]  # fmt: skip
    data = {
        "caption": caption, "corner": _("Perspective"), "rows": [shared, *rows],
        "questions": [{"key": key, "label": question(key)} for key in method.questions()],
        "focus": st.session_state.get("points_focus"),
    }  # fmt: skip
    result = _table(key="points", data=data, on_opened_change=lambda: None, on_added_change=lambda: None)
    return result.opened, tuple(result.added.split("|")) if result.added else None


def return_focus(key: str) -> None:
    """Have the keyboard go on at this point or cell once the drawer is closed."""
    st.session_state["points_focus"] = {"key": key, "nonce": uuid.uuid4().hex}


def carried_line(count: Mapping[str, int]) -> str:
    """What carries a point, in words: notes, respondents, roles."""
    if not count["notes"]:
        return _("no note carries it any more") if count["withdrawn"] else _("no note carries it yet")
    return joined([
        n_("{n} note", "{n} notes", count["notes"]),
        n_("{n} respondent", "{n} respondents", count["respondents"]) if count["respondents"] else "",
        n_("{n} role", "{n} roles", count["roles"]) if count["roles"] else "",
    ])  # fmt: skip


def _point(here: Here, point: dict, row: str, notes: Mapping[str, dict]) -> dict:
    count = carried(point, notes)
    others = [here.roles[key].label[here.language] for key in here.rows if key in point["perspectives"] and key != row]
    against = n_("{n} note contradicts it", "{n} notes contradict it", count["contradicting"])
    gone = n_("{n} note was taken away", "{n} notes were taken away", count["withdrawn"])
    warnings = [against if count["contradicting"] else "", gone if count["withdrawn"] else ""]
    shared = {"partly": _("also: {roles}", roles=", ".join(others)), "whole": _("about the whole")}
    return {
        "id": point["id"], "text": point["text"], "state": name(point["state"]), "carried": carried_line(count),
        "shared": shared.get(point["reach"], ""), "against": joined(warnings),
        "colour": say.colour(here.roles.get(row)),
    }  # fmt: skip


def _state(heard: Mapping) -> str:
    if heard["state"] != "heard":
        return {"not_answered": _("Silent: asked, no answer")}.get(heard["state"]) or name(heard["state"])
    if not heard["notes"]:
        return _("Heard, no point yet")
    return n_("Heard in {n} note, no point yet", "Heard in {n} notes, no point yet", heard["notes"])
