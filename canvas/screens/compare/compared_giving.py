"""What partners give, side by side: per kind what it comes to, who gives nothing, and where accounts differ."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from canvas.analysis.giving import KINDS, Giving
from canvas.method import CONTRIBUTION_UNITS
from canvas.read_models.compared_giving_page import ComparedGivingPage, PartnershipGiving, compared_giving
from canvas.report import giving_words
from canvas.screens.compare.heatmap import heatmap_order
from canvas.store.overview.filtered_moments import MomentFilter
from canvas.ui import elements
from canvas.ui import plain_streamlit as st
from canvas.ui.components import return_focus
from canvas.ui.figures.figure import take_along
from canvas.ui.figures.heat_table import words_table
from canvas.ui.giving.giving_drawers import open_givings
from canvas.ui.i18n import _, a_number, joined, n_, speech
from canvas.ui.page import PageContext
from canvas.ui.pickers import attribute_filter, moment_list
from canvas.ui.plain_streamlit import Place

GIVING_KEY = "compare_giving"
DIFFERS = "differs"
NAMED = 4  # partners that give nothing, or of which nothing is written down, by name


def giving_compared(
    page: PageContext,
    moments: Sequence[Mapping],
    _cells: Sequence[Mapping],
    _filter_area: Place,
    every: Callable[[], Sequence[Mapping]] | None = None,
    _total: int = 0,
) -> None:
    """Draw the partnerships of these moments, each once; with `every` they are a page of all at a wave."""
    rows = {row["partnership_id"]: row for row in moments}
    model = page.read(compared_giving, list(rows), _filter(page, moments, whole=every is not None))
    elements.headlines(_findings(model, paged=every is not None))
    if attribute_filter.chosen(page, ["respondent"]):
        elements.soft(_("What partners give stands here whole, whoever says so."))
    if model.held_back:
        elements.soft(
            n_(
                "{n} contribution is held back from you, as few people spoke. So what lacks is not said.",
                "{n} contributions are held back from you, as few people spoke. So what lacks is not said.",
                model.held_back,
            )
        )
    if not any(row.givings for row in model.partnerships.values()):
        elements.empty(
            _("Nothing is written down here of what partners give"),
            _("Write it down at a partnership, under Partners, Giving and taking."),
        )
        return
    _table(page, rows, model)


def _filter(page: PageContext, moments: Sequence[Mapping], whole: bool) -> MomentFilter:
    if whole:
        return moment_list.moment_filter(page, heatmap_order.NARROWING_KEY, waves=(moments[0]["wave_id"],))
    return MomentFilter(pairs=tuple((row["partnership_id"], row["wave_id"]) for row in moments))


def _findings(model: ComparedGivingPage, paged: bool) -> list[str]:
    rows = model.partnerships.values()
    differ = sum(len(row.contradictions) for row in rows)
    idle = sum(len(row.giving_nothing) for row in rows)
    unwritten = sum(len(row.unwritten) for row in rows)
    first = n_(
        "Of {n} of the {every} partnership something is written down of what partners give.",
        "Of {n} of the {every} partnerships something is written down of what partners give.",
        model.every,
        n=a_number(model.described),
        every=a_number(model.every),
    )
    parts = [
        n_("on {n} thing accounts differ", "on {n} things accounts differ", differ) if differ else "",
        n_("{n} partner gives nothing", "{n} partners give nothing", idle) if idle else "",
        n_(
            "of {n} partner it is not written down whether it gives anything",
            "of {n} partners it is not written down whether they give anything",
            unwritten,
        )
        if unwritten
        else "",
    ]
    shown = joined(parts, ", ")
    where = _("On this page: {what}.", what=shown) if paged else _("Here: {what}.", what=shown)
    return [first, where if shown and any(row.givings for row in rows) else ""]


def _table(page: PageContext, rows: Mapping[str, Mapping], model: ComparedGivingPage) -> None:
    kinds = [
        kind for kind in KINDS if any(total.kind == kind for row in model.partnerships.values() for total in row.totals)
    ]
    columns = [{"key": kind, "label": giving_words.kind(kind, speech())} for kind in kinds]
    columns.append({"key": DIFFERS, "label": _("Accounts differ")})
    lines = [_line(moment, model.partnerships[partnership_id], kinds) for partnership_id, moment in rows.items()]
    data = {
        "words": {
            "table": _("What partners give, per partnership"),
            "blocks": _("Partnership"),
            "how": _("Press a cell for what it is made of; an amount from low to high is one that accounts differ on."),
        },
        "narrow": True,
        "columns": columns,
        "rows": lines,
    }
    with st.container(key=f"{GIVING_KEY}_figure"):
        opened = words_table(GIVING_KEY, data)
    take_along(f"{GIVING_KEY}_figure", figures(rows, model, kinds), _("Giving and taking"), picture="table")
    if opened:
        _open(page, rows, model, opened)


def _line(moment: Mapping, row: PartnershipGiving, kinds: Sequence[str]) -> dict:
    by_kind = {total.kind: total for total in row.totals}
    cells = []
    for kind in kinds:
        total = by_kind.get(kind)
        if total is None:
            cells.append({"text": "", "said": _("Nothing written down"), "sub": "–", "opens": False})
            continue
        words = giving_words.total(total, speech())
        from_ = n_("{n} partner", "{n} partners", total.givers)
        cells.append({"text": words, "said": joined([words, from_]), "sub": from_, "opens": True})
    cells.append(_differing(row))
    return {
        "key": moment["partnership_id"],
        "label": moment["name"],
        "sub": joined([_givers(row), *_idle(row), _not_counted(row)]),
        "chip": _("Fictional") if moment["fictional"] else "",
        "cells": cells,
    }


def _differing(row: PartnershipGiving) -> dict:
    """Return the cell of what accounts differ on: nowhere, unless there are no accounts."""
    number = len(row.contradictions)
    if number:
        words = n_("{n} thing", "{n} things", number)
        return {"text": words, "said": words, "sub": "", "opens": True}
    if not row.givings:
        return {"text": "", "said": _("Nothing written down"), "sub": "–", "opens": False}
    return {"text": "", "said": _("Nowhere"), "sub": _("Nowhere"), "opens": False}


def _givers(row: PartnershipGiving) -> str:
    if not row.givings:
        return n_("{n} partner", "{n} partners", row.partners)
    return n_("{givers} of {n} partner gives", "{givers} of {n} partners give", row.partners, givers=row.givers)


def _idle(row: PartnershipGiving) -> list[str]:
    """Return which partners give nothing, and of which that is not known, as nobody wrote down that they give."""
    return [
        _("gives nothing: {partners}", partners=_some(row.giving_nothing)) if row.giving_nothing else "",
        _("not written down whether it gives: {partners}", partners=_some(row.unwritten))
        if row.unwritten and row.givings
        else "",
    ]


def _some(names: Sequence[str]) -> str:
    more = len(names) - NAMED
    return joined([*names[:NAMED], n_("and {n} more", "and {n} more", more) if more > 0 else ""], ", ")


def _not_counted(row: PartnershipGiving) -> str:
    """Return which partners left and what they gave, as that is in no total; '' for none."""
    return _("left and not counted: {partners}", partners=_gave(row)) if row.left else ""


def _gave(row: PartnershipGiving) -> str:
    return ", ".join(f"{name} ({giving_words.together(gave, speech())})" for name, gave in row.left.items())


def figures(rows: Mapping[str, Mapping], model: ComparedGivingPage, kinds: Sequence[str]) -> dict:
    """Return the table for a file: of each kind the lowest and highest of a unit, and of how many partners it is."""
    columns = [{"key": "partners", "label": _("Partners")}, {"key": "givers", "label": _("Partners that give")}]
    for kind in kinds:
        name = giving_words.kind(kind, speech())
        for when in (_("once"), _("a year")) if CONTRIBUTION_UNITS[kind] else ():
            columns += [{"key": "", "label": joined([name, when, end])} for end in (_("lowest"), _("highest"))]
        columns.append({"key": "", "label": joined([name, _("partners")])})
    columns += [
        {"key": "", "label": label}
        for label in (_("Gives nothing"), _("Nothing written down"), _("Left and not counted"))
    ]
    columns += [{"key": DIFFERS, "label": _("Accounts differ")}]
    lines = [
        {"key": key, "label": row["name"], "cells": [{"text": cell, "value": cell} for cell in cells]}
        for key, row in rows.items()
        for cells in [_figures_of(model.partnerships[key], kinds)]
    ]
    words = {"table": _("What partners give, per partnership"), "blocks": _("Partnership")}
    return {"words": words, "columns": columns, "groups": [{"label": "", "rows": lines}]}


def _figures_of(row: PartnershipGiving, kinds: Sequence[str]) -> list[str]:
    """Return the figures of a partnership, '' where nothing is known."""
    cells = [str(row.partners), str(row.givers) if row.givings else ""]
    by_kind = {total.kind: total for total in row.totals}
    for kind in kinds:
        total = by_kind.get(kind)
        spans = {span.per_year: span for span in total.spans} if total else {}
        for per_year in (False, True) if CONTRIBUTION_UNITS[kind] else ():
            span = spans.get(per_year)
            cells += [str(span.low), str(span.high)] if span else ["", ""]
        cells.append(str(total.givers) if total else "")
    others = [", ".join(names) for names in (row.giving_nothing, row.unwritten)]
    return [*cells, *others, _gave(row), str(len(row.contradictions)) if row.givings else ""]


def _open(page: PageContext, rows: Mapping[str, Mapping], model: ComparedGivingPage, opened: str) -> None:
    partnership_id, _bar, column = opened.partition("|")
    row = model.partnerships[partnership_id]
    if column == DIFFERS:
        givings: list[Giving] = row.contradictions
        title = _("Accounts differ")
    else:
        givings = [giving for giving in row.counted if giving.kind == column]
        title = giving_words.kind(column, speech())
    name = joined([rows[partnership_id]["name"], title])
    open_givings(page, partnership_id, name, givings, lambda: return_focus(GIVING_KEY, opened))
