"""What of people's words may leave a study: texts and expectations by hand."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from canvas.access.quotable import may_be_quoted, possible_codes, without_words

SPOKEN = ["Wij zijn het werkplein kwijt", "geld", "Het lesgeld is te hoog, zei ik"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Gevraagd waarom: 'wij zijn HET\n werkplein  kwijt!' zei de een.", "Gevraagd waarom: '[…]!' zei de een."),
        ("Er was te weinig geld.", "Er was te weinig geld."),  # so few letters may be anybody's
        ("Wij zijn het werkplein", "Wij zijn het werkplein"),  # not all of it
        ("het lesgeld is te hoog zei ik", "[…]"),
        ("NT-B1 vond dat, nt-b1 ook, (NT-B12) niet", "[respondent] vond dat, [respondent] ook, (NT-B12) niet"),
        ("In 2024 met B2B en NT-B1-groep", "In 2024 met B2B en NT-B1-groep"),
        ("", ""),
    ],
)
def test_words_and_codes_of_people_are_taken_out(text, expected):
    assert without_words(text, SPOKEN, {"NT-B1"}) == expected


def test_a_longer_text_leaves_nothing_of_itself_behind():
    spoken = ["het werkplein doet mee", "het werkplein doet mee sinds mei"]
    assert without_words("Ja: het werkplein doet mee sinds mei, echt", spoken, ()) == "Ja: […], echt"


def test_only_a_publication_without_respondents_may_be_quoted():
    kinds = [("publication", ()), ("publication", ["NT-B1"]), ("transcript", ()), ("report", ()), (None, ())]
    assert [may_be_quoted(kind, codes) for kind, codes in kinds] == [True, False, False, False, False]


def test_what_looks_like_a_code_is_seen_in_any_case():
    assert possible_codes("nt-b1 en FV-O2, 12 mei, werkplein") == {"NT-B1", "FV-O2", "12"}


@given(st.text(), st.text(min_size=12), st.text())
def test_no_text_of_some_length_is_left_whatever_stands_around_it(before, spoken, after):
    letters = sum(map(len, re.findall(r"\w", spoken)))
    if letters >= 12:
        assert spoken not in without_words(f"{before}\n{spoken}\n{after}", [spoken], ())
