"""Success factors across the partnerships of a wave: the weakest and strongest, per role, and what is behind them."""

from __future__ import annotations

import uuid
from collections.abc import Mapping, Sequence

import pandas as pd

from canvas import method
from canvas.analysis.factors import Standing, extremes
from canvas.analysis.findings.rated_factors import rated_factors
from canvas.analysis.response_state import RATINGS
from canvas.charts.shares import Ink, shares_figure
from canvas.method import ENOUGH_RATINGS
from canvas.report.headline_of_factors import factor_sentences
from canvas.screens.factors import factors_scope
from canvas.ui import browser, elements
from canvas.ui import plain_streamlit as st
from canvas.ui.components import return_focus
from canvas.ui.figures.figure import Figure, figure
from canvas.ui.figures.heat_table import palette
from canvas.ui.i18n import _, a_number, factor, joined, n_, speech
from canvas.ui.page import PageContext
from canvas.ui.pickers import attribute_filter
from canvas.ui.ratings import factor_wording as words
from canvas.ui.ratings.factor_drawers import partnerships_drawer

FACTORS_AT_WAVE_KEY = "factors_across"
_BACK = "factors_across_back"  # session: which button the keyboard goes back to, with a token of that time
FIGURES = ("low", "rated_3", "high", "dont_know", "n")
_FIGURE_OF_BAR = {"low": "low", "middle": "rated_3", "high": "high"}  # of a bar → the figure that it is
LIGHT = Ink("#1F2328", "#5E6770", "#B8622B", "#DEDBD4", "#2F6CA3", "#FFFFFF", "#1F2328", "#FFFFFF")
DARK = Ink("#E8EAED", "#9AA3AD", "#E0955C", "#3A424A", "#79A9D4", "#14171A", "#E8EAED", "#14171A")


def factors_at_wave(page: PageContext) -> None:
    """Draw how the factors were rated at a chosen wave, and what one of their figures counts once that is opened."""
    wave, model = factors_scope.titled_wave(page)
    if not model.partnerships:
        attribute_filter.nothing_left(page)
        st.stop()
    rows, order = model.rows, model.order
    hidden = tuple(model.held_back)
    findings = rated_factors(rows, order, list(page.roles), held_back=hidden, any_held_back=bool(hidden))
    elements.headlines(factor_sentences(findings, speech(), page.roles))
    if hidden:
        elements.soft(_("Ratings that few people of a partnership gave are held back from you, and not counted here."))
    pressed = _extremes(page, rows, order)
    elements.subheading(_("All ten factors, the weakest first"), words.rule())
    dark = st.context.theme.type == "dark"
    file = joined([_("Factors"), _("across partnerships"), wave["label"]])
    with st.container(width=980):
        elements.legend(page.roles[key] for key in page.roles if key in {row["role"] for row in rows})
        opened = figure(
            FACTORS_AT_WAVE_KEY,
            _drawn(page, wave, rows, order, dark),
            _table(page, wave, rows, order),
            file,
            folded=False,
        )
    if opened:
        _open(page, wave, opened)
    elif pressed:
        _open(page, wave, pressed[1], frame_key=pressed[0])
    _return_focus()


def _extremes(page: PageContext, rows: Sequence[Mapping], order: Sequence[Standing]) -> tuple[str, str] | None:
    """Draw the weakest and strongest; of the one just pressed its key and that of the figure it stands on."""
    weak, strong = extremes(order)
    if not weak and not strong:
        return None  # the sentence above says why
    pressed = None
    with st.container(width=980, key=f"{FACTORS_AT_WAVE_KEY}_extremes"):
        for column, (title, figure, factor_standings) in zip(
            st.columns(2), ((_("Weakest"), "low", weak), (_("Strongest"), "high", strong)), strict=True
        ):
            with column, st.container(gap=None):
                elements.subheading(title)
                for standing in factor_standings:
                    of_factor = _of(rows, standing)
                    key = f"{FACTORS_AT_WAVE_KEY}_{figure}_{standing.factor}"
                    if st.button(words.titled(standing.factor, factor(standing.factor)), key=key, type="tertiary"):
                        row = next(row for row in of_factor if row["role"] == standing.least)
                        pressed = key, f"{standing.factor}:{standing.least}|{figure if row[figure] else 'n'}"
                    elements.soft(words.standing_line(page, standing, of_factor))
    return pressed


def _return_focus() -> None:
    """Have the keyboard go back to the button that a drawer was opened by."""
    focus = st.session_state.get(_BACK, {"key": FACTORS_AT_WAVE_KEY, "token": ""})
    browser.focus(focus["key"], focus["token"], mount=FACTORS_AT_WAVE_KEY)


def _of(rows: Sequence[Mapping], standing: Standing) -> list[Mapping]:
    return [row for row in rows if row["factor"] == standing.factor]


