"""Captions: who speaks, in which turns, and that no cue and no word goes missing without a word about it."""

from __future__ import annotations

import hashlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from canvas.capture.transcript import Transcript, Turn
from canvas.exchange.transcripts import read
from tests.examples import examples


def vtt(body: str, head: str = "WEBVTT\n\n") -> Transcript:
    return read((head + body).encode(), "gesprek.vtt")


def srt(body: str) -> Transcript:
    return read(body.encode(), "gesprek.srt")


def spoken(transcript: Transcript) -> list[tuple[str, str]]:
    return [(turn.speaker, turn.text) for turn in transcript.turns]


def warned(transcript: Transcript) -> list[str]:
    return [message.format(**values) for message, values in transcript.warnings]


def whole(transcript: Transcript) -> bool:
    return transcript.characters_in == transcript.characters_kept + transcript.characters_left_out


def test_the_voices_of_teams_become_speakers_and_their_cues_turns():
    transcript = vtt(
        "b6f1/12-0\n00:00:03.100 --> 00:00:05.000\n<v Vos, Bo de (extern)>Ik ben hier\nnu drie jaar.</v>\n\n"
        "b6f1/13-0\n00:00:05.200 --> 00:00:06.000\n<v Vos, Bo de (extern)>En u?</v>\n\n"
        "b6f1/14-0\n00:00:07.000 --> 00:00:08.250\n<v.loud Interviewer>Twee &amp; een half.\n"
    )
    assert transcript.turns == (
        Turn("Vos, Bo de (extern)", "Ik ben hier nu drie jaar. En u?", 3_100, 6_000),
        Turn("Interviewer", "Twee & een half.", 7_000, 8_250),
    )
    assert transcript.speakers == {"Vos, Bo de (extern)": 1, "Interviewer": 1}
    assert (transcript.cues_in_file, transcript.cues_read, transcript.warnings) == (3, 3, ())
    # Ik ben hier nu drie jaar. En u? = 2+3+4+2+4+5 + 2+2; Twee & een half. = 4+1+3+5
    assert (transcript.characters_in, transcript.characters_kept) == (24 + 13, 24 + 13)


def test_the_names_that_zoom_puts_before_a_colon_become_speakers():
    transcript = vtt(
        "1\n00:00:04.859 --> 00:00:07.410\nBo Vos: Hallo, hoort u mij?\n\n"
        "2\n00:00:09.540 --> 00:00:12.990\nInterviewer: Ja. Let op: ik neem op.\n\n"
        "3\n00:00:13.000 --> 00:00:14.000\nAn de Wit: Prima.\n\n"
        "4\n00:00:15.000 --> 00:00:16.000\nBo Vos: Goed.\n"
    )
    assert spoken(transcript) == [
        ("Bo Vos", "Hallo, hoort u mij?"),
        ("Interviewer", "Ja. Let op: ik neem op."),
        ("An de Wit", "Prima."),
        ("Bo Vos", "Goed."),
    ]
    assert whole(transcript)


def test_the_comments_of_stream_are_left_out_and_counted():
    transcript = vtt(
        'NOTE duration:"00:10:00"\n\nNOTE language:nl-nl\n\nNOTE Confidence: 0.87\n\n'
        "0f3a\n00:00:01.000 --> 00:00:02.000\nwe gaan beginnen\n\nNOTE\nmet meer\nregels\n\n"
        "STYLE\n::cue { color: red }\n\nREGION\nid:een\n\n0f3b\n00:00:02.000 --> 00:00:03.000\nmet de eerste vraag\n"
    )
    assert spoken(transcript) == [("", "we gaan beginnen met de eerste vraag")]
    assert warned(transcript) == ["comments of the software (NOTE) are left out (4)."]
    assert whole(transcript)
    assert [row.text for row in transcript.left_out] == [
        'NOTE duration:"00:10:00"',
        "NOTE language:nl-nl",
        "NOTE Confidence: 0.87",
        "NOTE",
        "met meer",
        "regels",
        "STYLE",
        "::cue { color: red }",
        "REGION",
        "id:een",
    ]
    assert transcript.cues_read == 2


