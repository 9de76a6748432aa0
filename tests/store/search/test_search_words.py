"""What is asked of a search, and where in a text that stands."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from canvas.store import special_characters
from canvas.store.search.search_terms import Term, find_matches, fold, fold_word, parse_terms, snippets
from tests.examples import examples


@pytest.mark.parametrize(
    ("query", "expected"),
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
def test_terms_are_words_beginnings_and_rows(query, expected):
    assert list(parse_terms(query)) == expected


@given(st.text())
def test_folding_keeps_every_place_but_those_of_signs_that_are_spelled_out(text):
    assert len(fold(text)) == len(special_characters.spelled_out(text))


@given(st.text(st.sampled_from([*"geld\u0301 ", *special_characters.SPELLED])))
def test_places_lie_in_the_text_as_it_is_written(text):
    for term in find_matches(text, parse_terms("g* e* 2* f* geld")):
        assert 0 <= term.start < term.end <= len(text)
        assert fold(text[term.start : term.end]).strip()


SPLIT = {
    "ff": "ﬀ",
    "fi": "ﬁ",
    "fl": "ﬂ",
    "ffi": "ﬃ",
    "st": "ﬆ",
    "ij": "ĳ",
    "oe": "œ",
    "ae": "æ",
    "2": "₂",
    "e": "é",
    "s": "ｓ",
    "a": "𝐚",
}
WORDS = ["effectief", "officieel", "samenwerkingsvorm", "wijkvisie", "co2", "m2", "aesthetiek", "foetus", "stad"]


@st.composite
def written_otherwise(draw):
    """A word and one of the ways in which it may be written."""
    word = written = draw(st.sampled_from(WORDS))
    for plain in draw(st.lists(st.sampled_from(sorted(SPLIT)), unique=True)):
        written = written.replace(plain, SPLIT[plain])
    for _ in range(draw(st.integers(0, 4))):
        at = draw(st.integers(1, len(written)))
        hidden = draw(st.sampled_from("\u00ad\u200b\u200c\u200d\u2060\ufeff\u200e\u202a"))
        written = written[:at] + hidden + written[at:]
    return word, draw(st.sampled_from([str, str.capitalize, str.upper]))(written)


@examples(300)
@given(st.lists(written_otherwise(), min_size=1, max_size=6), st.sampled_from([" ", "\n", ", ", "\u00a0", "🙂 "]))
def test_a_word_is_found_in_whatever_signs_it_is_written(pairs, between):
    text = between.join(written for _word, written in pairs)
    for word in {word for word, _written in pairs}:
        marked = spans(text, word)
        bare = [
            mark.rstrip("\u00ad\u200b\u200c\u200d\u2060\ufeff\u200e\u202a") for plain, mark in pairs if plain == word
        ]
        assert marked == bare
        assert {fold_word(mark) for mark in marked} == {word}
        assert [term.words for term in parse_terms(marked[0])] == [(word,)]  # pasted, it asks for the plain word


@pytest.mark.parametrize(
    ("text", "query", "marked"),
    [
        ("Het is eﬀectief.", "effectief", ["eﬀectief"]),
        ("Het is eﬀectief.", "ef*", ["eﬀectief"]),
        ("de sa\u00admen\u00adwer\u00adking", "samenwerking", ["sa\u00admen\u00adwer\u00adking"]),
        ("\u00adop\u00ad af", "op", ["op"]),
        ("CO₂ CO2 co²", "CO2", ["CO₂", "CO2", "co²"]),
        ("100 m², 100 ㎡ of 100㎡", "m2", ["m²", "㎡", "㎡"]),
        ("ﬁ ﬁets ﬁ", "fi", ["ﬁ", "ﬁ"]),
        ("ﬀﬀ ﬀ\u00adﬀ x", "ffff", ["ﬀﬀ", "ﬀ\u00adﬀ"]),
        ("Ｇｅｌｄ en ǽra", "geld aera", ["Ｇｅｌｄ", "ǽra"]),
        ("de regio’s, regioʼs", "regio's", ["regio’s", "regioʼs"]),
        ("een e‑mail", "e-mail", ["e‑mail"]),
        ("merk™ merktm", "merk", ["merk"]),
    ],
)
def test_marks_cover_what_is_written_in_special_characters(text, query, marked):
    assert spans(text, query) == marked


@pytest.mark.parametrize(
    ("query", "plain"),
    [
        ("eﬀectief", "effectief"),
        ("sa\u00admen", "samen"),
        ("CO₂", "CO2"),
        ("e‑mail", "e-mail"),
        ("regio’s", "regio's"),
        ("㎡", "m2"),
        ("Ĳssel", "ijssel"),
        ("ｇｅｌｄ*", "geld*"),
        ("„de ﬁets”", '"de fiets"'),
    ],
)
def test_special_characters_ask_for_what_plain_ones_ask_for(query, plain):
    assert parse_terms(query) == parse_terms(plain) != ()


def test_folding_takes_off_capitals_and_accents():
    assert fold("ÉÉN Financiële Ångström İ") == "een financiele angstrom i"
    assert fold("e\u0301e\u0301n") == "e\u0301e\u0301n"  # apart they stay, so that places stay right


def spans(text: str, query: str) -> list[str]:
    return [text[match.start : match.end] for match in find_matches(text, parse_terms(query))]


@pytest.mark.parametrize(
    ("text", "query", "marked"),
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
def test_marks_stand_on_whole_words(text, query, marked):
    assert spans(text, query) == marked


def test_words_with_the_same_stem_are_marked_where_these_are_known():
    text = "gemeenten en gemeente, gemeentelijk"
    matches = find_matches(text, parse_terms("gemeente"), {0: {"gemeenten"}})
    assert [text[match.start : match.end] for match in matches] == ["gemeenten", "gemeente"]


@examples(200)
@given(
    st.lists(st.sampled_from(["geld ", "werk\n", "🙂", "é", "een heel lang woord ", "  ", "x" * 50]), max_size=80),
    st.integers(1, 3),
)
def test_pieces_are_parts_of_the_text_with_their_marks_on_the_words(parts, most):
    text = "".join(parts)
    matches = find_matches(text, parse_terms("geld werk"))
    pieces = snippets(text, matches, most, 120)
    assert 1 <= len(pieces) <= most
    end = 0
    for piece in pieces:
        assert piece.text in text
        for start, stop in piece.marks:
            assert piece.text[start:stop] in ("geld", "werk")
        if piece.marks:
            at = piece.at - piece.marks[0][0]
            assert text[at : at + len(piece.text)] == piece.text
            assert at >= end
            end = at + len(piece.text)
    assert "".join(part for part, _ in pieces[0].parts) == pieces[0].text
    assert bool(matches) == any(piece.marks for piece in pieces)
