"""Reads the heatmap of the comparison: a page of moments in an order, their cells, and what holds for all of a wave."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from canvas.analysis import heatmap as analysis
from canvas.analysis.heatmap import APART, GapCount
from canvas.store import Connection
from canvas.store.counts.rollups import BLOCK_BITS
from canvas.store.overview import filtered_cells, filtered_moments
from canvas.store.overview.filtered_moments import MOMENTS_A_PAGE, MomentFilter, Pair
from canvas.store.themes import themes

THEMES = 60  # in one heatmap; those most heard stand in it, and how many do not is said
ALIKE = "alike"  # the order in which the alike stand beside each other
BY_ROW = "row:"  # an order by one row: this and the key of the row


@dataclass(frozen=True)
class HeatmapChoice:
    """What a heatmap is of: its rows (block, factor or theme), the figure, and the role it is of ('' for all)."""

    kind: str
    figure: str
    role: str = ""


@dataclass(frozen=True)
class HeatmapSort:
    """By what moments stand in order: a sort of `filtered_moments`, ALIKE or BY_ROW with a key; and the direction."""

    by: str = "name"
    down: bool = False


@dataclass(frozen=True)
class AlikeOrder:
    """Moments and rows with the alike beside each other, and what that order was made of: as this takes longest."""

    made_of: tuple
    pairs: list[Pair]
    keys: list[str]


@dataclass(frozen=True)
class ThemeRow:
    """A theme that stands in the rows, with the names of the themes it stands under, the outermost first."""

    theme_id: str
    name: str
    above: tuple[str, ...]


@dataclass(frozen=True)
class HeatmapThemes:
    """The themes heard at some moments, in the order of the tree, and how many of fewer notes were left out."""

    rows: list[ThemeRow]
    left_out: int


@dataclass(frozen=True)
class HeatmapPage:
    """A page of a heatmap: `moments` in order (of `filtered_moments.page_of`), and cells (of `filtered_cells`).

    `alike` is the order of moments and rows where the alike stand beside each other, and None in any other order.
    """

    moments: list[dict]
    cells: list[dict]
    alike: AlikeOrder | None = None


@dataclass(frozen=True)
class WaveHeatmap:
    """The heatmap of a wave: how many moments there are in all and within the filters, and the page from `start` on.

    `totals` are rows of `filtered_cells.totals` over all moments within the filters, `gaps` by row how many of these
    have a gap, where that is the figure.
    """

    every: int
    within: int
    totals: list[dict]
    start: int
    page: HeatmapPage
    gaps: Mapping[str, GapCount] = field(default_factory=dict)


@dataclass(frozen=True)
class AlikeFigures:
    """The figures by which moments (`pairs`) and rows are put beside the alike: of `filtered_cells.figure_of_cells`."""

    figures: list[tuple]
    pairs: list[Pair]


def heatmap_themes(connection: Connection, moment_filter: MomentFilter) -> HeatmapThemes:
    """Return the themes that stand in the rows: those heard at these moments, the most heard where there are many."""
    note_counts: dict[str, int] = {}
    for row in filtered_cells.totals(connection, "theme", moment_filter):
        note_counts[row["row"]] = note_counts.get(row["row"], 0) + row["notes"]
    tree = themes.tree(connection, retired=True)
    heard = [row["id"] for row in tree if note_counts.get(row["id"])]
    shown = set(sorted(heard, key=lambda theme_id: note_counts[theme_id], reverse=True)[:THEMES])
    parents: dict[int, str] = {}
    rows = []
    for row in tree:
        parents[row["depth"]] = row["name"]
        if row["id"] in shown:
            above = tuple(parents[depth] for depth in range(row["depth"]))
            rows.append(ThemeRow(row["id"], row["name"], above))
    return HeatmapThemes(rows, len(heard) - len(rows))


def heatmap_of_moments(
    connection: Connection,
    choice: HeatmapChoice,
    moment_filter: MomentFilter,
    keys: Sequence[str],
    sort: HeatmapSort,
    roles: Sequence[str],
    block_cells: Sequence[Mapping],
    alike: AlikeOrder | None = None,
) -> HeatmapPage:
    """Return the heatmap of the moments in `moment_filter`; `keys` are those of its rows.

    `block_cells` are the cells of the comparison, which may be of some respondents alone; `alike` is the last order
    that was made, used again where the study is still as it was.
    """
    moments, order = _moments(connection, choice, moment_filter, keys, sort, roles, 0, alike)
    if choice.kind == "block":
        cells = [{**cell, "row": cell["block"]} for cell in block_cells if choice.role in ("", cell["role"])]
    else:
        cells = filtered_cells.cells(connection, choice.kind, moment_filter.pairs or (), choice.role)
    return HeatmapPage(moments, cells, order)


def heatmap_of_wave(
    connection: Connection,
    choice: HeatmapChoice,
    moment_filter: MomentFilter,
    keys: Sequence[str],
    sort: HeatmapSort,
    roles: Sequence[str],
    start: int = 0,
    alike: AlikeOrder | None = None,
) -> WaveHeatmap:
    """Return the heatmap of all moments of a wave within the filters of `moment_filter`, a page from `start` on.

    Where there are fewer moments than that by now, the page is the last.
    """
    every = filtered_moments.count(connection, MomentFilter(waves=moment_filter.waves))[0]
    within = every if moment_filter.whole else filtered_moments.count(connection, moment_filter)[0]
    if not within:
        return WaveHeatmap(every, 0, [], 0, HeatmapPage([], []))
    start = filtered_moments.page_start(start, within)
    moments, order = _moments(connection, choice, moment_filter, keys, sort, roles, start, alike)
    pairs = [(row["partnership_id"], row["wave_id"]) for row in moments]
    return WaveHeatmap(
        every=every,
        within=within,
        totals=filtered_cells.totals(connection, choice.kind, moment_filter),
        start=start,
        page=HeatmapPage(moments, filtered_cells.cells(connection, choice.kind, pairs, choice.role), order),
        gaps=gap_counts_of(connection, choice, moment_filter) if choice.figure == "gap" else {},
    )


def gap_counts_of(connection: Connection, choice: HeatmapChoice, moment_filter: MomentFilter) -> dict[str, GapCount]:
    """Return per row in how many partnerships of a wave two roles lie apart."""
    rows = filtered_cells.gap_counts(connection, choice.kind, APART, moment_filter)
    return {row["row"]: GapCount(row["apart"], row["compared"]) for row in rows}


def covered_counts(connection: Connection, moment_filter: MomentFilter, blocks: Sequence[str]) -> dict[int, int]:
    """Return how many moments have 0, 1, 2 … of these blocks covered."""
    scope = sum(BLOCK_BITS[key] for key in blocks if key in BLOCK_BITS)
    return analysis.coverage_counts(filtered_cells.covered_blocks(connection, moment_filter), scope)


def alike_figures(connection: Connection, choice: HeatmapChoice, moment_filter: MomentFilter) -> AlikeFigures:
    """Return the figures of all moments in `moment_filter` by which the alike are put beside each other."""
    figures = filtered_cells.figure_of_cells(connection, choice.kind, choice.figure, moment_filter)
    return AlikeFigures(figures, filtered_moments.pairs_of(connection, moment_filter))


def _moments(
    connection: Connection,
    choice: HeatmapChoice,
    moment_filter: MomentFilter,
    keys: Sequence[str],
    sort: HeatmapSort,
    roles: Sequence[str],
    start: int,
    alike: AlikeOrder | None,
) -> tuple[list[dict], AlikeOrder | None]:
    """Return the moments from place `start` on, fifty at most, and the order of the alike where that is theirs."""
    if sort.by == ALIKE:
        order = _alike(connection, choice, moment_filter, keys, alike)
        return filtered_moments.rows_of_pairs(
            connection, order.pairs[start : start + MOMENTS_A_PAGE], moment_filter
        ), order
    if sort.by.startswith(BY_ROW):
        cells = filtered_cells.cells_of_row(connection, choice.kind, sort.by.removeprefix(BY_ROW), moment_filter)
        figure = "ratings" if choice.kind == "factor" and choice.figure == "notes" else choice.figure
        every = filtered_moments.pairs_of(connection, moment_filter)
        pairs = analysis.ranked(cells, every, list(roles), figure, moment_filter.role, sort.down)
        return filtered_moments.rows_of_pairs(connection, pairs[start : start + MOMENTS_A_PAGE], moment_filter), None
    return filtered_moments.page_of(connection, moment_filter, sort.by, sort.down, start), None


def _alike(
    connection: Connection,
    choice: HeatmapChoice,
    moment_filter: MomentFilter,
    keys: Sequence[str],
    alike: AlikeOrder | None,
) -> AlikeOrder:
    made_of = (choice.kind, choice.figure, moment_filter, tuple(keys), filtered_moments.counts_stamp(connection))
    if alike and alike.made_of == made_of:
        return alike
    model = alike_figures(connection, choice, moment_filter)
    return AlikeOrder(made_of, *analysis.order_alike(model.figures, model.pairs, list(keys), choice.figure))