def _drawn(page: PageContext, wave: Mapping, rows: Sequence[Mapping], order: Sequence[Standing], dark: bool) -> Figure:
    lines = []
    for standing in order:
        head = {"line": standing.factor, "title": words.titled(standing.factor, factor(standing.factor))}
        of_factor = _of(rows, standing)
        about = words.standing_line(page, standing, of_factor) if of_factor else _("Nobody was asked about this factor")
        bars = [_bar(page, row, dark) for row in of_factor] or [_bar(page, None, dark)]
        lines += [head | {"about": about} | bar for bar in bars]
    return shares_figure(
        pd.DataFrame(lines),
        (_("1 or 2"), "3", _("4 or 5")),
        DARK if dark else LIGHT,
        words.caption(page, rows, _("Factors across partnerships"), wave["label"]),
    )


def _bar(page: PageContext, row: Mapping | None, dark: bool) -> dict:
    if row is None:
        return {
            "key": "",
            "letter": "",
            "colour": "",
            "voices": "",
            "low": 0,
            "middle": 0,
            "high": 0,
            "n": 0,
            "few": " ",
        }
    role = page.roles[row["role"]]
    counts = ", ".join(f"{value} ({row[name]}×)" for value, name in enumerate(RATINGS, 1) if row[name])
    return {
        "key": f"{row['factor']}:{row['role']}",
        "letter": words.letter(page, row),
        "colour": role.dark if dark else role.light,
        "voices": f"n {a_number(row['n'])}",
        "low": row["low"],
        "middle": row["rated_3"],
        "high": row["high"],
        "n": row["n"],
        "few": (counts or words.no_rating(row)) if row["n"] < ENOUGH_RATINGS else "",
    }


def _table(page: PageContext, wave: Mapping, rows: Sequence[Mapping], order: Sequence[Standing]) -> dict:
    heads = {
        "low": _("1 or 2"),
        "rated_3": "3",
        "high": _("4 or 5"),
        "dont_know": _("don't know"),
        "n": "n",
        "share_low": _("% 1 or 2"),
        "share_high": _("% 4 or 5"),
        "partnerships": _("Partnerships"),
    }
    groups = []
    for standing in order:
        label = words.titled(standing.factor, factor(standing.factor))
        groups.append({"label": label, "rows": [_row(page, label, row) for row in _of(rows, standing)]})
    return {
        "words": {
            "table": joined([_("Ratings per factor and role"), _("across partnerships"), wave["label"]]),
            "blocks": _("Role"),
            "how": _("Arrow keys move between the figures, Enter opens the partnerships and answers behind one."),
        },
        "palette": palette(page),
        "columns": [{"key": key, "label": label} for key, label in heads.items()],
        "groups": [group for group in groups if group["rows"]],
        "repaints": True,
        "tight": True,
    }


def _row(page: PageContext, label: str, row: Mapping) -> dict:
    who = words.role(page, row["role"])
    counts = [
        {
            "text": a_number(row[figure_key]) if row[figure_key] else "·",
            "value": row[figure_key],
            "said": a_number(row[figure_key]),
            "opens": bool(row[figure_key]),
        }
        for figure_key in FIGURES
    ]
    shares = [_share(row, figure_key) for figure_key in ("low", "high")]
    partnerships = row["partnerships"]
    partnership_count = n_("{n} partnership", "{n} partnerships", partnerships, n=a_number(partnerships))
    counts += [
        *shares,
        {"text": a_number(partnerships), "value": partnerships, "said": partnership_count, "opens": False},
    ]
    return {
        "key": f"{row['factor']}:{row['role']}",
        "label": who,
        "title": joined([label, who]),
        "role": row["role"],
        "cells": counts,
    }


def _share(row: Mapping, of: str) -> dict:
    percentage = words.percent(row[of], row["n"])
    few = _("fewer than three ratings: the counts alone") if row["n"] else words.no_rating(row)
    value = round(100 * row[of] / row["n"], 1) if percentage else ""
    return {
        "text": percentage or ("<3" if row["n"] else "·"),
        "value": value,
        "said": percentage or few,
        "opens": False,
    }


def _open(page: PageContext, wave: Mapping, opened: str, frame_key: str = "") -> None:
    row, _gap, figure = opened.partition("|")
    number, _gap, role = row.partition(":")
    figure = _FIGURE_OF_BAR.get(figure, figure)
    if role in page.roles and figure in FIGURES and number in map(str, method.factors()):

        def closed() -> None:
            if frame_key:
                st.session_state[_BACK] = {"key": frame_key, "token": uuid.uuid4().hex}
            else:
                return_focus(FACTORS_AT_WAVE_KEY, opened)

        partnerships_drawer(page, wave, role, int(number), figure, closed)