def test_subrip_is_read_with_its_markup_gone_and_its_braces_kept():
    transcript = srt(
        "1\n00:00:01,000 --> 00:00:02,000\n<font color='red'>Bo:</font> {\\an8}<i>Nou</i> {lacht}\n\n"
        "2\n00:00:02,500 --> 00:00:03,000\nAn: Staat op C:\\Nieuw, toch <3\n\n"
        "3\n00:00:04,000 --> 00:00:05,000\nBo: Ja\n\n"
        "4\n00:00:06,000 --> 00:00:07,000\nAn: 42\n"
    )
    assert spoken(transcript) == [
        ("Bo", "Nou {lacht}"),
        ("An", "Staat op C:\\Nieuw, toch <3"),
        ("Bo", "Ja"),
        ("An", "42"),
    ]
    assert (transcript.cues_in_file, transcript.cues_read, transcript.warnings) == (4, 4, ())
    assert whole(transcript)


def test_names_in_brackets_above_what_is_said_become_speakers():
    cue = "00:0{}.000 --> 00:0{}.500\n{}\n\n".format
    transcript = vtt(
        cue(1, 1, "(Bo Vos)\nIk wou\nbeginnen") + cue(2, 2, "(Bo Vos)\nmet dit.") + cue(3, 3, "(An)\nGoed. (Lacht)")
    )
    assert spoken(transcript) == [("Bo Vos", "Ik wou beginnen met dit."), ("An", "Goed. (Lacht)")]
    assert whole(transcript)


def test_two_voices_in_one_cue_are_two_turns():
    transcript = vtt("00:01.000 --> 00:02.000\n<v Bo>Wel waar.</v> <v An>Niet waar.</v>\n")
    assert transcript.turns == (Turn("Bo", "Wel waar.", 1_000, 2_000), Turn("An", "Niet waar.", 1_000, 2_000))


def test_a_cue_without_a_name_goes_on_where_a_name_was_said_before_it():
    transcript = srt(
        "1\n00:00:01,000 --> 00:00:02,000\nBo: Wij begonnen\n\n2\n00:00:02,000 --> 00:00:03,000\nmet zijn tweeën.\n\n"
        "3\n00:00:03,000 --> 00:00:04,000\nAn: En toen?\n\n4\n00:00:04,000 --> 00:00:05,000\nBo: Toen vier.\n\n"
        "5\n00:00:05,000 --> 00:00:06,000\nAn: Juist.\n"
    )
    assert spoken(transcript)[0] == ("Bo", "Wij begonnen met zijn tweeën.")


@pytest.mark.parametrize(
    ("bad", "warning"),
    [
        ("00:00:75.000 --> 00:00:80.000", "line 7: an impossible time; the words under it are kept, without a time."),
        ("00:61:00.000 --> 00:62:00.000", "line 7: an impossible time; the words under it are kept, without a time."),
        ("--> 00:00:04.000", "line 7: an impossible time; the words under it are kept, without a time."),
        ("00:00:03.000 -->", "line 7: an impossible time; the words under it are kept, without a time."),
        (
            "99999:00:00.000 --> 99999:00:01.000",
            "line 7: an impossible time; the words under it are kept, without a time.",
        ),
        (
            "00:00:04.000 --> 00:00:03.000",
            "line 7: ends before it begins; the words under it are kept, without a time.",
        ),
    ],
)
@pytest.mark.parametrize("ending", ["vtt", "srt"])
def test_a_cue_with_an_impossible_time_keeps_its_words_and_is_warned_about(ending, bad, warning):
    lines = ["00:00:01.000 --> 00:00:02.000", "een", "", bad, "twee", "", "00:00:05.000 --> 00:00:06.000", "drie"]
    body = "WEBVTT\n\n1\n" + "\n".join(lines) if ending == "vtt" else "\n\n1\n" + "\n".join(lines).replace(".", ",")
    transcript = read(body.encode(), f"gesprek.{ending}")
    assert spoken(transcript) == [("", "een twee drie")]
    assert (transcript.cues_in_file, transcript.cues_read) == (3, 2)
    assert warned(transcript) == [warning]
    assert whole(transcript)


