"""The layouts that once lost words, changed them or gave them to another: each file with its right value.

The files stand in tests/cases/transcripts; what is right was written down with them, before they were read rightly.
"""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from canvas.capture.transcript import Transcript
from canvas.errors import UserError
from canvas.exchange.transcripts import read
from tests.examples import examples

CASES = Path(__file__).parents[2] / "cases" / "transcripts"
QUESTION, LATE, WHY, NOBODY = "Hoe loopt het project nu?", "De school betaalt laat.", "Waarom?", "Dat weet niemand."


def case(name: str) -> Transcript:
    return read((CASES / name).read_bytes(), name)


def four(first: str, second: str, *times: int | None) -> list[tuple[str, str, int | None]]:
    """The conversation that most of the files hold, in four turns."""
    speakers, words = (first, second) * 2, (QUESTION, LATE, WHY, NOBODY)
    return list(zip(speakers, words, times or (None,) * 4, strict=True))


EMMA, KEES, RIA = "Emma Kuiper", "Kees Postma", "Ria Visser"


def six(third: str) -> list[tuple[str, str, int]]:
    """The conversation of three in captions."""
    words = [
        (EMMA, QUESTION),
        (KEES, LATE),
        (third, "Bij ons betaalt ze niet."),
        (EMMA, WHY),
        (third, "Geen geld."),
        (KEES, "Klopt."),
    ]
    return [(*who_and_text, at * 4_000) for at, who_and_text in enumerate(words)]


