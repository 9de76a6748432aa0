"""Lines that were edited are known again, counted by hand."""

from __future__ import annotations

import pytest

from canvas.analysis.alike_lines import ALIKE, likeness, pairs_of_alike


def test_likeness_is_twice_the_words_in_common_of_all_words():
    # 4 and 5 words, 4 in common, in order: 8 of 9
    assert likeness("Wie betaalt de lessen", "Wie betaalt dan de lessen?") == pytest.approx(8 / 9)
    assert likeness("Wie betaalt?", "wie  BETAALT") == 1
    assert likeness("Wie betaalt", "Rondvraag") == 0
    assert likeness("", "") == 1


def test_an_edited_line_is_the_one_most_like_it_and_each_stands_for_one_at_most():
    lines = ["Kosten: wie betaalt de lessen?", "Rondvraag", "Kosten: wie betaalt de lessen in 2027?"]
    others = ["Kosten: wie betaalt de lessen?", "Kanalen: hoe bereiken we mensen?"]
    assert pairs_of_alike(lines, others) == {0: 0}
    assert pairs_of_alike(lines[1:], others) == {1: 0}
    assert pairs_of_alike([], others) == pairs_of_alike(lines, []) == {}


def test_below_the_limit_a_line_is_its_own():
    # 3 of 10 words in common: 0.6 is reached by 3 of 5 and 5
    assert likeness("a b c d e", "a b c x y") == pytest.approx(0.6) == pytest.approx(ALIKE)
    assert pairs_of_alike(["a b c d e"], ["a b c x y"]) == {0: 0}
    assert pairs_of_alike(["a b c d e"], ["a b w x y"]) == {}
