"""Transcripts as text: who is taken for a speaker and who is not, times, and encodings."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from canvas.capture.transcript import Transcript, Turn
from canvas.exchange.transcripts import read
from tests.examples import examples


def text(body: str, encoding: str = "utf-8") -> Transcript:
    return read(body.encode(encoding), "gesprek.txt")


def spoken(transcript: Transcript) -> list[tuple[str, str]]:
    return [(turn.speaker, turn.text) for turn in transcript.turns]


def warned(transcript: Transcript) -> list[str]:
    return [message.format(**values) for message, values in transcript.warnings]


def whole(transcript: Transcript) -> bool:
    return transcript.characters_in == transcript.characters_kept and transcript.left_out == ()


CONVERSATION = [("Bo", "Hallo daar."), ("An", "Dag. Let op: het loopt."), ("Bo", "Goed zo.")]


@pytest.mark.parametrize(
    "body",
    [
        "Bo: Hallo daar.\nAn: Dag. Let op: het loopt.\nBo: Goed zo.\n",
        "Bo:\nHallo daar.\n\nAn:\nDag.\nLet op: het loopt.\n\nBo:\nGoed zo.",
        "[00:00:01] Bo: Hallo daar.\n[00:00:09] An: Dag. Let op: het loopt.\n[00:00:12] Bo: Goed zo.",
        "00:00:01 Bo: Hallo daar.\r\n00:00:09 An: Dag. Let op: het loopt.\r\n00:00:12 Bo: Goed zo.",
        "0:01 Bo: Hallo daar.\r0:09 An: Dag. Let op: het loopt.\r0:12 Bo: Goed zo.",
        "Bo (00:01): Hallo daar.\nAn (00:09): Dag. Let op: het loopt.\nBo (00:12): Goed zo.",
        "Bo: [00:01] Hallo daar.\nAn: [00:09] Dag. Let op: het loopt.\nBo: [00:12] Goed zo.",
        "[Bo]: Hallo daar.\n[An]: Dag. Let op: het loopt.\n[Bo]: Goed zo.",
        "[Bo] Hallo daar.\n[An] Dag. Let op: het loopt.\n[Bo] Goed zo.",
        "(Bo)\nHallo daar.\n\n(An)\nDag. Let op: het loopt.\n\n(Bo)\nGoed zo.\n",
        "[00:00:01 --> 00:00:08] [Bo] Hallo daar.\n[00:00:09 --> 00:00:11] [An] Dag. Let op: het loopt.\n"
        "[00:00:12 --> 00:00:13] [Bo] Goed zo.",
        "Bo   0:01   Hallo daar.\nAn   0:09   Dag. Let op: het loopt.\nBo   0:12   Goed zo.",
        "Bo   0:01\nHallo daar.\n\nAn   0:09\nDag. Let op: het loopt.\n\nBo   0:12\nGoed zo.",
        "[0:01] Bo\nHallo daar.\n[0:09] An\nDag. Let op: het loopt.\n[0:12] Bo\nGoed zo.",
        "0:0:1.0 --> 0:0:2.5\nBo\nHallo daar.\n0:0:9.0 --> 0:0:10.0\nAn\nDag. Let op: het loopt.\n"
        "0:0:12.0 --> 0:0:13.0\nBo\nGoed zo.\n",
        "Bo\tHallo daar.\nAn\tDag. Let op: het loopt.\nBo\tGoed zo.",
        "Bo\nHallo daar.\n\nAn\nDag. Let op: het loopt.\n\nBo\nGoed zo.\n",
        "WEBVTT\n\n00:01.000 --> 00:02.000\nBo: Hallo daar.\n\n00:09.000 --> 00:10.000\nAn: Dag. Let op: het loopt.\n\n"
        "00:12.000 --> 00:13.000\nBo: Goed zo.\n",
    ],
)
def test_the_same_conversation_is_read_from_every_way_of_writing_it(body):
    transcript = text(body)
    assert spoken(transcript)[:3] == CONVERSATION
    assert whole(transcript)
    if "0:01" in body or "0:0:1" in body:
        assert [turn.from_ms for turn in transcript.turns][:3] == [1_000, 9_000, 12_000]


@pytest.mark.parametrize(
    "body",
    [
        "Wij begonnen klein.\nLet op: dat was in 2019.\nDaarna groeide het.",
        "Let op: dit is gezegd.\nLet op: dat ook.\nLet op: en dit.\nEen zin.\nEen zin.",
        "Het werd laat, namelijk: 12:30.\nZie https://example.org voor meer.\nEn verder niets.",
        "Belangrijk: dit.\nVerder ging het goed.\nBelangrijk: dat.\nEn verder niets.",
        "Dat was het dan. Waarom: geen idee.\nIk zei nog. Waarom: geen idee.",
        "Wij vroegen ons af wat het was en toen zeiden zij: niets.\nWij vroegen ons af wat het was en zeiden: niets.",
        "Werkwijze: wij deden dit.\n" + "En toen nog een zin.\n" * 5,
        "12:30 gingen wij eten.\n13:30 waren wij terug.\n",
        "Pauze 10:30\nDaarna gingen wij door.",
        "Ja\nNee\nJa\nNee",
        "(Lacht) Nou ja.\nEn toen gingen wij.\n"
        "(Stilte)\nDat was het.\n(Lacht) Zo.\nEen zin.\nEn nog een.\n(Stilte) Nou.\nJa.",
        "Aanleiding\nWij begonnen klein.\n\nVervolg\nDaarna groeide het.\n\nSlot\nTot zover.",
    ],
)
def test_what_is_no_conversation_has_no_speakers(body):
    transcript = text(body)
    assert set(transcript.speakers) == {""}
    assert whole(transcript)
    assert "".join(turn.text for turn in transcript.turns).replace(" ", "") == "".join(body.split())


@pytest.mark.parametrize(
    "label",
    [
        "Interviewer",
        "Bo Vos",
        "BO VOS",
        "Bo van der Vos-Kok",
        "Vos, Bo de",
        "de Vries",
        "Dr. B. Vos",
        "Spreker 1",
        "spreker 2",
        "SPEAKER_01",
        "R1",
        "NT-B1",
        "Vos, Bo (extern)",
        "مريم",
        "Ève",
        "V",
        "Geïnterviewde",
        "O’Neil",
        "bo.vos@example.org 1",
    ],
)
def test_these_are_speakers_where_they_are_there_twice_beside_another(label):
    transcript = text(f"{label}: een\nAn Kok: twee\n{label}: drie\nAn Kok: vier\n")
    assert spoken(transcript) == [(label, "een"), ("An Kok", "twee"), (label, "drie"), ("An Kok", "vier")]


def test_one_who_speaks_once_counts_where_every_line_says_who_speaks():
    transcript = text("Bo: een\nAn: twee\nBo: drie\nKees: vier\n")
    assert list(transcript.speakers) == ["Bo", "An", "Kees"]


def test_a_name_that_is_there_once_among_many_lines_is_kept_as_words_and_said():
    transcript = text("Bo: een\nAn: twee\n" * 2 + "nog een zin\n" * 12 + "Kees: nee\n")
    assert list(transcript.speakers) == ["Bo", "An"]
    assert warned(transcript) == [
        "line 17: what stands before the colon may be a speaker, but is there only once; it is kept as words."
    ]
    assert transcript.turns[-1].text.endswith("Kees: nee")


def test_words_with_small_letters_are_speakers_only_where_they_head_half_of_the_lines():
    assert list(text("Spreker een: a\nSpreker twee: b\n" * 2).speakers) == ["Spreker een", "Spreker twee"]
    assert list(text("Eerste stem: a\nTweede stem: b\n" * 2).speakers) == ["Eerste stem", "Tweede stem"]
    assert list(text("Eerste stem: a\nTweede stem: b\n" * 2 + "zo maar een zin\n" * 5).speakers) == [""]


def test_a_colon_is_part_of_what_is_said_where_names_stand_with_their_times():
    transcript = text("Bo   0:03\nVraag: wie?\nVraag: wat?\nAn   0:09\nVraag: hoe?\nBo   0:12\nAn staat er zo.\n")
    assert spoken(transcript) == [("Bo", "Vraag: wie? Vraag: wat?"), ("An", "Vraag: hoe?"), ("Bo", "An staat er zo.")]


def test_without_speakers_each_paragraph_is_a_turn():
    transcript = text("Eerst dit\nen dat.\n\nDaarna zus\nen zo.\n")
    assert transcript.turns == (Turn("", "Eerst dit en dat."), Turn("", "Daarna zus en zo."))


def test_a_line_on_its_own_time_gives_that_time_to_what_follows():
    transcript = text("00:00:05\nBo: een\n[00:01:10 - 00:01:12]\nAn: twee\nBo: drie\nAn: vier")
    assert [(turn.from_ms, turn.to_ms) for turn in transcript.turns] == [
        (5_000, None),
        (70_000, 72_000),
        (None, None),
        (None, None),
    ]


def test_an_impossible_time_is_left_out_and_said():
    transcript = text("[00:61:00] Bo: een\n[00:00:09] An: twee\n[00:00:10] Bo: drie")
    assert [turn.from_ms for turn in transcript.turns] == [None, 9_000, 10_000]
    assert warned(transcript) == ["line 1: an impossible time; the words under it are kept, without a time."]


def test_timing_lines_in_a_text_are_counted_as_cues():
    transcript = text("0:0:1.0 --> 0:0:2.5\neen\n0:0:99.0 --> 0:0:2.5\ntwee\n")
    assert (transcript.cues_in_file, transcript.cues_read) == (2, 1)


PLAIN = "Bo: Eén café – “zo’n” prijs van €5.\nAn: Goed.\nBo: Ja.\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32"])
def test_unicode_in_every_form_is_read_as_it_is(encoding):
    transcript = text(PLAIN, encoding)
    assert spoken(transcript)[0] == ("Bo", "Eén café – “zo’n” prijs van €5.")
    assert transcript.warnings == ()


def test_windows_text_is_read_and_said():
    transcript = text(PLAIN, "cp1252")
    assert spoken(transcript)[0] == ("Bo", "Eén café – “zo’n” prijs van €5.")
    assert warned(transcript) == [
        "the file is not in UTF-8 and was read as Windows text. Check the letters with accents."
    ]


def test_encodings_mixed_within_a_file_and_within_a_line_are_read_and_the_lines_said():
    data = "Bo: één\n".encode() + "An: café\n".encode("cp1252") + "Bo: ça ".encode() + "là\n".encode("latin-1")
    transcript = read(data, "gesprek.txt")
    assert spoken(transcript) == [("Bo", "één"), ("An", "café"), ("Bo", "ça là")]
    assert warned(transcript) == [
        "line 2, 3: another encoding than the rest of the file; read as Windows text. Check the letters with accents."
    ]


def test_signs_that_cannot_be_stored_are_left_out_and_counted():
    transcript = read(b"Een zin met een\x00 vreemd teken.\r\nEn nog een.\n" * 3, "gesprek.txt")
    assert "\x00" not in transcript.turns[0].text
    assert warned(transcript) == ["signs that no study can hold (NUL and the like) are left out (3)."]
    assert whole(transcript)


def test_positions_in_right_to_left_text_and_with_accents_apart_are_those_of_the_file():
    line = "אני חושב \u2067שזה\u2069 נכון, cafe\u0301 \u200eok"
    assert text(f"מרים: {line}\nBo: ja\nמרים: {line}\nBo: ja\n").turns[0] == Turn("מרים", line)


words = st.lists(st.text("abcdéßאب字\u0301", min_size=1, max_size=8), min_size=1, max_size=8)


@examples(60)
@given(st.lists(st.tuples(st.sampled_from(["Bo Vos", "An", "Interviewer"]), words), min_size=1, max_size=20))
def test_a_sound_text_gives_exactly_its_words_and_its_speakers(spoken):
    spoken = [("Bo Vos", ["a"]), ("An", ["b"]), *spoken, ("Bo Vos", ["c"]), ("An", ["d"])]
    transcript = text("".join(f"{speaker}: {' '.join(words_said)}\n" for speaker, words_said in spoken))
    assert [(turn.speaker, word) for turn in transcript.turns for word in turn.text.split()] == [
        (speaker, word) for speaker, words_said in spoken for word in words_said
    ]
    assert whole(transcript)
    assert transcript.characters_in == sum(len(word) for _, words_said in spoken for word in words_said)


def test_names_in_small_letters_with_a_time_are_speakers_like_those_with_a_capital():
    # “sanne d.” was words of whoever spoke last
    made = text(
        "sanne d. 0:00\nhoi allebei\n\nBert van 't Veld 0:04\nJa graag.\n\nsanne d. 0:09\nen jij?\n\n"
        "ria 0:12\nook.\n\nBert van 't Veld 0:15\nnee\n"
    )
    assert spoken(made) == [
        ("sanne d.", "hoi allebei"),
        ("Bert van 't Veld", "Ja graag."),
        ("sanne d.", "en jij?"),
        ("ria", "ook."),
        ("Bert van 't Veld", "nee"),
    ]
    assert whole(made)


def test_a_sentence_in_small_letters_that_ends_in_a_time_stays_what_somebody_says():
    made = text("Bo Vos 0:00\nHoe laat?\n\nwe begonnen om 10:30\nof later\n\nAn Bos 0:09\nDank.\n\nBo Vos 0:12\nDag.\n")
    assert set(made.speakers) == {"Bo Vos", "An Bos"}
    assert "we begonnen om 10:30" in " ".join(turn.text for turn in made.turns)


@pytest.mark.parametrize("key", ["Getranscribeerd door", "Uitgewerkt door", "Opgenomen op", "Afgenomen door"])
@pytest.mark.parametrize("between", ["\n", "\n\n"])
def test_who_made_the_transcript_is_nobody_who_speaks(key, between):
    made = text(
        f"Datum: 12 april 2026\n{key}: J. Tester{between}Bo: Hallo.\nAn: Dag.\nBo: Goed.\nAn: Zo.\nBo: Klaar.\n"
    )
    assert list(made.speakers) == ["Bo", "An"]
    assert [row.text for row in made.left_out] == ["Datum: 12 april 2026", f"{key}: J. Tester"]
    assert made.complete