def test_what_stands_outside_the_captions_is_kept_and_warned_about():
    transcript = vtt("Vooraf gezegd.\n\n00:01.000 --> 00:02.000\neen\n\nzonder tijd\n\n00:03.000 --> 00:04.000\ntwee\n")
    assert spoken(transcript) == [("", "Vooraf gezegd. een zonder tijd twee")]
    assert warned(transcript) == ["line 3, 8: words outside any caption; kept with the caption above."]
    assert whole(transcript)


def test_captions_without_a_first_line_or_without_empty_lines_are_read_too():
    transcript = read(b"1\n00:01.000 --> 00:02.000\neen\n2\n00:03.000 --> 00:04.000\ntwee\n12\n", "gesprek.vtt")
    assert spoken(transcript) == [("", "een twee 12")]
    assert transcript.cues_read == 2
    assert warned(transcript) == ["the first line does not say WEBVTT; the captions were read all the same."]


def test_a_number_that_is_said_is_no_number_of_a_cue():
    transcript = srt("7\n00:00:01,000 --> 00:00:02,000\nHoeveel?\n12\n00:00:03,000 --> 00:00:04,000\nzoveel\n")
    assert spoken(transcript) == [("", "Hoeveel? 12 zoveel")]


def test_an_arrow_between_words_is_something_said():
    transcript = srt("1\n00:00:01,000 --> 00:00:02,000\nvan links --> naar rechts\n")
    assert spoken(transcript) == [("", "van links --> naar rechts")]
    assert (transcript.cues_in_file, transcript.cues_read) == (1, 1)


def test_times_with_commas_in_webvtt_and_with_dots_in_subrip_are_understood():
    assert vtt("00:00:01,500 --> 00:00:02,500\neen\n").turns[0].from_ms == 1_500
    assert srt("1\n00:00:01.500 --> 00:00:02.500\neen\n").turns[0].from_ms == 1_500


