"""Ratings over all moments of a partnership, per role: of the blocks, or of the ten success factors."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

import pandas as pd

from canvas import method
from canvas.analysis.over_time import rated
from canvas.analysis.response_state import RATINGS
from canvas.charts.drawing import inks
from canvas.charts.small_multiples import small_multiples
from canvas.read_models.held_back import is_held_back
from canvas.read_models.over_time_page import RatingsOverTime, ratings_over_time
from canvas.read_models.rated_answers import FIGURES
from canvas.screens.over_time.change_wording import palette, role_name
from canvas.screens.over_time.moment_pair import Moments
from canvas.ui import elements
from canvas.ui import plain_streamlit as st
from canvas.ui.components import return_focus
from canvas.ui.figures.figure import figure
from canvas.ui.i18n import _, block, factor, joined
from canvas.ui.page import PageContext
from canvas.ui.pickers import attribute_filter
from canvas.ui.ratings.factor_drawers import answers_drawer
from canvas.ui.ratings.rated_answers import rated_drawer

SIGNS = {"not_asked": "–", "no_rating": "○", "held_back": "×"}  # under a moment at which a role gave no rating
MOST_MOMENTS = 6  # moments side by side; of more the last stand here
OF = ("blocks", "factors")


def time_ratings(page: PageContext, moments: Moments, of: str) -> None:
    """Draw how each role rated every block, or every factor, at each moment; a dot opens the answers behind it."""
    shown = list(moments.every[-MOST_MOMENTS:])
    pairs = [(moments.partnership_id, row["wave_id"]) for row in shown]
    model = page.read(ratings_over_time, pairs, of, attribute_filter.chosen(page).filters)
    rows = _rows(page, model, shown, of)
    if not rows and attribute_filter.chosen(page, ["respondent"]):
        attribute_filter.nothing_left(page)
        return
    if not rows and page.limits and page.read(is_held_back, *pairs):
        elements.empty(
            _("No rating can be shown"),
            _("Ratings of few people are held back from you."),
        )
        return
    if not rows:
        _none(of)
        return
    rating = {row["role"] for row in rows}
    roles = [role for role in page.roles if role in rating] + sorted(rating - {*page.roles})
    if len(shown) < len(moments.every):
        elements.soft(_("The last {n} moments are shown.", n=len(shown)))
    colours = palette(page, roles)
    elements.soft(
        _(
            "A dot is one rating, a number in it says how many. The ringed dot on a bar is the middle rating, from "
            "three ratings on. No line joins the moments: other people may have answered."
        )
    )
    _legend(page, roles, colours)
    dark = st.context.theme.type == "dark"
    drawn = small_multiples(
        _frame(page, rows, roles, colours, shown, dark),
        [row["label"] for row in shown],
        "?",
        *inks(dark),
    )
    key = f"time_{of}"
    file = joined([moments.until["code"], _("blocks over time") if of == "blocks" else _("factors over time")], "-")
    opened = figure(key, drawn, _table(page, rows, colours, shown, of), file, folded=True)
    if opened:
        _open(page, moments, of, opened, lambda: return_focus(key, opened))


def _rows(page: PageContext, model: RatingsOverTime, shown: Sequence[Mapping], of: str) -> list[dict]:
    """Return one row per item, role and moment, for every item and role rated or asked for a rating at any of them."""
    items = page.blocks if of == "blocks" else list(method.factors())
    by = "block" if of == "blocks" else "factor"
    by_place = {(cell[by], cell["role"], cell["wave_id"]): cell for cell in model.cells if cell["role"]}
    rated_by = {at[:2] for at, cell in by_place.items() if any(cell[name] for name in (*RATINGS, "dont_know"))}
    rated_by |= model.unshown & {at[:2] for at in by_place}
    rows = []
    for item in items:
        for role in [
            role for role in dict.fromkeys([*page.roles, *(at[1] for at in rated_by)]) if (item, role) in rated_by
        ]:
            for at, moment in enumerate(shown):
                cell = by_place.get((item, role, moment["wave_id"]), {})
                row = rated(cell)
                silent = not row["n"] and not row["dont_know"]
                rows.append(
                    row
                    | {
                        "item": item,
                        "role": role,
                        "moment": at,
                        "silence": _silence(model, cell, moment, role, item) if silent else "",
                        **dict(zip(RATINGS, row["counts"], strict=True)),
                    }
                )
    return rows


def _silence(model: RatingsOverTime, cell: Mapping, moment: Mapping, role: str, item: str | int) -> str:
    """Return why no rating shows: `cell` is of a role at a moment, empty where it was not asked."""
    if not cell.get("asked"):
        return "not_asked"
    return "held_back" if model.is_unshown(moment["wave_id"], role, item) else "no_rating"


def _frame(
    page: PageContext,
    rows: Sequence[Mapping],
    roles: Sequence[str],
    colours: Mapping,
    shown: Sequence[Mapping],
    dark: bool,
) -> pd.DataFrame:
    quiet, _ink = inks(dark)
    worded = []
    for row in rows:
        role, moment = page.roles.get(row["role"]), shown[row["moment"]]
        title = _name(row["item"])
        who = joined([title, role_name(page, row["role"]), moment["label"]])
        worded.append(
            {
                **{name: row[name] for name in (*RATINGS, "dont_know", "item", "moment", "middle")},
                "title": title,
                "panel": roles.index(row["role"]),
                "letter": colours[row["role"]]["letter"],
                "colour": (role.dark if dark else role.light) if role else quiet,
                "text_colour": "#14171A" if dark else "#FFFFFF",
                "voices": str(row["n"]) if not row["silence"] else "",
                "silence": SIGNS.get(row["silence"], ""),
                "key": f"{row['item']}|{row['role']}|{moment['position']}",
                "said": _braced(who) + ": " + _("rating {rating}, given {count} times"),
                "said_unknown": _braced(who) + ": " + _("don't know, {count} times"),
            }
        )
    return pd.DataFrame(worded)


def _braced(text: str) -> str:
    """Return a text as it may stand in a template."""
    return text.replace("{", "{{").replace("}", "}}")


def _table(
    page: PageContext,
    rows: Sequence[Mapping],
    colours: Mapping,
    shown: Sequence[Mapping],
    of: str,
) -> dict:
    groups: list[dict] = []
    for row in rows:
        title, moment = _name(row["item"]), shown[row["moment"]]
        if not groups or groups[-1]["label"] != title:
            groups.append({"label": title, "rows": []})
        label = joined([role_name(page, row["role"]), moment["label"]])
        counts = [*row["counts"], row["dont_know"], row["n"]]
        silence = {
            "not_asked": _("Not asked"),
            "no_rating": _("No rating"),
            "held_back": _("Ratings held back"),
        }.get(row["silence"], "")
        middle = "–".join(str(bound) for bound in dict.fromkeys(row["middle"] or ())) or "·"
        cells = [
            {"text": str(count or "·"), "value": count, "said": str(count), "opens": bool(count)} for count in counts
        ]
        cells.append({"text": silence or middle, "value": silence or middle.strip("·"), "said": silence or middle})
        groups[-1]["rows"].append(
            {
                "key": f"{row['item']}|{row['role']}|{moment['position']}",
                "label": label,
                "title": joined([title, label]),
                "role": row["role"],
                "cells": cells,
            }
        )
    title = _("Ratings per block, role and moment") if of == "blocks" else _("Ratings per factor, role and moment")
    heads = ["1", "2", "3", "4", "5", _("don't know"), "n", _("middle")]
    return {
        "words": {"table": title, "blocks": _("Role and moment"), "how": ""},
        "palette": colours,
        "wide": True,
        "repaints": True,
        "groups": groups,
        "columns": [{"key": str(at), "label": head} for at, head in enumerate(heads)],
    }


def _open(page: PageContext, moments: Moments, of: str, opened: str, on_close: Callable[[], None]) -> None:
    item, role, position, column = opened.split("|")
    moment = next((row for row in moments.every if str(row["position"]) == position), None)
    if moment is None or not column.isdigit() or int(column) >= len(FIGURES):
        return  # the study changed under the figure
    what = FIGURES[int(column)]
    if of == "blocks":
        rated_drawer(page, moment, role, item, what, on_close)
    else:
        answers_drawer(page, moment, role, int(item), what, on_close)


def _name(item: str | int) -> str:
    return factor(item) if isinstance(item, int) else block(item)


def _legend(page: PageContext, roles: Sequence[str], colours: Mapping) -> None:
    def mark(sign: str, label: str) -> str:
        return f'<span class="pps-role">{sign} {elements.escape(label)}</span>'

    marks = [
        mark(
            elements.letter(page.roles[role]) if role in page.roles else elements.escape(colours[role]["letter"]),
            role_name(page, role),
        )
        for role in roles
    ]
    signs = {SIGNS["not_asked"]: _("Not asked"), SIGNS["no_rating"]: _("No rating"), "?": _("Don't know")}
    if page.limits:
        signs[SIGNS["held_back"]] = _("Ratings held back")
    marks += [mark(f"<b>{sign}</b>", label) for sign, label in signs.items()]
    st.html(f"<div>{''.join(marks)}</div>")


def _none(of: str) -> None:
    if of == "blocks":
        elements.empty(_("Nobody rated a block yet"), _("Ratings come from interviews; documents give none."))
    else:
        line = _("Plan an interview with the guide “Factor scan”: ten success factors, in ten minutes.")
        elements.empty(_("Nobody rated a factor yet"), line)
    st.page_link("pages/interview.py", label=_("To the interviews"), icon=":material/arrow_forward:")
