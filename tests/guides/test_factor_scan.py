"""The factor scan asks each role to rate the ten success factors, and what lies behind a low rating."""

import pytest

from canvas import method
from canvas.guides import shipped_guides
from canvas.guides.read import guide_hash

GUIDE = shipped_guides()["factor-scan"]
ROLES = tuple(method.standard_roles())


def test_it_has_the_ten_factors_rated_in_their_order_by_every_role():
    assert [question.factor for question in GUIDE.questions] == list(method.factors())
    assert all(question.kind == "rating" and question.rating for question in GUIDE.questions)
    for role in (*ROLES, "political_party"):
        assert len(GUIDE.for_role(role)) == 10


def test_it_takes_ten_minutes_and_the_guide_for_the_whole_canvas_comes_first():
    assert GUIDE.minutes == 10
    assert list(shipped_guides()) == ["pps-short", "factor-scan"]


# An answer is found by its key for as long as a study lives: a key in use never changes, nor does what it rates.
KEYS = {
    "factor.shared_problem": 1,
    "factor.employers_demand": 2,
    "factor.joint_agenda": 3,
    "factor.network_strengths": 4,
    "factor.whole_chain": 5,
    "factor.tailored": 6,
    "factor.clear_roles": 7,
    "factor.interests_balanced": 8,
    "factor.dialogue": 9,
    "factor.in_step": 10,
}


def test_the_keys_and_what_they_rate_stay_as_they_are():
    assert {question.key: question.factor for question in GUIDE.questions} == KEYS


def test_no_key_of_it_is_one_of_the_short_guide():
    assert not set(KEYS) & {question.key for question in shipped_guides()["pps-short"].questions}


@pytest.mark.parametrize("language", ["nl", "en"])
def test_each_question_is_asked_and_asks_on_after_a_low_rating(language):
    for question in GUIDE.questions:
        for role in ROLES:
            assert question.rating_wording(role, language).endswith("?"), (question.key, role)
        assert question.explain[language].endswith("?"), question.key
    assert GUIDE.title[language]
    assert GUIDE.intro[language]


def test_the_two_languages_differ_and_participants_are_asked_what_they_see_themselves():
    for question in GUIDE.questions:
        assert question.text["nl"] != question.text["en"]
        assert question.explain["nl"] != question.explain["en"]
        assert question.wording("participant", "nl") != question.wording("government", "nl"), question.key


def test_its_fingerprint_says_what_is_asked_and_not_how_the_file_looks():
    from canvas.guides import parse_guide

    spaced = parse_guide(GUIDE.content.replace("\n[[question]]", "\n# again\n\n[[question]]"))
    assert guide_hash(spaced) == guide_hash(GUIDE)
    other = parse_guide(GUIDE.content.replace("één gezamenlijke agenda", "een agenda"))
    assert guide_hash(other) != guide_hash(GUIDE)
