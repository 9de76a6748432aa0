"""Ratings of success factors are counted on the factor alone, and every figure finds the answers behind it."""

from __future__ import annotations

import pytest

from canvas.capture import answers as capture
from canvas.capture import interviewing
from canvas.guides import shipped_guides
from canvas.store import answers, attributes, factors, interviews, moments, partnerships, respondents
from canvas.store.check.check import check
from canvas.store.overview.filtered_counts import AttributeFilter
from tests import build, recount

SCAN = shipped_guides()["factor-scan"]
RATED = ("rated_1", "rated_2", "rated_3", "rated_4", "rated_5", "dont_know")


def scan(
    begun: build.Begun,
    ratings: dict[int, int | str],
    who: str = "",
    wave: str = "",
    text: str = "",
    partnership: str = "",
) -> str:
    """A factor scan with an employer, or who is named, in which these factors were rated; `said` explains each."""
    made = interviewing.plan(
        begun.study,
        begun.user,
        SCAN,
        partnership or begun.partnership,
        wave or begun.wave,
        [who or begun.employer],
        "nl",
        start=True,
    )
    with begun.study.reading() as connection:
        interview = interviews.get(connection, made)
    for number, rating in ratings.items():
        question = SCAN.questions[number - 1]
        interviewing.ask(begun.study, begun.user, interview, question)
        if rating != "asked":
            is_rated = rating != "dont_know"
            capture.rate(
                begun.study, begun.user, made, question.key, rating if is_rated else None, dont_know=not is_rated
            )
        if text:
            capture.save(begun.study, begun.user, made, question.key, text)
    return made


def counts(row: dict) -> list[int]:
    return [row["asked"], *(row[name] for name in RATED)]


def at(begun: build.Begun, *pairs: tuple[str, str], **more) -> dict[tuple, list[int]]:
    with begun.study.reading() as connection:
        rated = factors.of_moments(connection, pairs or [(begun.partnership, begun.wave)], **more)
    return {(row["role"], row["factor"]): counts(row) for row in rated}


def test_a_factor_is_stored_on_the_answer_and_counted_per_role(begun):
    scan(begun, {1: 4, 2: 2, 3: "dont_know", 4: "asked"})
    scan(begun, {1: 5}, begun.employer_too)
    scan(begun, {1: 1}, begun.government)
    assert at(begun) == {
        ("employer", 1): [2, 0, 0, 0, 1, 1, 0],
        ("employer", 2): [1, 0, 1, 0, 0, 0, 0],
        ("employer", 3): [1, 0, 0, 0, 0, 0, 1],
        ("employer", 4): [1, 0, 0, 0, 0, 0, 0],
        ("government", 1): [1, 1, 0, 0, 0, 0, 0],
    }
    assert {row["factor"] for row in recount.table(begun.study, "answer")} == {1, 2, 3, 4}
    assert check(begun.study)["faults"] == []


def test_a_rating_taken_back_or_changed_counts_anew(begun):
    made = scan(begun, {1: 4, 2: 4})
    capture.rate(begun.study, begun.user, made, SCAN.questions[0].key, None)
    capture.rate(begun.study, begun.user, made, SCAN.questions[1].key, 2)
    assert at(begun)["employer", 1] == [1, 0, 0, 0, 0, 0, 0]
    assert at(begun)["employer", 2] == [1, 0, 1, 0, 0, 0, 0]


def test_a_factor_alone_makes_no_voice_on_its_block_and_its_explanation_does(begun):
    scan(begun, {3: 2})
    assert recount.stored(begun.study) == {}
    scan(begun, {3: 1}, begun.employer_too, text="iedereen heeft een eigen plan")
    key = (begun.partnership, begun.wave, "employer", "governance")
    assert recount.stored(begun.study) == {key: {"notes": 1, "respondents": 1}}
    assert recount.stored(begun.study) == recount.recounted(begun.study)


def test_what_was_rated_of_a_block_stands_apart_from_what_was_rated_of_a_factor_on_it(begun):
    scan(begun, {3: 1})
    made = build.interview(begun, begun.employer_too, question_keys=("governance.main",))
    capture.rate(begun.study, begun.user, made, "governance.main", 5)
    with begun.study.reading() as connection:
        (block_answer,) = answers.of_block(connection, begun.partnership, begun.wave, "governance")
    assert (block_answer["question"], block_answer["rating"]) == ("governance.main", 5)
    (cell,) = recount.table(begun.study, "cell")
    assert [cell[name] for name in RATED] == [0, 0, 0, 0, 1, 0]


def test_across_takes_all_partnerships_of_a_wave_together_and_no_other_wave(begun):
    second = another(begun, "Tweede")
    scan(begun, {1: 4}), scan(begun, {1: 2}, begun.employer_too)
    scan(begun, {1: 1}, second["employer"], partnership=second["id"])
    scan(begun, {1: 5}, wave=begun.later_wave)
    with begun.study.reading() as connection:
        rated = factors.of_wave(connection, begun.wave)
        assert [(row["role"], row["factor"], row["partnerships"], *counts(row)) for row in rated] == [
            ("employer", 1, 2, 3, 1, 1, 0, 1, 0, 0)
        ]
        assert factors.count_partnerships(connection, begun.wave) == (2, 0)
        assert [row["label"] for row in factors.waves(connection)] == ["Meting 1", "Meting 2"]


def another(begun: build.Begun, name: str, fictional: bool = False) -> dict[str, str]:
    """A partnership more at both waves, with an employer."""
    with begun.study.writing(begun.user) as writer:
        made = partnerships.add(writer, name, name[:3].upper(), fictional=fictional)
        for wave in (begun.wave, begun.later_wave):
            moments.put_moment(writer, made, wave)
        return {"id": made, "employer": respondents.add(writer, made, f"{name[:3]}-B1", "employer")}


