"""Names in Dutch speech that once stayed in, each with what must be left of the sentence; and what must stay."""

from __future__ import annotations

import random
import re
from pathlib import Path

import pytest

from canvas.capture import pseudonyms
from canvas.capture.personal_data import speaker_names
from canvas.capture.transcript import Transcript, Turn
from canvas.exchange.transcripts import read

CASES = Path(__file__).parents[2] / "cases" / "transcripts"


def left(*turns: str | tuple[str, str]) -> str:
    """What is stored of turns when all that is proposed is taken; codes as …, a space between turns."""
    spoken = tuple(Turn(*turn) if isinstance(turn, tuple) else Turn("", turn) for turn in turns)
    transcript = Transcript("x.txt", "txt", "0" * 64, spoken, 0, 0, 0, 0)
    new, _ = pseudonyms.replace_terms(transcript, pseudonyms.propose(transcript))
    return re.sub(r"\[[^\]]*\]", "…", " ".join(turn.text for turn in new.turns))


@pytest.mark.parametrize(
    ("sentence", "stored"),
    [
        ("Wij spraken Jan Willem ten Have uit Zelhem.", "Wij spraken … uit Zelhem."),
        ("Hallo, ik ben Bert-Jan en dit is Karin ben Testers.", "Hallo, ik ben … en dit is …."),
        ("Fenneke Wolterink belde, en Aleida Klein Goldewijk ook.", "… belde, en … ook."),
        ("Mevrouw van Dijk kwam met Karin van Dijk.", "Mevrouw … kwam met …."),
        ("Ook mevrouw De Groot, Henk van der Meer en meneer Klein.", "Ook mevrouw …, … en meneer …."),
        ("De heer Th. Visser en mevrouw v.d. Sluis.", "De heer … en mevrouw …."),
        ("Ook A.Ph. de Haan tekende, en J. v. d. Meer.", "Ook … tekende, en …."),
        ("DR. VISSER belde KAREL, en MEVROUW POSTMA ook.", "DR. … belde …, en MEVROUW … ook."),
        ("Volgens Ter Haar en ten Have is het klaar.", "Volgens … en … is het klaar."),
        ("De wethouder, Groot Wassink, en wethouder Best.", "De wethouder, …, en wethouder …."),
        ("Geert-Jan Roerdink en Anne-Marie te Kolstee kwamen.", "… en … kwamen."),
        ("Ik sprak met Emma van Hogeschool Saxion.", "Ik sprak met … van Hogeschool Saxion."),
        ("Dr. Testers van Ministerie van Onderwijs wil dat.", "Dr. … van Ministerie van Onderwijs wil dat."),
    ],
)
def test_a_name_goes_whole(sentence, stored):
    assert left(sentence) == stored


@pytest.mark.parametrize(
    "sentence",
    [
        "Zuid Nederland en Techniekhuis doen mee.",
        "In Zwolle en Tiel loopt het, in Ede ook.",
        "De boer en de bakker zien dat goed.",
        "Ik werk bij Bakker Techniek in Hengelo.",
        "Klein begonnen, groot geworden.",
        "Directeur Onderwijs is een functie.",
        "Plan A ging niet door, plan B wel.",
        "Het UWV en de Kamer van Koophandel helpen.",
    ],
)
def test_what_is_nobodys_name_stays(sentence):
    assert left(sentence) == sentence


@pytest.mark.parametrize("label", ["A", "I", "R", "Gemeente", "Werkgever", "Overheid", "V", "Vraag", "Interviewer 2"])
def test_a_letter_or_a_role_before_turns_is_no_name(label):
    assert speaker_names.of_label(label) == []


def test_what_stands_behind_a_bar_is_no_part_of_a_name():
    (name,) = speaker_names.of_label("Ria Visser | Gemeente Ede")
    assert (name.text, set(name.parts)) == ("Ria Visser", {"Ria", "Visser"})


