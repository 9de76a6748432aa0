"""What the comparison shows: its moments, the heatmap with its drawers, and each of its other views."""

from __future__ import annotations

import pytest

from canvas.analysis.qca import Rule
from canvas.capture import answers as capture
from canvas.read_models import compare_page, heatmap_page
from canvas.read_models.case_comparison_page import case_block, case_comparison
from canvas.read_models.framework_page import framework_page, offered_themes, summary_drawer, summary_versions
from canvas.read_models.heatmap_drawer import figure_of_many
from canvas.read_models.heatmap_page import HeatmapChoice, HeatmapSort, ThemeRow
from canvas.read_models.qca_page import qca_page
from canvas.store import moments, partnerships
from canvas.store.matrix import matrix_summaries
from canvas.store.overview.filtered_moments import MomentFilter
from canvas.store.themes import themes
from tests import build

NOTES = HeatmapChoice("block", "notes")


@pytest.fixture
def spoken(begun):
    """Of NT on costs: two notes of an employer (4) and one of a government (2), later one; AZ has only a moment."""
    interview, _notes = build.answered(begun, "Reistijd is duur\nLokalen staan leeg")
    capture.rate(begun.study, begun.user, interview, "costs.main", 4)
    interview = build.interview(begun, begun.government)
    capture.save(begun.study, begun.user, interview, "costs.main", "Subsidie loopt af")
    capture.rate(begun.study, begun.user, interview, "costs.main", 2)
    build.answered(begun, "Reistijd is duur", wave=begun.later_wave)
    with begun.study.writing(begun.user) as writer:
        moments.put_moment(writer, partnerships.add(writer, "Alfa Zorg", "AZ", "Drenthe", 2024), begun.wave)
    return begun


def pairs(begun):
    return [(begun.partnership, begun.wave), (begun.partnership, begun.later_wave)]


def coded(begun, name, *places, parent=None):
    """A theme given to the notes at these places among those at the first moment, in the order they were written."""
    with begun.study.reading() as connection:
        rows = compare_page.reading_matrix(connection, pairs(begun)[:1], "costs", ()).notes
    texts = ["Reistijd is duur", "Lokalen staan leeg", "Subsidie loopt af"]
    ids = {row["text"]: row["id"] for row in rows}
    with begun.study.writing(begun.user) as writer:
        theme = themes.add(writer, name, parent_id=parent)
        themes.assign(writer, theme, [ids[texts[place]] for place in places])
    return theme


def of_wave(begun, sort, start=0, alike=None, **which):
    with begun.study.reading() as connection:
        which_moments = MomentFilter(waves=(begun.wave,), **which)
        return heatmap_page.heatmap_of_wave(
            connection, NOTES, which_moments, ["costs"], sort, ["employer"], start, alike
        )


def codes(model):
    return [row["code"] for row in model.page.moments]


def test_a_wave_is_read_in_the_order_that_is_chosen(spoken):
    by_name = of_wave(spoken, HeatmapSort())
    assert (by_name.every, by_name.within, codes(by_name)) == (2, 2, ["AZ", "NT"])
    assert {row["role"]: row["notes"] for row in by_name.totals if row["row"] == "costs"} == {
        "employer": 2,
        "government": 1,
    }
    assert codes(of_wave(spoken, HeatmapSort("row:costs", down=True))) == ["NT", "AZ"]


def test_a_page_past_the_last_is_the_last_and_of_nothing_there_is_none(spoken):
    assert of_wave(spoken, HeatmapSort(), start=400).start == 0
    none = of_wave(spoken, HeatmapSort(), words="fietsenstalling")
    assert (none.every, none.within, none.totals, none.page.moments) == (2, 0, [], [])


def test_the_order_of_the_alike_is_made_again_only_when_notes_changed(spoken):
    first = of_wave(spoken, HeatmapSort("alike")).page.alike
    assert sorted(first.pairs) == sorted((row["partnership_id"], spoken.wave) for row in moments_of(spoken))
    assert of_wave(spoken, HeatmapSort("alike"), alike=first).page.alike is first
    build.answered(spoken, "Een gedeelde coach", "activities.main")
    assert of_wave(spoken, HeatmapSort("alike"), alike=first).page.alike is not first


