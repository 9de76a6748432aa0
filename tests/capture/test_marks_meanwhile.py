"""A rating or a reason to skip says what it was based on, so it never writes over another's unseen."""

import pytest

from canvas.capture import answers as capture
from canvas.capture import history
from canvas.errors import ChangedMeanwhileError, UserError
from tests import build

KEY = "costs.main"


def stands(begun, talk):
    given = build.answer(begun, talk, KEY)
    return (given["rating"], given["dont_know"], given["state"], given["reason"])


def test_two_ratings_from_one_screen_are_both_shown_and_the_first_stands(begun):
    talk = build.interview(begun)
    opened = build.answer(begun, talk, KEY)
    capture.rate(begun.study, begun.other_user, talk, KEY, 4, opened=opened)
    with pytest.raises(ChangedMeanwhileError) as met:
        capture.rate(begun.study, begun.user, talk, KEY, 2, opened=opened)
    assert stands(begun, talk) == (4, False, "answered", "")
    assert [(one.label, one.mine, one.now) for one in met.value.clashes] == [("Rating", 2, 4)]
    assert met.value.who == "onderzoeker-2"
    capture.rate(
        begun.study, begun.user, talk, KEY, 2, opened=build.answer(begun, talk, KEY)
    )  # on top of it, knowingly
    assert stands(begun, talk) == (2, False, "answered", "")


def test_dont_know_meets_a_rating_and_a_rating_taken_back(begun):
    talk = build.interview(begun)
    opened = build.answer(begun, talk, KEY)
    capture.rate(begun.study, begun.other_user, talk, KEY, None, dont_know=True, opened=opened)
    with pytest.raises(ChangedMeanwhileError) as met:
        capture.rate(begun.study, begun.user, talk, KEY, 5, opened=opened)
    assert [(one.mine, one.now) for one in met.value.clashes] == [(5, 0)]
    rated = build.answer(begun, talk, KEY)
    capture.rate(begun.study, begun.other_user, talk, KEY, 3, opened=rated)
    with pytest.raises(ChangedMeanwhileError):
        capture.rate(begun.study, begun.user, talk, KEY, None, opened=rated)
    assert stands(begun, talk) == (3, False, "answered", "")


def test_the_same_rating_twice_and_words_meanwhile_are_no_conflict(begun):
    talk = build.interview(begun)
    opened = build.answer(begun, talk, KEY)
    capture.save(begun.study, begun.other_user, talk, KEY, "lesgeld")
    capture.rate(begun.study, begun.other_user, talk, KEY, 4, opened=opened)
    capture.rate(begun.study, begun.user, talk, KEY, 4, opened=opened)
    assert stands(begun, talk) == (4, False, "answered", "")
    assert build.answer(begun, talk, KEY)["text"] == "lesgeld"


def test_a_reason_to_skip_is_not_written_over_by_another_nor_by_a_rating(begun):
    talk = build.interview(begun)
    opened = build.answer(begun, talk, KEY)
    capture.pass_over(begun.study, begun.other_user, talk, KEY, "skipped", "geen tijd", opened=opened)
    with pytest.raises(ChangedMeanwhileError) as met:
        capture.pass_over(begun.study, begun.user, talk, KEY, "skipped", "niet van toepassing", opened=opened)
    assert [(one.label, one.mine, one.now) for one in met.value.clashes] == [
        ("Reason", "niet van toepassing", "geen tijd")
    ]
    with pytest.raises(ChangedMeanwhileError):
        capture.rate(begun.study, begun.user, talk, KEY, 3, opened=opened)
    with pytest.raises(ChangedMeanwhileError):
        capture.pass_over(begun.study, begun.user, talk, KEY, "no_opinion", opened=opened)
    assert stands(begun, talk) == (None, False, "skipped", "geen tijd")
    # another that was given words meanwhile keeps them, as before
    capture.pass_over(begun.study, begun.user, talk, KEY, "open", opened=build.answer(begun, talk, KEY))
    capture.save(begun.study, begun.other_user, talk, KEY, "toch iets")
    with pytest.raises(UserError, match="there is an answer already"):
        capture.pass_over(begun.study, begun.user, talk, KEY, "skipped", "laat maar", opened=opened)


def test_who_is_named_is_who_rated_and_not_who_wrote_since(begun):
    talk = build.interview(begun)
    opened = build.answer(begun, talk, KEY)
    capture.rate(begun.study, begun.other_user, talk, KEY, 4, opened=opened)
    capture.save(begun.study, begun.user, talk, KEY, "lesgeld")
    with pytest.raises(ChangedMeanwhileError) as met:
        capture.rate(begun.study, begun.user, talk, KEY, 1, opened=opened)
    assert met.value.who == "onderzoeker-2"


def test_going_back_to_a_version_does_not_write_over_what_came_since(begun):
    talk = build.interview(begun)
    capture.save(begun.study, begun.user, talk, KEY, "eerst")
    capture.save(begun.study, begun.user, talk, KEY, "daarna iets heel anders")
    opened = build.answer(begun, talk, KEY)
    capture.save(begun.study, begun.other_user, talk, KEY, "van een ander")
    with pytest.raises(ChangedMeanwhileError) as met:
        history.go_back(begun.study, begun.user, opened["id"], 1, opened=opened)
    assert (met.value.now, met.value.who) == ("van een ander", "onderzoeker-2")
    assert build.answer(begun, talk, KEY)["text"] == "van een ander"
    history.go_back(begun.study, begun.user, opened["id"], 1, opened=build.answer(begun, talk, KEY))
    assert build.answer(begun, talk, KEY)["text"] == "eerst"


def test_words_typed_on_while_another_skipped_the_question_are_kept_and_the_reason_is_told(begun):
    talk = build.interview(begun)
    capture.pass_over(begun.study, begun.other_user, talk, KEY, "skipped", "geen tijd")
    saved = capture.save(begun.study, begun.user, talk, KEY, "lesgeld", base=0)
    assert (saved.how, saved.passed) == (
        "stored",
        {"state": "skipped", "reason": "geen tijd", "by": "onderzoeker-2"},
    )
    assert capture.save(begun.study, begun.user, talk, KEY, "lesgeld en boeken", base=saved.revision).passed is None
    # who skipped it, or saw that it was skipped, is told nothing new
    other = build.interview(begun, question_keys=("revenues.main",))
    capture.pass_over(begun.study, begun.user, other, "revenues.main", "skipped", "geen tijd")
    assert capture.save(begun.study, begun.user, other, "revenues.main", "toch", base=0).passed is None
