"""What partners give each other as a flow: all things alike, or those of one unit as wide as their amounts."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from canvas.analysis.giving import KINDS, Giving
from canvas.charts.flow import flow_figure
from canvas.read_models.giving_page import GivingPage
from canvas.report import giving_words
from canvas.report.finding_words import listed
from canvas.ui import elements
from canvas.ui import plain_streamlit as st
from canvas.ui.figures.figure import figure
from canvas.ui.i18n import _, joined, n_, speech

ALL = "all"
MOST_BANDS = 120  # things that are drawn; more is a tangle, and the table has them all


def giving_flow(model: GivingPage, name: str) -> str | None:
    """Draw the flow with its table and return the key of the giving that was opened, if any; `name` is for its file."""
    elements.subheading(_("What goes from whom to whom"))
    shown = _choose(model.givings)
    drawn = [giving for giving in model.givings if shown == ALL or _unit(giving) == shown]
    left = len(model.givings) - len(drawn)
    if shown == ALL:
        elements.soft(_("Each band is one thing, all equally wide: hours and euros cannot be laid beside each other."))
    else:
        elements.soft(
            joined(
                [
                    _("As wide as the amount; where accounts differ, the lowest."),
                    n_("{n} other thing is not drawn here.", "{n} other things are not drawn here.", left)
                    if left
                    else "",
                ],
                " ",
            )
        )
    if len(drawn) > MOST_BANDS:
        elements.soft(_("The first {n} things are drawn; the table has them all.", n=MOST_BANDS))
    if away := dict.fromkeys(name for giving in drawn if (name := _away(model, giving))):
        elements.soft(
            _(
                "Pale: what {partners} gives or gave. It is in no sum, as it comes from no partner aboard.",
                partners=listed(list(away), speech()),
            )
        )
    kinds = {kind: giving_words.kind(kind, speech()) for kind in KINDS} if shown == ALL else None
    frame = pd.DataFrame([_band(model, giving, shown) for giving in drawn[:MOST_BANDS]])
    chart = flow_figure(frame, kinds, st.context.theme.type == "dark")
    opened = figure("giving_flow", chart, _table(model, drawn), joined([name, _("Giving and taking")]), folded=True)
    return opened.partition("|")[0] if opened else None


def _choose(givings: Sequence[Giving]) -> str:
    """Draw the choice of what is shown: all things, or one unit; the unit is `kind|year` or `kind|once`."""
    units = sorted({unit for giving in givings if (unit := _unit(giving))}, key=_order)
    if not units:
        return ALL
    names = {ALL: _("All things")}
    for unit in units:
        kind, _bar, how = unit.partition("|")
        words = giving_words.kind(kind, speech())
        both = {f"{kind}|year", f"{kind}|once"} <= set(units)
        names[unit] = joined([words, _("a year") if how == "year" else _("once")]) if both else words
    chosen = st.segmented_control(
        _("What is shown"),
        list(names),
        format_func=names.get,
        default=ALL,
        required=True,
        key="giving_shown",
        label_visibility="collapsed",
    )
    return chosen if chosen in names else ALL


def _unit(giving: Giving) -> str:
    span = giving.span
    is_wide = span is not None and giving.adds_up and span.low > 0
    return f"{giving.kind}|{'year' if span.per_year else 'once'}" if span and is_wide else ""


def _order(unit: str) -> tuple[int, str]:
    return KINDS.index(unit.partition("|")[0]), unit


def _names(model: GivingPage, giving: Giving) -> tuple[str, str]:
    whole, names = _("The partnership as a whole"), model.names
    return names.get(giving.giver, whole), names.get(giving.receiver, whole)


def _band(model: GivingPage, giving: Giving, shown: str) -> dict:
    giver, receiver = _names(model, giving)
    said_by = _("said by {who}", who=giving_words.said_by(giving.statements, speech()))
    words = [giving.text, giving_words.amounts(giving, speech()), f"{giver} → {receiver}", said_by]
    width = float(giving.span.low) if shown != ALL and giving.span else 1.0
    band = {"giver": giver, "receiver": receiver, "kind": giving.kind, "width": width, "words": words}
    return band | {"pale": bool(_away(model, giving))}


def _away(model: GivingPage, giving: Giving) -> str:
    """Return the name of the partner that gives it where that left, or joined later; '' for one aboard."""
    presence = model.presences.get(giving.giver or "", "aboard")
    return "" if presence == "aboard" else model.names[giving.giver]


def _table(model: GivingPage, givings: Sequence[Giving]) -> dict:
    groups: dict[str, list[dict]] = {}
    for giving in givings:
        giver, receiver = _names(model, giving)
        amounts, said_by = (
            giving_words.amounts(giving, speech()),
            giving_words.said_by(giving.statements, speech()),
        )
        cells = [{"text": words, "said": words, "opens": True} for words in (receiver, amounts, said_by)]
        groups.setdefault(giver, []).append({"key": giving.key, "label": giving.text, "cells": cells})
    return {
        "words": {
            "table": _("What goes from whom to whom"),
            "blocks": _("What"),
            "how": _("Press a line for who says what, and the notes it rests on."),
        },
        "palette": {},
        "wide": True,
        "columns": [
            {"key": "to", "label": _("To whom")},
            {"key": "much", "label": _("How much")},
            {"key": "who", "label": _("Said by")},
        ],
        "groups": [{"label": giver, "rows": rows} for giver, rows in groups.items()],
    }