@pytest.fixture
def large(begun) -> tuple[build.Begun, AttributeFilter]:
    """Two partnerships, of which one lies in the province that is asked for; both rated factor 1."""
    second = another(begun, "Tweede")
    scan(begun, {1: 4})
    scan(begun, {1: 2}, second["employer"], text="te laat", partnership=second["id"])
    with begun.study.writing(begun.user) as writer:
        province = attributes.add(writer, "partnership", "Provincie", "choice", ["Flevoland", "Drenthe"])
        attributes.set_value(writer, "partnership", second["id"], province, "Drenthe")
    return begun, AttributeFilter(province, "partnership", choices=("Drenthe",))


def test_a_filter_on_partnerships_goes_along_across(large):
    begun, drenthe = large
    with begun.study.reading() as connection:
        (row,) = factors.of_wave(connection, begun.wave, [drenthe])
        assert (row["partnerships"], *counts(row)) == (1, 1, 0, 1, 0, 0, 0, 0)
        assert factors.count_partnerships(connection, begun.wave, [drenthe]) == (1, 0)
        behind = (begun.wave, 1, "employer", "n")
        assert [row["name"] for row in factors.partnership_page(connection, *behind, [drenthe])] == ["Tweede"]
        assert (
            factors.partnership_count(connection, *behind, [drenthe]),
            factors.partnership_count(connection, *behind),
        ) == (1, 2)


def test_the_partnerships_behind_a_figure_come_with_most_of_it_first_a_page_at_a_time(begun):
    second = another(begun, "Tweede")
    scan(begun, {1: 2}, second["employer"], partnership=second["id"])
    scan(begun, {1: 2}), scan(begun, {1: 1}, begun.employer_too)
    with begun.study.reading() as connection:
        behind = (begun.wave, 1, "employer")
        page = [
            factors.partnership_page(connection, *behind, "low", start=start, size=1)[0]["name"] for start in (0, 1)
        ]
        assert page == ["Nieuwe Techniek", "Tweede"]
        assert factors.partnership_count(connection, *behind, "rated_1") == 1
        assert factors.partnership_page(connection, *behind, "high") == []


def test_a_filter_on_respondents_counts_what_they_rated_alone(begun):
    scan(begun, {1: 2}, text="te weinig"), scan(begun, {1: 5}, begun.employer_too)
    with begun.study.writing(begun.user) as writer:
        years = attributes.add(writer, "respondent", "Jaren", "number")
        attributes.set_value(writer, "respondent", begun.employer_too, years, "5")
    long = [AttributeFilter(years, "respondent", low="3")]
    assert at(begun, filters=long) == {("employer", 1): [1, 0, 0, 0, 0, 1, 0]}
    with begun.study.reading() as connection:
        pair = [(begun.partnership, begun.wave)]
        assert factors.answers(connection, pair, figure="low", filters=long) == []
        assert [row["codes"] for row in factors.answers(connection, pair, filters=long)] == [["NT-B2"]]


@pytest.mark.parametrize(
    ("figure", "expected"),
    [
        ("rated_2", [2]),
        ("low", [2, 1]),
        ("high", [5]),
        ("n", [2, 1, 5]),
        ("dont_know", [None]),
        (None, [2, 1, 5, None]),
    ],
)
def test_a_figure_finds_the_answers_that_it_counts(begun, figure, expected):
    for who, rating in ((begun.employer, 2), (begun.employer_too, 1), (begun.employer, 5)):
        scan(begun, {1: rating}, who)
    scan(begun, {1: "dont_know"})
    with begun.study.reading() as connection:
        rated_answers = factors.answers(
            connection, [(begun.partnership, begun.wave)], factor=1, role="employer", figure=figure
        )
    assert [row["rating"] for row in rated_answers] == expected


def test_answers_may_be_asked_for_with_words_alone_and_of_one_role(begun):
    scan(begun, {1: 2}, text="geen zin"), scan(begun, {1: 2}, begun.employer_too)
    scan(begun, {1: 1}, begun.government, text="geen geld")
    with begun.study.reading() as connection:
        pair = [(begun.partnership, begun.wave)]
        assert [row["text"] for row in factors.answers(connection, pair, worded=True)] == ["geen zin", "geen geld"]
        assert [row["text"] for row in factors.answers(connection, pair, role="government")] == ["geen geld"]
        assert factors.answers(connection, [], figure="low") == []


def test_the_moment_before_is_the_last_at_which_factors_were_asked_about(begun):
    with begun.study.reading() as connection:
        assert factors.earlier_moment(connection, begun.partnership, 2) is None
        assert factors.last_moment(connection) is None
        assert factors.waves(connection) == []
    scan(begun, {1: 3})
    with begun.study.reading() as connection:
        before = factors.earlier_moment(connection, begun.partnership, 2)
        assert (before["wave_id"], before["label"]) == (begun.wave, "Meting 1")
        assert factors.earlier_moment(connection, begun.partnership, 1) is None
        assert factors.last_moment(connection) == ("NT", 1)


def test_an_invented_partnership_is_not_where_the_screen_opens_while_there_is_another(begun):
    invented = another(begun, "Aaa", fictional=True)
    scan(begun, {1: 3}, invented["employer"], partnership=invented["id"])
    with begun.study.reading() as connection:
        assert factors.last_moment(connection) == ("AAA", 1)
        assert factors.count_partnerships(connection, begun.wave) == (1, 1)
    scan(begun, {1: 3})
    with begun.study.reading() as connection:
        assert factors.last_moment(connection) == ("NT", 1)
