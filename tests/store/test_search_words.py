"""What is asked of a search, and where in a text that stands."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from canvas.store.search_words import Term, fold, places, snippets, terms


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("geld", [Term(("geld",))]),
        ("Geld GELD géld", [Term(("geld",))]),
        ("geld* werk", [Term(("geld",), prefix=True), Term(("werk",))]),
        ('"van de" school', [Term(("van", "de"), exact=True), Term(("school",))]),
        ('"geld"', [Term(("geld",), exact=True)]),
        ("e-mail", [Term(("e", "mail"), exact=True)]),
        ("e-mai*", [Term(("e", "mai"), prefix=True, exact=True)]),
        ("ge*ld", [Term(("ge",), prefix=True), Term(("ld",))]),
        ('een "twee drie', [Term(("een",)), Term(("twee",)), Term(("drie",))]),
        ("* ** - :", []),
    ],
)
def test_terms_are_words_beginnings_and_rows(asked, found):
    assert list(terms(asked)) == found


@given(st.text())
def test_folding_keeps_every_place(text):
    assert len(fold(text)) == len(text)


def test_folding_takes_off_capitals_and_accents():
    assert fold("ÉÉN Financiële Ångström İ") == "een financiele angstrom i"
    assert fold("e\u0301e\u0301n") == "e\u0301e\u0301n"  # apart they stay, so that places stay right


def spans(text: str, asked: str) -> list[str]:
    return [text[one.start : one.end] for one in places(text, terms(asked))]


@pytest.mark.parametrize(
    ("text", "asked", "marked"),
    [
        ("Geldig geld, geldzaken", "geld", ["geld"]),
        ("Geldig geld, geldzaken", "geld*", ["Geldig", "geld", "geldzaken"]),
        ("één e\u0301e\u0301n een", "een", ["één", "e\u0301e\u0301n", "een"]),
        ("ee\u0301 nee", "ee", ["ee\u0301"]),
        ("van  de,\nschool van", '"van de school"', ["van  de,\nschool"]),
        ("geld_werk geld-werk", "geld", ["geld", "geld"]),
        ("🙂🙂 geld 🙂", "geld", ["geld"]),
        ("שלום geld", "שלום", ["שלום"]),
    ],
)
def test_marks_stand_on_whole_words(text, asked, marked):
    assert spans(text, asked) == marked


def test_words_with_the_same_stem_are_marked_where_these_are_known():
    text = "gemeenten en gemeente, gemeentelijk"
    found = places(text, terms("gemeente"), {0: {"gemeenten"}})
    assert [text[one.start : one.end] for one in found] == ["gemeenten", "gemeente"]


@settings(max_examples=200)
@given(
    st.lists(st.sampled_from(["geld ", "werk\n", "🙂", "é", "een heel lang woord ", "  ", "x" * 50]), max_size=80),
    st.integers(1, 3),
)
def test_pieces_are_parts_of_the_text_with_their_marks_on_the_words(parts, most):
    text = "".join(parts)
    found = places(text, terms("geld werk"))
    pieces = snippets(text, found, most, 120)
    assert 1 <= len(pieces) <= most
    end = 0
    for piece in pieces:
        assert piece.text in text
        for start, stop in piece.marks:
            assert piece.text[start:stop] in ("geld", "werk")
        if piece.marks:
            at = piece.at - piece.marks[0][0]
            assert text[at : at + len(piece.text)] == piece.text and at >= end
            end = at + len(piece.text)
    assert "".join(part for part, _ in pieces[0].parts) == pieces[0].text
    assert bool(found) == any(piece.marks for piece in pieces)