WRONG = {  # per case what must not be left of it
    "f13a_surnames_that_are_words.txt": ["Dijk", "Karin", "Groot", "Henk", "Meer", "Klein"],
    "f13b_speaker_with_such_a_name.vtt": ["mevrouw Klein", "Karin", "Emma"],
    "f13c_speaker_with_such_a_name.vtt": ["Wil", "Emma"],
    "f14_names_in_capitals.txt": ["VISSER", "KAREL", "POSTMA"],
    "f15_initials_and_short_particles.txt": ["Th.", "Visser", "Sluis", "v.d.", "A.Ph.", "Haan"],
    "f17_numbers_and_addresses.txt": ["06/12345678", "kees.postma", "voorbeeld.nl", "1234 ab"],
}
WHOLE = {
    "f03a_english_I_and_R.txt": ["I think it is fine, but I am paid late. Our R&D team noticed.", "I don't know, I'm"],
    "f03b_dutch_A_and_B.txt": [
        "Plan A ging niet door, plan B wel. Voor de bus is rijbewijs B nodig.",
        "In bijlage A van",
    ],
    "f03c_role_as_label.txt": ["De Gemeente betaalt op tijd.", "Dat doet de Gemeente zelf."],
}


@pytest.mark.parametrize("name", [*WRONG, *WHOLE])
def test_the_cases_keep_no_name_and_no_word_is_changed(name):
    transcript = read((CASES / name).read_bytes(), name)
    text = left(*((turn.speaker, turn.text) for turn in transcript.turns))
    assert [word for word in WRONG.get(name, []) if re.search(rf"(?<!\w){re.escape(word)}(?!\w)", text)] == []
    assert all(words in text for words in WHOLE.get(name, []))


SHAPES = {
    "phone": ["06/12345678", "06.12.34.56.78", "06 - 12 34 56 78", "+31-6-12345678", "0314 - 12 34 56"],
    "email": ["kees.postma @ voorbeeld.nl", "kees(at)voorbeeld.nl", "kees.postma[at]voorbeeld[dot]nl"],
    "number": ["AB-12-CD", "12-ab-34", "K-123-BC", "nl00 bank 0000 0000 00", "NL00.BANK.0000.0000.00"],
    "birth": ["3-5-1971", "03/05/1971", "3.5.1971"],
    "address": ["Dorpsstraat 12", "Burgemeester Galleestraat 3a", "Prins Bernhardlaan 37", "Laan van Westroijen 14"],
    "postcode": ["1234 ab", "7255AB"],
}


@pytest.mark.parametrize(
    ("kind", "shape"), [(kind, shape) for kind, all_shapes in SHAPES.items() for shape in all_shapes]
)
def test_numbers_and_addresses_are_found_in_the_ways_people_write_them(kind, shape):
    spoken = Transcript("x.txt", "txt", "0" * 64, (Turn("", f"Dat is {shape}, zei men."),), 0, 0, 0, 0)
    terms = [term for term in pseudonyms.propose(spoken) if not term.keep]
    assert [(term.kind, term.text) for term in terms] == [(kind, shape)]


@pytest.mark.parametrize(
    ("sentence", "stored"),
    [
        (
            "Ik ben geboren op 3 mei 1971.",
            "Ik ben geboren op ….",
        ),
        ("Mijn bsn is 123456789.", "Mijn bsn is …."),
        ("Studentnummer s1234567 dus.", "Studentnummer … dus."),
        ("Het kost 1234 en in 2019 we zien het.", "Het kost 1234 en in 2019 we zien het."),
        ("Tussen 2019 en 2021 groeide het van 12 naar 30.", "Tussen 2019 en 2021 groeide het van 12 naar 30."),
    ],
)
def test_what_a_number_is_tells_what_goes(sentence, stored):
    assert left(sentence) == stored


def test_an_uncommon_first_name_before_a_name_that_is_found_goes_with_it():
    chance = random.Random(3)
    made = [
        "".join(chance.choice("bdfgklmnprstvw") + chance.choice("aeiou") for _ in range(3)).title() for _ in range(40)
    ]
    stayed = [
        name
        for name in made
        if left(f"{name} Visser was er. Daarna kwam {name} van der Meer.") != "… was er. Daarna kwam …."
    ]
    assert stayed == []
