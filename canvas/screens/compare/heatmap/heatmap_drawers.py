"""What a figure of a heatmap opens: the notes or answers behind it, and of many partnerships the way to them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from html import escape

from canvas.analysis.heatmap import GapCount
from canvas.read_models.heatmap_drawer import WHOLE_LINE, figure_of_many
from canvas.read_models.rated_answers import factor_answers
from canvas.screens.compare import compared_moments
from canvas.screens.compare.heatmap.heatmap_order import Order
from canvas.screens.compare.heatmap.heatmap_rows import Row
from canvas.store.overview.filtered_moments import MomentFilter
from canvas.ui import elements, note_link
from canvas.ui import plain_streamlit as st
from canvas.ui.components import return_focus
from canvas.ui.dialogs.drawer import drawer
from canvas.ui.i18n import _, a_number, joined, n_
from canvas.ui.notes.notes_drawer import LISTED, notes_drawer
from canvas.ui.notes.who_was_asked import hearing_list
from canvas.ui.page import PageContext
from canvas.ui.pickers import attribute_filter
from canvas.ui.ratings.factor_drawers import answers_drawer
from canvas.ui.ratings.rated_answers import articles, rated_drawer


@dataclass(frozen=True)
class WholeWave:
    """All moments of a wave that a page is of: which, how many, what each row holds in all of them, and the wave.

    `every` are how many there would be without anything that narrows, `gaps` by row how many of them have a gap.
    """

    moment_filter: MomentFilter
    moments: int
    every: int
    totals: list[dict]
    wave: Mapping
    gaps: Mapping[str, GapCount] = field(default_factory=dict)


@dataclass(frozen=True)
class PressedFigure:
    """A figure that was pressed: in which table, under which key there, of which rows, figure and role, and where."""

    table: str
    key: str
    kind: str
    figure: str
    role: str
    row: str
    column: str

    def back(self) -> Callable[[], None]:
        """Return what has the keyboard go on at this figure."""
        return lambda: return_focus(self.table, self.key)


def open_figure(page: PageContext, opened: PressedFigure, order: Order, whole: WholeWave | None) -> None:
    """Open what a figure counts; nothing where the study changed under the table."""
    row = next((row for row in order.rows if row.key == opened.row), None)
    moment = next((candidate for candidate in order.moments if compared_moments.key(candidate) == opened.column), None)
    if (row is None and opened.row != WHOLE_LINE) or (moment is None and opened.column != WHOLE_LINE):
        return
    if moment is None:
        _of_many(page, opened, row, order, whole)
    elif opened.kind == "factor":
        _of_factor(page, opened, row, moment)
    elif row and opened.figure in ("median", "agreement"):
        rated_drawer(page, moment, opened.role, row.key, "n", opened.back())
    else:
        _of_moment(page, opened, row, moment, order)


def _of_moment(page: PageContext, opened: PressedFigure, row: Row | None, moment: Mapping, order: Order) -> None:
    note_filter: dict = {
        "moments": [(moment["partnership_id"], moment["wave_id"])],
        "filters": attribute_filter.chosen(page).filters,
    }
    if opened.kind == "theme":
        note_filter |= {"theme_id": row.key} if row else {"theme_ids": [theme.key for theme in order.rows]}
    else:
        note_filter["blocks"] = [row.key] if row else list(page.blocks)
    if opened.role:
        note_filter["roles"] = [opened.role]
    title = compared_moments.title(moment)
    of_block = row.key if row and opened.kind == "block" else ""
    notes_drawer(
        page,
        row.title if row else title,
        title if row else "",
        note_filter,
        "compare_notes",
        with_block=not of_block,
        on_close=opened.back(),
        below=(lambda notes: hearing_list(page, moment, of_block, bool(notes))) if of_block else None,
    )


def _of_factor(page: PageContext, opened: PressedFigure, row: Row | None, moment: Mapping) -> None:
    if row and opened.role:
        answers_drawer(page, moment, opened.role, int(row.key), "n", opened.back())
        return
    pair, number = (moment["partnership_id"], moment["wave_id"]), int(row.key) if row else None

    def body() -> None:
        model = page.read(factor_answers, pair, number, opened.role or None)
        elements.soft(joined([n_("{n} answer", "{n} answers", len(model.answers)), compared_moments.title(moment)]))
        for role in page.roles:
            of_role = [answer for answer in model.answers if answer["role"] == role]
            if of_role:
                elements.subheading(elements.role_name(page.roles[role]), n_("{n} answer", "{n} answers", len(of_role)))
                st.html(articles(page, of_role, model.sources))

    drawer(row.title if row else compared_moments.title(moment), body, opened.back())


def _of_many(page: PageContext, opened: PressedFigure, row: Row | None, order: Order, whole: WholeWave | None) -> None:
    pairs = tuple((moment["partnership_id"], moment["wave_id"]) for moment in order.moments)
    moment_filter = whole.moment_filter if whole else MomentFilter(pairs=pairs, role=opened.role)
    keys = [row.key] if row else [row.key for row in order.rows]
    cell = page.read(figure_of_many, opened.kind, moment_filter, keys, list(page.roles)).cell
    moments = whole.moments if whole else len(pairs)
    line = n_("{n} moment", "{n} moments", moments, n=a_number(moments))
    title = row.title if row else line
    if opened.kind != "factor" and cell["notes"] <= LISTED and not (whole and whole.moments > len(pairs)):
        note_filter: dict = {"moments": pairs, "filters": attribute_filter.chosen(page).filters}
        note_filter |= {"theme_ids": keys} if opened.kind == "theme" else {"blocks": keys}
        note_filter |= {"roles": [opened.role]} if opened.role else {}
        notes_drawer(
            page,
            title,
            line if row else "",
            note_filter,
            "compare_notes",
            with_block=row is None,
            with_moment=True,
            on_close=opened.back(),
        )
        return

    def body() -> None:
        elements.soft(line if row else _("All rows together"))
        if row:
            st.html(f'<ul class="pps-heard">{"".join(_heard(page, role, cell, moments) for role in page.roles)}</ul>')
        if opened.kind == "factor":
            st.page_link("pages/factors.py", label=_("To the factors"), icon=":material/arrow_forward:")
            return
        elements.soft(n_("{n} note", "{n} notes", cell["notes"], n=a_number(cell["notes"])))
        where = _ways(opened, order, whole, keys if row or opened.kind == "theme" else [])
        words = _("To all these notes")
        if whole and not whole.moment_filter.whole and whole.moments > len(pairs):
            words = n_("To those of the {n} moment shown", "To those of the {n} moments shown", len(pairs))
        st.html(f'<p class="pps-way"><a class="go" href="{escape(where)}">{escape(words)}</a></p>')

    drawer(title, body, opened.back())


def _heard(page: PageContext, role: str, cell: Mapping, moments: int) -> str:
    """Return HTML of a role: at how many moments it was heard, and how it rated."""
    at = cell["partnerships"].get(role, 0)
    counts = cell["rated"].get(role, ())
    ratings = ", ".join(f"{a_number(count)} × {value}" for value, count in enumerate(counts, 1) if count)
    lines = [
        _("heard at {n} of {total} moments", n=a_number(at), total=a_number(moments)),
        _("ratings: {given}", given=ratings) if ratings else "",
    ]
    spans = "".join(f"<span>{escape(line)}</span>" for line in lines if line)
    who = f"{elements.letter(page.roles[role])}<b>{escape(elements.role_name(page.roles[role]))}</b>"
    return f'<li class="pps-asked">{who}<div>{spans}</div></li>'


def _ways(opened: PressedFigure, order: Order, whole: WholeWave | None, keys: Sequence[str]) -> str:
    """Return the link to the notes screen: of the partnerships at hand, or of all of a wave where none is left out."""
    link_fields: dict = {"theme" if opened.kind == "theme" else "block": keys} if keys else {}
    link_fields |= {"role": opened.role} if opened.role else {}
    if whole:
        link_fields["moment"] = str(whole.wave["position"])
    if not whole or not whole.moment_filter.whole:
        link_fields["partnership"] = list(dict.fromkeys(moment["code"] for moment in order.moments))
        link_fields.setdefault("moment", sorted({str(moment["position"]) for moment in order.moments}))
    return note_link.link(**link_fields)
