"""The rule: what may be shown of people who are few, and to whom."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from canvas.access.small_numbers import CHECKED_STATES, RULES, Limits, limits_for, may_copy_study
from canvas.method import POINT_STATES
from canvas.store import users
from tests.examples import examples

LIMITS = st.builds(Limits, people=st.integers(2, 20), checked=st.booleans())


def test_leads_alone_are_limited_and_not_where_the_study_says_all():
    study = {"small_numbers": "checked_points", "small_below": 3}
    assert [limits_for(kind, study) for kind in users.KINDS] == [None, Limits(3, True), None]
    assert limits_for("lead", study | {"small_numbers": "nothing_below_n", "small_below": 5}) == Limits(5, False)
    assert limits_for("lead", study | {"small_numbers": "all"}) is None
    assert limits_for("lead", None) is None
    assert set(RULES) == {"all", "checked_points", "nothing_below_n"}
    assert set(CHECKED_STATES) == set(POINT_STATES) - {"draft"}


def test_the_whole_study_is_taken_along_by_those_who_are_never_limited():
    assert [kind for kind in users.KINDS if may_copy_study(kind)] == ["researcher", "evaluator"]


@examples(200)
@given(LIMITS, st.integers(0, 40), st.none() | st.integers(0, 40), st.integers(0, 40))
def test_words_are_open_only_among_enough_people_and_stay_so_among_more(limits, of_role, of_partner, more):
    is_open = limits.is_open(of_role, of_partner)
    smallest = min(of_role, of_role if of_partner is None else of_partner)
    assert is_open == (smallest >= limits.people)
    if is_open:
        assert limits.is_open(of_role + more, None if of_partner is None else of_partner + more)
        assert limits.is_open(of_role, None)


@examples(100)
@given(LIMITS, st.sampled_from(POINT_STATES))
def test_a_point_on_words_of_few_is_shown_only_once_it_was_checked_and_the_study_says_so(limits, state):
    assert limits.shows_point(state, rests_on_few=False)
    assert limits.shows_point(state, rests_on_few=True) == (limits.checked and state != "draft")
