"""What lies behind ratings, where roles differ, what changed over time, and how factors were rated."""

from __future__ import annotations

import pytest

from canvas.capture import answers as capture
from canvas.read_models import over_time_page, rated_answers
from canvas.read_models.differences_page import difference_drawer, differences_page
from canvas.read_models.factors_page import factors_of_wave, factors_page, rated_waves
from canvas.store import attributes
from canvas.store.matrix import matrix_summaries
from canvas.store.overview.filtered_counts import AttributeFilter
from tests import build
from tests.store.test_factors import scan

ROLES = ["employer", "government"]


@pytest.fixture
def spoken(begun):
    """On costs two notes of an employer who rates 4 and one of a government that rates 2; later one of an employer."""
    interview, _notes = build.answered(begun, "Reistijd is duur\nLokalen staan leeg")
    capture.rate(begun.study, begun.user, interview, "costs.main", 4)
    interview = build.interview(begun, begun.government)
    capture.save(begun.study, begun.user, interview, "costs.main", "Subsidie loopt af")
    capture.rate(begun.study, begun.user, interview, "costs.main", 2)
    build.answered(begun, "Reistijd is duur.", wave=begun.later_wave)
    return begun


def pair(begun):
    return (begun.partnership, begun.wave)


def experienced(begun):
    """What is wanted of respondents: five years or more, which the second employer alone has."""
    with begun.study.writing(begun.user) as writer:
        years = attributes.add(writer, "respondent", "Jaren", "number")
        attributes.set_value(writer, "respondent", begun.employer_too, years, "5")
    return [AttributeFilter(years, "respondent", low="5")]


@pytest.mark.parametrize(("figure", "ratings"), [("n", [4]), ("rated_4", [4]), ("rated_2", []), ("dont_know", [])])
def test_a_figure_of_a_block_finds_its_answers_and_what_was_said_with_them(spoken, figure, ratings):
    with spoken.study.reading() as connection:
        model = rated_answers.rated_block_answers(connection, pair(spoken), "employer", "costs", figure, ())
    assert [answer["rating"] for answer in model.answers] == ratings
    assert len(model.notes) == 2 * len(ratings)
    assert [row["codes"] for row in model.sources.interviews.values()] == [["NT-B1"]] * len(ratings)
    assert [guide.id for guide in model.sources.guides.values()] == ["pps-short"] * len(ratings)


def test_answers_of_a_block_are_those_of_wanted_respondents(spoken):
    filters = experienced(spoken)
    capture.save(spoken.study, spoken.user, build.interview(spoken, spoken.employer_too), "costs.main", "Het valt mee")
    with spoken.study.reading() as connection:
        rows = rated_answers.block_answers(connection, pair(spoken), "costs", filters)
    assert [row["codes"] for row in rows] == [["NT-B2"]]


def test_a_figure_of_a_factor_finds_its_answers_and_partnerships(begun):
    scan(begun, {1: 2, 2: 4}, text="Te weinig tijd")
    with begun.study.reading() as connection:
        low = rated_answers.rated_factor_answers(connection, pair(begun), "employer", 1, "low", ())
        every = rated_answers.factor_answers(connection, pair(begun), None, None)
        model = rated_answers.rating_partnerships(connection, begun.wave, 1, "employer", "low", (), 0, 0)
        high = rated_answers.rating_partnerships(connection, begun.wave, 1, "employer", "high", (), 0, 0)
    assert [answer["rating"] for answer in low.answers] == [2]
    assert [note["text"] for note in low.notes] == ["Te weinig tijd"]
    assert sorted(answer["factor"] for answer in every.answers) == [1, 2]
    assert (model.total, [row["code"] for row in model.partnerships]) == (1, ["NT"])
    assert [answer["text"] for answer in model.answers] == ["Te weinig tijd"]
    assert not model.sources.interviews  # of none of the answers it was asked
    assert (high.total, high.partnerships, high.answers) == (0, [], [])


def test_differences_rest_on_cells_points_and_answers(spoken):
    with spoken.study.reading() as connection:
        model = differences_page(connection, pair(spoken), (), ["costs"], ROLES, ROLES)
        drawer = difference_drawer(connection, pair(spoken), ["costs"], "costs", ())
        unrated = difference_drawer(connection, pair(spoken), ["costs"], "", ())
    assert sum(cell["notes"] for cell in model.cells) == 3
    assert (model.points, [row["key"] for row in model.per_block]) == ([], ["costs"])
    assert [row["key"] for row in model.per_question] == ["financing"]  # the one that costs stands under
    assert len(drawer.notes) == 3
    assert sorted(answer["rating"] for answer in drawer.answers) == [2, 4]
    assert drawer.sources.interviews.keys() == {answer["interview_id"] for answer in drawer.answers}
    assert (len(unrated.notes), unrated.answers) == (3, [])