def moments_of(begun):
    with begun.study.reading() as connection:
        return [row for row in moments.moments(connection) if row["wave_id"] == begun.wave]


def test_of_themes_those_most_heard_stand_in_the_rows_with_what_they_stand_under(spoken, monkeypatch):
    above = coded(spoken, "Kosten")
    travel = coded(spoken, "Reizen", 0, 1, parent=above)
    coded(spoken, "Geld", 2)
    which_moments = MomentFilter(waves=(spoken.wave,))
    monkeypatch.setattr(heatmap_page, "THEMES", 1)
    with spoken.study.reading() as connection:
        model = heatmap_page.heatmap_themes(connection, which_moments)
    assert (model.rows, model.left_out) == ([ThemeRow(travel, "Reizen", ("Kosten",))], 1)


def test_chosen_moments_show_the_cells_of_the_comparison_or_those_of_factors(spoken):
    with spoken.study.reading() as connection:
        cells = compare_page.compare_page(connection, pairs(spoken), ()).cells
        choice = (MomentFilter(pairs=tuple(pairs(spoken))), ["costs"], HeatmapSort(), ["employer"], cells)
        of_employers = heatmap_page.heatmap_of_moments(connection, HeatmapChoice("block", "notes", "employer"), *choice)
        of_factors = heatmap_page.heatmap_of_moments(connection, HeatmapChoice("factor", "notes"), *choice)
    assert {(cell["wave_id"], cell["notes"]) for cell in of_employers.cells if cell["row"] == "costs"} == {
        (spoken.wave, 2),
        (spoken.later_wave, 1),
    }
    assert of_factors.cells == []


def test_a_figure_of_many_counts_notes_and_where_roles_were_heard(spoken):
    which_moments = MomentFilter(waves=(spoken.wave,))
    with spoken.study.reading() as connection:
        cell = figure_of_many(connection, "block", which_moments, ["costs"], ["employer", "government"]).cell
        nothing = figure_of_many(connection, "block", which_moments, ["surplus"], ["employer"]).cell
        counts = heatmap_page.covered_counts(connection, which_moments, ["costs", "surplus"])
    assert (cell["notes"], cell["partnerships"]) == (3, {"employer": 1, "government": 1})
    assert (nothing["notes"], nothing["partnerships"]) == (0, {})
    assert (counts[0], counts[1]) == (1, 1)  # AZ, NT


def test_each_partnership_is_compared_at_its_last_moment_with_notes(spoken):
    with spoken.study.reading() as connection:
        model = compare_page.comparable_moments(connection, (), (), "")
    assert (model.total, model.partnerships, len(model.offered)) == (3, 2, 3)
    assert {(row["code"], row["position"]) for row in model.latest} == {("AZ", 1), ("NT", 2)}


def test_of_a_large_study_those_of_the_link_are_offered(spoken, monkeypatch):
    monkeypatch.setattr(compare_page, "MOST_OFFERED", 1)
    monkeypatch.setattr(compare_page, "MOST_COMPARED", 0)
    with spoken.study.reading() as connection:
        model = compare_page.comparable_moments(connection, (), ["AZ"], "")
    assert (model.total, [row["code"] for row in model.offered]) == (3, ["AZ"])


def test_waves_say_how_many_partnerships_they_have_and_how_many_hold_notes(spoken):
    with spoken.study.reading() as connection:
        rows = compare_page.compared_waves(connection)
        page = compare_page.wave_moments(connection, MomentFilter(waves=(spoken.wave,)), "name", True, 50, ())
        begun = compare_page.moments_with_interviews(connection, ())
    assert [(row.partnerships, row.with_notes) for row in rows] == [(2, 1), (1, 1)]
    assert (page.every, page.within, page.start) == (2, 2, 0)
    assert [row["code"] for row in page.moments] == ["NT", "AZ"]
    assert [(row["code"], row["position"]) for row in begun] == [("NT", 1), ("NT", 2)]