TURNS = {
    "f01a_stamps_no_speakers.txt": [
        ("", QUESTION, 3_000),
        ("", "Goed.", 6_000),
        ("", "En het overleg met de school?", 8_000),
        ("", "Stroef.", 11_000),
        ("", "Waar ligt dat aan?", 13_000),
        ("", "Tijd.", 15_000),
        ("", "Wie lost dat op?", 17_000),
    ],
    "f01b_stamps_with_speakers.txt": [
        ("Interviewer", QUESTION, 3_000),
        ("Respondent", "Eigenlijk heel aardig. Echt.", 6_000),
        ("Interviewer", "En het overleg met de school?", 10_000),
        ("Respondent", "Dat gaat moeizaam. Nooit.", 13_000),
    ],
    "f01c_time_on_its_own_line.txt": [
        ("", QUESTION, 3_000),
        ("", f"Ja. {LATE}", 6_000),
        ("", "Ja. Dat is vervelend.", 10_000),
        ("", "Nooit. Of bijna nooit.", 14_000),
    ],
    "f02_pdf_pages_begin_alike.pdf": [
        ("", "Verslag", None),
        ("R", "In 2019 begonnen wij.", None),
        ("I", "En daarna?", None),
        ("R", "In 2020 groeiden wij.", None),
        ("I", "En daarna?", None),
        ("R", "In 2021 groeiden wij.", None),
        ("I", "En daarna?", None),
        ("R", "In 2022 groeiden wij.", None),
        ("I", "Dank u.", None),
    ],
    "f04_rolling_captions.vtt": [("", "wij beginnen met het contract van vorig jaar", 30)],
    "f05a_paste_into_answer_vertical_tab.txt": [("", "Loonkosten van de begeleiders", None)],
    "f05b_paste_into_answer_form_feed.txt": [("", "Huur van het lokaal", None)],
    "f06_pdf_words_cut_at_line_end.pdf": [
        ("I", QUESTION, None),
        ("R", "Goed, maar de huurovereenkomst is te laat getekend.", None),
        ("I", WHY, None),
        ("R", "Omdat de zorg- en welzijnsafdeling verhuisde.", None),
    ],
    "f07a_footer_of_software.txt": four("Emma", "Kees", 0, 5_000, 9_000, 11_000),
    "f07b_teams_nl.docx": four(EMMA, KEES, 3_000, 9_000, 15_000, 18_000),
    "f07c_header_with_parts.txt": four("I", "R"),
    "f07d_noscribe_head.txt": four("S00", "S01"),
    "f08a_small_letters.vtt": six("ria visser"),
    "f08b_pronouns.vtt": six(RIA),
    "f08c_resp_dot_1.txt": [
        ("Int1", QUESTION, None),
        ("Resp. 1", LATE, None),
        ("Int1", WHY, None),
        ("Resp. 1", NOBODY, None),
        ("Resp. 2", "Ik ook niet.", None),
    ],
    "f08d_small_letters.txt": four("emma", "kees"),
    "f08e_dial_in_number.vtt": six("31612345678"),
    "f08f_name_of_a_phone.vtt": six("iPhone van Ria"),
    "f09_webex_identifiers.vtt": four(EMMA, KEES, 0, 4_000, 8_000, 12_000),
    "f10a_f4_stamp_before.txt": four("Interviewer", "Befragter", 0, 5_500, 14_200, 16_000),
    "f10b_colon_without_space.txt": four("I", "R"),
    "f10c_bold_labels.txt": four(EMMA, KEES),
    "f10d_nvivo_table.docx": four("Emma", "Kees", 0, 5_200, 12_000, 14_000),
    "f10e_line_numbers.txt": four("I", "R"),
    "f11a_f4_stamp_behind.txt": four("I", "B", 0, 5_000, 14_500, 16_200),
    "f11b_zoom_saved_captions.txt": [
        (EMMA, QUESTION, (10 * 3600 + 83) * 1_000),
        (KEES, LATE, (10 * 3600 + 90) * 1_000),
        (EMMA, WHY, (10 * 3600 + 101) * 1_000),
    ],
    "f11c_paragraph_times.txt": [
        ("", "De school begon klein.", 1_000),
        ("", "Daarna kwamen de bedrijven.", 15_000),
        ("", "Nu is er een contract.", 31_000),
    ],
    "f11d_sbv_as_text.txt": [("Emma", QUESTION, 0), ("Kees", LATE, 3_500), ("Emma", WHY, 6_500)],
    "f23a_f4.rtf": four("I", "R", 0, 5_000, 9_000, 11_000),
    "f23b_noscribe.html": [("S00", QUESTION, 0), ("S01", LATE, 3_000)],
    "f23c_whisper.tsv": [("", f"{QUESTION} {LATE}", 0)],
    "f23d_otranscribe.otr": [("", QUESTION, 2_100), ("", LATE, 5_100)],
}
LEFT_OUT = {
    "f04_rolling_captions.vtt": [
        "Kind: captions",
        "Language: nl",
        "wij beginnen met",
        "wij beginnen met",
        "het contract",
        "het contract",
    ],
    "f07a_footer_of_software.txt": ["Transcribed by https://otter.ai"],
    "f07b_teams_nl.docx": [
        "Overleg-20250615_100000-Opname van vergadering",
        "15 juni 2025, 10:00AM",
        "1 min 20 sec",
        "Emma Kuiper heeft de transcriptie gestart",
        "Emma Kuiper heeft de transcriptie gestopt",
    ],
    "f07c_header_with_parts.txt": [
        "Interviewer: Emma Kuiper",
        "Respondent: Kees Postma, directeur",
        "Datum: 12 mei 2025",
    ],
    "f07d_noscribe_head.txt": [
        "Gesprek",
        "Transcribed with noScribe vers. 0.7",
        "Audio file: gesprek.mp3",
        "(Start (hh:mm:ss): 00:00:00 | Language: Dutch (nl))",
    ],
    "f10d_nvivo_table.docx": ["Timespan Content Speaker"],
    "f23b_noscribe.html": ["Transcribed with noScribe"],
    "f23c_whisper.tsv": ["start end text"],
}


@pytest.mark.parametrize("name", TURNS)
def test_every_word_is_there_once_with_who_said_it_and_when(name):
    transcript = case(name)
    assert [(turn.speaker, turn.text, turn.from_ms) for turn in transcript.turns] == TURNS[name]
    assert [row.text for row in transcript.left_out] == LEFT_OUT.get(name, [])
    assert transcript.complete


def test_f4_times_behind_the_words_say_where_they_end():
    assert [turn.to_ms for turn in case("f11a_f4_stamp_behind.txt").turns] == [5_000, 14_500, 16_200, 21_900]


KINDS_OF_OTHER_ISSUES = ("f03", "f13", "f14", "f15", "f17", "f18", "f19", "f20")  # names, exports, search, codebooks


def test_every_case_is_tried():
    tried = set(TURNS) | {path.name for path in CASES.iterdir() if path.name.startswith(KINDS_OF_OTHER_ISSUES)}
    assert {path.name for path in CASES.iterdir()} == tried


