"""What each screen asks of a study before it draws: store and frame together, as the pages do it.

Of fixed size is what reads one partnership, a page of fifty, or one block across all; of the study's size what must
look at every moment of it.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from canvas import method
from canvas.analysis import across as across_of
from canvas.analysis import cases, differences, factors, framework, over_time, poster, qca
from canvas.analysis.compare import matrix
from canvas.bench.sample import Sample
from canvas.read_models.moment_choice import moment_choice
from canvas.read_models.notes_page import notes_filter, notes_page
from canvas.read_models.overview_page import overview_page
from canvas.read_models.partnerships_page import partnership_page
from canvas.read_models.perspectives_page import perspectives_page
from canvas.report.evidence import evidence as evidence_of
from canvas.report.evidence_model import Scope
from canvas.store import answers, documents, interviews
from canvas.store import factors as factors_of
from canvas.store.matrix import matrix_summaries
from canvas.store.notes import grid, notes
from canvas.store.notes.notes import ORIGINS
from canvas.store.overview import across, across_cells, filtered_counts, moment_summaries, two_moments
from canvas.store.overview.across import Which
from canvas.store.points import points
from canvas.store.search import search
from canvas.store.themes import theme_cells, theme_counts, themes


@dataclass(frozen=True)
class View:
    """One thing that a screen asks: its name, its size ("fixed" or "study"), and what it does; that gives its rows."""

    name: str
    size: str
    ask: Callable[[object, Sample], int]


VIEWS: list[View] = []


def view(name: str, size: str = "fixed") -> Callable:
    """Name a function as a view."""

    def keep(ask: Callable) -> Callable:
        VIEWS.append(View(name, size, ask))
        return ask

    return keep


@view("choose a moment", "study")
def _choose(connection, at: Sample) -> int:
    return len(moment_choice(connection, (), [at.code]).moments)


@view("overview, a page of 50")
def _overview(connection, at: Sample) -> int:
    return len(overview_page(connection, Which(blocks=at.blocks), start=at.start).rows)


@view("overview by gap")
def _by_gap(connection, at: Sample) -> int:
    return len(overview_page(connection, Which(blocks=at.blocks), order=("gap", True)).rows)


@view("overview by a part of a name")
def _by_name(connection, at: Sample) -> int:
    return len(overview_page(connection, Which(words=at.code[:3], blocks=at.blocks)).rows)


@view("points to look at again")
def _flagged(connection, at: Sample) -> int:
    return len(points.flagged(connection))


@view("canvas")
def _canvas(connection, at: Sample) -> int:
    found = notes.sourced(connection, moments=[at.pair])
    cells = filtered_counts.cells(connection, [at.pair], ())
    filtered_counts.interview_counts(connection, (), at.pair)
    poster.tiles(found, cells, at.blocks, at.roles, at.rows, ORIGINS)
    return len(found)


@view("notes of a block")
def _block(connection, at: Sample) -> int:
    found = notes.sourced(connection, moments=[at.pair], blocks=[at.block])
    themes.of_notes(connection, [row["id"] for row in found])
    return len(found)


@view("perspectives")
def _perspectives(connection, at: Sample) -> int:
    model = perspectives_page(connection, at.pair, (), at.rows)
    return len(model.heard) + len(model.points)


@view("differences")
def _differences(connection, at: Sample) -> int:
    cells = filtered_counts.cells(connection, [at.pair], ())
    standing = points.of_table(connection, *at.pair)
    linked = notes.sourced(connection, note_ids=[one for point in standing for one in point["notes"]])
    asked = (cells, standing, {row["id"]: row for row in linked}, at.blocks, list(at.roles), at.rows)
    return len(differences.per_block(*asked)) + len(differences.per_question(*asked))


@view("over time")
def _time(connection, at: Sample) -> int:
    waves = [at.earlier[1], at.pair[1]]
    said = two_moments.notes_said(connection, at.pair[0], waves)
    heard = two_moments.themes_heard(connection, at.pair[0], waves)
    cells = moment_summaries.cells(connection, [at.earlier, at.pair])
    over_time.points_compared(*(points.of_table(connection, *pair) for pair in (at.earlier, at.pair)))
    matrix_summaries.of_moments(connection, [at.pair], "block", at.earlier[1])
    return len(over_time.blocks_compared(said, heard, cells, *waves, at.blocks, list(at.roles)))


@view("factors of a partnership")
def _factors(connection, at: Sample) -> int:
    cells = factors_of.of_moments(connection, [at.pair, at.earlier])
    low = factors_of.answers(connection, [at.pair], figure="low")
    factors.explained(low, method.factors(), at.roles)
    return len(factors.rated(cells, method.factors(), at.roles))


@view("factors across partnerships")
def _factors_across(connection, at: Sample) -> int:
    rows = factors.rated(factors_of.across(connection, at.wave), method.factors(), at.roles)
    factors.standings(rows, method.factors())
    return len(rows)


@view("partnerships behind a factor")
def _behind(connection, at: Sample) -> int:
    factors_of.count(connection, at.wave, at.factor, at.role, "low")
    return len(factors_of.page_of(connection, at.wave, at.factor, at.role, "low"))


def _heatmap(kind: str) -> Callable:
    def ask(connection, at: Sample) -> int:
        cells = across_cells.cells(connection, kind, at.page)
        across_cells.totals(connection, kind, Which(waves=(at.wave,)))
        return len(across_of.grid(cells, at.roles))

    return ask


for _kind in ("block", "factor", "theme"):
    view(f"heatmap of {_kind}s, a page of 50")(_heatmap(_kind))


@view("one block across all")
def _one_block(connection, at: Sample) -> int:
    return len(across_cells.one(connection, "block", at.block, Which(waves=(at.wave,), role=at.role)))


@view("one theme across all")
def _one_theme(connection, at: Sample) -> int:
    return len(across_cells.one(connection, "theme", at.theme, Which(waves=(at.wave,), role=at.role)))


@view("blocks x roles across all")
def _blocks_by_role(connection, at: Sample) -> int:
    return len(across_of.sums(across_cells.totals(connection, "block", Which(waves=(at.wave,))), at.roles))


@view("blocks covered across all", "study")
def _covered(connection, at: Sample) -> int:
    bits = across_cells.covered(connection, Which(waves=(at.wave,)))
    across_of.covering(bits, (1 << len(at.blocks)) - 1)
    return len(bits)


@view("one block across all, ranked", "study")
def _ranked(connection, at: Sample) -> int:
    which = Which(waves=(at.wave,))
    cells = across_cells.one(connection, "block", at.block, which)
    return len(across_of.ranked(cells, across.pairs_of(connection, which), at.roles, "notes"))


def _matrix(kind: str, figure: str) -> Callable:
    def ask(connection, at: Sample) -> int:
        role = at.role if figure in ("median", "agreement") else ""
        return len(across_cells.every(connection, kind, figure, Which(waves=(at.wave,), role=role)))

    return ask


for _kind, _figure in (
    ("block", "notes"),
    ("block", "roles"),
    ("block", "median"),
    ("block", "agreement"),
    ("block", "gap"),
    ("factor", "median"),
    ("theme", "notes"),
):
    view(f"{_kind}s x partnerships by {_figure}", "study")(_matrix(_kind, _figure))


@view("compare: notes of one block, 50 partnerships")
def _reading(connection, at: Sample) -> int:
    cells = filtered_counts.cells(connection, at.page, ())
    found = notes.sourced(connection, moments=at.page[:4], blocks=[at.block])
    here = [cell for cell in cells if cell["block"] == at.block]
    return len(matrix(found, here, at.page[:4], list(at.roles), at.rows))


@view("framework matrix of 50 by block")
def _framework(connection, at: Sample) -> int:
    cells = filtered_counts.cells(connection, at.page, ())
    written = matrix_summaries.of_moments(connection, at.page, "block")
    matrix_summaries.flagged(connection, [row["id"] for row in written.values()])
    return len(framework.heard(cells, "block"))


@view("cases block by block")
def _cases(connection, at: Sample) -> int:
    pairs = at.page[:3]
    cells, themed = filtered_counts.cells(connection, pairs, ()), theme_cells.per_block(connection, pairs)
    coded = theme_cells.coded(connection, pairs)
    return len(cases.compared(cells, themed, pairs, at.blocks, list(at.roles), coded))


@view("themes x 50 partnerships (QCA)")
def _qca(connection, at: Sample) -> int:
    groups = qca.groups(themes.tree(connection), whole=False)
    counts = theme_cells.of_moments(connection, at.page, groups)
    return len(qca.table(counts, at.page, list(groups), qca.Rule(), theme_cells.coded(connection, at.page)))


@view("themes", "study")
def _themes(connection, at: Sample) -> int:
    tree = themes.tree(connection, retired=True)
    theme_counts.heard(connection)
    theme_counts.coded(connection)
    return len(tree)


@view("notes of a theme")
def _theme(connection, at: Sample) -> int:
    return len(notes.sourced(connection, theme_id=at.theme, moments=[at.pair]))


@view("notes grid, the newest")
def _grid(connection, at: Sample) -> int:
    return len(notes_page(connection, "notes", grid.Sieve(), grid.Order(), 0).rows)


@view("notes grid, what can be chosen")
def _grid_offer(connection, at: Sample) -> int:
    model = notes_filter(connection, [at.code])
    return len(model.partnerships) + len(model.respondents)


@view("notes grid, one moment by text")
def _grid_moment(connection, at: Sample) -> int:
    sieve = grid.Sieve(partnerships=(at.pair[0],), waves=(at.pair[1],))
    return len(notes_page(connection, "notes", sieve, grid.Order("text"), 0).rows)


@view("notes grid, one theme")
def _grid_theme(connection, at: Sample) -> int:
    return len(notes_page(connection, "notes", grid.Sieve(themes=(at.theme,)), grid.Order(), 0).rows)


@view("notes grid, all by partnership")
def _grid_sorted(connection, at: Sample) -> int:
    return len(notes_page(connection, "notes", grid.Sieve(), grid.Order("partnership"), 0).rows)


@view("answers grid, the newest")
def _grid_answers(connection, at: Sample) -> int:
    return len(notes_page(connection, "answers", grid.Sieve(), grid.Order(), 0).rows)


@view("partnership with its people")
def _partnership(connection, at: Sample) -> int:
    return len(partnership_page(connection, at.pair[0]).respondents)


@view("interviews of a moment")
def _interviews(connection, at: Sample) -> int:
    return len(interviews.of_moment(connection, *at.pair))


@view("an open interview")
def _interview(connection, at: Sample) -> int:
    held = interviews.of_moment(connection, *at.pair)[:1]
    return sum(len(answers.of_interview(connection, row["id"])) for row in held)


@view("documents of a moment")
def _documents(connection, at: Sample) -> int:
    return len(documents.listed(connection, *at.pair))


@view("search for two words")
def _search(connection, at: Sample) -> int:
    search.count(connection, "praktijkopleider monteurs")
    return len(search.find(connection, "praktijkopleider monteurs").hits)


@view("search in one partnership")
def _search_there(connection, at: Sample) -> int:
    return len(search.find(connection, "begeleiding", partnership_ids=[at.pair[0]]).hits)


@view("evidence of a table")
def _evidence(connection, at: Sample) -> int:
    (table,) = evidence_of(connection, [Scope(*at.pair)]).tables
    return len(table.points)
