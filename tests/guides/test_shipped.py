"""The guide that ships with the product asks each role about each block, in both languages."""

import re

import pytest

from canvas import method
from canvas.guides import shipped_guides

GUIDE = shipped_guides()["pps-short"]
ROLES = ("employer", "government", "education", "project_lead", "participant")
EVERY = [(role, question) for role in ROLES for question in GUIDE.for_role(role)]


def test_it_asks_one_question_on_each_of_the_18_blocks_and_each_role_all_of_them():
    assert len(GUIDE.questions) == 18
    assert {question.block for question in GUIDE.questions} == set(method.blocks())
    for role in ROLES:
        assert len(GUIDE.for_role(role)) == 18


def test_the_keys_are_the_blocks_with_main_after_them():
    assert [question.key for question in GUIDE.questions] == [f"{question.block}.main" for question in GUIDE.questions]


def test_it_speaks_dutch_first_and_english_too():
    assert GUIDE.languages == ("nl", "en")
    assert GUIDE.language_for("en") == "en"
    assert GUIDE.language_for("fr") == "nl"


@pytest.mark.parametrize("language", ["nl", "en"])
def test_every_role_has_a_wording_of_its_own_with_one_or_two_probes(language):
    for role, question in EVERY:
        assert question.wording(role, language).strip().endswith("?"), (question.key, role)
        assert role in question.text_for, (question.key, role)
        probes = question.probes_to(role, language)
        assert 1 <= len(probes) <= 2, (question.key, role)
        assert all(probe.strip() for probe in probes)


def test_no_two_roles_are_asked_in_the_same_words():
    for question in GUIDE.questions:
        for language in GUIDE.languages:
            wordings = [question.wording(role, language) for role in ROLES]
            assert len(set(wordings)) == len(ROLES), question.key


def test_the_two_languages_differ():
    for role, question in EVERY:
        assert question.wording(role, "nl") != question.wording(role, "en")


def test_a_role_of_the_studys_own_is_asked_in_the_general_words():
    question = GUIDE.question("costs.main")
    assert question.wording("political_party", "nl") == question.text["nl"]
    assert question.probes_to("political_party", "en") == [probe["en"] for probe in question.probes]


def test_each_rating_says_what_is_rated_in_both_languages():
    rated = [question for question in GUIDE.questions if question.rating]
    assert rated
    for question in rated:
        assert all(question.rating_text[language].endswith("?") for language in GUIDE.languages)


def test_nobody_is_addressed_by_a_placeholder():
    for role, question in EVERY:
        for language in GUIDE.languages:
            assert not re.search(r"[{}<>]|TODO|XXX", question.wording(role, language)), question.key


def test_a_question_that_is_not_in_the_guide_is_not_found():
    assert GUIDE.question("costs.extra") is None
