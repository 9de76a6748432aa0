"""Numbers, dates of birth, addresses, plates and links of somebody are found whole; other figures are left alone."""

from __future__ import annotations

import pytest

from canvas.capture import pseudonyms
from canvas.capture.transcript import Transcript, Turn


def terms_of(text: str) -> tuple[pseudonyms.Term, ...]:
    return tuple(pseudonyms.propose(Transcript("x.txt", "txt", "0" * 64, (Turn("", text),), 0, 0, 0, 0)))


def ticked(text: str) -> list[tuple[str, str]]:
    """What is proposed for replacement: kind and words."""
    return [(term.kind, term.text) for term in terms_of(text) if not term.keep]


BIRTHS = {
    "Ik ben geboren op 3 maart 1964.": "3 maart 1964",
    "Geboortedatum: 1964-03-03.": "1964-03-03",
    "Zij is geb. 03-03-'64.": "03-03-'64",
    "Hij is jarig op 3 maart.": "3 maart",
    "Op 3 maart '64 ben ik geboren.": "3 maart '64",
    "Ik ben van 3 maart 1964.": "3 maart 1964",
    "Geboren drie maart negentienvierenzestig.": "drie maart negentienvierenzestig",
    "Ze is geboren op eenendertig mei tweeduizend twee.": "eenendertig mei tweeduizend twee",
    "I was born on 3 March 1964.": "3 March 1964",
    "She was born March 3rd, 1964.": "March 3rd, 1964",
    "Het staat er: 03-03-1964.": "03-03-1964",
}
NUMBERS = {
    "Mijn KvK-nummer is 12345678.": "12345678",
    "KvK 12345678 dus.": "12345678",
    "Cliëntnummer: C-004512.": "C-004512",
    "Patiëntnummer 7766554 hoort daarbij.": "7766554",
    "BIG-nummer 19012345601 dus.": "19012345601",
    "Ons btw-id: NL123456789B01.": "NL123456789B01",
    "Zij heeft NL123456789B01 als nummer.": "NL123456789B01",
    "Factuurnummer 2024-0113 ligt er.": "2024-0113",
    "Het dossier 2023/4471 ligt er.": "2023/4471",
    "Het personeelsnummer van haar is 20417.": "20417",
    "Polisnummer 88.221.004 dus.": "88.221.004",
    "The patient number is 774512.": "774512",
    "Hij zit op 192.168.1.24 nu.": "192.168.1.24",
    "Hij zit op 10.0.0.7 nu.": "10.0.0.7",
    "Of op 2001:db8:85a3::8a2e:370:7334 dus.": "2001:db8:85a3::8a2e:370:7334",
    "Daar staat GV123T op.": "GV123T",
    "Daar staat 12ABC3 op.": "12ABC3",
    "Zijn auto is de AB1234.": "AB1234",
    "Het kenteken is 12 ABC 3.": "12 ABC 3",
    "De bus met gv-123-t.": "gv-123-t",
}
ADDRESSES = {
    "Dorpsstraat 12-bis": "address",
    "Dorpsstraat 12 bis": "address",
    "Kerkweg 3a": "address",
    "Kerkweg 3-II": "address",
    "Kerkweg 101-103": "address",
    "7021-AB": "postcode",
    "7021ab": "postcode",
    "7021 AB": "postcode",
    "karin at example dot nl": "email",
    "karin apenstaartje example punt nl": "email",
    "karin.proef apenstaartje example punt nl": "email",
    "karin [at] example punt nl": "email",
    "@karin_proef": "link",
}


@pytest.mark.parametrize(("text", "birth"), BIRTHS.items())
def test_a_date_is_one_of_birth_where_the_sentence_tells_so(text, birth):
    assert ticked(text) == [("birth", birth)]


@pytest.mark.parametrize(("text", "number"), NUMBERS.items())
def test_a_number_goes_by_the_word_before_it_or_by_its_shape(text, number):
    assert ticked(text) == [("number", number)]


@pytest.mark.parametrize(("address", "kind"), ADDRESSES.items())
def test_an_address_goes_whole(address, kind):
    assert ticked(f"Dat is {address}, zei men.") == [(kind, address)]


def test_the_handle_behind_the_name_of_a_platform_goes():
    assert ticked("Mijn insta: karin.proef dus.") == [("link", "karin.proef")]


@pytest.mark.parametrize("link", ["example.nl/over-ons", "www.example.nl", "example.com"])
def test_a_bare_link_is_shown_and_kept(link):
    assert [(term.kind, term.text, term.keep) for term in terms_of(f"Zie {link} dus.")] == [("link", link, True)]


@pytest.mark.parametrize(
    "text",
    [
        "In 2024 ging 3 ton op; 12,5% van 1.250.000 euro.",
        "Op 3 maart 2024 kwamen we samen. De school is geboren uit nood.",
        "In 1995 op 1 januari 1995 begon het fonds.",
        "Hij is geboren in 1964.",
        "Plan 2024-2027, schooljaar 2023-2024, versie 2.1.3.4 van de software.",
        "Het dossier 2023 is dicht en factuur 1200 euro is betaald.",
        "Vraagnummer 12 op pagina 3, kamernummer 204.",
        "Afdeling B2B en 4x4, P2 en R2-D2, MP3 speler.",
        "In 2024 HR verbeterd, om 10:30:15 en 14:15.",
        "Dat is goed.De volgende is klaar.nu dus.",
        "De auto kost 12 en 34 euro, de bus 40.",
        "Op het Plein staan 3 kramen. ISO 9001, NEN 7510, BBL 2 en MBO-4.",
    ],
)
def test_amounts_years_rooms_and_groups_are_no_identifiers(text):
    assert ticked(text) == []


def test_a_square_is_no_organisation():
    assert terms_of("Wij staan op het Plein.") == ()
