"""Agreement within a role and the gap between roles: published values, and counts worked out by hand."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as some

from canvas.analysis.agreement import Gap, agreement, consensus, gap, gap_of_few, median, spread

PUBLISHED = (30, 40, 210, 130, 530, 50, 10)  # van der Eijk (2001), the worked example


def test_agreement_is_what_van_der_eijk_published():
    assert agreement(PUBLISHED) == pytest.approx(0.6113333, abs=5e-8)


def test_agreement_over_four_categories_is_what_was_published():
    assert agreement((2, 0, 1, 1)) == pytest.approx(0.0833, abs=5e-5)


def test_consensus_is_what_tastle_and_wierman_give():
    assert consensus(PUBLISHED) == pytest.approx(0.7256876, abs=5e-8)


def test_all_alike_is_full_agreement_evenly_spread_is_none_and_two_camps_are_the_opposite():
    assert [agreement(counts) for counts in ((0, 0, 7, 0, 0), (2, 2, 2, 2, 2), (3, 0, 0, 0, 3))] == [1, 0, -1]
    assert [consensus(counts) for counts in ((0, 0, 7, 0, 0), (3, 0, 0, 0, 3))] == [1, 0]


def test_two_neighbours_agree_more_than_two_with_one_between():
    # by hand: three triples of (0,1,1,0,0) have one peak and none has two, so U = 1 and A = 1 - 1/4
    assert agreement((0, 4, 4, 0, 0)) == pytest.approx(3 / 4)
    # of (0,1,0,1,0) two have one peak and one has two, so U = (3 * 2 - 4 * 1) / (3 * 3) and A = 2/9 * 3/4
    assert agreement((0, 4, 0, 4, 0)) == pytest.approx(1 / 6)


@pytest.mark.parametrize("counts", [(), (1, 2), (0, 0, 0), (1, -1, 2)])
def test_agreement_refuses_what_has_no_order_or_no_count(counts):
    with pytest.raises(ValueError, match="categories"):
        agreement(counts)


@pytest.mark.parametrize("counts", [(3,), (0, 0, 0)])
def test_consensus_refuses_what_has_no_width_or_no_count(counts):
    with pytest.raises(ValueError, match="categories"):
        consensus(counts)


histograms = some.lists(some.integers(0, 40), min_size=3, max_size=7).filter(any)


@given(histograms, some.integers(1, 9))
def test_agreement_and_consensus_stay_in_their_range_whichever_end_is_low_and_however_many_speak(counts, times):
    for measure, least in ((agreement, -1), (consensus, 0)):
        value = measure(counts)
        assert least - 1e-9 <= value <= 1 + 1e-9
        assert measure(counts[::-1]) == pytest.approx(value, abs=1e-9)
        assert measure([count * times for count in counts]) == pytest.approx(value, abs=1e-9)


def test_the_median_lies_half_way_between_two_middle_ratings_and_is_none_for_fewer_than_three():
    assert median((0, 1, 1, 1, 0)) == 3
    assert median((2, 0, 0, 0, 2)) == 3
    assert median((0, 2, 2, 0, 0)) == 2.5
    assert median((1, 0, 0, 0, 1)) is None
    assert median((0, 0, 0, 0, 0)) is None


def test_below_three_ratings_only_their_number_is_said():
    few = spread((1, 0, 0, 0, 1))
    assert (few.n, few.varies) == (2, True)
    assert (few.median, few.agreement, few.consensus) == (None, None, None)


def test_where_nobody_differs_there_is_no_variation_instead_of_a_number():
    same = spread((0, 0, 0, 200, 0))
    assert (same.n, same.varies, same.median) == (200, False, 4)
    assert (same.agreement, same.consensus) == (None, None)


def test_three_who_differ_have_a_median_and_both_measures():
    spread_ = spread((0, 2, 1, 0, 0))
    assert (spread_.n, spread_.varies, spread_.median) == (3, True, 2)
    # by hand: layers (2,3) of two ratings and (2) of one: (2 * 3/4 + 1 * 1) / 3
    assert spread_.agreement == pytest.approx(2.5 / 3)
    # by hand: mean 2 1/3, so 2/3 lie 1/3 off and 1/3 lie 2/3 off, on a width of 4
    assert spread_.consensus == pytest.approx(1 + 2 / 3 * -0.1255309 + 1 / 3 * -0.2630344, abs=1e-6)


def test_the_gap_is_the_largest_distance_between_medians_of_roles_with_three_voices():
    ratings = {"employer": (0, 3, 0, 0, 0), "government": (0, 0, 0, 4, 0), "education": (0, 0, 0, 0, 2)}
    assert gap(ratings) == Gap(2, "employer", "government", few=False)
    assert gap({"education": (0, 0, 0, 2, 2), "employer": (0, 3, 0, 0, 0)}) == Gap(2.5, "employer", "education", False)
    assert gap({"employer": (0, 3, 0, 0, 0), "government": (0, 0, 2, 0, 0)}) is None
    assert gap({"employer": (0, 3, 0, 0, 0)}) is None
    assert gap({}) is None


def test_a_gap_of_few_is_the_distance_between_the_nearest_ratings_of_two_roles():
    ratings = {"government": (0, 0, 0, 1, 1), "employer": (1, 1, 0, 0, 0), "education": (0, 0, 1, 0, 0)}
    assert gap_of_few(ratings) == Gap(2, "employer", "government", few=True)
    # who rates as others do is no distance away, however far their outermost ratings lie apart
    assert gap_of_few({"employer": (1, 0, 0, 0, 1), "government": (0, 0, 1, 0, 0)}).distance == 0
    # roles with three voices each have a gap between medians, and are none of the few
    assert gap_of_few({"employer": (3, 0, 0, 0, 0), "government": (0, 0, 0, 0, 3)}) is None
    assert gap_of_few({"employer": (3, 0, 0, 0, 0), "government": (0, 0, 0, 0, 2)}).distance == 4
    assert gap_of_few({"employer": (0, 0, 0, 0, 0), "government": (0, 0, 0, 0, 1)}) is None
