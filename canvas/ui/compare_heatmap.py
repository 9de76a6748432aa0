"""The heatmap of the comparison: blocks down, moments across, and every figure opens its notes."""

from __future__ import annotations

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from canvas import method
from canvas.analysis.compare import PAIR, heat, level, spans, totals
from canvas.errors import N_
from canvas.ui import compare_link, compare_moments
from canvas.ui.drawer import notes_drawer
from canvas.ui.filters import chosen
from canvas.ui.hearing_list import hearing_list
from canvas.ui.heat_table import heat_table, palette, return_focus
from canvas.ui.opening import Here
from canvas.ui.poster import state_name
from canvas.ui.words import _, block, joined, n_, name, question

SIGNS = {"not_asked": "–", "not_answered": "○", "no_opinion": "∅"}
KEY = "compare_heatmap"
ALL = "*"  # in a cell's key: the whole row or column


def heatmap(here: Here, moments: list[dict], cells: list[dict], filters: DeltaGenerator) -> None:
    """Draw the heatmap of these moments and, once a figure is chosen, its notes in a drawer."""
    figures = {"notes": _("Notes"), "roles": _("Roles heard")}
    figure = compare_link.held("figure", figures, "notes", N_("Figure"))
    with filters:
        st.segmented_control(
            _("Figure"), list(figures), format_func=figures.get, required=True,
            key=compare_link.widget("figure"), on_change=compare_link.keep, args=("figure",),
            label_visibility="collapsed",
        )  # fmt: skip
    opened = heat_table(KEY, _Heatmap(here, moments, cells, figure == "roles").data())
    if opened:
        _open(here, moments, opened)


class _Heatmap:
    """The data of the table for one kind of figure."""

    def __init__(self, here: Here, moments: list[dict], cells: list[dict], roles: bool) -> None:
        cells = [cell for cell in cells if cell["block"] in here.blocks]
        self.here, self.moments, self.by_roles = here, moments, roles
        self.pairs = [(row["partnership_id"], row["wave_id"]) for row in moments]
        self.grid = heat(cells, self.pairs, here.blocks, list(here.roles))
        self.per_block, self.per_pair, of_all = (totals(cells, by, list(here.roles)) for by in (["block"], PAIR, []))
        self.in_all = of_all.get((), _NOTHING)
        if roles:
            self.most = len({cell["role"] for cell in cells} - {""})  # of all who were asked or heard here
        else:
            self.most = max((cell["notes"] for row in self.grid.values() for cell in row), default=0)

    def data(self) -> dict:
        roles, total = self.by_roles, _("Roles in all") if self.by_roles else _("Total")
        groups = []
        for one in method.questions():
            keys = [key for key in method.blocks_of(one) if key in self.grid]
            if keys:
                groups.append(
                    {
                        "label": question(one, short=True),
                        "rows": [self._row(key, self.grid[key]) for key in keys],
                    }
                )
        return {
            "words": {
                "table": _("Roles heard per block and moment") if roles else _("Notes per block and moment"),
                "blocks": _("Block"), "total": total,
                "how": _("Arrow keys move between the figures, Enter opens the notes."),
            },
            "palette": {role: {"letter": one["letter"]} for role, one in palette(self.here).items()},
            "columns": columns(self.moments),
            "groups": groups,
            "total": {
                "key": ALL, "label": total,
                "cells": [self._total(self.per_pair.get(pair, _NOTHING)) for pair in self.pairs],
                "total": self._total(self.in_all),
            },
            "legend": {
                "steps": [{"level": step, "label": f"{low}–{high}" if low < high else str(low)}
                          for step, low, high in spans(self.most)],
                "unit": _("roles heard") if self.by_roles else _("notes"),
                "signs": [{"sign": sign, "label": name(state)} for state, sign in SIGNS.items()]
                + ([{"sign": "❏", "label": _("From the publication, no role")}] if self._documents() else []),
            },
        }  # fmt: skip

    def _row(self, key: str, cells: list[dict]) -> dict:
        return {
            "key": key, "label": block(key, short=True), "title": block(key),
            "cells": [self._cell(one) for one in cells],
            "total": self._total(self.per_block.get((key,), _NOTHING)),
        }  # fmt: skip

    def _cell(self, cell: dict) -> dict:
        if cell["state"] != "heard":
            asked = cell["state"] != "not_asked"  # a silence opens too: who was asked, and what became of it
            return {"text": SIGNS[cell["state"]], "said": self._said(cell), "sign": True, "opens": asked}
        value = len(cell["heard"]) if self.by_roles else cell["notes"]
        found = {
            "text": str(value), "level": level(value, self.most), "said": self._said(cell),
            "opens": True,
        }  # fmt: skip
        if self.by_roles:
            found["letters"] = cell["heard"] or [""]
        return found

    def _said(self, cell: dict) -> str:
        notes = n_("{n} note", "{n} notes", cell["notes"]) if cell["notes"] else state_name(cell["state"])
        heard = n_("{n} role heard", "{n} roles heard", len(cell["heard"])) if self.by_roles else ""
        heard = f"{heard}: {self._named(cell['heard'])}" if heard and cell["heard"] else heard
        silent = [
            f"{name(state)}: {self._named(cell[state])}"
            for state in ("no_opinion", "not_answered") if cell[state] and cell["state"] == "heard"
        ]  # fmt: skip
        return joined([heard if cell["state"] == "heard" else "", notes, *silent])

    def _total(self, row: dict) -> dict:
        value = len(row["heard"]) if self.by_roles else row["notes"]
        notes = n_("{n} note", "{n} notes", row["notes"])
        number = n_("{n} role heard", "{n} roles heard", value)
        roles = f"{number}: {self._named(row['heard'])}" if self.by_roles else ""
        return {
            "text": str(value),
            "said": joined([roles.removesuffix(": "), notes]),
            "opens": bool(row["notes"]),
        }

    def _named(self, roles: list[str]) -> str:
        known = self.here.roles
        return ", ".join(known[role].label[self.here.language] for role in roles if role in known)

    def _documents(self) -> bool:
        cells = (cell for row in self.grid.values() for cell in row)
        return self.by_roles and any(cell["state"] == "heard" and not cell["heard"] for cell in cells)


_NOTHING = {"notes": 0, "heard": []}


def columns(moments: list[dict]) -> list[dict]:
    """The heads of the columns, one per moment, for both tables."""
    return [
        {
            "key": compare_moments.key(row), "label": row["name"], "sub": row["label"], "code": row["code"],
            "chip": _("Fictional") if row["fictional"] else "",
        }
        for row in moments
    ]  # fmt: skip


def _open(here: Here, moments: list[dict], opened: str) -> None:
    row, _gap, column = opened.partition("|")
    rows = [one for one in moments if column in (ALL, compare_moments.key(one))]
    if not rows or (row != ALL and row not in here.blocks):
        return  # the study changed under the table
    which = {
        "moments": [(one["partnership_id"], one["wave_id"]) for one in rows],
        "blocks": list(here.blocks) if row == ALL else [row], "wanted": chosen(here).wanted,
    }  # fmt: skip
    moment = compare_moments.title(rows[0]) if column != ALL else n_("{n} moment", "{n} moments", len(rows))
    notes_drawer(
        here, moment if row == ALL else block(row), "" if row == ALL else moment, which, "compare_notes",
        with_block=row == ALL, with_moment=column == ALL, on_close=lambda: return_focus(KEY, opened),
        below=None if ALL in (row, column) else lambda found: hearing_list(here, rows[0], row, bool(found)),
    )  # fmt: skip
