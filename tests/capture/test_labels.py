"""What a label before turns tells: a name, or a role, an office, a letter or a group, which is nobody's name."""

from __future__ import annotations

import pytest

from canvas.capture import pseudonyms
from canvas.capture.personal_data import speaker_names
from canvas.capture.transcript import Transcript, Turn
from canvas.capture.word_sets import phrases

NOBODY = phrases(
    """
    Int, Int., Int1, Int 1, Resp, Resp., Resp. 2, Vz, Vz., GL, PL, HR, EH, Student, Leerling, Ouder, Man, Vrouw,
    Notulist, Beleidsmedewerker, Facilitator, Teacher, Employer, Project lead, Both, Allen, De heer, Mevrouw, Q, A,
    Q:, R, I, Q1, Gemeente, Werkgever, Werkgever 2, Docent 2, Docent2, Praktijkopleider, Kwaliteitsmedewerkers,
    HR-manager, HR manager, Directeur Onderwijs, Docent Engels, Docent techniek, Docent Zorg en Welzijn,
    Docent Verpleegkunde, Ouder van leerling, Moeder van leerling 3, Studenten, Beide, Samen, Alle deelnemers, Man 1,
    Vrouw (achterin), De docent, Een ouder, The teacher, Ouder 1, Policy officer, Policy advisor, Chair,
    Both speakers, SPEAKER_00, Speaker_1, Spreker 1 en 2, Docent/ouder, Werkgever - Werknemer, Wethouder,
    Wethouder Ede, Voorzitter, Penningmeester, NT-B1, Accountmanager, Teamleider MBO, Hoofd personeelszaken,
    Respondent A, Respondent twee, Manager Operations, Civil servant, Project manager, Leraar 3, Leerkracht groep 8,
    Interviewer 2, Onderzoeker 1, Leerlingen, Coördinator, coordinator, Burgemeester, Gespreksleider, Jongere, Vader,
    Medewerker UWV, Medewerker Gemeente Zwolle, Ondernemer, Iedereen, Onbekende spreker, Onbekende man,
    Unknown speaker, Vr., Antw., HRM, MT, Dir., Secr., student, man, vz, int, de heer, De heer en mevrouw,
    Adviseur Duurzaamheid, Zorgcoördinator, Student 2e jaar, Eerste spreker, Tweede interviewer, R1, INT, RESP,
    INTERVIEWER, VROUW, ALLEN, Docent ROC, Deelnemer Gemeente, Groep Doetinchem, Kamer van Koophandel, Stem 2,
    Vice-voorzitter, Oud-leerling, Team lead, Senior adviseur, Junior onderzoeker, Chauffeur, Klant, Bewoner
    """
)
NAMES = {
    "Karin": "Karin",
    "K. de Boer": "K. de Boer",
    "Student: Emma": "Emma",
    "Student Emma": "Emma",
    "Emma (student)": "Emma",
    "Emma, student": "Emma",
    "Karin - docent": "Karin",
    "Docent Karin": "Karin",
    "Docent – Karin Bos": "Karin Bos",
    "De heer Bakker": "Bakker",
    "Mevrouw de Vries": "de Vries",
    "De Vries": "De Vries",
    "De Groot": "De Groot",
    "Bakker": "Bakker",
    "Klein": "Klein",
    "Ben": "Ben",
    "Wil": "Wil",
    "Peter Both": "Peter Both",
    "Woody Allen": "Woody Allen",
    "Jan de Man": "Jan de Man",
    "JAN": "JAN",
    "Kim": "Kim",
    "Karin 2": "Karin",
    "Proefman, Sanne": "Sanne Proefman",
    "Sanne Proefman (Gast)": "Sanne Proefman",
    "Ria Visser | Gemeente Ede": "Ria Visser",
    "Interviewer: Karin": "Karin",
    "Interviewer Karin": "Karin",
    "Karin (interviewer)": "Karin",
    "Zorblax": "Zorblax",
    "Gemeente - Karin": "Karin",
    "Wethouder Jansen": "Jansen",
    "Leerling Zorblax": "Zorblax",
    "sanne.proefman@example.org": "Sanne Proefman",
    "SANNE PROEFMAN": "SANNE PROEFMAN",
    "karin": "karin",
    "Dr. Visser": "Visser",
    "Docent de Vries": "de Vries",
    "Karin, Gemeente Ede": "Karin",
    "Anne-Marie": "Anne-Marie",
    "Speaker 1: Karin": "Karin",
    "Karin Bakker, Gemeente Ede": "Karin Bakker",
    "Fatima el Idrissi": "Fatima el Idrissi",
    "Kok": "Kok",
    "HR - Karin Smit": "Karin Smit",
    "P. Schrijver": "P. Schrijver",
    "J.P. Zorblax": "J.P. Zorblax",
    "Student: Zorblax": "Zorblax",
    "Zorblax (docent)": "Zorblax",
    "Ouder (Karin)": "Karin",
    "Wendelmoet": "Wendelmoet",
    "Directeur Piet Zorblax": "Piet Zorblax",
    "Xi": "Xi",
    "Bo": "Bo",
    "Jansen": "Jansen",
    "Meneer Pietersma": "Pietersma",
    "Hans Meester": "Hans Meester",
}


@pytest.mark.parametrize("label", sorted(NOBODY))
def test_a_role_an_office_an_abbreviation_or_a_group_is_no_name(label):
    assert speaker_names.of_label(label) == []


@pytest.mark.parametrize(("label", "name"), NAMES.items())
def test_a_name_in_a_label_is_found_with_what_stands_beside_it_left_out(label, name):
    assert [one.text for one in speaker_names.of_label(label)] == [name]


def test_two_names_in_one_label_are_two():
    assert [one.text for one in speaker_names.of_label("Karin en Piet")] == ["Karin", "Piet"]


@pytest.mark.parametrize("label", ["Student", "Both", "Allen", "HR", "Vz", "Project lead", "Beleidsmedewerker"])
def test_the_word_of_such_a_label_stays_in_the_text(label):
    turns = (Turn(label, f"Onze {label} vond dat, en de {label} ook."), Turn("B", "Ja."))
    terms = pseudonyms.propose(Transcript("x.txt", "txt", "0" * 64, turns, 0, 0, 0, 0))
    assert [term.text for term in terms if not term.keep] == []