def test_what_changed_is_worked_out_per_block_once_both_moments_hold_notes(spoken):
    waves = (spoken.wave, spoken.later_wave)
    with spoken.study.reading() as connection:
        model = over_time_page.changes_page(connection, spoken.partnership, waves, (), ["costs"], ROLES)
    assert model.noted == {*waves}
    rows = [(row["how"], row["other"]) for row in model.blocks["costs"]["notes"]]
    assert sorted(rows) == [("gone", "heard"), ("gone", "not_asked"), ("stays", "")]
    assert model.reasons == {}


def test_nothing_is_compared_where_a_moment_holds_no_notes(begun):
    build.answered(begun, "Reistijd is duur")
    waves = (begun.wave, begun.later_wave)
    with begun.study.reading() as connection:
        model = over_time_page.changes_page(connection, begun.partnership, waves, (), ["costs"], ROLES)
    assert (model.noted, model.blocks) == ({begun.wave}, {})


def test_the_reason_of_a_change_stands_with_its_notes_and_versions(spoken):
    later, since = (spoken.partnership, spoken.later_wave), spoken.wave
    with spoken.study.reading() as connection:
        note_ids = [note["id"] for note in difference_drawer(connection, later, ["costs"], "", ()).notes]
        before = over_time_page.reason_drawer(connection, later, since, "costs", note_ids)
    with spoken.study.writing(spoken.user) as writer:
        matrix_summaries.save(writer, *later, "block", "costs", "De bus rijdt niet meer", note_ids, since=since)
    with spoken.study.reading() as connection:
        reason = over_time_page.change_reason(connection, later, since, "costs")
        versions = over_time_page.reason_versions(connection, reason["id"])
    assert before.reason == over_time_page.NO_REASON
    assert [note["text"] for note in before.notes.values()] == ["Reistijd is duur."]
    assert (reason["text"], reason["notes"]) == ("De bus rijdt niet meer", note_ids)
    assert [row["text"] for row in versions] == ["De bus rijdt niet meer"]


def test_ratings_over_time_are_those_of_blocks_or_of_factors(spoken):
    scan(spoken, {3: 5})
    pairs = [pair(spoken), (spoken.partnership, spoken.later_wave)]
    with spoken.study.reading() as connection:
        blocks = over_time_page.ratings_over_time(connection, pairs, "blocks", ()).cells
        factors = over_time_page.ratings_over_time(connection, pairs, "factors", ()).cells
    assert [(cell["role"], cell["wave_id"]) for cell in blocks if cell["rated_4"]] == [("employer", spoken.wave)]
    assert [cell["factor"] for cell in factors if cell["rated_5"]] == [3]


def test_factors_at_a_moment_stand_beside_those_of_an_earlier_one(begun):
    scan(begun, {1: 2}, text="Te weinig tijd")
    with begun.study.reading() as connection:
        unrated = factors_page(connection, (begun.partnership, begun.later_wave), 2, (), ROLES)
    scan(begun, {1: 5}, wave=begun.later_wave)
    with begun.study.reading() as connection:
        model = factors_page(connection, (begun.partnership, begun.later_wave), 2, (), ROLES)
        first = factors_page(connection, pair(begun), 1, (), ROLES)
    assert (unrated.now, unrated.last_rated, unrated.has_respondents) == ([], ("NT", 1), True)
    assert [(row["factor"], row["rated_5"]) for row in model.now] == [(1, 1)]
    assert [(row["factor"], row["rated_2"]) for row in model.before] == [(1, 1)]
    assert (model.earlier["wave_id"], model.low) == (begun.wave, [])
    assert (first.earlier, first.before, [row["rating"] for row in first.low]) == (None, [], [2])


def test_factors_across_partnerships_are_those_of_a_wave(begun):
    with begun.study.reading() as connection:
        assert rated_waves(connection).waves == []
    scan(begun, {1: 2})
    with begun.study.reading() as connection:
        model = factors_of_wave(connection, begun.wave, (), ROLES)
        later = factors_of_wave(connection, begun.later_wave, (), ROLES)
        waves = rated_waves(connection).waves
    assert (model.partnerships, model.fictional, len(model.order)) == (1, 0, 10)
    assert [(row["factor"], row["low"]) for row in model.rows] == [(1, 1)]
    assert (later.partnerships, later.rows) == (0, [])
    assert [row["id"] for row in waves] == [begun.wave]
