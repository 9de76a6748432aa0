"""What differs between two texts."""

from __future__ import annotations

import random
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from canvas.capture import difference
from canvas.capture.difference import dropped, parts


def test_words_that_were_added_and_removed_are_told_apart():
    assert parts("de gemeente betaalt de les", "de school betaalt de hele les") == [
        ("same", "de "),
        ("removed", "gemeente"),
        ("added", "school"),
        ("same", " betaalt de"),
        ("added", " hele"),
        ("same", " les"),
    ]


def test_a_line_put_under_another_is_the_only_thing_that_is_added():
    assert parts("lesgeld", "lesgeld\nreiskosten") == [("same", "lesgeld"), ("added", "\nreiskosten")]


def test_a_word_that_goes_on_is_another_word():
    assert parts("les", "lesgeld") == [("removed", "les"), ("added", "lesgeld")]


def test_another_white_space_leaves_the_words_as_they_were():
    assert parts("een twee", "een\ntwee") == [("same", "een"), ("removed", " "), ("added", "\n"), ("same", "twee")]


def test_equal_texts_differ_in_nothing():
    assert parts("", "") == []
    assert parts(" een\n", " een\n") == [("same", " een\n")]


def test_texts_in_which_words_repeat_too_often_are_compared_by_line_and_else_as_a_whole():
    chance = random.Random(1)
    words = ["de", "het", "een", "les"]
    old = ["eerst", *(" ".join(chance.choices(words, k=12)) for _ in range(200)), "laatst"]
    new = ["vooraf", *old[1:100], "tussendoor", *old[100:201], "achteraf"]
    differences = parts("\n".join(old), "\n".join(new))
    assert [part for part in differences if part[0] != "same"] == [
        ("removed", "eerst"),
        ("added", "vooraf"),
        ("added", "\ntussendoor"),
        ("removed", "\nlaatst"),
        ("added", "\nachteraf"),
    ]
    same = "\n".join(["ja"] * 400)
    assert parts(f"een\n{same}\neind", f"twee\n{same}\nslot") == [
        ("removed", f"een\n{same}\neind"),
        ("added", f"twee\n{same}\nslot"),
    ]


def test_no_text_makes_more_comparisons_than_were_allowed(monkeypatch):
    comparisons = []
    compare = difference._compared
    monkeypatch.setattr(
        difference, "_compared", lambda a, b: comparisons.append(difference._pairs(a, b)) or compare(a, b)
    )
    chance = random.Random(2)
    words = ["".join(chance.choices("abcdefgh", k=chance.randint(1, 8))) for _ in range(3_000)]
    texts = [" ".join(chance.choices(words, k=18_000)) for _ in range(2)]
    assert min(map(len, texts)) > 75_000
    parts(*texts)
    parts("a " * 50_000, "b " + "a " * 49_999)
    assert all(pairs <= difference.MOST_PAIRS for pairs in comparisons)


text = st.lists(st.sampled_from(("de", "les", "geld", " ", "  ", "\n", "\n\n", "é", "🎓", "\t")), max_size=30).map(
    "".join
)


@pytest.mark.parametrize("most", [difference.MOST_PAIRS, 6, 0])
def test_the_parts_make_up_both_texts(monkeypatch, most):
    monkeypatch.setattr(difference, "MOST_PAIRS", most)

    @given(text | st.text(max_size=30), text | st.text(max_size=30))
    def holds(old: str, new: str) -> None:
        differences = parts(old, new)
        assert "".join(words for how, words in differences if how != "removed") == new
        assert "".join(words for how, words in differences if how != "added") == old
        assert all(words for _, words in differences)
        assert all(difference[0] != after[0] for difference, after in pairwise(differences))

    holds()


@pytest.mark.parametrize(
    ("old", "new", "gone"),
    [
        ("", "les", 0),
        ("les", "", 3),
        ("lesgeld", "les", 4),
        ("les", "lesgeld", 0),
        ("aXb", "aYYb", 1),
        ("aa", "a", 1),
        ("abcabc", "abc", 3),
        ("zin een\nzin twee", "zin twee", 8),
    ],
)
def test_what_was_dropped_is_counted_between_what_both_begin_and_end_with(old, new, gone):
    assert dropped(old, new) == gone


@given(st.text("ab", max_size=12), st.text("ab", max_size=12))
def test_what_was_dropped_and_what_stayed_at_both_ends_make_up_the_old_text(old, new):
    stayed = len(old) - dropped(old, new)
    shared = (new[:cut] == old[:cut] and new.endswith(old[len(old) - stayed + cut :]) for cut in range(stayed + 1))
    assert any(shared)
    assert stayed <= min(len(old), len(new))
