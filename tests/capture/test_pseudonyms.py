"""Proposing what may tell who somebody is, and replacing it: nothing of it left, all else untouched, a way back."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from canvas.capture import pseudonyms
from canvas.capture.folded_text import Covered, Folded
from canvas.capture.pseudonyms import KnownNames, Replacement, Term, propose, proposed_decisions, replace_terms
from canvas.capture.terms import Turns
from canvas.capture.transcript import Transcript, Turn
from canvas.errors import UserError
from tests.examples import examples


def transcript(*turns: str | tuple[str, str]) -> Transcript:
    """A transcript of turns, each a text or (speaker, text)."""
    turns_made = tuple(Turn(*turn) if isinstance(turn, tuple) else Turn("", turn) for turn in turns)
    return Transcript("x.vtt", "vtt", "0" * 64, turns_made, 0, 0, 0, 0)


def terms(*turns: str | tuple[str, str], **more) -> dict[str, Term]:
    return {term.text: term for term in propose(transcript(*turns), **more)}


def shown(of: Transcript, term: Term) -> list[str]:
    """What stands in the places of a term."""
    return [of.turns[place.turn].text[place.start : place.end] for place in term.places]


def new_text(*turns: str | tuple[str, str], decisions=None, **more) -> str:
    conversation = transcript(*turns)
    return "\n".join(
        turn.text for turn in replace_terms(conversation, propose(conversation, **more), decisions)[0].turns
    )


def test_speakers_are_found_by_their_whole_name_and_its_parts_under_one_code():
    proposed = terms(
        ("Sanne Proefman", "Dag Piet, of zeg ik meneer Van der Voorbeeld?"),
        ("Piet van der Voorbeeld", "Piet is goed. Vraag maar, Sanne. Sanne Proefman toch?"),
        known_names=KnownNames({"Piet van der Voorbeeld": "NT-B1", "Sanne Proefman": "[interviewer]"}),
    )
    assert {text: (term.kind, term.code, len(term.places)) for text, term in proposed.items()} == {
        "Piet": ("speaker", "NT-B1", 2),
        "Van der Voorbeeld": ("speaker", "NT-B1", 1),
        "Sanne": ("speaker", "[interviewer]", 2),
        "Sanne Proefman": ("speaker", "[interviewer]", 1),
    }


@pytest.mark.parametrize(
    "label", ["Proefman, Sanne", "Sanne Proefman (Gast)", "sanne.proefman@example.org", "SANNE PROEFMAN"]
)
def test_a_label_may_be_written_in_many_ways(label):
    assert "Sanne" in terms((label, "Dag."), ("B", "Dag Sanne."))


@pytest.mark.parametrize("label", ["Interviewer", "Spreker 1", "Speaker 2", "NT-B1", "Onbekend", ""])
def test_a_label_that_is_nobodys_name_gives_no_terms(label):
    assert terms((label, "Dit is spreker een, of interviewer, onbekend of NT-B1.")) == {}


def test_a_name_with_small_words_or_initials_is_one_even_when_said_once():
    proposed = terms(
        "Toen kwam Jan van der Voorbeeld binnen, met J. de Proef en Fatima el Test, en ook Ria van 't Hof."
    )
    assert set(proposed) == {"Jan van der Voorbeeld", "J. de Proef", "Fatima el Test", "Ria van 't Hof"}
    assert not any(term.keep for term in proposed.values())


def test_where_somebody_is_from_is_no_part_of_their_name():
    text = "Ik vroeg het Karin Testers van de Proefschool en Jan Pieter van der Proef van Testbedrijf."
    assert {"Karin Testers", "Jan Pieter van der Proef"} <= set(terms(text))


def test_a_title_or_a_frequent_first_name_tells_a_name_that_is_said_once():
    proposed = terms("Dat regelt wethouder Testers. En mevrouw de Proef. Ik belde met Karin.")
    assert {text: term.keep for text, term in proposed.items()} == {"Testers": False, "de Proef": False, "Karin": False}


def test_a_name_said_once_without_any_sign_is_shown_but_kept():
    assert {text: term.keep for text, term in terms("Ik vroeg het Zorblax, want die weet het.").items()} == {
        "Zorblax": True
    }
    twice = terms("Ik vroeg het Zorblax. En gisteren heeft Zorblax gebeld.")
    assert {text: (term.keep, len(term.places)) for text, term in twice.items()} == {"Zorblax": (False, 2)}


def test_words_with_a_capital_for_another_reason_are_no_names():
    text = (
        "Maar dat kost geld. Kijk, in Januari en op Dinsdag komen ze. Ze spreken Nederlands. Kosten zijn hoog. Kosten "
        "dalen. Want dus En Ook. Het UWV en de BBL. Lesgeld? Lesgeld betalen wij."
    )
    assert terms(text) == {}


def test_a_full_name_gives_its_code_to_its_parts_and_two_of_one_name_stay_apart():
    proposed = terms(
        "Daar was Karin Testers. En Karin zei ja. Testers ook.",
        "Toen kwam Joost Proef. Joost lachte, en Joost Zorblax niet. Dus Joost.",
    )
    assert proposed["Karin"].code == proposed["Testers"].code == proposed["Karin Testers"].code
    codes = {proposed[text].code for text in ("Joost Proef", "Joost Zorblax", "Joost")}
    assert len(codes) == 3, "whom Joost means is not known"


def test_a_speaker_with_a_first_name_alone_is_the_one_with_that_first_name_in_the_text():
    proposed = terms(
        ("Sanne", "Ik ben dus Sanne Proefman."), ("B", "Dag Sanne."), known_names=KnownNames({"Sanne": "NT-B1"})
    )
    assert {term.code for term in proposed.values()} == {"NT-B1"}


def test_organisations_and_places_are_proposed_and_kept():
    proposed = terms(
        "De Kamer van Koophandel helpt ons en de Proefschool in Zwolle. De proefschool is groot. In Zwolle dus.",
        known_names=KnownNames(organisations=["Proefschool"]),
    )
    assert {(term.text, term.kind, term.keep) for term in proposed.values()} == {
        ("Kamer van Koophandel", "organisation", True),
        ("Proefschool", "organisation", True),
        ("Zwolle", "place", True),
    }
    assert len(proposed["Proefschool"].places) == 2


SHAPES = {
    "email": ["piet@example.org", "piet.proef+x@mail.example.org", "piet punt proef apenstaartje example punt org"],
    "phone": [
        "06-00000000",
        "06 00 00 00 00",
        "0612345678",
        "010-0000000".replace("0000000", "1234567"),
        "+31 6 00000000",
        "0031600000000",
        "+31 (0)6 00000000",
        "(010) 123 45 67",
        "+32 470 00 00 00",
        "0800-1234",
    ],
    "number": ["NL00 BANK 0000 0000 00", "111222333"],
    "postcode": ["8000 AA", "8000AB"],
    "link": ["https://example.org/piet", "www.example.org", "linkedin.com/in/piet-proef", "@pietproef"],
}


@pytest.mark.parametrize(("kind", "phrase"), [(kind, phrase) for kind, all_ in SHAPES.items() for phrase in all_])
def test_what_has_a_telling_shape_is_found_whole(kind, phrase):
    of = transcript(f"zie {phrase}, of niet ({phrase}).")
    (term,) = propose(of)
    assert (term.kind, shown(of, term)) == (kind, [phrase, phrase])


def test_a_number_written_in_two_ways_is_one_and_other_numbers_are_none():
    of = transcript("bel 06-00000000 of +31 6 0000 0000 of 0600000000; het kost 123456789 euro, 2024 of 1000 per jaar")
    (term,) = propose(of)
    assert (term.code, len(term.places)) == ("[telefoon 1]", 3)
    assert "bel [telefoon 1] of [telefoon 1] of [telefoon 1];" in new_text(*(turn.text for turn in of.turns))


def test_a_link_is_kept_unless_it_tells_who_it_is_of():
    proposed = terms("zie www.example.org en www.example.org/voorbeelden, zei Jan Voorbeelden, linkedin.com/in/iemand")
    assert [(term.text, term.keep) for term in proposed.values() if term.kind == "link"] == [
        ("linkedin.com/in/iemand", False),
        ("www.example.org/voorbeelden", False),
        ("www.example.org", True),
    ]


def test_listed_terms_are_found_whatever_their_case_and_accents_as_whole_words_and_in_compounds():
    of = transcript("Het Café-plan, CAFE’s en cafes; cafeïne niet, een cafetaria niet, Café\u0301.")
    (term,) = propose(of, ["café", "bestaat niet"])[:1]
    assert shown(of, term) == ["Café", "CAFE", "cafe", "Café\u0301"]
    assert term.code == "[term 1]"
    assert not term.keep
    absent = propose(of, ["bestaat niet"])[-1]
    assert (absent.text, absent.places) == ("bestaat niet", ())


def test_a_listed_name_counts_also_without_its_capital():
    assert new_text("Ik vroeg het Karin. En karin zei ja.", listed=["Karin"]) == (
        "Ik vroeg het [persoon 1]. En [persoon 1] zei ja."
    )
    assert "bakker" in new_text("Meneer Bakker is bakker.")


def test_the_longest_goes_first_and_nothing_within_it_is_replaced_again():
    spoken_text = "Mail jan.proef@example.org, of vraag Jan Proef zelf; Jan is er. Jans fiets, Jan's fiets, Jan-achtig."
    assert new_text(spoken_text) == (
        "Mail [e-mail 1], of vraag [persoon 1] zelf; [persoon 1] is er. [persoon 1]s fiets, [persoon 1]'s fiets, "
        "[persoon 1]-achtig."
    )


def test_what_overlaps_is_replaced_as_one():
    conversation = transcript("toen liep jan de bakker smit weg")
    new, listed = replace_terms(conversation, propose(conversation, ["jan de bakker", "bakker smit"]))
    assert new.turns[0].text == "toen liep [term 2] weg", "the code of the longest"
    assert [(replacement.text, replacement.by) for replacement in listed] == [("jan de bakker smit", "[term 2]")]


def test_a_code_is_none_that_the_text_has_already_nor_one_that_holds_a_term():
    assert new_text("Zoals [persoon 1] zei tegen Karin.") == "Zoals [persoon 1] zei tegen [persoon 2]."
    proposed = terms("Deze persoon heet Karin.", listed=["persoon"])
    assert "persoon" not in proposed["Karin"].code
    assert proposed["persoon"].code == "[term 1]"


@pytest.mark.parametrize(
    ("code", "fault"), [(" ", "empty"), ("x" * 61, "longer than 60"), ("de vriend van Karin", "holds “Karin”")]
)
def test_a_code_that_will_not_do_is_refused(code, fault):
    conversation = transcript("Dag Karin.")
    with pytest.raises(UserError, match=fault):
        replace_terms(conversation, propose(conversation), {"Karin": code})


def test_a_term_can_be_kept_and_another_code_chosen():
    decisions = {"Karin": None, "Zwolle": "[een stad]"}
    assert new_text("Karin woont in Zwolle.", decisions=decisions) == "Karin woont in [een stad]."
    assert proposed_decisions(propose(transcript("Karin woont in Zwolle."))) == {"Karin": "[persoon 1]", "Zwolle": None}


def test_labels_of_speakers_are_replaced_and_listed_too():
    conversation = transcript(("Sanne Proefman", "Dag."), ("", "Dag Sanne."))
    new, listed = replace_terms(conversation, propose(conversation), labels={"Sanne Proefman": "Interviewer", "": ""})
    assert [turn.speaker for turn in new.turns] == ["Interviewer", ""]
    assert Replacement("Sanne Proefman", "Interviewer", "speaker", ()) in listed
    without, _ = replace_terms(conversation, propose(conversation))
    assert [turn.speaker for turn in without.turns] == ["S1", ""]


def test_right_to_left_text_and_combining_characters_keep_their_places():
    of = transcript("אמר משה\u05b9 לדוד, ואז José\u0301 zei ‏משה‏ tegen Jose\u0301.")
    proposed = {term.text: term for term in propose(of, ["משה", "jose"])}
    assert shown(of, next(iter(proposed[key] for key in proposed if key.startswith("משה")))) == ["משה\u05b9", "משה"]
    new, _ = replace_terms(of, list(proposed.values()))
    assert new.turns[0].text == "אמר [term 1] לדוד, ואז [persoon 1] zei ‏[term 1]‏ tegen [persoon 1]."


def test_the_list_leads_back_by_its_places():
    conversation = transcript(("A", "Karin, KARIN en Karin's idee. 😀 Karin."), ("B", "Dag Karin"))
    new, listed = replace_terms(conversation, propose(conversation, ["karin"]))
    assert put_back(new, listed) == [turn.text for turn in conversation.turns]
    assert {replacement.text: len(replacement.places) for replacement in listed if replacement.places} == {
        "Karin": 4,
        "KARIN": 1,
    }


def put_back(new: Transcript, listed: list[Replacement]) -> list[str]:
    """The texts as they were, by the list alone."""
    texts = [turn.text for turn in new.turns]
    for place, text in sorted(
        ((place, replacement.text) for replacement in listed for place in replacement.places), reverse=True
    ):
        turn_text = texts[place.turn]
        texts[place.turn] = turn_text[: place.start] + text + turn_text[place.end :]
    return texts


def rows(*turns: str | tuple[str, str], **more) -> dict[str, tuple[bool, list[str]]]:
    """Per term whether it is kept, and the words that its places begin with up to the end of a sentence."""
    of = transcript(*turns)
    return {
        term.text: (term.keep, [of.turns[place.turn].text[place.start :].split(".")[0] for place in term.places])
        for term in propose(of, **more)
    }


def test_a_name_that_is_a_word_too_is_replaced_where_its_capital_tells_and_shown_where_it_does_not():
    assert rows(
        ("Wil Klein", "Groot en klein, wil je dat? Wil je het"),
        ("B", "Ik vroeg het Wil. Klein was het plan. Dat zei Klein. Klein zei nee. Wil, kom je? Ik wil het klein."),
    ) == {
        "Klein": (False, ["Klein", "Klein zei nee"]),
        "Wil": (False, ["Wil"]),
        "Klein (misschien geen naam)": (True, ["Klein was het plan"]),
        "Wil (misschien geen naam)": (True, ["Wil je het", "Wil, kom je? Ik wil het klein"]),
    }


def test_the_doubtful_places_of_a_name_may_be_ticked_and_the_sure_ones_kept():
    turns = ("Mevrouw Bakker belde. Bakker heeft veel te doen. De bakker ook. Volgens Bakker niet.",)
    assert new_text(*turns) == (
        "Mevrouw [persoon 1] belde. Bakker heeft veel te doen. De bakker ook. Volgens [persoon 1] niet."
    )
    both = {"Bakker": "NT-B1", "Bakker (misschien geen naam)": "NT-B1"}
    assert new_text(*turns, decisions=both) == (
        "Mevrouw NT-B1 belde. NT-B1 heeft veel te doen. De bakker ook. Volgens NT-B1 niet."
    )
    assert new_text(*turns, decisions={"Bakker": None}) == turns[0]


def test_a_listed_word_goes_everywhere_though_it_may_be_no_name():
    assert rows("Mevrouw Klein was er. Klein was het.", listed=["klein"]) == {
        "Klein": (False, ["Klein was er", "Klein was het"])
    }


@pytest.mark.parametrize(
    ("expected", "left"),
    [
        ("Ik sprak mevrouw de Boer. De boer in het dorp. De Boer zei ja.", ["De boer in het dorp"]),
        ("Henk van Zutphen kwam. De trein van Zutphen naar Vorden.", ["De trein van Zutphen"]),
        ("Meneer Engels belde. Wij spreken Engels.", ["spreken Engels"]),
        ("MENEER GROOT ZEI DAT. HET IS EEN GROOT PROJECT.", ["EEN GROOT PROJECT"]),
        ("Karin Bakker kwam. Bakker zijn is zwaar.", ["Bakker zijn is zwaar"]),
        ("Dat zei Roos Smit. Roos en rood zijn kleuren.", ["Roos en rood"]),
    ],
)
def test_the_word_that_a_name_is_too_stays_and_the_name_goes(expected, left):
    text = new_text(expected)
    assert [words for words in left if words not in text] == []
    assert not any(name in text for name in ("mevrouw de Boer", "De Boer", "Henk", "Meneer Engels", "Smit", "Karin"))


WORDS = st.sampled_from(
    [
        "Karin",
        "karin",
        "KARIN",
        "Karins",
        "Testers",
        "de",
        "van",
        "der",
        "Jan",
        "Jans",
        "jan",
        "s",
        "de's",
        "Café",
        "cafe",
        "cafe\u0301",
        "x-ray",
        "Jan-Karin",
        "ß",
        "ss",
        "İ",
        "משה",
        "שלום",
        "نور",
        "😀",
        "1",
        "persoon",
        "term",
        "Klein",
        "klein",
        "KLEIN",
        "Wil",
        "wil",
        "zei",
        "de Boer",
        "De boer",
        "Zwolle",
        "in",
        "mevrouw",
        "café's",
        "a@b.nl",
        "06-00000000",
        "é",
        "e",
        "\u0301",
        "\u00ad",
        "Ja\u00adn",
        "ﬁ",
        "fi",
        "_",
        "a_b",
    ]
)
TEXTS = st.lists(st.tuples(WORDS, st.sampled_from([" ", "  ", ". ", ", ", "-", "\n", "", "’"])), max_size=14).map(
    lambda parts: "".join(word + gap for word, gap in parts)
)
LISTED = st.lists(st.lists(WORDS, min_size=1, max_size=2).map(" ".join), max_size=4)
SPEAKERS = st.sampled_from(["", "Jan de Testers", "Karin", "Spreker 2", "Wil Klein", "Jan de Boer"])


@examples(400)
@given(st.lists(st.tuples(SPEAKERS, TEXTS), min_size=1, max_size=4), LISTED)
def test_whatever_is_said_no_replaced_term_is_left_the_rest_is_untouched_and_the_list_leads_back(turns, listed):
    conversation = transcript(*turns)
    proposed = propose(conversation, listed)
    assert len({term.text for term in proposed}) == len(proposed)
    new, list_ = replace_terms(conversation, proposed)
    gone = [term for term in proposed if term.places and not term.keep]
    every_place = {place for term in proposed for place in term.places}
    turns_of = Turns(turn.text for turn in conversation.turns)
    for term in gone:
        if term.counts_here_only:  # a name that is a word too: none of its places is hidden from the screen
            whole = Covered(turns_of.span(place) for place in every_place)
            assert all(whole.holds(*span) for span in turns_of.folded.find(term.looked_for, True))
    for number, turn in enumerate(new.turns):
        codes = [
            (place.start, place.end) for replacement in list_ for place in replacement.places if place.turn == number
        ]
        left = Folded(turn.text).without(codes)
        for term in gone:
            stayed = len(list(left.find(term.looked_for, not term.any_case)))
            shown_and_kept = [
                place
                for other in proposed
                if other.keep and other.counts_here_only and other.looked_for == term.looked_for
                for place in other.places
                if place.turn == number
            ]
            assert stayed <= (len(shown_and_kept) if term.counts_here_only else 0)
            assert next(Folded(turn.speaker).find(term.looked_for, not term.any_case), None) is None
    assert put_back(new, list_) == [turn.text for turn in conversation.turns]
    every = {place for replacement in list_ for place in replacement.places}
    assert all(
        new.turns[place.turn].text[place.start : place.end] == replacement.by
        for replacement in list_
        for place in replacement.places
    )
    assert len(every) == sum(len(replacement.places) for replacement in list_)


def test_every_place_that_is_shown_holds_the_term_as_it_is_compared():
    of = transcript("Jose\u0301 en JOSÉ, jose-achtig.", "Josés fiets")
    (term,) = propose(of, ["jose"])
    assert shown(of, term) == ["Jose\u0301", "JOSÉ", "jose", "José"]


def test_every_name_in_a_transcript_of_three_hours_is_proposed_and_replaced():
    sentence = (
        "Toen zei Karin Testers tegen Proef{n} dat het lesgeld in Zwolle hoog is, en of meneer van der Voorbeeld dat "
        "wel wist. Volgens mij moeten we het met iemand{n}@example.org afstemmen, want de kosten zijn te hoog. "
    )
    turns = [
        Turn("Sanne Proefman" if number % 2 else "Piet Test", sentence.format(n=number % 40) * 2)
        for number in range(440)
    ]
    conversation = replace(transcript(""), turns=tuple(turns))
    assert sum(len(turn.text.split()) for turn in conversation.turns) > 30_000
    proposed = propose(conversation)
    assert len(proposed) > 80
    replaced, _way_back = replace_terms(conversation, proposed)
    left = " ".join(turn.text for turn in replaced.turns)
    for name in ("Karin", "Testers", "Proef7", "Voorbeeld", "iemand7@example.org"):
        assert name not in left


def test_every_kind_has_a_word_for_its_codes():
    assert all(pseudonyms.KINDS.values())


def test_thousands_of_names_and_a_row_of_dots_are_read_in_one_pass():
    spoken_text = "\n".join(
        f"Toen kwam Jan Q{'abcdefghij'[n % 10]}{n:x}q langs, mailde a{n}@b.nl." for n in range(1_500)
    )
    for text in (spoken_text, "a." * 100_000, "a@" * 50_000, "Jan van " * 5_000, "a punt " * 20_000):
        read = Transcript("g.txt", "txt", "h", (Turn("", text),), 0, 0, len(text), len(text))
        terms = propose(read)
        left, _ = replace_terms(read, terms)
        assert len(left.turns) == 1
    assert len(propose(Transcript("g.txt", "txt", "h", (Turn("", spoken_text),), 0, 0, 1, 1))) >= 3_000