def test_a_block_is_read_with_its_notes_questions_and_ratings(spoken):
    with spoken.study.reading() as connection:
        cells = compare_page.compare_page(connection, pairs(spoken), ()).cells
        matrix = compare_page.reading_matrix(connection, pairs(spoken), "costs", ())
        ratings = compare_page.rating_distribution(connection, cells, "costs", pairs(spoken), ["employer"], "nl")
    assert len(matrix.notes) == 4
    assert list(matrix.questions) == ["costs.main"]
    assert sum(row["rated_4"] for row in ratings.rows) == 1
    assert ratings.question == ""  # the guide asks for no rating of costs


def test_a_rating_says_what_was_asked(spoken):
    interview, _notes = build.answered(spoken, "Het bestuur luistert", "governance.main")
    capture.rate(spoken.study, spoken.user, interview, "governance.main", 5)
    with spoken.study.reading() as connection:
        cells = compare_page.compare_page(connection, pairs(spoken), ()).cells
        model = compare_page.rating_distribution(connection, cells, "governance", pairs(spoken), ["employer"], "nl")
    assert model.question == build.short_guide().question("governance.main").rating_text["nl"] != ""


def test_a_cell_of_the_framework_matrix_has_its_summary_notes_and_versions(spoken):
    at = (*pairs(spoken)[0], "costs")
    note_filter = {"moments": pairs(spoken)[:1], "blocks": ["costs"]}
    with spoken.study.reading() as connection:
        before = summary_drawer(connection, at, "block", "", note_filter)
    elsewhere = build.notes_of(spoken, build.answered(spoken, "Een coach", "activities.main")[0], "activities.main")[0]
    with spoken.study.writing(spoken.user) as writer:
        matrix_summaries.save(writer, *pairs(spoken)[0], "block", "costs", "Duur", [elsewhere["id"]])
    with spoken.study.reading() as connection:
        page = framework_page(connection, pairs(spoken), "block", ["costs"], ["costs"], ["costs"])
        after = summary_drawer(connection, at, "block", "", note_filter)
        versions = summary_versions(connection, after.history_id)
    assert (before.summary, before.history_id, len(before.notes), before.elsewhere) == (None, None, 3, [])
    assert [row[0]["summary"] and row[0]["summary"]["text"] for row in page.rows] == ["Duur", None]
    assert page.gone == []
    assert [note["text"] for note in after.elsewhere] == ["Een coach"]
    assert [row["text"] for row in versions] == ["Duur"]


def test_what_was_written_of_a_theme_no_longer_in_use_stands_apart(spoken):
    travel, money = coded(spoken, "Reizen", 0), coded(spoken, "Geld", 2)
    with spoken.study.writing(spoken.user) as writer:
        for theme in (travel, money):
            matrix_summaries.save(writer, *pairs(spoken)[0], "theme", theme, "Wordt minder")
        themes.retire(writer, travel)
    with spoken.study.reading() as connection:
        page = framework_page(connection, pairs(spoken), "theme", [money], ["costs"], [money])
        offered = offered_themes(connection)
    assert [(row.theme, row.merged_into, row.pair) for row in page.gone] == [("Reizen", "", pairs(spoken)[0])]
    assert {row["name"] for row in offered} == {"Reizen", "Geld"}


def test_cases_differ_where_another_role_was_heard(spoken):
    travel = coded(spoken, "Reizen", 0)
    with spoken.study.reading() as connection:
        cells = compare_page.compare_page(connection, pairs(spoken), ()).cells
        model = case_comparison(connection, cells, pairs(spoken), (), ["costs"], ["employer", "government"])
        block = case_block(connection, pairs(spoken))
    assert model.blocks["costs"]["heard"]["verdict"].what == "different"  # at first an employer and a government
    assert set(model.coded) == {pairs(spoken)[0]}
    assert (block.themes, block.summaries, list(block.flagged)) == ({travel: "Reizen"}, {}, [])


def test_a_moment_without_themes_is_unknown_to_qca(spoken):
    travel = coded(spoken, "Reizen", 0, 1)
    with spoken.study.reading() as connection:
        model = qca_page(connection, pairs(spoken), {travel: [travel]}, Rule("notes", 2))
    assert [row["cells"][travel]["value"] for row in model.rows] == [1, None]
    assert model.unknown == 1
