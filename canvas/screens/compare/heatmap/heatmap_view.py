"""The heatmap of the comparison: blocks, factors or themes against moments, and every figure opens its notes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from canvas.analysis import heatmap as analysis
from canvas.analysis.findings.heated import heated, heated_gaps
from canvas.errors import N_
from canvas.read_models.heatmap_drawer import WHOLE_LINE
from canvas.read_models.heatmap_page import HeatmapChoice, heatmap_of_moments
from canvas.report.headline_of_heatmap import heat_sentence
from canvas.screens.compare import compared_moments
from canvas.screens.compare.heatmap import heatmap_order, heatmap_rows
from canvas.screens.compare.heatmap.heatmap_cells import RATED, Figures
from canvas.screens.compare.heatmap.heatmap_drawers import PressedFigure, WholeWave, open_figure
from canvas.store.overview.filtered_moments import MomentFilter, Pair
from canvas.ui import elements
from canvas.ui import plain_streamlit as st
from canvas.ui.figures.figure import table_figure
from canvas.ui.figures.heat_table import palette
from canvas.ui.held_back_notice import of_what_shows
from canvas.ui.i18n import _, a_number, joined, n_, speech
from canvas.ui.page import PageContext
from canvas.ui.pickers import attribute_filter, url_choice
from canvas.ui.plain_streamlit import Place

HEATMAP_KEY = "compare_heatmap"
UPRIGHT = 14  # moments across; with more of them they stand under each other


def heatmap(page: PageContext, moments: Sequence[Mapping], cells: Sequence[Mapping], _bar: Place) -> None:
    """Draw the heatmap of these moments and, once a figure is chosen, its notes in a drawer; `cells` are of blocks."""
    pairs = tuple((row["partnership_id"], row["wave_id"]) for row in moments)
    with st.container(horizontal=True, vertical_alignment="center", key="heat_fields"):
        choice = fields(page)
        moment_filter = MomentFilter(pairs=pairs, role=choice.role, blocks=tuple(page.blocks))
        rows, left_out = heatmap_rows.rows_of(page, choice.kind, moment_filter)
        heatmap_order.field(rows)
    sort, alike = heatmap_order.chosen(), heatmap_order.last_alike(page)
    keys = [row.key for row in rows]
    model = page.read(heatmap_of_moments, choice, moment_filter, keys, sort, list(page.roles), cells, alike)
    order = heatmap_order.ordered(page, model, rows)
    if choice.kind != "block" and attribute_filter.chosen(page).of("respondent"):
        elements.soft(_("The filter on respondents is not used for factors and themes."))
    draw(page, choice, order, model.cells)
    remarks(choice, left_out, order)


def fields(page: PageContext) -> HeatmapChoice:
    """Draw what stands in the rows, the figure, and of which role; give what is chosen."""
    kinds = heatmap_rows.kinds()
    kind = url_choice.chosen("of", kinds, "block", N_("Rows"))
    st.segmented_control(
        _("Rows"),
        list(kinds),
        format_func=kinds.get,
        required=True,
        key=url_choice.widget("of"),
        on_change=url_choice.take_widget,
        args=("of",),
        label_visibility="collapsed",
    )
    offered = heatmap_rows.figures(kind)
    figure = url_choice.chosen("figure", offered, "notes", N_("Figure"))
    st.selectbox(
        _("Figure"),
        list(offered),
        format_func=offered.get,
        key=url_choice.widget("figure"),
        width=190,
        on_change=url_choice.take_widget,
        args=("figure",),
        label_visibility="collapsed",
    )
    if figure == "gap":
        return HeatmapChoice(kind, figure, "")
    of_one = figure in RATED
    roles = {key: role.label[page.language] for key, role in page.roles.items()}
    roles = roles if of_one else {"": _("All roles")} | roles
    role = url_choice.chosen("role", roles, next(iter(roles)), N_("Role"))
    st.selectbox(
        _("Role"),
        list(roles),
        format_func=roles.get,
        key=url_choice.widget("role"),
        width=190,
        on_change=url_choice.take_widget,
        args=("role",),
        label_visibility="collapsed",
    )
    return HeatmapChoice(kind, figure, role)


def draw(
    page: PageContext,
    choice: HeatmapChoice,
    order: heatmap_order.Order,
    cells: Sequence[Mapping],
    whole: WholeWave | None = None,
) -> None:
    """Draw a table of these moments in their order, and open what is pressed in it.

    Sums of rows are of the `cells`, which are those of these moments, or of the `whole` that they are a page of.
    """
    if not order.rows:
        elements.empty(
            _("Nothing stands here yet"), _("No note of these moments carries a theme. Give notes themes first.")
        )
        return
    table = _Table(page, choice, order, cells, whole)
    elements.headlines([table.sentence()])
    of_what_shows(page.limits)
    if table.all_fictional:
        elements.soft(_("All partnerships on this page are fictional."))
    pressed = table_figure(
        HEATMAP_KEY, table.data(), joined([_("heatmap"), heatmap_rows.figures(choice.kind)[choice.figure]])
    )
    if pressed:
        row, _gap, column = pressed.partition("|")
        row, column = (column, row) if table.turned else (row, column)
        open_figure(
            page,
            PressedFigure(HEATMAP_KEY, pressed, choice.kind, choice.figure, choice.role, row, column),
            order,
            whole,
        )


def remarks(choice: HeatmapChoice, left_out: int, order: heatmap_order.Order) -> None:
    """Say by what rule the figures stand in their order, and what is not shown."""
    if order.rule:
        elements.soft(order.rule)
    if left_out:
        elements.soft(
            n_("{n} theme with fewer notes is not shown.", "{n} themes with fewer notes are not shown.", left_out)
        )
    if choice.figure in ("median", "agreement"):
        elements.soft(
            _("Ratings of one role: roles are never taken together. Below three ratings you see their number only.")
        )


class _Table:
    """The data of the table: rows down and moments across, or turned."""

    def __init__(
        self,
        page: PageContext,
        choice: HeatmapChoice,
        order: heatmap_order.Order,
        cells: Sequence[Mapping],
        whole: WholeWave | None,
    ) -> None:
        self.page, self.choice, self.moments, self.rows = page, choice, order.moments, order.rows
        keys, roles = {row.key for row in self.rows}, list(page.roles)
        cells = [cell for cell in cells if cell["row"] in keys]
        totals = [cell for cell in whole.totals if cell["row"] in keys] if whole else cells
        self.pairs: list[Pair] = [(row["partnership_id"], row["wave_id"]) for row in self.moments]
        self.turned = (whole.every if whole else len(self.moments)) > UPRIGHT  # whatever page or filter is on
        self.grid = analysis.grid(cells, roles)
        self.per_row, self.per_pair = analysis.sums(totals, roles), analysis.sums(cells, roles, "pair")
        self.in_all = analysis.sums([{**cell, "row": WHOLE_LINE} for cell in totals], roles).get(WHOLE_LINE)
        self.draws = Figures(page, choice.kind, choice.figure, choice.role, list(self.grid.values()), self.turned)
        self.total = _("Roles in all") if choice.figure == "roles" else _("Total")
        in_wave = self.whole_moments = whole.moments if whole else 0
        self.total_of_all = _("All {n}", n=a_number(in_wave)) if in_wave > len(self.moments) else self.total
        self.of_gaps = choice.figure == "gap"
        if self.of_gaps:
            self.total_of_all = _("Gap of 1 or more")
        self.gaps = whole.gaps if whole else analysis.gap_counts(self.grid)
        self.one_wave = whole is not None
        self.all_fictional = self.turned and all(row["fictional"] for row in self.moments)
        self.sums = choice.figure not in RATED  # a moment has no middle rating of all its blocks
        # nor a block one of moments that differ in time; partnerships with a gap can be counted all the same
        self.sums_of_rows = self.sums or self.of_gaps or whole is not None

    def sentence(self) -> str:
        """Return what the table comes to, of all partnerships where it is a page of them."""
        keys, titles = [row.key for row in self.rows], {row.key: row.title for row in self.rows}
        count = self.whole_moments or len({pair[0] for pair in self.pairs})
        if self.of_gaps:
            finding = heated_gaps(keys, self.gaps, count)
        else:
            figure = self.draws.of
            places = {(key, ""): cell for key, cell in self.per_row.items() if isinstance(key, str)}
            if figure in RATED and not self.one_wave:  # ratings of moments that differ in time are not taken together
                named = {
                    pair: compared_moments.title(moment) for moment, pair in zip(self.moments, self.pairs, strict=True)
                }
                places = {(key, named[pair]): cell for (key, pair), cell in self.grid.items() if pair in named}
            finding = heated(figure, self.choice.role, keys, places, count)
        if self.page.limits and finding.rule == "heat_without_figures":
            return _("Nothing of what you may see stands in this table.")
        return heat_sentence(finding, speech(), self.page.roles, lambda key: titles[key])

    def data(self) -> dict:
        kind = heatmap_rows.kind_title(self.choice.kind)
        figure = heatmap_rows.figures(self.choice.kind)[self.choice.figure]
        return {
            "words": {
                "table": _("{figure} per {row} and moment", figure=figure, row=kind.lower()),
                "blocks": _("Partnership") if self.turned else kind,
                "total": self.total if self.turned else self.total_of_all,
                "how": _("Arrow keys move between the figures, Enter opens the notes."),
            },
            "palette": {role: {"letter": shown["letter"]} for role, shown in palette(self.page).items()},
            "legend": self.draws.legend(),
            "turned": self.turned,
            "tall": self.turned or len(self.rows) > 24,
            "shown": "|".join(map(str, self.pairs[:1])),
            **(self._turned() if self.turned else self._upright()),
        }

    def _upright(self) -> dict:
        groups: list[dict] = []
        for row in self.rows:
            if not groups or groups[-1]["label"] != row.group:
                groups.append({"label": row.group, "rows": []})
            groups[-1]["rows"].append(
                {
                    "key": row.key,
                    "label": row.label,
                    "title": row.title,
                    "cells": [self.draws.cell(self.grid.get((row.key, pair))) for pair in self.pairs],
                    **({"total": self._of_row(row.key)} if self.sums_of_rows else {}),
                }
            )
        table: dict = {"columns": columns(self.moments), "groups": groups}
        if self.sums:
            table["total"] = {
                "key": WHOLE_LINE,
                "label": self.total,
                "cells": [self._of_moment(pair) for pair in self.pairs],
                "total": self.draws.total(self.in_all),
            }
        return table

    def _turned(self) -> dict:
        rows = []
        for moment, pair in zip(self.moments, self.pairs, strict=True):
            line = {
                "key": compared_moments.key(moment),
                "label": moment["name"],
                "title": compared_moments.title(moment),
                "sub": "" if self.one_wave else moment["label"],
                "chip": _("Fictional") if moment["fictional"] and not self.all_fictional else "",
                "cells": [self.draws.cell(self.grid.get((row.key, pair))) for row in self.rows],
            }
            rows.append(line | ({"total": self._of_moment(pair)} if self.sums else {}))
        under = {
            "key": WHOLE_LINE,
            "label": self.total_of_all,
            "cells": [self._of_row(row.key) for row in self.rows],
        }
        return {
            "columns": [
                {"key": row.key, "label": row.label, "title": row.title, "group": row.group} for row in self.rows
            ],
            "groups": [{"label": "", "rows": rows}],
            **(
                {"total": under | ({"total": self.draws.total(self.in_all)} if self.sums else {})}
                if self.sums_of_rows
                else {}
            ),
        }

    def _of_row(self, key: str) -> dict:
        cell = self.per_row.get(key)
        if self.of_gaps:
            return self.draws.total_of_gaps(self.gaps.get(key), bool(cell and cell["rated"]))
        return self.draws.total(cell)

    def _of_moment(self, pair: Pair) -> dict:
        return self.draws.total(self.per_pair.get(pair))


def columns(moments: Sequence[Mapping]) -> list[dict]:
    """Return the heads of the columns, one per moment, for this table and its sisters."""
    return [
        {
            "key": compared_moments.key(row),
            "label": row["name"],
            "sub": row["label"],
            "code": row["code"],
            "chip": _("Fictional") if row["fictional"] else "",
        }
        for row in moments
    ]
