"""What each screen asks of a study before it draws: store and frame together, as the pages do it.

Of fixed size is what reads one partnership, a page of fifty, or one block across all; of the study's size what must
look at every moment of it.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from canvas import method
from canvas.analysis import factors, poster, qca
from canvas.analysis import heatmap as heatmap_analysis
from canvas.analysis.compare import matrix
from canvas.bench.sample import Sample
from canvas.read_models import (
    beside_page,
    case_comparison_page,
    compare_page,
    differences_page,
    factors_page,
    framework_page,
    heatmap_drawer,
    heatmap_page,
    others_did,
    over_time_page,
    qca_page,
    rated_answers,
)
from canvas.read_models.agenda_page import agenda_page
from canvas.read_models.agreements_page import agreements_page
from canvas.read_models.canvas_page import canvas_page
from canvas.read_models.compared_giving_page import compared_giving
from canvas.read_models.documents_page import documents_page
from canvas.read_models.evidence_page import evidence_page
from canvas.read_models.fell_silent_page import fell_silent_page
from canvas.read_models.giving_page import contribution_choices, giving_page
from canvas.read_models.heatmap_page import HeatmapChoice, HeatmapSort
from canvas.read_models.interviews_page import interviews_page, open_interview
from canvas.read_models.listed_notes import drawer_notes, listed_notes
from canvas.read_models.moment_choice import moment_choice
from canvas.read_models.notes_page import notes_filter, notes_page
from canvas.read_models.overview_page import overview_page
from canvas.read_models.partnerships_page import partnership_page
from canvas.read_models.perspectives_page import perspectives_page
from canvas.read_models.search_page import search_page
from canvas.read_models.start_page import start_page
from canvas.read_models.state_page import state_page
from canvas.read_models.themes_page import themes_page
from canvas.report.evidence_model import Scope
from canvas.speech import Speech
from canvas.store import Connection, interviews, users
from canvas.store.agreements_across import AgreementFilter
from canvas.store.notes import grid, notes
from canvas.store.notes.notes import ORIGINS
from canvas.store.overview import filtered_cells
from canvas.store.overview.filtered_moments import MomentFilter
from canvas.store.points import points
from canvas.store.search import search


@dataclass(frozen=True)
class View:
    """One thing that a screen asks: its name, its size ("fixed" or "study"), and what it does; that gives its rows."""

    name: str
    size: str
    ask: Callable[[Connection, Sample], int]


VIEWS: list[View] = []
LISTED = 40  # notes of a list that are drawn at once


def view(name: str, size: str = "fixed") -> Callable:
    """Name a function as a view."""

    def keep(ask: Callable) -> Callable:
        VIEWS.append(View(name, size, ask))
        return ask

    return keep


@view("choose a moment", "study")
def _choose(connection: Connection, at: Sample) -> int:
    return len(moment_choice(connection, (), [at.code]).moments)


@view("overview, a page of 50")
def _overview(connection: Connection, at: Sample) -> int:
    return len(overview_page(connection, MomentFilter(blocks=at.blocks), start=at.start).rows)


@view("overview by gap")
def _by_gap(connection: Connection, at: Sample) -> int:
    return len(overview_page(connection, MomentFilter(blocks=at.blocks), order=("gap", True)).rows)


@view("overview by a part of a name")
def _by_name(connection: Connection, at: Sample) -> int:
    return len(overview_page(connection, MomentFilter(words=at.code[:3], blocks=at.blocks)).rows)


@view("who fell silent, a page of 50", "study")
def _fell_silent(connection: Connection, at: Sample) -> int:
    return len(fell_silent_page(connection, at.roles).rows)


@view("own work of a researcher")
def _researcher(connection: Connection, at: Sample) -> int:
    of_user = {"id": users.every(connection)[0]["id"], "kind": "researcher"}
    return start_page(connection, of_user, "2026-11-30", at.blocks).to_hold


@view("own work of an evaluator")
def _evaluator(connection: Connection, at: Sample) -> int:
    return start_page(connection, {"id": "", "kind": "evaluator"}, "2026-11-30", at.blocks).waiting.total


@view("agreements of the study")
def _agreements(connection: Connection, at: Sample) -> int:
    return agreements_page(connection, AgreementFilter(), "2026-11-30").total


@view("points to look at again")
def _flagged(connection: Connection, at: Sample) -> int:
    return len(points.flagged(connection))


@view("canvas")
def _canvas(connection: Connection, at: Sample) -> int:
    model = canvas_page(connection, at.pair, (), at.blocks)
    poster.tiles(model.notes, model.cells, at.blocks, at.rows, ORIGINS, model.weights)
    return len(model.notes)


@view("notes of a block")
def _block(connection: Connection, at: Sample) -> int:
    rows = drawer_notes(connection, {"moments": [at.pair], "blocks": [at.block]})
    listed_notes(connection, rows[:LISTED])
    return len(rows)


@view("perspectives")
def _perspectives(connection: Connection, at: Sample) -> int:
    model = perspectives_page(connection, at.pair, (), at.rows)
    return len(model.heard) + len(model.points)


@view("differences")
def _differences(connection: Connection, at: Sample) -> int:
    model = differences_page.differences_page(connection, at.pair, (), at.blocks, at.roles, at.rows)
    return len(model.per_block) + len(model.per_question)


@view("giving and taking")
def _giving(connection: Connection, at: Sample) -> int:
    model = giving_page(connection, at.pair[0])
    contribution_choices(connection, at.pair[0])
    return len(model.givings)


@view("giving and taking, 50 partnerships side by side")
def _compared_giving(connection: Connection, at: Sample) -> int:
    at_wave = MomentFilter(waves=(at.wave,))
    return len(compared_giving(connection, [pair[0] for pair in at.page], at_wave).partnerships)


@view("state of affairs")
def _state(connection: Connection, at: Sample) -> int:
    return len(state_page(connection, at.pair, at.roles, at.rows).affairs.findings)


@view("agenda")
def _agenda(connection: Connection, at: Sample) -> int:
    return len(agenda_page(connection, at.pair, at.blocks, method.roles(()), Speech("nl")).items)


@view("over time")
def _time(connection: Connection, at: Sample) -> int:
    waves = (at.earlier[1], at.pair[1])
    return len(over_time_page.changes_page(connection, at.pair[0], waves, (), at.blocks, at.roles).blocks)


@view("factors of a partnership")
def _factors(connection: Connection, at: Sample) -> int:
    model = factors_page.factors_page(connection, at.pair, at.position, (), at.roles)
    factors.explained(model.low, method.factors(), at.roles)
    return len(model.now)


@view("a partnership beside the others")
def _beside(connection: Connection, at: Sample) -> int:
    return len(beside_page.beside_page(connection, at.pair, list(method.blocks()), at.roles).every)


@view("what others did")
def _others(connection: Connection, at: Sample) -> int:
    return len(others_did.what_others_did(connection, at.pair).lessons)


@view("factors across partnerships")
def _factors_of_wave(connection: Connection, at: Sample) -> int:
    return len(factors_page.factors_of_wave(connection, at.wave, (), at.roles).rows)


@view("partnerships behind a factor")
def _behind(connection: Connection, at: Sample) -> int:
    asked_of = (at.wave, at.factor, at.role, "low", ())
    return len(rated_answers.rating_partnerships(connection, *asked_of, start=0, answer_count=40).partnerships)


def _heatmap(kind: str) -> Callable:
    def ask(connection: Connection, at: Sample) -> int:
        choice, moment_filter = HeatmapChoice(kind, "notes"), MomentFilter(waves=(at.wave,))
        model = heatmap_page.heatmap_of_wave(connection, choice, moment_filter, (), HeatmapSort(), at.roles, at.start)
        return len(heatmap_analysis.grid(model.page.cells, at.roles))

    return ask


for _kind in ("block", "factor", "theme"):
    view(f"heatmap of {_kind}s, a page of 50")(_heatmap(_kind))


@view("one block across all")
def _one_block(connection: Connection, at: Sample) -> int:
    return len(filtered_cells.cells_of_row(connection, "block", at.block, MomentFilter(waves=(at.wave,), role=at.role)))


@view("one theme across all")
def _one_theme(connection: Connection, at: Sample) -> int:
    return len(filtered_cells.cells_of_row(connection, "theme", at.theme, MomentFilter(waves=(at.wave,), role=at.role)))


@view("blocks x roles across all")
def _blocks_by_role(connection: Connection, at: Sample) -> int:
    moment_filter = MomentFilter(waves=(at.wave,))
    cell = heatmap_drawer.figure_of_many(connection, "block", moment_filter, at.blocks, at.roles).cell
    return len(cell["partnerships"])


@view("blocks covered across all", "study")
def _covered(connection: Connection, at: Sample) -> int:
    return sum(heatmap_page.covered_counts(connection, MomentFilter(waves=(at.wave,)), at.blocks).values())


@view("one block across all, ranked", "study")
def _ranked(connection: Connection, at: Sample) -> int:
    choice, sort = HeatmapChoice("block", "notes"), HeatmapSort(heatmap_page.BY_ROW + at.block, down=True)
    moment_filter = MomentFilter(waves=(at.wave,))
    return heatmap_page.heatmap_of_wave(connection, choice, moment_filter, at.blocks, sort, at.roles).within


def _matrix(kind: str, figure: str) -> Callable:
    def ask(connection: Connection, at: Sample) -> int:
        role = at.role if figure in ("median", "agreement") else ""
        choice, moment_filter = HeatmapChoice(kind, figure, role), MomentFilter(waves=(at.wave,), role=role)
        return len(heatmap_page.alike_figures(connection, choice, moment_filter).figures)

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
def _reading(connection: Connection, at: Sample) -> int:
    cells = compare_page.compare_page(connection, at.page, ()).cells
    model = compare_page.reading_matrix(connection, at.page, at.block, ())
    of_block = [cell for cell in cells if cell["block"] == at.block]
    return len(matrix(model.notes, of_block, at.page, list(at.roles), at.rows))


@view("framework matrix of 50 by block")
def _framework(connection: Connection, at: Sample) -> int:
    model = framework_page.framework_page(connection, at.page, "block", at.blocks, at.blocks, at.blocks)
    return sum(len(row) for row in model.rows)


@view("cases block by block")
def _cases(connection: Connection, at: Sample) -> int:
    pairs = at.page[:3]
    cells = compare_page.compare_page(connection, pairs, ()).cells
    return len(case_comparison_page.case_comparison(connection, cells, pairs, (), at.blocks, at.roles).blocks)


@view("themes x 50 partnerships (QCA)")
def _qca(connection: Connection, at: Sample) -> int:
    groups = qca.groups(framework_page.offered_themes(connection), whole=False)
    return len(qca_page.qca_page(connection, at.page, groups, qca.Rule()).rows)


@view("themes", "study")
def _themes(connection: Connection, at: Sample) -> int:
    return len(themes_page(connection, ()).themes)


@view("notes of a theme")
def _theme(connection: Connection, at: Sample) -> int:
    return len(notes.with_sources(connection, theme_id=at.theme, moments=[at.pair]))


@view("notes grid, the newest")
def _grid(connection: Connection, at: Sample) -> int:
    return len(notes_page(connection, "notes", grid.GridFilter(), grid.GridOrder(), 0).rows)


@view("notes grid, what can be chosen")
def _grid_offer(connection: Connection, at: Sample) -> int:
    model = notes_filter(connection, [at.code])
    return len(model.partnerships) + len(model.respondents)


@view("notes grid, one moment by text")
def _grid_moment(connection: Connection, at: Sample) -> int:
    grid_filter = grid.GridFilter(partnerships=(at.pair[0],), waves=(at.pair[1],))
    return len(notes_page(connection, "notes", grid_filter, grid.GridOrder("text"), 0).rows)


@view("notes grid, one theme")
def _grid_theme(connection: Connection, at: Sample) -> int:
    return len(notes_page(connection, "notes", grid.GridFilter(themes=(at.theme,)), grid.GridOrder(), 0).rows)


@view("notes grid, all by partnership")
def _grid_sorted(connection: Connection, at: Sample) -> int:
    return len(notes_page(connection, "notes", grid.GridFilter(), grid.GridOrder("partnership"), 0).rows)


@view("answers grid, the newest")
def _grid_answers(connection: Connection, at: Sample) -> int:
    return len(notes_page(connection, "answers", grid.GridFilter(), grid.GridOrder(), 0).rows)


@view("partnership with its people")
def _partnership(connection: Connection, at: Sample) -> int:
    return len(partnership_page(connection, at.pair[0]).respondents)


@view("interviews of a moment")
def _interviews(connection: Connection, at: Sample) -> int:
    return len(interviews_page(connection, at.pair).interviews)


@view("an open interview")
def _interview(connection: Connection, at: Sample) -> int:
    opened = interviews.of_moment(connection, *at.pair)[:1]
    return sum(len(open_interview(connection, row["id"]).answers) for row in opened)


@view("documents of a moment")
def _documents(connection: Connection, at: Sample) -> int:
    return len(documents_page(connection, at.pair).of_moment)


@view("search for two words")
def _search(connection: Connection, at: Sample) -> int:
    words = "praktijkopleider monteurs"
    return len(search_page(connection, words, None, {}, (), ranked=False, limit=search.HITS_A_PAGE).hits.hits)


@view("search in one partnership")
def _search_there(connection: Connection, at: Sample) -> int:
    return len(search.find(connection, "begeleiding", partnership_ids=[at.pair[0]]).hits)


@view("evidence of a table")
def _evidence(connection: Connection, at: Sample) -> int:
    (table,) = evidence_page(connection, Scope(*at.pair), "").tables
    return len(table.points)
