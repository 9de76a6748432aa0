"""A draft is compared with what an answer says, and said since; blanks at the end of lines are no difference."""

from __future__ import annotations

import pytest

from canvas.capture import answers as capture
from canvas.capture.drafts import is_stored
from tests import build

QUESTION = "costs.main"


@pytest.fixture
def answered(begun) -> str:
    """An interview in which a question has three versions: 1 first, 2 first and second, 3 other words."""
    interview = build.interview(begun)
    for number, text in enumerate(("first", "first\nsecond", "other words\n\n")):
        capture.save(begun.study, begun.user, interview, QUESTION, text, burst=f"burst {number}")
    return interview


@pytest.mark.parametrize(
    ("text", "base"),
    [
        ("other words\n\n", 3),
        ("other words", 0),
        ("other words  \r\n", 2),
        ("other\x00 words", 3),
        ("first\nsecond", 1),
        ("first  \nsecond\n", 2),
        ("first", 0),
        ("first", 1),
    ],
)
def test_words_are_stored_that_stand_in_the_answer_or_stood_in_a_version_since(begun, answered, text, base):
    assert is_stored(begun.study, answered, QUESTION, text, base)


@pytest.mark.parametrize(
    ("text", "base"),
    [
        ("first", 2),
        ("first\nsecond", 3),
        ("", 3),
        ("  other words", 3),
        ("other\nwords", 3),
        ("other words more", 3),
    ],
)
def test_words_are_not_stored_that_stood_there_before_or_never(begun, answered, text, base):
    assert not is_stored(begun.study, answered, QUESTION, text, base)


def test_an_empty_text_is_stored_where_nothing_is_and_any_other_is_not(begun):
    interview = build.interview(begun)
    assert is_stored(begun.study, interview, "a.question", " \n", 0)
    assert not is_stored(begun.study, interview, "a.question", "words", 0)
    assert not is_stored(begun.study, "an interview that was erased", QUESTION, "words", 0)