def test_a_turn_ends_at_another_speaker_at_a_long_silence_and_before_it_grows_too_long():
    cue = "{:02}:{:02}.000 --> {:02}:{:02}.000\n<v Bo>{}</v>\n\n".format
    apart = vtt(
        cue(0, 1, 0, 2, "een") + cue(0, 32, 0, 33, "twee") + cue(1, 3, 1, 4, "drie") + cue(1, 35, 1, 36, "vier")
    )
    assert [turn.text for turn in apart.turns] == ["een twee drie", "vier"]  # 30, 30 and 31 seconds of silence
    long = vtt("".join(cue(n // 60, n % 60, n // 60, n % 60, "a" * 99) for n in range(40)))
    assert [len(turn.text) for turn in long.turns] == [1_499, 1_499, 999]  # 15 cues of 99 with 14 spaces; 10 with 9
    assert (long.turns[1].from_ms, long.turns[1].to_ms) == (15_000, 29_000)


def test_one_cue_longer_than_a_turn_is_cut_after_a_sentence_and_keeps_its_two_times():
    sentence = "Dit is een zin van veertig tekens, jaja."
    assert len(sentence) == 40
    transcript = vtt(f"00:01.000 --> 59:59.000\n{' '.join([sentence] * 60)}\n")
    assert [turn.text for turn in transcript.turns] == [
        " ".join([sentence] * 36),
        " ".join([sentence] * 24),
    ]  # 36 x 41 - 1
    assert [(turn.from_ms, turn.to_ms) for turn in transcript.turns] == [(1_000, None), (None, 3_599_000)]
    assert whole(transcript)


def test_a_word_without_end_is_cut_between_characters_never_before_an_accent():
    transcript = vtt("00:01.000 --> 00:02.000\n" + "x" + "e\u0301" * 2_000 + "\n")
    assert all(turn.text[0] != "\u0301" for turn in transcript.turns)
    assert "".join(turn.text for turn in transcript.turns) == "x" + "e\u0301" * 2_000


def test_letters_stay_as_they_were_spoken():
    text = "זה נכון \u202bمرحبا\u202c café cafe\u0301 👩\u200d🔬 10\u00a0000"
    assert vtt(f"00:01.000 --> 00:02.000\n{text}\n").turns[0].text == text


def test_ten_hours_are_read_with_a_warning():
    transcript = vtt("00:01.000 --> 00:02.000\neen\n\n10:00:01.000 --> 10:00:02.000\ntwee\n")
    assert warned(transcript) == ["its clock runs to 10 hours: check that this is one conversation."]
    assert transcript.turns[1].from_ms == 36_001_000


def test_many_lines_with_the_same_fault_are_one_warning():
    transcript = vtt("".join(f"00:00:61.000 --> 00:00:62.000\nwoord{n}\n\n" for n in range(50)))
    assert warned(transcript) == [
        "line 3, 6, 9, 12, 15, 18, 21, 24, 27, 30, 33, 36, … (50×): an impossible time; "
        "the words under it are kept, without a time."
    ]
    assert (transcript.cues_in_file, transcript.cues_read) == (50, 0)


def test_the_hash_is_that_of_the_bytes_of_the_file():
    data = b"WEBVTT\n\n00:01.000 --> 00:02.000\neen\n"
    assert read(data, "een.vtt").hash == read(data, "twee.vtt").hash == hashlib.sha256(data).hexdigest()


words = st.lists(st.text("abcdeéßאب字\u0301", min_size=1, max_size=8), min_size=1, max_size=6)
cues = st.lists(
    st.tuples(st.sampled_from(["Bo Vos", "An", "Spreker 3", ""]), words, st.integers(0, 40_000)), max_size=30
)


def clock(ms: int, dot: str) -> str:
    return f"{ms // 3_600_000:02}:{ms // 60_000 % 60:02}:{ms // 1_000 % 60:02}{dot}{ms % 1_000:03}"


@examples(80)
@given(cues.filter(bool), st.booleans(), st.sampled_from(["\n", "\r\n"]))
def test_sound_captions_give_exactly_their_words_their_speakers_and_their_times(spoken, web, end):
    now, out, expected = 0, ["WEBVTT\n"] if web else [], []
    for number, (speaker, words_said, step) in enumerate(spoken, 1):
        start, now = now + step, now + step + 900
        text = " ".join(words_said)
        tag = f"<v {speaker}>{text}</v>" if web and speaker else text
        out.append(f"{number}\n{clock(start, '.' if web else ',')} --> {clock(now, '.' if web else ',')}\n{tag}\n")
        expected.append((speaker if web else "", text, start, now))
    transcript = read(end.join("\n".join(out).split("\n")).encode(), "x.vtt" if web else "x.srt")
    assert [word for turn in transcript.turns for word in turn.text.split()] == [
        word for _, text, _, _ in expected for word in text.split()
    ]
    assert [word for turn in transcript.turns for word in [turn.speaker] * len(turn.text.split())] == [
        speaker for speaker, text, _, _ in expected for _ in text.split()
    ]
    assert transcript.cues_in_file == transcript.cues_read == len(spoken)
    assert whole(transcript)
    assert transcript.warnings == ()
    assert (transcript.turns[0].from_ms, transcript.turns[-1].to_ms) == (expected[0][2], expected[-1][3])