def clock(seconds: int) -> str:
    return f"{seconds // 3600:02}:{seconds // 60 % 60:02}:{seconds % 60:02}"


LAYOUTS = {
    "colon": lambda who, words, _at: f"{who}: {words}\n",
    "colon, empty lines": lambda who, words, _at: f"{who}: {words}\n\n",
    "name above": lambda who, words, _at: f"{who}:\n{words}\n\n",
    "stamp before": lambda who, words, at: f"[{clock(at)}] {who}: {words}\n",
    "f4 before": lambda who, words, at: f"#{clock(at)}-0# {who}: {words}\n",
    "f4 behind": lambda who, words, at: f"{who}: {words} #{clock(at)}-5#\n",
    "range before": lambda who, words, at: f"{clock(at)} - {clock(at + 2)} {who}: {words}\n",
    "time behind the name": lambda who, words, at: f"{who}  {clock(at)}\n{words}\n\n",
    "time in brackets": lambda who, words, at: f"{who} ({clock(at)}): {words}\n",
    "name in brackets, clock": lambda who, words, at: f"[{who}] {clock(at)}\n{words}\n\n",
    "time above the name": lambda who, words, at: f"[{clock(at)}] {who}\n{words}\n\n",
    "bold": lambda who, words, _at: f"**{who}:** {words}\n\n",
    "tab": lambda who, words, _at: f"{who}\t{words}\n",
    "small letters": lambda who, words, _at: f"{who.lower()}: {words}\n",
    "pronouns": lambda who, words, _at: f"{who} (zij/haar): {words}\n",
    "organisation": lambda who, words, _at: f"{who} | Gemeente Ede: {words}\n",
    "numbered": lambda who, words, at: f"{at // 10 + 1} {who}: {words}\n",
}
SHORT = [
    "Goed.",
    "Nooit.",
    "Prima.",
    "Ja.",
    "Ja",
    "Tijd",
    "Geld, en tijd.",
    "Het kost €5, zei men.",
    "Zij heeft de opname niet.",
    "Let op: het loopt.",
    "R&D betaalt.",
    "I think so.",
    "Om 12:30 was het klaar.",
    "(Lacht) Nou ja.",
]


@pytest.mark.parametrize("layout", LAYOUTS)
@examples(15)
@given(
    spoken=st.lists(
        st.tuples(st.sampled_from(["Bo Vos", "Karin Kok", "Interviewer"]), st.sampled_from(SHORT)), max_size=20
    )
)
def test_short_answers_stay_words_of_who_gave_them_in_every_layout(layout, spoken):
    spoken = [
        ("Bo Vos", "Hoe loopt het nu?"),
        ("Karin Kok", "Het loopt wel."),
        *spoken,
        ("Bo Vos", "Dank u."),
        ("Karin Kok", "Graag gedaan."),
    ]
    file = "".join(LAYOUTS[layout](who, words, 10 * at) for at, (who, words) in enumerate(spoken))
    transcript = read(file.encode(), "gesprek.txt")
    expected = [(who, word) for who, words in spoken for word in words.split()]
    heard = [(turn.speaker, word) for turn in transcript.turns for word in turn.text.split()]
    assert [(who.split(" | ")[0].lower(), word) for who, word in heard] == [
        (who.lower(), word) for who, word in expected
    ]
    assert transcript.left_out == ()
    assert transcript.complete


@pytest.mark.parametrize("name", ["f23a_f4.rtf", "f23b_noscribe.html", "f08a_small_letters.vtt"])
def test_a_file_that_is_called_txt_is_read_as_what_it_is(name):
    data = (CASES / name).read_bytes()
    right = read(data, name)
    renamed = read(data, "gesprek.txt")
    assert renamed.turns == right.turns
    assert right.turns


def test_json_that_is_called_txt_is_never_taken_for_speech():
    data = b'{"segments": [{"start": 0, "end": 2, "text": "Wij betalen."}]}'
    assert [turn.text for turn in read(data, "a.txt").turns] == ["Wij betalen."]
    with pytest.raises(UserError):
        read(b'{"nothing": "of a transcript"}', "a.txt")
    assert read(b"[Emma] Goed.\n[Kees] Ja.", "a.txt").turns
