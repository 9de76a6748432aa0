"""What of people's words may leave a study: texts and expectations by hand."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from canvas.access import quotable
from canvas.access.quotable import WordRuns, may_be_quoted, possible_codes, without_words

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


LONG = "Toen de wethouder vertrok wilde niemand van ons nog verder praten. Dat was echt verschrikkelijk! Ja. Hm ja."


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # six words in a row, of what is longer; the seventh and eighth go with them
        ("Zo: 'de wethouder VERTROK, wilde niemand van ons nog' klonk het", "Zo: '[…]' klonk het"),
        ("toen de wethouder vertrok wilde iemand", "toen de wethouder vertrok wilde iemand"),  # five: anybody's
        ("Dat was  echt verschrikkelijk", "[…]"),  # a whole sentence of 4 words and 25 letters
        ("Dat was echt heel verschrikkelijk", "Dat was echt heel verschrikkelijk"),
        ("hm ja", "hm ja"),
        ("", ""),
    ],
)
def test_what_somebody_said_is_recognised_by_runs_of_words(text, expected):
    runs = WordRuns([text, "iets anders"])
    runs.mark_spoken(["geld", LONG])
    assert runs.without_spoken(text) == expected


@given(st.lists(st.text(st.sampled_from("aA bİß’'. \n"), max_size=40), max_size=3), st.text(st.sampled_from("abİß .")))
def test_runs_lose_nothing_but_what_was_said(spoken, text):
    runs = WordRuns([text])
    runs.mark_spoken(spoken)
    rest, at = runs.without_spoken(text).split("[…]"), 0
    for part in rest:  # what stays stands in the text, in its order
        at = text.index(part, at) + len(part)
    assert len(rest) == len(runs.spoken_in(text)) + 1


def recognised_plainly(runs: WordRuns, spoken: list[str]) -> set[tuple[str, ...]]:
    """What is recognised, as it is defined: looked at word by word, text by text."""
    recognised = set()
    for speech in spoken:
        words = quotable._words(speech)
        recognised |= set(quotable._runs(words, quotable.RUN)) & runs._sought[quotable.RUN]
        for sentence in re.split(r"[.!?;\n]", speech):
            words = quotable._words(sentence)
            if 3 <= len(words) < 6 and sum(map(len, words)) >= 20:
                recognised |= runs._sought[len(words)] & {words}
    return recognised


SIGNS = st.text(st.sampled_from("aAbB İßſ_K1’'’'. ,;\n\x00-é"), max_size=60)
WORDS = st.lists(st.sampled_from(["straatwerk", "D'oude", "FOTO’S", "o", ". ", "'", "’ ", "ﬁets"]), max_size=14).map(
    " ".join
)


@given(st.lists(SIGNS | WORDS, max_size=4), st.lists(SIGNS | WORDS, max_size=4))
def test_many_texts_at_once_are_recognised_in_as_one_by_one(texts, spoken):
    runs = WordRuns(texts + spoken[:1])
    runs.mark_spoken(spoken)
    assert runs._recognised == recognised_plainly(runs, spoken)
