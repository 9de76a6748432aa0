"""Themes x partnerships as 0/1 and as counts: by a rule that is chosen and said, every figure opening its notes."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from canvas.analysis.compare import level, spans
from canvas.analysis.qca import UNITS, Rule, groups
from canvas.errors import N_
from canvas.exchange.qca_file import table_book, table_csv
from canvas.read_models.qca_page import qca_page
from canvas.screens.compare import compared_moments, compared_themes
from canvas.screens.compare.heatmap.heatmap_view import columns as heads
from canvas.store.overview.filtered_counts import AttributeFilter
from canvas.store.row_types import TreeTheme
from canvas.ui import elements
from canvas.ui import plain_streamlit as st
from canvas.ui.components import return_focus
from canvas.ui.figures.heat_table import heat_table
from canvas.ui.file_button import file_button
from canvas.ui.i18n import _, a_number, joined, n_, speech
from canvas.ui.notes.notes_drawer import notes_drawer
from canvas.ui.page import PageContext
from canvas.ui.pickers import url_choice
from canvas.ui.pickers.attribute_filter import chosen as within
from canvas.ui.plain_streamlit import Place

QCA_KEY = "compare_qca"
LEAST = [str(number) for number in range(1, 21)]
UNKNOWN = "–"


def qca_view(
    page: PageContext,
    moments: Sequence[Mapping],
    _cells: Sequence[Mapping],
    filter_area: Place,
    every: Callable[[], Sequence[Mapping]] | None = None,
    total: int = 0,
) -> None:
    """Draw the table of these moments and, once a figure is chosen, its notes with the rule in a drawer.

    Where they are a page of more, `every` gives all and `total` says how many: a file holds those.
    """
    with filter_area:
        shown, down, rule = _fields()
        chosen = compared_themes.chosen_themes(page, whole=True)
    if not chosen:
        compared_themes.nothing(page)
        return
    of_all, filters = groups(compared_themes.tree(page), compared_themes.takes_in()), within(page).filters
    made = _Table(page, moments, chosen[: compared_themes.MOST_THEMES], rule, of_all, filters)
    _say_rule(made, len(chosen) - len(made.themes))
    opened = heat_table(QCA_KEY, made.data(shown, down == "themes"))
    with filter_area:
        _export(page, every or (lambda: moments), total or len(moments), chosen, rule, of_all, filters)
    if opened:
        _open(page, made, down == "themes", opened)


def rule_words(rule: Rule, whole: bool = False) -> list[str]:
    """Return the rule in sentences, as it stands above the table and in a file."""
    least = {
        "notes": n_("at least {n} note", "at least {n} notes", rule.least),
        "roles": n_("at least {n} role", "at least {n} roles", rule.least),
        "respondents": n_("at least {n} respondent", "at least {n} respondents", rule.least),
    }[rule.unit]
    if rule.unit == "notes":
        by = _("1: the theme is on {least} of the moment. 0: on fewer, or none.", least=least)
    else:
        by = _("1: the theme is heard from {least} at the moment. 0: from fewer, or none.", least=least)
    themes = _("A theme takes in the themes under it; a note that carries several counts once.")
    alone = _("A theme counts by itself, without the themes under it.")
    roles = _("Notes without a role, from documents, are no role and no respondent.")
    return [by, themes if whole else alone, *([roles] if rule.unit != "notes" else [])]


class _Table:
    """What is known of some moments and themes by a rule."""

    def __init__(
        self,
        page: PageContext,
        moments: Sequence[Mapping],
        themes: Sequence[Mapping],
        rule: Rule,
        of_all: Mapping[str, Sequence[str]],
        filters: Sequence[AttributeFilter],
    ) -> None:
        self.moments, self.themes, self.rule = moments, themes, rule
        self.pairs = [(row["partnership_id"], row["wave_id"]) for row in moments]
        self.groups = {row["id"]: of_all[row["id"]] for row in themes}
        model = page.read(qca_page, self.pairs, self.groups, rule, filters)
        self.rows, self.unknown = model.rows, model.unknown

    def data(self, shown: str, turned: bool) -> dict:
        """Return the table as `heat_table` draws it; `turned` puts the themes in rows."""
        counts = [cell[self.rule.unit] for row in self.rows for cell in row["cells"].values()]
        most = max(counts, default=0) if shown == "counts" else 1
        if turned:
            columns = heads(self.moments)
            rows = [
                self._line(theme["id"], theme["name"], [row["cells"][theme["id"]] for row in self.rows], shown, most)
                for theme in self.themes
            ]
        else:
            columns = compared_themes.columns(self.themes)
            rows = [
                self._line(
                    compared_moments.key(moment),
                    joined([compared_moments.key(moment), moment["name"]]),
                    list(row["cells"].values()),
                    shown,
                    most,
                    compared_moments.title(moment),
                )
                for moment, row in zip(self.moments, self.rows, strict=True)
            ]
        corner = _("Theme") if turned else _("Moment")
        steps = spans(most) if shown == "counts" else []
        return {
            "words": {
                "table": _("Themes per moment"),
                "blocks": corner,
                "total": _("Ones"),
                "how": _("Arrow keys move between the figures, Enter opens the notes."),
            },
            "columns": columns,
            "groups": [{"label": "", "rows": rows}],
            "palette": {},
            "legend": {
                "steps": [
                    {"level": step, "label": f"{low}–{high}" if low < high else str(low)} for step, low, high in steps
                ],
                "unit": units()[self.rule.unit].lower(),
                "signs": [{"sign": UNKNOWN, "label": _("no note carries a theme, so nothing is known")}]
                if self.unknown
                else [],
            },
        }

    def _line(self, key: str, label: str, cells: Sequence[Mapping], shown: str, most: int, title: str = "") -> dict:
        values = [cell["value"] for cell in cells if cell["value"] is not None]
        words = n_("{n} one", "{n} ones", sum(values)) if values else _("nothing is known")
        return {
            "key": key,
            "label": label,
            "title": title or label,
            "cells": [self._cell(cell, shown, most) for cell in cells],
            "total": {"text": str(sum(values)) if values else UNKNOWN, "said": words, "opens": False},
        }

    def _cell(self, cell: Mapping, shown: str, most: int) -> dict:
        if cell["value"] is None:
            return {"text": UNKNOWN, "said": _("nothing is known"), "sign": True, "opens": False}
        number = cell[self.rule.unit] if shown == "counts" else cell["value"]
        colour = level(number, most) if shown == "counts" else 3 * cell["value"]
        return {
            "text": str(number),
            "level": colour,
            "said": joined([cell["value"], counted(cell)], ": "),
            "opens": bool(cell["notes"]),
        }


def units() -> dict[str, str]:
    """Return how the units of a rule are called."""
    return {"notes": _("Notes"), "roles": _("Roles"), "respondents": _("Respondents")}


def counted(cell: Mapping) -> str:
    """Return the counts of a cell in words."""
    return joined(
        [
            n_("{n} note", "{n} notes", cell["notes"]),
            n_("{n} role", "{n} roles", cell["roles"]),
            n_("{n} respondent", "{n} respondents", cell["respondents"]),
        ],
        ", ",
    )


def _fields() -> tuple[str, str, Rule]:
    """Draw what can be chosen of the table: what it shows, what stands in its rows, and the rule."""
    figures, sides = {"ones": "0/1", "counts": _("Counts")}, {"cases": _("Moments"), "themes": _("Themes")}
    named = units()
    shown = url_choice.chosen("shows", figures, "ones", N_("Figure"))
    down = url_choice.chosen("down", sides, "cases", N_("Rows"))
    unit = url_choice.chosen("unit", UNITS, UNITS[0], N_("Rule"))
    least = url_choice.chosen("least", LEAST, LEAST[0], N_("Rule"))
    st.segmented_control(
        _("Figure"),
        list(figures),
        format_func=figures.get,
        required=True,
        key=url_choice.widget("shows"),
        on_change=url_choice.take_widget,
        args=("shows",),
        label_visibility="collapsed",
    )
    with st.popover(_("Rule: {unit} ≥ {n}", unit=named[unit], n=least), icon=":material/rule:"):
        st.radio(
            _("A theme is present by"),
            UNITS,
            format_func=named.get,
            key=url_choice.widget("unit"),
            on_change=url_choice.take_widget,
            args=("unit",),
            horizontal=True,
        )
        st.selectbox(
            _("At least"),
            LEAST,
            key=url_choice.widget("least"),
            on_change=url_choice.take_widget,
            args=("least",),
            width=120,
        )
        st.radio(
            _("In the rows"),
            list(sides),
            format_func=sides.get,
            key=url_choice.widget("down"),
            on_change=url_choice.take_widget,
            args=("down",),
            horizontal=True,
        )
    return shown, down, Rule(unit, int(least))


def _say_rule(made: _Table, more: int) -> None:
    elements.soft(" ".join(rule_words(made.rule, compared_themes.takes_in())))
    left = made.unknown
    lines = [
        n_(
            "{n} moment has no note with a theme: left out of the file.",
            "{n} moments have no note with a theme: left out of the file.",
            left,
        )
        if left
        else "",
        n_("{n} more theme is in the file only.", "{n} more themes are in the file only.", more) if more else "",
    ]
    if any(lines):
        elements.soft(joined(lines, " "))


def _export(
    page: PageContext,
    every: Callable[[], Sequence[Mapping]],
    total: int,
    chosen: list[TreeTheme],
    rule: Rule,
    of_all: Mapping[str, Sequence[str]],
    filters: Sequence[AttributeFilter],
) -> None:
    names, spoken = {row["id"]: row["name"] for row in chosen}, speech()
    words = rule_words(rule, compared_themes.takes_in())
    # the rule in the name: a program for QCA takes every line of the file for data
    file = _("themes for QCA") + f" {rule.unit}-{rule.least}"

    def made() -> _Table:  # as the button is pressed, when the session may be elsewhere
        return _Table(page, every(), chosen, rule, of_all, filters)

    def csv(figure: str) -> bytes:
        whole = made()
        return table_csv(whole.rows, whole.moments, names, figure)

    def book() -> bytes:
        whole = made()
        return table_book(whole.rows, whole.moments, names, rule.unit, words, spoken)

    with st.popover(_("Export"), icon=":material/download:", key="qca_export"):
        elements.soft(
            n_(
                "{n} moment, with the rule in the name of the file.",
                "{n} moments, with the rule in the name of the file.",
                total,
                n=a_number(total),
            )
        )
        file_button(
            _("0/1 for fsQCA and R (.csv)"),
            lambda: csv("value"),
            f"{file}.csv",
            "text/csv",
            "qca_csv",
            on_click="ignore",
        )
        file_button(
            _("Counts (.csv)"), lambda: csv(rule.unit), f"{file} n.csv", "text/csv", "qca_counts", on_click="ignore"
        )
        file_button(
            _("Both, with rule and names (.xlsx)"),
            book,
            f"{file}.xlsx",
            key="qca_xlsx",
            on_click="ignore",
            mime="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        )


def _open(page: PageContext, made: _Table, turned: bool, opened: str) -> None:
    row, _gap, column = opened.partition("|") if turned else opened.rpartition("|")
    theme, at = (row, column) if turned else (column, row)
    names = {row["id"]: row["name"] for row in made.themes}
    place = next((n for n, row in enumerate(made.moments) if compared_moments.key(row) == at), None)
    if place is None or theme not in made.groups:
        return  # the study changed under the table
    cell, moment = made.rows[place]["cells"][theme], made.moments[place]
    note_filter = {"moments": [made.pairs[place]], "theme_ids": made.groups[theme], "filters": within(page).filters}
    least = rule_words(made.rule, compared_themes.takes_in())[0]
    line = joined(
        [compared_moments.title(moment), _("{value}, by {counts}", value=cell["value"], counts=counted(cell)), least]
    )
    notes_drawer(
        page,
        names[theme],
        line,
        note_filter,
        "compare_notes",
        with_block=True,
        on_close=lambda: return_focus(QCA_KEY, opened),
    )
